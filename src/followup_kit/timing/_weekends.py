"""The weekend of a place on a day: corrections first, then whoever else knows."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from followup_kit.timing._moments import check_day
from followup_kit.timing._places import cldr_weekends, read_toml


__all__ = ["WeekendCorrection", "corrected_weekend", "weekend_corrections"]

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendCorrection:
    """
    A weekend where CLDR or the ``holidays`` library is wrong, or they disagree.

    Attributes:
        place: A country (``LY``) or a subdivision (``MY-02``).
        days: The weekend as ``date.weekday`` counts: 0 is Monday.
        first: The first day it holds; None if it always did.
        last: The last day it held; None if it still does.
        reason: Why it is needed.
        source: Where it was read.
    """

    place: str
    days: frozenset[int]
    first: date | None
    last: date | None
    reason: str
    source: str

    def holds_on(self, day: date) -> bool:
        """
        Tell whether it holds on *day*.

        Raises:
            FactsError: Codes ``not_a_day`` and ``out_of_range``.
        """
        check_day(day, "day")
        return self._holds_on(day)

    def _holds_on(self, day: date) -> bool:
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


@functools.cache
def weekend_corrections() -> tuple[WeekendCorrection, ...]:
    """Return every correction, in the order of the data file."""
    entries = read_toml("weekend_overrides.toml")["weekend"]
    return tuple(
        WeekendCorrection(
            place=entry["place"],
            days=read_days(entry["days"]),
            first=entry.get("from"),
            last=entry.get("until"),
            reason=entry["reason"],
            source=entry["source"],
        )
        for entry in entries
    )


def corrected_weekend(
    country: str, subdivision: str | None, day: date
) -> frozenset[int] | None:
    """Return the corrected weekend of a place on a day; None if none is needed."""
    for place in _chain(country, subdivision):
        for correction in _by_place().get(place, ()):
            if correction._holds_on(day):  # noqa: SLF001  one value type, checked days
                return correction.days
    return None


@functools.cache
def cldr_weekend(country: str | None) -> frozenset[int]:
    """Return CLDR's weekend for a country, the world's if it has none of its own."""
    weekends = cldr_weekends()
    return read_days(weekends.get(country or "001", weekends["001"]))


def read_days(days: str) -> frozenset[int]:
    """Return ``"fri sat"`` as numbers of ``date.weekday``."""
    return frozenset(_WEEK.index(day) for day in days.split())


def _chain(country: str, subdivision: str | None) -> tuple[str, ...]:
    return (f"{country}-{subdivision}", country) if subdivision else (country,)


@functools.cache
def _by_place() -> dict[str, tuple[WeekendCorrection, ...]]:
    found: dict[str, tuple[WeekendCorrection, ...]] = {}
    for correction in weekend_corrections():
        found[correction.place] = (*found.get(correction.place, ()), correction)
    return found
