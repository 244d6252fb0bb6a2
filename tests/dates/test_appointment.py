"""An appointment tells a reader everything needed to be there on time."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_kit.dates import DatePhraser, plain_spaces
from followup_kit.errors import LocaleError, TimeError


START = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)
END = START + dt.timedelta(minutes=45)


def _say(
    locale: str, *args: dt.datetime, zone: str = "Europe/Berlin", **options: Any
) -> str:
    phraser = DatePhraser(locale, time_zone=zone)
    return plain_spaces(phraser.appointment(*args, **options))


def _days_before(days: int, hour: int = 9) -> dt.datetime:
    zone = ZoneInfo("Europe/Berlin")
    return dt.datetime(2026, 11, 26, hour, tzinfo=zone) - dt.timedelta(days=days)


def test_a_moment_has_weekday_date_year_time_place_and_offset() -> None:
    """Without a sending time everything is said, nothing is relative."""
    expected = "Thursday, November 26, 2026 at 2:00 PM (Berlin time, GMT+1)"

    assert expected == _say("en", START)


def test_a_range_of_one_day_says_the_day_once() -> None:
    """Start and end of one day share its date and zone."""
    expected = "Thursday, 26 November 2026, 14:00–14:45 (Berlin time, GMT+1)"

    assert expected == _say("en-GB", START, END)


def test_a_range_over_midnight_says_both_days() -> None:
    """A range that ends on another day of the reader never loses that day."""
    end = START + dt.timedelta(hours=30)
    expected = (
        "Thursday, 26 November 2026 at 14:00 – Friday, 27 November 2026 at 20:00"
        " (Berlin time, GMT+1)"
    )

    assert expected == _say("en-GB", START, end)


@pytest.mark.parametrize(
    ("days", "year"), ((3, False), (183, False), (184, True), (330, True))
)
def test_the_year_is_left_out_within_six_months(days: int, *, year: bool) -> None:
    """The year goes only if the sending is known and near."""
    assert year == ("2026" in _say("en", START, sent_at=_days_before(days)))


def test_the_year_is_kept_when_it_changes_in_between() -> None:
    """A date of next year has its year, however near it is."""
    start = dt.datetime(2027, 1, 7, 13, tzinfo=dt.UTC)
    sent = dt.datetime(2026, 12, 20, 9, tzinfo=dt.UTC)

    assert "2027" in _say("en", start, sent_at=sent)


@pytest.mark.parametrize(
    ("days", "beginning"),
    (
        (-1, "yesterday (Thursday, November 26) at"),
        (0, "today (Thursday, November 26) at"),
        (1, "tomorrow (Thursday, November 26) at"),
        (2, "Thursday, November 26 at"),
        (-2, "Thursday, November 26 at"),
    ),
)
def test_a_day_word_is_said_for_near_days(days: int, beginning: str) -> None:
    """Yesterday to tomorrow have their word, with the date beside it."""
    assert _say("en", START, sent_at=_days_before(days)).startswith(beginning)


def test_a_word_for_the_day_after_tomorrow_is_used_where_there_is_one() -> None:
    """German has a word for two days ahead."""
    phrase = _say("de", START, sent_at=_days_before(2))

    assert phrase.startswith("übermorgen (Donnerstag, 26. November) um 14:00 Uhr")


def test_no_day_word_late_in_the_evening() -> None:
    """A message sent at night may be read on the next day."""
    phrase = _say("en", START, sent_at=_days_before(1, hour=21))

    assert phrase.startswith("Thursday, November 26 at")


def test_the_day_word_is_counted_in_the_readers_zone() -> None:
    """What is today in Berlin is already tomorrow's date in Auckland."""
    sent = dt.datetime(2026, 11, 25, 23, tzinfo=dt.UTC)
    phrase = _say("en", START, zone="Pacific/Auckland", sent_at=sent)

    assert phrase.startswith("tomorrow (Friday, November 27) at 2:00 AM (Auckland time")


def test_the_other_zone_follows_without_its_date_if_that_is_the_same() -> None:
    """The reader's time comes first, the other side's second."""
    expected = (
        "Thursday, November 26, 2026 at 2:00 PM (Berlin time, GMT+1);"
        " 8:00 AM (New York time, GMT-5)"
    )

    assert expected == _say("en", START, other_zone="America/New_York")


def test_the_other_zone_has_its_own_date_if_that_differs() -> None:
    """Where it is another day already, that day is said."""
    expected = (
        "Thursday, November 26, 2026, 2:00 – 2:45 PM (Berlin time, GMT+1);"
        " Friday, November 27, 2026, 2:00 – 2:45 AM (Auckland time, GMT+13)"
    )

    assert expected == _say("en", START, END, other_zone="Pacific/Auckland")


def test_a_zone_that_reads_the_same_is_not_repeated() -> None:
    """Madrid and Berlin share their clocks, so one of them is enough."""
    phrase = _say("en", START, other_zone="Europe/Madrid")

    assert _say("en", START) == phrase


def test_the_offset_is_the_one_in_force_at_that_instant() -> None:
    """In the week between the changes of Europe and America the gap is an hour less."""
    moment = dt.datetime(2026, 10, 28, 14, tzinfo=dt.UTC)
    phrase = _say("en", moment, other_zone="America/New_York")

    assert phrase.endswith(
        "3:00 PM (Berlin time, GMT+1); 10:00 AM (New York time, GMT-4)"
    )


