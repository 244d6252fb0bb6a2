"""
Where each key of a TOML file stands, which ``tomllib`` does not tell.

Made for files that ``tomllib`` has accepted: it finds keys and skips values. A
file it does not understand gives the lines found so far.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, TypeAlias


Path: TypeAlias = tuple[str, ...]
"""The names down to a key; rows of an array count from 0."""

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_PART: Final = re.compile(
    r"[ \t]*([A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')[ \t]*"
)
_LONG: Final = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}|'''.*?''''{0,2}", re.DOTALL
)
_TEXT: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_PLAIN: Final = re.compile(r"[^,\]\}\n#]+")
_DEEPEST: Final = 16


class _Lost(Exception):  # noqa: N818 -- it is no error, only the end
    """The rest of the file cannot be followed."""


class KeyLines:
    """The line of each key of a file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0
        self._counted = 0
        self._line = 1
        self._rows: dict[Path, int] = {}
        self._lines: dict[Path, int] = {}
        with suppress(_Lost):
            self._run()

    def line(self, path: Path) -> int:
        """Return the line of a key, counted from 1; 0 if the file has none."""
        return self._lines.get(path, 0)

    def _run(self) -> None:
        table: Path = ()
        while self._skip():
            if self._source.startswith("[[", self._position):
                table = self._row(self._header(2))
            elif self._source.startswith("[", self._position):
                table = self._placed(self._header(1))
                self._note(table)
            else:
                self._pair(table, 0)

    def _header(self, brackets: int) -> Path:
        self._position += brackets
        path = self._key()
        self._position += brackets
        return path

    def _row(self, path: Path) -> Path:
        path = (*self._placed(path[:-1]), path[-1])
        number = self._rows.get(path, -1) + 1
        self._rows[path] = number
        row = (*path, str(number))
        self._note(path)
        self._note(row)
        return row

    def _placed(self, path: Path) -> Path:
        """Return a path through the rows that were begun last."""
        placed: Path = ()
        for name in path:
            placed = (*placed, name)
            if placed in self._rows:
                placed = (*placed, str(self._rows[placed]))
        return placed

    def _pair(self, table: Path, depth: int) -> None:
        start = self._position
        path = (*table, *self._key())
        self._note(path, start)
        if not self._source.startswith("=", self._position):
            raise _Lost
        self._position += 1
        self._value(path, depth)

    def _value(self, path: Path, depth: int) -> None:
        self._skip()
        found = _LONG.match(self._source, self._position) or _TEXT.match(
            self._source, self._position
        )
        if found is not None:
            self._position = found.end()
        elif self._source.startswith("[", self._position):
            self._items(path, "]", depth + 1)
        elif self._source.startswith("{", self._position):
            self._items(path, "}", depth + 1)
        else:
            found = _PLAIN.match(self._source, self._position)
            if found is None:
                raise _Lost
            self._position = found.end()

    def _items(self, path: Path, closer: str, depth: int) -> None:
        if depth > _DEEPEST:
            raise _Lost
        self._position += 1
        number = 0
        while self._skip() and not self._source.startswith(closer, self._position):
            if closer == "]":
                self._note((*path, str(number)))
                self._value((*path, str(number)), depth)
            else:
                self._pair(path, depth)
            number += 1
            self._skip()
            if self._source.startswith(",", self._position):
                self._position += 1
        self._position += 1

    def _key(self) -> Path:
        names: list[str] = []
        while found := _PART.match(self._source, self._position):
            names.append(found[1].strip("\"'"))
            self._position = found.end()
            if not self._source.startswith(".", self._position):
                return tuple(names)
            self._position += 1
        raise _Lost

    def _skip(self) -> bool:
        """Go to what comes next; tell whether anything does."""
        found = _BLANK.match(self._source, self._position)
        self._position = found.end() if found else self._position
        return self._position < len(self._source)

    def _note(self, path: Path, position: int | None = None) -> None:
        position = self._position if position is None else position
        self._line += self._source.count("\n", self._counted, position)
        self._counted = position
        self._lines.setdefault(path, self._line)


class Places:
    """Where the keys of a table are that was merged from several files."""

    def __init__(self, files: Sequence[tuple[str, str]]) -> None:
        """Take the files' names and texts, the most special first."""
        self._files = files
        self._lines: Mapping[str, KeyLines] | None = None

    def of(self, path: Path) -> tuple[str, int]:
        """Return the file and line of a key, or of the table that lacks it."""
        if self._lines is None:
            self._lines = {name: KeyLines(text) for name, text in self._files}
        for length in range(len(path), 0, -1):
            for name, lines in self._lines.items():
                line = lines.line(path[:length])
                if line:
                    return name, line
        return self._files[0][0], 1
