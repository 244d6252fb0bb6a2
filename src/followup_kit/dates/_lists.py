"""Lists of things: CLDR's list patterns (UTS #35 Part 2, "List Patterns")."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final


if TYPE_CHECKING:
    from collections.abc import Sequence

# Words before which Spanish "y" becomes "e" and "o" becomes "u" (RAE, Ortografía
# 2010, §3.1; the same two rules ICU applies). "hie" keeps the y: agua y hielo.
_SPANISH_E: Final = re.compile(r"i|í|h[ií](?![ae])", re.IGNORECASE)
_SPANISH_U: Final = re.compile(r"o|ó|ho|hó|8|11(?!\d)", re.IGNORECASE)
_TWO: Final = 2


class ListFormat:
    """
    Joins items as one locale does.

    Args:
        patterns: CLDR's patterns for two items, the start, the middle and the end.
        language: The language, for the rules that look at the last item.
    """

    def __init__(self, patterns: Sequence[str], language: str) -> None:
        self._pair, self._start, self._middle, self._end = patterns
        self._language = language

    def join(self, items: Sequence[str]) -> str:
        """Return the items as one phrase; no items give an empty one."""
        if len(items) < _TWO:
            return items[0] if items else ""
        if len(items) == _TWO:
            return _put(self._before(self._pair, items[1]), items[0], items[1])
        text = _put(self._before(self._end, items[-1]), items[-2], items[-1])
        for item in reversed(items[1:-2]):
            text = _put(self._middle, item, text)
        return _put(self._start, items[0], text)

    def _before(self, pattern: str, last: str) -> str:
        if self._language == "es":
            return _spanish(pattern, last)
        if self._language == "he":
            return _hebrew(pattern, last)
        return pattern


def _spanish(pattern: str, last: str) -> str:
    if _SPANISH_E.match(last):
        return pattern.replace(" y {1}", " e {1}")
    if _SPANISH_U.match(last):
        return pattern.replace(" o {1}", " u {1}")
    return pattern


def _hebrew(pattern: str, last: str) -> str:
    # The prefix ו takes a hyphen before anything not in Hebrew letters.
    first = unicodedata.name(last[:1], "") if last else ""
    bare = pattern.replace("ו-{1}", "ו{1}")
    return bare if first.startswith("HEBREW") else bare.replace("ו{1}", "ו-{1}")


def _put(pattern: str, first: str, second: str) -> str:
    head, _, rest = pattern.partition("{0}")
    middle, _, tail = rest.partition("{1}")
    return f"{head}{first}{middle}{second}{tail}"
