"""
The command ``python -m benchmarks``: choose parts, measure, print, write files.

Figures are CPU time unless a table says otherwise, variants take turns within a run,
and medians are shown. What ``--quick`` and ``--once`` print is not for quoting.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.machine import described, missing_of
from benchmarks.tables import Effort, Table


__all__ = ["SECTIONS", "Section", "main", "measure"]

FULL: Final = Effort(rounds=11, processes=24, messages=100_000)
QUICK: Final = Effort(rounds=2, processes=8, messages=2_000)
ONCE: Final = Effort(rounds=1, processes=1, messages=100)
_FOLDER: Final = Path("build")


def _composing(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.compose.section import composing

    return composing(effort)


def _imports(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.cold.imports import import_time

    return import_time(effort)


def _first(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.cold.first import first_message

    return first_message(effort)


def _loading(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.cold.loading import loading

    return loading(effort)


def _memory(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.memory import kept

    return kept(effort)


def _growth(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.batch import growth

    return growth(effort)


def _review(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.review import reviewing

    return reviewing(effort)


def _timing(effort: Effort) -> tuple[Table, ...]:
    from benchmarks.timing import timing

    return timing(effort)


class Section(NamedTuple):
    """
    A part of the suite.

    Attributes:
        run: Measures it.
        peers: The distributions that it needs beside our own dependencies.
    """

    run: Callable[[Effort], tuple[Table, ...]]
    peers: tuple[str, ...] = ()


_MAILERS: Final = ("django", "django-templated-email", "emails", "fastapi-mail")

SECTIONS: Final[Mapping[str, Section]] = {
    "compose": Section(_composing, (*_MAILERS, "icalendar")),
    "import": Section(_imports, (*_MAILERS, "icalendar")),
    "first": Section(_first),
    "loading": Section(_loading),
    "memory": Section(_memory, ("django", "icalendar")),
    "growth": Section(_growth),
    "review": Section(_review),
    "timing": Section(_timing),
}
"""The parts of the suite by name, in the order in which they are measured."""


def measure(
    sections: Sequence[str], effort: Effort, *, show: Callable[[str], object]
) -> dict[str, tuple[Table, ...]]:
    """Measure parts and show each table as soon as it is there."""
    found: dict[str, tuple[Table, ...]] = {}
    for name in sections:
        found[name] = SECTIONS[name].run(effort)
        for table in found[name]:
            show(f"{table.as_markdown()}\n")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables, and write the files."""
    options = _parser().parse_args(arguments)
    chosen = [name for name in SECTIONS if name in (options.sections or SECTIONS)]
    drawn = options.plot.name != "none"
    needed = {peer for name in chosen for peer in SECTIONS[name].peers}
    missing = missing_of(needed | ({"matplotlib"} if drawn else set()))
    if missing:
        names = ", ".join(missing)
        sys.exit(f"Install the dependency group `benchmarks`; missing: {names}")
    effort: Effort = options.effort
    if options.rounds:
        effort = replace(effort, rounds=options.rounds)
    about = {"date": options.date.isoformat(), "effort": asdict(effort), **described()}
    print(_heading(about))
    found = measure(chosen, effort, show=print)
    _write_json(options.json, about, found)
    if drawn:
        from benchmarks.plot import draw

        draw(found, options.plot)


def _heading(about: Mapping[str, object]) -> str:
    return (
        f"{about['date']}, {about['implementation']} {about['python']},"
        f" {about['system']} {about['architecture']}, {about['cores']} cores\n"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("sections", nargs="*", choices=SECTIONS, help="parts to measure, else all")
    add("--rounds", type=int, help="turns of each measurement within one process")
    extent = parser.add_mutually_exclusive_group()
    for name, effort, meaning in (
        ("--quick", QUICK, "few turns: under two minutes on a quiet machine"),
        ("--once", ONCE, "everything once, to see that it runs"),
    ):
        extent.add_argument(
            name, dest="effort", action="store_const", const=effort, help=meaning
        )
    parser.set_defaults(effort=FULL)
    add("--date", type=dt.date.fromisoformat, default=dt.datetime.now(dt.UTC).date())
    add("--json", type=Path, default=_FOLDER / "benchmarks.json")
    add("--plot", type=Path, default=_FOLDER / "benchmarks.svg", help="or: none")
    return parser


def _write_json(
    file: Path, about: Mapping[str, object], found: Mapping[str, Sequence[Table]]
) -> None:
    tables = {name: [one.as_data() for one in part] for name, part in found.items()}
    written = json.dumps({**about, "sections": tables}, indent=2, ensure_ascii=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{written}\n", encoding="utf-8")
