"""Zones are told by city and offset, never by abbreviation."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

import pytest

from followup_kit.dates import DatePhraser, plain_spaces, supported_locales, time_zone
from followup_kit.dates._data import zone_keys
from followup_kit.errors import TimeError


JANUARY = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)
JULY = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)


def _zone(name: str, moment: dt.datetime = JANUARY, locale: str = "en") -> str:
    return plain_spaces(DatePhraser(locale, time_zone=name).zone(moment))


@pytest.mark.parametrize(
    ("name", "phrase"),
    (
        ("America/Argentina/Buenos_Aires", "Buenos Aires time, GMT-3"),
        ("America/Buenos_Aires", "Buenos Aires time, GMT-3"),
        ("America/Indiana/Indianapolis", "Indianapolis time, GMT-5"),
        ("America/Nuuk", "Nuuk time, GMT-2"),
        ("America/St_Johns", "St. John’s time, GMT-3:30"),
        ("Asia/Calcutta", "Kolkata time, GMT+5:30"),
        ("Asia/Ho_Chi_Minh", "Ho Chi Minh City time, GMT+7"),
        ("Asia/Kathmandu", "Kathmandu time, GMT+5:45"),
        ("Asia/Kolkata", "Kolkata time, GMT+5:30"),
        ("Asia/Yangon", "Yangon time, GMT+6:30"),
        ("Europe/Kiev", "Kyiv time, GMT+2"),
        ("Europe/Kyiv", "Kyiv time, GMT+2"),
        ("Pacific/Chatham", "Chatham Islands time, GMT+13:45"),
        ("Pacific/Kiritimati", "Kiritimati time, GMT+14"),
        ("US/Pacific", "Los Angeles time, GMT-8"),
    ),
)
def test_zones_that_others_lose_are_named(name: str, phrase: str) -> None:
    """Renamed, split and half-hour zones have their city and their offset."""
    assert phrase == _zone(name)


@pytest.mark.parametrize(
    ("name", "phrase"),
    (
        ("UTC", "GMT"),
        ("Etc/UTC", "GMT"),
        ("Etc/GMT+5", "GMT-5"),
        ("EST", "GMT-5"),
        ("CET", "GMT+1"),
    ),
)
def test_zones_of_no_place_are_told_by_their_offset(name: str, phrase: str) -> None:
    """An abbreviation is no place, so the offset stands alone."""
    assert phrase == _zone(name)


def test_the_offset_follows_the_season() -> None:
    """Summer time has its own offset."""
    assert _zone("Europe/Berlin", JULY, "fr") == "fuseau horaire : Berlin, UTC+2"


@pytest.mark.parametrize(
    "name", sorted(zoneinfo.available_timezones() - {"Factory", "localtime"})
)
def test_every_iana_zone_has_a_phrase(name: str) -> None:
    """Each zone this machine knows has a city, or is one of no place."""
    key = zone_keys()[name]
    phrase = _zone(name)

    assert (not key) == (" time, " not in phrase)
    assert "_" not in phrase
    assert "/" not in phrase


@pytest.mark.parametrize(
    "name",
    (
        "",
        "Mars/Phobos",
        "../etc/passwd",
        "europe/madrid",
        "posixrules",
        "Factory",
        None,
    ),
)
def test_unknown_zones_are_refused_by_name(name: str) -> None:
    """A zone that is no exact IANA name is never guessed at."""
    with pytest.raises(TimeError) as caught:
        DatePhraser("en", time_zone=name)

    assert ("unknown_time_zone",) == caught.value.codes


@pytest.mark.parametrize("name", (["Europe/Berlin"], {}, 1, b"UTC"))
def test_what_is_no_zone_is_refused_by_type(name: Any) -> None:
    """A value that cannot name a zone, or be looked up, is refused as an unknown one."""
    for ask in (time_zone, lambda x: DatePhraser("en", time_zone=x)):
        with pytest.raises(TimeError) as caught:
            ask(name)

        assert ("unknown_time_zone",) == caught.value.codes
        assert "The time zone is not" in str(caught.value)


def test_hostile_zone_names_are_not_repeated() -> None:
    """A name that could carry anything is kept out of the message."""
    with pytest.raises(TimeError) as caught:
        time_zone("Europe/Berlin\r\nBcc: x")

    assert "Bcc" not in str(caught.value)


def test_every_locale_names_a_zone() -> None:
    """No locale lacks a form for city or offset."""
    for locale in supported_locales():
        phrase = _zone("America/St_Johns", JANUARY, locale)

        assert "{" not in phrase
        assert phrase
