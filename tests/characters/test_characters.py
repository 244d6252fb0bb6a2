"""Classes of characters, the same on every Python."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from followup_kit.characters import holds_unassigned


@pytest.mark.parametrize("text", ("a\u0378", "\u05ff", "山\U0003fffd", "\U000e0fff"))
def test_code_points_without_meaning_are_found(text: str) -> None:
    """What no version of Unicode has assigned is found in every plane."""
    assert holds_unassigned(text)


@pytest.mark.parametrize(
    "text",
    (
        "",
        "Ada",
        "Łukasz",
        "山田",
        "علی\u200cرضا",
        "𠮷野",
        "🧑🏽\u200d🚀",
        "葛\U000e0100城",
    ),
)
def test_text_of_people_is_assigned(text: str) -> None:
    """Letters of all scripts, joiners, pictographs and variants are assigned."""
    assert not holds_unassigned(text)


def test_the_table_is_not_older_than_python_s() -> None:
    """Whatever the running Python knows as a character is one for us too."""
    known = "".join(
        chr(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) != "Cn"
    )

    assert not holds_unassigned(known)
