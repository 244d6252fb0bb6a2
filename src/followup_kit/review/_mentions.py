"""Everything a text states that facts could have stated: found once, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from followup_kit.review._day_mentions import DayMention, WeekdayMention
from followup_kit.review._recognise_days import day_reader
from followup_kit.review._recognise_spans import SpanMention, span_reader
from followup_kit.review._recognise_times import TimeMention, time_reader
from followup_kit.review._recognise_values import (
    AddressMention,
    LinkMention,
    MoneyMention,
    PhoneMention,
    find_addresses,
    find_links,
    find_money,
    find_phones,
)
from followup_kit.review._scan import Scan, scan


__all__ = ["Mentions", "read_mentions"]


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True, repr=False)
class Mentions:
    """
    What a text states.

    Attributes:
        scan: The text made uniform; positions are its own.
        days: The days.
        weekdays: Weekdays without a date, and days counted from today.
        times: The times of day.
        spans: The lengths of time.
        links: The links.
        addresses: The mail addresses.
        phones: The telephone numbers.
        money: The amounts of money.
    """

    scan: Scan
    days: Sequence[DayMention]
    weekdays: Sequence[WeekdayMention]
    times: Sequence[TimeMention]
    spans: Sequence[SpanMention]
    links: Sequence[LinkMention]
    addresses: Sequence[AddressMention]
    phones: Sequence[PhoneMention]
    money: Sequence[MoneyMention]


def read_mentions(text: str, locale: str) -> Mentions:
    """Return what a text in a locale states, in time linear in its length."""
    whole = scan(text)
    links = find_links(whole)
    addresses = [x for x in find_addresses(whole) if not _lies_in(x, links)]
    # What stands inside a link or an address is no date.
    rest = _without(whole, (*links, *addresses))
    reader = day_reader(locale)
    days = reader.find(rest)
    phones = [x for x in find_phones(rest) if not _lies_in(x, days)]
    rest = _without(rest, phones)
    days = [day for day in days if not _lies_in(day, phones)]
    times = time_reader(locale).find(rest)
    # "10.30 Uhr" is no thirtieth of October.
    sure = [time for time in times if time.certain]
    days = [day for day in days if day.certain or not _lies_in(day, sure)]
    times = [time for time in times if not _lies_in(time, days)]
    money = [x for x in find_money(rest) if not _lies_in(x, (*days, *times))]
    spans = [x for x in span_reader(locale).find(rest) if not _lies_in(x, money)]
    # "7時30分" is a time and no half hour; "10 hours" are no time.
    spans = [x for x in spans if not _lies_within(x, times)]
    return Mentions(
        scan=whole,
        days=days,
        weekdays=reader.weekdays(rest, days),
        times=[x for x in times if not _lies_in(x, spans)],
        spans=[x for x in spans if not _lies_in(x, days)],
        links=links,
        addresses=addresses,
        phones=phones,
        money=money,
    )


def _lies_in(one: _Stretch, others: Iterable[_Stretch]) -> bool:
    return any(x.start < one.end and one.start < x.end for x in others)


def _lies_within(one: _Stretch, others: Iterable[_Stretch]) -> bool:
    return any(
        x.start <= one.start
        and one.end <= x.end
        and x.end - x.start > one.end - one.start
        for x in others
    )


def _without(whole: Scan, stretches: Sequence[_Stretch]) -> Scan:
    if not stretches:
        return whole
    return Scan(
        _blanked(whole.text, stretches),
        _blanked(whole.low, stretches),
        whole.origins,
        whole.length,
    )


def _blanked(text: str, stretches: Sequence[_Stretch]) -> str:
    parts, position = [], 0
    for stretch in sorted(stretches, key=lambda x: x.start):
        parts += [
            text[position : stretch.start],
            "\x00" * (stretch.end - stretch.start),
        ]
        position = stretch.end
    return "".join([*parts, text[position:]])


def day_on(mention: WeekdayMention, today: dt.date) -> dt.date | None:
    """Return the day that is counted from today, None for a weekday."""
    if mention.distance is None:
        return None
    return today + dt.timedelta(days=mention.distance)
