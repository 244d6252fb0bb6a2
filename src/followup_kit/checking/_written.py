"""A message written from a sample, whole or short, as the examination reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from followup_kit.checking._cases import SampleCase
from followup_kit.checking._probes import Probe
from followup_kit.checking._samples import sample_extras
from followup_kit.composer import Composer
from followup_kit.templating import Form


__all__ = ["Place", "Written", "written"]

Place: TypeAlias = tuple[str, str, int]
"""Set, file and line."""


@dataclass(frozen=True, slots=True)
class Written:
    """
    A message and where its parts come from.

    Attributes:
        subject: One line; empty if a short letter has none.
        preheader: One line.
        text: Plain text.
        html: HTML; empty for a short letter.
        parts: Where each part of the text was written, and the part.
    """

    subject: str
    preheader: str
    text: str
    html: str
    parts: tuple[tuple[Place, str], ...]


def written(
    composer: Composer,
    sample: SampleCase | Probe,
    *,
    locale: str,
    formality: Any,
    form: Form,
    optional: bool,
) -> Written:
    """
    Return the message that a letter makes of a sample.

    Raises:
        FollowupError: It cannot be written.
    """
    case = sample.case if isinstance(sample, Probe) else sample
    asked: dict[str, Any] = {
        "locale": locale,
        "formality": formality,
        "send_at": case.send_at,
        "extras": sample_extras(composer.template_set, optional=optional),
    }
    if form == "short":
        done = composer.compose_short(sample.interview, sample.outcome, **asked)
        parts = tuple(
            ((origin.set, origin.file, origin.line), part)
            for origin, part in zip(done.origins, done.text.split("\n\n"), strict=True)
        )
        return Written(done.subject, done.preheader, done.text, done.html, parts)
    message = composer.compose(sample.interview, sample.outcome, **asked)
    sources = tuple(
        ((part.template_set, part.file, part.line), part.text)
        for part in message.explain()
    )
    return Written(
        message.subject, message.preheader, message.text, message.html, sources
    )
