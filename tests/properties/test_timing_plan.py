"""Properties of plans and periods."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from followup_kit.timing import (
    BusinessCalendar,
    HeartbeatRule,
    Process,
    SentMessage,
    plan,
)
from followup_kit.timing._periods import add_months, add_period
from tests.factories import interview


_CALENDAR = BusinessCalendar(country="PL", holidays="ignored")
_FIRST = date(2020, 1, 1)
days = st.integers(0, 20_000).map(lambda n: _FIRST + timedelta(days=n))
_KINDS = ("decision_pending", "still_considered", "on_hold")


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """Return a process with the factory's interview, promises and messages."""
    promised = draw(
        st.lists(st.dates(date(2026, 11, 20), date(2027, 3, 1)), max_size=4)
    )
    sent = draw(
        st.lists(
            st.datetimes(
                datetime(2026, 11, 19, 15),
                datetime(2027, 1, 31),
                timezones=st.just(UTC),
            ),
            max_size=4,
        )
    )
    return Process(
        interviews=(interview(promises=[{"due": day} for day in promised]),),
        messages=tuple(
            SentMessage(kind=draw(st.sampled_from(_KINDS)), sent_at=moment)
            for moment in sent
        ),
        state=draw(st.sampled_from(("in_progress", "on_hold"))),
    )


@given(
    process=processes(),
    at=st.datetimes(
        datetime(2026, 11, 19, 14), datetime(2027, 3, 1), timezones=st.just(UTC)
    ),
)
def test_plans_are_in_order_and_name_every_promise(
    process: Process, at: datetime
) -> None:
    """Items are sorted, end after they begin, and no promised day is lost."""
    found = plan(process, at=at, calendar=_CALENDAR)
    promised = {day for day, _ in process.promised}
    missed = {day for item in found.items for day in item.missed}
    ahead = {item.latest for item in found.items if item.reason == "promise"}

    assert sorted(item.due for item in found.items) == [i.due for i in found.items]
    assert all(item.due <= item.latest for item in found.items)
    assert promised == missed | ahead
    assert all(day < found.today for day in missed)
    assert found == plan(process, at=at, calendar=_CALENDAR)


@given(
    process=processes(),
    at=st.datetimes(
        datetime(2026, 11, 19, 14), datetime(2027, 3, 1), timezones=st.just(UTC)
    ),
)
def test_heartbeats_fall_on_working_days(process: Process, at: datetime) -> None:
    """Heartbeats are due on working days, one after the other."""
    found = plan(process, at=at, calendar=_CALENDAR)
    beats = [item.due for item in found.items if item.reason == "heartbeat"]

    assert sorted(set(beats)) == beats
    assert all(_CALENDAR.is_working_day(day) for day in beats)


@given(day=days, count=st.integers(1, 60))
def test_working_days_there_and_back(day: date, count: int) -> None:
    """Going forward from a working day and back again ends where it began."""
    start = _CALENDAR.on_or_after(day)
    there = _CALENDAR.add_working_days(start, count)

    assert _CALENDAR.is_working_day(there)
    assert start == _CALENDAR.add_working_days(there, -count)


@given(day=days, months=st.integers(0, 60))
def test_months_end_on_the_same_day_or_the_last(day: date, months: int) -> None:
    """A period of months ends on the same day of the month, or on its last."""
    end = add_months(day, months)

    assert (day.year * 12 + day.month + months) == (end.year * 12 + end.month)
    assert end.day == day.day or (end + timedelta(days=1)).day == 1


@given(day=days, amount=st.integers(1, 90))
def test_longer_periods_never_end_earlier(day: date, amount: int) -> None:
    """In every unit, one more never ends earlier, and all end after their start."""
    for unit in ("calendar_days", "working_days", "weeks", "months", "years"):
        ends = [add_period(day, n, unit, _CALENDAR) for n in (amount, amount + 1)]
        assert day < ends[0] <= ends[1]


@given(day=days, first=st.integers(1, 10), more=st.integers(0, 10))
def test_a_heartbeat_comes_after_the_contact(day: date, first: int, more: int) -> None:
    """Whatever the unit, the next message is due after the last contact."""
    for unit in ("working_days", "calendar_days"):
        rule = HeartbeatRule(first=first, latest=first + more, unit=unit)
        due, latest = rule.next_after(day, _CALENDAR)
        assert day < due <= latest
        assert _CALENDAR.is_working_day(due)
