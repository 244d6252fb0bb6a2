"""
Write down which code points Unicode has not assigned.

    python -m tools.build_characters --write   write the table
    python -m tools.build_characters           compare, exit 1 if it is stale

The table of the running Python depends on its version, so that of the package
``unicodedata2`` is taken (group ``data`` in ``pyproject.toml``); the notice beside the
table names its version.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import unicodedata2  # type: ignore[import-not-found]  # an extension without stubs


__all__ = ["TABLE", "main", "table"]

TABLE: Final = (
    Path(__file__).resolve().parent.parent
    / "src/followup_kit/characters/data/unassigned.txt"
)
_WIDTH: Final = 88


def table() -> str:
    """Return the table as it has to be."""
    return f"{textwrap.fill(' '.join(_ranges()), _WIDTH, break_on_hyphens=False)}\n"


def _ranges() -> Iterator[str]:
    for missing, group in groupby(range(sys.maxunicode + 1), _is_unassigned):
        if missing:
            points = list(group)
            first, last = points[0], points[-1]
            yield f"{first:x}" if first == last else f"{first:x}-{last:x}"


def _is_unassigned(point: int) -> bool:
    return bool(unicodedata2.category(chr(point)) == "Cn")


def main(arguments: list[str]) -> int:
    """Write or compare the table; return the exit status."""
    if "--write" in arguments:
        TABLE.write_text(table(), encoding="utf-8")
    elif TABLE.read_text(encoding="utf-8") != table():
        print("stale: src/followup_kit/characters/data/unassigned.txt")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
