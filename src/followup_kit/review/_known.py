"""What a message may state: the values of the facts, as checks compare them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from followup_kit.review._day_mentions import DayMention
from followup_kit.review._fact_sheet import Appointment, FactSheet
from followup_kit.review._mentions import Mentions, read_mentions
from followup_kit.review._recognise_values import numbers_in


__all__ = ["Known", "known_of", "wall"]


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """
    What a message may state.

    Attributes:
        sheet: The facts.
        days: Every day among them, in each zone it may be told in.
        free: What people wrote among the facts states itself.
        numbers: Every number in it.
        lengths: Every length of time, in minutes.
        today: The reader's day when the message leaves, if that is known.
    """

    sheet: FactSheet
    days: frozenset[dt.date]
    free: Mentions
    numbers: frozenset[float]
    lengths: frozenset[float]
    today: dt.date | None

    @property
    def meetings(self) -> tuple[Appointment, ...]:
        """The meetings to come and those that were."""
        return (*self.sheet.appointments, *self.sheet.past)

    def has_day(self, mention: DayMention) -> bool:
        """Tell whether the day that is mentioned is among the facts."""
        return any(map(mention.says, self.days)) or any(
            (mention.month, mention.day) == (free.month, free.day)
            and (mention.year or free.year) == (free.year or mention.year)
            for free in self.free.days
        )

    def days_of(self, mention: DayMention) -> tuple[dt.date, ...]:
        """Return the days of the facts that a mention may be."""
        return tuple(day for day in self.days if mention.says(day))


def known_of(sheet: FactSheet) -> Known:
    """Return what a message may state by its facts."""
    texts = [text for _, text in sheet.free_texts]
    for fact in (*sheet.names, *sheet.known_names, *sheet.documents):
        texts += fact.value
    free = read_mentions("\n".join(texts), sheet.locale)
    today = sheet.send_at and sheet.send_at.astimezone(sheet.zones[0]).date()
    return Known(
        sheet=sheet,
        days=frozenset(_days(sheet)),
        free=free,
        numbers=frozenset(numbers_in(free.scan.low)),
        lengths=frozenset(_lengths(sheet, free)),
        today=today,
    )


def _days(sheet: FactSheet) -> Iterable[dt.date]:
    for fact in (*sheet.days, *sheet.known_days):
        yield fact.value
    for meeting in (*sheet.appointments, *sheet.past):
        for moment in meeting.moments:
            for zone in meeting.zones:
                yield moment.astimezone(zone).date()


def _lengths(sheet: FactSheet, free: Mentions) -> Iterable[float]:
    for fact in sheet.durations:
        yield fact.value.total_seconds() / 60
    for meeting in (*sheet.appointments, *sheet.past):
        if meeting.end is not None:
            start, end = (x.astimezone(dt.UTC) for x in meeting.moments)
            yield (end - start).total_seconds() / 60
    for span in free.spans:
        yield span.minutes


def wall(moment: dt.datetime, zone: ZoneInfo | dt.timezone) -> tuple[int, int]:
    """Return hour and minute of a moment in a zone."""
    local = moment.astimezone(zone)
    return local.hour, local.minute
