"""Whether a message says what its kind has to say: decision, reason, contact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Final

from followup_kit.locales import language_of
from followup_kit.models import Rejected, TalentPool
from followup_kit.review._anchored import Anchored
from followup_kit.review._codes import finding_of
from followup_kit.review._cues import contents_of, cues_of, no_within
from followup_kit.review._decision import stated_decisions
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._message import Message
from followup_kit.review._overlap import share, telling_words
from followup_kit.review._sentences import sentences_of


__all__ = [
    "content_findings",
    "lateness_findings",
    "rejection_findings",
    "reply_findings",
]

_SURELY: Final = timedelta(days=3)
"""A weekend and a holiday: so much later than owed is late in every country."""

_NOTHING_OWED: Final = frozenset({"no_show", "withdrawal_acknowledged"})
"""The candidate is not kept waiting by these."""

_STATED: Final = 0.4
"""Such a share of a fact's telling words is the fact, perhaps rephrased."""

_NOBODY: Final = re.compile(
    r"(?<![\w.-])(?:do[-._]?)?(?:no|not)[-._]?reply@[\w.-]{1,80}", re.IGNORECASE
)
# A telephone number or a mail address says how to ask.
_REACHABLE: Final = re.compile(r"\w@\w|(?:\+|\b0)\d[\d ()/.-]{6,20}\d")
_GREETING: Final = re.compile(r"[,،:：!！]\s*$|[様殿]\s*$")
_SHORT: Final = 200


def content_findings(message: Message) -> Iterator[Finding]:
    """Yield what every message of the kind says, and this one does not."""
    cues = cues_of(message.locale)
    text = "\n".join(text for _, text in message.parts())
    for content in contents_of(message.kind):
        if content.cue == "contact" and _REACHABLE.search(text):
            continue
        if content.cue in cues and not cues[content.cue].stands_in(text):
            yield finding_of(
                f"{content.weight}_missing",
                path=f"message.{content.cue}",
                practice=content.practice,
                message=f"does not say {content.says}.",
            )


def rejection_findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """Yield what a rejection lacks: an early no, a reason, a strength."""
    cues = cues_of(message.locale)
    if not isinstance(sheet.outcome, Rejected | TalentPool) or not cues:
        return
    yield from _the_no(message, cues["no"])
    if not isinstance(sheet.outcome, Rejected):
        return
    body = message.body[1]
    if sheet.interview.company.reason_policy != "none" and not (
        cues["reason"].stands_in(body) or _is_stated("outcome.criterion", sheet, body)
    ):
        yield finding_of("reason_missing", path="outcome.criterion")
    if not (
        cues["strength"].stands_in(body) or _is_stated("outcome.strengths", sheet, body)
    ):
        yield finding_of("strength_missing", path="outcome.strengths")


def _the_no(message: Message, no: Anchored) -> Iterator[Finding]:
    part, body = message.body
    found = list(sentences_of(body, message.locale))
    # A greeting may take two lines, as in Arabic.
    for span in found[:2]:
        if _is_greeting(body[slice(*span)]):
            found = found[1:]
    stated = [
        span for _, span in stated_decisions(body, language_of(message.locale), {"no"})
    ]
    said = [
        i
        for i, (start, end) in enumerate(found)
        if no.stands_in(body[start:end]) or any(start <= x[0] < end for x in stated)
    ]
    if not said:
        # An unusual wording of the no is likelier than none beside "closed".
        closed = cues_of(message.locale).get("closed")
        hinted = closed is not None and closed.stands_in(body)
        yield finding_of(
            "no_missing",
            path="message.decision",
            part=part,
            severity="warning" if hinted else None,
        )
    elif said[0] >= no_within(message.locale):
        span = found[said[0]]
        yield finding_of("no_late", path="message.decision", part=part, span=span)


def _is_greeting(sentence: str) -> bool:
    return len(sentence) < _SHORT and _GREETING.search(sentence) is not None


def _is_stated(path: str, sheet: FactSheet, body: str) -> bool:
    words = telling_words(body)
    return any(
        share(telling_words(text), words) >= _STATED
        for place, text in sheet.free_texts
        if place.startswith(path)
    )


def reply_findings(message: Message) -> Iterator[Finding]:
    """Yield that nobody reads an answer: by the address, or by the text's own word."""
    noreply = cues_of(message.locale).get("noreply")
    part, body = message.body
    for match in _NOBODY.finditer(body) if "@" in body else ():
        yield finding_of("reply_address", path="message", part=part, span=match.span())
    for match in noreply.finditer(body) if noreply else ():
        yield finding_of(
            "noreply_wording", path="message", part=part, span=match.span()
        )


def lateness_findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """Yield that a message comes late, or after a promised day, with no apology."""
    apology = cues_of(message.locale).get("apology")
    if apology is None or not _is_late(sheet) or apology.stands_in(message.body[1]):
        return
    yield finding_of("late_without_apology", path="send_at")


def _is_late(sheet: FactSheet) -> bool:
    if sheet.send_at is None or sheet.outcome.kind in _NOTHING_OWED:
        return False
    at = sheet.send_at.astimezone(UTC)
    interview = sheet.interview
    if interview.promises:
        today = at.astimezone(interview.reader_zone).date()
        return any(promise.due < today for promise in interview.promises)
    allowed = type(sheet.outcome).due_after_interview
    return allowed is not None and at - interview.ended > allowed + _SURELY
