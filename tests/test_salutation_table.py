"""The generated table of salutations says what letters and norms say."""

from __future__ import annotations

from collections import Counter

from followup_kit import Composer
from followup_kit.locales import name_of
from tools.build_salutations import PAGE, page


def test_the_salutation_table_is_up_to_date() -> None:
    """The table in the page on addressing people is what the builder writes now."""
    assert page() == PAGE.read_text(encoding="utf-8")


def _rows() -> list[list[str]]:
    table = PAGE.read_text(encoding="utf-8").partition("| --- | --- | --- |")[2]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]


def test_the_table_has_twenty_languages_in_both_formalities() -> None:
    """Each language has a row for each formality, one of them its default."""
    rows = _rows()
    languages = Counter(row[0] for row in rows)

    assert 20 == len(languages)
    assert {2} == set(languages.values())
    assert languages.keys() == {row[0] for row in rows if row[1].startswith("**")}


def test_the_table_says_what_is_shipped() -> None:
    """Letters marks the languages of the built-in set, and no other."""
    shipped = {f"{name_of(tag)} ({tag})" for tag in Composer().offered_locales}
    sources = {row[0]: row[-1] for row in _rows() if row[1].startswith("**")}

    assert shipped == {name for name, source in sources.items() if source == "letters"}
    assert {"letters", "norm"} == set(sources.values())
