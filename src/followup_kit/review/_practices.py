"""What good follow-ups do, looked for in a whole message and the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator

from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._formality import formality_findings
from followup_kit.review._message import Message
from followup_kit.review._practices_content import (
    content_findings,
    lateness_findings,
    rejection_findings,
    reply_findings,
)
from followup_kit.review._practices_personal import (
    feedback_findings,
    generic_findings,
    withheld_findings,
)
from followup_kit.review._wording import find_wording


__all__ = ["practice_findings"]


def practice_findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """
    Yield what a message could do better, apart from stating its facts.

    What a language has no data for is not judged: only English, German, Japanese and
    Arabic know by which words a content is told.

    Args:
        message: The message, whoever wrote it.
        sheet: The facts it was written from.
    """
    yield from _wording(message)
    yield from content_findings(message)
    yield from rejection_findings(message, sheet)
    yield from reply_findings(message)
    yield from lateness_findings(message, sheet)
    yield from generic_findings(message, sheet)
    yield from feedback_findings(message, sheet)
    yield from withheld_findings(message, sheet)
    yield from formality_findings(message)


def _wording(message: Message) -> Iterator[Finding]:
    for part, text in message.parts():
        for finding in find_wording(
            text, locale=message.locale, path="message", kind=message.kind, part=part
        ):
            # A review tells placeholders by more than wording rules know.
            if finding.code != "placeholder":
                yield finding
