"""What a careful recruiter writes in words of their own, and what only looks like it."""

from __future__ import annotations

import pytest

from followup_kit import compose_followup
from followup_kit.review import Review, review_text
from tests.review_corpus import facts_of


def _reviewed(name: str, *edits: tuple[str, str], add: str = "") -> Review:
    interview, outcome, send_at = facts_of(name)
    followup = compose_followup(interview, outcome, send_at=send_at)
    text = followup.text
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    locale = followup.locale
    return review_text(
        f"{text}\n\n{add}", interview, outcome, locale=locale, send_at=send_at
    )


def _codes(found: Review) -> list[str]:
    return [x.code for x in found.findings if x.severity != "info"]


def test_a_postal_code_may_go_where_the_address_is_told() -> None:
    """Street and town are enough."""
    assert [] == _codes(_reviewed("de_werk", (", 24939 Flensburg", ", Flensburg")))


@pytest.mark.parametrize(
    ("old", "new"), (("24939", "24393"), ("Werftstraße 12", "Werftstraße 21"))
)
def test_another_number_in_an_address_is_an_error(old: str, new: str) -> None:
    """A number that another stands for is altered, not left out."""
    found = _reviewed("de_werk", (old, new))

    assert ["fact_altered"] == [x.code for x in found.errors]


def test_a_house_number_left_out_is_no_alteration() -> None:
    """That something is missing is a warning, that it is changed would be an error."""
    found = _reviewed("de_werk", ("Werftstraße 12, ", "Werftstraße, "))

    assert [("fact_missing", "warning")] == [
        (x.code, x.severity) for x in found.findings if x.severity != "info"
    ]


def test_a_day_of_the_weeks_ahead_may_be_said_by_its_number() -> None:
    """Who writes on the twentieth says "by the 26th" and is understood."""
    full, bare = "bis Donnerstag, 26. November", "bis zum 26."

    assert [] == _codes(_reviewed("de_werk", (full, bare)))
    assert ["fact_missing"] == _codes(_reviewed("de_werk", (full, "bis zum 27.")))


def test_a_title_before_a_name_is_not_that_of_the_name_before_it() -> None:
    """In Japanese and German a title may lead to the name that follows."""
    japanese = (
        "松本浩二（開発部長）、中村由紀（取締役）",
        "取締役の中村由紀、開発部長の松本浩二",
    )
    german = (
        "Uwe Hinrichsen (Leiter Konstruktion) und Silke Matthiesen (Projektleiterin)",
        "Uwe Hinrichsen, Projektleiterin Silke Matthiesen",
    )

    assert [] == _codes(_reviewed("ja_kanagawa", japanese))
    assert "names_swapped" not in _codes(_reviewed("de_werk", german))


def test_times_and_amounts_are_read_after_a_japanese_comma() -> None:
    """The comma of a sentence is none within a number."""
    time = ("14:30～15:30（東京時間、GMT+9）", "14時30分開始、15時30分終了（日本時間）")
    pay = ("年収650万円から720万円", "年収は、6,500,000円から7,200,000円")

    assert [] == _codes(_reviewed("ja_kanagawa", time, pay))


def test_the_start_of_a_range_may_be_said_in_words() -> None:
    """The part of the day is said once, behind the end."""
    full = "3:30–4:30 م (توقيت دبي، غرينتش+4)"
    start, end = "من الثالثة والنصف", "إلى الرابعة والنصف عصرًا"

    assert [] == _codes(_reviewed("ar_marina", (full, f"{start} {end}")))
    wrong = _reviewed("ar_marina", (full, f"من الثانية والنصف {end}"))
    assert "unknown_time" in _codes(wrong)


def test_a_weekday_counted_in_weeks_promises_nothing() -> None:
    """A day such as "Wednesday in a week" is no length of time."""
    counted = ("Mittwoch, 2. Dezember", "Mittwoch in einer Woche, 2. Dezember")

    assert [] == _codes(_reviewed("de_werk", counted))


def test_a_company_with_another_word_before_its_legal_form_is_another() -> None:
    """It need not look like the one of the facts."""
    found = _reviewed(
        "de_absage", ("Almtal Molkerei AG nicht", "Bergtal Käse AG nicht")
    )
    other = _reviewed(
        "de_absage", ("Almtal Molkerei AG nicht", "Isar Molkerei AG nicht")
    )

    assert "interview.company.name" in {x.path for x in other.errors}
    assert [] == [x.code for x in found.errors if x.code != "fact_altered"]


@pytest.mark.parametrize(
    "entry",
    (
        "Frau Ebert wirkte sicher, aber sie kannte die Norm nicht.",
        "Franziska Ebert hat die Fragen zur Norm nicht beantwortet.",
    ),
)
def test_an_entry_about_the_candidate_is_a_note(entry: str) -> None:
    """Feedback speaks to the candidate, whose name is no subject in it."""
    own = "Ein Lehrgang zum internen Auditor würde Ihr Profil ergänzen."

    assert ["third_person"] == _codes(_reviewed("de_absage", (own, entry)))


def test_an_entry_that_addresses_the_candidate_is_none() -> None:
    """A name with a comma behind it is an address."""
    own = "Ein Lehrgang zum internen Auditor würde Ihr Profil ergänzen."
    entry = f"Frau Ebert, {own}"

    assert [] == _codes(_reviewed("de_absage", (own, entry)))


@pytest.mark.parametrize("tag", ("%Anrede%", "##候補者名##", "@@name@@", "%%Name%%"))
def test_tags_in_doubled_signs_are_placeholders(tag: str) -> None:
    """Mail merges frame their fields with all sorts of signs."""
    assert "placeholder" in _codes(_reviewed("en_panel", add=f"Dear {tag}, see you."))


@pytest.mark.parametrize(
    ("name", "sentence"),
    (
        ("en_panel", "We won't be taking you through the code base that day."),
        ("en_panel", "The agreement just needs your signature."),
        ("en_panel", "We raised the budget by 20% and the share by 30% in all."),
        ("de_werk", "Die Einwilligung müssen Sie nur noch unterschreiben."),
    ),
)
def test_what_only_looks_like_a_decision_or_promise_is_left_alone(
    name: str, sentence: str
) -> None:
    """An error is what a careful recruiter would not send."""
    assert () == _reviewed(name, add=sentence).errors


def test_the_day_of_sending_is_no_day_of_the_interview() -> None:
    """In a sentence of its own it is the letter's date, in a Japanese one it is not."""
    moved = ("11月17日（火曜日）は", "11月18日（水曜日）は")

    assert "unknown_date" in _codes(_reviewed("ja_miokuri", moved))
    assert [] == _codes(_reviewed("ja_miokuri", add="2026年11月18日"))
