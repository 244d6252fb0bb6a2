"""The command ``preview``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from followup_kit.checking._command import add_target, import_kinds, open_set
from followup_kit.errors import FactsError, Problem
from followup_kit.preview._page import write_preview


__all__ = ["add_commands"]


def add_commands(commands: Any) -> None:
    """Add the subcommand; it sets ``run``, which returns output and exit status."""
    preview = commands.add_parser(
        "preview", help="write one page that shows every letter of a template set"
    )
    add_target(preview)
    preview.add_argument("page", type=Path, help="the HTML file to write")
    preview.set_defaults(run=_preview)


def _preview(options: argparse.Namespace) -> tuple[str, int]:
    import_kinds(options.modules)
    try:
        write_preview(open_set(options.target), options.page)
    except OSError:
        problem = Problem(
            path="page",
            code="unwritable",
            message="The page cannot be written.",
            remedy="Name a file in a folder that exists.",
        )
        raise FactsError(problem) from None
    return f"wrote {options.page}", 0
