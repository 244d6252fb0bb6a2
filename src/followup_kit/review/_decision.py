"""
The decision: whether a message says the opposite of what was decided.

Sentence by sentence, by rules that are data. A sentence that supposes ("if we cannot
continue") states no decision; "we cannot invite you" is a no, not an invitation; and
what people wrote among the facts is theirs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from followup_kit.locales import language_of
from followup_kit.models import OnHold
from followup_kit.review._anchored import Anchored, anchored
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._language_words import review_data
from followup_kit.review._message import Message
from followup_kit.review._report import report
from followup_kit.review._sentences import sentences


__all__ = ["decision_findings", "stated_decisions"]

_LONGEST: Final = 300
_REACH: Final = 60
_VERB_LAST: Final = frozenset({"ja", "ko", "zh"})
_SUPPOSED_AFTER: Final = 12
_TURNED: Final = frozenset({"next", "offer"})
_KINDS: Final = ("no", "next", "offer", "congratulation", "closed", "open")


@dataclass(frozen=True, slots=True)
class _Patterns:
    supposes: re.Pattern[str]
    negates: re.Pattern[str]
    states: tuple[tuple[str, Anchored], ...]


@functools.lru_cache(maxsize=64)
def _patterns(language: str) -> _Patterns | None:
    own = review_data("decisions.json")["patterns"].get(language)
    if own is None:
        return None
    return _Patterns(
        supposes=re.compile(own["if"]),
        negates=re.compile(own["not"]),
        states=tuple(
            (kind, anchored(own[kind], 0, "decisions", language, kind))
            for kind in _KINDS
            if kind in own
        ),
    )


def stated_decisions(
    text: str, language: str, kinds: Collection[str] = _KINDS
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each decision that a text states, and where: "no", "next" or "offer"."""
    patterns = _patterns(language)
    if patterns is None:
        return
    plain = text.replace("’", "'")
    low = plain.lower()
    # The patterns are in lower case; a few capitals become longer with it.
    plain = low if len(low) == len(plain) else plain
    for kind, pattern in patterns.states:
        # An invitation or an offer that is negated is a no.
        if kind not in kinds and not (kind in _TURNED and "no" in kinds):
            continue
        for found in pattern.finditer(plain, low):
            start = _sentence_start(plain, found.start(), language)
            # Japanese, Korean and Chinese say "if" after what they suppose.
            end = found.end() + (_SUPPOSED_AFTER if language in _VERB_LAST else 0)
            if kind != "congratulation" and patterns.supposes.search(plain, start, end):
                continue
            said = kind
            before = max(start, found.start() - _REACH)
            if kind in _TURNED and patterns.negates.search(plain, before, found.end()):
                said = "no"
            yield said, found.span()


def _sentence_start(text: str, position: int, language: str) -> int:
    """Return where the sentence around a position begins, or its last stretch."""
    first = max(0, position - _LONGEST)
    start = first
    for low, high in sentences(text[first:position], language):
        start = first + low
        if text[first + high - 1] in ".!?؟。！？":
            start = first + high
    line = text.rfind("\n", first, position)
    return max(start, line + 1)


def decision_findings(message: Message, known: Known) -> Iterator[Finding]:
    """Yield that a message states a decision that was not taken."""
    contradicts = set(
        review_data("decisions.json")["contradicts"].get(message.kind, ())
    )
    outcome = known.sheet.outcome
    if isinstance(outcome, OnHold) and outcome.released:
        contradicts.discard("no")
    if not contradicts:
        return
    facts = known.free.scan.low
    language = language_of(message.locale)
    for part, text in message.parts():
        for said, (start, end) in stated_decisions(text, language, contradicts):
            if said in contradicts and text[start:end].lower() not in facts:
                yield report(
                    "decision_contradicted",
                    "states a decision that is not the one of the facts.",
                    "Say what was decided, and nothing that sounds like another end.",
                    path="outcome.kind",
                    part=part,
                    span=(start, end),
                )
                break
