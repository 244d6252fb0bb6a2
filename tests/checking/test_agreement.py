"""HTML and plain text of a message tell the same."""

from __future__ import annotations

import pytest

from followup_kit.checking._agreement import unsaid_in_html


_PAGE = "<html><head><title>Gone</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("part", "body"),
    (
        ("Hello Kim,", "<p>Hello <b>Kim</b>,</p>"),
        ("A & B's", "<p>A &amp; B's</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        (
            "Go\nhttps://a.example/?x=1&y=2",
            '<a href="https://a.example/?x=1&amp;y=2">Go</a>',
        ),
        ("\u2068דנה\u2069, hello", "<p><bdi>דנה</bdi>, hello</p>"),
        ("Two\nlines", "<p>Two<br>lines</p>"),
    ),
)
def test_what_is_said_is_found(part: str, body: str) -> None:
    """Marks, spaces and markup are no difference."""
    assert [] == list(unsaid_in_html([part], _PAGE.format(body), "- "))


@pytest.mark.parametrize(
    ("part", "body"),
    (
        ("We said no.", "<p>We said</p>"),
        ("Gone", "<p>Here</p>"),
        ("- one\n- two", "<ul><li>one</li></ul>"),
        ("Go\nhttps://a.example/", '<a href="https://b.example/">Go</a>'),
        ("Hello", ""),
    ),
)
def test_what_is_missing_is_found(part: str, body: str) -> None:
    """Words, items and addresses that only the text has are reported by number."""
    parts = ["Dear", part]
    html = _PAGE.format(f"<p>Dear</p>{body}")
    assert [1] == list(unsaid_in_html(parts, html, "- "))
