"""The first allowed instant where clocks change, against a search minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_kit.timing import BusinessCalendar, FollowupWindow, OpenHours


_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
# Changes at night, at midnight, by half an hour, by two hours, by a whole day, across
# midnight backwards (St. John's, at 0:01), and around Ramadan.
_ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
)


def _changes() -> Iterator[tuple[str, datetime]]:
    """Yield the hour in which each change of these zones' clocks lies."""
    for zone in _ZONES:
        clock = ZoneInfo(zone)
        for year in (2010, 2011, 2018, 2024):
            at = datetime(year, 1, 1, tzinfo=UTC)
            while at.year == year:
                day = timedelta(days=1)
                offset = at.astimezone(clock).utcoffset()
                if (at + day).astimezone(clock).utcoffset() != offset:
                    while (at + _HOUR).astimezone(clock).utcoffset() == offset:
                        at += _HOUR
                    yield zone, at
                at += day


changes = st.sampled_from(list(_changes()))
minutes = st.integers(0, 24 * 60 - 1)


def _clock(minute: int) -> time:
    return time(*divmod(minute, 60))


@st.composite
def open_hours(draw: st.DrawFn) -> OpenHours:
    """Hours of a day, to the minute, on days off too or not."""
    start, end = sorted(draw(st.sets(minutes, min_size=2, max_size=2)))
    off = draw(st.none() | st.integers(0, end - 1))
    return OpenHours(
        start=_clock(start),
        end=_clock(end),
        day_off_start=None if off is None else _clock(off),
    )


def _is_open(at: datetime, window: FollowupWindow, hours: OpenHours) -> bool:
    there = at.astimezone(window.zone)
    works = window.calendar.is_working_day(there.date())
    start = hours.start if works else hours.day_off_start
    return start is not None and start <= there.time() <= hours.end


@given(change=changes, back=st.integers(0, 60 * 60), hours=open_hours())
@example(("Europe/Berlin", datetime(2024, 3, 31, tzinfo=UTC)), 0, OpenHours(start=time(2, 30), end=time(5), day_off_start=time(2, 30)))  # fmt: skip
def test_the_first_open_minute_around_a_change_of_clocks(
    change: tuple[str, datetime], back: int, hours: OpenHours
) -> None:
    """No allowed instant lies between the time asked for and the one found."""
    zone, at = change
    asked = at + _HOUR - back * _MINUTE
    window = FollowupWindow.from_end(asked, zone=zone)

    expected = asked
    while not _is_open(expected, window, hours):
        expected += _MINUTE
    assert expected == window.best_send(asked, hours=hours).at


@pytest.mark.parametrize(
    ("zone", "asked", "start", "end", "expected"),
    (
        # 2:00 became 3:00; hours from 2:30 have begun when the clock shows 3:00.
        (
            "Europe/Berlin",
            datetime(2024, 3, 31, 0, 10, tzinfo=UTC),
            time(2, 30),
            time(5),
            datetime(2024, 3, 31, 1, 0, tzinfo=UTC),
        ),
        # 3:00 became 2:00; hours until 2:30 are over at 2:45, and come again.
        (
            "Europe/Berlin",
            datetime(2024, 10, 27, 0, 45, tzinfo=UTC),
            time(1),
            time(2, 30),
            datetime(2024, 10, 27, 1, 0, tzinfo=UTC),
        ),
        # 0:01 became 23:01 of the day before: its hours from 23:05 come again.
        (
            "America/St_Johns",
            datetime(2010, 11, 7, 2, 30, tzinfo=UTC),
            time(23, 5),
            time(23, 30),
            datetime(2010, 11, 7, 2, 35, tzinfo=UTC),
        ),
        # Midnight became 1:00: the day began at 1:00.
        (
            "America/Sao_Paulo",
            datetime(2018, 11, 4, 2, 59, tzinfo=UTC),
            time(0),
            time(5),
            datetime(2018, 11, 4, 3, 0, tzinfo=UTC),
        ),
    ),
)
def test_hours_that_a_change_of_clocks_opens(
    zone: str, asked: datetime, start: time, end: time, expected: datetime
) -> None:
    """Hours may begin with the change itself, not when the clock shows their start."""
    calendar = BusinessCalendar(country=None, holidays="ignored")
    hours = OpenHours(start=start, end=end, day_off_start=start)
    window = FollowupWindow.from_end(asked, zone=zone, calendar=calendar)

    assert expected == window.best_send(asked, hours=hours).at
