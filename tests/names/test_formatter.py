"""The formatter where CLDR's test data say nothing: choice of locale and order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from followup_kit.errors import LocaleError, NameFormError
from followup_kit.names import Formality, NameFormatter, PersonName, Usage


_EINSTEIN = PersonName(given="Albert", surname="Einstein", locale="de-CH")
_MIYAZAKI = PersonName(given="駿", surname="宮崎", locale="ja")


@pytest.mark.parametrize(
    ("reader", "name", "expected"),
    (
        # The examples of UTS #35 Part 8, "Examples of space replacement".
        ("ja", _EINSTEIN, "Albert Einstein"),
        (
            "ja",
            PersonName(given="アルベルト", surname="アインシュタイン", locale="de-CH"),
            "アルベルト・アインシュタイン",
        ),
        ("ja", _MIYAZAKI, "宮崎駿"),
        ("de-CH", _EINSTEIN, "Albert Einstein"),
        (
            "de-CH",
            PersonName(given="アルベルト", surname="アインシュタイン", locale="de-CH"),
            "アルベルト・アインシュタイン",
        ),
        # A name in another script is formatted as its own language does it.
        ("en", _MIYAZAKI, "宮崎駿"),
        ("de", PersonName(given="민수", surname="김", locale="ko"), "김민수"),
        ("ru", PersonName(given="Péter", surname="Nagy", locale="hu"), "Nagy Péter"),
        ("ko", PersonName(given="太郎", surname="山田", locale="ja"), "山田 太郎"),
        ("he", PersonName(given="Ada", surname="Lovelace"), "Ada Lovelace"),
        # The reader's locale decides whose names come surname first.
        ("hu", PersonName(given="Péter", surname="Nagy", locale="hu"), "Nagy Péter"),
        ("en", PersonName(given="Péter", surname="Nagy", locale="hu"), "Péter Nagy"),
        ("en", PersonName(given="Minsu", surname="Kim", locale="ko-KR"), "Kim Minsu"),
        ("zh-TW", PersonName(given="大文", surname="陳", locale="zh-HK"), "陳大文"),
        # Without a locale the script decides: Latin letters mean English.
        ("hu", PersonName(given="Péter", surname="Nagy"), "Péter Nagy"),
        ("zh", PersonName(given="小明", surname="王"), "王小明"),
        ("ja", PersonName(given="たろう", surname="やまだ"), "やまだたろう"),
        ("en", PersonName(given="Анна", surname="Каренина"), "Анна Каренина"),
        # The surname's script counts; characters of no script are passed over.
        ("ja", PersonName(given="太郎", surname="Smith", locale="ja"), "Smith 太郎"),
        ("en", PersonName(given="7", surname="@"), "7 @"),
        ("ja", PersonName(given="太郎", surname="・山田", locale="ja"), "・山田太郎"),
    ),
)
def test_order_script_and_space(reader: str, name: PersonName, expected: str) -> None:
    """Order and space follow the reader's locale, the name's language and script."""
    formatter = NameFormatter(reader)

    assert expected == formatter.format(name, formality="informal")


@pytest.mark.parametrize(
    ("options", "expected"),
    (
        ({"length": "long"}, "Prof. Ada Maria van den Berg PhD"),
        ({"usage": "addressing"}, "Prof. van den Berg"),
        ({"usage": "addressing", "formality": "informal"}, "Addi"),
        ({"usage": "monogram", "length": "long"}, "AMV"),
        ({"order": "sorting", "length": "short"}, "Berg, A.M. van den"),
        ({"order": "surnameFirst", "formality": "informal"}, "van den Berg Addi"),
    ),
)
def test_the_four_choices(options: dict[str, Any], expected: str) -> None:
    """Length, usage, formality and order each change the form."""
    name = PersonName(
        title="Prof.",
        given="Ada",
        given_informal="Addi",
        given2="Maria",
        surname_prefix="van den",
        surname_core="Berg",
        credentials="PhD",
    )

    assert expected == NameFormatter("en-AU").format(name, **options)


def test_sorting_disregards_usage() -> None:
    """A sorted list has one form, whatever the name is used for."""
    name = PersonName(given="Ada", surname="Lovelace")
    formatter = NameFormatter("de")

    assert formatter.format(name, order="sorting") == formatter.format(
        name, order="sorting", usage="monogram"
    )


@pytest.mark.parametrize("usage", ("referring", "addressing"))
@pytest.mark.parametrize("part", ("given", "surname", "surname_core"))
def test_a_mononym_fills_every_form(part: str, usage: Usage) -> None:
    """The only name stands wherever the other would, and no title stands alone."""
    name = PersonName(title="Dr.", **{part: "Sukarno"})

    formalities: tuple[Formality, ...] = ("formal", "informal")
    for locale in ("de", "fr", "hu", "ja", "ko", "vi", "zh"):
        for formality in formalities:
            text = NameFormatter(locale).format(name, usage=usage, formality=formality)
            assert "Sukarno" in text, locale


def test_a_preferred_name_fills_a_missing_given_name() -> None:
    """Where only the informal given name is known, formal patterns take it."""
    name = PersonName(title="Dr.", given_informal="Bob", surname="Smith")

    assert "Dr. Bob Smith" == NameFormatter("en").format(name, length="long")


@pytest.mark.parametrize("given", ("-", "\u0301", "·", "/"))
@pytest.mark.parametrize("locale", ("el", "ta", "en-GB"))
def test_odd_names_have_initials(locale: str, given: str) -> None:
    """A name without letters has something to show for its initial."""
    formatter = NameFormatter(locale)
    name = PersonName(given=given)

    assert formatter.format(name, usage="monogram")
    assert formatter.format(name, length="short")
    assert formatter.format(PersonName(given=given, surname=given), length="short")


@pytest.mark.parametrize("name", ("Dr. Jane Goodall", "山田 太郎", "O", "  Ana  María"))
def test_a_single_string_stands_as_it_is(name: str) -> None:
    """Nobody knows the parts of a single string, so nothing is done to it."""
    assert name == NameFormatter("ja").format(name, usage="addressing")


def test_the_monogram_of_a_single_string_is_its_first_letter() -> None:
    """A monogram of an unparsed name is one letter, in capitals."""
    assert "É" == NameFormatter("fr").format("élodie", usage="monogram")


@pytest.mark.parametrize(
    ("reader", "expected"), (("tr", "İ"), ("az", "İ"), ("en", "I"), ("lt", "I"))
)
def test_capitals_follow_the_language(reader: str, expected: str) -> None:
    """The capital of a dotted i is dotted in Turkic languages."""
    name = PersonName(given="ismail", locale=reader)
    formatter = NameFormatter(reader)

    assert expected == formatter.format(name, usage="monogram", length="short")


@pytest.mark.parametrize("option", ("length", "usage", "formality", "order"))
@pytest.mark.parametrize("name", (PersonName(given="Ada"), "Ada Byrne"))
def test_unknown_options_are_refused(name: PersonName | str, option: str) -> None:
    """A misspelt option is refused by the argument's name, without its value."""
    options: dict[str, Any] = {option: "secret"}

    with pytest.raises(NameFormError) as caught:
        NameFormatter("de").format(name, **options)

    assert ("unknown_option",) == caught.value.codes
    assert (option,) == caught.value.paths
    assert "secret" not in str(caught.value)


