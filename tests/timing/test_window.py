"""The follow-up window: limits, states, and when to send."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from followup_kit.errors import FactsError, TimeError
from followup_kit.models import Interview, Session
from followup_kit.timing import (
    SEND_HOURS,
    WORKING_HOURS,
    BusinessCalendar,
    FollowupWindow,
    OpenHours,
)
from tests.factories import interview


def _window(
    local: str, zone: str, calendar: BusinessCalendar | None = None
) -> FollowupWindow:
    """Return the window after an interview that ended at a wall time."""
    ended = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    return FollowupWindow.from_end(ended, zone=zone, calendar=calendar)


def _wall(window: FollowupWindow, moment: datetime) -> str:
    """Return a moment on the candidate's clock."""
    return window.local(moment).strftime("%Y-%m-%d %H:%M")


def test_limits_within_working_hours_stay() -> None:
    """Monday noon gives Tuesday and Wednesday noon, not rolled."""
    window = _window("2026-11-16 12:00", "Europe/Berlin")

    assert "2026-11-17 12:00" == _wall(window, window.ideal.due)
    assert "2026-11-18 12:00" == _wall(window, window.closes.due)
    assert (False, False) == (window.ideal.rolled, window.closes.rolled)


def test_a_weekend_rolls_both_limits_to_monday() -> None:
    """Friday evening gives Monday at nine, and the elapsed hours stay visible."""
    window = _window("2026-11-20 17:00", "Europe/Berlin")

    assert "2026-11-21 17:00" == _wall(window, window.ideal.elapsed)
    assert "2026-11-23 09:00" == _wall(window, window.ideal.due)
    assert "2026-11-22 17:00" == _wall(window, window.closes.elapsed)
    assert "2026-11-23 09:00" == _wall(window, window.closes.due)
    assert ("weekend", "weekend") == (window.ideal.reason, window.closes.reason)


def test_the_evening_rolls_to_the_next_morning() -> None:
    """A limit after working hours is the next working morning."""
    window = _window("2026-11-17 20:30", "Europe/Berlin")

    assert "2026-11-19 09:00" == _wall(window, window.ideal.due)
    assert "outside_hours" == window.ideal.reason


def test_the_early_morning_rolls_to_the_same_day() -> None:
    """A limit before working hours is that day's beginning of work."""
    window = _window("2026-11-17 07:30", "Europe/Berlin")

    assert "2026-11-18 09:00" == _wall(window, window.ideal.due)


def test_a_friday_saturday_weekend() -> None:
    """In Riyadh, Wednesday evening is followed by Sunday morning, from the zone alone."""
    window = _window("2026-11-18 17:00", "Asia/Riyadh")

    assert "2026-11-19 17:00" == _wall(window, window.ideal.due)
    assert "2026-11-22 09:00" == _wall(window, window.closes.due)


def test_public_holidays_count_if_the_calendar_has_them() -> None:
    """Good Friday and Easter Monday push the limit to Tuesday."""
    pytest.importorskip("holidays")
    calendar = BusinessCalendar(country="DE", holidays="required")
    window = _window("2026-04-01 17:00", "Europe/Berlin", calendar)

    assert "2026-04-02 17:00" == _wall(window, window.ideal.due)
    assert "2026-04-07 09:00" == _wall(window, window.closes.due)
    assert "holiday" == window.closes.reason
    assert window.holidays_considered


def test_the_result_says_that_holidays_were_not_considered() -> None:
    """Without a calendar no holidays count, and the window says so."""
    window = _window("2026-04-01 17:00", "Europe/Berlin")

    assert not window.holidays_considered
    assert ("Public holidays were not considered.",) == window.notes


def test_24_elapsed_hours_across_the_clock_going_back() -> None:
    """Elapsed hours are hours: over the change the wall time is an hour earlier."""
    calendar = BusinessCalendar(country="NE", holidays="ignored")  # Saturday is worked
    window = _window("2026-10-23 12:00", "Europe/Berlin", calendar)

    assert "2026-10-24 12:00" == _wall(window, window.ideal.due)
    assert "2026-10-25 11:00" == _wall(window, window.closes.elapsed)
    assert timedelta(hours=48) == window.closes.elapsed - window.opens


def test_24_elapsed_hours_across_the_clock_going_forward() -> None:
    """In spring the wall time is an hour later, which may leave working hours."""
    window = _window("2026-03-28 17:30", "Asia/Beirut")

    assert "2026-03-29 18:30" == _wall(window, window.ideal.elapsed)
    assert "2026-03-30 09:00" == _wall(window, window.ideal.due)


