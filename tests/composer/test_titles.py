"""Titles in greetings: said once, in one language, and never against the facts."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit import Composer, Followup, Rejected
from followup_kit.errors import FactsError
from followup_kit.models import Formality
from tests.factories import interview, outcome


_COMPOSER = Composer()
_ISOLATES = str.maketrans("", "", "\u2068\u2069")
_BERGER = {"given": "Toni", "surname": "Berger"}
_HADDAD = {"given": "ليلى", "surname": "حداد"}
_SATO = {"given": "薫", "surname": "佐藤"}


def _compose(tag: str, formality: Formality = "formal", **candidate: Any) -> Followup:
    facts = interview(candidate={"email": "candidate@example.org", **candidate})
    return _COMPOSER.compose(facts, Rejected(), locale=tag, formality=formality)


def _greeting(
    tag: str, name: Any, *, formality: Formality = "formal", **candidate: Any
) -> str:
    followup = _compose(tag, formality, name=name, **candidate)
    return followup.explain()[0].text.translate(_ISOLATES).partition("\n")[0]


@pytest.mark.parametrize(
    ("title", "gender", "expected"),
    (
        ("Frau", "feminine", "Sehr geehrte Frau Berger,"),
        ("Fr.", "feminine", "Sehr geehrte Frau Berger,"),
        ("Herrn", "masculine", "Sehr geehrter Herr Berger,"),
        ("Hr.", "masculine", "Sehr geehrter Herr Berger,"),
        ("Frau Dr.", "feminine", "Sehr geehrte Frau Dr. Berger,"),
        ("Herr Prof. Dr.", "masculine", "Sehr geehrter Herr Prof. Dr. Berger,"),
        ("Dr. Dr.", "feminine", "Sehr geehrte Frau Dr. Dr. Berger,"),
        ("Dr.", None, "Guten Tag Dr. Toni Berger,"),
        # What fields called salutation hold.
        ("Sehr geehrte Frau", None, "Sehr geehrte Frau Berger,"),
        ("Sehr geehrter Herr Dr.", "masculine", "Sehr geehrter Herr Dr. Berger,"),
        ("Divers", None, "Guten Tag Toni Berger,"),
        ("keine Angabe", "neutral", "Guten Tag Toni Berger,"),
        ("Sr.", "masculine", "Sehr geehrter Herr Berger,"),
        # Words of courtesy state the gender, in whatever language.
        ("Frau", None, "Sehr geehrte Frau Berger,"),
        ("Herrn Dr.", None, "Sehr geehrter Herr Dr. Berger,"),
        ("Mr", "masculine", "Sehr geehrter Herr Berger,"),
        ("MR.", None, "Sehr geehrter Herr Berger,"),
        ("Ms Dr.", None, "Sehr geehrte Frau Dr. Berger,"),
        ("Señora", None, "Sehr geehrte Frau Berger,"),
        ("السيدة", None, "Sehr geehrte Frau Berger,"),
        # Words that state none are not the letter's.
        ("Mx", None, "Guten Tag Toni Berger,"),
        ("Mx", "neutral", "Guten Tag Toni Berger,"),
        ("様", None, "Guten Tag Toni Berger,"),
    ),
)
def test_a_title_of_courtesy_is_said_in_the_greeting_s_own_word(
    title: str, gender: str | None, expected: str
) -> None:
    """Hosts keep Frau, Fr. or Mr in the field for titles; none is printed twice."""
    assert expected == _greeting("de", {"title": title, **_BERGER}, gender=gender)


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        ({"title": "Frau", "given": "Toni"}, "Guten Tag Toni,"),
        ({"title": "Frau", "surname": "Berger"}, "Sehr geehrte Frau Berger,"),
        ({"title": "Dr.", "given": "Dr. Toni"}, "Guten Tag Dr. Toni,"),
    ),
)
def test_a_greeting_without_room_for_courtesy_leaves_it_out(
    name: dict[str, str], expected: str
) -> None:
    """Nobody says "Guten Tag Frau Toni"."""
    assert expected == _greeting("de", name)


@pytest.mark.parametrize(
    ("title", "gender", "expected"),
    (
        ("Ms", None, "Dear Ms Berger,"),
        ("Mrs.", "feminine", "Dear Mrs. Berger,"),
        ("Mx", None, "Dear Mx Berger,"),
        ("Frau", None, "Dear Ms Berger,"),
        ("Herrn", None, "Dear Mr Berger,"),
        ("Frau Dr.", "feminine", "Dear Dr. Berger,"),
        ("Mr. Dr.", None, "Dear Dr. Berger,"),
        ("Professor", "masculine", "Dear Professor Berger,"),
        ("Dr.", "neutral", "Dear Dr. Berger,"),
        # Too short to be sure of in another language: printed as it was stated.
        ("Fr.", None, "Dear Fr. Berger,"),
        ("先生", None, "Dear Toni Berger,"),
        ("Dr. 先生", None, "Dear Dr. Berger,"),
        ("Dear Ms", None, "Dear Ms Berger,"),
        ("様", None, "Dear Toni Berger,"),
    ),
)
def test_a_foreign_title_of_courtesy_becomes_the_letter_s(
    title: str, gender: str | None, expected: str
) -> None:
    """English has no row by gender: its own word stands where a foreign one did."""
    assert expected == _greeting("en", {"title": title, **_BERGER}, gender=gender)


def test_the_language_of_the_person_explains_an_abbreviation() -> None:
    """Fr. is Frau if the candidate reads German."""
    name = {"title": "Fr.", **_BERGER}

    assert "Dear Ms Berger," == _greeting("en", name, locale="de")


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        ({"title": "Mr", "surname": "Berger"}, "Hallo Herr Berger,"),
        ({"title": "Frau", "surname": "Berger"}, "Hallo Frau Berger,"),
        ({"title": "Mx", "surname": "Berger"}, "Hallo Berger,"),
        ({"title": "Frau", **_BERGER}, "Hallo Toni,"),
    ),
)
def test_an_informal_greeting_uses_courtesy_for_a_bare_surname(
    name: dict[str, str], expected: str
) -> None:
    """Only somebody whose given name is not known is Frau Berger to friends."""
    assert expected == _greeting("de", name, formality="informal")


@pytest.mark.parametrize(
    ("title", "gender", "expected"),
    (
        ("السيدة", "feminine", "السيدة ليلى حداد المحترمة،"),
        ("السيدة", None, "السيدة ليلى حداد المحترمة،"),
        ("الدكتورة", "feminine", "الدكتورة ليلى حداد المحترمة،"),
        ("السيدة الدكتورة", "feminine", "الدكتورة ليلى حداد المحترمة،"),
        ("الدكتورة", None, "الدكتورة ليلى حداد،"),
        ("د.", "feminine", "د. ليلى حداد المحترمة،"),
        ("Ms", None, "السيدة ليلى حداد المحترمة،"),
        ("Dr.", None, "مرحبًا ليلى حداد،"),
    ),
)
def test_arabic_says_one_form_of_address(
    title: str, gender: str | None, expected: str
) -> None:
    """A title of learning takes the place of السيدة and السيد; both together never."""
    assert expected == _greeting("ar", {"title": title, **_HADDAD}, gender=gender)


@pytest.mark.parametrize(
    "name",
    ("السيدة ليلى حداد", {"given": "السيد", "surname": "أحمد"}, {"given": "السيد"}),
)
def test_a_name_that_begins_with_the_courtesy_gets_no_second_one(name: Any) -> None:
    """One string is never split, and السيد is also what people are called."""
    gender = "feminine" if isinstance(name, str) else "masculine"
    whole = name if isinstance(name, str) else " ".join(name.values())

    assert f"مرحبًا {whole}،" == _greeting("ar", name, gender=gender)


@pytest.mark.parametrize(
    ("locale", "title", "gender"),
    (
        ("de", "Herr", "feminine"),
        ("de", "Frau Prof. Dr.", "masculine"),
        ("de", "Frau", "neutral"),
        ("de", "Herr/Frau", None),
        ("de", "Herr Professorin", None),
        ("de", "Mr", "feminine"),
        ("en", "Mr", "feminine"),
        ("en", "Mr & Mrs", None),
        ("ar", "السيدة", "masculine"),
        ("ar", "الدكتور", "feminine"),
        ("ja", "Mrs", "masculine"),
    ),
)
@pytest.mark.parametrize("formality", ("formal", "informal"))
def test_a_title_against_the_gender_is_refused(
    locale: str, title: str, gender: str | None, formality: Formality
) -> None:
    """Which of two facts is right only the person knows; a letter guesses neither."""
    with pytest.raises(FactsError) as caught:
        _greeting(
            locale, {"title": title, **_BERGER}, gender=gender, formality=formality
        )

    assert (("interview.candidate.name.title",), ("contradictory_title",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert title not in str(caught.value)


def test_every_contradiction_is_told_at_once() -> None:
    """A title against the gender is reported together with other problems."""
    facts = interview(
        candidate={"name": {"title": "Herr", **_BERGER}, "gender": "feminine"},
        role={"title": {"en": "Engineer"}},
    )
    with pytest.raises(FactsError) as caught:
        _COMPOSER.compose(facts, Rejected(), locale="de")

    assert {"contradictory_title", "no_translation"} == set(caught.value.codes)


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        ("佐藤薫様", "佐藤薫 様"),
        ("佐藤薫 様", "佐藤薫 様"),
        ("佐藤薫さま", "佐藤薫 様"),
        ("佐藤薫さん", "佐藤薫 様"),
        ("佐藤薫殿", "佐藤薫 様"),
        ("林様", "林 様"),
        ("Ada Lovelace 様", "Ada Lovelace 様"),
        ({"given": "薫様", "surname": "佐藤"}, "佐藤薫 様"),
        ("佐藤薫先生", "佐藤薫 先生"),
        ("佐藤薫先生様", "佐藤薫 先生"),
        ({"title": "先生", **_SATO}, "佐藤薫 先生"),
        ({"title": "先生様", **_SATO}, "佐藤薫 先生"),
        ({"title": "様", **_SATO}, "佐藤薫 様"),
        ({"title": "さん", **_SATO}, "佐藤薫 様"),
        ({"title": "Dr.", **_SATO}, "佐藤薫 様"),
        # Surnames that end so.
        ("鵜殿", "鵜殿 様"),
        ("源氏", "源氏 様"),
        ({"given": "薫", "surname": "鵜殿"}, "鵜殿薫 様"),
    ),
)
def test_japanese_says_one_honorific(name: Any, expected: str) -> None:
    """様 is said once to everybody, and 先生 takes its place."""
    assert expected == _greeting("ja", name)


@pytest.mark.parametrize("locale", ("en", "de", "ar"))
def test_an_honorific_elsewhere_belongs_to_the_name(locale: str) -> None:
    """Only a Japanese letter knows what 様 behind a name is."""
    assert "王様" in _greeting(locale, "王様")


def test_a_name_of_another_language_keeps_its_end_in_a_japanese_letter() -> None:
    """Who reads Chinese, or has a Chinese name, may be called so."""
    assert "王様 様" == _greeting("ja", "王様", locale="zh")
    name = {"given": "様", "surname": "王", "locale": "zh"}
    assert "王様 様" == _greeting("ja", name)


def test_the_header_shows_a_name_as_it_was_given() -> None:
    """Only the greeting leaves an honorific out."""
    assert "佐藤薫様" == _compose("ja", name="佐藤薫様").recipient.name


@pytest.mark.parametrize(
    ("locale", "title", "found"),
    (
        ("en", "先生", True),
        ("ja", "Dr.", True),
        ("ar", "Prof. Dr.", True),
        ("en", "Dr.", False),
        ("ja", "先生", False),
        ("ja", "Mr", False),
        ("en", "様", False),
    ),
)
def test_a_title_that_is_left_out_is_a_finding(
    locale: str,
    title: str,
    found: bool,  # noqa: FBT001  a case of the table
) -> None:
    """A title in a script that readers of the letter may not know is not printed."""
    findings = _compose(locale, name={"title": title, **_BERGER}).findings

    assert found == any(
        (finding.code, finding.path)
        == ("title_left_out", "interview.candidate.name.title")
        for finding in findings
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    (("鈴木様", "鈴木"), ("鈴木 健 さん", "鈴木 健"), ("鈴木先生", "鈴木先生")),
)
def test_colleagues_are_named_without_an_honorific(typed: str, told: str) -> None:
    """To candidates, a Japanese company speaks of its own people plainly."""
    session = {
        "start": "2026-11-19T14:00+09:00[Asia/Tokyo]",
        "end": "2026-11-19T15:00+09:00[Asia/Tokyo]",
        "interviewers": [{"name": typed}],
    }
    letters = {
        locale: Composer()
        .compose(interview(sessions=[session]), outcome("rejected"), locale=locale)
        .text
        for locale in ("en", "ja")
    }

    assert f"弊社の{told}との面接" in letters["ja"]
    assert typed in letters["en"]
