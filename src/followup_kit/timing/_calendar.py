"""Business calendars: which days are worked in a place and at a company."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Self, TypeAlias, get_args
from zoneinfo import ZoneInfo

from followup_kit.errors import FactsError
from followup_kit.timing import _public_holidays as public_holidays
from followup_kit.timing._day_table import Closure, DayTable, day_table
from followup_kit.timing._moments import (
    check_choice,
    check_count,
    check_day,
    day_problem,
    facts_error,
    to_zone,
    type_problem,
)
from followup_kit.timing._places import (
    country_code,
    country_of_zone,
    subdivisions_of,
    unknown_subdivision,
)


__all__ = ["BusinessCalendar", "HolidayUse"]

HolidayUse: TypeAlias = Literal["if_installed", "required", "ignored"]
"""Whether public holidays count: if the extra is there, or else an error, or never."""

_DAY = timedelta(days=1)
_MANY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar:
    """
    Which days are working days.

    Weekends come from this project's corrections, then from the library ``holidays``
    if it is used, else from CLDR (UTS #35 Part 4, "Week Data"). Public holidays come
    from that library alone. The tables of a place are built once per process.

    Attributes:
        country: ISO 3166-1 alpha-2; None for Saturday and Sunday and no holidays.
        subdivision: ISO 3166-2, with or without its country: ``"BY"``, ``"DE-BY"``.
        closing_days: Days on which the company is closed.
        holidays: Whether public holidays are taken into account.

    Raises:
        FactsError:
            Codes: ``unknown_country``, ``unknown_subdivision``, ``no_country``,
            ``no_holidays`` (required, but the library does not know the country),
            ``not_a_choice``, ``not_a_day``, ``out_of_range``, ``wrong_type``.
        MissingExtraError: Holidays are required and the extra is not installed.
    """

    country: str | None = None
    subdivision: str | None = None
    closing_days: frozenset[date] = frozenset()
    holidays: HolidayUse = "if_installed"
    _table: DayTable = field(init=False, repr=False, compare=False)
    _notes: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the place and find its table."""
        check_choice(self.holidays, get_args(HolidayUse), "holidays")
        country = None if self.country is None else country_code(self.country)
        subdivision = _checked_subdivision(country, self.subdivision)
        table, notes = _find_table(country, subdivision, self.holidays)
        for name, value in (
            ("country", country),
            ("subdivision", subdivision),
            ("closing_days", _checked_days(self.closing_days)),
            ("_table", table),
            ("_notes", notes),
        ):
            object.__setattr__(self, name, value)

    @classmethod
    def for_zone(cls, zone: str | ZoneInfo) -> Self:
        """
        Return the weekends of the country a zone lies in, without any holidays.

        The same on every machine, whatever is installed. Zones of no country
        (``UTC``) have Saturday and Sunday.

        Raises:
            TimeError: The zone is not known.
        """
        key = to_zone(zone).key
        return cls(country=country_of_zone(key), holidays="ignored")

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not considered, as sentences; empty if nothing is missing."""
        return self._notes

    def considers_holidays(self, year: int) -> bool:
        """
        Tell whether public holidays of *year* are taken into account.

        Raises:
            FactsError: Codes ``wrong_type`` and ``out_of_range``.
        """
        check_count(year, "year", date.min.year, date.max.year)
        return self._table.considers_holidays(year)

    def closure(self, day: date) -> Closure | None:
        """
        Return why *day* is not worked, or None if it is a working day.

        Raises:
            FactsError: Codes ``not_a_day`` and ``out_of_range``.
        """
        return self._closure(check_day(day, "day"))

    def _closure(self, day: date) -> Closure | None:
        if day in self.closing_days:
            return "closing_day"
        return self._table.closure(day)

    def is_working_day(self, day: date) -> bool:
        """Tell whether *day* is worked; raises as :meth:`closure`."""
        return self.closure(day) is None

    def on_or_after(self, day: date) -> date:
        """
        Return the first working day that is not before *day*.

        Raises:
            FactsError: As :meth:`closure`; also if none is left until 2200.
        """
        while self.closure(day) is not None:
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """
        Return the last working day that is not after *day*.

        Raises:
            FactsError: As :meth:`closure`; also if there is none from 1970 on.
        """
        while self.closure(day) is not None:
            day -= _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """
        Return the working day that is *count* working days after *day*.

        *day* itself never counts: one working day after Saturday is Monday. A
        negative count goes back; zero gives *day*.

        Raises:
            FactsError:
                Codes ``not_a_day``, ``wrong_type`` and ``out_of_range``: more than
                10,000 days, or a day outside the years 1970 to 2200.
        """
        check_day(day, "day")
        check_count(count, "count", -_MANY, _MANY)
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while self.closure(day) is not None:
                day += step
        return day


@functools.lru_cache(maxsize=1024)
def zone_calendar(zone: str) -> BusinessCalendar:
    """Return the calendar of :meth:`BusinessCalendar.for_zone`, built once."""
    return BusinessCalendar.for_zone(zone)


def _checked_subdivision(country: str | None, subdivision: str | None) -> str | None:
    if subdivision is None:
        return None
    if country is None:
        raise facts_error(
            "subdivision",
            "no_country",
            "stands without its country.",
            "Set the country as well.",
        )
    text = subdivision if isinstance(subdivision, str) else ""
    code = text.upper().removeprefix(f"{country}-")
    if code in subdivisions_of(country):
        return code
    # The library also has places that ISO 3166-2 does not list, such as Augsburg.
    if text in (public_holidays.known_subdivisions(country) or ()):
        return text
    raise unknown_subdivision(country, "subdivision")


def _checked_days(days: Iterable[date]) -> frozenset[date]:
    # Of a string, each letter would be taken for a day.
    if isinstance(days, str) or not isinstance(days, Iterable):
        raise FactsError(type_problem(frozenset, "closing_days"))
    known = tuple(days)
    places = ((day, f"closing_days[{index}]") for index, day in enumerate(known))
    problems = [found for day, path in places if (found := day_problem(day, path))]
    if problems:
        raise FactsError(*problems)
    return frozenset(known)


@functools.cache
def _find_table(
    country: str | None, subdivision: str | None, use: HolidayUse
) -> tuple[DayTable, tuple[str, ...]]:
    if use == "required":
        public_holidays.require_library()
    plain = day_table(country, subdivision, "none")
    if use == "ignored" or country is None:
        return plain, ("Public holidays were not considered.",)
    library = public_holidays.find_library()
    if library is None:
        missing = "Public holidays were not considered: holidays is not installed."
        return plain, (missing,)
    known = public_holidays.known_subdivisions(country)
    if known is None:
        if use == "required":
            raise facts_error(
                "country",
                "no_holidays",
                f"is {country}, whose public holidays are not known.",
                "Use holidays='if_installed' and add closing_days.",
            )
        return plain, (f"Public holidays of {country} are not known.",)
    if subdivision is not None and subdivision not in known:
        note = f"Public holidays of {country}-{subdivision} alone are not known."
        return day_table(country, subdivision, library.__version__), (note,)
    return day_table(country, subdivision, library.__version__), ()