def test_a_day_the_date_line_swallowed() -> None:
    """Samoa had no 30 December 2011: Thursday is followed by Saturday, then Monday."""
    window = _window("2011-12-28 20:00", "Pacific/Apia")

    assert "2011-12-29 20:00" == _wall(window, window.ideal.elapsed)
    assert "2012-01-02 09:00" == _wall(window, window.ideal.due)


def test_the_candidates_side_of_the_date_line_counts() -> None:
    """An interview on Thursday in Honolulu is Friday for a candidate in Auckland."""
    ended = datetime(2026, 11, 19, 15, tzinfo=ZoneInfo("Pacific/Honolulu"))
    window = FollowupWindow.from_end(ended, zone="Pacific/Auckland")

    assert "2026-11-20 14:00" == _wall(window, window.opens)
    assert "2026-11-23 09:00" == _wall(window, window.ideal.due)


def test_the_window_is_in_the_readers_zone() -> None:
    """The candidate's zone decides, not the one the interview was arranged in."""
    facts = interview()

    assert ZoneInfo("Europe/Warsaw") == FollowupWindow.for_interview(facts).zone


@pytest.mark.parametrize(
    ("at", "state", "late_by", "late_by_elapsed"),
    (
        ("2026-11-20T15:59:59+00:00", "early", 0, 0),
        ("2026-11-20T16:00:00+00:00", "open", 0, 0),
        ("2026-11-23T08:00:00+00:00", "open", 0, 57_600),
        ("2026-11-23T08:00:01+00:00", "late", 1, 57_601),
    ),
)
def test_states_at_the_limits(
    at: str, state: str, late_by: int, late_by_elapsed: int
) -> None:
    """Both limits belong to the time before them; both figures of lateness show."""
    window = _window("2026-11-20 17:00", "Europe/Berlin")
    status = window.status(datetime.fromisoformat(at))

    assert (state, late_by, late_by_elapsed) == (
        status.state,
        status.late_by.total_seconds(),
        status.late_by_elapsed.total_seconds(),
    )


def test_due_is_between_the_limits() -> None:
    """After the ideal limit and before the last one a follow-up is due."""
    window = _window("2026-11-16 12:00", "Europe/Berlin")
    status = window.status(datetime(2026, 11, 17, 11, 0, 1, tzinfo=UTC))

    assert "due" == status.state
    assert timedelta(days=1, seconds=1) == status.since_end


@pytest.mark.parametrize(
    ("after", "channel", "expected", "reason"),
    (
        ("2026-11-17 10:00", "email", "2026-11-17 10:00", None),
        ("2026-11-17 06:00", "email", "2026-11-17 08:00", "outside_hours"),
        ("2026-11-17 19:00", "email", "2026-11-17 19:00", None),
        ("2026-11-17 19:01", "email", "2026-11-18 08:00", "outside_hours"),
        ("2026-11-21 10:00", "email", "2026-11-23 08:00", "weekend"),
        ("2026-11-21 10:00", "sms", "2026-11-21 12:00", "weekend"),
        ("2026-11-22 13:00", "whatsapp", "2026-11-22 13:00", None),
        ("2026-11-17 08:30", "sms", "2026-11-17 09:00", "outside_hours"),
        ("2026-11-15 10:00", "email", "2026-11-16 12:00", "before_interview_ends"),
    ),
)
def test_the_best_time_to_send(
    after: str, channel: str, expected: str, reason: str | None
) -> None:
    """Quiet hours and days off hold by channel, and nothing leaves before the end."""
    window = _window("2026-11-16 12:00", "America/New_York")
    asked = datetime.fromisoformat(after).replace(tzinfo=ZoneInfo("America/New_York"))
    found = window.best_send(asked, channel)  # type: ignore[arg-type]

    assert (expected, reason) == (_wall(window, found.at), found.reason)


def test_the_best_time_says_if_it_is_late() -> None:
    """A send time carries its place in the window."""
    window = _window("2026-11-16 12:00", "Europe/Berlin")
    found = window.best_send(datetime(2026, 11, 21, tzinfo=UTC))

    assert "late" == found.status.state
    assert timedelta(days=4, hours=20) == found.status.late_by


