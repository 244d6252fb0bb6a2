"""Days and weekdays as a text states them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


__all__ = ["MOST", "DayMention", "WeekdayMention", "is_unspaced"]

MOST: Final = 400
"""Mentions of a kind that are looked at in one text; letters have a dozen."""

_UNSPACED: Final = re.compile(
    r"[\u0590-\u06ff\u0e00-\u0fff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]"
)


@dataclass(frozen=True, slots=True)
class DayMention:
    """
    A day that a text states.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends, its weekday included.
        month: The month.
        day: The day.
        year: The year, None if it is not said.
        weekday: The weekday that is said with it, Monday being 0.
        certain: Whether this is certainly a date.
        swapped: Whether day and month may be meant the other way round.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    certain: bool = True
    swapped: bool = False

    def says(self, day: dt.date) -> bool:
        """Tell whether this may be that day."""
        if self.year is not None and self.year != day.year:
            return False
        if (self.month, self.day) == (day.month, day.day):
            return True
        return self.swapped and (self.day, self.month) == (day.month, day.day)


@dataclass(frozen=True, slots=True)
class WeekdayMention:
    """
    A weekday without a date, or a day counted from today.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends.
        weekday: The weekday, Monday being 0; None for a counted day.
        distance: Days from today; None for a weekday.
        deadline: Whether something is said to happen by then.
    """

    start: int
    end: int
    weekday: int | None
    distance: int | None
    deadline: bool


def is_unspaced(words: Iterable[str]) -> bool:
    """Tell whether words are of a script that joins others to them without a space."""
    return bool(_UNSPACED.search(" ".join(words)))
