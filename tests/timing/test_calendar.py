"""Working days by country, subdivision and company."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest

from followup_kit.errors import FactsError, MissingExtraError
from followup_kit.timing import BusinessCalendar, weekend_corrections
from followup_kit.timing._places import _territories


_MONDAY = date(2027, 2, 1)
_LETTERS = "MTWTFSS"


def _library_countries(holidays: Any) -> list[str]:
    """Return the codes of the library, without its three-letter and UK aliases."""
    known = holidays.list_supported_countries()
    return sorted(code for code in known if len(code) == 2 and code != "UK")


def _week(calendar: BusinessCalendar, monday: date = _MONDAY) -> str:
    """Return a week as letters, a dash for each day of the weekend."""
    days = [monday + timedelta(days=n) for n in range(7)]
    return "".join(
        "-" if calendar.closure(day) == "weekend" else letter
        for day, letter in zip(days, _LETTERS, strict=True)
    )


_WEEKS = [
    *((country, "MTWTF--") for country in ("DE", "US", "JP", "AE", "MR", "IN", "HK")),
    *((country, "MTWT--S") for country in ("SA", "EG", "IL", "QA", "KW", "BD", "DZ")),
    *((country, "MTWT--S") for country in ("AF", "LY", "MV", "DJ", "YE", "PS", "SO")),
    ("IR", "MTWT-SS"),
    ("BN", "MTWT-S-"),
    *((country, "MTWTFS-") for country in ("PY", "NE", "CD", "VE", "AI", "TK", "KN")),
]


@pytest.mark.parametrize(("country", "week"), _WEEKS)
def test_weekends_of_countries_without_the_library(country: str, week: str) -> None:
    """Weekends of all sorts are right from CLDR and its corrections alone."""
    assert week == _week(BusinessCalendar(country=country, holidays="ignored"))


@pytest.mark.parametrize(("country", "week"), _WEEKS)
def test_weekends_of_countries_with_the_library(country: str, week: str) -> None:
    """Installing the extra changes no weekend."""
    pytest.importorskip("holidays")

    assert week == _week(BusinessCalendar(country=country, holidays="required"))


def test_weekends_never_depend_on_the_extra() -> None:
    """In every country the weekend is the same with and without the library."""
    holidays = pytest.importorskip("holidays")
    countries = _library_countries(holidays)
    days = [date(2027, 6, 7) + timedelta(days=n) for n in range(7)]
    differing: set[str] = set()
    for country in countries:
        library = holidays.country_holidays(country, years=2027)
        ours = BusinessCalendar(country=country, holidays="ignored")
        if any(library.is_weekend(day) == ours.is_working_day(day) for day in days):
            differing.add(country)

    # Those whose weekend the library has wrong; see weekend_overrides.toml.
    assert {"HK", "LY", "MR", "PS", "SO"} == differing


def test_all_250_countries_of_the_library_load() -> None:
    """Every country and territory the library knows makes a calendar with holidays."""
    holidays = pytest.importorskip("holidays")
    countries = _library_countries(holidays)
    calendars = [BusinessCalendar(country=c, holidays="required") for c in countries]

    assert 250 == len(calendars)
    assert all(c.considers_holidays(2026) for c in calendars)
    assert all(c.on_or_after(date(2026, 1, 1)).year == 2026 for c in calendars)


def test_all_territories_of_cldr_load_without_the_library() -> None:
    """Every territory CLDR knows makes a calendar without any library."""
    codes = sorted(_territories())

    assert 257 == len(codes)
    for code in codes:
        calendar = BusinessCalendar(country=code, holidays="ignored")
        assert _MONDAY == calendar.on_or_after(_MONDAY), code


@pytest.mark.parametrize(
    ("subdivision", "week"),
    (("02", "MTWT--S"), ("03", "MTWT--S"), ("11", "MTWT--S"), ("14", "MTWTF--")),
)
def test_malaysian_states_have_their_own_weekends(subdivision: str, week: str) -> None:
    """Kedah, Kelantan and Terengganu rest on Friday and Saturday, Kuala Lumpur not."""
    calendar = BusinessCalendar(
        country="MY", subdivision=subdivision, holidays="ignored"
    )

    assert week == _week(calendar, date(2026, 3, 9))


def test_johor_moved_its_weekend_in_2025() -> None:
    """A correction holds for its own days only."""
    johor = BusinessCalendar(country="MY", subdivision="01", holidays="ignored")

    assert "MTWT--S" == _week(johor, date(2024, 11, 18))
    assert "MTWTF--" == _week(johor, date(2025, 11, 17))


def test_the_emirates_moved_their_weekend_in_2022() -> None:
    """The Emirates rested on Friday and Saturday until the end of 2021."""
    emirates = BusinessCalendar(country="AE", holidays="ignored")

    assert "MTWT--S" == _week(emirates, date(2021, 11, 15))
    assert "MTWTF--" == _week(emirates, date(2022, 11, 14))


def test_sharjah_rests_on_three_days() -> None:
    """A subdivision the library does not know still has its own weekend."""
    sharjah = BusinessCalendar(country="AE", subdivision="AE-SH")

    assert "MTWT---" == _week(sharjah)


def test_public_holidays_of_a_subdivision() -> None:
    """Epiphany is a holiday in Bavaria and a working day in Berlin."""
    pytest.importorskip("holidays")
    epiphany = date(2027, 1, 6)
    bavaria = BusinessCalendar(country="DE", subdivision="BY")
    berlin = BusinessCalendar(country="DE", subdivision="BE")

    assert "holiday" == bavaria.closure(epiphany)
    assert None is berlin.closure(epiphany)


def test_a_saturday_that_is_worked_in_exchange() -> None:
    """China works some days of a weekend for a longer holiday."""
    pytest.importorskip("holidays")
    china = BusinessCalendar(country="CN")

    assert china.is_working_day(date(2026, 2, 14))
    assert not china.is_working_day(date(2026, 2, 21))


def test_closing_days_of_the_company() -> None:
    """A closing day is no working day, and says why."""
    calendar = BusinessCalendar(
        country="DE",
        holidays="ignored",
        closing_days=frozenset({date(2026, 12, 28)}),
    )

    assert "closing_day" == calendar.closure(date(2026, 12, 28))
    assert date(2026, 12, 29) == calendar.add_working_days(date(2026, 12, 25), 1)


def test_the_day_it_counts_from_is_not_counted() -> None:
    """One working day after Saturday is Monday, and before it Friday."""
    calendar = BusinessCalendar()
    saturday = date(2026, 11, 21)

    assert date(2026, 11, 23) == calendar.add_working_days(saturday, 1)
    assert date(2026, 11, 20) == calendar.add_working_days(saturday, -1)
    assert saturday == calendar.add_working_days(saturday, 0)


@pytest.mark.usefixtures("without_holidays")
def test_without_the_extra_the_result_says_so() -> None:
    """Without the library weekends are known, holidays are not, and that is said."""
    calendar = BusinessCalendar(country="DE")

    assert (
        "Public holidays were not considered: holidays is not installed.",
    ) == calendar.notes
    assert calendar.is_working_day(date(2026, 10, 3) - timedelta(days=1))
    assert not calendar.considers_holidays(2026)


@pytest.mark.usefixtures("without_holidays")
def test_a_required_extra_that_is_missing() -> None:
    """Requiring holidays without the library names the line that installs it."""
    with pytest.raises(MissingExtraError) as caught:
        BusinessCalendar(country="DE", holidays="required")

    assert ("missing_extra",) == caught.value.codes
    assert 'pip install "followup-kit[holidays]"' in str(caught.value)


@pytest.mark.usefixtures("without_holidays")
def test_ignoring_holidays_needs_no_extra() -> None:
    """A calendar that ignores holidays says so whatever is installed."""
    calendar = BusinessCalendar(country="DE", holidays="ignored")

    assert ("Public holidays were not considered.",) == calendar.notes


def test_a_subdivision_the_library_does_not_know() -> None:
    """National holidays count, and the note says that the region's own do not."""
    pytest.importorskip("holidays")
    paris = BusinessCalendar(country="FR", subdivision="IDF")

    assert ("Public holidays of FR-IDF alone are not known.",) == paris.notes
    assert "holiday" == paris.closure(date(2026, 7, 14))


