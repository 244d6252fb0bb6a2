"""The names of the room, which load on first use."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys

import pytest

from followup_kit import timing


def test_every_listed_name_has_its_home() -> None:
    """The names listed, those typed and those loaded on first use are the same."""
    tree = ast.parse(inspect.getsource(timing))
    typed = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("foll")
        for alias in node.names
    }
    homes = {f"{timing.__name__}.{home}.{name}" for name, home in timing._HOMES.items()}

    assert typed == homes
    assert sorted(timing.__all__) == sorted(timing._HOMES)
    assert all(hasattr(timing, name) for name in timing.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name the room does not have fails as in any module."""
    with pytest.raises(AttributeError, match="no attribute 'is_lat'"):
        timing.is_lat  # noqa: B018


def test_asking_for_lateness_loads_no_laws() -> None:
    """What the composer needs comes without plans, laws and windows."""
    program = (
        "import sys\n"
        "from followup_kit.timing import is_late, missed_promises, punctuality\n"
        "print([n for n in ('_plan', '_legal_rules', '_window', '_process')\n"
        "       if f'followup_kit.timing.{n}' in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert "[]" == found.stdout.strip()
