"""The forms of a name that greetings, sentences and mail headers use."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from followup_kit.errors import LocaleError, NameFormError
from followup_kit.names import PersonName, name_forms


_NAMES = Path(__file__).parents[1] / "corpora" / "names.json"
_CORPUS = [(x["category"], x["name"]) for x in json.loads(_NAMES.read_text("utf-8"))]


def test_all_forms_of_a_full_name() -> None:
    """A name with all its parts fills every form, the preferred name first."""
    name = PersonName(
        title="Dr.",
        given="Robert",
        given_informal="Bob",
        given2="James",
        surname_prefix="van den",
        surname_core="Berg",
        generation="Jr.",
        credentials="PhD",
    )

    assert {
        "full": "Bob van den Berg",
        "given": "Bob",
        "surname": "van den Berg",
        "title": "Dr.",
        "mailbox": "Bob van den Berg",
    } == name_forms(name, "en")


def test_forms_that_cannot_be_filled_are_absent() -> None:
    """A greeting can see what it lacks, and finds no empty form."""
    assert {"full": "Sukarno", "given": "Sukarno", "mailbox": "Sukarno"} == name_forms(
        PersonName(given="Sukarno"), "id"
    )
    assert {"full", "surname", "title", "mailbox"} == set(
        name_forms(PersonName(title="Dr.", surname="Kovács"), "hu")
    )


def test_a_single_string_has_two_forms() -> None:
    """A single string is never split."""
    assert {"full": "Nagy Péter", "mailbox": "Nagy Péter"} == name_forms(
        "Nagy Péter", "hu"
    )


@pytest.mark.parametrize(
    ("reader", "assumed", "expected"),
    (
        ("hu", "hu", "Nagy Péter"),
        ("hu", None, "Péter Nagy"),
        ("de", "hu", "Péter Nagy"),
        # A Japanese name is not written in Latin letters.
        ("hu", "ja", "Péter Nagy"),
    ),
)
def test_the_language_of_an_unlabelled_name_can_be_assumed(
    reader: str, assumed: str | None, expected: str
) -> None:
    """A name that states no language takes the assumed one if its script fits."""
    name = PersonName(given="Péter", surname="Nagy")

    assert expected == name_forms(name, reader, name_locale=assumed)["full"]


def test_a_stated_language_beats_an_assumed_one() -> None:
    """What the name says about itself counts."""
    name = PersonName(given="Anna", surname="Schmidt", locale="de")

    assert "Anna Schmidt" == name_forms(name, "hu", name_locale="hu")["full"]


@pytest.mark.parametrize(
    ("reader", "name", "expected"),
    (
        ("ja", PersonName(given="太郎", surname="山田"), "山田太郎"),
        ("zh", PersonName(given="小明", surname="王"), "王小明"),
        ("ko", PersonName(given="민수", surname="김"), "김민수"),
        (
            "ja",
            PersonName(given="アルベルト", surname="アインシュタイン", locale="de"),
            "アルベルト・アインシュタイン",
        ),
        (
            "zh-TW",
            PersonName(given="阿爾伯特", surname="愛因斯坦", locale="de"),
            "阿爾伯特·愛因斯坦",
        ),
        ("zh-TW", PersonName(given="大文", surname="陳"), "陳大文"),
        ("ja", PersonName(given="Ada", surname="Lovelace"), "Ada Lovelace"),
        # CLDR's pattern has a comma here, for lists; nobody is greeted with one.
        ("de", PersonName(given="Minsu", surname="Kim", locale="ko"), "Kim Minsu"),
    ),
)
def test_the_joint_of_a_full_name(reader: str, name: PersonName, expected: str) -> None:
    """Order and joint are CLDR's, without its comma."""
    assert expected == name_forms(name, reader)["full"]


def test_parts_keep_their_own_spaces() -> None:
    """Only the joint changes: what somebody wrote inside a part stays."""
    name = PersonName(given="メアリー アン", surname="スミス", locale="en")

    assert "メアリー アン・スミス" == name_forms(name, "ja")["full"]


@pytest.mark.parametrize("locale", ("en", "de", "ja", "ar"))
def test_each_name_of_the_corpus_is_kept_or_refused(locale: str) -> None:
    """A single string comes out as it went in, or is refused with a reason."""
    refused: Counter[tuple[str, str]] = Counter()
    for category, name in _CORPUS:
        try:
            assert {"full": name, "mailbox": name} == name_forms(name, locale)
        except NameFormError as error:
            refused[category, error.codes[0]] += 1

    assert {
        ("control", "unprintable"): 12,
        ("bidi-spoof", "unprintable"): 7,
        ("surrogate", "unprintable"): 4,
        ("whitespace", "empty_name"): 2,
        ("whitespace", "unprintable"): 1,
        ("zalgo", "empty_name"): 2,
        ("homoglyph-spoof", "empty_name"): 1,
        ("injection-like", "unprintable"): 1,
    } == refused


@pytest.mark.parametrize("part", ("given", "surname"))
def test_each_name_of_the_corpus_is_kept_as_a_part(part: str) -> None:
    """A part comes out as it went in, outer and doubled spaces aside, or is refused."""
    for _, name in _CORPUS:
        try:
            forms = name_forms(PersonName(**{part: name}), "en")
        except NameFormError:
            continue
        tidy = re.sub(" +", " ", name.strip())
        assert {"full": tidy, part: tidy, "mailbox": tidy} == forms


@pytest.mark.parametrize("locale", ("", "nowhere", "de_DE.UTF-8"))
def test_the_locale_must_be_one(locale: str) -> None:
    """Forms are for readers of a locale that CLDR knows."""
    with pytest.raises(LocaleError):
        name_forms("Ada", locale)


@pytest.mark.parametrize("name", (None, 5, b"Ada", {"given": "Ada"}, ["Ada"]))
def test_what_is_no_name_is_refused(name: Any) -> None:
    """A value that is neither a string nor parts is refused without being repeated."""
    with pytest.raises(NameFormError) as caught:
        name_forms(name, "en")

    assert ("not_a_name",) == caught.value.codes
    assert "Ada" not in str(caught.value)


@pytest.mark.parametrize(
    "name", ("Ada", PersonName(given="Ada"), PersonName(given="Ada", surname="Li"))
)
def test_both_locales_are_looked_at(name: PersonName | str) -> None:
    """A locale that is none is refused, whatever the name has."""
    for locales in ({"locale": "x"}, {"locale": "en", "name_locale": "x"}):
        with pytest.raises(LocaleError):
            name_forms(name, **locales)
