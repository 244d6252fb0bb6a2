"""The generated table of salutations says what letters and norms say."""

from __future__ import annotations

from tools.build_salutations import PAGE, page


def test_the_salutation_table_is_up_to_date() -> None:
    """The table in the page on addressing people is what the builder writes now."""
    assert page() == PAGE.read_text(encoding="utf-8")
