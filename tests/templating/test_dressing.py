"""All values of a message are dressed at once, each as it would be by itself."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from followup_kit.templating import Filled
from followup_kit.templating._dressing import _SUSPECTS, _may_be_rtl, dress
from followup_kit.templating._values import dressed, foreign


PEOPLE = Filled("\u2068A\u2069", "<bdi>A</bdi>")


@pytest.mark.parametrize("rtl", (True, False))
@pytest.mark.parametrize(
    "given",
    (
        ["Engineer", "", "R&D"],
        ["Zoë", "<b>", "九時", "five – six"],
        ["九時（月）", "ﬁ"],
        ["9:30\u202fAM", "10\u2009–\u200911\u00a0h", "x & y"],
        ["9:30\u202fAM", " x"],
        ["\u00a0x", "y"],
        ["x ", "y"],
        ["مهندس", "Acme", "+46 8 555", "12 مايو", "5", "(٣)", "é", "–"],
        ["a\nb", "c"],
        ["a\nb\u202fc", "d"],
        ["\u0378 x", "y"],
        ["x" * 15_000, "y" * 15_000],
        ["A", PEOPLE, "", PEOPLE],
    ),
)
def test_values_wear_what_each_would_wear(given: list[Any], *, rtl: bool) -> None:
    """Joined or not, plain or not, values are dressed alike."""
    apart = [dressed("", one, rtl=rtl) if one else ("", "") for one in given]
    clothes = dress([*given, ""], rtl)

    assert clothes is not None
    assert [*apart, ("", "")] == [*zip(*clothes, strict=True)]


@pytest.mark.parametrize("rtl", (True, False))
@pytest.mark.parametrize(
    "bad",
    (
        " ",
        "\n",
        "\u00a0",
        "a\x00",
        "\u202e",
        "\ud800",
        "9\u202f\ud800",
        "x" * 20_001,
        None,
        7,
        type("Mine", (str,), {})("mine"),
        Filled("", "x"),
        Filled(" ", "x"),
        Filled("\x1b", "x"),
    ),
)
def test_what_cannot_be_dressed_is_left_to_who_needs_it(
    bad: object, *, rtl: bool
) -> None:
    """A value that is blank or unfit keeps all of them from being dressed at once."""
    for others in ([], [PEOPLE], ["مهندس"], ["A"]):
        assert dress([*others, bad, ""], rtl) is None


def test_unfit_words_beside_a_phrase_are_left_as_well() -> None:
    """A phrase that wears its clothes already excuses no other value."""
    assert dress([PEOPLE, "a\x00", ""], rtl=False) is None


def test_plain_characters_are_plain() -> None:
    """Of all of Unicode, what is not looked at is printable, and from left to right."""
    plain = [
        char
        for char in map(chr, range(0x80, sys.maxunicode + 1))
        if not set(char.encode("utf-8", "surrogatepass")) & set(_SUSPECTS)
    ]

    assert len(plain) > 30_000
    assert "".join(plain).isprintable()
    assert not foreign("".join(plain), rtl=False)


def test_no_character_from_right_to_left_is_overlooked() -> None:
    """All printable characters that are written from right to left are looked at."""
    overlooked = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if char.isprintable()
        and not _may_be_rtl(char.encode())
        and foreign(char, rtl=False)
    ]

    assert [] == overlooked


def test_every_character_is_set_apart_by_the_rule() -> None:
    """In a letter from right to left, single characters are as foreign as before."""
    for start in range(0, sys.maxunicode + 1, 4096):
        chars = [c for c in map(chr, range(start, start + 4096)) if c.isprintable()]
        given = [c for c in chars if not c.isspace()]
        clothes = dress([*given, ""], rtl=True)

        assert clothes is not None
        assert [foreign(c, rtl=True) for c in given] == [
            text != char for text, char in zip(clothes[0], given, strict=False)
        ]
