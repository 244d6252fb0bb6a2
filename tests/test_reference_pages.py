"""The generated reference pages say what the models say."""

from __future__ import annotations

from pathlib import Path

from tools.build_reference import pages


FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"


def test_the_reference_pages_are_up_to_date() -> None:
    """Each generated page is what the builder writes now."""
    for name, text in pages().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name
