"""
Branch coverage of the code at the border, which has to be complete.

Which modules make the border, and which tests reach them, stands once: under
``[tool.mutmut]`` in pyproject.toml, where ``tools/mutation.py`` reads it as well. A
module that nobody imports counts as not covered.

    python tools/border_coverage.py

It prints a table with the lines and branches that were not run, and fails if there
are any. Works in a checkout with coverage.py; takes about a minute.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parent.parent


def border() -> tuple[list[str], list[str]]:
    """Return the modules at the border, and what pytest is told to reach them."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)["tool"]["mutmut"]
    modules = sorted(
        str(path.relative_to(ROOT))
        for pattern in settings["only_mutate"]
        for path in ROOT.glob(pattern)
        if path.suffix == ".py"
    )
    # Without the workers of xdist, which would not be seen.
    told = settings["pytest_add_cli_args"]
    return modules, [*told, *settings["pytest_add_cli_args_test_selection"]]


def measure(modules: list[str], told: list[str]) -> tuple[dict[str, Any], int]:
    """Return what coverage.py tells of each module, and how the tests ended."""
    with tempfile.TemporaryDirectory() as folder:
        data = f"--data-file={folder}/data"
        ended = coverage("run", data, "-m", "pytest", *told)
        coverage("combine", "--quiet", data, folder)
        report = Path(folder) / "report.json"
        included = ",".join(str(ROOT / module) for module in modules)
        coverage("json", "--quiet", data, f"--include={included}", "-o", str(report))
        found = json.loads(report.read_text(encoding="utf-8"))
    return found["files"], ended


def coverage(*arguments: str) -> int:
    """Run coverage.py from the root with the sources of this checkout."""
    return subprocess.run(  # noqa: S603  fixed arguments
        [sys.executable, "-m", "coverage", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        check=False,
    ).returncode


def main() -> int:
    """Print a line for each module; tell whether all of it was run and passed."""
    modules, told = border()
    files, ended = measure(modules, told)
    complete = True
    print(f"{'module':48} {'lines':>11} {'branches':>11}")
    for module in modules:
        found = files.get(module)
        if found is None:
            complete = False
            print(f"{module:48} was never run")
            continue
        counts = found["summary"]
        lines = f"{counts['covered_lines']}/{counts['num_statements']}"
        branches = f"{counts['covered_branches']}/{counts['num_branches']}"
        print(f"{module:48} {lines:>11} {branches:>11}")
        if counts["missing_lines"] or counts["missing_branches"]:
            complete = False
            print(f"    lines {found['missing_lines']}")
            print(f"    branches {found['missing_branches']}")
    return 0 if complete and modules and not ended else 1


if __name__ == "__main__":
    sys.exit(main())
