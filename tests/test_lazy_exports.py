"""Names that load on first use: the package's own, and those of the review."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import followup_kit
from followup_kit import review


PACKAGES = (followup_kit, review)


def _typed(package: ModuleType) -> dict[str, str]:
    """Return the names that type checkers see, with the module each comes from."""
    return {
        alias.name: node.module
        for node in ast.walk(ast.parse(inspect.getsource(package)))
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
        if node.module.startswith(f"{package.__name__}.")
    }


def _printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("package", PACKAGES)
def test_what_type_checkers_see_is_there(package: ModuleType) -> None:
    """Each listed name is the one that the module named to type checkers has."""
    typed = _typed(package)

    assert sorted(package.__all__) == sorted(typed)
    for name, home in typed.items():
        assert getattr(import_module(home), name) is getattr(package, name), name


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_name_is_an_attribute_error(package: ModuleType) -> None:
    """A name that a package does not have fails as in any module."""
    with pytest.raises(AttributeError, match="no attribute 'reveiw'"):
        _ = package.reveiw


def test_names_are_offered_for_completion() -> None:
    """A shell completes every listed name, loaded or not."""
    listed = "import followup_kit; print(set(followup_kit.__all__) <= set(dir()))"

    assert "True" == _printed(listed.replace("dir()", "dir(followup_kit)"))


def test_importing_the_package_loads_nothing_else() -> None:
    """A process that imports the package pays when it uses a name."""
    program = (
        "import sys, followup_kit\n"
        "print([n for n in sys.modules if n.startswith(('followup_kit.', 'pydantic'))])"
    )

    assert "[]" == _printed(program)


def test_composing_loads_no_review_and_no_mail() -> None:
    """A first message does not wait for what only reviews, mails and plans need."""
    program = (
        "import sys\n"
        "from followup_kit.composer import Composer\n"
        "Composer()\n"
        "print([n for n in ('review._review', 'review._compare', 'mail', 'channels',\n"
        "                   'batch', 'timing._plan', 'timing._calendar')\n"
        "       if f'followup_kit.{n}' in sys.modules],\n"
        "      [n for n in ('babel', 'jinja2', 'email.message', 'icalendar')\n"
        "       if n in sys.modules])"
    )

    assert "[] []" == _printed(program)
