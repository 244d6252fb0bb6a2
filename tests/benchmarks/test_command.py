"""The suite runs: each part once, as a process of its own."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.command import SECTIONS
from benchmarks.machine import missing_of
from benchmarks.tables import Row, Table


_ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=_ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _figures(tables: list[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    for table in tables:
        for row, figures in table["rows"].items():
            for column, figure in figures.items():
                yield f"{table['title']}: {row}, {column}", figure


@pytest.mark.parametrize("section", SECTIONS)
def test_each_part_runs(section: str, tmp_path: Path) -> None:
    """Each part whose peers are installed measures, prints and writes its tables."""
    missing = missing_of(SECTIONS[section].peers)
    if missing:
        pytest.skip(f"not installed, measured beside us: {', '.join(missing)}")
    file = tmp_path / "figures.json"

    done = _run(section, "--once", "--json", str(file), "--plot", "none")

    assert 0 == done.returncode, done.stderr
    written = json.loads(file.read_text(encoding="utf-8"))
    tables = written["sections"][section]
    assert [] == [
        t["title"] for t in tables if f"### {t['title']}\n" not in done.stdout
    ]
    assert [] == [
        name for name, figure in _figures(tables) if not math.isfinite(figure)
    ]


def test_the_date_can_be_given(tmp_path: Path) -> None:
    """The files say the day that the command was told, the machine and the versions."""
    file = tmp_path / "figures.json"

    done = _run(
        *("timing", "--once", "--date", "2026-02-03"),
        *("--json", str(file), "--plot", "none"),
    )

    assert done.stdout.startswith("2026-02-03, "), done.stderr
    written = json.loads(file.read_text(encoding="utf-8"))
    assert "2026-02-03" == written["date"]
    assert {"python", "architecture", "cores", "versions"} <= written.keys()


def test_a_plot_shows_the_tables(tmp_path: Path) -> None:
    """Tables with a column for it are drawn."""
    pytest.importorskip("matplotlib", reason="draws the plot")
    file = tmp_path / "figures.svg"

    done = _run(
        *("timing", "--once", "--json", str(tmp_path / "figures.json")),
        *("--plot", str(file)),
    )

    assert 0 == done.returncode, done.stderr
    assert "<svg" in file.read_text(encoding="utf-8")


def test_a_table_is_markdown() -> None:
    """Figures stand under their headings, rounded as their column says."""
    table = Table(
        title="Compose",
        columns=("µs", "× A"),
        digits=(0, 1),
        rows=(Row("ours", (1234.5, 2.04)), Row("theirs", (99.6, 0.25))),
        note="Warm.",
    )

    assert [
        "### Compose",
        "",
        "Warm.",
        "",
        "| what | µs | × A |",
        "| --- | ---: | ---: |",
        "| ours | 1,234 | 2.0 |",
        "| theirs | 100 | 0.2 |",
    ] == table.as_markdown().splitlines()
