"""
Mutation testing of the code at the border: mail, calendar, keys, addresses, errors.

The tool (mutmut, configured in pyproject.toml) changes the code a little in every way
it knows and runs the tests that reach the place. This script runs it, counts by the
tool's own statistics, and fails if nothing was run, if something was left out, or if
too little was noticed.

    python tools/mutation.py                            run, then judge
    python tools/mutation.py "followup_kit.errors.*"    the same for some mutants
    python tools/mutation.py --judge                    judge what the last run found
    python tools/mutation.py --sample 40 --seed 7 "followup_kit.templating.*"
                                        40 mutants of each module, drawn by lot

All of it takes many hours, works in the folder ``mutants`` and needs a
checkout, not an installed package. A sample is the same wherever it is drawn,
as long as the code and the tool are.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
NEEDED = 0.95
_NOTICED = frozenset({"killed", "timeout", "segfault", "suspicious"})
_MISSED = frozenset({"survived", "no tests"})
_FIRST = "followup_kit.errors.*__mutmut_1"
"""A few mutants; the tool lists all of them once it has run any."""

_LINE = re.compile(r"^\s+(?P<name>followup_kit\S+): (?P<status>.+)$", re.MULTILINE)


def mutmut(*arguments: str, quiet: bool = False) -> str:
    """Run the tool from the root with the sources of this checkout."""
    result = subprocess.run(  # noqa: S603  fixed arguments
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        stdout=subprocess.PIPE if quiet else None,
        encoding="utf-8",
        check=True,
    )
    return result.stdout or ""


def module_of(mutant: str) -> str:
    """Return the module that a mutant is of."""
    return mutant.rpartition(".x")[0].removeprefix("followup_kit.")


def by_room(listing: str, names: list[str]) -> dict[str, Counter[str]]:
    """Return how mutants of some names ended, by module, from the tool's list."""
    rooms: dict[str, Counter[str]] = {}
    whole = {name for name in names if "*" not in name}
    patterns = [name for name in names if "*" in name]
    for match in _LINE.finditer(listing):
        name = match["name"]
        if name in whole or any(fnmatch(name, pattern) for pattern in patterns):
            rooms.setdefault(module_of(name), Counter())[match["status"]] += 1
    return rooms


def drawn(listing: str, names: list[str], size: int, seed: int) -> list[str]:
    """Return some mutants of each module, by lot; all of them if there are few."""
    rooms: dict[str, list[str]] = {}
    for match in _LINE.finditer(listing):
        if any(fnmatch(match["name"], name) for name in names):
            rooms.setdefault(module_of(match["name"]), []).append(match["name"])
    found: list[str] = []
    for module, every in sorted(rooms.items()):
        # The whole order is drawn, so that a larger sample holds the smaller one.
        order = sorted(every)
        random.Random(f"{seed}:{module}").shuffle(order)  # noqa: S311 -- no secret
        found += order[:size]
    return found


def share(counts: Counter[str]) -> float:
    """Return which part of the mutants that ran, or should have, was noticed."""
    noticed = sum(counts[status] for status in _NOTICED)
    judged = noticed + sum(counts[status] for status in _MISSED)
    return noticed / judged if judged else 0.0


def left_out(rooms: dict[str, Counter[str]]) -> int:
    """Return how many mutants have no verdict: not reached, skipped, interrupted."""
    return sum(
        n
        for counts in rooms.values()
        for status, n in counts.items()
        if status not in _NOTICED | _MISSED
    )


def run_by_the_tool() -> int:
    """Return how many mutants were tried, by the tool's own statistics."""
    mutmut("export-cicd-stats", quiet=True)
    stats = json.loads((ROOT / "mutants/mutmut-cicd-stats.json").read_text("utf-8"))
    return sum(stats[status] for status in ("survived", *_NOTICED))


def asked() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().split("\n")[0])
    parser.add_argument("names", nargs="*", help="mutants, with * for many")
    parser.add_argument("--judge", action="store_true", help="run nothing")
    parser.add_argument("--sample", type=int, help="mutants to draw of each module")
    parser.add_argument("--seed", type=int, default=7, help="what to draw them by")
    return parser.parse_args()


def main() -> int:
    """Run unless told otherwise, print a table, and tell whether it is enough."""
    wanted = asked()
    names = wanted.names or ["*"]
    if wanted.sample:
        if not wanted.judge:
            mutmut("run", _FIRST)
        listing = mutmut("results", "--all", "true", quiet=True)
        names = drawn(listing, names, wanted.sample, wanted.seed)
    if not wanted.judge:
        mutmut("run", *(names if wanted.names or wanted.sample else ()))
    listing = mutmut("results", "--all", "true", quiet=True)
    rooms = by_room(listing, names)
    everything = sum(rooms.values(), Counter[str]())
    for module, counts in sorted(rooms.items()):
        listed = ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))
        print(f"{module:32} {share(counts):7.1%}  {listed}")
    run, missing = run_by_the_tool(), left_out(rooms)
    print(f"{'all':32} {share(everything):7.1%}  {run} run by the tool's own count")
    if missing:
        print(f"{missing} without a verdict: this is no score of the whole.")
    # A gate that ran nothing would always be open, and so would half a gate.
    return 0 if run > 0 and not missing and share(everything) >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
