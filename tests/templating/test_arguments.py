"""Whatever is handed over at the doors of the room, the answer is its own error."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup_kit.errors import TemplateSetError
from followup_kit.templating import TemplateSet, find_template_set
from tests.templating.sets import PHRASES, SCHEMA, block, opened


MANIFEST = {"set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en"]\n'}
LETTER = {"en/letter.txt": block("A.")}


class InBytes(os.PathLike[bytes]):
    """A path that is no text."""

    def __fspath__(self) -> bytes:
        """Return it."""
        return b"letters"


def problem_of(call: Callable[[], object]) -> tuple[str, str, str, str]:
    """Return the only problem of the error that a call raises."""
    with pytest.raises(TemplateSetError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem.path, problem.code, problem.message, problem.remedy


def wrong(argument: str, remedy: str) -> tuple[str, str, str, str]:
    """Return the problem of an argument of another type."""
    return argument, "wrong_type", f"“{argument}” is not of its type.", remedy


@pytest.mark.parametrize("path", (None, 3, b"letters", InBytes(), ["letters"]))
def test_a_folder_is_told_by_text_or_a_path(path: Any) -> None:
    """Anything else is an error of ours, not of the system's."""
    expected = wrong("path", "Pass a str or a pathlib.Path.")
    assert expected == problem_of(lambda: TemplateSet.from_folder(path, schema=SCHEMA))


def test_a_folder_with_a_nul_in_its_name_is_no_set(tmp_path: Path) -> None:
    """No system has one, so it holds no manifest."""
    folder = f"{tmp_path}/a\0b"
    path, code, _, _ = problem_of(
        lambda: TemplateSet.from_folder(folder, schema=SCHEMA)
    )
    assert ("set.toml", "no_manifest") == (path, code)


@pytest.mark.parametrize(
    ("package", "folder", "expected"),
    (
        (None, "x", wrong("package", "Pass the name of a package.")),
        (b"x", "x", wrong("package", "Pass the name of a package.")),
        ("x", None, wrong("folder", "Pass a path inside the package.")),
        ("x", Path("x"), wrong("folder", "Pass a path inside the package.")),
    ),
)
def test_a_package_and_its_folder_are_told_by_text(
    package: Any, folder: Any, expected: tuple[str, str, str, str]
) -> None:
    """Neither paths nor bytes are taken for names."""
    opening = lambda: TemplateSet.from_package(package, folder, schema=SCHEMA)  # noqa: E731
    assert expected == problem_of(opening)


@pytest.mark.parametrize("files", (None, 3, "set.toml", [("set.toml", "")]))
def test_files_are_a_mapping(files: Any) -> None:
    """A list of pairs is none."""
    expected = wrong("files", "Pass a mapping of names to texts.")
    opening = lambda: TemplateSet.from_mapping("x", files, schema=SCHEMA)  # noqa: E731
    assert expected == problem_of(opening)


_NAMES = "Pass at most 64 letters, digits, spaces and . _ -, a letter first."


@pytest.mark.parametrize("name", (None, 3, b"x"))
def test_a_name_is_text(name: Any) -> None:
    """It stands in every place of a fault."""
    opening = lambda: TemplateSet.from_mapping(name, MANIFEST, schema=SCHEMA)  # noqa: E731
    assert wrong("name", _NAMES) == problem_of(opening)


@pytest.mark.parametrize(
    "name", ("", " ", "-x", "a:b", "a/b", "a\nb", "a\n", "a\0", "\u202ea", "x" * 65)
)
def test_a_name_can_stand_before_a_place(name: str) -> None:
    """A colon, a line break or a mark of direction would make the place unreadable."""
    opening = lambda: TemplateSet.from_mapping(name, MANIFEST, schema=SCHEMA)  # noqa: E731
    expected = ("name", "bad_name", "A set cannot be called so.", _NAMES)
    assert expected == problem_of(opening)


