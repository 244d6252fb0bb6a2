"""Sets are found by name: built in, then those that distributions offer."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from followup_kit.errors import TemplateSetError, TemplateSetNotFoundError
from followup_kit.templating import available_template_sets, find_template_set
from followup_kit.templating._discovery import _check_claims
from tests.templating.sets import NAMES, PHRASES, SCHEMA, VALUES, block


if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Owner:
    """A distribution, as far as an entry point names it."""

    def __init__(self, name: str) -> None:
        self.name = name


class Offer:
    """An entry point."""

    def __init__(self, name: str, value: str, owner: str) -> None:
        self.name = name
        self.value = value
        self.dist = Owner(owner)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Leave no trace of invented distributions."""
    yield
    _check_claims.cache_clear()


def offer(monkeypatch: pytest.MonkeyPatch, *offers: Offer) -> None:
    """Let the installed distributions offer these sets."""

    def entry_points(*, group: str) -> list[Offer]:
        assert group == "followup_kit.template_sets"
        return list(offers)

    monkeypatch.setattr(metadata, "entry_points", entry_points)
    _check_claims.cache_clear()


def test_the_standard_set_is_built_in() -> None:
    """It needs no distribution and is always listed."""
    assert "standard" in available_template_sets()
    assert find_template_set("standard", schema=SCHEMA).name == "standard"


def test_an_offered_set_is_opened_from_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The value of the entry point is a package and a folder in it."""
    folder = tmp_path / "acme_letters" / "house"
    (folder / "en").mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("")
    (folder / "set.toml").write_text('schema = 1\ntitle = "A"\nlocales = ["en"]\n')
    (folder / "en/phrases.toml").write_text(PHRASES)
    (folder / "en/letter.txt").write_text(block("From Acme."))
    monkeypatch.syspath_prepend(str(tmp_path))
    offer(monkeypatch, Offer("acme", "acme_letters:house", "acme-letters"))
    found = find_template_set("acme", schema=SCHEMA)
    done = found.letter("letter", "en").render(VALUES, name_forms=NAMES)
    assert (found.name, "From Acme." in done.text) == ("acme", True)
    assert available_template_sets() == ("acme", "standard")
    assert found.kinds("en") == ("letter",)


def test_two_claims_to_one_name_are_an_error_naming_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither of two distributions wins silently."""
    for second in ("b", "a"):
        offer(
            monkeypatch,
            Offer("acme", "a", "dist-one"),
            Offer("acme", second, "dist-two"),
        )
        with pytest.raises(TemplateSetError, match="dist-one and dist-two"):
            find_template_set("acme", schema=SCHEMA)


@pytest.mark.parametrize("name", ("standard", "acme"))
def test_a_claim_to_a_built_in_name_is_an_error_naming_both(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Neither the built-in set nor the other one is taken silently."""
    offer(monkeypatch, Offer("standard", "evil", "evil-letters"))
    with pytest.raises(TemplateSetError, match="followup-kit and evil-letters"):
        find_template_set(name, schema=SCHEMA)
    with pytest.raises(TemplateSetError, match="followup-kit and evil-letters"):
        available_template_sets()


def test_sets_that_extend_one_another_are_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A circle of sets is named instead of followed."""
    for name, other in (("one", "two"), ("two", "one")):
        folder = tmp_path / "round_letters" / name
        folder.mkdir(parents=True)
        manifest = f'schema = 1\ntitle = "A"\nlocales = ["en"]\nextends = "{other}"\n'
        (folder / "set.toml").write_text(manifest)
    (tmp_path / "round_letters" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    offer(
        monkeypatch,
        Offer("one", "round_letters:one", "dist"),
        Offer("two", "round_letters:two", "dist"),
    )
    with pytest.raises(TemplateSetError, match="one → two → one"):
        find_template_set("one", schema=SCHEMA)


@pytest.mark.parametrize("name", ("nothing", "../x", "os.path:x", ""))
def test_an_unknown_name_lists_what_there_is(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A name is never taken for a path or a package."""
    offer(monkeypatch, Offer("acme", "a", "acme"))
    with pytest.raises(TemplateSetNotFoundError) as caught:
        find_template_set(name, schema=SCHEMA)
    assert "acme, standard" in caught.value.problems[0].remedy


def test_a_malformed_entry_point_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The value is a package and a folder, nothing that could run."""
    offer(monkeypatch, Offer("acme", "acme:../../etc", "acme"))
    with pytest.raises(TemplateSetError, match="bad_entry_point"):
        find_template_set("acme", schema=SCHEMA)
