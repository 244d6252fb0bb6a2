"""The page on mail safety names tests that exist, one at least for each invariant."""

from __future__ import annotations

import ast
import re
from pathlib import Path


_ROOT = Path(__file__).resolve().parent.parent
_PAGE = _ROOT / "docs/explanation/mail-safety.md"


def _rows() -> dict[str, list[str]]:
    """Return the tests that the page names, by invariant."""
    rows = re.findall(
        r"^\| (I\d+) \|.*\| (.*) \|$", _PAGE.read_text("utf-8"), re.MULTILINE
    )
    return {name: re.findall(r"`([^`]+)`", tests) for name, tests in rows}


def test_every_invariant_has_a_test() -> None:
    """The table has all twenty, in order."""
    assert [f"I{number}" for number in range(1, 21)] == list(_rows())
    assert all(_rows().values())


def test_every_test_on_the_page_exists() -> None:
    """What the page names is a function of that file."""
    for test in (test for tests in _rows().values() for test in tests):
        file, _, name = test.partition("::")
        tree = ast.parse((_ROOT / file).read_text(encoding="utf-8"))
        functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}

        assert name in functions, test
