"""Every check of a message, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from followup_kit.review._day_checks import day_findings
from followup_kit.review._decision import decision_findings
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._html_checks import html_findings
from followup_kit.review._known import Known, known_of
from followup_kit.review._likeness_checks import likeness_findings
from followup_kit.review._link_checks import link_findings
from followup_kit.review._mentions import Mentions, read_mentions
from followup_kit.review._message import Message
from followup_kit.review._name_checks import name_findings, text_words
from followup_kit.review._person_checks import person_findings
from followup_kit.review._placeholders import placeholder_findings
from followup_kit.review._practices import practice_findings
from followup_kit.review._report import report
from followup_kit.review._time_checks import time_findings
from followup_kit.review._value_checks import value_findings
from followup_kit.review._wrong_language import language_findings


__all__ = ["every_finding"]


def every_finding(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """Yield everything that is wrong with a message."""
    if not any(char.isalnum() for char in message.body[1]):
        yield report("empty_text", "has no text.", "Write one.")
        return
    known = known_of(sheet)
    yield from _fact_findings(message, known)
    yield from placeholder_findings(message, known)
    yield from decision_findings(message, known)
    yield from language_findings(message, known)
    yield from html_findings(message, sheet.locale)
    yield from practice_findings(message, sheet)


def _fact_findings(message: Message, known: Known) -> Iterator[Finding]:
    locale = known.sheet.locale
    parts: dict[str, Mentions] = {
        name: read_mentions(text, locale) for name, text in message.parts()
    }
    yield from day_findings(parts, known)
    yield from time_findings(parts, known)
    yield from link_findings(message, parts, known)
    yield from value_findings(parts, known)
    words = text_words("\n".join([found.scan.text for found in parts.values()]))
    yield from name_findings(words, known.sheet, parts)
    yield from person_findings(message, known)
    for part, text in message.parts():
        if part != "html" or not message.text:
            yield from likeness_findings(text, part, known)
