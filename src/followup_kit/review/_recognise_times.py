"""
Finds times of day in a text, with the zone they are told in.

A number is taken for a time only with minutes after a colon, with a word or sign of
the hour, or with a part of the day. Both readings of a bare "2:30" are kept where the
region tells time on the 12-hour clock.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from followup_kit.dates import DateWords, date_words
from followup_kit.locales import language_of
from followup_kit.review._day_mentions import MOST
from followup_kit.review._language_words import (
    LanguageWords,
    alternatives,
    language_words,
)
from followup_kit.review._recognise_worded import WordedTimes
from followup_kit.review._recognise_zones import ZoneMention, zone_reader
from followup_kit.review._scan import (
    Scan,
    end_of_clause,
    numbers_of,
    places_of,
    starting_at,
)
from followup_kit.review._time_mentions import Clock, TimeMention


__all__ = ["TimeMention", "time_reader"]

_HALF: Final = 12
_DAY: Final = 24
_HOUR_BARE: Final = frozenset({"h", "hs", "hours", "heures", "heure", "horas"})
# "3点" is three points, "3時" an hour; a length of time is 時間, 시간, 小时.
_CHARACTER_HOURS: Final = {
    "ja": r"時(?!間|点|期|代)",
    "zh": r"(?:点(?!建|要|内|意|原)|點|时(?!间|刻)|時(?!間))",
    "ko": r"시(?!간|작|점|기|험)",
}
# Not within a longer number, nor in the offset of a zone.
_HOUR: Final = r"(?<![\d:/])(?<!\d[.,])(?<!utc[+-])(?<!gmt[+-])(?<!\d-)([01]?\d|2[0-4])"
_COLON: Final = re.compile(
    _HOUR.replace(r"(?<!\d-)", "") + r":([0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)"
)
_CLOCK_12: Final = frozenset({"en", "es", "ar", "hi", "ko"})
_NEAR: Final = re.compile(r" ?(?:の|で|:|,|に)? ?")
# "10:00 or 14:00" are two starts, "10:00 to 14:00" is one stretch.
_CONJUNCTIONS: Final = (
    *("and", "or", "&", "und", "oder", "et", "ou", "y", "o", "u", "e", "i", "lub"),
    *("albo", "oraz", "och", "eller", "en", "of", "и", "или", "ve", "veya", "و", "أو"),
    *("または", "及び", "・", ",", "和", "或", "및", "또는"),
)
_WINDOW: Final = 60
_BEFORE: Final = 24
_REACH: Final = 45


@functools.lru_cache(maxsize=64)
def time_reader(locale: str) -> TimeReader:
    """Return the reader of a locale's times, made once."""
    return TimeReader(date_words(locale), language_words(language_of(locale)))