@pytest.mark.parametrize("name", ("a", "Ünlü AŞ", "tenant-42", "v1.2_b", "x" * 64))
def test_a_tenant_s_own_name_is_kept(name: str) -> None:
    """Letters of any script will do."""
    assert name == TemplateSet.from_mapping(name, MANIFEST, schema=SCHEMA).name


@pytest.mark.parametrize(
    ("folder", "name"),
    (
        ("letters", "letters"),
        ("my letters.v1", "my letters.v1"),
        ("a:b", "a_b"),
        (".hidden", "hidden"),
        ("- x -", "x"),
        ("X-ray Max", "X-ray Max"),
        ("...", "set"),
        ("x" * 70, "x" * 64),
    ),
)
def test_a_set_is_called_by_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    """With _ for what would not be a name."""
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "set.toml").write_text(MANIFEST["set.toml"])
    assert name == TemplateSet.from_folder(tmp_path / folder, schema=SCHEMA).name


@pytest.mark.parametrize("schema", (None, {}, "schema"))
def test_a_schema_is_one(schema: Any) -> None:
    """Without it no letter could be checked."""
    opening = lambda: TemplateSet.from_mapping("x", MANIFEST, schema=schema)  # noqa: E731
    expected = wrong("schema", "Pass the Schema of its letters.")
    assert expected == problem_of(opening)


@pytest.mark.parametrize("base", ("standard", {}, 0))
def test_a_base_is_a_set(base: Any) -> None:
    """A name is looked for by ``extends`` alone."""
    opening = lambda: opened({}, base=base)  # noqa: E731
    assert wrong("base", "Pass a TemplateSet, or None.") == problem_of(opening)


@pytest.mark.parametrize("name", (None, 3, b"standard", ["standard"]))
def test_an_installed_set_is_named_by_text(name: Any) -> None:
    """Nothing else is looked for."""
    expected = wrong("name", "Pass the name of an installed set.")
    assert expected == problem_of(lambda: find_template_set(name, schema=SCHEMA))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    (
        ((None, "en"), wrong("kind", "Pass a kind of letter, such as rejected.")),
        (([], "en"), wrong("kind", "Pass a kind of letter, such as rejected.")),
        (("letter", None), wrong("locale", "Pass one of the set's locales.")),
        (("letter", []), wrong("locale", "Pass one of the set's locales.")),
        (
            ("letter", "en", 0),
            wrong("formality", "Pass one of the locale's, or None."),
        ),
        (
            ("letter", "en", []),
            wrong("formality", "Pass one of the locale's, or None."),
        ),
    ),
)
def test_a_letter_is_asked_for_in_text(
    arguments: Any, expected: tuple[str, str, str, str]
) -> None:
    """Kind, locale and formality are names."""
    mine = opened(LETTER)
    assert expected == problem_of(lambda: mine.letter(*arguments))


def test_no_formality_is_the_default_and_an_empty_one_is_none() -> None:
    """Only None leaves the choice to the locale."""
    mine = opened(LETTER)
    assert "formal" == mine.letter("letter", "en", None).formality
    _, code, _, _ = problem_of(lambda: mine.letter("letter", "en", ""))
    assert "no_formality" == code


@pytest.mark.parametrize("form", ("x", "", None, [], 3))
def test_a_form_is_full_or_short(form: Any) -> None:
    """Neither letters nor kinds have another."""
    mine = opened(LETTER)
    expected = ("form", "not_a_choice", "There is no such form.", "Pass full or short.")
    assert expected == problem_of(lambda: mine.letter("letter", "en", form=form))
    assert expected == problem_of(lambda: mine.kinds("en", form=form))


@pytest.mark.parametrize("locale", (None, 3, []))
def test_phrases_are_asked_for_in_text(locale: Any) -> None:
    """Anything else is no locale of the set."""
    mine = opened({"en/phrases.toml": PHRASES})
    expected = wrong("locale", "Pass one of the set's locales.")
    assert expected == problem_of(lambda: mine.phrases(locale))
