"""A time of day that a text states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from followup_kit.review._recognise_zones import ZoneMention


__all__ = ["Clock", "TimeMention"]

Clock = tuple[int, int]
"""Hour and minute."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """
    A time of day that a text states.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends, without its zone.
        clocks: The hours and minutes it may be.
        certain: Whether this is certainly a time.
        zones: The zones it is said to be told in, a place name last.
        role: Whether it is the start or the end of a stretch.
    """

    start: int
    end: int
    clocks: frozenset[Clock]
    certain: bool = True
    zones: tuple[ZoneMention, ...] = ()
    role: Literal["start", "end", ""] = ""
