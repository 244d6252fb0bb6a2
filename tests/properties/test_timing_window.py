"""Properties of send windows in every zone, and a comparison with numpy."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.timing import (
    SEND_HOURS,
    BusinessCalendar,
    FollowupWindow,
    heartbeat_rule,
)


_ZONES = sorted(
    zone
    for zone in available_timezones()
    if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "right/", "posix/"))
)
zones = st.sampled_from(_ZONES)
instants = st.datetimes(
    min_value=datetime(1975, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.just(UTC),
)
channels = st.sampled_from(sorted(SEND_HOURS))
# Zones whose clocks have not changed since 2000, so that weeks are alike.
steady_zones = st.sampled_from(
    [
        "Asia/Tokyo",
        "Asia/Dubai",
        "Asia/Kolkata",
        "America/Bogota",
        "Africa/Lagos",
        "UTC",
    ]
)
calendars = st.sampled_from(
    [
        BusinessCalendar(country=country, holidays="ignored")
        for country in ("DE", "SA", "IR", "BN", "NE", "US")
    ]
)


@given(ended=instants, zone=zones)
def test_windows_never_run_backwards(ended: datetime, zone: str) -> None:
    """Every limit follows the one before it, and rolling only ever moves forward."""
    window = FollowupWindow.from_end(ended, zone=zone)
    order = [window.opens, window.ideal.elapsed, window.ideal.due, window.closes.due]

    assert sorted(order) == order
    assert window.closes.elapsed <= window.closes.due
    assert window.ideal.rolled == (window.ideal.due > window.ideal.elapsed)
    assert window.closes.rolled == (window.closes.due > window.closes.elapsed)


@given(ended=instants, later=st.timedeltas(timedelta(0), timedelta(days=9)), zone=zones)
def test_a_later_interview_never_closes_earlier(
    ended: datetime, later: timedelta, zone: str
) -> None:
    """Limits keep the order of the interviews they follow."""
    first = FollowupWindow.from_end(ended, zone=zone)
    second = FollowupWindow.from_end(ended + later, zone=zone)

    assert first.ideal.due <= second.ideal.due
    assert first.closes.due <= second.closes.due


@given(
    ended=instants.filter(lambda moment: moment.year >= 2015),
    zone=steady_zones,
    calendar=calendars,
    weeks=st.integers(-40, 400),
    channel=channels,
)
def test_shifting_by_whole_weeks_shifts_the_result(
    ended: datetime, zone: str, calendar: BusinessCalendar, weeks: int, channel: Any
) -> None:
    """Without holidays and clock changes, all weeks are alike."""
    shift = timedelta(weeks=weeks)
    here = FollowupWindow.from_end(ended, zone=zone, calendar=calendar)
    there = FollowupWindow.from_end(ended + shift, zone=zone, calendar=calendar)

    assert here.ideal.due + shift == there.ideal.due
    assert here.closes.due + shift == there.closes.due
    sent = here.best_send(ended, channel).at
    assert sent + shift == there.best_send(ended + shift, channel).at


@given(
    ended=instants,
    wait=st.timedeltas(timedelta(days=-2), timedelta(days=10)),
    zone=zones,
    channel=channels,
)
def test_the_send_instant_is_always_allowed(
    ended: datetime, wait: timedelta, zone: str, channel: Any
) -> None:
    """A send instant lies in the channel's hours, and is the first that does."""
    window = FollowupWindow.from_end(ended, zone=zone)
    asked = ended + wait
    found = window.best_send(asked, channel).at

    assert found >= max(asked, ended)
    assert _is_allowed(window, found, channel)
    if found > max(asked, ended):
        step = (found - max(asked, ended)) / 7
        for part in range(7):
            assert not _is_allowed(window, max(asked, ended) + part * step, channel)


def _is_allowed(window: FollowupWindow, moment: datetime, channel: Any) -> bool:
    hours = SEND_HOURS[channel]
    local = moment.astimezone(window.zone)
    start = hours.start
    if not window.calendar.is_working_day(local.date()):
        if hours.day_off_start is None:
            return False
        start = hours.day_off_start
    return start <= local.time() <= hours.end


@given(ended=instants, zone=zones, channel=channels)
def test_sending_at_once_is_never_late(
    ended: datetime, zone: str, channel: Any
) -> None:
    """Whoever sends at the first allowed instant keeps the ideal limit."""
    window = FollowupWindow.from_end(ended, zone=zone)

    assert "open" == window.best_send(ended, channel).status.state


