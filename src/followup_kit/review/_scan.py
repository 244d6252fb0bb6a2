"""
Text made uniform for scanning, with the way back to the original positions.

Digits of every script become ASCII, wide characters narrow ones, special spaces plain
ones; direction marks and soft hyphens disappear. Only where something disappears is
a table of positions kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from followup_kit.review._memory import remembered


__all__ = ["Scan", "end_of_clause", "numbers_of", "places_of", "scan", "starting_at"]

_INVISIBLE: Final = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_MARKS: Final = re.compile(f"[{''.join(sorted(_INVISIBLE))}]+")
_DIGITS: Final = re.compile(r"[0-9]+")
_ANY_DIGITS: Final = re.compile(r"\d+")
_BEYOND: Final = re.compile(r"[\U00011000-\U0010ffff]")
_REPLACED: Final = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u301c": "~",
    "\uff5e": "~",
    "\u2019": "'",
    "\u02bc": "'",
    "\u060c": ",",
    "\u066b": ".",
    "\u066c": ",",
    "\u3001": ",",
    "\u2044": "/",
}


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """
    A text to scan.

    Attributes:
        text: The uniform text.
        low: The same in lower case, character for character.
        origins: Where each character stood; None if nothing has moved.
        length: The length of the original.
    """

    text: str
    low: str
    origins: tuple[int, ...] | None
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the uniform text stood in the original."""
        if self.origins is None:
            return start, end
        if start >= len(self.origins):
            return self.length, self.length
        return self.origins[start], self.origins[end - 1] + 1


def scan(original: str) -> Scan:
    """Return a text made uniform."""
    if original.isascii():
        return Scan(original, original.lower(), None, len(original))
    # Each sign is replaced in one C loop, and a text has few different ones.
    signs = set(original)
    text, table = original, _table()
    for sign in signs:
        plain = table.get(sign)
        if plain is not None:
            text = text.replace(sign, plain)
    origins = None
    if not _INVISIBLE.isdisjoint(signs):
        text, origins = _shown(text)
    low = text.lower()
    if len(low) != len(text):
        low = "".join([x.lower() if len(x.lower()) == 1 else x for x in text])
    return Scan(text, low, origins, len(original))


def _shown(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without invisible marks, and where its characters stood."""
    parts: list[str] = []
    origins: list[int] = []
    start = 0
    for mark in _MARKS.finditer(text):
        parts.append(text[start : mark.start()])
        origins += range(start, mark.start())
        start = mark.end()
    parts.append(text[start:])
    origins += range(start, len(text))
    return "".join(parts), tuple(origins)


@remembered
def numbers_of(low: str) -> tuple[int, ...]:
    """Return where each run of digits of a uniform text begins."""
    # Below these characters a uniform text has no other digits.
    rare = not low.isascii() and _BEYOND.search(low) is not None
    pattern = _ANY_DIGITS if rare else _DIGITS
    return tuple([found.start() for found in pattern.finditer(low)])


def places_of(low: str, words: Iterable[str]) -> list[int]:
    """Return where any of some words may begin in a uniform text, in order."""
    found: set[int] = set()
    for word in words:
        place = low.find(word)
        while place >= 0:
            found.add(place)
            place = low.find(word, place + 1)
    return sorted(found)


def starting_at(
    pattern: re.Pattern[str], low: str, places: Sequence[int]
) -> Iterator[re.Match[str]]:
    """
    Yield what ``pattern.finditer`` does, where a match can begin at *places* only.

    To try at the few numbers of a letter costs less than to try at each character.
    """
    match, end = pattern.match, 0
    for place in places:
        if place >= end and (found := match(low, place)) is not None:
            yield found
            end = found.end()


def end_of_clause(low: str, start: int, end: int) -> int:
    """Return where the clause that goes on at *start* ends, *end* at the latest."""
    for mark in ("\n", ";", "؛", "。", ". ", "! ", "? "):
        found = low.find(mark, start, end)
        if found >= 0:
            end = found
    return end


@cache
def _table() -> dict[str, str]:
    table = dict(_REPLACED)
    for point in range(0x80, 0x11000):
        char = chr(point)
        category = unicodedata.category(char)
        if category == "Nd":
            table[char] = str(unicodedata.digit(char))
        elif category == "Zs":
            table[char] = " "
        elif 0xFF01 <= point <= 0xFF5D:
            table[char] = chr(point - 0xFEE0)
    return table