def test_rhode_island_has_narrower_hours() -> None:
    """Where a state is stricter the calendar's place narrows the hours."""
    calendar = BusinessCalendar(country="US", subdivision="RI", holidays="ignored")
    window = _window("2026-11-16 12:00", "America/New_York", calendar)
    asked = datetime(2026, 11, 17, 19, tzinfo=ZoneInfo("America/New_York"))

    assert "2026-11-18 09:00" == _wall(window, window.best_send(asked, "sms").at)
    assert "2026-11-17 19:00" == _wall(window, window.best_send(asked, "email").at)


def test_hours_of_your_own() -> None:
    """Hours that are handed in replace those of the channel."""
    window = _window("2026-11-16 12:00", "Europe/Berlin")
    hours = OpenHours(start=time(14), end=time(15))
    found = window.best_send(datetime(2026, 11, 17, tzinfo=UTC), hours=hours)

    assert "2026-11-17 14:00" == _wall(window, found.at)


def test_every_channel_can_keep_the_limits() -> None:
    """Working hours lie within each channel's, so that a limit is a time to send."""
    for hours in SEND_HOURS.values():
        assert hours.start <= WORKING_HOURS.start
        assert WORKING_HOURS.end <= hours.end


def test_a_company_closed_between_the_years() -> None:
    """Closing days roll a limit as holidays do."""
    days = frozenset(date(2026, 12, 24) + timedelta(days=n) for n in range(9))
    calendar = BusinessCalendar(country="SE", holidays="ignored", closing_days=days)
    window = _window("2026-12-23 15:00", "Europe/Stockholm", calendar)

    assert "2027-01-04 09:00" == _wall(window, window.ideal.due)
    assert "closing_day" == window.ideal.reason


def _interview_of(*sessions: tuple[str, str | None]) -> Interview:
    return interview(
        sessions=[
            {"start": f"{start}+01:00[Europe/Berlin]"}
            | ({"end": f"{end}+01:00[Europe/Berlin]"} if end else {})
            for start, end in sessions
        ]
    )


def test_an_interview_without_an_end_is_refused() -> None:
    """Counting from the start would be too early: the missing end is named."""
    facts = _interview_of(
        ("2026-11-19T10:00", "2026-11-19T11:00"), ("2026-11-19T14:00", None)
    )
    with pytest.raises(FactsError) as caught:
        FollowupWindow.for_interview(facts)

    assert ("interview.sessions[1].end",) == caught.value.paths
    assert ("no_end",) == caught.value.codes


def test_an_earlier_session_needs_no_end() -> None:
    """Only the last session decides when the interview ended."""
    facts = _interview_of(
        ("2026-11-19T10:00", None), ("2026-11-19T14:00", "2026-11-19T15:00")
    )

    assert (
        datetime(2026, 11, 19, 14, tzinfo=UTC)
        == FollowupWindow.for_interview(facts).opens
    )


def test_an_end_before_the_start_is_refused() -> None:
    """Facts that were built without validation are caught, with their path."""
    good = interview()
    session = good.sessions[0]
    reversed_ = Session.model_construct(
        start=session.start, end=session.start - timedelta(hours=1)
    )
    facts = good.model_copy(update={"sessions": (reversed_,)})
    with pytest.raises(FactsError) as caught:
        FollowupWindow.for_interview(facts)

    assert ("interview.sessions[0].end",) == caught.value.paths
    assert ("end_before_start",) == caught.value.codes


def test_naive_moments_are_refused() -> None:
    """A moment without a zone is refused wherever one is asked for."""
    window = _window("2026-11-16 12:00", "Europe/Berlin")
    naive = datetime(2026, 11, 17, 12)
    for path, call in (
        ("at", lambda: window.status(naive)),
        ("after", lambda: window.best_send(naive)),
        ("ended", lambda: FollowupWindow.from_end(naive, zone="UTC")),
    ):
        with pytest.raises(TimeError) as caught:
            call()
        assert ((path,), ("naive_time",)) == (caught.value.paths, caught.value.codes)


def test_an_unknown_channel_is_refused() -> None:
    """A channel without hours of its own is refused with those that have some."""
    window = _window("2026-11-16 12:00", "Europe/Berlin")
    with pytest.raises(FactsError) as caught:
        window.best_send(window.opens, "pigeon")  # type: ignore[arg-type]

    assert (("channel",), ("not_a_choice",)) == (
        caught.value.paths,
        caught.value.codes,
    )


def test_reversed_hours_are_refused() -> None:
    """Hours whose end is not after each of their starts are refused."""
    with pytest.raises(FactsError) as caught:
        OpenHours(start=time(9), end=time(18), day_off_start=time(18))

    assert ("reversed_hours",) == caught.value.codes
