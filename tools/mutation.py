"""
Mutation testing of the code at the border: mail, calendar, keys, addresses, errors.

The tool (mutmut, configured in pyproject.toml) changes the code a little in every way
it knows and runs the tests that reach the place. This script runs it, counts by the
tool's own statistics, and fails if nothing was run, if something was left out, or if
too little was noticed.

    python tools/mutation.py                            run, then judge
    python tools/mutation.py "followup_kit.errors.*"    the same for some mutants
    python tools/mutation.py --judge                    judge what the last run found

All of it takes some hours, works in the folder ``mutants`` and needs a
checkout, not an installed package.
"""

from __future__ import annotations

import json
import os
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


def by_room(listing: str, names: list[str]) -> dict[str, Counter[str]]:
    """Return how mutants of some names ended, by module, from the tool's list."""
    rooms: dict[str, Counter[str]] = {}
    for match in _LINE.finditer(listing):
        if not any(fnmatch(match["name"], name) for name in names):
            continue
        module = match["name"].rpartition(".x")[0].removeprefix("followup_kit.")
        rooms.setdefault(module, Counter())[match["status"]] += 1
    return rooms


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


def main() -> int:
    """Run unless told otherwise, print a table, and tell whether it is enough."""
    names = [name for name in sys.argv[1:] if name != "--judge"]
    if "--judge" not in sys.argv[1:]:
        mutmut("run", *names)
    listing = mutmut("results", "--all", "true", quiet=True)
    rooms = by_room(listing, names or ["*"])
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
