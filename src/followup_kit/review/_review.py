"""Reviews a message against the facts it has to keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from followup_kit.models import Formality, Interview, Outcome, Practice
from followup_kit.review._day_checks import day_findings
from followup_kit.review._fact_sheet import FactSheet, fact_sheet
from followup_kit.review._finding import Finding, Severity
from followup_kit.review._known import known_of
from followup_kit.review._link_checks import link_findings
from followup_kit.review._mentions import read_mentions
from followup_kit.review._message import (
    Composed,
    Message,
    message_of_email,
    message_of_followup,
    message_of_html,
    message_of_text,
)
from followup_kit.review._name_checks import name_findings, text_words
from followup_kit.review._person_checks import person_findings
from followup_kit.review._report import report
from followup_kit.review._time_checks import time_findings
from followup_kit.review._value_checks import value_findings


if TYPE_CHECKING:
    from email.message import Message as AnyEmail


__all__ = ["Review", "review", "review_email", "review_html", "review_text"]

_PARTS: Final = ("subject", "preheader", "text", "html", "")


@dataclass(frozen=True, slots=True, repr=False)
class Review:
    """
    What was found in a message. Frozen.

    Attributes:
        findings: What was found, by part and place.
        message: The message that was reviewed; spans index into its parts.
    """

    findings: tuple[Finding, ...]
    message: Message


def review(
    followup: Composed,
    interview: Interview,
    outcome: Outcome,
    *,
    send_at: datetime | None = None,
    extras: Mapping[str, object] | None = None,
) -> Review:
    message = message_of_followup(followup)
    sheet = fact_sheet(
        interview,
        outcome,
        locale=_habits(followup, message, interview),
        send_at=send_at,
        extras=extras,
    )
    return _reviewed(message, sheet)


def _habits(followup: Composed, message: Message, interview: Interview) -> str:
    language = getattr(followup, "language", None)
    return getattr(language, "habits", message.locale)


def review_text(
    text,
    interview,
    outcome,
    *,
    locale,
    subject="",
    formality=None,
    send_at=None,
    extras=None,
) -> Review:
    message = message_of_text(
        text, kind=outcome.kind, locale=locale, subject=subject, formality=formality
    )
    sheet = fact_sheet(
        interview, outcome, locale=locale, send_at=send_at, extras=extras
    )
    return _reviewed(message, sheet)


def _reviewed(message: Message, sheet: FactSheet) -> Review:
    return Review(tuple(_findings(message, sheet)), message)


def _findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    parts = {name: read_mentions(text, sheet.locale) for name, text in message.parts()}
    known = known_of(sheet)
    yield from day_findings(parts, known)
    yield from time_findings(parts, known)
    yield from link_findings(message, parts, known)
    yield from value_findings(parts, known)
    words = text_words("\n".join(text for _, text in message.parts()))
    yield from name_findings(words, sheet, parts)
    yield from person_findings(message, known)
