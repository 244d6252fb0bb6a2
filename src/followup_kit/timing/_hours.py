"""Hours of the day: when people work, and when a message may reach them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from followup_kit.errors import FactsError
from followup_kit.timing._calendar import BusinessCalendar
from followup_kit.timing._day_table import Closure
from followup_kit.timing._moments import facts_error, type_problem


__all__ = [
    "SEND_HOURS",
    "WORKING_HOURS",
    "Channel",
    "OpenHours",
    "RollReason",
    "first_open_instant",
    "send_hours",
]

Channel: TypeAlias = Literal["email", "sms", "whatsapp"]
"""How a message travels."""

RollReason: TypeAlias = Closure | Literal["outside_hours"]
"""Why a moment was moved: the day is not worked, or the hour is not."""

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """
    From when to when on the clock, in the zone of whoever reads it.

    Both ends belong to it: 19:00:00 is within "until 19:00".

    Attributes:
        start: From when on working days. Without a zone.
        end: Until when, on every day that has hours at all.
        day_off_start: From when on days that are not worked; None for not at all.

    Raises:
        FactsError:
            ``reversed_hours``: a start does not lie before the end. ``wrong_type``,
            ``zone_given``: not a time, or one with a zone.
    """

    start: time
    end: time
    day_off_start: time | None = None

    def __post_init__(self) -> None:
        """Check that there are hours at all."""
        for name in ("start", "end", "day_off_start"):
            clock: object = getattr(self, name)
            if clock is None and name == "day_off_start":
                continue
            if not isinstance(clock, time):
                raise FactsError(type_problem(time, name))
            if clock.tzinfo is not None:
                raise facts_error(
                    name, "zone_given", "has a zone.", "Pass the time alone."
                )
        latest = max(self.start, self.day_off_start or self.start)
        if latest >= self.end:
            raise facts_error(
                "end",
                "reversed_hours",
                "is not after the start.",
                "Hours lie within one day; set an end that is later.",
            )

    def start_on(self, closure: Closure | None) -> time | None:
        """Return when a day begins, given why it is not worked; None for never."""
        return self.start if closure is None else self.day_off_start


WORKING_HOURS: Final = OpenHours(start=time(9), end=time(18))
"""When a limit may fall. Narrower than every channel, so that it can be met."""

SEND_HOURS: Final[Mapping[Channel, OpenHours]] = MappingProxyType(
    {
        "email": OpenHours(start=time(8), end=time(19)),
        # Inside the 8-21 of the TCPA (47 CFR 64.1200(c)(1)) and the narrower 9-20 of
        # several states; Texas has 12 for Sundays, which we keep on every day off.
        "sms": OpenHours(start=time(9), end=time(20), day_off_start=time(12)),
        "whatsapp": OpenHours(start=time(9), end=time(20), day_off_start=time(12)),
    }
)
"""When a message may arrive, by channel, on the candidate's clock."""

_NARROWER: Final = MappingProxyType(
    # Rhode Island allows 9-18; read in candidate-communication research, not in law.
    {("US", "RI"): OpenHours(start=time(9), end=time(18), day_off_start=time(12))}
)


def send_hours(channel: Channel, calendar: BusinessCalendar) -> OpenHours:
    """
    Return the hours of a channel, narrowed where the calendar's place is stricter.

    Raises:
        FactsError: The channel is not known; code ``not_a_choice``.
    """
    if not isinstance(channel, str) or channel not in SEND_HOURS:
        raise facts_error(
            "channel",
            "not_a_choice",
            "is none of the channels with hours of their own.",
            f"Use one of {', '.join(get_args(Channel))}, or pass hours.",
        )
    if channel != "email" and calendar.country and calendar.subdivision:
        narrower = _NARROWER.get((calendar.country, calendar.subdivision))
        if narrower is not None:
            return narrower
    return SEND_HOURS[channel]


def first_open_instant(
    at: datetime, zone: ZoneInfo, hours: OpenHours, calendar: BusinessCalendar
) -> tuple[datetime, RollReason | None]:
    """
    Return the first instant within *hours* that is not before *at*, and why it moved.

    Both instants are in UTC; days and hours are those of *zone*. Never goes back.
    """
    local = at.astimezone(zone)
    day, clock = local.date(), local.time()
    closure = calendar.closure(day)
    start = hours.start_on(closure)
    if start is not None and start <= clock <= hours.end:
        return at, None
    reason = closure or "outside_hours"
    # The day before comes again where clocks go back across midnight.
    days = (day - _DAY, day)
    soon = [_first_on(d, zone, hours, calendar, at) for d in days]
    if any(soon):
        return min(found for found in soon if found is not None), reason
    while True:
        day += _DAY
        found = _first_on(day, zone, hours, calendar, at)
        if found is not None:
            return found, reason


def _first_on(
    day: date,
    zone: ZoneInfo,
    hours: OpenHours,
    calendar: BusinessCalendar,
    earliest: datetime,
) -> datetime | None:
    """
    Return the first instant of a day's hours that is not before *earliest*.

    None if there is none. Hours begin when the clocks show their start, which may be
    twice, or when a change of the clocks leads into them.
    """
    start = hours.start_on(calendar.closure(day))
    if start is None:
        return None
    found: datetime | None = None
    begins = datetime.combine(day, start, zone)
    instants = [begins.astimezone(UTC), begins.replace(fold=1).astimezone(UTC)]
    change = _change_on(day, zone)
    if change is not None:
        instants.append(change)
    for instant in instants:
        there = instant.astimezone(zone)
        is_open = there.date() == day and start <= there.time() <= hours.end
        if is_open and instant >= earliest and (found is None or instant < found):
            found = instant
    return found


def _change_on(day: date, zone: ZoneInfo) -> datetime | None:
    """Return the instant of a day at which its clocks change; None if they do not."""
    first = datetime.combine(day, time.min, zone)
    last = datetime.combine(day, time(23, 59, 59), zone).replace(fold=1)
    before, after = first.utcoffset(), last.utcoffset()
    if before == after:
        return None
    low, high = first.astimezone(UTC) - _SECOND, last.astimezone(UTC)
    while high - low > _SECOND:  # changes happen at full seconds
        middle = low + (high - low) // (2 * _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
