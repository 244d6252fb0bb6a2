"""
Finds the zone that a text states for a time: by city, by abbreviation, by offset.

A city counts as a zone where it stands in brackets after the time or with a word for
time; elsewhere it may be a place, and is only believed, never reported.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from followup_kit.dates import time_zone, zone_cities
from followup_kit.locales import language_of
from followup_kit.review._language_words import (
    alternatives,
    language_words,
    review_data,
)
from followup_kit.review._scan import Scan


__all__ = ["ZoneMention", "ZoneReader", "zone_reader"]

_OFFSET: Final = re.compile(
    r"(?:utc|gmt|غرينتش) ?(?:([+-]) ?(\d{1,2})(?::?(\d\d))?)?(?![\w])"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 3
_NEAR: Final = 12
_UNSPACED: Final = frozenset({"ja", "zh", "yue", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class ZoneMention:
    """
    A zone that a text states.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends.
        zones: The IANA zones it may be.
        offsets: The offsets from UTC it may be.
        certain: Whether it is certainly said of a time, not a place.
    """

    start: int
    end: int
    zones: tuple[ZoneInfo, ...]
    offsets: tuple[dt.timedelta, ...]
    certain: bool

    def local(self, moment: dt.datetime) -> tuple[dt.datetime, ...]:
        """Return how the moment reads in each of the zones it may be."""
        fixed = (dt.timezone(offset) for offset in self.offsets)
        return tuple(moment.astimezone(zone) for zone in (*self.zones, *fixed))


@functools.lru_cache(maxsize=64)
def zone_reader(locale: str) -> ZoneReader:
    """Return the reader of zones in a locale, made once."""
    return ZoneReader(locale)


class ZoneReader:
    """
    Finds zones in texts of one locale.

    Args:
        locale: The locale.
    """

    def __init__(self, locale: str) -> None:
        small = language_words(language_of(locale))
        self._cities = zone_cities(locale)
        self._named = small.zones
        self._names = re.compile(alternatives(small.zones)) if small.zones else None
        words = alternatives([*small.zone_words, "time"])
        unspaced = language_of(locale) in _UNSPACED
        self._time_word = re.compile(words if unspaced else rf"(?<!\w){words}(?!\w)")
        known: dict[str, list[int]] = review_data("zone_abbreviations.json")
        self._short = known
        self._abbreviation = re.compile(
            rf"(?<![A-Za-z]){alternatives(known)}(?![A-Za-z'’])"
        )
        self._unspaced = unspaced

    def find(self, scan: Scan, start: int, end: int) -> list[ZoneMention]:
        """Return the zones in a stretch of text, in order."""
        stretch, low = scan.text[start:end], scan.low[start:end]
        found: list[ZoneMention] = []
        for match in _OFFSET.finditer(low):
            offset = _offset(match)
            if offset is not None:
                span = start + match.start(), start + match.end()
                found.append(ZoneMention(*span, (), (offset,), certain=True))
        if not found:
            found += self._by_abbreviation(stretch, start)
        named = self._by_name(low, start)
        found += named or self._by_city(low, start)
        return sorted(found, key=lambda x: x.start)

    def _by_abbreviation(self, stretch: str, start: int) -> list[ZoneMention]:
        return [
            ZoneMention(
                start + match.start(),
                start + match.end(),
                (),
                tuple(dt.timedelta(minutes=x) for x in self._short[match[0]]),
                certain=True,
            )
            for match in self._abbreviation.finditer(stretch)
        ]

    def _by_name(self, low: str, start: int) -> list[ZoneMention]:
        if self._names is None:
            return []
        return [
            ZoneMention(
                start + match.start(),
                start + match.end(),
                tuple(time_zone(x) for x in self._named[match[0]]),
                (),
                certain=True,
            )
            for match in self._names.finditer(low)
            if self._named[match[0]]
        ]

    def _by_city(self, low: str, start: int) -> list[ZoneMention]:
        if self._unspaced:
            return self._unspaced_city(low, start)
        words = [match.span() for match in _WORD.finditer(low)]
        found: list[ZoneMention] = []
        position = 0
        while position < len(words):
            size = self._longest(low, words, position)
            if size:
                span = words[position][0], words[position + size - 1][1]
                zone = time_zone(self._cities[low[slice(*span)]])
                sure = self._is_for_clock(low, *span)
                place = start + span[0], start + span[1]
                found.append(ZoneMention(*place, (zone,), (), certain=sure))
            position += size or 1
        return found

    def _is_for_clock(self, low: str, start: int, end: int) -> bool:
        # In brackets of its own, a city is there for its clock.
        before = low[max(0, start - _NEAR) : start]
        after = low[end : end + _NEAR]
        return (
            before.rstrip().endswith("(")
            or bool(self._time_word.search(before))
            or bool(self._time_word.search(after))
        )

    def _longest(self, low: str, words: list[tuple[int, int]], first: int) -> int:
        for size in range(min(_LONGEST, len(words) - first), 0, -1):
            if low[words[first][0] : words[first + size - 1][1]] in self._cities:
                return size
        return 0

    def _unspaced_city(self, low: str, start: int) -> list[ZoneMention]:
        for match in self._time_word.finditer(low):
            for size in range(10, 1, -1):
                begin = match.start() - size
                zone = (
                    self._cities.get(low[begin : match.start()]) if begin >= 0 else None
                )
                if zone:
                    span = start + begin, start + match.end()
                    return [ZoneMention(*span, (time_zone(zone),), (), certain=True)]
        return []


def _offset(match: re.Match[str]) -> dt.timedelta | None:
    hours, minutes = int(match[2] or 0), int(match[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    size = dt.timedelta(hours=hours, minutes=minutes)
    return -size if match[1] == "-" else size