def test_the_readers_locale_must_be_one() -> None:
    """A formatter for no locale cannot be made."""
    with pytest.raises(LocaleError):
        NameFormatter("nowhere")


def test_a_language_without_name_data_uses_the_root() -> None:
    """A language of which CLDR knows no names gets the root's patterns."""
    name = PersonName(given="Ada", surname="Lovelace")

    assert "Ada Lovelace" == NameFormatter("eo").format(name)


def test_formatters_show_their_locale() -> None:
    """A formatter names its locale in canonical form."""
    assert "NameFormatter('de-AT')" == repr(NameFormatter("de_at"))
    assert "de-AT" == NameFormatter("de_at").locale


def test_threads_share_a_formatter() -> None:
    """Many threads get what one gets, from the first call on."""
    formatter = NameFormatter("nl-BE")
    names = [PersonName(title="Dr.", given="Jan", surname=f"N{n}") for n in range(200)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(formatter.format, names))

    assert [f"Jan N{n}" for n in range(200)] == found


@pytest.mark.parametrize("name", (None, 5, b"Ana", ["Ana"], object()))
def test_a_name_is_text_or_parts(name: Any) -> None:
    """Anything else is refused by an error of ours."""
    with pytest.raises(NameFormError) as caught:
        NameFormatter("en").format(name)

    assert (("name",), ("not_text",)) == (caught.value.paths, caught.value.codes)
