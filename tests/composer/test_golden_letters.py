"""The letters are the ones that were read and accepted."""

from __future__ import annotations

from tests.golden_letters import FOLDER, letters


def test_every_letter_is_the_accepted_one() -> None:
    """Each kind in each locale and formality reads as in its golden file."""
    seen = set()
    for path, text in letters():
        seen.add(path)
        assert path.read_text(encoding="utf-8") == text, path.name
    assert set(FOLDER.glob("*/*.txt")) == seen


def test_no_letter_trips_over_our_own_rules_for_wording() -> None:
    """The built-in prose holds no wording that a finding would be raised for."""
    from followup_kit.review import find_wording

    for path, text in letters():
        found = [f.code for f in find_wording(text, locale=path.parent.name, path="")]
        assert found == [], path.name
