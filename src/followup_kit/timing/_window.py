"""The window for a follow-up: from the end of the interview to 48 hours after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import NoneType
from typing import Final, Literal, Self, TypeAlias
from zoneinfo import ZoneInfo

from followup_kit.models import Interview
from followup_kit.timing._calendar import BusinessCalendar, zone_calendar
from followup_kit.timing._hours import (
    WORKING_HOURS,
    Channel,
    OpenHours,
    RollReason,
    first_open_instant,
    send_hours,
)
from followup_kit.timing._interview_end import interview_end
from followup_kit.timing._limits import CLOSES_AFTER, IDEAL_WITHIN
from followup_kit.timing._moments import check_type, to_utc, to_zone


__all__ = [
    "FollowupWindow",
    "Limit",
    "SendReason",
    "SendTime",
    "WindowState",
    "WindowStatus",
]

WindowState: TypeAlias = Literal["early", "open", "due", "late"]
"""Before the end of the interview, within the ideal limit, within the last, after."""

SendReason: TypeAlias = RollReason | Literal["before_interview_ends"]
"""Why a message waits: hours or days that are not open, or an interview."""

_NO_TIME: Final = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """
    A limit of the window, as elapsed time gives it and as people can keep it.

    Attributes:
        elapsed: The end of the interview plus the elapsed hours, in UTC.
        due: The same, or the next working hour in the candidate's zone, in UTC.
        reason: Why it was rolled to the next working hour; None if it was not.
    """

    elapsed: datetime
    due: datetime
    reason: RollReason | None

    @property
    def rolled(self) -> bool:
        """Whether the limit fell outside working hours and was moved."""
        return self.reason is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowStatus:
    """
    Where a moment lies in the window.

    Attributes:
        state: Early, open, due or late.
        since_end: Elapsed time since the interview; negative if it is still to end.
        late_by: Time past the last limit; zero unless late.
        late_by_elapsed: Time past the 48 elapsed hours, whether they were rolled or
            not; zero if there is none.
    """

    state: WindowState
    since_end: timedelta
    late_by: timedelta
    late_by_elapsed: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTime:
    """
    When to send.

    Attributes:
        at: The instant, in UTC.
        reason: Why it is later than the time asked for; None if it is that time.
        status: Where it lies in the window.
    """

    at: datetime
    reason: SendReason | None
    status: WindowStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupWindow:
    """
    When the follow-up to an interview is owed.

    It opens when the interview ends, is ideal until 24 elapsed hours later and closes
    48 elapsed hours later. A limit outside working hours in the candidate's zone is
    rolled to the next working hour. Every moment is in UTC, so that comparing two of
    them is right in the hour that clocks repeat; :meth:`local` gives wall times.

    Attributes:
        opens: The end of the interview.
        ideal: Until when sending is best.
        closes: Until when sending is on time.
        zone: The candidate's zone.
        calendar: Which days are worked there.
        hours: Which hours are.
    """

    opens: datetime
    ideal: Limit
    closes: Limit
    zone: ZoneInfo
    calendar: BusinessCalendar
    hours: OpenHours

    @classmethod
    def for_interview(
        cls,
        interview: Interview,
        *,
        calendar: BusinessCalendar | None = None,
        hours: OpenHours = WORKING_HOURS,
    ) -> Self:
        """
        Return the window of an interview, in the zone the candidate reads times in.

        Args:
            interview: The interview. Its last session needs an end.
            calendar: Working days. Without it, the weekends of the country that the
                zone lies in, and no public holidays.
            hours: Working hours, on the candidate's clock.

        Raises:
            FactsError:
                Codes ``no_end`` and ``end_before_start``, with the session's path;
                ``wrong_type`` for another argument.
        """
        check_type(interview, Interview, "interview")
        zone = interview.reader_zone
        return cls._build(interview_end(interview), zone, calendar, hours)

    @classmethod
    def from_end(
        cls,
        ended: datetime,
        *,
        zone: str | ZoneInfo,
        calendar: BusinessCalendar | None = None,
        hours: OpenHours = WORKING_HOURS,
    ) -> Self:
        """
        Return the window after a known end; as :meth:`for_interview` otherwise.

        Raises:
            TimeError: *ended* is no aware moment, or the zone is not known.
            FactsError: An argument has another type; code ``wrong_type``.
        """
        return cls._build(to_utc(ended, "ended"), to_zone(zone), calendar, hours)

    @classmethod
    def _build(
        cls,
        ended: datetime,
        zone: ZoneInfo,
        calendar: BusinessCalendar | None,
        hours: OpenHours,
    ) -> Self:
        days = zone_calendar(zone.key) if calendar is None else calendar
        check_type(days, BusinessCalendar, "calendar")
        check_type(hours, OpenHours, "hours")

        def limit(after: timedelta) -> Limit:
            elapsed = ended + after
            due, reason = first_open_instant(elapsed, zone, hours, days)
            return Limit(elapsed=elapsed, due=due, reason=reason)

        return cls(
            opens=ended,
            ideal=limit(IDEAL_WITHIN),
            closes=limit(CLOSES_AFTER),
            zone=zone,
            calendar=days,
            hours=hours,
        )

    @property
    def holidays_considered(self) -> bool:
        """Whether public holidays were taken into account."""
        return self.calendar.considers_holidays(self.closes.due.year)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the calendar could not consider, as sentences."""
        return self.calendar.notes

    def local(self, moment: datetime) -> datetime:
        """Return a moment as it reads on the candidate's clock."""
        return to_utc(moment, "moment").astimezone(self.zone)

    def status(self, at: datetime) -> WindowStatus:
        """
        Return where an instant lies. Both limits belong to the time before them.

        Raises:
            TimeError: *at* is no aware moment.
        """
        return self._status(to_utc(at, "at"))

    def best_send(
        self,
        after: datetime,
        channel: Channel = "email",
        *,
        hours: OpenHours | None = None,
    ) -> SendTime:
        """
        Return the first instant at or after a time at which sending is allowed.

        Args:
            after: Not before when. Before the interview ends, its end counts.
            channel: Decides the quiet hours and whether days off count. With hours of
                your own it may be any.
            hours: Hours of your own instead of the channel's.

        Raises:
            TimeError: *after* is no aware moment.
            FactsError:
                ``not_a_choice``: the channel has no hours. ``wrong_type``: *hours* are
                none.
        """
        asked = to_utc(after, "after")
        check_type(hours, (OpenHours, NoneType), "hours")
        check_type(channel, str, "channel")
        allowed = send_hours(channel, self.calendar) if hours is None else hours
        start = max(asked, self.opens)
        at, moved = first_open_instant(start, self.zone, allowed, self.calendar)
        reason: SendReason | None = moved
        if reason is None and start > asked:
            reason = "before_interview_ends"
        return SendTime(at=at, reason=reason, status=self._status(at))

    def _status(self, at: datetime) -> WindowStatus:
        return WindowStatus(
            state=self._state(at),
            since_end=at - self.opens,
            late_by=max(at - self.closes.due, _NO_TIME),
            late_by_elapsed=max(at - self.closes.elapsed, _NO_TIME),
        )

    def _state(self, at: datetime) -> WindowState:
        if at < self.opens:
            return "early"
        if at <= self.ideal.due:
            return "open"
        return "due" if at <= self.closes.due else "late"
