"""Tables of figures: what every part of the suite returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


__all__ = ["Effort", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Effort:
    """
    How long to measure.

    Attributes:
        rounds: Turns of a measurement within one process.
        processes: Turns of a measurement that starts processes.
        messages: Messages of the measurement of growth.
    """

    rounds: int
    processes: int
    messages: int


@dataclass(frozen=True, slots=True)
class Row:
    """
    A line of a table.

    Attributes:
        name: What was measured.
        figures: A number for each column.
    """

    name: str
    figures: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """
    Figures, with what they mean.

    Attributes:
        title: What was measured, in a few words.
        columns: The headings of the figures, with their units.
        rows: The lines.
        plotted: The index of the column that a plot shows; None to leave it out.
        digits: Digits after the point, by column.
        note: What has to be known to read it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    digits: tuple[int, ...]
    plotted: int | None = None
    note: str = ""

    def as_markdown(self) -> str:
        """Return the table as Markdown."""
        head = ("what", *self.columns)
        marks = ("---", *("---:" for _ in self.columns))
        lines = [f"### {self.title}", "", *([self.note, ""] if self.note else [])]
        lines += [_line(head), _line(marks)]
        lines += [_line((row.name, *self._texts(row))) for row in self.rows]
        return "\n".join(lines)

    def _texts(self, row: Row) -> list[str]:
        return [
            f"{figure:,.{digits}f}"
            for figure, digits in zip(row.figures, self.digits, strict=True)
        ]

    def as_data(self) -> dict[str, object]:
        """Return the table as plain values."""
        return {
            "title": self.title,
            "note": self.note,
            "rows": {
                row.name: dict(zip(self.columns, row.figures, strict=True))
                for row in self.rows
            },
        }


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
