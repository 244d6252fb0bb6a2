"""A new set to start from: it extends another, and replaces one block of it."""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from followup_kit.checking._scaffold_letters import (
    MODEL,
    mark_untranslated,
    refuse_unless,
    set_files,
)
from followup_kit.composer import letter_schema
from followup_kit.locales import canonical_locale
from followup_kit.templating import TemplateSet


__all__ = ["new_set"]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_FOLDER_IN_PACKAGE: Final = "letters"


def new_set(
    folder: Path,
    *,
    title: str | None = None,
    locales: Sequence[str] = ("en",),
    extends: str = "standard",
    replaces: tuple[str, str] = ("rejected", "closed"),
    package: bool = False,
) -> tuple[str, ...]:
    """
    Write a set that passes the check and is ready to be edited.

    It extends another set and replaces one block in each locale, with the wording it
    has there, formality by formality. Whatever it does not replace is inherited. In a
    language that the other set lacks it begins with all of its letters in English, to
    be translated. A set that extends nothing begins with copies of the built-in ones.

    Args:
        folder: Where to write; its name becomes the name of the set. It must be
            empty or not exist.
        title: The title for people; the name of the folder if not given.
        locales: The locales to begin with.
        extends: The name of an installed set; empty for a set of its own.
        replaces: The kind and the name of the block to begin with, where the
            extended set has it.
        package: Write a Python project that can be installed, with the entry point
            that makes the set known by name, and with tests.

    Returns:
        The names of the files that were written.

    Raises:
        TemplateSetError: The folder is not empty or cannot name a set or a package,
            or the extended set does not exist or lacks the block.
        LocaleError: A locale is malformed.
    """
    name = folder.resolve().name
    _check_name(name, package=package)
    refuse_unless(
        not folder.exists() or (folder.is_dir() and not any(folder.iterdir())),
        "folder",
        "not_empty",
        "exists and is not empty.",
        "Name one that is new or empty.",
    )
    called = title or name
    _check_title(called)
    tags = tuple(dict.fromkeys(canonical_locale(tag) for tag in locales))
    refuse_unless(
        tags, "locales", "missing", "are missing.", 'Name one at least, such as "en".'
    )
    files = dict(set_files(extends, called, tags, replaces, _library()))
    if package:
        files = dict(_project_files(name, called, files))
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    where = next(folder / path for path in files if path.endswith("set.toml")).parent
    made = TemplateSet.from_folder(where, schema=letter_schema())
    mark_untranslated(made, where, tags)
    return tuple(files)


def _check_title(title: str) -> None:
    refuse_unless(
        len(title) <= 200 and title.isprintable(),
        "title",
        "bad_title",
        "is no single line of at most 200 characters.",
        "Give a shorter one, without line breaks.",
    )


def _check_name(name: str, *, package: bool) -> None:
    refuse_unless(
        _NAME.fullmatch(name) is not None and len(name) <= 64,
        "folder",
        "bad_name",
        "has a name that no set can have.",
        "Use lower-case letters, digits and hyphens, such as acme-letters.",
    )
    refuse_unless(
        name != MODEL,
        "folder",
        "bad_name",
        f"is called {MODEL}, as the built-in set is.",
        "Choose another name, such as acme-letters.",
    )
    module = name.replace("-", "_")
    reason = _unfit(module) if package else ""
    refuse_unless(
        not reason,
        "folder",
        "bad_name",
        f"would make a package called {module}, {reason}.",
        f"Choose another name, such as {name}-letters.",
    )


def _unfit(module: str) -> str:
    """Return why no package should have a name; nothing if one may."""
    if keyword.iskeyword(module):
        return "which is a word of the Python language and cannot be imported"
    if module in sys.stdlib_module_names:
        return "which would hide a module of Python's standard library"
    if module in {"followup_kit", "test", "tests"}:
        return "which is taken"
    return ""


def _project_files(
    name: str, title: str, files: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    module = name.replace("-", "_")
    requires = _library()
    dependency = f"followup-kit>={requires}" if requires else "followup-kit"
    names = {
        "NAME": name,
        "MODULE": module,
        "FOLDER": _FOLDER_IN_PACKAGE,
        "DEPENDENCY": dependency,
        "TITLE": title,
        # A title may hold quotation marks.
        "QUOTED": json.dumps(title, ensure_ascii=False),
    }
    for path, text in _PROJECT.items():
        yield _filled(path, names), _filled(text, names)
    for path, text in files.items():
        yield f"src/{module}/{_FOLDER_IN_PACKAGE}/{path}", text


def _filled(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"<([A-Z]+)>", lambda found: names[found[1]], text)


def _library() -> str | None:
    """Return the version of the installed library; None if it is not installed."""
    try:
        installed = version("followup-kit")
    except PackageNotFoundError:
        return None
    numbers = re.match(r"\d+(?:\.\d+){0,2}", installed)
    return numbers[0] if numbers else None


_PROJECT: Final = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "<NAME>"
version = "0.1.0"
description = <QUOTED>
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["<DEPENDENCY>"]

# This makes the set known by name: find_template_set("<NAME>").
[project.entry-points."followup_kit.template_sets"]
<NAME> = "<MODULE>:<FOLDER>"

[dependency-groups]
tests = ["pytest"]

[tool.hatch.build.targets.wheel]
packages = ["src/<MODULE>"]
""",
    "README.md": """\
# <TITLE>

A template set for followup-kit.

    python -m pip install .
    python -m followup_kit check <NAME>
    python -m followup_kit preview <NAME> preview.html
    python -m followup_kit compose facts.json --template-set <NAME>
""",
    "src/<MODULE>/__init__.py": '"""Letters for followup-kit; there is no code."""\n',
    "tests/test_letters.py": '''\
"""Every letter of the set passes the check."""

from __future__ import annotations

import pytest

from followup_kit.testing import LetterCase, assert_letter_ok, template_set_cases


@pytest.mark.parametrize("case", template_set_cases("<NAME>"))
def test_letter(case: LetterCase) -> None:
    """The letter has no error."""
    assert_letter_ok(case)
''',
}
