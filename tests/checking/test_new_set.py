"""A new set passes the check as it is written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from followup_kit.checking import check_folder, new_set
from followup_kit.composer import letter_schema
from followup_kit.errors import TemplateSetError
from followup_kit.models import OnHold, Rejected
from followup_kit.templating import TemplateSet
from tests.checking.sets import codes


def test_a_folder_passes_the_check(tmp_path: Path) -> None:
    """The scaffold is sound in every locale and formality it was written for."""
    written = new_set(tmp_path / "acme", title='A "title"', locales=["en", "de"])
    report = check_folder(tmp_path / "acme", kinds=[Rejected])

    assert {
        "set.toml",
        "en/rejected.txt",
        "de/rejected.txt",
        "de/rejected.informal.txt",
    } == set(written)
    assert [] == codes(report)


def test_a_package_holds_a_sound_set(tmp_path: Path) -> None:
    """The project has the set where its entry point says."""
    new_set(tmp_path / "acme-letters", package=True, replaces=("on_hold", "opening"))
    folder = tmp_path / "acme-letters" / "src" / "acme_letters" / "letters"
    project = (tmp_path / "acme-letters" / "pyproject.toml").read_text("utf-8")

    assert 'acme-letters = "acme_letters:letters"' in project
    assert [] == codes(check_folder(folder, kinds=[OnHold]))


def test_a_region_begins_with_its_language(tmp_path: Path) -> None:
    """A regional locale starts from the wording of its language."""
    new_set(tmp_path / "acme", locales=["de-AT"])
    opened = TemplateSet.from_folder(tmp_path / "acme", schema=letter_schema())

    assert "de-AT" in opened.locales
    assert [] == codes(check_folder(tmp_path / "acme", kinds=[Rejected]))


@pytest.mark.parametrize(
    ("name", "options", "code"),
    (
        ("Acme", {}, "bad_name"),
        ("acme", {"locales": []}, "missing"),
        ("standard", {}, "bad_name"),
        ("acme", {"replaces": ("rejected", "nothing")}, "nothing_to_replace"),
        ("acme", {"extends": "nowhere"}, "no_set"),
    ),
)
def test_what_cannot_be_begun_is_refused(
    tmp_path: Path, name: str, options: dict[str, Any], code: str
) -> None:
    """Nothing is written for a name, a locale or a block that cannot be used."""
    with pytest.raises(TemplateSetError) as caught:
        new_set(tmp_path / name, **options)

    assert (code,) == caught.value.codes
    assert [] == list(tmp_path.iterdir())


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    """A folder that holds anything is left alone."""
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "kept.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(TemplateSetError, match="not empty"):
        new_set(tmp_path / "acme")


@pytest.mark.parametrize("locale", ("nl", "he", "pt-BR"))
def test_a_language_that_the_base_lacks_begins_in_english(
    tmp_path: Path, locale: str
) -> None:
    """It has every letter, passes the check, and says what is not translated yet."""
    written = new_set(tmp_path / "acme", locales=["en", locale])
    report = check_folder(tmp_path / "acme", kinds=[Rejected])

    assert f"{locale}/phrases.toml" in written
    assert {"translation_untranslated"} == set(codes(report))
    assert 0 == report.exit_status


@pytest.mark.parametrize("locales", (["en"], ["de", "ja"], ["nl"]))
def test_a_set_of_its_own_extends_nothing(tmp_path: Path, locales: list[str]) -> None:
    """It has its letters, its layout and its options, and passes the check."""
    new_set(tmp_path / "acme", locales=locales, extends="")
    manifest = (tmp_path / "acme" / "set.toml").read_text(encoding="utf-8")
    made = TemplateSet.from_folder(tmp_path / "acme", schema=letter_schema())
    report = check_folder(tmp_path / "acme", kinds=[Rejected])

    assert "extends" not in manifest
    assert (
        tuple(locales),
        {"accent_color", "footer_text", "logo_alt", "logo_url"},
    ) == (
        made.locales,
        set(made.options),
    )
    assert [] == codes(report)


@pytest.mark.parametrize(
    ("name", "reason"),
    (
        ("json", "standard library"),
        ("email", "standard library"),
        ("class", "Python language"),
        ("import", "Python language"),
        ("followup-kit", "taken"),
        ("tests", "taken"),
    ),
)
def test_a_package_hides_no_other(tmp_path: Path, name: str, reason: str) -> None:
    """A name that could not be imported, or would hide a module, is refused."""
    with pytest.raises(TemplateSetError, match=reason) as caught:
        new_set(tmp_path / name, package=True)

    assert ("bad_name",) == caught.value.codes
    assert [] == list(tmp_path.iterdir())


def test_a_folder_may_be_called_like_a_module(tmp_path: Path) -> None:
    """A folder is not imported."""
    assert new_set(tmp_path / "json")


def test_what_is_wrong_is_said_as_a_sentence(tmp_path: Path) -> None:
    """A problem names the argument, what is wrong, and what there is."""
    with pytest.raises(TemplateSetError) as caught:
        new_set(tmp_path / "acme", replaces=("rejected", "nothing"))

    assert (
        "replaces: The letter “rejected” of standard has no block “nothing” in en. "
        "In en there are letters for: decision_pending, "
    ) in str(caught.value)


@pytest.mark.parametrize("title", ("A\n[tool.x]", "\u202eA", "a" * 201))
def test_a_title_that_no_set_can_have_writes_nothing(
    tmp_path: Path, title: str
) -> None:
    """The title is looked at before anything is written."""
    with pytest.raises(TemplateSetError) as caught:
        new_set(tmp_path / "acme", title=title)

    assert ("bad_title",) == caught.value.codes
    assert [] == list(tmp_path.iterdir())


def test_a_title_is_quoted_where_it_has_to_be(tmp_path: Path) -> None:
    """A quotation mark is escaped in TOML and not in the heading of the README."""
    new_set(tmp_path / "acme", title='Our "A" \\ <NAME>', package=True)
    project = tomllib.loads((tmp_path / "acme/pyproject.toml").read_text("utf-8"))

    assert 'Our "A" \\ <NAME>' == project["project"]["description"]
    assert '# Our "A" \\ <NAME>\n' in (tmp_path / "acme/README.md").read_text("utf-8")
