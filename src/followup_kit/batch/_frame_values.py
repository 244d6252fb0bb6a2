"""Cells of data frames as facts: what is missing, what a path stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final, Literal

from followup_kit.batch._item import Item
from followup_kit.errors import BatchError, Problem


__all__ = ["Library", "library_of", "nested", "path_of_column", "plain"]

Library = Literal["pandas", "polars"]

MISSING: Final = object()

_STEP: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)|\[(\d{1,3})\]")
_ROOTS: Final = frozenset(field.name for field in fields(Item))
_COLUMN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_]\w*|\[\d{1,3}\])*")


def library_of(frame: object) -> Library | None:
    """Return whose data frame it is, without importing either; None if it is none."""
    for cls in type(frame).__mro__:
        root = cls.__module__.partition(".")[0]
        if cls.__name__ in {"DataFrame", "LazyFrame"}:
            if root == "pandas":
                return "pandas"
            if root == "polars":
                return "polars"
    return None


def plain(value: Any) -> Any:
    """
    Return a cell as a plain value, or ``MISSING``.

    None, NaN, NaT and NA are missing. Timestamps become datetimes and keep their
    zone or their want of one. Nothing is taken for something else: a number stays a
    number, and a moment is no day.
    """
    if value is None or _is_nothing(value):
        return MISSING
    if isinstance(value, Mapping):
        return _plain_fields(value)
    if hasattr(value, "tolist"):
        # numpy: an array of a list column, or a single value.
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        # An empty place in a list stays one, and is refused as a fact.
        return [None if (v := plain(entry)) is MISSING else v for entry in value]
    convert = getattr(value, "to_pydatetime", None) or getattr(
        value, "to_pytimedelta", None
    )
    return convert() if callable(convert) else value


def _plain_fields(value: Mapping[Any, Any]) -> Any:
    # A struct column gives every row the fields of all: those without a value are none.
    fields = {key: plain(entry) for key, entry in value.items()}
    given = {key: entry for key, entry in fields.items() if entry is not MISSING}
    return given if given or not fields else MISSING


def _is_nothing(value: Any) -> bool:
    kind = type(value).__name__
    if kind in {"NaTType", "NAType"}:
        return True
    return isinstance(value, float) and value != value  # noqa: PLR0124  NaN


def nested(row: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return a row of columns such as ``interview.candidate.name`` as nested dicts.

    ``interview.sessions[0].start`` reaches into a list. Places of a list that no
    column fills are left out.

    Raises:
        BatchError: A column is no path, or two of them contradict each other.
    """
    # Whole dicts first, so that the order of columns changes nothing.
    cells = sorted(
        ((path_of_column(column), cell) for column, cell in row.items()),
        key=lambda entry: len(entry[0]),
    )
    root: dict[Any, Any] = {}
    for path, cell in cells:
        value = plain(cell)
        if value is not MISSING:
            _put(root, path, value)
    found: dict[str, Any] = _with_lists(root)
    return found


def path_of_column(column: object) -> list[str | int]:
    """
    Return the steps that the name of a column stands for.

    Raises:
        BatchError: It does not begin with a field of an item, or is no path.
    """
    if not isinstance(column, str) or not _COLUMN.fullmatch(column):
        raise BatchError(_bad_column("is no path of a fact."))
    steps = [name or int(index) for name, index in _STEP.findall(column)]
    if steps[0] not in _ROOTS:
        raise BatchError(_bad_column("belongs to no field of an item."))
    return steps


def _put(root: dict[Any, Any], path: list[str | int], value: Any) -> None:
    place = root
    for step in path[:-1]:
        inner = place.setdefault(step, {})
        if not isinstance(inner, dict):
            raise BatchError(_bad_column("contradicts another column."))
        place = inner
    if path[-1] in place:
        raise BatchError(_bad_column("contradicts another column."))
    place[path[-1]] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    built = {key: _with_lists(entry) for key, entry in value.items()}
    if built and all(isinstance(key, int) for key in built):
        return [built[index] for index in sorted(built)]
    return built


def _bad_column(message: str) -> Problem:
    return Problem(
        path="frame.columns",
        code="bad_column",
        message=f"holds one that {message}",
        remedy=(
            "Name columns like interview.candidate.name, and select only those that"
            f" begin with: {', '.join(sorted(_ROOTS))}."
        ),
    )
