"""
Finds the days in a text, in any way its language writes them.

Names come from CLDR in every width; numeric dates follow the order of the locale.
A number is taken for a date only beside a month, a weekday or with its year: what is
less than that may state a known day, but is never reported as a foreign one.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from followup_kit.dates import DateWords, date_words
from followup_kit.locales import language_of
from followup_kit.review._day_mentions import (
    MOST,
    DayMention,
    WeekdayMention,
    is_unspaced,
)
from followup_kit.review._language_words import (
    LanguageWords,
    alternatives,
    language_words,
)
from followup_kit.review._recognise_weekdays import WeekdayReader
from followup_kit.review._recognise_worded import KANJI, kanji_number
from followup_kit.review._scan import Scan, numbers_of, places_of, starting_at


__all__ = ["day_reader"]

_ISO: Final = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?!\d|-\d)")
_FULL: Final = re.compile(
    r"(?<![A-Za-z0-9_./:-])(?<!\d,)(\d{4}|\d{1,2})( ?[./-] ?)(\d{1,2})( ?[./-] ?)"
    r"(\d{4}|\d{1,2})"
    r"(?!\d|[/:-]\d)"
)
_SHORT: Final = re.compile(
    r"(?<![A-Za-z0-9_./:-])(?<!\d,)(\d{1,2})([./])( ?)(\d{1,2})(\.?)(?![\d/:%-])"
)
_CJK: Final = re.compile(
    r"(?:(\d{4}|\d{2}) ?[年년] ?|(令和) ?(\d{1,2}|元)年 ?)?"
    r"(?<!\d)(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]"
    r"(?: ?(?:[-~,・와및]|또는|または|及び|和|或|至|到) ?(\d{1,2}) ?[日일号號])?"
)
_KANJI: Final = re.compile(rf"({KANJI})月({KANJI})[日号號]")
_YEAR_AFTER: Final = r"(?:,? ?(?:de |del |of )?(\d{4})(?!\d))?"
_SUFFIX: Final = r"(?:st|nd|rd|th|er|re|º|ª|°|-?го|-?е)?"
_CAPITALISED: Final = frozenset({"may", "mar", "march", "sept", "set", "dec"})
_REIWA: Final = 2018
_CENTURY: Final = 2000
_FIRST_YEAR, _LAST_YEAR = 1970, 2200


@functools.lru_cache(maxsize=64)
def day_reader(locale: str) -> DayReader:
    """Return the reader of a locale's days, made once."""
    return DayReader(date_words(locale), language_words(language_of(locale)))


