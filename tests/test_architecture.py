"""The import contract in pyproject.toml holds, and it can fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import followup_kit


_ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = Path(followup_kit.__path__[0])

LAYERS = "A room imports only the rooms below it"
BABEL = "Only locales and dates import Babel"
JINJA = "Only templating imports Jinja"
PYDANTIC = "Only models imports pydantic"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy the package's code and the contract; return the copied package."""
    for source in _PACKAGE.rglob("*.py"):
        target = tmp_path / "followup_kit" / source.relative_to(_PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(_ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path / "followup_kit"


def _broken_contracts(house: Path) -> list[str]:
    """Return the names of the contracts that the copied package breaks."""
    command = (
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    result = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=house.parent,
        env={**os.environ, "PYTHONPATH": str(house.parent), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    broken = re.findall(r"^(.+) BROKEN(?: \(.+\))?$", result.stdout, re.MULTILINE)
    assert (1 if broken else 0) == result.returncode, result.stdout + result.stderr
    return broken


def _append(path: Path, code: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{code}\n")


def test_the_package_keeps_every_contract(house: Path) -> None:
    """The package as it stands breaks no contract."""
    assert [] == _broken_contracts(house)


@pytest.mark.parametrize(
    ("file", "code", "broken"),
    (
        pytest.param("errors.py", "import followup_kit.locales", LAYERS, id="upward"),
        pytest.param(
            "dates/_new.py", "import followup_kit.names", LAYERS, id="sibling"
        ),
        pytest.param(
            "names/_new.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import followup_kit.models",
            LAYERS,
            id="upward for type checkers only",
        ),
        pytest.param(
            "composer/_new.py", "import followup_kit.batch", LAYERS, id="a batch"
        ),
        pytest.param(
            "strays.py", "", LAYERS, id="a module that the contract does not name"
        ),
        pytest.param(
            "strays/__init__.py", "", LAYERS, id="a folder that it does not name"
        ),
        pytest.param("names/_new.py", "import followup_kit", LAYERS, id="the top"),
        pytest.param("templating/_new.py", "import babel.dates", BABEL, id="babel"),
        pytest.param("models/_new.py", "from jinja2 import nodes", JINJA, id="jinja2"),
        pytest.param("models/_new.py", "import markupsafe", JINJA, id="markupsafe"),
        pytest.param("names/_new.py", "import pydantic", PYDANTIC, id="pydantic"),
        pytest.param(
            "names/_new.py",
            "def late():\n    from pydantic_core import core_schema",
            PYDANTIC,
            id="pydantic_core inside a function",
        ),
    ),
)
def test_a_forbidden_import_breaks_its_contract(
    house: Path, file: str, code: str, broken: str
) -> None:
    """Each kind of forbidden import, and each module without a place, is caught."""
    _append(house / file, code)

    assert [broken] == _broken_contracts(house)
