"""
Finds times of day that are said with words before the hour, or by a word of their own.

"Half past two", "halb drei" (14:30, not 3:30), "noon", and hours in Chinese numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from followup_kit.review._language_words import LanguageWords, alternatives


__all__ = ["KANJI", "WordedTime", "WordedTimes", "kanji_number"]

KANJI: Final = r"[一二三四五六七八九十]{1,3}"
_DIGITS: Final = {x: n for n, x in enumerate("一二三四五六七八九", start=1)}
_TEN: Final = 10
_HOURS: Final = 24
# "一時" is mostly "for a while".
_IN_KANJI: Final = re.compile(
    rf"(?<![一二三四五六七八九十])({KANJI})時(?!間|点|期|代|的|停|中|見|休)"
    rf"(?:({KANJI})分|(半))?"
)


@dataclass(frozen=True, slots=True)
class WordedTime:
    """
    A time in words.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends, without its part of the day.
        hour: The hour as it is said.
        minute: The minute.
        whole: Whether the hour is one of 24, whatever the part of the day.
    """

    start: int
    end: int
    hour: int
    minute: int
    whole: bool = False


def kanji_number(text: str) -> int:
    """Return a number below 100 in Chinese numerals."""
    tens, ten, units = text.rpartition("十")
    number = _DIGITS.get(units, 0)
    return number + _TEN * _DIGITS.get(tens, 1) if ten else number


class WordedTimes:
    """
    Finds such times in texts of one language.

    Args:
        small: The words around times.
        language: The language.
    """

    def __init__(self, small: LanguageWords, language: str) -> None:
        self._parts, self._hours = small.parts_before, small.hours
        self._clocks = small.clock_words
        self._led = (
            re.compile(
                rf"(?<!\w)({alternatives(small.parts_before)})"
                rf" ({alternatives(small.hours)}|1?\d)(?![\w:.,]\w|\w)"
            )
            if small.parts_before
            else None
        )
        self._own = (
            re.compile(rf"(?<![\w-])(?<!\d )({alternatives(self._clocks)})(?!\w)")
            if self._clocks and language != "ja"
            else re.compile(alternatives(self._clocks))
        )
        self._is_japanese = language == "ja"

    def find(self, low: str) -> Iterator[WordedTime]:
        """Yield the times of a text in lower case."""
        if self._led is not None and any(x in low for x in self._parts):
            for match in self._led.finditer(low):
                word = match[2]
                hour = int(word) if word.isdigit() else self._hours[word]
                minute = self._parts[match[1]]
                if minute < 0:
                    hour, minute = hour - 1, 60 + minute
                yield WordedTime(*match.span(), hour % _HOURS, minute)
        for match in self._own_words(low):
            hour = self._clocks[match[0]]
            yield WordedTime(*match.span(), hour, 0, whole=True)
        if self._is_japanese and "時" in low:
            yield from _in_kanji(low)

    def _own_words(self, low: str) -> Iterator[re.Match[str]]:
        return (
            self._own.finditer(low) if any(x in low for x in self._clocks) else iter(())
        )


def _in_kanji(low: str) -> Iterator[WordedTime]:
    for match in _IN_KANJI.finditer(low):
        hour = kanji_number(match[1])
        before = low[max(0, match.start() - 3) : match.start()].rstrip()
        if hour == 1 and not before.endswith(("午前", "午後")):
            continue
        minute = 30 if match[3] else kanji_number(match[2] or "")
        if hour <= _HOURS:
            yield WordedTime(*match.span(), hour % _HOURS, minute)
