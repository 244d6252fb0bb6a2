"""A new set to start from: it extends another, and replaces one block of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from followup_kit.composer import letter_schema
from followup_kit.errors import Problem, TemplateSetError
from followup_kit.locales import canonical_locale
from followup_kit.templating import TemplateSet, find_template_set


__all__ = ["new_set"]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_BLOCK: Final = r"^\{%\s*block\s+NAME\s*%\}.*?\{%\s*endblock\s*%\}\n?"
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
    has there, formality by formality. Whatever it does not replace is inherited.

    Args:
        folder: Where to write; its name becomes the name of the set. It must be
            empty or not exist.
        title: The title for people; the name of the folder if not given.
        locales: The locales to begin with; the extended set has them or their
            language.
        extends: The name of an installed set.
        replaces: The kind and the name of the block to begin with.
        package: Write a Python project that can be installed, with the entry point
            that makes the set known by name, and with tests.

    Returns:
        The names of the files that were written.

    Raises:
        TemplateSetError: The folder is not empty or cannot name a set, or the
            extended set lacks a locale or the block.
        LocaleError: A locale is malformed.
    """
    name = folder.resolve().name
    _refuse_unless(
        _NAME.fullmatch(name) is not None and len(name) <= 64,
        "bad_name",
        "The folder's name cannot be the name of a set.",
        "Use lower-case letters, digits and hyphens, such as acme-letters.",
    )
    _refuse_unless(
        not folder.exists() or (folder.is_dir() and not any(folder.iterdir())),
        "not_empty",
        "The folder exists and is not empty.",
        "Choose another name.",
    )
    base = find_template_set(extends, schema=letter_schema())
    tags = tuple(dict.fromkeys(canonical_locale(tag) for tag in locales))
    files = dict(_set_files(base, title or name, tags, replaces))
    if package:
        files = dict(_project_files(name, title or name, files))
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return tuple(files)


def _set_files(
    base: TemplateSet, title: str, locales: Sequence[str], replaces: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    requires = _library()
    yield (
        "set.toml",
        "schema = 1\n"
        f"title = {json.dumps(title, ensure_ascii=False)}\n"
        f"extends = {json.dumps(base.name)}\n"
        f"locales = {json.dumps(list(locales))}\n"
        + (f'requires = ">={requires}"\n' if requires else "")
        + "\n# Options of the extended set can have other defaults here:\n"
        "# [options.accent_color]\n"
        '# default = "#7a1f4f"\n',
    )
    kind, block = replaces
    for locale in locales:
        found = dict(_block_files(base, locale, kind, block))
        _refuse_unless(
            bool(found),
            "nothing_to_replace",
            f"The set {base.name} has no such block in {locale}.",
            f"It has letters in: {', '.join(base.locales)}. "
            "For another language, write a set that extends nothing.",
        )
        yield from found.items()


def _block_files(
    base: TemplateSet, locale: str, kind: str, block: str
) -> Iterator[tuple[str, str]]:
    """Yield the block in each formality that has a wording of its own."""
    pattern = re.compile(
        _BLOCK.replace("NAME", re.escape(block)), re.DOTALL | re.MULTILINE
    )
    seen: set[str] = set()
    for layer in base.layers(locale):
        for entry in layer.source.entries(layer.locale):
            stem, _, rest = entry.partition(".")
            if stem != kind or not rest.endswith("txt") or entry in seen:
                continue
            found = pattern.search(layer.source.read(f"{layer.locale}/{entry}") or "")
            if found is not None:
                seen.add(entry)
                yield f"{locale}/{entry}", f"{_note(base, block)}\n{found[0]}"


def _note(base: TemplateSet, block: str) -> str:
    return (
        f"{{# Replaces the block “{block}”; all other blocks come from "
        f'{base.name}.\n   {{% include "original" %}} inside it prints the '
        "replaced wording. #}"
    )


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
        # A title may hold quotation marks.
        "TITLE": json.dumps(title, ensure_ascii=False)[1:-1],
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


def _refuse_unless(sound: bool, code: str, message: str, remedy: str) -> None:  # noqa: FBT001 -- it is the condition
    if not sound:
        raise TemplateSetError(Problem("folder", code, message, remedy))


_PROJECT: Final = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "<NAME>"
version = "0.1.0"
description = "<TITLE>"
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
