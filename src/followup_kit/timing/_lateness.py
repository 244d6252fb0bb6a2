"""Early, on time or late: what a message's wording depends on. Pure and cheap."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

from followup_kit.models import Interview
from followup_kit.timing._limits import CLOSES_AFTER
from followup_kit.timing._moments import check_day, check_type, facts_error, to_utc


if TYPE_CHECKING:
    from followup_kit.timing._calendar import BusinessCalendar


__all__ = [
    "Punctuality",
    "is_late",
    "missed_promises",
    "punctuality",
    "replaced_promises",
]

Punctuality: TypeAlias = Literal["early", "on_time", "late"]
"""Before the interview has ended, within what is owed, or after it."""


def punctuality(
    interview: Interview,
    send_at: datetime,
    *,
    allowed: timedelta | None = CLOSES_AFTER,
    calendar: BusinessCalendar | None = None,
) -> Punctuality:
    """
    Return whether a message leaves early, on time or late.

    Agrees with :meth:`FollowupWindow.status`, but takes the last *known* moment where
    the end of the interview is missing: a letter can be written all the same.

    Args:
        interview: What the message follows.
        send_at: When it leaves.
        allowed: Elapsed time after the interview, as ``due_after_interview`` of the
            outcome's class; None if the interview starts no clock. A limit outside
            working hours is rolled to the next working hour.
        calendar: Working days. Without it, the weekends of the country of the
            reader's zone and no holidays: the same on every machine.

    Raises:
        TimeError: *send_at* is no aware moment.
        FactsError: Codes ``wrong_type`` and, for a negative time, ``out_of_range``.
    """
    at = to_utc(send_at, "send_at")
    _check(interview, allowed, calendar)
    ended = interview.ended
    if at < ended:
        return "early"
    if allowed is None or at - ended <= allowed:
        return "on_time"
    # Calendars load for what may be late: every first message of a process asks.
    from followup_kit.timing._calendar import zone_calendar
    from followup_kit.timing._hours import WORKING_HOURS, first_open_instant

    zone = interview.reader_zone
    days = zone_calendar(zone.key) if calendar is None else calendar
    due, _ = first_open_instant(ended + allowed, zone, WORKING_HOURS, days)
    return "on_time" if at <= due else "late"


def is_late(
    interview: Interview,
    send_at: datetime,
    *,
    allowed: timedelta | None = CLOSES_AFTER,
    calendar: BusinessCalendar | None = None,
) -> bool:
    """
    Return whether a message leaves later than it is owed; see :func:`punctuality`.

    Raises:
        TimeError: *send_at* is no aware moment.
        FactsError: As :func:`punctuality`.
    """
    found = punctuality(interview, send_at, allowed=allowed, calendar=calendar)
    return found == "late"


def missed_promises(interview: Interview, send_at: datetime) -> tuple[date, ...]:
    """
    Return the promised days that have passed when a message leaves, in order.

    A day has passed when the next one begins in the reader's zone.

    Raises:
        TimeError: *send_at* is no aware moment.
        FactsError: *interview* is none; code ``wrong_type``.
    """
    check_type(interview, Interview, "interview")
    at = to_utc(send_at, "send_at")
    if not interview.promises:
        return ()
    today = at.astimezone(interview.reader_zone).date()
    return tuple(sorted({p.due for p in interview.promises if p.due < today}))


def replaced_promises(
    interview: Interview, send_at: datetime, new_day: date
) -> tuple[date, ...]:
    """
    Return the promised days still ahead that a new day takes the place of, in order.

    A promise of the new day itself stands. Days that have passed when the message
    leaves are those of :func:`missed_promises`.

    Raises:
        TimeError: *send_at* is no aware moment.
        FactsError: Codes ``not_a_day``, ``out_of_range`` and ``wrong_type``.
    """
    check_type(interview, Interview, "interview")
    check_day(new_day, "new_day")
    today = to_utc(send_at, "send_at").astimezone(interview.reader_zone).date()
    ahead = {p.due for p in interview.promises if p.due >= today}
    return tuple(sorted(ahead - {new_day}))


def _check(
    interview: Interview, allowed: timedelta | None, calendar: BusinessCalendar | None
) -> None:
    check_type(interview, Interview, "interview")
    if calendar is not None:
        from followup_kit.timing._calendar import BusinessCalendar

        check_type(calendar, BusinessCalendar, "calendar")
    if allowed is not None:
        check_type(allowed, timedelta, "allowed")
        if allowed < timedelta(0):
            raise facts_error(
                "allowed", "out_of_range", "is negative.", "Pass a positive timedelta."
            )