class DayReader:
    """
    Finds days in texts of one locale.

    Args:
        words: The words of its dates.
        small: The words around them.
    """

    def __init__(self, words: DateWords, small: LanguageWords) -> None:
        self._words = words
        self._months = words.months
        self._ordinals = small.ordinals
        self._loose = words.order != "ymd" and language_of(words.locale) == "en"
        edge = "" if is_unspaced(words.months) else r"(?<![^\W\d_])"
        end = "" if is_unspaced(words.months) else r"(?![^\W\d_])"
        self._month = re.compile(f"{edge}{alternatives(words.months)}{end}")
        of, the = alternatives(small.of), alternatives(small.the)
        between = rf" ?(?:-|~|,|/|{alternatives(small.range)}) ?{the}? ?"
        ordinal = alternatives(small.ordinals)
        number = rf"(\d{{1,2}}|{ordinal})"
        self._before = re.compile(
            rf"(?<![\d.,:/-])(?:{number}(\.?){_SUFFIX}{between})?"
            rf"(?<![\d:/]){number}(\.?){_SUFFIX} ?{of}? ?{the}? ?$"
        )
        stop = r"(?!\d|:\d|[.,]\d| ?(?:uhr|h\b|[ap]\.? ?m\b))"
        self._after = re.compile(
            rf"\.? ?{the}? ?(\d{{1,2}}|{ordinal}(?!\w)){_SUFFIX}{stop}"
            rf"(?:{between}(\d{{1,2}}){_SUFFIX}{stop}(?! ?{self._month.pattern}))?"
            rf"\.?{_YEAR_AFTER}"
        )
        self._year = re.compile(r"\.?" + _YEAR_AFTER)
        self._year_before = re.compile(r"(?<!\d)(\d{4})[. ]{1,2}$")
        self._weekday_reader = WeekdayReader(words, small)
        self._numeric_before = re.compile(
            rf"(?<!\w){alternatives(small.numeric_before)} ?$"
        )

    @property
    def counted(self) -> Mapping[str, int]:
        """Words for days counted from today."""
        return self._weekday_reader.counted

    def find(self, scan: Scan) -> list[DayMention]:
        """Return the days of a text in order, none overlapping another."""
        found: list[DayMention] = []
        for mention in islice(self._every(scan), MOST):
            if not _overlaps(mention, found):
                found.append(self._weekday_reader.attached(scan, mention))
        found.sort(key=lambda x: x.start)
        return found

    def weekdays(self, scan: Scan, days: list[DayMention]) -> list[WeekdayMention]:
        """Return weekdays without a date, and days counted from today."""
        return self._weekday_reader.alone(scan, days)

    def _every(self, scan: Scan) -> Iterator[DayMention]:
        low = scan.low
        for found in starting_at(self._month, low, places_of(low, self._months)):
            yield from self._with_month(scan, found)
        if "月" in low or "월" in low:
            yield from _in_characters(low)
        numbers = numbers_of(low)
        for found in starting_at(_ISO, low, numbers):
            yield from _made(found.start(), found.end(), *map(int, found.groups()))
        for found in starting_at(_FULL, low, numbers):
            yield from self._numeric(found)
        for found in starting_at(_SHORT, low, numbers):
            yield from self._short(low, found)

    def _with_month(self, scan: Scan, found: re.Match[str]) -> Iterator[DayMention]:
        low, month = scan.low, self._months[found[0]]
        if found[0] in _CAPITALISED and not scan.text[found.start()].isupper():
            return
        window = max(0, found.start() - 40)
        before = self._before.search(low[window : found.start()])
        after = self._after.match(low, found.end())
        if before and not (after and self._loose and before[4]):
            year = self._year.match(low, found.end())
            end = year.end() if year and year[1] else found.end()
            value = int(year[1]) if year and year[1] else None
            start = window + before.start()
            for number in (before[1], before[3]):
                if number:
                    place = start if number == before[1] else window + before.start(3)
                    yield from _made(place, end, value, month, self._number(number))
        elif after:
            yield from self._day_after(low, found, after, month)

    def _day_after(
        self, low: str, found: re.Match[str], after: re.Match[str], month: int
    ) -> Iterator[DayMention]:
        start = found.start()
        value = int(after[3]) if after[3] else None
        earlier = self._year_before.search(low[max(0, start - 7) : start])
        if value is None and earlier:
            value, start = int(earlier[1]), start - len(earlier[0])
        yield from _made(start, after.end(), value, month, self._number(after[1]))
        if after[2]:
            day = int(after[2])
            yield from _made(after.start(2), after.end(), value, month, day)

    def _number(self, text: str) -> int:
        return int(text) if text.isdigit() else self._ordinals[text]

    def _numeric(self, found: re.Match[str]) -> Iterator[DayMention]:
        first, second, third = int(found[1]), int(found[3]), int(found[5])
        spaced = found[2] != found[4]
        if found[2].strip() != found[4].strip() or (
            (spaced or " " in found[2]) and max(map(len, found.group(1, 5))) < 4
        ):
            return
        if len(found[1]) == len("2026"):
            yield from _made(*found.span(), first, second, third)
            return
        year = third if len(found[5]) == len("2026") else _CENTURY + third
        if len(found[5]) == 1:
            return
        if self._words.order == "ymd" and len(found[5]) != len("2026"):
            yield from _made(*found.span(), _CENTURY + first, second, third)
            return
        yield from self._ordered(*found.span(), year, first, second, certain=True)

    def _short(self, low: str, found: re.Match[str]) -> Iterator[DayMention]:
        dotted = found[2] == "."
        if dotted and self._words.order == "mdy":
            return
        before = low[max(0, found.start() - 24) : found.start()]
        certain = bool(self._numeric_before.search(before)) and (
            not dotted or bool(found[5])
        )
        first, second = int(found[1]), int(found[4])
        start, end = found.span()
        yield from self._ordered(start, end, None, first, second, certain=certain)

    def _ordered(
        self,
        start: int,
        end: int,
        year: int | None,
        first: int,
        second: int,
        *,
        certain: bool,
    ) -> Iterator[DayMention]:
        month_first = self._words.order != "dmy"
        month, day = (first, second) if month_first else (second, first)
        # Plain "en" is written by people of both habits.
        either = self._words.locale == "en" or not _is_day(year, month, day)
        if not _is_day(year, month, day):
            month, day = day, month
        yield from _made(start, end, year, month, day, certain=certain, swapped=either)


def _made(
    start: int,
    end: int,
    year: int | None,
    month: int,
    day: int,
    *,
    certain: bool = True,
    swapped: bool = False,
) -> Iterator[DayMention]:
    if _is_day(year, month, day):
        yield DayMention(start, end, month, day, year, certain=certain, swapped=swapped)


def _is_day(year: int | None, month: int, day: int) -> bool:
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    try:
        # A leap year, so that 29 February counts where no year is said.
        dt.date(_CENTURY if year is None else year, month, day)
    except ValueError:
        return False
    return True


def _in_characters(low: str) -> Iterator[DayMention]:
    for found in _CJK.finditer(low):
        year = int(found[1]) if found[1] else None
        if year is not None and year < _FIRST_YEAR:
            year += _CENTURY
        if found[2]:
            year = _REIWA + (1 if found[3] == "元" else int(found[3]))
        month = int(found[4])
        yield from _made(*found.span(), year, month, int(found[5]))
        if found[6]:
            yield from _made(found.start(6), found.end(), year, month, int(found[6]))
    for found in _KANJI.finditer(low):
        yield from _made(
            *found.span(), None, kanji_number(found[1]), kanji_number(found[2])
        )


def _overlaps(mention: DayMention, others: list[DayMention]) -> bool:
    # Two days of one range share the end of its phrase, never their start.
    return any(
        (other.start <= mention.start < other.end and other.end != mention.end)
        or (mention.start < other.start < mention.end and other.end != mention.end)
        or mention.start == other.start
        for other in others
    )
