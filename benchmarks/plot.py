"""The tables that can be seen at a glance, as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.tables import Table


__all__ = ["draw"]

_OURS = "#3b6ea5"
_THEIRS = "#b9c4d0"


def draw(found: Mapping[str, Sequence[Table]], file: Path) -> None:
    """Draw every table that has a column for it, one above the other."""
    from matplotlib.figure import Figure  # pyright: ignore[reportMissingImports]

    tables = [t for part in found.values() for t in part if t.plotted is not None]
    if not tables:
        return
    heights = [len(table.rows) + 2 for table in tables]
    canvas = Figure(figsize=(9, 0.32 * sum(heights)), layout="constrained")
    panels = canvas.subplots(
        len(tables), squeeze=False, gridspec_kw={"height_ratios": heights}
    )
    for table, panel in zip(tables, panels[:, 0], strict=True):
        _bars(table, panel)
    file.parent.mkdir(parents=True, exist_ok=True)
    canvas.savefig(file)


def _bars(table: Table, panel: Any) -> None:
    column = table.plotted or 0
    rows = table.rows[::-1]
    names = [row.name for row in rows]
    colours = [_OURS if "followup_kit" in name else _THEIRS for name in names]
    figures = [row.figures[column] for row in rows]
    bars = panel.barh(names, figures, color=colours)
    panel.bar_label(bars, fmt=f"%.{table.digits[column]}f", padding=3)
    panel.margins(x=0.12)
    panel.set_title(f"{table.title} ({table.columns[column]})", loc="left")
