"""The table of twenty locales in the documentation is what the library says."""

from __future__ import annotations

from pathlib import Path

from tools.table_dates import LOCALES, MARKER, page_with_table


_PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "dates.md"


def test_the_table_is_up_to_date() -> None:
    """Building the page again changes nothing."""
    text = _PAGE.read_text("utf-8")

    assert text == page_with_table(text)
    assert MARKER in text
    assert len(LOCALES) == 20
