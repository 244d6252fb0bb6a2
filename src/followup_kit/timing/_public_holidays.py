"""Public holidays from the optional library ``holidays``, imported on first use."""

from __future__ import annotations

import functools
import importlib
from datetime import date
from types import ModuleType
from typing import Any

from followup_kit.errors import MissingExtraError, Problem


__all__ = ["find_library", "holiday_years", "known_subdivisions", "require_library"]


@functools.cache
def find_library() -> ModuleType | None:
    """Return the library, or None if it is not installed."""
    try:
        return importlib.import_module("holidays")
    except ImportError:
        return None


def require_library() -> ModuleType:
    """
    Return the library.

    Raises:
        MissingExtraError: It is not installed. The remedy is the install line.
    """
    library = find_library()
    if library is None:
        raise MissingExtraError(
            Problem(
                path="holidays",
                code="missing_extra",
                message="needs the optional extra of that name, which is missing.",
                remedy='Install it: python -m pip install "followup-kit[holidays]"',
            )
        )
    return library


@functools.cache
def known_subdivisions(country: str) -> frozenset[str] | None:
    """Return the subdivisions the library knows; None if not even the country."""
    library = find_library()
    if library is None:
        return None
    countries = library.list_supported_countries()
    return frozenset(countries[country]) if country in countries else None


def holiday_years(country: str) -> range:
    """Return the years for which the library claims to know a country's holidays."""
    cls = _country(country, None, None).__class__
    return range(getattr(cls, "start_year", 1), getattr(cls, "end_year", 9999) + 1)


def holidays_in(country: str, subdivision: str | None, year: int) -> Any:
    """
    Return the library's own calendar of one year.

    A new one each time: those objects fill themselves when asked for other years,
    which is not safe between threads.
    """
    return _country(country, subdivision, year)


def moved_working_days(calendar: Any, year: int) -> frozenset[date]:
    """Return the days of a weekend that are worked in exchange for another day."""
    return frozenset(day for day in calendar.weekend_workdays if day.year == year)


def _country(country: str, subdivision: str | None, year: int | None) -> Any:
    return require_library().country_holidays(
        country, subdiv=subdivision, years=year, expand=False
    )
