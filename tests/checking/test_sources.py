"""A translation says whether its source has changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_kit.checking import check_folder, mark_translated
from followup_kit.composer import letter_schema
from followup_kit.errors import TemplateSetError
from followup_kit.models import StillConsidered
from followup_kit.templating import TemplateSet
from tests.checking.sets import LETTER, PHRASES, codes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a set in two locales."""
    for locale in ("en", "nb"):
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "phrases.toml").write_text(PHRASES, encoding="utf-8")
        letter = tmp_path / locale / "still_considered.txt"
        text = LETTER if locale == "en" else LETTER.replace("still", "fortsatt")
        letter.write_text(text, encoding="utf-8")
    manifest = 'schema = 1\ntitle = "T"\nlocales = ["en", "nb"]\n'
    (tmp_path / "set.toml").write_text(manifest, encoding="utf-8")
    return tmp_path


def _mark(folder: Path, locale: str = "nb", source: str = "en") -> tuple[str, ...]:
    opened = TemplateSet.from_folder(folder, schema=letter_schema())
    return mark_translated(opened, folder, locale=locale, source=source)


def _state(folder: Path) -> tuple[list[str], dict[str, str]]:
    report = check_folder(folder, kinds=[StillConsidered])
    return codes(report), dict(report.translations)


def test_a_letter_without_a_source_is_not_judged(folder: Path) -> None:
    """Letters that were written and not translated need no note."""
    assert ([], {}) == _state(folder)


def test_a_fresh_translation_is_up_to_date(folder: Path) -> None:
    """Marking writes one note to each letter, and the check reads it."""
    assert ("nb/still_considered.txt",) == _mark(folder)
    assert () == _mark(folder)
    assert ([], {"nb/still_considered.txt": "up_to_date"}) == _state(folder)


def test_a_change_of_the_source_makes_it_outdated(folder: Path) -> None:
    """A changed source is a warning until the translation is marked again."""
    _mark(folder)
    source = folder / "en" / "still_considered.txt"
    source.write_text(LETTER.replace("still", "of course"), encoding="utf-8")

    assert (
        ["translation_outdated"],
        {"nb/still_considered.txt": "outdated"},
    ) == _state(folder)
    _mark(folder)
    assert [] == _state(folder)[0]


def test_a_changed_note_is_no_change(folder: Path) -> None:
    """Notes and white space of the source are not prose."""
    _mark(folder)
    source = folder / "en" / "still_considered.txt"
    source.write_text("{# A new note. #}\n" + LETTER + "\n", encoding="utf-8")

    assert {"nb/still_considered.txt": "up_to_date"} == _state(folder)[1]


def test_a_copy_is_untranslated(folder: Path) -> None:
    """Prose that is word for word the source's in another language is a warning."""
    letter = folder / "nb" / "still_considered.txt"
    letter.write_text(LETTER, encoding="utf-8")
    _mark(folder)

    assert (
        ["translation_untranslated"],
        {"nb/still_considered.txt": "untranslated"},
    ) == _state(folder)


@pytest.mark.parametrize(
    "note", ("en@abc", "en", "xx@0123456789abcdef", "nb@0123456789abcdef", "../en@0")
)
def test_a_malformed_note_is_invalid(folder: Path, note: str) -> None:
    """A note that names no source of this set is an error with its line."""
    letter = folder / "nb" / "still_considered.txt"
    letter.write_text(f"{{# source: {note} #}}\n{LETTER}", encoding="utf-8")
    report = check_folder(folder, kinds=[StillConsidered])

    assert ["translation_invalid"] == codes(report)
    assert "nb/still_considered.txt:1" == report.problems[0].place


def test_a_locale_the_set_lacks_cannot_be_marked(folder: Path) -> None:
    """Marking needs two locales of the set."""
    with pytest.raises(TemplateSetError):
        _mark(folder, source="fr")