def test_a_country_the_library_does_not_know() -> None:
    """A territory without known holidays is said to have none, or refused."""
    pytest.importorskip("holidays")

    assert BusinessCalendar(country="DG").notes == (
        "Public holidays of DG are not known.",
    )
    with pytest.raises(FactsError) as caught:
        BusinessCalendar(country="DG", holidays="required")
    assert ("no_holidays",) == caught.value.codes


@pytest.mark.parametrize(
    ("arguments", "path", "code"),
    (
        ({"country": "XX"}, "country", "unknown_country"),
        ({"country": "DEU"}, "country", "unknown_country"),
        ({"country": 49}, "country", "unknown_country"),
        (
            {"country": "DE", "subdivision": "ZZ"},
            "subdivision",
            "unknown_subdivision",
        ),
        (
            {"country": "DE", "subdivision": "CA-ON"},
            "subdivision",
            "unknown_subdivision",
        ),
        ({"subdivision": "BY"}, "subdivision", "no_country"),
        ({"holidays": "maybe"}, "holidays", "not_a_choice"),
        (
            {"closing_days": [datetime(2026, 12, 24)]},
            "closing_days[0]",
            "not_a_day",
        ),
    ),
)
def test_bad_places_are_refused(
    arguments: dict[str, object], path: str, code: str
) -> None:
    """What names no place or no day is refused with its path."""
    with pytest.raises(FactsError) as caught:
        BusinessCalendar(**arguments)  # type: ignore[arg-type]

    assert ((path,), (code,)) == (caught.value.paths, caught.value.codes)


