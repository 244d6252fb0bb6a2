"""Moments that are none are refused by name; the others are said as they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest

from followup_kit.dates import DatePhraser, check_moment
from followup_kit.errors import LocaleError, TimeError


if TYPE_CHECKING:
    from collections.abc import Callable


def _at(zone: str, text: str, fold: int = 0) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment.replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("zone", "wall"),
    (
        ("Europe/Madrid", "2026-03-29T02:30"),
        ("America/New_York", "2026-03-08T02:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15"),
        ("Pacific/Apia", "2011-12-30T12:00"),
        ("Africa/Cairo", "2026-04-24T00:30"),
        ("Asia/Beirut", "2026-03-29T00:30"),
        ("America/Havana", "2026-03-08T00:30"),
        ("Asia/Jerusalem", "2026-03-27T02:30"),
        ("America/Nuuk", "2026-03-28T23:30"),
    ),
)
@pytest.mark.parametrize("fold", (0, 1))
def test_skipped_wall_times_are_refused(zone: str, wall: str, fold: int) -> None:
    """A wall time in a gap does not exist, whichever fold is claimed."""
    with pytest.raises(TimeError) as caught:
        check_moment(_at(zone, wall, fold))

    assert ("nonexistent_time",) == caught.value.codes


@pytest.mark.parametrize(
    ("zone", "wall", "offsets"),
    (
        ("Europe/Madrid", "2026-10-25T02:30", ("GMT+2", "GMT+1")),
        ("America/New_York", "2026-11-01T01:30", ("GMT-4", "GMT-5")),
        ("Australia/Lord_Howe", "2026-04-05T01:45", ("GMT+11", "GMT+10:30")),
    ),
)
def test_repeated_wall_times_are_told_apart(
    zone: str, wall: str, offsets: tuple[str, str]
) -> None:
    """The offset in the phrase says which of the two moments is meant."""
    phraser = DatePhraser("en", time_zone=zone)
    found = [phraser.zone(_at(zone, wall, fold)) for fold in (0, 1)]

    assert offsets == tuple(phrase.rpartition(", ")[2] for phrase in found)


@pytest.mark.parametrize(
    ("zone", "wall"),
    (
        ("America/Sao_Paulo", "2026-11-01T00:30"),
        ("Asia/Tehran", "2026-03-22T00:30"),
        ("America/Mexico_City", "2026-04-05T02:30"),
        ("Europe/Dublin", "2026-01-15T09:00"),
        ("Antarctica/Troll", "2026-07-01T09:00"),
        ("Europe/Madrid", "2028-02-29T09:00"),
        ("Europe/Madrid", "1900-01-01T00:00"),
    ),
)
def test_ordinary_wall_times_pass(zone: str, wall: str) -> None:
    """Zones without a change at that time accept it unchanged."""
    moment = _at(zone, wall)

    assert moment is check_moment(moment)


def test_naive_datetimes_are_refused_everywhere() -> None:
    """No call takes a datetime without a zone as anyone's time."""
    phraser = DatePhraser("en", time_zone="Europe/Berlin")
    naive = dt.datetime(2026, 11, 26, 14)
    calls = [phraser.date, phraser.day, phraser.time, phraser.date_time]
    calls += [phraser.zone, phraser.appointment, phraser.deadline, phraser.weekday]

    for call in calls:
        with pytest.raises(TimeError) as caught:
            call(naive)
        assert ("naive_time",) == caught.value.codes


@pytest.mark.parametrize("value", (None, "2026-11-26", 0))
def test_other_values_are_refused(value: Any) -> None:
    """What is no date is named as such."""
    phraser = DatePhraser("en", time_zone="Europe/Berlin")

    with pytest.raises(TimeError) as day:
        phraser.date(value)
    with pytest.raises(TimeError) as moment:
        phraser.date_time(value)
    assert ("not_a_date",) == day.value.codes
    assert ("not_a_moment",) == moment.value.codes


