"""
Moments, days, durations and zones, as facts.

A moment is an instant plus an IANA time zone. It travels through JSON as RFC 9557
(``2026-11-24T14:00:00+01:00[Europe/Berlin]``), so that the zone comes back and not
only the instant. Refused are naive values, wall times that do not exist or exist
twice without an offset, numbers taken for times, and unknown zones.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Annotated, Final, LiteralString
from zoneinfo import ZoneInfo

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import CoreSchema, PydanticCustomError

from followup_kit.characters import late_pattern
from followup_kit.models._markers import Phrased
from followup_kit.models._ordinary import Known, either, exactly, made_by
from followup_kit.models._plain_times import find_zone, plain_day, plain_moment


__all__ = ["Day", "Duration", "Moment", "TimeZoneName", "zone_of"]

_RFC9557: Final = late_pattern(
    r"(?P<wall>\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?"
    r"(?:\[(?P<zone>[A-Za-z0-9_+/-]{1,64})\])?"
)
_ISO_DAY: Final = late_pattern(r"\d{4}-\d\d-\d\d")
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2200


def _refuse(code: LiteralString, message: LiteralString) -> PydanticCustomError:
    return PydanticCustomError(code, message)


def check_zone(value: object) -> str:
    """Return the IANA name in *value*, or refuse what is not a known zone."""
    key = value.key if isinstance(value, ZoneInfo) else value
    if not isinstance(key, str) or find_zone(key) is None:
        raise _refuse("unknown_time_zone", "is not an IANA time zone")
    return key


def zone_of(moment: datetime) -> str | None:
    """Return the IANA name of a moment's zone; None for a bare offset or UTC."""
    zone = moment.tzinfo
    return zone.key if isinstance(zone, ZoneInfo) and zone.key != "UTC" else None


def _plausible(moment: datetime) -> datetime:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise _refuse("implausible_year", "is not a plausible year for an interview")
    return moment


def _checked(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise _refuse("naive_time", "has no time zone")
    _plausible(moment)
    zone = moment.tzinfo
    if not isinstance(zone, ZoneInfo):
        # A bare offset is an instant without a place: keep the instant.
        return moment.astimezone(UTC)
    if zone.key is None or find_zone(zone.key) is None:
        raise _refuse("unknown_time_zone", "is not in an IANA time zone")
    there_and_back = moment.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(fold=0) != moment.replace(fold=0):
        raise _refuse("nonexistent_time", "does not exist: the clocks go forward there")
    return moment


def _in_zone(wall: datetime, zone: ZoneInfo) -> datetime:
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    exists = _checked(first)
    if first.utcoffset() != second.utcoffset():
        raise _refuse("ambiguous_time", "exists twice: the clocks go back there")
    return exists


def _parse_moment(text: str) -> datetime:
    match = _RFC9557.fullmatch(text.strip())
    if match is None:
        raise _refuse("malformed_time", "is not an ISO 8601 date and time")
    wall, offset, key = match.groups()
    try:
        # Small letters are allowed (RFC 3339 section 5.6), a space for the T too.
        stated = datetime.fromisoformat(f"{wall}{offset or ''}".upper())
        if key is None:
            return _checked(stated)
        zone = find_zone(key)
        if zone is None:
            raise _refuse("unknown_time_zone", "is not in an IANA time zone")
        if offset is None:
            return _in_zone(stated, zone)
        there = stated.astimezone(zone)
    except (ValueError, OverflowError) as error:
        if isinstance(error, PydanticCustomError):
            raise
        raise _refuse("malformed_time", "is not an ISO 8601 date and time") from None
    if there.utcoffset() != stated.utcoffset() and offset not in {"Z", "z"}:
        raise _refuse("contradictory_offset", "states an offset its zone did not have")
    return _plausible(there)


def _check_moment(value: object) -> datetime:
    if isinstance(value, datetime):
        try:
            return _checked(value)
        except OverflowError:
            raise _refuse("implausible_year", "is not a plausible year") from None
    if isinstance(value, str):
        return _parse_moment(value)
    raise _refuse("not_a_time", "must be a date and time with a time zone")


def _dump_moment(value: datetime) -> str:
    zone: tzinfo | None = value.tzinfo
    if isinstance(zone, ZoneInfo):
        return f"{value.isoformat()}[{zone.key}]"
    return value.isoformat().replace("+00:00", "Z")


def _check_day(value: object) -> date:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value.strip()):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise _refuse("malformed_day", "is not a day of the calendar") from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _refuse("not_a_day", "must be a day such as 2026-12-04, without a time")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise _refuse("implausible_year", "is not a plausible year for an interview")
    return value


def _check_duration(value: object) -> timedelta:
    if isinstance(value, str):
        match = re.fullmatch(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:0S)?", value)
        if match and any(match.groups()):
            hours, minutes = (int(part or 0) for part in match.groups())
            value = timedelta(hours=hours, minutes=minutes)
    if not isinstance(value, timedelta):
        raise _refuse("not_a_duration", "must be a duration, or text such as PT45M")
    if not timedelta(minutes=1) <= value <= timedelta(days=7):
        raise _refuse("implausible_duration", "must be from one minute to seven days")
    if value % timedelta(minutes=1):
        raise _refuse("implausible_duration", "must be whole minutes")
    return value


def _dump_duration(value: timedelta) -> str:
    return f"PT{value // timedelta(minutes=1)}M"


_KNOWN_ZONES: Final = Known(check_zone)


def _known_zones() -> tuple[CoreSchema, ...]:
    return (made_by(_KNOWN_ZONES.__getitem__),)


TimeZoneName = Annotated[
    str,
    PlainValidator(check_zone, json_schema_input_type=str),
    either(_known_zones),
]
"""The IANA name of a time zone, such as ``Europe/Berlin``."""

Moment = Annotated[
    datetime,
    PlainValidator(_check_moment, json_schema_input_type=str),
    PlainSerializer(_dump_moment, return_type=str, when_used="json"),
    either(plain_moment),
]
"""An instant and the zone it is meant in. A bare offset is kept as UTC."""

Day = Annotated[
    date,
    PlainValidator(_check_day, json_schema_input_type=str),
    PlainSerializer(date.isoformat, return_type=str, when_used="json"),
    Phrased("day"),
    either(plain_day),
]
"""A day of the Gregorian calendar, in the candidate's zone."""

Duration = Annotated[
    timedelta,
    PlainValidator(_check_duration, json_schema_input_type=str),
    PlainSerializer(_dump_duration, return_type=str, when_used="json"),
    Phrased("duration"),
    exactly,
]
"""A length of time in whole minutes; ISO 8601 (``PT45M``) in JSON."""