def test_a_change_of_clocks_in_between_is_told() -> None:
    """If the offset changes during the appointment each end has its own."""
    start = dt.datetime(2026, 10, 24, 23, 30, tzinfo=dt.UTC)
    phrase = _say("en-GB", start, start + dt.timedelta(hours=2))

    assert phrase == (
        "Sunday, 25 October 2026 at 01:30 (Berlin time, GMT+2) –"
        " 02:30 (Berlin time, GMT+1)"
    )


def test_noon_is_called_noon_where_the_clock_has_twelve_hours() -> None:
    """12:00 PM is read as midnight by some; the word is not."""
    noon = dt.datetime(2026, 11, 26, 11, tzinfo=dt.UTC)

    assert "at 12:00 noon" in _say("en", noon)
    assert "12:00 (" in _say("en-GB", noon)


@pytest.mark.parametrize(
    ("locale", "hour", "wording"),
    (
        ("cs", 13, "ve 14:00"),
        ("cs", 14, "v 15:00"),
        ("pt", 0, "à 01:00"),
        ("pt", 12, "às 13:00"),
        ("el", 12, "στη 1:00"),
        ("ca", 0, "a la 1:00"),
        ("ca", 12, "a les 13:00"),
        ("uk", 10, "об 11:00"),
        ("uk", 13, "о 14:00"),
    ),
)
def test_prepositions_agree_with_the_hour(locale: str, hour: int, wording: str) -> None:
    """Where the preposition depends on the hour, the right one is said."""
    moment = dt.datetime(2026, 11, 26, hour, tzinfo=dt.UTC)

    assert f" {wording}" in _say(locale, moment)


def test_no_direction_leaks_in_right_to_left_text() -> None:
    """Latin letters inside Hebrew stand in an isolate of their own."""
    assert _say("he", START).endswith("(שעון ברלין, \u2068GMT\u200e+1\u200e\u2069)")


def test_digits_can_be_latin() -> None:
    """The reader's digits are the locale's unless others are asked for."""
    native = DatePhraser("ar-EG", time_zone="Africa/Cairo").appointment(START)
    latin = DatePhraser("ar-EG", time_zone="Africa/Cairo", digits="latn")

    assert "٢٠٢٦" in native
    assert "2026" in latin.appointment(START)


def test_an_end_before_the_start_is_refused() -> None:
    """A reversed appointment is an error, not a phrase."""
    with pytest.raises(TimeError) as caught:
        _say("en", END, START)

    assert ("reversed_range",) == caught.value.codes


def test_a_deadline_is_a_day() -> None:
    """A deadline says weekday and date, and the year unless it is near."""
    phraser = DatePhraser("en-GB", time_zone="Europe/Berlin")
    due = dt.date(2026, 12, 4)

    assert phraser.deadline(due) == "Friday, 4 December 2026"
    assert phraser.deadline(due, sent_at=START) == "Friday 4 December"


def test_a_deadline_is_never_midnight() -> None:
    """Midnight at the end of Friday is said as 23:59 on Friday."""
    phraser = DatePhraser("en-GB", time_zone="Europe/Berlin")
    midnight = dt.datetime(2026, 12, 5, tzinfo=ZoneInfo("Europe/Berlin"))
    expected = "Friday, 4 December 2026 at 23:59 (Berlin time, GMT+1)"

    assert expected == phraser.deadline(midnight)


def test_a_deadline_has_no_day_word() -> None:
    """A deadline is not told relative to the sending, for it is looked up later."""
    phraser = DatePhraser("en", time_zone="Europe/Berlin")

    assert phraser.deadline(START.date(), sent_at=START) == "Thursday, November 26"


def test_no_day_word_in_another_language() -> None:
    """Where nobody has translated "tomorrow", CLDR's English one is not said."""
    assert "tomorrow" not in _say("ckb", START, sent_at=_days_before(1))
    assert _say("sr-Latn", START, sent_at=_days_before(1)).startswith("sutra (")


def test_the_end_is_said_when_the_clocks_go_back_in_between() -> None:
    """Two times that read alike are an hour apart, and both are told with their zone."""
    zone = ZoneInfo("America/New_York")
    start = dt.datetime(2026, 11, 1, 1, 30, tzinfo=zone)
    phraser = DatePhraser("en", time_zone=zone)
    said = phraser.appointment(start, start.replace(fold=1))
    assert ("GMT-4" in said, "GMT-5" in said) == (True, True)


def test_french_counts_the_first_of_a_month() -> None:
    """The first is an ordinal in French letters, and no other day is."""
    zone = ZoneInfo("Europe/Paris")
    phraser = DatePhraser("fr", time_zone=zone)
    first = dt.datetime(2026, 12, 1, 9, 30, tzinfo=zone)
    assert "mardi 1er décembre 2026" in phraser.appointment(first)
    assert phraser.deadline(first.date()) == "mardi 1er décembre 2026"
    assert phraser.deadline(dt.date(2026, 12, 11)) == "vendredi 11 décembre 2026"


def test_a_range_has_two_styles() -> None:
    """A style that ranges do not have is refused by name."""
    phraser = DatePhraser("en", time_zone="UTC")
    day = dt.date(2026, 12, 1)
    with pytest.raises(LocaleError) as caught:
        phraser.date_range(day, day, "medium")  # type: ignore[arg-type]  # the point of it
    assert caught.value.codes == ("unknown_style",)
