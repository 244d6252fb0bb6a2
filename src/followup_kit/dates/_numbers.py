"""Digits of the world's numbering systems, grouping, and plural categories."""

from __future__ import annotations

import functools
import re
from typing import Any, Final, NamedTuple

from followup_kit.errors import LocaleError, Problem


# First digit of each numbering system that CLDR's locales use by default or that
# a reader may ask for; the other nine follow it in Unicode.
_ZEROS: Final = {
    "latn": 0x30,
    "arab": 0x660,
    "arabext": 0x6F0,
    "nkoo": 0x7C0,
    "deva": 0x966,
    "beng": 0x9E6,
    "guru": 0xA66,
    "gujr": 0xAE6,
    "orya": 0xB66,
    "tamldec": 0xBE6,
    "telu": 0xC66,
    "knda": 0xCE6,
    "mlym": 0xD66,
    "thai": 0xE50,
    "laoo": 0xED0,
    "tibt": 0xF20,
    "mymr": 0x1040,
    "khmr": 0x17E0,
    "olck": 0x1C50,
    "mtei": 0xABF0,
    "cakm": 0x11136,
    "hmnp": 0x1E140,
    "adlm": 0x1E950,
}
_PREPARED: Final = 100
_ASCII_ZERO: Final = 0x30
_RELATION: Final = re.compile(r"n (?:% (\d+) )?(!?=) ([\d.,]+)")


class Digits(NamedTuple):
    """
    One numbering system, with the numbers of a clock and a calendar prepared.

    Attributes:
        table: For :meth:`str.translate`; None if the digits are ASCII.
        plain: 0 to 99 without padding.
        padded: 0 to 99 in two digits.
    """

    table: dict[int, int] | None
    plain: tuple[str, ...]
    padded: tuple[str, ...]

    def write(self, number: int) -> str:
        """Return a whole number in these digits, ungrouped."""
        if 0 <= number < _PREPARED:
            return self.plain[number]
        text = str(number)
        return text if self.table is None else text.translate(self.table)

    def convert(self, text: str) -> str:
        """Return text with its ASCII digits replaced."""
        return text if self.table is None else text.translate(self.table)


def digits_of(system: str) -> Digits:
    """
    Return a numbering system by its CLDR name.

    Raises:
        LocaleError: Code ``unknown_digits``.
    """
    if not isinstance(system, str) or system not in _ZEROS:
        problem = Problem(
            "digits",
            "unknown_digits",
            "The numbering system is not known.",
            f"Pass None or one of {', '.join(sorted(_ZEROS))}.",
        )
        raise LocaleError(problem)
    return _digits(system)


@functools.cache
def _digits(system: str) -> Digits:
    zero = _ZEROS[system]
    table = (
        None if zero == _ASCII_ZERO else {_ASCII_ZERO + n: zero + n for n in range(10)}
    )
    plain = [str(n) for n in range(_PREPARED)]
    padded = [f"{n:02d}" for n in range(_PREPARED)]
    if table is not None:
        plain = [text.translate(table) for text in plain]
        padded = [text.translate(table) for text in padded]
    return Digits(table, tuple(plain), tuple(padded))


def grouped(number: int, record: dict[str, Any], digits: Digits) -> str:
    """Return a whole number with the locale's group separators (UTS #35 Part 3)."""
    text = str(number)
    sizes: list[int] = record["grouping"]
    if not sizes or len(text) < sizes[0] + record["ungrouped"]:
        return digits.write(number)
    separator = record["latn_group" if digits.table is None else "group"]
    parts = [text[-sizes[0] :]]
    rest = text[: -sizes[0]]
    while rest:
        parts.insert(0, rest[-sizes[-1] :])
        rest = rest[: -sizes[-1]]
    return str(separator).join(digits.convert(part) for part in parts)


Rule = tuple[tuple[tuple[int, bool, tuple[tuple[int, int], ...]], ...], ...]


class Plurals(NamedTuple):
    """The plural categories of a locale, for whole numbers."""

    rules: tuple[tuple[str, Rule], ...]

    @classmethod
    def of(cls, table: dict[str, str]) -> Plurals:
        """Read rules such as ``{"one": "n % 10 = 1 and n % 100 != 11"}``."""
        return cls(tuple((name, _parsed(text)) for name, text in table.items()))

    def category(self, number: int) -> str:
        """Return ``zero``, ``one``, ``two``, ``few``, ``many`` or ``other``."""
        for name, rule in self.rules:
            if any(_holds(option, number) for option in rule):
                return name
        return "other"


def _parsed(text: str) -> Rule:
    return tuple(
        tuple(_relation(part) for part in option.split(" and ") if part)
        for option in text.split(" or ")
    )


def _relation(text: str) -> tuple[int, bool, tuple[tuple[int, int], ...]]:
    found = _RELATION.fullmatch(text)
    if found is None:
        msg = f"plural relation {text!r} in our own data"
        raise AssertionError(msg)
    modulus, operator, values = found.groups()
    spans = []
    for value in values.split(","):
        low, _, high = value.partition("..")
        spans.append((int(low), int(high or low)))
    return int(modulus or 0), operator == "=", tuple(spans)


def _holds(
    option: tuple[tuple[int, bool, tuple[tuple[int, int], ...]], ...], number: int
) -> bool:
    for modulus, equal, spans in option:
        value = number % modulus if modulus else number
        if any(low <= value <= high for low, high in spans) != equal:
            return False
    return True
