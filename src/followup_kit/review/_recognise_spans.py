"""Finds lengths of time in a text, and whether something is promised within one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._day_mentions import MOST
from followup_kit.review._language_words import alternatives, language_words
from followup_kit.review._scan import Scan, numbers_of, places_of, starting_at


__all__ = ["SpanMention", "span_reader"]

_UNSPACED: Final = frozenset({"ja", "ko", "zh"})
_HOUR_AND: Final = 60
_LEAD: Final = 30
"""Longer than anything that is said before a length of time."""


@dataclass(frozen=True, slots=True)
class SpanMention:
    """
    A length of time that a text states.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends.
        minutes: How long it is; days count 1440, weeks 10080, months 43200.
        promises: Whether something is said to happen within it.
    """

    start: int
    end: int
    minutes: float
    promises: bool


@functools.lru_cache(maxsize=64)
def span_reader(locale: str) -> SpanReader:
    """Return the reader of a locale's lengths of time, made once."""
    return SpanReader(language_of(locale))


class SpanReader:
    """
    Finds lengths of time in texts of one language.

    Args:
        language: The language.
    """

    def __init__(self, language: str) -> None:
        small = language_words(language)
        self._units, self._numbers = small.units, small.numbers
        spaced = language not in _UNSPACED
        edge, end = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
        within = alternatives(small.within)
        self._within = re.compile(rf"{edge}{within} $")
        self._found = re.compile(
            rf"(?<![\d:/-])(?<!\d[.,])"
            rf"(?:(\d{{1,3}}(?:[.,]\d{{1,2}})?)|{edge}({alternatives(small.numbers)}))"
            rf"(?: ?(?:-|bis|to|à|a|or|oder) ?\d{{1,3}})?[ -]?"
            rf"({alternatives(small.units)}){end}"
        )
        self._after = re.compile(rf" ?{alternatives(small.within_after)}")

    def find(self, scan: Scan) -> list[SpanMention]:
        """Return the lengths of time of a text in order; hours join their minutes."""
        if not self._units:
            return []
        found: list[SpanMention] = []
        for match in islice(self._every(scan.low), MOST):
            number = (
                float(match[1].replace(",", "."))
                if match[1]
                else float(self._numbers[match[2]])
            )
            if match[0] == "十分":
                # Mostly the word for "enough".
                continue
            minutes = number * self._units[match[3]]
            promises = self._after.match(scan.low, match.end()) is not None
            start, end = match.span()
            last = found[-1].end if found else 0
            before = self._within.search(scan.low, max(last, start - _LEAD), start)
            if before is not None:
                start, promises = before.start(), True
            mention = SpanMention(start, end, minutes, promises)
            if found and _is_rest(found[-1], mention):
                first = found.pop()
                total = first.minutes + mention.minutes
                mention = SpanMention(first.start, mention.end, total, first.promises)
            found.append(mention)
        return found

    def _every(self, low: str) -> Iterator[re.Match[str]]:
        places = sorted({*numbers_of(low), *places_of(low, self._numbers)})
        return starting_at(self._found, low, places)


def _is_rest(first: SpanMention, second: SpanMention) -> bool:
    """Tell whether the second is the minutes of the hours before it."""
    return (
        second.start - first.end <= 6
        and second.minutes < _HOUR_AND <= first.minutes < 24 * _HOUR_AND
    )
