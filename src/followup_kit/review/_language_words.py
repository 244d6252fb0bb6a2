"""The small words around dates and times, by language: data, loaded on first use."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any


__all__ = ["LanguageWords", "alternatives", "language_words", "review_data"]


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """
    Words of one language that stand beside dates and times. In lower case.

    Attributes:
        deadline: Said before a day by which something happens.
        after_deadline: The same, said after it.
        of: Between the day and the month.
        the: Between weekday and day, or before the day.
        range: Between two days or two times.
        at: Before a time.
        hour_after: After a time.
        relative: Days counted from today.
        numeric_before: Before a numeric date.
        zone_words: Said with the name of a zone.
        zones: Names of zones other than by their city, with IANA names.
        ordinals: Days of a month in words.
        periods: Parts of the day that CLDR spells otherwise.
        weekdays: Weekdays that CLDR spells otherwise.
        units: Units of time, in minutes.
        within: Said before a stretch of time by whose end something happens.
        within_after: The same, said after it.
        numbers: Numbers in words.
        hours: Hours in words.
        parts: What is added to an hour in words, in minutes.
        parts_before: The same, said before the hour.
        clock_words: Times that have a word of their own, by their hour.
        inflected: Whether weekdays change their endings.
    """

    deadline: tuple[str, ...] = ()
    after_deadline: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    the: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    hour_after: tuple[str, ...] = ()
    relative: dict[str, int] = field(default_factory=dict)
    numeric_before: tuple[str, ...] = ()
    zone_words: tuple[str, ...] = ()
    zones: dict[str, list[str]] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    periods: dict[str, list[int]] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    within_after: tuple[str, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)
    hours: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    parts_before: dict[str, int] = field(default_factory=dict)
    clock_words: dict[str, int] = field(default_factory=dict)
    inflected: bool = False


@functools.lru_cache(maxsize=128)
def language_words(language: str) -> LanguageWords:
    """Return the words of a language; of an unlisted one, none."""
    own: dict[str, Any] = review_data("recognition.json").get(language, {})
    known = {name: own[name] for name in LanguageWords.__slots__ if name in own}
    made: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in known.items()
    }
    return LanguageWords(**made)


@functools.cache
def review_data(name: str) -> Any:
    """Return one of this room's data files."""
    resource = files("followup_kit.review").joinpath(f"data/{name}")
    return json.loads(resource.read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of *words*, the longest first; of none, for nothing."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    if not ordered:
        return "(?!)"
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"
