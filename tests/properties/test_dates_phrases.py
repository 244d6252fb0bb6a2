"""What holds of every phrase, whatever the moment and the locale."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from followup_kit.dates import (
    DatePhraser,
    check_moment,
    html_spaces,
    plain_spaces,
    supported_locales,
)
from followup_kit.errors import TimeError


ZONES = [
    "Africa/Casablanca",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
]
zones = st.sampled_from(ZONES)
locales = st.sampled_from(supported_locales())
instants = st.datetimes(
    dt.datetime(1950, 1, 1),
    dt.datetime(2100, 1, 1),
    timezones=st.just(dt.UTC),
)
spans = st.timedeltas(dt.timedelta(minutes=1), dt.timedelta(days=800))


@given(locales, zones, instants, spans)
def test_no_phrase_has_leftovers(
    locale: str, zone: str, start: dt.datetime, span: dt.timedelta
) -> None:
    """No phrase is empty or shows a placeholder, a pattern's quotes or None."""
    say = DatePhraser(locale, time_zone=zone)
    end = start + span
    phrases = [
        say.appointment(start, end, sent_at=start, other_zone="Asia/Tokyo"),
        say.date_time_range(start, end),
        say.date_range(start, end),
        say.deadline(start),
        say.duration(dt.timedelta(seconds=int(span.total_seconds()))),
    ]

    for phrase in phrases:
        assert phrase.strip() == phrase
        assert phrase
        assert not {"{", "}", "\n"} & set(phrase)
        assert "None" not in phrase


@given(locales, zones, zones, instants)
def test_the_zone_a_moment_is_given_in_does_not_matter(
    locale: str, zone: str, source: str, moment: dt.datetime
) -> None:
    """The same instant is said alike, in whichever zone it was written."""
    say = DatePhraser(locale, time_zone=zone)
    same = moment.astimezone(ZoneInfo(source))

    assert say.appointment(moment) == say.appointment(same)


@given(zones, st.datetimes(), st.sampled_from([0, 1]))
def test_accepted_moments_survive_a_round_trip(
    zone: str, wall: dt.datetime, fold: int
) -> None:
    """A moment that is accepted reads the same after a detour over UTC."""
    assume(dt.MINYEAR < wall.year < dt.MAXYEAR)
    moment = wall.replace(tzinfo=ZoneInfo(zone), fold=fold)
    back = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
    exists = back.replace(tzinfo=None) == wall.replace(fold=back.fold)
    codes: tuple[str, ...] = ()
    try:
        check_moment(moment)
    except TimeError as error:
        codes = error.codes

    assert codes == (() if exists else ("nonexistent_time",))


@given(locales, st.lists(st.text(max_size=8), max_size=5))
def test_lists_keep_every_item(locale: str, items: list[str]) -> None:
    """Every item stands in the list unchanged, in its order."""
    phrase = DatePhraser(locale, time_zone="UTC").join(items)
    position = 0
    for item in items:
        found = phrase.find(item, position)
        assert found >= position
        position = found + len(item)


@given(st.text())
def test_spaces_are_all_that_changes(text: str) -> None:
    """Normalising spaces keeps the length, and is done once and for all."""
    for normal in (plain_spaces, html_spaces):
        assert len(normal(text)) == len(text)
        assert normal(normal(text)) == normal(text)
