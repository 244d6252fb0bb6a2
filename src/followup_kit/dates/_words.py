"""The words of dates and times in a locale, for reading what somebody wrote."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from followup_kit.dates._data import (
    city_names,
    default_cities,
    locale_record,
    shard,
    zone_keys,
)
from followup_kit.locales import canonical_locale, language_of


Order = Literal["dmy", "mdy", "ymd"]

_FIELD: Final = re.compile(r"'[^']*'|([dMy])\1*")
_ALWAYS: Final[dict[str, tuple[int, int]]] = {
    "am": (0, 12),
    "a.m": (0, 12),
    "pm": (12, 24),
    "p.m": (12, 24),
}


@dataclass(frozen=True, slots=True)
class DateWords:
    """
    What is needed to recognise dates and times in a text. In lower case.

    Attributes:
        locale: The locale, in canonical form.
        months: Names of months in every width and case, with their number.
        weekdays: Names of weekdays in every width, Monday being 0.
        full_weekdays: The names that are not abbreviated.
        periods:
            Parts of the day with the hours they span, such as ``"pm"`` with 12 to
            24; a night may end after 24.
        relative: Words for days counted from today, such as ``"tomorrow"`` with 1.
        order: The order of day, month and year in numeric dates.
        twelve_hours: Whether the region tells time on the 12-hour clock.
        zone: CLDR's pattern of a zone named by its city, such as ``"{0} time"``.
    """

    locale: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    full_weekdays: Mapping[str, int]
    periods: Mapping[str, tuple[int, int]]
    relative: Mapping[str, int]
    order: Order
    twelve_hours: bool
    zone: str


@functools.lru_cache(maxsize=256)
def date_words(locale: str) -> DateWords:
    """
    Return the words of dates and times in a locale, from CLDR.

    They are those of all regions of the language: people move, and write as they
    always did. Order and clock are the region's own.

    Args:
        locale: A BCP 47 tag.

    Raises:
        LocaleError: The tag is not one, or CLDR has no dates for it.
    """
    tag = canonical_locale(locale)
    record = locale_record(tag)
    words: dict[str, Any] = shard("words", language_of(tag))
    names, weekdays = record["names"], words.get("weekdays", {})
    full = {
        word.lower(): day
        for key in ("EEEE", "cccc")
        for day, word in enumerate(names[key])
        # A context that the locale does not use holds the root's names.
        if word.lower() in weekdays
    }
    pattern: str = record["date"][3]
    time: str = record["time"]
    return DateWords(
        locale=tag,
        months=words.get("months", {}),
        weekdays=weekdays,
        full_weekdays=full,
        periods=_periods(words, record),
        relative={
            word.lower(): int(distance) for distance, word in record["relative"].items()
        },
        order=_order(pattern),
        twelve_hours="h" in time or "K" in time,
        zone=record["zone"],
    )


def _periods(words: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, tuple[int, int]] = {
        word: (low, high) for word, (low, high) in words.get("periods", {}).items()
    }
    own = record["appointment"].get("periods")
    if own:
        found |= {own[0].lower(): (0, 12), own[1].lower(): (12, 24)}
    return _ALWAYS | found


def _order(pattern: str) -> Order:
    fields = "".join(x[1].lower() for x in _FIELD.finditer(pattern) if x[1])
    if fields.startswith("y"):
        return "ymd"
    return "mdy" if fields.startswith("m") else "dmy"


@functools.lru_cache(maxsize=256)
def zone_cities(locale: str) -> Mapping[str, str]:
    """
    Return the cities that zones are named by, in lower case, with an IANA name.

    Both in the locale's language and as they are written in English.

    Args:
        locale: A BCP 47 tag.
    """
    names = city_names(canonical_locale(locale))
    found: dict[str, str] = {}
    for zone, key in zone_keys().items():
        # The first name of a key is the one CLDR prefers.
        for city in (default_cities().get(key), names.get(key)):
            if city:
                found.setdefault(city.lower(), zone)
    return found
