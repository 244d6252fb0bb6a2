"""Notes are cut out of prose in one pass."""

from __future__ import annotations

import pytest

from followup_kit.checking._cut import without
from tests.checking.sets import LETTER, codes, report_on


@pytest.mark.parametrize(
    ("text", "kept"),
    (
        ("a {# b #} c", "a  c"),
        ("a {# b\nc #}\nd", "a \n\nd"),
        ("a {# b", "a "),
        ("a #} b", "a #} b"),
        ("{##}{##}x", "x"),
        ("{# a {# b #} c", " c"),
        ("", ""),
    ),
)
def test_what_is_marked_is_cut(text: str, kept: str) -> None:
    """Lines stay where they are; what is not closed reaches to the end."""
    assert kept == without(text, "{#", "#}")


@pytest.mark.parametrize(
    "change",
    (
        {"en/still_considered.txt": "{#" * 30_000},
        {"en/still_considered.txt": "{# source: " * 5_000},
        {"en/phrases.toml": "x = " + "[" * 400 + "]" * 400},
        {"en/phrases.toml": "[" + "a." * 9_000 + "a]"},
        {"en/phrases.toml": "x = " + "[" * 60_000},
        {"layout.html": "<style>" * 9_000},
        {"en/still_considered.txt": LETTER + "[" * 3_999},
    ),
)
def test_a_hostile_file_is_reported(change: dict[str, str]) -> None:
    """The check reads files that the loader refuses, and ends with its report."""
    assert "error" in {p.severity for p in report_on(change).problems}
    assert codes(report_on(change))
