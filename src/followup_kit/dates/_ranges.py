"""Ranges of dates and times: CLDR's interval formats, said once where both agree."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from followup_kit.dates._patterns import glued, literal_glue


if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from followup_kit.dates._patterns import MomentFormat, PairFormat, PatternCompiler

_NOON = 12


class RangeFormat:
    """
    Writes ranges as one locale does.

    Args:
        record: The locale's phrase data.
        compiler: Compiles its patterns.
    """

    def __init__(self, record: dict[str, Any], compiler: PatternCompiler) -> None:
        self._record = record
        self._compiler = compiler
        self._between = literal_glue(record["range"])
        self._compiled: dict[tuple[str, str], PairFormat] = {}

    def both(self, first: str, second: str) -> str:
        """Return two finished phrases as a range."""
        return self._between.replace("{0}", first).replace("{1}", second)

    def dates(self, a: dt.date, b: dt.date, style: int) -> PairFormat | None:
        """Return the format for two dates, None if each is to be said in full."""
        table: dict[str, str] = self._record["date_range"][style]
        field = "y" if a.year != b.year else "M" if a.month != b.month else "d"
        if field not in table:
            return None
        key = (f"date{style}", field)
        return self._cached(key, lambda: table[field])

    def times(self, a: dt.datetime, b: dt.datetime) -> str:
        """Return two times of one day as a range, one time if they are the same."""
        if same_minute(a, b):
            return self._time(a)
        field = _time_field(a, b)
        pattern = self._record["time_range"].get(field)
        if pattern is None:
            return self.both(self._time(a), self._time(b))
        return self._cached(("time", field), lambda: pattern)(a, b)

    def moments(self, a: dt.datetime, b: dt.datetime) -> str:
        """Return two moments as a range; on one day the day is said once."""
        field = _time_field(a, b)
        pattern = self._record["time_range"].get(field)
        if a.date() != b.date() or pattern is None:
            return self.both(self._moment(a), self._moment(b))
        glue, date = self._record["with"][2], self._record["range_date"]
        write = self._cached(("day", field), lambda: glued(glue, pattern, date))
        return write(a, b)

    @functools.cached_property
    def _time(self) -> Callable[[dt.datetime], str]:
        return self._compiler.time(self._record["time"])

    @functools.cached_property
    def _moment(self) -> MomentFormat:
        record = self._record
        pattern = glued(record["range_at"], record["range_time"], record["range_date"])
        return self._compiler.moment(pattern)

    def _cached(self, key: tuple[str, str], pattern: Callable[[], str]) -> PairFormat:
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = self._compiler.pair(pattern())
        return found


def same_minute(a: dt.datetime, b: dt.datetime) -> bool:
    """Tell whether two local moments are the same to the minute."""
    return (
        a.minute == b.minute
        and a.hour == b.hour
        and a.date() == b.date()
        and a.utcoffset() == b.utcoffset()
    )


def _time_field(a: dt.datetime, b: dt.datetime) -> str:
    if (a.hour < _NOON) != (b.hour < _NOON):
        return "a"
    return "h" if a.hour != b.hour else "m"
