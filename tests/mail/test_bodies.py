"""Bodies arrive as they were written."""

from __future__ import annotations

import re
from base64 import b64decode
from quopri import decodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.mail._bodies import encode_body


@pytest.mark.parametrize(
    "text", ("Hello,\n\nbye\n", "no end", "x" * 78, "\tindent\n", "\n\na", "a b\n" * 60)
)
def test_sturdy_ascii_is_sent_as_it_is(text: str) -> None:
    """Text that no relay would touch needs no encoding."""
    assert ("7bit", text) == encode_body(text)


@pytest.mark.parametrize(
    "text",
    (
        "x" * 79,
        "word " * 16 + "word",
        "a\n" + "x" * 2_000 + "\nb",
        "space at the end \nb",
        "tab at the end\t",
        "a\nFrom here\n",
        "From here",
        "a\n.\nb",
        ".hidden",
        "Grüße an alle Kolleginnen und Kollegen\n",
        "a=b c=d e=f ü\n",
        "ü" + "From x\n" * 30,
        ("word " * 15 + "From ü\n") * 9,
        # What the binascii module writes in lines of 77 and 78 octets.
        "x" * 73 + "= \nü",
        "x" * 74 + "= \nü",
        "x" * 75 + " \nü",
        "x" * 76 + " \nü",
        "=" + "x" * 74 + " \nü",
        "=" + "x" * 72 + "\t\nü",
        "From From here",
        "From " + "x" * 71 + "\nü",
        "From " + "x" * 69 + "=\nü",
        "From " + "x" * 68 + "=.\nü",
        "From " * 30 + "ü",
    ),
)
def test_fragile_text_is_quoted_printable(text: str) -> None:
    """What a relay might cut, mangle or strip is written in another way."""
    encoding, lines = encode_body(text)

    assert "quoted-printable" == encoding
    assert text == decodestring(lines.encode()).decode()
    assert max(map(len, lines.split("\n"))) <= 76
    assert not re.search(r"^From |^\.$|[ \t]$", lines, re.MULTILINE)


@given(st.text("ab .=\t\nüF", min_size=60, max_size=200))
def test_lines_of_any_text_keep_their_limit(text: str) -> None:
    """No line is above 76 octets, and every text comes back."""
    text = text.replace("F", "From ")
    encoding, lines = encode_body(text + "ü")

    assert text + "ü" == _decoded(encoding, lines)
    assert max(map(len, lines.split("\n"))) <= 76
    assert not re.search(r"^From |^\.$|[ \t]$", lines, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("x" * 76 + "\n" + "x" * 75 + " \n", ["x" * 76, "x" * 75 + "=", "=20"]),
        ("a=" + "x" * 71 + " \n", ["a=3D" + "x" * 71 + "=", "=20"]),
        ("x" * 72 + "= \n", ["x" * 72 + "=3D=", "=20"]),
        ("x" * 74 + " \n", ["x" * 74 + "=", "=20"]),
    ),
)
def test_a_long_line_is_broken_as_late_as_possible(
    text: str, expected: list[str]
) -> None:
    """The soft line break stands before the space that did not fit."""
    _, lines = encode_body(text + "ü")

    assert [*expected, "=C3=BC"] == lines.split("\n")


def _decoded(encoding: str, lines: str) -> str:
    if encoding == "base64":
        return b64decode(lines).decode().replace("\r\n", "\n")
    return decodestring(lines.encode()).decode()


@pytest.mark.parametrize("text", ("選考結果のご連絡\n" * 20, "ё", "مرحبا\nبك"))
def test_other_scripts_are_base64(text: str) -> None:
    """Where quoted-printable would triple the size, base64 is used, with CRLF."""
    encoding, lines = encode_body(text)

    assert "base64" == encoding
    assert text.replace("\n", "\r\n") == b64decode(lines).decode()
    assert max(map(len, lines.split("\n"))) <= 76


@pytest.mark.parametrize(
    ("count", "expected"), ((9, "base64"), (10, "quoted-printable"))
)
def test_the_shorter_encoding_is_taken(count: int, expected: str) -> None:
    """Where both are as long, the one that people can read."""
    assert expected == encode_body("é" + "a" * count)[0]


@pytest.mark.parametrize(
    ("count", "expected"), ((18, [72]), (19, [76]), (20, [76, 4]), (39, [76, 76, 4]))
)
def test_base64_lines_are_full(count: int, expected: list[int]) -> None:
    """Every line but the last holds 57 octets."""
    _, lines = encode_body("中" * count)

    assert expected == [len(line) for line in lines.splitlines()]
