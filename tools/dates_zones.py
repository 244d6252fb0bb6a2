"""Builds the map from IANA zones to CLDR's and each locale's names of their cities."""

from __future__ import annotations

from typing import Any

from tools.dates_cldr import Cldr


# Zones that stand for no place: their phrase is the offset alone. Besides these
# CLDR's own keys without a country, which begin with "utc" or are "gmt" or "unk".
PLACELESS_NAMES = {
    "CET", "CST6CDT", "EET", "EST", "EST5EDT", "Etc/GMT", "Etc/GMT+0", "Etc/GMT-0",
    "Etc/GMT0", "Etc/Greenwich", "Factory", "GMT", "GMT+0", "GMT-0", "GMT0",
    "Greenwich", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET",
}  # fmt: skip


def build_zones(cldr: Cldr) -> dict[str, Any]:
    """Return the content of ``zones.json``."""
    keys, placeless = {}, set(PLACELESS_NAMES)
    for key, names in _zone_aliases(cldr).items():
        if key == "unk":
            continue
        if key.startswith("utc"):
            placeless |= set(names)
        kept = [name for name in names if name not in placeless]
        if kept:
            keys[key] = " ".join(kept)
    root = _cities(cldr, "und")
    cities = {key: root.get(key) or _last_part(cldr, key) for key in keys}
    placeless -= {"Factory"}
    return {"keys": {**keys, "": " ".join(sorted(placeless))}, "cities": cities}


def build_cities(cldr: Cldr, locale: str, defaults: dict[str, str]) -> dict[str, str]:
    """Return a locale's city names by zone key, without those nobody translated."""
    own = _cities(cldr, locale)
    return {key: city for key, city in sorted(own.items()) if key in defaults}


def _zone_aliases(cldr: Cldr) -> dict[str, list[str]]:
    return {
        key: value["_alias"].split(" ")
        for key, value in cldr.time_zones().items()
        if isinstance(value, dict)
        and "_alias" in value
        and not value.get("_deprecated")
    }


def _last_part(cldr: Cldr, key: str) -> str:
    canonical = _zone_aliases(cldr)[key][0]
    return canonical.rpartition("/")[2].replace("_", " ")


def _cities(cldr: Cldr, locale: str) -> dict[str, str]:
    names = cldr.main("dates", locale, "timeZoneNames")["dates"]["timeZoneNames"]
    found: dict[str, str] = {}
    ids = {ids[0]: key for key, ids in _zone_aliases(cldr).items()}
    for zone, record in _flat(names["zone"], ()):
        city = record.get("exemplarCity")
        if city and zone in ids:
            found[ids[zone]] = city
    return found


def _flat(table: Any, path: tuple[str, ...]) -> Any:
    for name, value in table.items():
        if not isinstance(value, dict):
            continue
        here = (*path, name)
        if value.get("_type") == "zone" or "exemplarCity" in value:
            yield "/".join(here), value
        else:
            yield from _flat(value, here)
