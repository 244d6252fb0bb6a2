"""Lines, texts, values and tags are told apart, up to the bounds of a file."""

from __future__ import annotations

import pytest

from followup_kit.templating._faults import Faults
from followup_kit.templating._scanner import Line, Output, Tag, Text, scan


def scanned(source: str, *, braces: bool = True) -> list[Line]:
    """Return the lines of a source that has no faults."""
    faults = Faults()
    lines = scan("x", source, faults, braces=braces)
    faults.raise_any()
    return lines


def codes_of(source: str) -> list[str]:
    """Return the codes of the faults of a source."""
    faults = Faults()
    scan("x", source, faults)
    return [problem.code for problem in faults]


def test_a_line_is_made_of_pieces() -> None:
    """White space stays in texts, and goes inside of braces."""
    assert [
        Line(1, (Text("a "), Output("b|c"), Text(" d"))),
        Line(2, (Tag("if", "x and y"),)),
        Line(3, ()),
        Line(4, (Text("  "), Tag("endif", ""), Text(" "))),
    ] == scanned("a {{  b|c }} d\n{%if x and y  %}\n\n  {% endif %} ")


def test_notes_vanish_with_the_lines_they_are_alone_on() -> None:
    """What stands beside them keeps its line."""
    assert [
        Line(1, (Text("a"), Text("c"))),
        Line(5, (Text("d"),)),
        Line(6, (Text(" "), Text("e"))),
        Line(7, ()),
    ] == scanned("a{# b #}c\n{# one\ntwo #}\n  {# x #}  \nd\n{# y #} {# z #}e\n")


def test_a_tag_alone_on_its_line_is_told() -> None:
    """White space beside it does not count, another tag does."""
    lines = scanned("{% a %}\n  {% b %} \n{% c %}{% d %}\n{% e %} x\n{{ f }}\nx\n")
    tags = [line.lone_tag for line in lines]
    assert [Tag("a", ""), Tag("b", ""), None, None, None, None, None] == tags
    assert [False] * 6 + [True] == [line.blank for line in lines]


def test_braces_of_a_style_sheet_are_text() -> None:
    """Where a layout is scanned."""
    pieces = [
        p
        for line in scanned("a { b: {{ c }} } }} %} #}", braces=False)
        for p in line.pieces
    ]
    assert "a { b:  } }} %} #}" == "".join(
        p.text for p in pieces if isinstance(p, Text)
    )


@pytest.mark.parametrize(
    ("source", "more", "code"),
    (
        ("a" * 4_000, "a", "line_too_long"),
        ("\n" * 1_999, "\n\n", "too_large"),
        (("{{ a }}" * 100 + "\n") * 20, "{{ a }}", "too_large"),
    ),
)
def test_a_file_has_its_bounds(source: str, more: str, code: str) -> None:
    """What is exactly as much is still read."""
    assert [] == codes_of(source)
    assert [code] == codes_of(source + more)


def test_an_expression_has_two_hundred_characters_at_most() -> None:
    """Spaces at its ends are counted as well."""
    assert [] == codes_of("{{ " + "a" * 198 + " }}")
    assert ["too_long"] == codes_of("{{ " + "a" * 199 + " }}")


@pytest.mark.parametrize(
    "character",
    (
        *("\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x9f", "\u2028", "\u2029"),
        *("\u202a", "\u202e", "\u2066", "\u2069", "\ue000", "\uf8ff", "\ufdd0"),
        *("\ufdef", "\ufeff", "\ufff9", "\uffff", "\ud800", "\udfff"),
        *("\U000e0000", "\U000e007f"),
    ),
)
def test_what_cannot_be_seen_is_no_part_of_a_file(character: str) -> None:
    """It is told by its number."""
    assert ["forbidden_character"] == codes_of(f"a{character}b")


@pytest.mark.parametrize(
    "character", ("\t", "\u00a0", "\u200d", "\u2060", "é", "😀", "\u202f")
)
def test_letters_spaces_and_joiners_are_welcome(character: str) -> None:
    """Languages need them."""
    assert [] == codes_of(f"a{character}b")


def test_twenty_strange_characters_are_enough() -> None:
    """The rest would be told in the same words."""
    assert ["forbidden_character"] * 20 == codes_of("\x00\n" * 30)
