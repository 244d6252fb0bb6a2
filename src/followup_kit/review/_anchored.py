"""
Searching for long expressions only in the lines that can hold them.

What a match needs is read off the expression by a tool (``tools/build_wording``) and
lies in ``data/anchors.json``: parts of words, one of which stands in every match. A
property test finds the same with and without this look.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from followup_kit.review._language_words import review_data


__all__ = ["Anchored", "anchored"]

# Letters that an expression takes for another one, whatever their case.
_ODD: Final = re.compile(r"[ıſﬅﬆ]")


@dataclass(frozen=True, slots=True)
class Anchored:
    """
    An expression and what every match of it holds.

    Attributes:
        pattern: The expression.
        parts: Sets of parts, in lower case; one of each stands in every match. The
            first is the rarest; there is none if that is not known.
        crosses: Whether a match may go on behind the end of a line.
    """

    pattern: re.Pattern[str]
    parts: tuple[tuple[str, ...], ...]
    crosses: bool

    def finditer(self, text: str, low: str = "") -> Iterator[re.Match[str]]:
        """
        Yield the matches in a text, those of ``pattern.finditer``.

        Args:
            text: The text.
            low: The text in lower case, if it is at hand.
        """
        low = low or text.lower()
        if not self.parts or len(low) != len(text):
            yield from self.pattern.finditer(text)
            return
        if not text.isascii() and _ODD.search(text):
            yield from self.pattern.finditer(text)
            return
        if self.crosses:
            if _holds_all(low, list(self.parts)):
                yield from self.pattern.finditer(text)
            return
        lines = _lines_holding(low, self.parts)
        for start, end in lines:
            yield from self.pattern.finditer(text, start, end)

    def search(self, text: str, low: str = "") -> re.Match[str] | None:
        """Return the first match in a text, None if there is none."""
        return next(self.finditer(text, low), None)


def _lines_holding(
    low: str, parts: tuple[tuple[str, ...], ...]
) -> list[tuple[int, int]]:
    first, *others = parts
    found: dict[int, int] = {}
    for part in first:
        place = low.find(part)
        while place >= 0:
            start = low.rfind("\n", 0, place) + 1
            end = low.find("\n", place)
            end = len(low) if end < 0 else end
            if start not in found and _holds_all(low[start:end], others):
                found[start] = end
            place = low.find(part, end)
    return sorted(found.items())


def _holds_all(line: str, groups: list[tuple[str, ...]]) -> bool:
    for group in groups:
        for part in group:
            if part in line:
                break
        else:
            return False
    return True


@functools.lru_cache(maxsize=1024)
def anchored(pattern: re.Pattern[str], group: str, language: str, name: str) -> Anchored:
    """
    Return an expression of this room's data with what its matches need.

    Args:
        pattern: The expression, compiled.
        group: The group of expressions, such as ``"decisions"``.
        language: The language.
        name: The name of the expression.
    """
    given = review_data("anchors.json")[group].get(language, {}).get(name)
    if given is None:
        return Anchored(pattern, (), crosses=True)
    return Anchored(pattern, tuple(map(tuple, given["parts"])), crosses=given["crosses"])
