"""Text messages: what is made plain, what is never touched, and where they are cut."""

from __future__ import annotations

import pytest

from followup_kit.channels import plain, sms_of


@pytest.mark.parametrize(
    ("typographic", "expected"),
    (
        ("“Yes” – we’re on… 9:00\u202fAM", '"Yes" - we\'re on... 9:00 AM'),
        ("„Ja“ — bis\u00a0Freitag", '"Ja" - bis Freitag'),
        ("• one\n• two", "- one\n- two"),
        ("\u2068Ada\u2069 here", "Ada here"),
        ("Jose\u0301", "José"),
    ),
)
def test_marks_of_typography_become_plain(typographic: str, expected: str) -> None:
    """Quotation marks, dashes and special spaces do not cost a second encoding."""
    assert expected == plain(typographic)


@pytest.mark.parametrize("name", ("François", "Łukasz", "Gergő", "Kaʻiulani", "Şule"))
def test_letters_of_names_are_never_changed(name: str) -> None:
    """A letter outside of GSM-7 stays, and the marks beside it with it."""
    assert f"“{name}” – hello" == plain(f"“{name}” – hello")
    assert "ucs2" == sms_of(plain(name)).encoding


def test_capital_c_with_cedilla_is_in_the_alphabet() -> None:
    """Ç is in GSM-7 and ç is not, which is where other tables go wrong."""
    assert "gsm7" == sms_of("Ça va").encoding
    assert "ucs2" == sms_of("ça va").encoding


def test_links_are_not_made_plain() -> None:
    """An address keeps a dash that would be plain elsewhere."""
    link = "https://example.com/a–b"

    assert f"See {link}" == plain(f"See {link}")


@pytest.mark.parametrize(
    ("text", "encoding", "sizes"),
    (
        ("x" * 160, "gsm7", [160]),
        ("x" * 161, "gsm7", [153, 8]),
        ("€" * 80, "gsm7", [80]),
        ("€" * 81, "gsm7", [76, 5]),
        ("ł" * 70, "ucs2", [70]),
        ("ł" * 71, "ucs2", [67, 4]),
        ("😀" * 35, "ucs2", [35]),
        ("😀" * 36, "ucs2", [33, 3]),
    ),
)
def test_segments_are_cut_between_characters(
    text: str, encoding: str, sizes: list[int]
) -> None:
    """No escape sequence and no surrogate pair is cut in two."""
    sms = sms_of(text)

    assert encoding == sms.encoding
    assert sizes == [len(part) for part in sms.parts]
    assert text == "".join(sms.parts)
