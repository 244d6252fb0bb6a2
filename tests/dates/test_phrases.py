"""Ranges, durations, lists and spaces, as a caller meets them."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any, Literal

import pytest

from followup_kit.dates import DatePhraser, html_spaces, plain_spaces
from followup_kit.errors import TimeError


NINE = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
ENGLISH = DatePhraser("en", time_zone="UTC")


def _minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def test_a_time_range_says_the_half_of_day_once_if_it_is_one() -> None:
    """AM and PM are said once or twice as needed."""
    found = [ENGLISH.time_range(NINE, NINE + _minutes(n)) for n in (45, 60, 240)]

    assert ["9:00 – 9:45 AM", "9:00 – 10:00 AM", "9:00 AM – 1:00 PM"] == [
        plain_spaces(phrase) for phrase in found
    ]


def test_a_time_range_never_loses_a_day() -> None:
    """Times of different days have their days."""
    phrase = plain_spaces(ENGLISH.time_range(NINE, NINE + dt.timedelta(days=2)))

    assert phrase == (
        "Thursday, November 26, 2026 at 9:00 AM –"
        " Saturday, November 28, 2026 at 9:00 AM"
    )


def test_equal_ends_are_one_moment() -> None:
    """A range of no length is said as its one moment."""
    assert ENGLISH.time(NINE) == ENGLISH.time_range(NINE, NINE)
    assert ENGLISH.date_time(NINE) == ENGLISH.date_time_range(NINE, NINE)
    assert ENGLISH.date(NINE) == ENGLISH.date_range(NINE, NINE + _minutes(5))


@pytest.mark.parametrize(
    ("days", "phrase"),
    (
        (2, "November 26 – 28, 2026"),
        (10, "November 26 – December 6, 2026"),
        (40, "November 26, 2026 – January 5, 2027"),
    ),
)
def test_a_date_range_says_what_is_shared_once(days: int, phrase: str) -> None:
    """Month and year are said once if both ends share them."""
    end = NINE + dt.timedelta(days=days)

    assert phrase == plain_spaces(ENGLISH.date_range(NINE, end, "long"))


def test_an_hour_that_is_repeated_is_a_range() -> None:
    """In the night the clocks go back, an hour later reads the same and is not."""
    phraser = DatePhraser("en", time_zone="Europe/Berlin")
    start = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)

    assert phraser.time_range(start, start + _minutes(60)).count("2:30") == 2


def test_reversed_ranges_are_refused() -> None:
    """No range runs backwards."""
    for phrase in (ENGLISH.time_range, ENGLISH.date_range, ENGLISH.date_time_range):
        with pytest.raises(TimeError) as caught:
            phrase(NINE + dt.timedelta(days=1), NINE)
        assert ("reversed_range",) == caught.value.codes


@pytest.mark.parametrize(
    ("delta", "phrase"),
    (
        (_minutes(45), "45 minutes"),
        (_minutes(90), "1 hour, 30 minutes"),
        (dt.timedelta(days=1, hours=2, seconds=5), "1 day, 2 hours, 5 seconds"),
        (dt.timedelta(days=1200), "1,200 days"),
        (dt.timedelta(0), "0 minutes"),
    ),
)
def test_durations_are_exact(delta: dt.timedelta, phrase: str) -> None:
    """Every unit that is not zero is said, none is rounded."""
    assert phrase == ENGLISH.duration(delta)


@pytest.mark.parametrize(
    ("delta", "code"),
    (
        (_minutes(-1), "negative_duration"),
        (dt.timedelta(milliseconds=1), "fraction_of_second"),
        (90, "not_a_duration"),
        (None, "not_a_duration"),
        ("PT45M", "not_a_duration"),
    ),
)
def test_durations_that_cannot_be_exact_are_refused(delta: Any, code: str) -> None:
    """A duration that no phrase says exactly is an error."""
    with pytest.raises(TimeError) as caught:
        ENGLISH.duration(delta)

    assert (code,) == caught.value.codes


def test_plurals_are_those_of_the_language() -> None:
    """Polish has three plural forms, Arabic six."""
    polish = DatePhraser("pl", time_zone="UTC")
    arabic = DatePhraser("ar", time_zone="UTC")
    hours = [polish.duration(dt.timedelta(hours=n)) for n in (1, 2, 5, 22)]
    days = [arabic.duration(dt.timedelta(days=n)) for n in (1, 2, 3, 11, 100)]

    assert ["1 godzina", "2 godziny", "5 godzin", "22 godziny"] == hours
    assert ["يوم", "يومان", "3 أيام", "11 يومًا", "100 يوم"] == days


@pytest.mark.parametrize(
    ("items", "kind", "phrase"),
    (
        ([], "and", ""),
        (["Ana"], "and", "Ana"),
        (["Ana", "Luis"], "and", "Ana y Luis"),
        (["Ana", "Isabel"], "and", "Ana e Isabel"),
        (["Ana", "Íñigo"], "and", "Ana e Íñigo"),
        (["Ana", "Hilario"], "and", "Ana e Hilario"),
        (["agua", "hielo"], "and", "agua y hielo"),
        (["Ana", "Luis", "Isabel"], "and", "Ana, Luis e Isabel"),
        (["Luis", "Óscar"], "or", "Luis u Óscar"),
        (["7", "8"], "or", "7 u 8"),
        (["10", "11"], "or", "10 u 11"),
        (["10", "110"], "or", "10 o 110"),
    ),
)
def test_spanish_conjunctions_change_before_their_vowel(
    items: list[str], kind: Literal["and", "or"], phrase: str
) -> None:
    """Y becomes e before i, o becomes u before o."""
    assert phrase == DatePhraser("es", time_zone="UTC").join(items, kind)


def test_hebrew_takes_a_hyphen_before_other_letters() -> None:
    """The prefix ו stands alone only before Hebrew letters."""
    hebrew = DatePhraser("he", time_zone="UTC")

    assert hebrew.join(["דן", "רות"]) == "דן ורות"
    assert hebrew.join(["דן", "Ruth"]) == "דן ו-Ruth"


def test_braces_in_items_are_text() -> None:
    """An item that looks like a placeholder is left as it is."""
    assert ENGLISH.join(["{1}", "{0}", "%s"]) == "{1}, {0}, and %s"


def test_day_words_and_counted_days() -> None:
    """Near days have words, far ones are counted."""
    found = [ENGLISH.relative_day(n) for n in (-2, -1, 0, 1, 2)]

    assert found == ["2 days ago", "yesterday", "today", "tomorrow", "in 2 days"]


def test_a_bare_time_is_the_readers() -> None:
    """A wall time without date is said as it is."""
    assert plain_spaces(ENGLISH.time(dt.time(14, 5))) == "2:05 PM"


def test_spaces_suit_their_medium() -> None:
    """Text gets plain spaces, HTML no narrow ones; marks stay."""
    text = "9:00\u2009–\u20099:45\u202fAM\u200f"

    assert plain_spaces(text) == "9:00 – 9:45 AM\u200f"
    assert html_spaces(text) == "9:00\xa0–\xa09:45\xa0AM\u200f"


def test_a_phraser_survives_pickling() -> None:
    """A phraser can be sent to a worker process."""
    phraser = DatePhraser("ar-EG", time_zone="Africa/Cairo", digits="latn")
    copy = pickle.loads(pickle.dumps(phraser))  # noqa: S301 - our own bytes

    assert phraser.appointment(NINE) == copy.appointment(NINE)
    assert repr(copy) == "DatePhraser('ar-EG', time_zone='Africa/Cairo')"
