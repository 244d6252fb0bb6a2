"""The letters of a set, written from sample facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypedDict, cast

from followup_kit.checking import SampleCase, sample_cases, sample_extras
from followup_kit.composer import Composer, Followup
from followup_kit.models import Formality, Outcome, outcome_kinds
from followup_kit.templating import TemplateSet


__all__ = ["PreviewLetter", "preview_letters"]

_MANY: Final = "every fact"
_FEW: Final = "few facts, no send time"


class _Asked(TypedDict):
    locale: str
    formality: Formality
    send_at: datetime | None
    extras: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PreviewLetter:
    """
    One message of the preview.

    Attributes:
        sample: ``"many facts"`` or ``"few facts"``.
        followup: The message.
        short: What the letter for very short channels says; empty without one.
    """

    sample: str
    followup: Followup
    short: str = ""


def preview_letters(template_set: TemplateSet) -> Iterator[PreviewLetter]:
    """
    Yield every kind in every locale and formality, with many facts and with few.

    Raises:
        TemplateSetError: A letter is broken.
        FactsError: The sample facts of a kind are wrong.
    """
    composer = Composer(template_set)
    for kind, model in outcome_kinds().items():
        shown = _shown(model)
        for locale in template_set.locales:
            if kind not in template_set.kinds(locale):
                continue
            has_short = kind in template_set.kinds(locale, form="short")
            for formality in template_set.phrases(locale).formalities:
                for title, case in shown.items():
                    asked = _asked(composer, case, locale, formality)
                    told = case.interview, case.outcome
                    short = ""
                    if has_short:
                        short = composer.compose_short(*told, **asked).text
                    yield PreviewLetter(title, composer.compose(*told, **asked), short)


def _shown(model: type[Outcome]) -> dict[str, SampleCase]:
    """Return the fullest message of a kind, and the barest."""
    cases = sample_cases(model)
    many = [case for case in cases if case.sample == _MANY]
    few = [case for case in cases if case.sample == _FEW]
    shown = {"many facts": many[-1:], "few facts": few[:1]}
    return {title: found[0] for title, found in shown.items() if found}


def _asked(composer: Composer, case: SampleCase, locale: str, formality: str) -> _Asked:
    return {
        "locale": locale,
        "formality": cast("Formality", formality),
        "send_at": case.send_at,
        "extras": sample_extras(composer.template_set),
    }
