"""Golden files, as the commands that write them and list those that differ."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


__all__ = ["write_or_list"]


def write_or_list(files: Iterable[tuple[Path, str]], arguments: list[str]) -> int:
    """Write the files if ``--write`` is given, else list those that differ."""
    stale = 0
    for path, text in files:
        if "--write" in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(path)
            stale = 1
    return stale
