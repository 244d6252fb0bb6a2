"""Loads our CLDR data: one file a language, on first use."""

from __future__ import annotations

import functools
from typing import Any

from followup_kit.errors import LocaleError, Problem
from followup_kit.locales import parent_locales, read_data


Record = dict[str, Any]


# Bounded: tags come from outside, and regions and variants multiply.
@functools.lru_cache(maxsize=1024)
def locale_record(locale: str) -> Record:
    """
    Return what a locale needs for phrases, inherited values filled in.

    Args:
        locale: A canonical tag.

    Raises:
        LocaleError: Code ``no_date_data``: CLDR has none for its language and script.
    """
    records = shard("phrases", locale.partition("-")[0])
    chain = [tag for tag in (locale, *parent_locales(locale)) if tag in records]
    if not chain:
        problem = Problem(
            "locale",
            "no_date_data",
            f"CLDR has no date data for {locale}.",
            "Pass a locale of another language or script.",
        )
        raise LocaleError(problem)
    record = _root()
    for tag in reversed(chain):
        names = {**record["names"], **records[tag].get("names", {})}
        record = {**record, **records[tag], "names": names}
    return {**record, "locale": chain[0]}


@functools.lru_cache(maxsize=1024)
def city_names(locale: str) -> dict[str, str]:
    """Return a locale's own names of time zone cities, by CLDR zone key."""
    own = shard("zones", locale.partition("-")[0])
    names: dict[str, str] = {}
    for tag in reversed((locale, *parent_locales(locale))):
        names.update(own.get(tag, {}))
    return names


@functools.cache
def zone_keys() -> dict[str, str]:
    """Return every IANA zone name CLDR knows, with its CLDR zone key."""
    table: dict[str, str] = read_data("zones.json")["keys"]
    return {name: key for key, names in table.items() for name in names.split(" ")}


@functools.cache
def default_cities() -> dict[str, str]:
    """Return the city names that a locale without its own uses."""
    cities: dict[str, str] = read_data("zones.json")["cities"]
    return cities


def supported_locales() -> tuple[str, ...]:
    """
    Return every locale whose dates CLDR has, sorted.

    Tags below these are served too, by inheritance (``de-DE`` by ``de``). Locales
    that CLDR only announces, without words for weekday or month, are not.
    """
    locales: str = read_data("version.json")["locales"]
    return tuple(locales.split(" "))


@functools.cache
def _root() -> Record:
    record: Record = read_data("phrases/root.json")
    return record


@functools.cache
def shard(folder: str, language: str) -> dict[str, Record]:
    """Return a language's file in a folder, nothing if it has none."""
    if language not in _root()["languages"][folder].split(" "):
        return {}
    found: dict[str, Record] = read_data(f"{folder}/{language}.json")
    return found
