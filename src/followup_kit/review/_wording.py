"""Wording that hurts, promises or discriminates, found by rules that are data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Final

from followup_kit.review._codes import finding_of
from followup_kit.review._finding import Finding
from followup_kit.review._sentences import sentences
from followup_kit.review._wording_rules import Rule, Rules, rules_for


__all__ = ["find_wording", "is_free_of_wording"]

_MOST: Final = 100
"""So many places of one rule are told; nobody reads more."""


def find_wording(
    text: str, *, locale: str, path: str, kind: str | None = None, part: str = ""
) -> Iterable[Finding]:
    """
    Return a finding for each place in *text* that words something badly.

    Rules exist for some languages only; text in another language is searched for
    left-over placeholders alone. What a date or a consent makes harmless is left
    alone where one stands in the same sentence or the next.

    Args:
        text: What people wrote.
        locale: The language it is written in.
        path: The fact it comes from; the text itself is never quoted.
        kind: The kind of message it is for; without it, rules for some kinds only
            hold as well.
        part: The part of the message it is, if it is one.
    """
    rules = rules_for(locale)
    numbers = rules.filter.numbers(text)
    if not numbers:
        return ()
    beside = _Beside(text, rules)
    found = [
        finding_of(rule.code, path=path, span=span, part=part)
        for rule in (rules.each[number] for number in sorted(set(numbers)))
        if kind is None or not rule.kinds or kind in rule.kinds
        for span in _spans(rule, text, beside)
    ]
    return _apart(found)


def is_free_of_wording(
    texts: Iterable[str], *, locale: str, kind: str | None = None
) -> bool:
    """
    Return whether no rule finds anything in *texts*, leaving aside what excuses it.

    Where it is true, :func:`find_wording` finds nothing in any of them; where it is
    not, it may still find nothing.

    Args:
        texts: What people wrote, each by itself.
        locale: The language they are written in.
        kind: The kind of message they are for.
    """
    rules = rules_for(locale)
    suspects, each = rules.filter.numbers, rules.each
    for text in texts:
        for number in suspects(text):
            rule = each[number]
            holds = kind is None or not rule.kinds or kind in rule.kinds
            if holds and rule.pattern.search(text):
                return False
    return True


def _spans(rule: Rule, text: str, beside: _Beside) -> Iterator[tuple[int, int]]:
    for match in islice(rule.pattern.finditer(text), _MOST):
        if not rule.unless or not beside.excuses(rule, match.span()):
            yield match.span()


class _Beside:
    """What stands beside a place: its sentence and the next, told apart once."""

    __slots__ = ("_ends", "_rules", "_sentences", "_text")

    def __init__(self, text: str, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._sentences: tuple[tuple[int, int], ...] = ()
        self._ends: list[int] = []

    def excuses(self, rule: Rule, span: tuple[int, int]) -> bool:
        """Return whether what a rule allows stands beside a place."""
        known = self._rules.beside
        around = self._around(span)
        return any(
            known[name].search(self._text, *around)
            for name in rule.unless
            if name in known
        )

    def _around(self, span: tuple[int, int]) -> tuple[int, int]:
        if not self._ends:
            self._sentences = sentences(self._text, self._rules.language)
            self._ends = [end for _, end in self._sentences]
        at = min(bisect_right(self._ends, span[0]), len(self._ends) - 1)
        until = self._ends[min(at + 1, len(self._ends) - 1)]
        return min(self._sentences[at][0], span[0]), max(until, span[1])


def _apart(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by place, without those inside another of their code."""
    kept: list[Finding] = []
    last: dict[str, tuple[int, int]] = {}
    for finding in sorted(found, key=attrgetter("span", "code")):
        span = finding.span or (0, 0)
        if finding.code not in last or span[0] >= last[finding.code][1]:
            kept.append(finding)
            last[finding.code] = span
    return tuple(kept)
