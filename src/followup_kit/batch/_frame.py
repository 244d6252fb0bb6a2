"""Rows of a data frame composed, with a frame of results."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import datetime
from typing import Any, Final, TypedDict, Unpack

from followup_kit.batch._compose_many import compose_many
from followup_kit.batch._frame_values import (
    Library,
    library_of,
    nested,
    path_of_column,
)
from followup_kit.batch._pool import ExecutorLike
from followup_kit.batch._progress import ProgressCallback
from followup_kit.batch._result import Result
from followup_kit.batch._source import DuplicateKeys
from followup_kit.composer import Composer
from followup_kit.errors import BatchError, Problem
from followup_kit.templating import TemplateSet


__all__ = ["compose_frame"]

_COLUMNS: Final = (
    "row",
    "key",
    "ok",
    "kind",
    "locale",
    "subject",
    "text",
    "html",
    "error_codes",
    "error_paths",
)


class Options(TypedDict, total=False):
    """What :func:`compose_many` may be told."""

    composer: Composer | None
    template_set: str | TemplateSet | None
    executor: ExecutorLike | None
    chunk_size: int
    in_flight: int | None
    locale: str | None
    send_at: datetime | str | None
    key: Callable[[Any], Hashable] | None
    done: Collection[Hashable] | Callable[[Hashable], object]
    duplicate_keys: DuplicateKeys
    expect: Mapping[str, int] | None
    progress: bool | ProgressCallback | None


def compose_frame(frame: Any, **options: Unpack[Options]) -> Any:
    """
    Compose the rows of a data frame and return a frame of results.

    Columns are paths of facts, such as ``interview.candidate.name``,
    ``interview.sessions[0].start`` or ``outcome.kind``, or hold dicts, such as
    ``interview``; ``key``, ``locale``, ``formality`` and ``send_at`` are those of
    :class:`Item`. None, NaN, NaT and NA mean that the fact is missing. Moments need
    a time zone, days are ``datetime.date``; nothing is converted by guessing.

    Args:
        frame: A pandas or polars DataFrame, or an iterable of dicts.
        options: Those of :func:`compose_many`.

    Returns:
        A frame of the same library, or a list of dicts, with a row for each result:
        ``row`` (its place in *frame*), ``key``, ``ok``, ``kind``, ``locale``,
        ``subject``, ``text``, ``html``, ``error_codes`` and ``error_paths`` (each
        joined by ``", "``). A pandas frame keeps the index of its rows.

    Raises:
        BatchError: As :func:`compose_many`; or a column is no path of a fact.
    """
    library = library_of(frame)
    rows = _iterator(frame) if library is None else _CountedRows(frame, library)
    records = [_record(result) for result in compose_many(rows, **options)]
    if library == "pandas":
        return _pandas_frame(frame, records)
    return _polars_frame(records) if library == "polars" else records


class _Rows:
    """The items of a frame; readable again, so that they can be counted first."""

    def __init__(self, frame: Any, library: Library | None) -> None:
        if type(frame).__name__ == "LazyFrame":
            raise BatchError(_lazy())
        if library is not None:
            _check_columns(list(frame.columns))
        self._frame = frame
        self._library = library

    def __iter__(self) -> Iterator[Any]:
        if self._library == "polars":
            rows: Iterable[Any] = self._frame.iter_rows(named=True)
        elif self._library == "pandas":
            names = list(self._frame.columns)
            tuples = self._frame.itertuples(index=False, name=None)
            rows = (dict(zip(names, cells, strict=True)) for cells in tuples)
        else:
            rows = self._frame
        return (_item(row) for row in rows)


class _CountedRows(_Rows):
    def __len__(self) -> int:
        return len(self._frame)


def _iterator(rows: Any) -> Any:
    if isinstance(rows, str | bytes | Mapping) or not hasattr(rows, "__iter__"):
        return rows  # refused by compose_many
    if iter(rows) is rows:
        return (_item(row) for row in rows)
    return _Rows(rows, None)


def _check_columns(columns: Sequence[object]) -> None:
    for column in columns:
        path_of_column(column)
    if len(set(columns)) != len(columns):
        message = "holds a column twice."
        remedy = "Give each column a name of its own."
        raise BatchError(Problem("frame.columns", "bad_column", message, remedy))


def _item(row: Any) -> Any:
    try:
        return nested(row) if isinstance(row, Mapping) else row
    except BatchError:
        return row  # no item either: refused in its place, and no other with it


def _record(result: Result) -> dict[str, Any]:
    followup, error = result.followup, result.error
    return {
        "row": result.index,
        "key": result.key,
        "ok": result.ok,
        "kind": followup and followup.kind,
        "locale": followup and followup.locale,
        "subject": followup and followup.subject,
        "text": followup and followup.text,
        "html": followup and followup.html,
        "error_codes": error and ", ".join(error.codes),
        "error_paths": error and ", ".join(error.paths),
    }


def _pandas_frame(frame: Any, records: list[dict[str, Any]]) -> Any:
    import pandas as pd

    index = frame.index.take([record["row"] for record in records])
    return pd.DataFrame(records, columns=list(_COLUMNS), index=index)


def _polars_frame(records: list[dict[str, Any]]) -> Any:
    import polars as pl

    # Without rows, or with failures alone, the types would not show.
    types: dict[str, Any] = dict.fromkeys(_COLUMNS, pl.String)
    types |= {"row": pl.Int64, "ok": pl.Boolean}
    del types["key"]
    columns = {name: [record[name] for record in records] for name in _COLUMNS}
    return pl.DataFrame(columns, schema_overrides=types, strict=False)


def _lazy() -> Problem:
    return Problem(
        path="frame",
        code="lazy_frame",
        message="is not computed yet.",
        remedy="Give frame.collect().",
    )
