"""The commands ``check`` and ``new-set``."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import Any

from followup_kit.checking._check import check_folder, check_set
from followup_kit.checking._report import CheckReport
from followup_kit.checking._scaffold import new_set
from followup_kit.checking._sources import mark_translated
from followup_kit.composer import letter_schema
from followup_kit.errors import FactsError, Problem
from followup_kit.templating import (
    TemplateSet,
    available_template_sets,
    find_template_set,
)


__all__ = ["add_commands", "import_kinds", "open_set"]


def add_commands(commands: Any) -> None:
    """Add the subcommands; each sets ``run``, which returns output and exit status."""
    check = commands.add_parser("check", help="check every letter of a template set")
    add_target(check)
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    check.add_argument("--strict", action="store_true", help="let warnings fail too")
    check.add_argument(
        "--mark-translated",
        metavar="LOCALE",
        help="instead of checking, note that the letters of this locale say what "
        "those of --source say now",
    )
    check.add_argument("--source", metavar="LOCALE", help="see --mark-translated")
    check.set_defaults(run=_check)
    new = commands.add_parser("new-set", help="write a template set to start from")
    new.add_argument("folder", type=Path, help="its name becomes the set's name")
    new.add_argument("--title", help="the set's title for people")
    new.add_argument(
        "--locale", action="append", metavar="TAG", help="repeatable; default: en"
    )
    new.add_argument(
        "--extends", default="standard", help='name of a set; "" for a set of its own'
    )
    new.add_argument("--kind", default="rejected", help="kind of letter to begin with")
    new.add_argument("--block", default="closed", help="block of it to replace")
    new.add_argument(
        "--package", action="store_true", help="write an installable Python project"
    )
    new.set_defaults(run=_new_set)


def add_target(parser: argparse.ArgumentParser) -> None:
    """Add what names a set, and the host's modules that define kinds."""
    parser.add_argument(
        "target",
        metavar="PATH|NAME",
        help="folder of a set, or name of an installed one",
    )
    parser.add_argument(
        "--import",
        dest="modules",
        action="append",
        default=[],
        metavar="MODULE",
        help="a module that defines kinds of outcomes of your own; repeatable",
    )


def is_folder(target: str) -> bool:
    """Tell whether a command's argument means a folder and not a name."""
    if "/" in target or "\\" in target or Path(target, "set.toml").exists():
        return True
    # The project of an installed set has a folder of the set's name beside it.
    return Path(target).is_dir() and target not in available_template_sets()


def open_set(target: str) -> TemplateSet:
    """
    Return the set that a command's argument means.

    Raises:
        TemplateSetError: There is none, or its ``set.toml`` is broken.
    """
    if is_folder(target):
        return TemplateSet.from_folder(target, schema=letter_schema())
    return find_template_set(target, schema=letter_schema())


def import_kinds(modules: list[str]) -> None:
    """
    Import the host's modules, so that the kinds they define are registered.

    Raises:
        FactsError: One cannot be imported.
    """
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            problem = Problem(
                path="--import",
                code="no_module",
                message="names a module that cannot be imported.",
                remedy="Run the command where Python finds it, or set PYTHONPATH.",
            )
            raise FactsError(problem) from None


def _check(options: argparse.Namespace) -> tuple[str, int]:
    import_kinds(options.modules)
    if options.mark_translated is not None:
        return _mark(options), 0
    report: CheckReport = (
        check_folder(options.target)
        if is_folder(options.target)
        else check_set(options.target)
    )
    failed = bool(report.errors or (options.strict and report.problems))
    return report.to_json() if options.json else str(report), int(failed)


def _mark(options: argparse.Namespace) -> str:
    if options.source is None or not is_folder(options.target):
        problem = Problem(
            path="--mark-translated",
            code="missing",
            message="needs a folder and --source.",
            remedy="Write: check FOLDER --mark-translated de --source en",
        )
        raise FactsError(problem)
    changed = mark_translated(
        open_set(options.target),
        Path(options.target),
        locale=options.mark_translated,
        source=options.source,
    )
    return "\n".join((*changed, f"{len(changed)} files marked."))


def _new_set(options: argparse.Namespace) -> tuple[str, int]:
    written = new_set(
        options.folder,
        title=options.title,
        locales=options.locale or ["en"],
        extends=options.extends,
        replaces=(options.kind, options.block),
        package=options.package,
    )
    folder = options.folder
    lines = [f"wrote {folder / name}" for name in written]
    where = next(folder / n for n in written if n.endswith("set.toml")).parent
    lines.append(f"Next: python -m followup_kit check {where.as_posix()}/")
    return "\n".join(lines), 0
