"""Sentences end where readers see them end."""

from __future__ import annotations

import pytest

from followup_kit.review._sentences import sentences


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    (
        ("en", "Dear Ada,\n\nThanks. We chose.", ["Dear Ada,", "Thanks.", "We chose."]),
        ("en", "You met Dr. Berg, e.g. on Monday. Fine?", None),
        ("en", "At 3 p.m. we talk. J. Byrne joins.", None),
        ("de", "Am 4. Dezember, z. B. um 10 Uhr, bzw. später. Gut!", None),
        ("de", "Das gilt bis 2026. Danach nicht.", None),
        (
            "ja",
            "承知しました。次は12月4日です。",
            ["承知しました。", "次は12月4日です。"],
        ),
        (
            "ar",
            "هل يناسبكم الموعد؟ نعم. شكرًا!",
            ["هل يناسبكم الموعد؟", "نعم.", "شكرًا!"],
        ),
        (
            "en",
            "This is a line that a mail program wrapped at its seventieth\ncolumn. Yes.",
            [
                "This is a line that a mail program wrapped at its seventieth\ncolumn.",
                "Yes.",
            ],
        ),
        ("en", "- One\n- Two", ["- One", "- Two"]),
        ("en", "", []),
    ),
)
def test_sentences_are_told_apart(
    locale: str, text: str, expected: list[str] | None
) -> None:
    """Abbreviations, ordinals and wrapped lines end none; None stands for two."""
    found = [text[slice(*span)] for span in sentences(text, locale)]
    assert (len(found) == 2) if expected is None else expected == found
