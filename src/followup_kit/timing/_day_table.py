"""Which days of a place are not worked, and why: one table per place and process."""

from __future__ import annotations

import functools
from datetime import date, timedelta
from typing import Literal, TypeAlias

from followup_kit.timing import _public_holidays as public_holidays
from followup_kit.timing._weekends import cldr_weekend, corrected_weekend


__all__ = ["Closure", "DayTable", "day_table"]

Closure: TypeAlias = Literal["weekend", "holiday", "closing_day"]
"""Why a day is not worked."""

_DAY = timedelta(days=1)


@functools.cache
def day_table(country: str | None, subdivision: str | None, library: str) -> DayTable:
    """
    Return the table of a place, the same one each time.

    Args:
        country: A checked country code, or None for the world's usual weekend.
        subdivision: A checked code, or None.
        library: ``"none"``, or the version of the library that is used.
    """
    return DayTable(country, subdivision, library)


class DayTable:
    """
    The days of a place that are not worked, worked out year by year on first use.

    A year is assigned whole, so that threads may at worst do the same work twice.
    """

    __slots__ = ("_covered", "_key", "_years")

    def __init__(
        self, country: str | None, subdivision: str | None, library: str
    ) -> None:
        self._key = (country, subdivision, library)
        self._years: dict[int, dict[date, Closure]] = {}
        uses_library = country is not None and library != "none"
        self._covered = (
            public_holidays.holiday_years(country)
            if country is not None and uses_library
            else range(0)
        )

    def __reduce__(self) -> tuple[object, tuple[str | None, str | None, str]]:
        """Travel to another process as its key: that process has tables of its own."""
        return day_table, self._key

    def closure(self, day: date) -> Closure | None:
        """Return why *day* is not worked; None if it is."""
        year = self._years.get(day.year)
        if year is None:
            year = self._years[day.year] = self._build(day.year)
        return year.get(day)

    def considers_holidays(self, year: int) -> bool:
        """Tell whether public holidays of *year* are known and taken into account."""
        return year in self._covered

    def _build(self, year: int) -> dict[date, Closure]:
        if year in self._covered:
            return self._build_from_library(year)
        country, subdivision, _ = self._key
        usual = cldr_weekend(country)
        found: dict[date, Closure] = {}
        for day in _days_of(year):
            corrected = country and corrected_weekend(country, subdivision, day)
            if day.weekday() in (corrected or usual):
                found[day] = "weekend"
        return found

    def _build_from_library(self, year: int) -> dict[date, Closure]:
        country, subdivision, _ = self._key
        if country is None:
            return {}
        ours = public_holidays.known_subdivisions(country) or ()
        own = subdivision if subdivision in ours else None
        known = public_holidays.holidays_in(country, own, year)
        moved = public_holidays.moved_working_days(known, year)
        found: dict[date, Closure] = {}
        for day in _days_of(year):
            corrected = corrected_weekend(country, subdivision, day)
            # Not the library's `weekend` attribute: it ignores subdivisions and years.
            rests = (
                known.is_weekend(day)
                if corrected is None
                else day.weekday() in corrected
            )
            if rests and day not in moved:
                found[day] = "weekend"
            elif not rests and day in known:
                found[day] = "holiday"
        return found


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    count = (date(year, 12, 31) - first).days + 1
    return [first + n * _DAY for n in range(count)]