@given(ended=instants, at=instants, zone=zones, first=zones, second=zones)
def test_the_zone_a_moment_is_given_in_does_not_matter(
    ended: datetime, at: datetime, zone: str, first: str, second: str
) -> None:
    """The same instant in any zone gives the same window and the same status."""
    one, other = ZoneInfo(first), ZoneInfo(second)
    here = FollowupWindow.from_end(ended.astimezone(one), zone=zone)
    there = FollowupWindow.from_end(ended.astimezone(other), zone=zone)

    assert here == there
    assert here.status(at.astimezone(one)) == there.status(at.astimezone(other))
    assert here.best_send(at.astimezone(one)) == there.best_send(at.astimezone(other))


# Country, a zone in it, and its week as numpy writes it, Monday first. Written down
# from the research, not asked of the code under test.
_COUNTRIES = [
    ("AR", "America/Argentina/Buenos_Aires", "1111100"),
    ("AU", "Australia/Sydney", "1111100"),
    ("BD", "Asia/Dhaka", "1111001"),
    ("BE", "Europe/Brussels", "1111100"),
    ("BN", "Asia/Brunei", "1111010"),
    ("BR", "America/Sao_Paulo", "1111100"),
    ("CA", "America/Toronto", "1111100"),
    ("CH", "Europe/Zurich", "1111100"),
    ("CL", "America/Santiago", "1111100"),
    ("DE", "Europe/Berlin", "1111100"),
    ("DK", "Europe/Copenhagen", "1111100"),
    ("DZ", "Africa/Algiers", "1111001"),
    ("EG", "Africa/Cairo", "1111001"),
    ("ES", "Europe/Madrid", "1111100"),
    ("FR", "Europe/Paris", "1111100"),
    ("GB", "Europe/London", "1111100"),
    ("HK", "Asia/Hong_Kong", "1111100"),
    ("IE", "Europe/Dublin", "1111100"),
    ("IL", "Asia/Jerusalem", "1111001"),
    ("IR", "Asia/Tehran", "1111011"),
    ("IT", "Europe/Rome", "1111100"),
    ("JP", "Asia/Tokyo", "1111100"),
    ("KW", "Asia/Kuwait", "1111001"),
    ("MR", "Africa/Nouakchott", "1111100"),
    ("MX", "America/Mexico_City", "1111100"),
    ("NZ", "Pacific/Auckland", "1111100"),
    ("PL", "Europe/Warsaw", "1111100"),
    ("PY", "America/Asuncion", "1111110"),
    ("SA", "Asia/Riyadh", "1111001"),
    ("US", "America/New_York", "1111100"),
]


@pytest.mark.parametrize(("country", "zone", "week"), _COUNTRIES)
def test_a_year_of_interviews_against_numpy(country: str, zone: str, week: str) -> None:
    """Limits and heartbeats of random interviews equal numpy's business days."""
    numpy = pytest.importorskip("numpy")
    holidays = pytest.importorskip("holidays")
    known = holidays.country_holidays(country, years=(2026, 2027, 2028))
    assert not known.weekend_workdays  # numpy cannot know them
    days = numpy.busdaycalendar(weekmask=week, holidays=[str(day) for day in known])
    calendar = BusinessCalendar(country=country, holidays="required")
    rule = heartbeat_rule("DE")
    choose = random.Random(country)  # noqa: S311
    start = datetime(2027, 1, 1, tzinfo=UTC)

    for _ in range(120):
        ended = start + timedelta(minutes=choose.randrange(365 * 24 * 60))
        window = FollowupWindow.from_end(ended, zone=zone, calendar=calendar)
        for limit, after in ((window.ideal, 24), (window.closes, 48)):
            elapsed = ended + timedelta(hours=after)
            assert _rolled(numpy, days, elapsed, ZoneInfo(zone)) == limit.due
        day = ended.astimezone(ZoneInfo(zone)).date()
        expected = tuple(
            numpy.busday_offset(day, n, roll="backward", busdaycal=days).item()
            for n in (2, 3)
        )
        assert expected == rule.next_after(day, calendar)


def _rolled(numpy: Any, days: Any, elapsed: datetime, zone: ZoneInfo) -> datetime:
    """Roll to the next working hour with numpy's business days and nothing of ours."""
    local = elapsed.astimezone(zone)
    works = bool(numpy.is_busday(local.date(), busdaycal=days))
    if works and time(9) <= local.time() <= time(18):
        return elapsed
    if works and local.time() < time(9):
        day = local.date()
    else:
        after = local.date() + timedelta(days=1)
        day = numpy.busday_offset(after, 0, roll="forward", busdaycal=days).item()
    return datetime.combine(day, time(9), zone).astimezone(UTC)
