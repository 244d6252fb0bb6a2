"""How often a waiting candidate hears something although nothing was decided."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from followup_kit.timing._calendar import BusinessCalendar
from followup_kit.timing._moments import (
    check_choice,
    check_count,
    check_day,
    check_type,
    facts_error,
)
from followup_kit.timing._places import country_code, read_toml


__all__ = ["HeartbeatRule", "heartbeat_rule"]

_MOST: Final = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatRule:
    """
    How long after the last contact the next message is due, and when it is late.

    Attributes:
        first: After how many units it is due.
        latest: After how many it is late.
        unit: Working days, or calendar days.
        source: Whose advice or custom it is.

    Raises:
        FactsError:
            ``reversed_period``: not 1 <= first <= latest. ``wrong_type``,
            ``out_of_range`` (more than 366), ``not_a_choice``.
    """

    first: int
    latest: int
    unit: Literal["working_days", "calendar_days"] = "working_days"
    source: str = "your own rule"

    def __post_init__(self) -> None:
        """Check the numbers and their order."""
        check_count(self.first, "first", 1, _MOST)
        check_count(self.latest, "latest", 1, _MOST)
        check_choice(self.unit, ("working_days", "calendar_days"), "unit")
        check_type(self.source, str, "source")
        if self.latest < self.first:
            raise facts_error(
                "latest",
                "reversed_period",
                "is before the first.",
                "Set 1 <= first <= latest.",
            )

    def next_after(self, contact: date, days: BusinessCalendar) -> tuple[date, date]:
        """
        Return the working day on which the next message is due, and the last day.

        In calendar days, a due day that is not worked comes forward to the working
        day before it, so that the last day is kept.

        Raises:
            FactsError: Codes ``not_a_day``, ``out_of_range`` and ``wrong_type``.
        """
        check_day(contact, "contact")
        check_type(days, BusinessCalendar, "days")
        if self.unit == "working_days":
            due = days.add_working_days(contact, self.first)
            return due, days.add_working_days(contact, self.latest)
        latest = contact + timedelta(days=self.latest)
        due = days.on_or_before(contact + timedelta(days=self.first))
        if due <= contact:
            due = days.on_or_after(contact + timedelta(days=1))
        return due, max(due, latest)


def heartbeat_rule(country: str | None) -> HeartbeatRule:
    """
    Return the custom of a country, or the general one.

    Raises:
        FactsError: The country is not known; code ``unknown_country``.
    """
    customs = _customs()
    code = "*" if country is None else country_code(country)
    return customs.get(code, customs["*"])


@functools.cache
def _customs() -> dict[str, HeartbeatRule]:
    entries = read_toml("customs.toml")["custom"]
    return {
        entry["place"]: HeartbeatRule(
            first=entry["first"],
            latest=entry["latest"],
            unit=entry["unit"],
            source=entry["source"],
        )
        for entry in entries
    }
