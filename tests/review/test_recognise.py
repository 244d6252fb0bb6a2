"""Days and times are recognised as each language writes them, and nothing else is."""

from __future__ import annotations

import pytest

from followup_kit.review._mentions import read_mentions


@pytest.mark.parametrize(
    ("locale", "text"),
    (
        ("en", "on Tuesday the 1st of December 2026 at 2"),
        ("en", "Dec 1st, 2026"),
        ("en", "12/1/2026"),
        ("en", "2026-12-01"),
        ("en", "Tues 1 Dec"),
        ("en", "the first of December"),
        ("en-GB", "1/12/2026"),
        ("de", "am Di., 1.12.2026"),
        ("de", "am 1.12."),
        ("de", "der erste Dezember"),
        ("de", "zum 01.12.26"),
        ("de-AT", "Dienstag (1. Dezember)"),
        ("ja", "2026年12月1日（火曜日）"),
        ("ja", "令和8年12月1日"),
        ("ja", "１２月１日"),
        ("ja", "十二月一日"),
        ("ja", "面接は12/1(火)です"),
        ("ar", "الثلاثاء الموافق ١ ديسمبر ٢٠٢٦"),
        ("ar", "١\u200f/١٢\u200f/٢٠٢٦"),
        ("ar", "1 كانون الأول"),
        ("fr", "mardi 1er décembre 2026"),
        ("fr", "le 1er déc."),
        ("es", "1.º de diciembre"),
        ("pl", "we wtorek, 1 grudnia 2026 r."),
        ("ko", "2026. 12. 1."),
        ("zh", "2026年12月1日星期二"),
        ("pt", "na terça, 1/12"),
        ("tr", "1 Aralık 2026 Salı"),
        ("fi", "tiistaina 1. joulukuuta"),
        ("hu", "2026. december 1."),
        ("ru", "1 декабря 2026 г."),
        ("hi", "1 दिसंबर 2026"),
        ("vi", "1 tháng 12, 2026"),
        ("th", "1 ธันวาคม 2026"),
        ("he", "1 בדצמבר 2026"),
    ),
)
def test_the_first_of_december_is_found(locale: str, text: str) -> None:
    """Names in every width, numbers in the locale's order, digits of every script."""
    days = [(day.month, day.day) for day in read_mentions(text, locale).days]

    assert [(12, 1)] == days


@pytest.mark.parametrize(
    ("locale", "text"),
    (
        ("en", "version 3.11. Then"),
        ("en", "24/7 support"),
        ("en", "3 rounds in 90 minutes"),
        ("en", "you may 5 times"),
        ("en", "call +46 8 555 010 20"),
        ("en", "https://jobs.example.com/2026-12-01/book"),
        ("en", "12 Harbour Street, 3rd floor"),
        ("en", "the salary is 70,000"),
        ("de", "Python 3.11. Danach"),
        ("de", "Zimmer 4.12 im 2. Stock"),
        ("ja", "3日間で2つの課題"),
        ("ja", "1-2-3"),
    ),
)
def test_a_number_is_no_date(locale: str, text: str) -> None:
    """Versions, rounds, floors, pay and numbers in links are not days."""
    days = [day for day in read_mentions(text, locale).days if day.certain]

    assert [] == days


@pytest.mark.parametrize(
    ("locale", "text", "clocks"),
    (
        ("en", "from 10 to 11:30 am", [{(10, 0)}, {(11, 30)}]),
        ("en", "2-3:30 pm UTC+01:00", [{(14, 0)}, {(15, 30)}]),
        ("en", "at 2:30", [{(2, 30), (14, 30)}]),
        ("en", "at ten o'clock in the morning", [{(10, 0)}]),
        ("de", "10 bis 11.30 Uhr", [{(10, 0)}, {(11, 30)}]),
        ("de", "14 Uhr 30", [{(14, 30)}]),
        ("de", "um 2 Uhr nachmittags", [{(14, 0)}]),
        ("de", "vierzehn Uhr dreißig", [{(14, 30)}]),
        ("ja", "午後2時30分", [{(14, 30)}]),
        ("ja", "午後6時～7時30分", [{(18, 0)}, {(19, 30)}]),
        ("ja", "10時から11時半", [{(10, 0)}, {(11, 30)}]),
        ("ar", "الساعة ٢:٣٠ مساءً", [{(14, 30)}]),
        ("ar", "الساعة العاشرة والنصف صباحًا", [{(10, 30)}]),
        ("fr", "de 10h à 11h30", [{(10, 0)}, {(11, 30)}]),
        ("es", "a las 3 de la tarde", [{(15, 0)}]),
        ("pl", "o godz. 14:00", [{(14, 0)}]),
        ("ko", "오후 2시 30분", [{(14, 30)}]),
        ("zh", "下午2点半", [{(14, 30)}]),
        ("pt", "às 14h30", [{(14, 30)}]),
    ),
)
def test_times_are_found(
    locale: str, text: str, clocks: list[set[tuple[int, int]]]
) -> None:
    """Both clocks, words for parts of the day, and ranges that say them once."""
    found = [set(time.clocks) for time in read_mentions(text, locale).times]

    assert clocks == found


@pytest.mark.parametrize(
    ("locale", "text"),
    (
        ("en", "an answer within 48 hours"),
        ("en", "the talk takes 2 hours"),
        ("de", "zehn Leute in 48 Stunden"),
        ("fr", "un entretien de 2 heures"),
        ("ja", "10時間と３つの点"),
        ("ja", "面接は90分です"),
        ("zh", "3点建议"),
        ("ar", "المرحلة الثانية"),
    ),
)
def test_a_number_is_no_time(locale: str, text: str) -> None:
    """Lengths of time, points and stages are not times of day."""
    times = [time for time in read_mentions(text, locale).times if time.certain]

    assert [] == times


@pytest.mark.parametrize(
    ("text", "amounts"),
    (
        ("€70,000-85,000 a year", [70_000, 85_000]),
        ("70.000 bis 85.000 Euro", [70_000, 85_000]),
        ("70k–85k EUR", [70_000, 85_000]),
        ("年収700～850万円", [7_000_000, 8_500_000]),
        ("5,000.50 USD", [5000.5]),
        ("try 3 times, 12 people", []),
    ),
)
def test_money_is_found(text: str, amounts: list[float]) -> None:
    """Amounts in any notation, both ends of a range; not every number."""
    assert amounts == [money.amount for money in read_mentions(text, "en").money]
