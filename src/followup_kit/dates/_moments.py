"""Moments in time: which are accepted, and what they read in a zone."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Final, NoReturn, TypeAlias
from zoneinfo import ZoneInfo

from followup_kit.errors import Problem, TimeError


Local: TypeAlias = tuple[dt.datetime, dt.timedelta]
"""A moment as it reads in a zone, and the zone's offset from UTC then."""

_DAY: Final = dt.timedelta(days=1)
_LAST_DAY: Final = dt.date.max.toordinal()


def check_moment(moment: dt.datetime, *, path: str = "moment") -> dt.datetime:
    """
    Return a moment unchanged if it is one: aware, and a time that exists.

    Args:
        moment: A datetime with a time zone.
        path: What to call it in the error.

    Raises:
        TimeError:
            Codes: ``not_a_moment`` (no datetime), ``naive_time`` (no zone),
            ``nonexistent_time`` (the clocks skip this wall time), ``out_of_range``
            (its UTC instant lies outside the years 1 to 9999).
    """
    if not isinstance(moment, dt.datetime):
        _refuse(path, "not_a_moment", "is not a datetime", "Pass a datetime.")
    zone = moment.tzinfo
    if zone is dt.UTC:
        return moment
    if type(zone) is ZoneInfo and day_offset(zone, moment.toordinal()) is not None:
        return moment
    offset = moment.utcoffset()
    if zone is None or offset is None:
        _refuse(path, "naive_time", "has no time zone", "Set its tzinfo to a ZoneInfo.")
    if type(zone) is dt.timezone:
        return moment
    if moment.replace(fold=1 - moment.fold).utcoffset() != offset:
        _check_exists(moment, path)
    return moment


def _check_exists(moment: dt.datetime, path: str) -> None:
    wall = moment.replace(tzinfo=None)
    try:
        back = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
    except OverflowError:
        out_of_range(path)
    if back.replace(tzinfo=None) != wall:
        _refuse(
            path,
            "nonexistent_time",
            "is a wall time that the clocks of its zone skip",
            "Choose a time before or after the change.",
        )


def to_zone(moment: dt.datetime, zone: ZoneInfo, path: str) -> dt.datetime:
    """Return a checked moment as it reads in a zone."""
    if type(moment) is not dt.datetime or moment.tzinfo is not dt.UTC:
        if not isinstance(moment, dt.datetime) or moment.tzinfo is not zone:
            check_moment(moment, path=path)
        elif day_offset(zone, moment.toordinal()) is not None:
            return moment
        else:
            return check_moment(moment, path=path)
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):
        out_of_range(path)


@functools.lru_cache(maxsize=4096)
def day_offset(zone: ZoneInfo, day: int) -> dt.timedelta | None:
    """
    Return a zone's offset on a day of its own, None if the clocks change on it.

    On a day without a change, every wall time exists and none comes twice.

    Args:
        zone: The zone.
        day: The proleptic Gregorian ordinal of the day.
    """
    if not 1 < day < _LAST_DAY:
        return None
    # Nowhere do clocks change and change back within a day: the least is four days
    # (Freetown, 1939; tzdata 2025b).
    start = dt.datetime.fromordinal(day).replace(tzinfo=zone)
    end = start + _DAY
    offset = start.utcoffset()
    others = (start.replace(fold=1), end, end.replace(fold=1))
    return offset if all(x.utcoffset() == offset for x in others) else None


def to_local(moment: dt.datetime, zone: ZoneInfo, path: str) -> Local:
    """Return a checked moment as it reads in a zone, with the offset."""
    if moment.tzinfo is zone and type(moment) is dt.datetime:
        offset = day_offset(zone, moment.toordinal())
        if offset is not None:
            return moment, offset
    return with_offset(to_zone(moment, zone, path))


def with_offset(moment: dt.datetime) -> Local:
    """Return a moment that is aware together with its offset."""
    offset = moment.utcoffset()
    assert offset is not None  # noqa: S101  for type checkers
    return moment, offset


def to_day(value: dt.date, zone: ZoneInfo, path: str) -> dt.date:
    """Return a date as it is, and a moment as it reads in a zone."""
    if isinstance(value, dt.datetime):
        return to_zone(value, zone, path)
    if not isinstance(value, dt.date):
        _refuse(path, "not_a_date", "is neither date nor datetime", "Pass one of them.")
    return value


def calendar_day(value: dt.date, zone: ZoneInfo, path: str) -> dt.date:
    """Return the date a value falls on in a zone."""
    day = to_day(value, zone, path)
    return day.date() if isinstance(day, dt.datetime) else day


def out_of_range(path: str) -> NoReturn:
    """Refuse a moment that no calendar date of Python can hold."""
    _refuse(
        path,
        "out_of_range",
        "lies outside the years 1 to 9999",
        "Pass a moment that its zone can show.",
    )


def _refuse(path: str, code: str, why: str, remedy: str) -> NoReturn:
    problem = Problem(path, code, f"The value {why}.", remedy)
    raise TimeError(problem) from None
