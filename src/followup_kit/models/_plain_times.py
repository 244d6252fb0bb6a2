"""
Moments and days in the texts that systems write, read without further ado.

What is read here, the exact checks of ``_time`` read as the same moment. Whatever
needs a second look, such as a time at a change of the clocks, raises ValueError and
is left to them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from pydantic_core import CoreSchema

from followup_kit.dates import time_zone
from followup_kit.errors import TimeError
from followup_kit.models._ordinary import Known, made_by


__all__ = ["NO_TIME", "elapsed", "find_zone", "plain_day", "plain_moment"]

NO_TIME: Final = timedelta(0)
_YEAR: Final = "^(?:19[7-9][0-9]|2[01][0-9]{2}|2200)"
"""From 1970 to 2200; see ``_time``."""


def find_zone(key: str) -> ZoneInfo | None:
    """Return the zone of an exact IANA name, or None."""
    try:
        return _zone(key)
    except TimeError:
        return None


# What is no zone raises and is not kept: it may be anything, put in the wrong place.
@lru_cache(maxsize=1024)
def _zone(key: str) -> ZoneInfo:
    return time_zone(key)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Return the time from one moment to another, whatever zones they are in."""
    zone = start.tzinfo
    if (
        zone is not None
        and zone is end.tzinfo
        and zone.utcoffset(start) != zone.utcoffset(end)
    ):
        # Within a zone, subtraction compares what clocks show: they changed between.
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    return end - start


def _offset(text: str) -> timedelta:
    """Return the offset of a text such as ``+01:00``."""
    sign, hours, minutes = text[0], int(text[1:3]), int(text[4:])
    if minutes > 59 or hours > 23:
        raise ValueError
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if sign == "-" else offset


def _read_zoned(text: str) -> datetime:
    """Return the moment of a wall time with its offset and its zone."""
    end = 19 if text[16] == ":" else 16
    zone = _KNOWN_PLACES[text[end + 6 :]]
    wall = datetime.fromisoformat(text[:end])
    # Asking the zone, of a naive time, takes a quarter of asking an aware one.
    offset = zone.utcoffset(wall)
    if (
        offset != _KNOWN_OFFSETS[text[end : end + 6]]
        or zone.utcoffset(wall.replace(fold=1)) != offset
    ):
        # The clocks change then, or show something else there.
        raise ValueError
    return wall.replace(tzinfo=zone)


def _read_local(text: str) -> datetime:
    """Return the moment of a wall time with its zone."""
    end = text.index("[")
    zone = _KNOWN_PLACES[text[end:]]
    wall = datetime.fromisoformat(text[:end])
    if zone.utcoffset(wall) != zone.utcoffset(wall.replace(fold=1)):
        raise ValueError
    return wall.replace(tzinfo=zone)


def _read_instant(text: str) -> datetime:
    """Return the moment of a time with an offset but no zone."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _place(text: str) -> ZoneInfo:
    """Return the zone of a text such as ``[Europe/Berlin]``."""
    zone = find_zone(text[1:-1])
    if zone is None:
        raise ValueError
    return zone


_KNOWN_OFFSETS: Final = Known(_offset)
_KNOWN_PLACES: Final = Known(_place)


def plain_moment() -> tuple[CoreSchema, ...]:
    """Return the schemas of moments, each for one way to write them."""
    wall = f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?"
    offset = "[+-][0-9]{2}:[0-9]{2}"
    zone = r"\[[A-Za-z0-9_+/-]{1,64}\]"
    return (
        made_by(_read_zoned, f"{wall}{offset}{zone}$"),
        made_by(_read_instant, f"{wall}(?:Z|{offset})$"),
        made_by(_read_local, f"{wall}{zone}$"),
    )


def plain_day() -> tuple[CoreSchema, ...]:
    """Return the schema of days."""
    return (made_by(date.fromisoformat, f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}$"),)
