"""The fields of a name pattern: which part of a name, and what is done to it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from followup_kit.names._text import first_grapheme, split_words, to_capitals


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup_kit.names._data import NameData
    from followup_kit.names._person import PersonName

    Getter: TypeAlias = Callable[[PersonName], str | None]

__all__ = ["field_getter", "field_kind", "whole_surname"]


def whole_surname(name: PersonName) -> str:
    """Return the surname with its prefix ("Handle core and prefix")."""
    if name.surname:
        return name.surname
    if name.surname_prefix and name.surname_core:
        return f"{name.surname_prefix} {name.surname_core}"
    return name.surname_core or ""


def field_kind(base: str, fields: Sequence[str]) -> str:
    """Return how fields show a part: "full", "initial", or "" for not at all."""
    shown = [field.split("-")[1:] for field in fields if field.split("-")[0] == base]
    if not shown:
        return ""
    return "initial" if all("initial" in modifiers for modifiers in shown) else "full"


def field_getter(
    field: str, data: NameData, language: str, *, missing: str = ""
) -> Getter:
    """
    Return the function that reads a field such as ``given-initial`` from a name.

    It returns None or "" if the name lacks the field.

    Args:
        field: The field with its modifiers.
        data: The locale's data, for the layout of initials.
        language: The language whose rules of capitals hold.
        missing:
            "given" or "surname", if the names to be read lack it: its fields give
            the other part instead, and that part's own fields nothing.
    """
    base, *modifiers = field.split("-")
    if missing and base in {"given", "surname"}:
        read = _substitute_reader(base, modifiers, missing)
    else:
        read = _reader(base, modifiers)
    change = _changer(modifiers, data, language)
    if change is None:
        return read

    def get(name: PersonName) -> str | None:
        value = read(name)
        return change(value) if value else None

    return get


def _reader(base: str, modifiers: list[str]) -> Getter:
    if base == "surname":
        return _surname_reader(modifiers)
    if base == "given":
        if "informal" in modifiers:
            return lambda name: name.given_informal or name.given
        return lambda name: name.given or name.given_informal
    read: Getter = attrgetter(base)
    return read


def _surname_reader(modifiers: list[str]) -> Getter:
    if "prefix" in modifiers:
        return lambda name: name.surname_core and name.surname_prefix
    if "core" in modifiers:
        return lambda name: name.surname_core or name.surname
    return whole_surname


def _substitute_reader(base: str, modifiers: list[str], missing: str) -> Getter:
    if base != missing or "prefix" in modifiers:
        return _nothing
    return _reader("given", modifiers) if base == "surname" else whole_surname


def _nothing(_: PersonName) -> None:
    return None


def _changer(
    modifiers: list[str], data: NameData, language: str
) -> Callable[[str], str] | None:
    """
    Return what the modifiers do to a value, None for nothing.

    Inflected forms are the caller's: ``vocative`` and ``genitive`` give the value as
    it was stated ("Grammatical Modifiers for Names").
    """
    steps: list[Callable[[str], str]] = []
    if "monogram" in modifiers:
        steps.append(first_grapheme)
    if "initial" in modifiers:
        retain = "retain" in modifiers
        steps.append(lambda value: _initials(value, data, retain=retain))
    if "allCaps" in modifiers:
        steps.append(lambda value: to_capitals(value, language))
    if "initialCap" in modifiers:
        steps.append(lambda value: _capitalise(value, language))
    return _chain(steps)


def _chain(steps: list[Callable[[str], str]]) -> Callable[[str], str] | None:
    if len(steps) <= 1:
        return steps[0] if steps else None

    def change(value: str) -> str:
        for step in steps:
            value = step(value)
        return value

    return change


def _capitalise(value: str, language: str) -> str:
    first = first_grapheme(value)
    return to_capitals(first, language) + value[len(first) :]


def _initials(value: str, data: NameData, *, retain: bool) -> str:
    """Return the initials of all words of a value ("Derive initials")."""
    result = ""
    for gap, word in split_words(value) or [("", value)]:
        if result:
            result += gap if retain and gap.strip() else data.between_initials
        result += first_grapheme(word) + data.after_initial
    return result
