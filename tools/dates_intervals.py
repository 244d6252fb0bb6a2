"""
Resolves interval patterns, as UTS #35 Part 4, "Interval Formats", describes.

The result maps the largest field in which two moments differ to a pattern that
says both. A field without entry takes the fallback, both moments in full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tools.dates_skeletons import (
    FIELD_OF,
    PatternFinder,
    Skeleton,
    is_field,
    tokens,
)


DIFFERENT_FIELD, DIFFERENT_KIND = 0x1000, 0x100


@dataclass(frozen=True)
class Intervals:
    """
    How to write a range.

    Attributes:
        single: The pattern of one moment, for equal ends and the fallback.
        patterns: Largest differing field (``y M d a h m``) to pattern.
    """

    single: str
    patterns: dict[str, str]


class IntervalFinder:
    """The interval patterns of one locale's Gregorian calendar."""

    def __init__(self, calendar: dict[str, Any], finder: PatternFinder) -> None:
        self.finder = finder
        raw = calendar["dateTimeFormats"]["intervalFormats"]
        self.fallback = str(raw["intervalFormatFallback"])
        self.known = {
            key: {f: p for f, p in value.items() if "-" not in f}
            for key, value in raw.items()
            if isinstance(value, dict)
        }

    def dates(self, skeleton: str) -> Intervals:
        """Return the patterns of a date range."""
        skeleton = normal_date(skeleton)
        best, difference = self._best(skeleton)
        single = self.finder.best(skeleton)
        if best is None or difference < 0:
            return Intervals(single, {})
        found: dict[str, str] = {}
        extended = self._set(found, "d", skeleton, best, difference)
        extended = self._set(found, "M", skeleton, best, difference) or extended
        if extended:
            skeleton, best = extended
        self._set(found, "y", skeleton, best, difference)
        return Intervals(single, found)

    def times(self, skeleton: str) -> Intervals:
        """Return the patterns of a time range within one day."""
        skeleton = normal_time(skeleton)
        best, difference = self._best(skeleton)
        single = self.finder.best(skeleton)
        found: dict[str, str] = {}
        if best is None or difference < 0:
            return Intervals(single, {})
        for field in ("m", "h", "a"):
            self._set(found, field, skeleton, best, difference)
        return Intervals(single, found)

    def _best(self, skeleton: str) -> tuple[str | None, int]:
        if skeleton in self.known:
            return skeleton, 0
        wanted = _widths(skeleton)
        best: tuple[int, str, int] | None = None
        for key in self.known:
            far, kind = _far(wanted, _widths(key))
            if best is None or far < best[0]:
                best = (far, key, kind)
        return (best[1], best[2]) if best else (None, -1)

    def _set(
        self,
        found: dict[str, str],
        field: str,
        skeleton: str,
        best: str,
        difference: int,
    ) -> tuple[str, str] | None:
        pattern = self._pattern(best, field)
        extended = None
        if pattern is None:
            if _ignored(best, field):
                return None
            if field == "a":
                pattern = self._pattern(best, "h")
                if pattern is not None:
                    found[field] = widened(pattern, skeleton, best)
                return None
            extended = (field + skeleton, field + best)
            pattern = self._pattern(extended[1], field)
            if pattern is None and difference == 0:
                near, kind = self._best(extended[1])
                if near is not None and kind >= 0:
                    pattern, best = self._pattern(near, field), near
        if pattern is None:
            return None
        found[field] = widened(pattern, skeleton, best)
        return extended

    def _pattern(self, key: str, field: str) -> str | None:
        table = self.known.get(key, {})
        if field == "a":
            # Where a pattern of finer day periods stands beside it, ICU takes that.
            return table.get("B") or table.get("a")
        if field == "h":
            return table.get("h") or table.get("H")
        return table.get(field)


def normal_date(skeleton: str) -> str:
    """Return a date skeleton in the form interval data are keyed by."""
    fields = dict(Skeleton.of(skeleton).fields)
    day = fields.get("d")
    if day:
        fields["d"] = "d"
    if len(fields.get("M", "")) in {1, 2}:
        fields["M"] = "M"
    weekday = fields.get("E")
    # ICU finds no interval for a stand-alone weekday (Finnish): said in full.
    if weekday and weekday[0] == "E":
        fields["E"] = "EEEE" if len(weekday) == 4 else "E"
    return "".join(fields[x] for x in ("G", "y", "M", "E", "d") if x in fields)


def normal_time(skeleton: str) -> str:
    """Return a time skeleton in the form interval data are keyed by."""
    fields = Skeleton.of(skeleton).fields
    return fields.get("a", "") + fields["h"][0] + "m"


def widened(pattern: str, skeleton: str, best: str) -> str:
    """Widen the fields of a pattern made for ``best`` to those of ``skeleton``."""
    wanted, given = _widths(skeleton), _widths(best)
    out = []
    for token in tokens(pattern):
        letter = "M" if token[0] == "L" else token[0]
        more = wanted.get(letter, 0) - given.get(letter, 0)
        if is_field(token) and len(token) == given.get(letter, 0) and more > 0:
            out.append(token + token[0] * more)
        else:
            out.append(token)
    return "".join(out)


def fields_of(pattern: str) -> str:
    """Return the skeleton of a pattern, for example ``yMMMMEEEEd``."""
    return Skeleton.of(pattern).text()


def _widths(skeleton: str) -> dict[str, int]:
    return {
        m.group(1): len(m.group(0)) for m in re.finditer(r"([A-Za-z])\1*", skeleton)
    }


def _far(wanted: dict[str, int], other: dict[str, int]) -> tuple[int, int]:
    total, kind = 0, 0
    for letter in wanted.keys() | other.keys():
        mine, theirs = wanted.get(letter, 0), other.get(letter, 0)
        if mine == theirs:
            continue
        if not mine or not theirs:
            total, kind = total + DIFFERENT_FIELD, -1
        elif letter == "M" and (mine <= 2) != (theirs <= 2):
            total += DIFFERENT_KIND
            kind = 1 if kind == 0 else kind
        else:
            total += abs(mine - theirs)
            kind = 1 if kind == 0 else kind
    return total, kind


def _ignored(skeleton: str, field: str) -> bool:
    # A skeleton whose finest field is coarser than the field never shows it.
    order = "GyMdahm"
    present = {FIELD_OF[x] for x in skeleton}
    finest = max((order.index(x) for x in present if x in order), default=0)
    return order.index(field) > finest
