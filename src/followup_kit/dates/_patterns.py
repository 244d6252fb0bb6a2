"""
Turns CLDR date patterns (UTS #35 Part 4, "Date Format Patterns") into functions.

A pattern is compiled once a locale: its literal text becomes a format string, its
fields become look-ups in tables that already hold the right words and digits.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple


if TYPE_CHECKING:
    import datetime as dt

    from followup_kit.dates._numbers import Digits

_TOKEN: Final = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")
# Positions of the fields in the format string, for the first and second moment.
_SLOTS: Final = {
    "E": 0, "c": 0, "d": 1, "M": 2, "L": 2, "y": 3, "h": 4, "H": 4, "k": 4, "K": 4,
    "m": 5, "a": 6, "B": 6,
}  # fmt: skip
_WIDTH: Final = 7
# Longer fields are words (months) or padded with zeros (years).
_TWO_DIGITS: Final = 2
_NO_TABLE: Final = ("",) * 60

DateFormat = Callable[["dt.date"], str]
MomentFormat = Callable[["dt.datetime"], str]
PairFormat = Callable[["dt.datetime", "dt.datetime"], str]


class _Half(NamedTuple):
    """The tables for the fields of one moment."""

    weekday: tuple[str, ...]
    day: tuple[str, ...]
    month: tuple[str, ...]
    year: Callable[[int], object]
    hour: tuple[str, ...]
    minute: tuple[str, ...]
    period: tuple[tuple[str, ...], tuple[str, ...]]


class PatternCompiler:
    """
    Compiles the patterns of one locale.

    Args:
        names: The locale's words: field letters (``MMMM``, ``EEEE``, ``a``) to words.
        digits: The digits to write numbers in.
    """

    def __init__(self, names: dict[str, Any], digits: Digits) -> None:
        self._names = names
        self._digits = digits

    def date(self, pattern: str) -> DateFormat:
        """Compile a pattern of date fields."""
        template, (half, _) = self._compile(pattern)
        write = template.format
        weekday, day, month, year = half.weekday, half.day, half.month, half.year

        def phrase(d: dt.date) -> str:
            return write(weekday[d.weekday()], day[d.day], month[d.month], year(d.year))

        return phrase

    def moment(self, pattern: str) -> MomentFormat:
        """Compile a pattern of date and time fields."""
        template, (half, _) = self._compile(pattern)
        write = template.format
        weekday, day, month, year = half.weekday, half.day, half.month, half.year
        hours, minutes, (exact, within) = half.hour, half.minute, half.period

        # Written out, not shared with pairs: this is the phrase said most often.
        def phrase(moment: dt.datetime) -> str:
            hour, minute = moment.hour, moment.minute
            return write(
                weekday[moment.weekday()],
                day[moment.day],
                month[moment.month],
                year(moment.year),
                hours[hour],
                minutes[minute],
                within[hour] if minute else exact[hour],
            )

        return phrase

    def time(self, pattern: str) -> Callable[[dt.datetime | dt.time], str]:
        """Compile a pattern of time fields."""
        template, (half, _) = self._compile(pattern)
        write = template.format
        hours, minutes, (exact, within) = half.hour, half.minute, half.period

        def phrase(t: dt.datetime | dt.time) -> str:
            hour, minute = t.hour, t.minute
            period = within[hour] if minute else exact[hour]
            return write("", "", "", "", hours[hour], minutes[minute], period)

        return phrase

    def pair(self, pattern: str) -> PairFormat:
        """Compile an interval pattern; a field said again is the second moment's."""
        template, (first, second) = self._compile(pattern)
        write, fields, others = template.format, _fields(first), _fields(second)

        def phrase(a: dt.datetime, b: dt.datetime) -> str:
            return write(*fields(a), *others(b))

        return phrase

    def _compile(self, pattern: str) -> tuple[str, tuple[_Half, _Half]]:
        template: list[str] = []
        halves: list[dict[int, str]] = [{}]
        for match in _TOKEN.finditer(pattern):
            if match.group(2) is None:
                template.append(_literal(match))
                continue
            run = match.group(0)
            if run[0] == "G":
                template.append(_braced(self._names[run]))
                continue
            slot = _SLOTS[run[0]]
            if slot in halves[-1] and len(halves) == 1:
                halves.append({})
            halves[-1][slot] = run
            template.append(f"{{{slot + _WIDTH * (len(halves) - 1)}}}")
        first, second = halves[0], halves[1] if len(halves) > 1 else {}
        return "".join(template), (self._half(first), self._half(second))

    def _half(self, runs: dict[int, str]) -> _Half:
        return _Half(
            weekday=self._words(runs.get(0), pad=False),
            day=self._numbers(runs.get(1)),
            month=self._months(runs.get(2)),
            year=self._year(runs.get(3)),
            hour=self._hours(runs.get(4)),
            minute=self._numbers(runs.get(5)),
            period=self._periods(runs.get(6)),
        )

    def _words(self, run: str | None, *, pad: bool) -> tuple[str, ...]:
        if run is None:
            return _NO_TABLE
        return (*(("",) if pad else ()), *self._names[run])

    def _months(self, run: str | None) -> tuple[str, ...]:
        if run is not None and len(run) > _TWO_DIGITS:
            return self._words(run, pad=True)
        return self._numbers(run)

    def _numbers(self, run: str | None) -> tuple[str, ...]:
        if run is None:
            return _NO_TABLE
        return self._digits.padded if len(run) == _TWO_DIGITS else self._digits.plain

    def _year(self, run: str | None) -> Callable[[int], object]:
        digits = self._digits
        if run is None:
            return _nothing
        if len(run) == _TWO_DIGITS:
            return lambda year: digits.padded[year % 100]
        if len(run) > _TWO_DIGITS:
            return lambda year: digits.convert(str(year).zfill(len(run)))
        return int if digits.table is None else digits.write

    def _hours(self, run: str | None) -> tuple[str, ...]:
        if run is None:
            return _NO_TABLE
        base = {
            "H": range(24),
            "k": [24, *range(1, 24)],
            "h": [12, *range(1, 12)] * 2,
            "K": [*range(12)] * 2,
        }[run[0]]
        table = self._numbers(run)
        return tuple(table[hour] for hour in base)

    def _periods(self, run: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if run is None:
            return _NO_TABLE, _NO_TABLE
        words = self._names[run]
        if run[0] == "B":
            return tuple(words[0]), tuple(words[1])
        halves = (words[0],) * 12 + (words[1],) * 12
        return halves, halves


def _fields(half: _Half) -> Callable[[dt.datetime], tuple[object, ...]]:
    weekday, day, month, year = half.weekday, half.day, half.month, half.year
    hours, minutes, (exact, within) = half.hour, half.minute, half.period

    def fields(moment: dt.datetime) -> tuple[object, ...]:
        hour, minute = moment.hour, moment.minute
        return (
            weekday[moment.weekday()],
            day[moment.day],
            month[moment.month],
            year(moment.year),
            hours[hour],
            minutes[minute],
            within[hour] if minute else exact[hour],
        )

    return fields


def glued(pattern: str, time: str, date: str) -> str:
    """Put a time pattern and a date pattern into a glue pattern."""
    return pattern.replace("{0}", time).replace("{1}", date)


@functools.lru_cache(maxsize=256)
def literal_glue(pattern: str) -> str:
    """Return a glue pattern as a format string for finished text: quotes removed."""
    return "".join(
        _unquoted(match) if match.group(2) is None else match.group(0)
        for match in _TOKEN.finditer(pattern)
    )


def _literal(match: re.Match[str]) -> str:
    return _braced(_unquoted(match))


def _unquoted(match: re.Match[str]) -> str:
    quoted = match.group(1)
    if quoted is None:
        return match.group(0)
    return quoted.replace("''", "'") or "'"


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _nothing(_: int) -> object:
    return ""
