"""What a title says: courtesy, gender, learning."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale
from followup_kit.names import read_title, split_honorific


_TABLE: dict[str, Any] = tomllib.loads(
    files("followup_kit")
    .joinpath("names/data/courtesy_titles.toml")
    .read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("title", "locale", "expected"),
    (
        ("Frau Dr.", "de", ("Frau", "Dr.", {"feminine"})),
        ("Prof. Dr. h. c.", "de", ("", "Prof. Dr. h. c.", set())),
        ("herr", "de-AT", ("herr", "", {"masculine"})),
        ("Mme", "fr-CA", ("Mme", "", {"feminine"})),
        ("M.", "fr", ("M.", "", {"masculine"})),
        ("M.", "en", ("", "M.", set())),
        ("Mx", "en", ("Mx", "", set())),
        ("Sehr geehrte Frau Dr.", "de", ("Frau", "Dr.", {"feminine"})),
        ("Dear Mr", "en", ("Mr", "", {"masculine"})),
        ("Divers", "de", ("", "", set())),
        ("keine Angabe", "de", ("", "", set())),
        ("様", "ja", ("", "", set())),
        ("先生", "ja", ("", "先生", set())),
        ("先生", "zh-TW", ("先生", "", {"masculine"})),
        ("박사님", "ko", ("", "박사", set())),
        ("Dr./Prof.", "en", ("", "Dr./Prof.", set())),
        ("Mr/Mrs", "en", ("Mr Mrs", "", {"feminine", "masculine"})),
        ("Fru", "nn", ("Fru", "", {"feminine"})),
    ),
)
def test_a_title_is_read_in_the_language_of_the_letter(
    title: str, locale: str, expected: tuple[str, str, set[str]]
) -> None:
    """Courtesy is told from learning, and honorifics of the greeting are not kept."""
    stated = read_title(title, locale)

    assert expected == (stated.courtesy, stated.rest, set(stated.genders))


def test_the_person_s_languages_come_second() -> None:
    """An abbreviation is understood in the language of the name or its bearer."""
    assert frozenset() == read_title("Fr.", "en").genders
    assert {"feminine"} == read_title("Fr.", "en", name_locales=["de-CH"]).genders
    assert {"masculine"} == read_title("先生", "de", name_locales=["zh"]).genders
    assert frozenset() == read_title("先生", "de", name_locales=["ja"]).genders


def test_a_set_can_bring_words_of_its_own() -> None:
    """A language that is not in the table is taught by the set written in it."""
    words = {"feminine": ["gospa", "ga."]}

    assert frozenset() == read_title("ga", "sl").genders
    stated = read_title("ga", "sl", courtesies=words)
    assert ({"feminine"}, True) == ({*stated.genders}, stated.is_local)


def test_a_foreign_word_is_told_from_a_local_one() -> None:
    """Mr is understood in a German letter, and not printed there as it is."""
    assert not read_title("Mr", "de").is_local
    assert read_title("Mr", "en").is_local


@pytest.mark.parametrize(
    ("title", "locale", "readable"),
    (
        ("Dr.", "en", True),
        ("Dr.", "ja", False),
        ("先生", "ja", True),
        ("博士", "zh-Hant", True),
        ("박사", "ko", True),
        ("د.", "ar", True),
        ("доктор", "en", False),
        ("1.", "ar", True),
    ),
)
def test_a_title_has_a_script(title: str, locale: str, *, readable: bool) -> None:
    """What readers of the letter's language cannot read is told."""
    stated = read_title(title, locale)

    assert ((title, "") if readable else ("", title)) == (
        stated.rest,
        stated.unreadable,
    )


@pytest.mark.parametrize(
    ("name", "locale", "expected"),
    (
        ("佐藤薫様", "ja", ("佐藤薫", "")),
        ("佐藤薫先生", "ja-JP", ("佐藤薫", "先生")),
        ("佐藤薫 教授 様", "ja", ("佐藤薫", "教授")),
        ("鵜殿", "ja", ("鵜殿", "")),
        ("様", "ja", ("様", "")),
        ("王様", "zh", ("王様", "")),
        ("김민수님", "ko", ("김민수", "")),
        ("김민수 박사님", "ko", ("김민수", "박사")),
        ("Ms Clarke", "en", ("Ms Clarke", "")),
        ("", "ja", ("", "")),
    ),
)
def test_an_honorific_behind_a_name_is_found_in_its_language(
    name: str, locale: str, expected: tuple[str, str]
) -> None:
    """Japanese and Korean put honorifics behind names; a whole name is left."""
    assert expected == split_honorific(name, locale)


def test_only_what_is_foreign_is_unreadable() -> None:
    """Of a title in two scripts the readable part remains."""
    stated = read_title("Dr. 先生", "en")

    assert ("Dr.", "先生") == (stated.rest, stated.unreadable)


def test_a_known_gender_explains_an_abbreviation() -> None:
    """Sr. is Señor to somebody who knows that a man is meant, and may be a nun."""
    assert "Sr." == read_title("Sr.", "de").rest
    assert "Sr." == read_title("Sr.", "de", gender="feminine").rest
    assert "Sr." == read_title("Sr.", "de", gender="masculine").courtesy


def test_a_title_does_not_show_in_its_repr() -> None:
    """Logs stay clean of what people are called."""
    assert "StatedTitle(...)" == repr(read_title("Dr.", "en"))


def test_a_locale_must_be_one() -> None:
    """A title is read in a language that CLDR knows."""
    with pytest.raises(LocaleError):
        read_title("Dr.", "nowhere")


def test_the_table_is_sound() -> None:
    """Languages are canonical, and no word of one language has two meanings."""
    kinds = ("feminine", "masculine", "neutral", "honorific")
    for language, row in _TABLE.items():
        assert canonical_locale(language) == language
        tables = [row, row.get("here", {})]
        words = [
            w.casefold() for t in tables for kind in kinds for w in t.get(kind, ())
        ]
        assert sorted(set(words)) == sorted(words), language
        assert not set(row) - {*kinds, "here", "forms", "after", "role_after"}
