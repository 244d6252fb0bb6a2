"""What names are made of: user-perceived characters and words."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from followup_kit.errors import NameFormError, Problem
from followup_kit.names._text import (
    _UNPRINTABLE,
    check_name_string,
    clean,
    first_grapheme,
    split_words,
    to_capitals,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("Ada", "A"),
        ("É́lodie", "É́"),
        ("न्यूटन", "न्यू"),
        ("சுப்பிரமணியன்", "சு"),
        ("ស្តូបើ", "ស្តូ"),
        ("กำพล", "กำ"),
        ("김", "김"),
        ("각", "각"),
        ("👩\u200d💻 Ana", "👩\u200d💻"),
        ("🧑🏽\u200d🚀", "🧑🏽\u200d🚀"),
        ("🇪🇸🇫🇷", "🇪🇸"),
        ("🇦🇿🇦", "🇦🇿"),
        ("🇿🇦🇿", "🇿🇦"),
        ("🇦b", "🇦"),
        ("é🇩🇪", "é"),
        ("क्ष्मा", "क्ष्मा"),
        ("\u1161\u11a8", "\u1161\u11a8"),
        ("\ud7a3\u1161", "\ud7a3\u1161"),
        ("\ud7cb\ud7b0", "\ud7cb"),
        ("👍🏻👍", "👍🏻"),
        ("👍🏿👍", "👍🏿"),
        ("A\u20ddb", "A\u20dd"),
        ("\u1100\u1161\u11a8\u1100", "\u1100\u1161\u11a8"),
        ("\u0915\u094d\u200d\u0937x", "\u0915\u094d\u200d\u0937"),
        ("葛\U000e0100城", "葛\U000e0100"),
        ("", ""),
    ),
)
def test_the_first_user_perceived_character(text: str, expected: str) -> None:
    """Marks, joined consonants, syllables, flags and emoji are not cut."""
    assert expected == first_grapheme(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("Mary Beth", [("", "Mary"), (" ", "Beth")]),
        ("Anne-Marie", [("", "Anne"), ("-", "Marie")]),
        ("O'Brien", [("", "O'Brien")]),
        ("Gal·la", [("", "Gal·la")]),
        ("艾达·科", [("", "艾"), ("", "达"), ("·", "科")]),
        ("- Ada -", [("- ", "Ada")]),
    ),
)
def test_words(text: str, expected: list[tuple[str, str]]) -> None:
    """Spaces and hyphens part words; each Han character is one."""
    assert expected == split_words(text)


_WHY = (
    "A name contains a line break, a control character, a bidirectional "
    "override or half a surrogate pair."
)
UNPRINTABLE = (
    "unprintable",
    _WHY,
    "Remove it where the name was entered or imported.",
)


@pytest.mark.parametrize(
    ("value", "expected"),
    (
        (5, ("not_text", "A name is not text.", "Pass it as a str.")),
        ("a\nb", UNPRINTABLE),
        ("a\u2066b", UNPRINTABLE),
        ("a\ud800", UNPRINTABLE),
    ),
)
def test_a_part_is_refused_by_its_path(
    value: object, expected: tuple[str, str, str]
) -> None:
    """The problem says where, what and what to do, in full."""
    with pytest.raises(NameFormError) as caught:
        clean(value, "given")

    assert (Problem("given", *expected),) == caught.value.problems


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        (" ", ("empty_name", "The name is blank.", "State the name.")),
        ("\u200b", ("empty_name", "The name shows nothing.", "State the name.")),
        ("\u2800 \u3164", ("empty_name", "The name shows nothing.", "State the name.")),
        (None, ("not_text", "The name is not text.", "Pass a str or parts.")),
        (5, ("not_text", "The name is not text.", "Pass a str or parts.")),
        (b"Ana", ("not_text", "The name is not text.", "Pass a str or parts.")),
        ("a\rb", UNPRINTABLE),
    ),
)
def test_a_whole_name_is_refused(name: Any, expected: tuple[str, str, str]) -> None:
    """The problem says where, what and what to do, in full."""
    with pytest.raises(NameFormError) as caught:
        check_name_string(name)

    assert (Problem("name", *expected),) == caught.value.problems


@pytest.mark.parametrize(
    ("value", "expected"),
    (
        *(("Ana", "Ana"), (" Ana   María ", "Ana María"), ("A. B.", "A. B.")),
        *((" ", ""), ("", ""), ("\u200b", ""), ("\u3164", ""), ("\u2800 \xad", "")),
        ("علی\u200cرضا", "علی\u200cرضا"),
    ),
)
def test_a_part_is_trimmed_and_its_spaces_are_single(value: str, expected: str) -> None:
    """Nothing else about it changes."""
    assert expected == clean(value, "given")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    (
        ("ilhan ıssık", "tr", "İLHAN ISSIK"),
        ("ilham", "az", "İLHAM"),
        ("ilse", "de", "ILSE"),
        ("Άννα Μαΐου", "el", "ΑΝΝΑ ΜΑΙΟΥ"),
        ("ά", "en", "Ά"),
        ("\u0301", "el", "\u0301"),
        ("groß", "de", "GROSS"),
    ),
)
def test_capitals_follow_the_language(text: str, language: str, expected: str) -> None:
    """Turkic languages keep the dot, Greek drops accents, and nothing gets lost."""
    assert expected == to_capitals(text, language)


def test_no_refused_character_is_printable() -> None:
    """A name that is printable, as Python sees it, holds nothing that is refused."""
    every = map(chr, range(sys.maxunicode + 1))
    refused = [character for character in every if _UNPRINTABLE.match(character)]

    assert not any(character.isprintable() for character in refused)
    for character in refused:
        with pytest.raises(NameFormError, match="unprintable"):
            check_name_string(f"A{character}")
