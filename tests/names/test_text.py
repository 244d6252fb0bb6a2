"""What names are made of: user-perceived characters and words."""

from __future__ import annotations

import pytest

from followup_kit.names._text import first_grapheme, split_words


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
