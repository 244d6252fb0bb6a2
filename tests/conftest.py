"""
What all tests share: hypothesis profiles, and documents whose examples run.

In a page, ``python`` blocks run from top to bottom in one namespace. An ``output``
block must equal what the ``python`` block before it printed.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser


if TYPE_CHECKING:
    import pytest
    from sybil import Example


# The same examples everywhere, so that a red run can be repeated. No deadline
# and no complaint about slowness: either would judge the machine.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# New examples at each run: `pytest --hypothesis-profile=explore` hunts for faults.
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile("ci")

_ROOT = Path(__file__).resolve().parent.parent
_run_python = PythonEvaluator()


def _run_and_keep_output(example: Example) -> None:
    """Run a block and keep what it prints for the block that shows it."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        _run_python(example)
    example.namespace["_printed"] = printed.getvalue()


def _compare_output(example: Example) -> str | None:
    """Compare what a page shows with what the block before it printed."""
    printed = str(example.namespace.pop("_printed", ""))
    shown = str(example.parsed)
    if printed.strip("\n") == shown.strip("\n"):
        return None
    return f"The page shows:\n{shown}\nThe code before it printed:\n{printed}"


_python_blocks = PythonCodeBlockParser()
_python_blocks.codeblock_parser = CodeBlockParser("python", _run_and_keep_output)

documents = Sybil(
    path=str(_ROOT),
    pattern="*.md",
    parsers=[
        _python_blocks,
        CodeBlockParser("output", _compare_output),
        SkipParser(),
    ],
)
_collect = documents.pytest()


class Documents:
    """The README and every page of `docs`, as a plugin."""

    def __init__(self) -> None:
        self.pages = [_ROOT / "README.md", *sorted((_ROOT / "docs").rglob("*.md"))]

    def blocks(self, page: Path) -> int:
        """Return how many blocks of a page are run or compared."""
        return len(list(documents.parse(page).examples()))

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Collect a page's blocks as tests."""
        return _collect(file_path, parent) if file_path in self.pages else None


def pytest_configure(config: pytest.Config) -> None:
    """Register the pages: a conftest's own hooks reach its folder only."""
    config.pluginmanager.register(Documents(), "documents")
