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

    def __init__(self, name: str, value: str, owner: str | None) -> None:
        self.name = name
        self.value = value
        self.dist = Owner(owner) if owner else None


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


def test_a_claim_to_a_built_in_name_is_an_error_naming_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever asks for the sets of others, or for all, hears of it."""
    offer(monkeypatch, Offer("standard", "evil", "evil-letters"))
    with pytest.raises(TemplateSetError, match="followup-kit and evil-letters"):
        find_template_set("acme", schema=SCHEMA)
    with pytest.raises(TemplateSetError, match="followup-kit and evil-letters"):
        available_template_sets()


def test_a_built_in_set_does_not_depend_on_what_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The built-in set is opened whatever others claim, and they are not looked at."""

    def entry_points(*, group: str) -> list[Offer]:
        raise AssertionError(group)

    monkeypatch.setattr(metadata, "entry_points", entry_points)

    assert find_template_set("standard", schema=SCHEMA).name == "standard"


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


def problem_of(name: str) -> tuple[str, str, str, str]:
    """Return the only problem of the error that looking for a set raises."""
    with pytest.raises(TemplateSetError) as caught:
        find_template_set(name, schema=SCHEMA)
    (problem,) = caught.value.problems
    return problem.path, problem.code, problem.message, problem.remedy


def test_a_name_that_is_not_there_is_told_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The name itself is not repeated: it may be anything."""
    offer(monkeypatch, Offer("acme", "a", "acme"))
    assert (
        "template_set",
        "no_set",
        "No template set of that name is installed.",
        "There are: acme, standard.",
    ) == problem_of("nothing")


def test_a_clash_is_told_with_both_who_claim_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the order of their names, and with ? for one that has none."""
    offer(monkeypatch, Offer("acme", "a", "two"), Offer("acme", "b", "one"))
    remedy = "Uninstall one, or open the set with TemplateSet.from_package."
    assert (
        "template_set",
        "name_clash",
        "The set “acme” is claimed by one and two.",
        remedy,
    ) == problem_of("acme")
    offer(monkeypatch, Offer("standard", "a", None))
    assert (
        "template_set",
        "name_clash",
        "The set “standard” is claimed by followup-kit and ?.",
        remedy,
    ) == problem_of("beta")


def test_one_distribution_may_be_found_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two folders on the path may hold the same one; that is no clash."""
    twice = Offer("acme", "no_such_letters", "acme")
    offer(monkeypatch, twice, twice)
    assert "no_package" == problem_of("acme")[1]


@pytest.mark.parametrize("value", ("acme:../x", "acme:", "1:x", "acme:x y", "a b", ""))
def test_an_entry_point_of_another_form_is_told(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """What to write stands beside it."""
    offer(monkeypatch, Offer("acme", value, "acme"))
    group = 'project.entry-points."followup_kit.template_sets"'
    assert (
        "template_set",
        "bad_entry_point",
        "The entry point of the set “acme” is not of the form read here.",
        f'Write [{group}] name = "package:folder".',
    ) == problem_of("acme")


def test_a_name_of_another_form_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though a distribution offers it."""
    offer(monkeypatch, Offer("Acme!", "a", "acme"))
    assert "no_set" == problem_of("Acme!")[1]


def test_a_set_may_be_a_whole_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a folder in it."""
    folder = tmp_path / "bare_letters"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "set.toml").write_text('schema = 1\ntitle = "A"\nlocales = ["en"]\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    offer(monkeypatch, Offer("bare", "bare_letters", "bare"))
    assert "bare" == find_template_set("bare", schema=SCHEMA).name


def test_a_circle_of_sets_is_told_in_its_order(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At the line that extends, of the set that was looked at first."""
    for name, other in (("one", "two"), ("two", "one")):
        folder = tmp_path / "ring_letters" / name
        folder.mkdir(parents=True)
        manifest = f'schema = 1\ntitle = "A"\nlocales = ["en"]\nextends = "{other}"\n'
        (folder / "set.toml").write_text(manifest)
    (tmp_path / "ring_letters" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    offer(
        monkeypatch,
        Offer("one", "ring_letters:one", "dist"),
        Offer("two", "ring_letters:two", "dist"),
    )
    assert (
        "one:set.toml",
        "extends_cycle",
        "The sets extend one another: one → two → one.",
        "Let one of them extend nothing.",
    ) == problem_of("one")
    assert "two → one → two" in problem_of("two")[2]
