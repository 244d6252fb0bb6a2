"""Wording that hurts, promises or discriminates, found by rules that are data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from followup_kit.review._codes import finding_of
from followup_kit.review._finding import Finding
from followup_kit.review._sentences import sentences
from followup_kit.review._wording_rules import Rule, Rules, rules_for


__all__ = ["find_wording"]


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
    found = [
        finding_of(rule.code, path=path, span=span, part=part)
        for rule in (rules.each[number] for number in sorted(set(numbers)))
        if kind is None or not rule.kinds or kind in rule.kinds
        for span in _spans(rule, rules, text)
    ]
    return _apart(found)


def _spans(rule: Rule, rules: Rules, text: str) -> Iterator[tuple[int, int]]:
    for match in rule.pattern.finditer(text):
        if not rule.unless or not _is_excused(match.span(), rule, rules, text):
            yield match.span()


def _is_excused(span: tuple[int, int], rule: Rule, rules: Rules, text: str) -> bool:
    around = _around(span, text, rules.language)
    return any(
        rules.beside[name].search(text, *around)
        for name in rule.unless
        if name in rules.beside
    )


def _around(span: tuple[int, int], text: str, language: str) -> tuple[int, int]:
    """Return from where to where the sentence and the next one go."""
    found = [s for s in sentences(text, language) if s[1] > span[0]]
    return (min(found[0][0], span[0]), found[:2][-1][1]) if found else span


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
