"""
Time zones: which names are accepted, and how a zone is told to a reader.

A zone is named by its city and its offset at the instant spoken of, never by an
abbreviation: "IST" and "CST" mean several zones each. City names and offset
formats are CLDR's (UTS #35 Part 4, "Time Zone Format Terminology").
"""

from __future__ import annotations

import functools
import re
import zoneinfo
from typing import TYPE_CHECKING, Any, Final, NoReturn

from followup_kit.dates._data import city_names, default_cities, zone_keys
from followup_kit.errors import Problem, TimeError


if TYPE_CHECKING:
    import datetime as dt

    from followup_kit.dates._formats import LocaleFormats
    from followup_kit.dates._numbers import Digits

_QUOTABLE: Final = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_HOURS: Final = re.compile(r"(?P<before>[^H]*)H+(?P<between>[^m]*)m+(?P<after>.*)")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def time_zone(name: str | zoneinfo.ZoneInfo) -> zoneinfo.ZoneInfo:
    """
    Return an IANA time zone by its exact name.

    Raises:
        TimeError:
            Codes: ``unknown_time_zone`` (no IANA name, or not in this spelling),
            ``no_zone_data`` (this system lacks its rules).
    """
    try:
        return _zone(name)
    except TypeError:  # what has no hash is not looked up
        _refuse_zone("")


@functools.lru_cache(maxsize=1024)
def _zone(name: str | zoneinfo.ZoneInfo) -> zoneinfo.ZoneInfo:
    if isinstance(name, zoneinfo.ZoneInfo):
        name = name.key or ""
    if not isinstance(name, str) or name not in zone_keys():
        _refuse_zone(name)
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
        problem = Problem(
            "time_zone",
            "no_zone_data",
            f"This system has no rules for the time zone {name}.",
            "Install the tzdata package.",
        )
        raise TimeError(problem) from None


def _refuse_zone(name: object) -> NoReturn:
    quoted = f" {name}" if isinstance(name, str) and _QUOTABLE.fullmatch(name) else ""
    problem = Problem(
        "time_zone",
        "unknown_time_zone",
        f"The time zone{quoted} is not an IANA name.",
        "Pass a name such as Europe/Berlin, in exactly that spelling.",
    )
    raise TimeError(problem) from None


def city_of(zone: str, locale: str) -> str:
    """Return the name of a zone's city, empty for a zone of no place (``UTC``)."""
    key = zone_keys()[zone]
    if not key:
        return ""
    return city_names(locale).get(key) or default_cities()[key]


class OffsetFormat:
    """
    Writes offsets from UTC as one locale does ("GMT+1", "UTC−3:30").

    Args:
        record: The locale's phrase data.
        digits: The digits to write numbers in.
    """

    def __init__(self, record: dict[str, Any], digits: Digits) -> None:
        self._digits = digits
        self._zero: str = record["offset_zero"]
        self._around: str = record["offset"]
        halves = record["offset_hours"].split(";")
        self._signed = [_hour_form(half) for half in halves]

    def write(self, offset: dt.timedelta) -> str:
        """Return an offset, with minutes and seconds only if it has any."""
        seconds = round(offset.total_seconds())
        if seconds == 0:
            return self._zero
        form = self._signed[seconds < 0]
        hours, rest = divmod(abs(seconds), 3600)
        minutes, left = divmod(rest, 60)
        text = form["before"] + self._digits.plain[hours]
        if minutes or left:
            text += form["between"] + self._digits.padded[minutes]
            text += form["between"] + self._digits.padded[left] if left else ""
            text += form["after"]
        return self._around.replace("{0}", text)


def _hour_form(pattern: str) -> dict[str, str]:
    found = _HOURS.fullmatch(pattern)
    if found is None:
        msg = f"offset pattern {pattern!r} in our own data"
        raise AssertionError(msg)
    return found.groupdict()


def isolated(text: str, direction: str) -> str:
    """Wrap text in direction isolates if letters of the other direction stand in it."""
    if direction == "rtl" and any(x.isascii() and x.isalpha() for x in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


@functools.lru_cache(maxsize=4096)
def zone_phrases(
    formats: LocaleFormats, zone: zoneinfo.ZoneInfo, offset: dt.timedelta
) -> tuple[str, str]:
    """
    Return a zone at an offset, by itself and in the brackets of an aside.

    By city and offset, or by offset alone.
    """
    phrase = isolated(formats.offsets.write(offset), formats.direction)
    city = city_of(zone.key, formats.locale)
    if city:
        place = formats.record["zone"].replace("{0}", city)
        phrase = f"{isolated(place, formats.direction)}{formats.comma}{phrase}"
    return phrase, formats.brackets.replace("%s", phrase)
