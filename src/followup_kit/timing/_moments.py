"""What counts as a moment and as a day here, and the errors for what does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from followup_kit.dates import check_moment, time_zone
from followup_kit.errors import FactsError, Problem


__all__ = ["check_day", "facts_error", "to_utc", "to_zone"]


def to_utc(moment: datetime, path: str) -> datetime:
    """
    Return an aware moment in UTC.

    Instants are kept and compared in UTC: Python compares two values of one zone by
    their wall times, which is wrong in the hour that the clocks repeat.

    Raises:
        TimeError: As ``followup_kit.dates.check_moment``.
    """
    return check_moment(moment, path=path).astimezone(UTC)


def to_zone(zone: str | ZoneInfo) -> ZoneInfo:
    """
    Return the zone of an IANA name; a zone is returned as it is.

    Raises:
        TimeError: The name is not known.
    """
    return zone if isinstance(zone, ZoneInfo) else time_zone(zone)


def check_day(day: date, path: str) -> date:
    """
    Return *day* if it is a day without a time.

    Raises:
        FactsError: It is a datetime or no day at all; code ``not_a_day``.
    """
    if isinstance(day, datetime) or not isinstance(day, date):
        raise facts_error(
            path,
            "not_a_day",
            "must be a day without a time.",
            "Pass a datetime.date in the candidate's zone.",
        )
    return day


def facts_error(path: str, code: str, message: str, remedy: str) -> FactsError:
    """Return an error with one problem."""
    return FactsError(Problem(path, code, message, remedy))
