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
        self._pair, start, middle, self._end = patterns
        self._start, self._middle = _split(start), _split(middle)
        self._before = _LAST_WORD_RULES.get(language)
        self._plain_pair, self._plain_end = _split(self._pair), _split(self._end)

    def join(self, items: Sequence[str]) -> str:
        """Return the items as one phrase; no items give an empty one."""
        count = len(items)
        if count < _TWO:
            return items[0] if items else ""
        last = items[-1]
        if self._before is None:
            parts = self._plain_pair if count == _TWO else self._plain_end
        else:
            pattern = self._pair if count == _TWO else self._end
            parts = _split(self._before(pattern, last))
        text = _put(parts, items[-2], last)
        if count == _TWO:
            return text
        for item in reversed(items[1:-2]):
            text = _put(self._middle, item, text)
        return _put(self._start, items[0], text)


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


_LAST_WORD_RULES: Final = {"es": _spanish, "he": _hebrew}


def _split(pattern: str) -> tuple[str, str, str]:
    """Return what stands before, between and after the two places of a pattern."""
    head, _, rest = pattern.partition("{0}")
    middle, _, tail = rest.partition("{1}")
    return head, middle, tail


def _put(parts: tuple[str, str, str], first: str, second: str) -> str:
    head, middle, tail = parts
    return f"{head}{first}{middle}{second}{tail}"
