"""CLDR's person-name data, read on first use."""

from __future__ import annotations

import functools
from bisect import bisect_right
from itertools import accumulate
from typing import Any, Final, NamedTuple

from followup_kit._package_data import read_package_data
from followup_kit.locales import parent_locales


__all__ = ["NameData", "has_own_names", "likely_locale", "names_for", "script_at"]

ORDERS: Final = ("givenFirst", "surnameFirst", "sorting")
LENGTHS: Final = ("long", "medium", "short")
USAGES: Final = ("referring", "addressing", "monogram")
FORMALITIES: Final = ("formal", "informal")


class NameData(NamedTuple):
    """
    What CLDR says about names in one locale (UTS #35 Part 8, "XML Structure").

    Attributes:
        patterns: The alternative patterns of each cell of the table.
        surname_first: Languages whose names come surname first here.
        native_space: What stands for a space in names of this language.
        foreign_space: What stands for a space in names of other languages.
        after_initial: What follows each initial.
        between_initials: What stands between two.
    """

    patterns: tuple[tuple[str, ...], ...]
    surname_first: frozenset[str]
    native_space: str
    foreign_space: str
    after_initial: str
    between_initials: str

    def patterns_of(
        self, order: str, length: str, usage: str, formality: str
    ) -> tuple[str, ...]:
        """Return the alternative patterns for one way of naming somebody."""
        number = LENGTHS.index(length)
        if order != "sorting":
            number = number * len(USAGES) + USAGES.index(usage)
        number = number * len(FORMALITIES) + FORMALITIES.index(formality)
        return self.patterns[ORDERS.index(order) * 18 + number]


def names_for(tag: str) -> NameData:
    """Return the name data of a canonical locale tag; root's if it has none."""
    return _bundle(_bundle_number(tag))


def has_own_names(tag: str) -> bool:
    """Return whether a locale's name data are more than root's."""
    return _bundle_number(tag) != int(_data()["root"])


def likely_locale(script: str, region: str = "") -> str:
    """Return the locale most likely to use a script, in a region if one is given."""
    data = _data()
    language = data["regions"].get(f"{script}-{region}")
    return f"{language}-{region}" if language else str(data["scripts"][script])


@functools.lru_cache(maxsize=4096)
def script_at(character: str) -> str:
    """Return the script of a character, "" if many scripts use it (UAX #24)."""
    starts, scripts = _script_runs()
    return scripts[bisect_right(starts, ord(character)) - 1]


@functools.lru_cache(maxsize=1024)
def _bundle_number(tag: str) -> int:
    data = _data()
    known = data["locales"]
    for candidate in (tag, *parent_locales(tag)):
        if candidate in known:
            return int(known[candidate])
    return int(data["root"])


@functools.cache
def _bundle(number: int) -> NameData:
    data = _data()
    table, surname_first, native, foreign, after, between = data["bundles"][number]
    found = (data["patterns"][cell] for cell in data["tables"][table])
    return NameData(
        patterns=tuple((x,) if isinstance(x, str) else tuple(x) for x in found),
        surname_first=frozenset(surname_first.split()),
        native_space=native,
        foreign_space=foreign,
        after_initial=after,
        between_initials=between,
    )


@functools.cache
def _script_runs() -> tuple[list[int], list[str]]:
    runs = [run.partition(" ") for run in _data()["ranges"]]
    ends = accumulate(int(length, 16) for length, _, _ in runs)
    return [0, *ends], [*(script for _, _, script in runs), ""]


@functools.cache
def _data() -> dict[str, Any]:
    import gzip
    import json

    packed = read_package_data("names/data/person_names.json.gz")
    data: dict[str, Any] = json.loads(gzip.decompress(packed))
    return data
