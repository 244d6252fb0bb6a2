"""The letters of a set, written from sample facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from followup_kit.checking import SampleCase, sample_cases, sample_extras
from followup_kit.composer import Composer, Followup
from followup_kit.models import Formality, Outcome, outcome_kinds
from followup_kit.templating import TemplateSet


__all__ = ["PreviewLetter", "preview_letters"]

_MANY: Final = "every fact"
_FEW: Final = "few facts, no send time"


@dataclass(frozen=True, slots=True)
class PreviewLetter:
    """
    One message of the preview.

    Attributes:
        sample: ``"many facts"`` or ``"few facts"``.
        followup: The message.
    """

    sample: str
    followup: Followup


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
            for formality in template_set.phrases(locale).formalities:
                for title, case in shown.items():
                    followup = _composed(composer, case, locale, formality)
                    yield PreviewLetter(title, followup)


def _shown(model: type[Outcome]) -> dict[str, SampleCase]:
    """Return the fullest message of a kind, and the barest."""
    cases = sample_cases(model)
    many = [case for case in cases if case.sample == _MANY]
    few = [case for case in cases if case.sample == _FEW]
    shown = {"many facts": many[-1:], "few facts": few[:1]}
    return {title: found[0] for title, found in shown.items() if found}


def _composed(
    composer: Composer, case: SampleCase, locale: str, formality: str
) -> Followup:
    return composer.compose(
        case.interview,
        case.outcome,
        locale=locale,
        formality=cast("Formality", formality),
        send_at=case.send_at,
        extras=sample_extras(composer.template_set),
    )
