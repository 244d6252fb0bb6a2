"""Loads our CLDR data: one file a language, on first use."""

from __future__ import annotations

import functools
from typing import Any

from followup_kit.errors import LocaleError, Problem
from followup_kit.locales import canonical_locale, parent_locales


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
    shard = _shard("phrases", locale.partition("-")[0])
    chain = [tag for tag in (locale, *parent_locales(locale)) if tag in shard]
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
        names = {**record["names"], **shard[tag].get("names", {})}
        record = {**record, **shard[tag], "names": names}
    return {**record, "locale": chain[0]}


@functools.lru_cache(maxsize=1024)
def city_names(locale: str) -> dict[str, str]:
    """Return a locale's own names of time zone cities, by CLDR zone key."""
    shard = _shard("zones", locale.partition("-")[0])
    names: dict[str, str] = {}
    for tag in reversed((locale, *parent_locales(locale))):
        names.update(shard.get(tag, {}))
    return names


@functools.cache
def zone_keys() -> dict[str, str]:
    """Return every IANA zone name CLDR knows, with its CLDR zone key."""
    table: dict[str, str] = read_json("zones.json")["keys"]
    return {name: key for key, names in table.items() for name in names.split(" ")}


@functools.cache
def default_cities() -> dict[str, str]:
    """Return the city names that a locale without its own uses."""
    cities: dict[str, str] = read_json("zones.json")["cities"]
    return cities


def supported_locales() -> tuple[str, ...]:
    """
    Return every locale with data of its own, sorted.

    Tags below these are served too, by inheritance (``de-DE`` by ``de``).
    """
    available: str = read_json("locales.json")["available"]
    return tuple(sorted({canonical_locale(tag) for tag in available.split(" ")}))


@functools.cache
def _root() -> Record:
    record: Record = read_json("phrases/root.json")
    return record


def _shard(folder: str, language: str) -> dict[str, Record]:
    shards: dict[str, Record] = _read_shard(folder, language)
    return shards


@functools.cache
def _read_shard(folder: str, language: str) -> dict[str, Record]:
    try:
        found: dict[str, Record] = read_json(f"{folder}/{language}.json")
    except FileNotFoundError:
        return {}
    return found


def read_json(name: str) -> Any:
    """Return a data file's content."""
    # Imported here: phrases of a locale already loaded need neither.
    import json
    from importlib.resources import files

    data = files("followup_kit.dates").joinpath("data", *name.split("/"))
    return json.loads(data.read_text("utf-8"))
