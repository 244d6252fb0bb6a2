"""Countries, their subdivisions, and the country that a time zone lies in."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from followup_kit._package_data import read_package_data
from followup_kit.timing._moments import facts_error


__all__ = [
    "cldr_weekends",
    "country_code",
    "country_of_zone",
    "read_toml",
    "split_place",
    "subdivisions_of",
]


def country_code(country: str, path: str = "country") -> str:
    """
    Return an ISO 3166-1 alpha-2 code in capitals; ``UK`` is read as ``GB``.

    Raises:
        FactsError: CLDR 48 knows no such territory; code ``unknown_country``.
    """
    code = country.upper() if isinstance(country, str) else ""
    code = "GB" if code == "UK" else code  # reserved for it, and widely used
    if code not in _territories():
        quotable = len(code) <= 3 and code.isascii() and code.isalpha()
        quoted = f" {code}" if quotable else ""
        raise facts_error(
            path,
            "unknown_country",
            f"names no country{quoted}.",
            "Use an ISO 3166-1 code of two letters, such as DE or SA.",
        )
    return code


def split_place(place: str, path: str) -> tuple[str, str | None]:
    """
    Return the country and the subdivision that ``CA-ON`` or ``CA`` names.

    Raises:
        FactsError: Codes ``unknown_country`` and ``unknown_subdivision``.
    """
    country, _, subdivision = (place if isinstance(place, str) else "").partition("-")
    code = country_code(country, path)
    if not subdivision:
        return code, None
    if subdivision.upper() not in subdivisions_of(code):
        raise unknown_subdivision(code, path)
    return code, subdivision.upper()


def unknown_subdivision(country: str, path: str) -> Exception:
    """Return the error for a subdivision that *country* does not have."""
    known = sorted(subdivisions_of(country))
    listed = f"Use one of {', '.join(known)}" if 0 < len(known) <= 30 else "Check it"
    return facts_error(
        path,
        "unknown_subdivision",
        f"names no subdivision of {country}.",
        f"{listed}, or leave the subdivision out.",
    )


@functools.cache
def subdivisions_of(country: str) -> frozenset[str]:
    """Return the codes after the hyphen of a country's ISO 3166-2 subdivisions."""
    return frozenset(_subdivisions().get(country, "").split())


def country_of_zone(zone: str) -> str | None:
    """Return the country that an IANA zone lies in; None for zones of no country."""
    return _zone_countries().get(zone)


@functools.cache
def cldr_weekends() -> Mapping[str, str]:
    """Return the weekend per territory that CLDR states; ``001`` is the world."""
    found: dict[str, str] = _week_data()["weekends"]
    return found


def read_toml(name: str) -> dict[str, Any]:
    """Return one of this room's data files that are written by hand."""
    import tomllib  # not needed until a file is read

    return tomllib.loads(_read(name))


@functools.cache
def _week_data() -> dict[str, Any]:
    return _read_json("weekends.json")


@functools.cache
def _territories() -> frozenset[str]:
    return frozenset(_week_data()["territories"].split())


@functools.cache
def _zone_countries() -> dict[str, str]:
    return {
        zone: country
        for country, zones in _week_data()["zones"].items()
        for zone in zones.split()
    }


@functools.cache
def _subdivisions() -> dict[str, str]:
    return _read_json("subdivisions.json")


def _read_json(name: str) -> dict[str, Any]:
    import json  # not needed until a file is read

    found: dict[str, Any] = json.loads(_read(name))
    return found


def _read(name: str) -> str:
    return read_package_data(f"timing/data/{name}").decode()
