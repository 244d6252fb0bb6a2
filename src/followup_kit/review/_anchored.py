"""
Searching for long expressions only in the lines that can hold them.

An expression is told apart into its alternatives. What a match of each needs is read
off by a tool (``tools/build_wording``) and lies in ``data/anchors.json``: parts of
words, one of each set of which stands in every match. Where all stand in one line and
the alternative matches there, the whole expression is searched in that line. A
property test finds the same with and without this look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from followup_kit.review._language_words import review_data


__all__ = ["Anchored", "alternatives_of", "anchored"]

# Letters that an expression takes for another one, whatever their case.
_ODD: Final = re.compile(r"[ıſﬅﬆ]")
_GROUP: Final = re.compile(r"((?:\\b)?)\((?:\?:)?(?!\?)(.*)\)((?:\\b)?)", re.DOTALL)

_Parts = tuple[tuple[str, ...], ...]


class _Branch:
    """An alternative of an expression, compiled when a line may hold it."""

    def __init__(self, source: str, flags: int, parts: _Parts) -> None:
        self._source, self._flags = source, flags
        self.parts = parts

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)


class Anchored:
    """
    An expression and what its matches need.

    Args:
        source: The expression.
        flags: Its flags.
        parts: For each of its alternatives sets of parts, in lower case, of each of
            which one stands in every match.
        crosses: Whether a match may go on behind the end of a line.
    """

    def __init__(
        self, source: str, flags: int, parts: Iterable[_Parts], *, crosses: bool
    ) -> None:
        self._source, self._flags, self._crosses = source, flags, crosses
        self._branches = tuple(
            _Branch(branch, flags, needed)
            for branch, needed in zip(alternatives_of(source), parts, strict=True)
        )

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole expression, compiled where it is met."""
        return re.compile(self._source, self._flags)

    def finditer(self, text: str, low: str = "") -> Iterator[re.Match[str]]:
        """
        Yield the matches in a text, those of ``pattern.finditer``.

        Args:
            text: The text.
            low: The text in lower case, if it is at hand.
        """
        low = low or text.lower()
        if _is_odd(text, low):
            yield from self.pattern.finditer(text)
        elif not self._crosses:
            for start, end in sorted(dict(self._lines(text, low)).items()):
                yield from self.pattern.finditer(text, start, end)
        elif any(_holds_all(low, branch.parts) for branch in self._branches):
            yield from self.pattern.finditer(text)

    def stands_in(self, text: str) -> bool:
        """Tell whether there is a match in a text."""
        low = text.lower()
        if self._crosses or _is_odd(text, low):
            return next(self.finditer(text, low), None) is not None
        return next(self._lines(text, low), None) is not None

    def _lines(self, text: str, low: str) -> Iterator[tuple[int, int]]:
        """Yield the start and end of lines in which an alternative matches."""
        found: set[int] = set()
        for branch in self._branches:
            for part in branch.parts[0]:
                place = low.find(part)
                while place >= 0:
                    start = low.rfind("\n", 0, place) + 1
                    end = low.find("\n", place)
                    end = len(low) if end < 0 else end
                    if (
                        start not in found
                        and _holds_all(low[start:end], branch.parts)
                        and branch.pattern.search(text, start, end)
                    ):
                        found.add(start)
                        yield start, end
                    place = low.find(part, end)


def _is_odd(text: str, low: str) -> bool:
    if text.isascii():
        return False
    return len(low) != len(text) or _ODD.search(text) is not None


def _holds_all(low: str, groups: _Parts) -> bool:
    for group in groups:
        for part in group:
            if part in low:
                break
        else:
            return False
    return True


def anchored(source: str, flags: int, group: str, language: str, name: str) -> Anchored:
    """
    Return an expression of this room's data with what its matches need.

    Args:
        source: The expression.
        flags: Its flags.
        group: The group of expressions, such as ``"decisions"``.
        language: The language.
        name: The name of the expression.
    """
    given = review_data("anchors.json")[group][language][name]
    parts = [tuple(map(tuple, groups)) for groups in given["parts"]]
    return Anchored(source, flags, parts, crosses=given["crosses"])


def alternatives_of(source: str) -> Sequence[str]:
    """
    Return expressions of which one matches wherever *source* does.

    Groups that are an alternative by themselves are told apart as well.
    """
    found: list[str] = []
    for part in _split(source):
        group = _GROUP.fullmatch(part)
        if group is None or not _is_balanced(group[2]):
            found.append(part)
            continue
        found += [f"{group[1]}{x}{group[3]}" for x in alternatives_of(group[2])]
    return found


def _split(source: str) -> list[str]:
    """Return the alternatives outside of any brackets."""
    parts, depth, last = [], 0, 0
    for place, char in _outside_sets(source):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append(source[last:place])
            last = place + 1
    return [*parts, source[last:]]


def _is_balanced(source: str) -> bool:
    depth = 0
    for _, char in _outside_sets(source):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return not depth


def _outside_sets(source: str) -> Iterator[tuple[int, str]]:
    """Yield the characters that are neither escaped nor within square brackets."""
    place = 0
    while place < len(source):
        char = source[place]
        if char == "\\":
            place += 2
            continue
        if char == "[":
            place = _end_of_set(source, place)
            continue
        yield place, char
        place += 1


def _end_of_set(source: str, place: int) -> int:
    place += 2 if source.startswith("[^", place) else 1
    place += source.startswith("]", place)
    while source[place] != "]":
        place += 2 if source[place] == "\\" else 1
    return place + 1
