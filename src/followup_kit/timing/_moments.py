"""What counts as a moment and as a day here, and the errors for what does not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from followup_kit.dates import check_moment, time_zone
from followup_kit.errors import FactsError, Problem, TimeError


__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "check_choice",
    "check_count",
    "check_day",
    "check_type",
    "day_problem",
    "facts_error",
    "to_utc",
    "to_zone",
    "type_problem",
]

# As for the facts themselves. Far from the ends of the calendar that Python has, so
# that no period added to a moment leaves it.
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2200


def to_utc(moment: datetime, path: str) -> datetime:
    """
    Return an aware moment in UTC.

    Instants are kept and compared in UTC: Python compares two values of one zone by
    their wall times, which is wrong in the hour that the clocks repeat.

    Raises:
        TimeError:
            As ``followup_kit.dates.check_moment``; ``out_of_range`` outside the years
            1970 to 2200.
    """
    checked = check_moment(moment, path=path)
    if not FIRST_YEAR <= checked.year <= LAST_YEAR:
        message, remedy = _out_of_range()
        raise TimeError(Problem(path, "out_of_range", message, remedy))
    return checked.astimezone(UTC)


def to_zone(zone: str | ZoneInfo) -> ZoneInfo:
    """
    Return the zone of an IANA name; a zone is returned as it is.

    Raises:
        TimeError: The name is not known.
    """
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone
    # A list would not even reach the check of the names, which remembers its answers.
    return time_zone(zone if isinstance(zone, (str, ZoneInfo)) else "")


def check_day(day: date, path: str) -> date:
    """
    Return *day* if it is a day without a time.

    Raises:
        FactsError:
            ``not_a_day``: it is a datetime or no day at all. ``out_of_range``: outside
            the years 1970 to 2200.
    """
    problem = day_problem(day, path)
    if problem is not None:
        raise FactsError(problem)
    return day


def day_problem(day: object, path: str, code: str = "not_a_day") -> Problem | None:
    """Return what is wrong with a day, if anything is."""
    if isinstance(day, datetime) or not isinstance(day, date):
        message = "must be a day without a time."
        return Problem(path, code, message, "Pass a datetime.date.")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Problem(path, "out_of_range", *_out_of_range())
    return None


def check_type(value: object, wanted: type | tuple[type, ...], path: str) -> None:
    """
    Refuse a value of another type.

    Raises:
        FactsError: Code ``wrong_type``.
    """
    if not isinstance(value, wanted):
        raise FactsError(type_problem(wanted, path))


def type_problem(wanted: type | tuple[type, ...], path: str) -> Problem:
    """Return the problem of a value that is none of the wanted types."""
    kinds = wanted if isinstance(wanted, tuple) else (wanted,)
    names = " or ".join(kind.__name__ for kind in kinds)
    return Problem(path, "wrong_type", f"must be of type {names}.", f"Pass a {names}.")


def check_choice(value: object, choices: Iterable[str], path: str) -> None:
    """
    Refuse what is none of the choices.

    Raises:
        FactsError: Code ``not_a_choice``.
    """
    known = tuple(choices)
    if not isinstance(value, str) or value not in known:
        raise facts_error(
            path,
            "not_a_choice",
            "is none of the choices.",
            f"Use one of {', '.join(known)}.",
        )


def check_count(value: object, path: str, least: int, most: int) -> None:
    """
    Refuse what is no whole number between two others, both included.

    Raises:
        FactsError: Codes ``wrong_type`` and ``out_of_range``.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactsError(type_problem(int, path))
    if not least <= value <= most:
        raise facts_error(
            path,
            "out_of_range",
            f"lies outside {least} to {most}.",
            "Use a number within them.",
        )


def _out_of_range() -> tuple[str, str]:
    return f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}.", "Check the year."


def facts_error(path: str, code: str, message: str, remedy: str) -> FactsError:
    """Return an error with one problem."""
    return FactsError(Problem(path, code, message, remedy))