class TimeReader:
    """
    Finds times in texts of one locale.

    Args:
        words: The words of its times.
        small: The words around them.
    """

    def __init__(self, words: DateWords, small: LanguageWords) -> None:
        self._language = language_of(words.locale)
        own = {word: (low, high) for word, (low, high) in small.periods.items()}
        self._periods = {
            # "am", also a German preposition, is read after a number only.
            word: hours
            for word, hours in {**words.periods, **own}.items()
            if len(word) > 1 or not word.isascii()
        }
        self._both = words.twelve_hours or self._language in _CLOCK_12
        self._zones = zone_reader(words.locale)
        # "drei am Nachmittag" is no "three a.m.".
        self._unsure = () if self._language == "en" else ("am",)
        self._periods["p. m"], self._periods["a. m"] = (12, 24), (0, 12)
        self._hours_in_words, self._parts = small.hours, small.parts
        self._worded_times = WordedTimes(small, self._language)
        self._compile_hours(small)
        self._compile_words(small)

    def _compile_hours(self, small: LanguageWords) -> None:
        period = alternatives(self._periods)
        before = alternatives(
            word for word in self._periods if word not in {"am", "pm", "a.m", "p.m"}
        )
        at, after = alternatives(small.at), alternatives(small.hour_after)
        self._period_after = re.compile(rf" ?,? ?({period})(?:\b|(?=\W)|$|(?<=\W))\.?")
        self._period_before = re.compile(rf"({before}) ?(?:{at} )?$")
        # One hour with its mark: "14 Uhr", "14 Uhr 30", "14.30 Uhr", "14h30".
        hour = _HOUR.replace(r"(?<!\d-)", "")
        self._marked = re.compile(
            rf"{hour}(?:[.:]([0-5]\d))? ?({after})(?![^\W\d_])\.?"
            r"(?: ?([0-5]\d)(?!\d| ?\w))?"
            if small.hour_after
            else r"(?!)"
        )
        self._joined = re.compile(rf"{hour} ?h ?([0-5]\d)(?!\d)")
        self._with_period = re.compile(rf"{hour}(?:[.:]([0-5]\d))? ?(?={period})")
        self._after_at = re.compile(
            rf"(?<!\w){at}\.? ([01]?\d|2[0-4])(?:[.:]([0-5]\d))?"
            r"(?![\d\w%€$]|[.,:/]\d| ?(?:%|€))"
        )
        joint = rf" ?(?:-|~|{alternatives(small.range)}) ?(?:{at} )?"
        self._range = re.compile(rf"(?=\d){_HOUR}(?:[.:h]([0-5]\d))?{joint}$")
        self._conjunction = re.compile(
            rf"(?:(?<=\d)|(?<=\W)|^){alternatives(_CONJUNCTIONS)} ?(?:{at} )?$"
        )
        self._joint = re.compile(rf"(?:から)?{joint}")

    def _compile_words(self, small: LanguageWords) -> None:
        at, after = alternatives(small.at), alternatives(small.hour_after)
        marks = _CHARACTER_HOURS.get(self._language)
        hour = _HOUR.replace(r"(?<!\d-)", "")
        self._characters = (
            re.compile(rf"{hour} ?{marks}(?: ?([0-5]?\d) ?[分분]|(半|반))?")
            if marks
            else None
        )
        self._worded = (
            re.compile(
                rf"(?<![^\W\d_])({alternatives(small.hours)})"
                rf"(?: ?({after}{'|' + marks if marks else ''})(?![^\W\d_]))?"
                rf"(?:[ -]?({alternatives(small.parts)}))?"
            )
            if small.hours
            else None
        )
        joint = rf" ?(?:-|~|{alternatives(small.range)}) ?(?:{at} )?"
        self._worded_range = (
            re.compile(
                rf"(?<![^\W\d_])({alternatives(small.hours)})"
                rf"(?:[ -]?({alternatives(small.parts)}))?{joint}$"
            )
            if small.hours
            else None
        )
        self._at_before = re.compile(rf"(?<!\w){at} $")
        self._at_certain = re.compile(rf"(?<!\w){at}\.? ?$")

    def find(self, scan: Scan) -> list[TimeMention]:
        """Return the times of a text in order, each with its zone."""
        low = scan.low
        found: dict[int, TimeMention] = {}
        for mention in islice(self._every(low), MOST):
            known = found.get(mention.start)
            if known is None or known.end < mention.end:
                found[mention.start] = mention
        mentions = self._apart(sorted(found.values(), key=lambda x: x.start))
        mentions = list(self._with_ranges(low, mentions))
        return self._of_one_range(low, list(self._with_zones(scan, mentions)))

    def _every(self, low: str) -> Iterator[TimeMention]:
        numbers = numbers_of(low)
        for match in starting_at(_COLON, low, numbers):
            yield self._mention(low, match, match[2])
        for match in starting_at(self._with_period, low, numbers):
            if self._period_after.match(low, match.end(1 if not match[2] else 2)):
                yield self._mention(low, match, match[2])
        for match in starting_at(self._joined, low, numbers):
            yield self._mention(low, match, match[2])
        for match in starting_at(self._marked, low, numbers):
            minutes = match[2] or match[4]
            bare = match[3] in _HOUR_BARE and not minutes
            before = low[max(0, match.start() - 16) : match.start()]
            sure = not bare or bool(self._at_certain.search(before))
            yield replace(self._mention(low, match, minutes), certain=sure)
        yield from self._by_words(low)
        for match in self._after_at.finditer(low):
            yield self._bare(low, match)
        if self._worded is not None:
            yield from self._in_words(low, self._worded)
        if self._characters is not None:
            for match in starting_at(self._characters, low, numbers):
                minutes = "30" if match[3] else match[2]
                yield self._mention(low, match, minutes)

    def _by_words(self, low: str) -> Iterator[TimeMention]:
        for time in self._worded_times.find(low):
            if time.whole:
                clocks = frozenset({(time.hour, time.minute)})
                yield TimeMention(time.start, time.end, clocks)
                continue
            start, end, period = self._day_part(low, time.start, time.end)
            hours = self._hours(time.hour, period)
            if not period and time.hour < _HALF:
                # Who says "halb drei" or "二時" means either half of the day.
                hours = {time.hour, time.hour + _HALF}
            yield TimeMention(start, end, frozenset((x, time.minute) for x in hours))

    def _day_part(
        self, low: str, start: int, end: int
    ) -> tuple[int, int, tuple[int, int] | None]:
        """Return a time's stretch with the part of the day beside it, and its hours."""
        after = self._period_after.match(low, end)
        if after is not None and after[1] not in self._unsure:
            return start, after.end(), self._periods[after[1]]
        before = self._period_before.search(low[max(0, start - 20) : start])
        if before is not None:
            return start - len(before[0]), end, self._periods[before[1]]
        return start, end, None

    def _in_words(self, low: str, worded: re.Pattern[str]) -> Iterator[TimeMention]:
        last = 0
        for match in starting_at(worded, low, places_of(low, self._hours_in_words)):
            start, end = match.span()
            led = self._at_before.search(low, max(last, start - _BEFORE), start)
            start, last = led.start() if led else start, end
            period = self._period_after.match(low, end)
            if period and period[1] in self._unsure:
                period = None
            arabic = led is not None and self._language == "ar"
            if match[2] in _HOUR_BARE and not led:
                continue
            if not (match[2] or period or arabic):
                continue
            span = self._periods[period[1]] if period else None
            before = self._period_before.search(low[max(0, start - 20) : start])
            if span is None and before:
                span = self._periods[before[1]]
            clocks = self._worded_clocks(match, span)
            yield TimeMention(start, period.end() if period else end, clocks)

    def _worded_clocks(
        self, match: re.Match[str], span: tuple[int, int] | None
    ) -> frozenset[Clock]:
        hour, minutes = self._worded_clock(match[1], match[3])
        return frozenset((x % _DAY, minutes) for x in self._hours(hour, span))

    def _worded_clock(self, word: str, part: str | None) -> Clock:
        hour, minutes = self._hours_in_words[word], self._parts.get(part or "", 0)
        return (hour - 1, 60 + minutes) if minutes < 0 else (hour, minutes)

    def _bare(self, low: str, match: re.Match[str]) -> TimeMention:
        # "at 10" may be a time; it can state a known one, and is never reported.
        found = self._mention(low, match, match[2])
        sure = ":" in match[0]
        return replace(found, start=match.start(1), certain=sure)

    def _mention(
        self, low: str, match: re.Match[str], minutes: str | None
    ) -> TimeMention:
        hour, minute = int(match[1]) % _DAY, int(minutes or 0)
        start, end = match.span()
        period: tuple[int, int] | None = None
        after = self._period_after.match(low, end)
        if after is not None:
            period, end = self._periods[after[1]], after.end()
        else:
            before = self._period_before.search(low[max(0, start - 20) : start])
            if before is not None:
                period = self._periods[before[1]]
                start -= len(before[0])
        hours = self._hours(hour, period)
        return TimeMention(start, end, frozenset((x, minute) for x in hours))

    def _hours(self, hour: int, period: tuple[int, int] | None) -> set[int]:
        if hour > _HALF:
            return {hour}
        pair = {hour % _HALF, hour % _HALF + _HALF}
        if period is None:
            return pair if self._both and hour else {hour}
        low, high = period[0] - 2, period[1] + 2
        if period[1] - period[0] >= _HALF:
            low, high = period
        if period == (0, 1):
            return {0} if hour in {0, _HALF} else pair
        fitting = {x for x in pair if low <= x < high or low <= x + _DAY < high}
        return fitting or pair

    def _apart(self, mentions: list[TimeMention]) -> list[TimeMention]:
        kept: list[TimeMention] = []
        for mention in mentions:
            if kept and mention.start < kept[-1].end:
                if len(mention.clocks) < len(kept[-1].clocks):
                    kept[-1] = mention
                continue
            kept.append(mention)
        return kept

    def _with_ranges(
        self, low: str, mentions: list[TimeMention]
    ) -> Iterator[TimeMention]:
        """Yield the times, and before each the bare start of its range."""
        last = 0
        for mention in mentions:
            window = max(last, mention.start - _REACH)
            before = low[window : mention.start]
            match = self._range.search(before, max(0, len(before) - 20))
            if match is not None:
                hour, minute = int(match[1]) % _DAY, int(match[2] or 0)
                yield self._range_start(hour, minute, window, match, mention)
            elif self._worded_range and (match := self._worded_range.search(before)):
                hour, minute = self._worded_clock(match[1], match[2])
                yield self._range_start(hour, minute, window, match, mention)
            yield mention
            last = mention.end

    def _of_one_range(self, low: str, mentions: list[TimeMention]) -> list[TimeMention]:
        """Give the start of a range the zone and the part of the day of its end."""
        for index in range(len(mentions) - 2, -1, -1):
            first, second = mentions[index : index + 2]
            gap = second.start - first.end
            if gap > _BEFORE or not (
                gap == 0 or self._joint.fullmatch(low, first.end, second.start)
            ):
                continue
            earlier = first.clocks
            second = mentions[index + 1] = _after(first, second)
            if len(second.clocks) == 1:
                last = next(iter(second.clocks))
                earlier = frozenset(
                    x for x in first.clocks if x < last and last[0] - x[0] < _HALF
                )
            mentions[index] = replace(
                first,
                clocks=earlier or first.clocks,
                certain=second.certain,
                zones=first.zones or second.zones,
            )
            joint = low[first.start : second.start][-12:]
            if not self._conjunction.search(joint) and not second.role:
                mentions[index] = replace(mentions[index], role="start")
                mentions[index + 1] = replace(second, role="end")
        return mentions

    def _range_start(
        self,
        hour: int,
        minute: int,
        window: int,
        match: re.Match[str],
        ends: TimeMention,
    ) -> TimeMention:
        pair = {hour} if hour > _HALF else {hour % _HALF, hour % _HALF + _HALF}
        if len(ends.clocks) == 1 and hour <= _HALF:
            last = next(iter(ends.clocks))
            # The part of the day is said once: the start is the hour before the end.
            earlier = {x for x in pair if (x, minute) < last and last[0] - x < _HALF}
            plain = {hour} if not self._both and (hour, minute) < last else set()
            pair = plain or earlier or pair
        clocks = frozenset((x, minute) for x in pair)
        return TimeMention(window + match.start(), window + match.end(), clocks)

    def _with_zones(
        self, scan: Scan, mentions: list[TimeMention]
    ) -> Iterator[TimeMention]:
        for index, mention in enumerate(mentions):
            end = min(len(scan.low), mention.end + _WINDOW)
            if index + 1 < len(mentions):
                end = min(end, mentions[index + 1].start)
            stop = end_of_clause(scan.low, mention.end, end)
            zones = self._zones.find(scan, mention.end, stop)
            if not zones:
                begin = max(0, mention.start - _BEFORE)
                if index:
                    begin = max(begin, mentions[index - 1].end)
                zones = self._zone_before(scan, begin, mention.start)
            sure = [zone for zone in zones if zone.certain]
            yield replace(mention, zones=tuple(sure or zones)) if zones else mention

    def _zone_before(self, scan: Scan, begin: int, end: int) -> list[ZoneMention]:
        line = scan.low.rfind("\n", begin, end)
        found = self._zones.find(scan, max(begin, line + 1), end)
        return [
            zone
            for zone in found
            if zone.certain and _NEAR.fullmatch(scan.low, zone.end, end)
        ]


def _after(first: TimeMention, second: TimeMention) -> TimeMention:
    """Return the end of a range in the afternoon its start is said to be in."""
    if len(first.clocks) > 1:
        return second
    start = next(iter(first.clocks))
    if start[0] < _HALF or any(clock > start for clock in second.clocks):
        later = frozenset(clock for clock in second.clocks if clock > start)
        return replace(second, clocks=later or second.clocks)
    later = frozenset((hour + _HALF, minute) for hour, minute in second.clocks)
    return replace(second, clocks=later) if max(later)[0] < _DAY else second