def test_a_datetime_is_no_day() -> None:
    """Asking about a moment instead of a day is refused."""
    with pytest.raises(FactsError) as caught:
        BusinessCalendar().is_working_day(datetime(2026, 11, 20))

    assert ("not_a_day",) == caught.value.codes


def test_the_table_of_a_place_is_built_once() -> None:
    """Two calendars of one place share one table, in whatever way it is spelled."""
    first = BusinessCalendar(country="DE", subdivision="BY")
    second = BusinessCalendar(country="de", subdivision="DE-BY")

    assert first._table is second._table
    assert first == second


def test_a_calendar_travels_to_another_process() -> None:
    """Pickling keeps the place and shares the table at the other end."""
    calendar = BusinessCalendar(country="SA", closing_days=frozenset({_MONDAY}))
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301

    assert calendar == copy
    assert calendar._table is copy._table


@pytest.mark.parametrize(
    ("zone", "country"),
    (
        ("Asia/Riyadh", "SA"),
        ("Asia/Jerusalem", "IL"),
        ("Asia/Calcutta", "IN"),
        ("Asia/Kolkata", "IN"),
        ("Europe/Kyiv", "UA"),
        ("America/Toronto", "CA"),
        ("UTC", None),
        ("Etc/GMT+5", None),
    ),
)
def test_the_country_of_a_zone(zone: str, country: str | None) -> None:
    """A zone's calendar has the weekend of the country it lies in, and no holidays."""
    calendar = BusinessCalendar.for_zone(zone)

    assert (country, "ignored") == (calendar.country, calendar.holidays)


def test_every_zone_of_the_tz_database_has_a_calendar() -> None:
    """Each zone a candidate can have leads to a calendar."""
    lost = [
        zone
        for zone in available_timezones()
        if "/" in zone
        and not zone.startswith(("Etc/", "SystemV/", "US/Pacific-New"))
        and BusinessCalendar.for_zone(zone).country is None
    ]

    assert [] == lost


def test_corrections_name_reason_and_source() -> None:
    """Every corrected weekend says why, and where it was read."""
    for correction in weekend_corrections():
        assert correction.reason.endswith("."), correction.place
        assert correction.source.startswith(("http", "holidays 0.")), correction.place
        assert correction.days, correction.place


def test_importing_loads_no_library_and_no_data() -> None:
    """Importing the room neither imports `holidays` nor reads a data file."""
    program = (
        "import sys, followup_kit.timing\n"
        "from followup_kit.timing import _places\n"
        "print('holidays' in sys.modules, _places._week_data.cache_info().currsize)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert "False 0" == found.stdout.strip()
