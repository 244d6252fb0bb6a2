"""Phrases and offsets that are kept are those that would be worked out again."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.dates import DatePhraser, check_moment, supported_locales
from followup_kit.dates import _appointment as appointment
from followup_kit.dates import _formats as formats
from followup_kit.dates import _moments as moments
from followup_kit.dates import _spoken as spoken
from followup_kit.errors import TimeError


_ZONES = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Gaza",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
)
_zones = st.sampled_from(_ZONES).map(ZoneInfo)
# Around changes of the clock, the skipped day of Apia among them.
_walls = st.builds(
    lambda day, minutes: day + dt.timedelta(minutes=minutes),
    st.sampled_from(
        (
            dt.datetime(2011, 12, 30),
            dt.datetime(2018, 11, 4),
            dt.datetime(2026, 3, 29),
            dt.datetime(2026, 4, 5),
            dt.datetime(2026, 6, 10),
            dt.datetime(2026, 10, 25),
            dt.datetime(2026, 11, 1),
        )
    ),
    st.integers(-2000, 2000),
)
_moments = st.builds(
    lambda wall, zone, fold: wall.replace(tzinfo=zone, fold=fold),
    _walls,
    _zones,
    st.sampled_from((0, 1)),
)


def _exists(moment: dt.datetime) -> bool:
    back = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
    return back.replace(fold=0) == moment.replace(fold=0)


@given(_moments)
def test_a_quiet_day_has_one_offset_and_every_time(moment: dt.datetime) -> None:
    """Where no change is seen on a day, all its moments exist, with the one offset."""
    zone = moment.tzinfo
    assert isinstance(zone, ZoneInfo)
    offset = moments.day_offset(zone, moment.toordinal())

    assert offset in {None, moment.utcoffset()}
    assert offset is None or _exists(moment)


@given(_moments, _zones)
def test_moments_are_accepted_if_they_exist(
    moment: dt.datetime, zone: ZoneInfo
) -> None:
    """A moment is refused if its wall time is skipped, else read in any zone."""
    if not _exists(moment):
        for check in (check_moment, lambda x: moments.to_local(x, zone, "moment")):
            with pytest.raises(TimeError, match="nonexistent_time"):
                check(moment)
        return
    local, offset = moments.to_local(moment, zone, "moment")

    assert moment is check_moment(moment)
    assert moment.astimezone(zone) == local == moments.to_zone(moment, zone, "moment")
    assert local.tzinfo is zone
    assert offset == local.utcoffset()


def test_no_clock_changes_twice_within_a_day() -> None:
    """No zone changes its clock and changes it back between two midnights."""
    noon = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
    hours = [noon + dt.timedelta(hours=n) for n in range(0, 24 * 366 * 3, 8)]
    for name in sorted(available_timezones()):
        offsets = [x.astimezone(ZoneInfo(name)).utcoffset() for x in hours]
        changes = [n for n, (a, b) in enumerate(pairwise(offsets)) if a != b]

        assert all(b - a > 3 for a, b in pairwise(changes))


@pytest.mark.parametrize("day", (0, 1, dt.date.max.toordinal()))
def test_the_ends_of_the_calendar_are_never_quiet(day: int) -> None:
    """A day whose neighbour the calendar lacks is looked at moment by moment."""
    assert moments.day_offset(ZoneInfo("Europe/Berlin"), day) is None


_locales = st.sampled_from(supported_locales())
_spans = st.sampled_from((0, 30, 45, 90, 600, 1440, 2000)).map(
    lambda minutes: dt.timedelta(minutes=minutes)
)
_sent = st.none() | st.integers(-5000, 400_000).map(
    lambda minutes: dt.timedelta(minutes=minutes)
)


@given(_locales, _zones, _moments.filter(_exists), _spans, _sent)
def test_appointments_do_not_depend_on_those_before(
    locale: str,
    zone: ZoneInfo,
    start: dt.datetime,
    span: dt.timedelta,
    before: dt.timedelta | None,
) -> None:
    """An appointment in formats that said nothing yet reads as in those of all."""
    start = start.astimezone(dt.UTC)
    sent = None if before is None else start - before
    kept = DatePhraser(locale, time_zone=zone)
    fresh = DatePhraser(locale, time_zone=zone)
    fresh._formats = formats.LocaleFormats(locale, None)

    for say in (kept.appointment, kept.appointment):
        assert fresh.appointment(start, start + span, sent_at=sent) == say(
            start, start + span, sent_at=sent
        )
    day = start.date()
    assert fresh.deadline(day) == kept.deadline(day)
    assert fresh.deadline(day, sent_at=sent) == kept.deadline(day, sent_at=sent)


def test_a_process_keeps_a_number_of_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ever new days and hours fill no memory, and are said all the same."""
    monkeypatch.setattr(appointment, "_MOST_DAYS", 2)
    monkeypatch.setattr(spoken, "_MOST_SPANS", 2)
    say = DatePhraser("de", time_zone="Europe/Berlin")
    say._formats = formats.LocaleFormats("de", None)
    start = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
    starts = [start + dt.timedelta(hours=25 * n) for n in range(7)]
    said = [say.appointment(x, x + dt.timedelta(hours=1)) for x in starts]

    assert said == [say.appointment(x, x + dt.timedelta(hours=1)) for x in starts]
    assert len(say._formats.spoken.around) <= 2
    assert len(say._formats.spoken._spans) == 2
