"""
Collects every word a language has for months, weekdays and parts of the day.

For reading dates, not for writing them: all widths and contexts of all regions of a
language together (UTS #35 Part 4, "Months, Days, Quarters, Eras", "Day Periods").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from tools.dates_cldr import Cldr


__all__ = ["build_words"]

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS: Final = {"am": (0, 12), "pm": (12, 24), "noon": (12, 13), "midnight": (0, 1)}

Words = dict[str, set[Any]]


def build_words(cldr: Cldr, locales: list[str]) -> dict[str, Any]:
    """
    Return the words of each language as files.

    A word that means two things within its language is left out.

    Args:
        cldr: The unpacked packages.
        locales: The locales that have dates.
    """
    rules = cldr.supplemental("dayPeriods")["dayPeriodRuleSet"]
    found: dict[str, dict[str, Words]] = defaultdict(
        lambda: {key: defaultdict(set) for key in ("months", "weekdays", "periods")}
    )
    for tag in locales:
        language = tag.split("-")[0]
        calendar = cldr.main("dates", tag, "ca-gregorian")
        calendar = calendar["dates"]["calendars"]["gregorian"]
        tables = found[language]
        for word, month in _months(calendar["months"]):
            tables["months"][word].add(month)
        for word, day in _weekdays(calendar["days"]):
            tables["weekdays"][word].add(day)
        rule = rules.get(tag) or rules.get(language, {})
        for word, hours in _periods(calendar["dayPeriods"], rule):
            tables["periods"][word].add(hours)
    return {
        f"words/{language}.json": {
            key: _unambiguous(key, words) for key, words in tables.items()
        }
        for language, tables in found.items()
    }


def _unambiguous(key: str, words: Words) -> dict[str, Any]:
    if key == "periods":
        # Regions draw the line of an evening differently: all of its hours count.
        return {
            word: [min(x for x, _ in hours), max(y for _, y in hours)]
            for word, hours in sorted(words.items())
        }
    return {
        word: next(iter(meanings))
        for word, meanings in sorted(words.items())
        if len(meanings) == 1
    }


def _months(table: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for context in table.values():
        for width in ("wide", "abbreviated"):
            for number, written in context[width].items():
                word = _plain(written)
                # "M01" and "1월" are read as numbers.
                if not any(char.isdigit() for char in word) or " " in word:
                    yield word, int(number)


def _weekdays(table: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for context in table.values():
        for width in ("wide", "abbreviated", "short"):
            for name, word in context[width].items():
                yield _plain(word), _DAYS.index(name)


def _periods(
    table: dict[str, Any], rule: dict[str, Any]
) -> Iterator[tuple[str, tuple[int, int]]]:
    for context in table.values():
        for width in ("wide", "abbreviated"):
            for name, word in context[width].items():
                hours = _hours(name.partition("-")[0], rule)
                if hours is not None:
                    yield _plain(word), hours


def _hours(name: str, rule: dict[str, Any]) -> tuple[int, int] | None:
    if name in _HOURS:
        return _HOURS[name]
    span = rule.get(name)
    if span is None or "_from" not in span:
        return None
    start, end = (int(span[key].partition(":")[0]) for key in ("_from", "_before"))
    # A night that passes midnight.
    return (start, end) if start < end else (start, end + 24)


def _plain(word: str) -> str:
    for space in "\u00a0\u202f\u2009":
        word = word.replace(space, " ")
    return word.strip("\u200e\u200f ").lower().removesuffix(".")
