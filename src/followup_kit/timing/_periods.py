"""Adding periods to days, the day they start from not counted."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta
from typing import Literal, TypeAlias

from followup_kit.timing._calendar import BusinessCalendar


__all__ = ["PeriodUnit", "add_months", "add_period"]

PeriodUnit: TypeAlias = Literal[
    "calendar_days", "working_days", "weeks", "months", "years"
]
"""What a period is counted in."""


def add_period(
    start: date, amount: int, unit: PeriodUnit, days: BusinessCalendar
) -> date:
    """Return the last day of a period that begins on the day after *start*."""
    if unit == "working_days":
        return days.add_working_days(start, amount)
    if unit == "months":
        return add_months(start, amount)
    if unit == "years":
        return add_months(start, 12 * amount)
    return start + timedelta(days=amount * (7 if unit == "weeks" else 1))


def add_months(start: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