def test_moments_beyond_the_calendar_are_refused() -> None:
    """A moment that a zone would put into the year 10000 is an error."""
    phraser = DatePhraser("en", time_zone="Pacific/Kiritimati")

    with pytest.raises(TimeError) as caught:
        phraser.date(dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC))
    assert ("out_of_range",) == caught.value.codes


def test_the_first_and_last_years_are_said() -> None:
    """The calendar's ends have a phrase."""
    phraser = DatePhraser("en", time_zone="UTC")

    assert phraser.date(dt.date(1, 1, 1)) == "Monday, January 1, 1"
    assert phraser.date(dt.date(9999, 12, 31)) == "Friday, December 31, 9999"


def test_a_moment_is_converted_to_the_readers_zone() -> None:
    """The date of a moment is the one the reader has."""
    moment = dt.datetime(2026, 11, 26, 23, 30, tzinfo=dt.UTC)

    assert DatePhraser("de", time_zone="Asia/Tokyo").weekday(moment) == "Freitag"
    assert DatePhraser("de", time_zone="UTC").weekday(moment) == "Donnerstag"


@pytest.mark.parametrize(
    ("locale", "code"),
    (
        ("", "empty_locale"),
        ("x-klingon", "malformed_locale"),
        ("de-informal", "unknown_variant"),
        ("en-US-u-ca-buddhist", "locale_extension"),
        ("tlh", "no_date_data"),
        ("de-Cyrl", "no_date_data"),
        pytest.param(None, "malformed_locale", id="no text"),
    ),
)
def test_locales_without_data_are_refused_by_name(locale: str, code: str) -> None:
    """No locale falls back to another language or script."""
    with pytest.raises(LocaleError) as caught:
        DatePhraser(locale, time_zone="UTC")

    assert (code,) == caught.value.codes


@pytest.mark.parametrize(
    ("locale", "canonical", "weekday"),
    (
        ("de_DE", "de-DE", "Donnerstag"),
        ("DE-de", "de-DE", "Donnerstag"),
        ("no", "nb", "torsdag"),
        ("iw", "he", "יום חמישי"),
        ("zh-HK", "zh-HK", "星期四"),
        ("sr-ME", "sr-ME", "četvrtak"),
    ),
)
def test_other_spellings_of_a_locale_are_read(
    locale: str, canonical: str, weekday: str
) -> None:
    """Old codes, underscores and region-only tags lead to the right data."""
    phraser = DatePhraser(locale, time_zone="UTC")

    assert canonical == phraser.locale
    assert weekday == phraser.weekday(dt.date(2026, 11, 26))


def test_unknown_digits_and_styles_are_refused() -> None:
    """Options are checked by value."""
    phraser = DatePhraser("en", time_zone="UTC")
    day = dt.date(2026, 11, 26)
    failures: list[Callable[[], object]] = [
        lambda: DatePhraser("en", time_zone="UTC", digits="roman"),
        lambda: DatePhraser("en", time_zone="UTC", digits=cast("Any", ["latn"])),
        lambda: DatePhraser(cast("Any", ["en"]), time_zone="UTC"),
        lambda: phraser.date(day, cast("Any", "huge")),
        lambda: phraser.join(["a", "b"], cast("Any", "xor")),
    ]
    codes: list[str] = []
    for failure in failures:
        with pytest.raises(LocaleError) as caught:
            failure()
        codes += caught.value.codes

    assert [
        "unknown_digits",
        "unknown_digits",
        "malformed_locale",
        "unknown_style",
        "unknown_kind",
    ] == codes


@pytest.mark.parametrize(
    ("locale", "data"),
    (
        ("de-JP", "de"),
        ("en-GB", "en-GB"),
        ("zh-HK", "zh-Hant-HK"),
        ("ca-ES-valencia", "ca"),
    ),
)
def test_the_locale_of_the_data_is_told(locale: str, data: str) -> None:
    """Where data are inherited, the phraser says from which locale."""
    assert data == DatePhraser(locale, time_zone="UTC").data_locale
