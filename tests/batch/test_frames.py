"""Data frames in, data frames out; nothing in a cell is guessed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pytest

from followup_kit import Composer
from followup_kit.batch import compose_frame
from followup_kit.errors import BatchError
from followup_kit.models import load_facts
from tests.batch.samples import pair


_START = datetime(2026, 11, 19, 14, tzinfo=ZoneInfo("Europe/Stockholm"))

_COLUMNS = (
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


def _record(**changes: Any) -> dict[str, Any]:
    """Return a flat row with everything an on-hold message needs."""
    return {
        "key": "A-1",
        "interview.candidate.name.given": "Marta",
        "interview.candidate.name.surname": "Kowalska",
        "interview.candidate.locale": "de",
        "interview.candidate.time_zone": "Europe/Warsaw",
        "interview.company.name": "Norrland Data",
        "interview.role.title": "Platform Engineer",
        "interview.sender.name": "Jonas Lindqvist",
        "interview.sender.email": "jonas.lindqvist@norrland.example.com",
        "interview.sessions[0].start": _START,
        "interview.time_zone": "Europe/Stockholm",
        "outcome.kind": "on_hold",
        "outcome.update_by": date(2027, 1, 15),
    } | changes


def _composed(locale: str = "de") -> Any:
    """Return the message of that row, composed from nested facts."""
    interview = {
        "candidate": {
            "name": {"given": "Marta", "surname": "Kowalska"},
            "locale": locale,
            "time_zone": "Europe/Warsaw",
        },
        "company": {"name": "Norrland Data"},
        "role": {"title": "Platform Engineer"},
        "sender": {
            "name": "Jonas Lindqvist",
            "email": "jonas.lindqvist@norrland.example.com",
        },
        "sessions": [{"start": _START}],
        "time_zone": "Europe/Stockholm",
    }
    outcome = {"kind": "on_hold", "update_by": date(2027, 1, 15)}
    return Composer().compose(*load_facts(interview, outcome))


def _pandas(records: list[dict[str, Any]]) -> Any:
    return pd.DataFrame(records)


def _polars(records: list[dict[str, Any]]) -> Any:
    return pl.DataFrame(records, infer_schema_length=None)


def _list(records: list[dict[str, Any]]) -> Any:
    return records


_MAKERS = (
    pytest.param(_pandas, id="pandas"),
    pytest.param(_polars, id="polars"),
    pytest.param(_list, id="dicts"),
)


def _rows(frame: Any) -> list[dict[str, Any]]:
    """Return a frame of results as dicts, with None for every missing value."""
    rows: Any = frame
    if isinstance(frame, pl.DataFrame):
        rows = frame.to_dicts()
    elif isinstance(frame, pd.DataFrame):
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    records: list[dict[str, Any]] = rows
    return records


@pytest.mark.parametrize("make", _MAKERS)
def test_flat_columns_are_composed(make: Any) -> None:
    """Columns that are paths of facts give the message of the nested facts."""
    expected = _composed()

    frame = compose_frame(make([_record()]))

    assert [
        {
            "row": 0,
            "key": "A-1",
            "ok": True,
            "kind": "on_hold",
            "locale": "de",
            "subject": expected.subject,
            "text": expected.text,
            "html": expected.html,
            "error_codes": None,
            "error_paths": None,
        }
    ] == _rows(frame)


@pytest.mark.parametrize("make", _MAKERS)
def test_columns_of_dicts_are_composed(make: Any) -> None:
    """Whole facts in two columns do as well, and an empty struct field is missing."""
    first, second = pair("on_hold"), pair("decision_pending")
    records = [
        {"key": 1, "interview": first[0], "outcome": first[1]},
        {"key": 2, "interview": second[0], "outcome": second[1]},
    ]

    found = _rows(compose_frame(make(records)))

    assert [True, True] == [row["ok"] for row in found]
    assert ["on_hold", "decision_pending"] == [row["kind"] for row in found]


@pytest.mark.parametrize("make", _MAKERS)
def test_dotted_columns_add_to_columns_of_dicts(make: Any) -> None:
    """The order of the columns does not matter."""
    interview, outcome = pair("on_hold")
    del interview["candidate"]["locale"]
    record = {
        "interview.candidate.locale": "ja",
        "interview": interview,
        "outcome": outcome,
    }

    assert ["ja"] == [row["locale"] for row in _rows(compose_frame(make([record])))]


@pytest.mark.parametrize(
    "missing",
    (None, float("nan"), np.nan, pd.NaT, pd.NA),
    ids=("None", "nan", "numpy nan", "NaT", "NA"),
)
def test_an_empty_cell_is_a_missing_fact(missing: Any) -> None:
    """None, NaN, NaT and NA leave an optional fact out and a required one missing."""
    optional = _record(**{"interview.candidate.email": missing})
    required = _record(**{"interview.time_zone": missing, "key": missing})

    first, second = compose_frame([optional, required])

    assert (True, _composed().text) == (first["ok"], first["text"])
    assert ("missing", "items[1].interview.time_zone") == (
        second["error_codes"],
        second["error_paths"],
    )


@pytest.mark.parametrize("make", _MAKERS[:2])
def test_cells_that_are_empty_in_some_rows_are_missing_there(make: Any) -> None:
    """What a frame fills up to make rows equally long is no fact."""
    records = [
        _record(**{"interview.candidate.email": "marta@example.org"}),
        _record(key="A-2"),
    ]

    found = _rows(compose_frame(make(records)))

    assert [True, True] == [row["ok"] for row in found]


@pytest.mark.parametrize(
    ("cell", "code"),
    (
        pytest.param(pd.Timestamp("2026-11-19 14:00"), "naive_time", id="no zone"),
        pytest.param(1_795_093_200, "not_a_time", id="a number"),
        pytest.param(np.datetime64("2026-11-19T14:00"), "naive_time", id="numpy's"),
    ),
)
def test_a_moment_without_a_zone_is_refused(cell: Any, code: str) -> None:
    """No zone is guessed for a cell that has none."""
    (found,) = compose_frame([_record(**{"interview.sessions[0].start": cell})])

    assert (False, code) == (found["ok"], found["error_codes"])


def test_a_moment_is_no_day() -> None:
    """A timestamp at midnight is not taken for a day."""
    cell = pd.Timestamp("2027-01-15")

    (found,) = compose_frame([_record(**{"outcome.update_by": cell})])

    assert "not_a_day" == found["error_codes"]


@pytest.mark.parametrize(
    "cell",
    (
        pytest.param(pd.Timestamp(_START), id="a zone"),
        pytest.param("2026-11-19T14:00+01:00[Europe/Stockholm]", id="text"),
    ),
)
def test_a_moment_with_a_zone_keeps_it(cell: Any) -> None:
    """Timestamps with a zone and text of RFC 9557 mean what they say."""
    (found,) = compose_frame([_record(**{"interview.sessions[0].start": cell})])

    assert _composed().text == found["text"]


def test_values_of_numpy_are_plain_values() -> None:
    """Numpy's text, flags and arrays are taken for what they hold."""
    cells = {
        "interview.candidate.name.given": np.str_("Marta"),
        "interview.highlights": np.array(["How you planned it."], dtype=object),
    }

    (found,) = compose_frame([_record(**cells)])

    assert found["ok"]
    assert "How you planned it." in found["text"]


def test_a_duration_of_pandas_is_a_duration() -> None:
    """A Timedelta means as long as it says."""
    interview, outcome = pair("next_round")
    cells = {"interview": interview, "outcome": outcome}
    length = timedelta(minutes=45)
    outcome.pop("duration", None)

    (plain,) = compose_frame([{**cells, "outcome.duration": length}])
    (found,) = compose_frame([{**cells, "outcome.duration": pd.Timedelta(length)}])

    assert plain == found


def test_a_pandas_frame_keeps_its_index() -> None:
    """Results line up with the rows they came from, also if some were skipped."""
    frame = pd.DataFrame([_record(key=key) for key in "abc"], index=[7, 8, 9])

    found = compose_frame(frame, done={"b"})

    assert [7, 9] == list(found.index)
    assert [0, 2] == list(found["row"])


@pytest.mark.parametrize("make", (_pandas, _polars))
def test_a_frame_of_failures_has_the_same_columns(make: Any) -> None:
    """Columns stay where nothing was composed, or nothing was there."""
    failed = compose_frame(make([_record(**{"outcome.kind": "what"})]))
    empty = compose_frame(make([_record()])[:0])

    assert list(_COLUMNS) == list(failed.columns) == list(empty.columns)


@pytest.mark.parametrize(
    "column", ("Interview", "interview..x", "candidate.name", "salary", 3, "outcome[x]")
)
def test_a_column_that_is_no_fact_is_refused_on_calling(column: Any) -> None:
    """A misspelt or foreign column is told at once, not row by row."""
    with pytest.raises(BatchError) as raised:
        compose_frame(pd.DataFrame([{**_record(), column: 1}]))

    assert ("bad_column",) == raised.value.codes


def test_a_bad_dict_among_dicts_harms_no_other() -> None:
    """A row with a strange field is a result with an error."""
    rows = [_record(), {**_record(), "salary": 1}, "what", _record(key="A-2")]

    found = compose_frame(rows)

    assert [True, False, False, True] == [row["ok"] for row in found]


def test_a_lazy_frame_is_refused() -> None:
    """A frame that is not computed yet says how to compute it."""
    with pytest.raises(BatchError, match="collect"):
        compose_frame(pl.DataFrame([_record()]).lazy())


def test_a_frame_is_counted_first_if_told_what_to_expect() -> None:
    """Rows of a frame can be read twice, a generator of rows cannot."""
    frame = pl.DataFrame([_record(), _record(key="A-2")])

    assert 2 == len(compose_frame(frame, expect={"on_hold": 2}))
    with pytest.raises(BatchError):
        compose_frame(frame, expect={"on_hold": 1})
    with pytest.raises(BatchError, match="once"):
        compose_frame(iter([_record()]), expect={"on_hold": 1})


def test_a_frame_given_to_compose_many_is_told_where_to_go() -> None:
    """Iterating a frame would give its columns."""
    from followup_kit.batch import compose_many

    for frame in (pd.DataFrame(), pl.DataFrame()):
        with pytest.raises(BatchError, match="compose_frame"):
            compose_many(frame)


def test_neither_library_is_imported_unless_one_is_given() -> None:
    """Dicts are composed without pandas, polars, numpy or tqdm."""
    code = (
        "import sys\n"
        "from followup_kit.batch import compose_frame\n"
        "compose_frame([{'outcome.kind': 'on_hold'}])\n"
        "heavy = {'pandas', 'polars', 'numpy', 'tqdm', 'concurrent.futures'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )

    assert "[]" == result.stdout.strip()


def test_moments_of_both_libraries_are_in_their_zone() -> None:
    """Columns typed as moments with a zone come through both libraries."""
    for make in (_pandas, _polars):
        frame = make([_record(), _record(key="A-2")])

        texts = {row["text"] for row in _rows(compose_frame(frame))}

        assert {_composed().text} == texts


def test_a_utc_column_is_told_in_the_zone_of_the_facts() -> None:
    """An instant without a place is shown on the candidate's clock."""
    cell = _START.astimezone(UTC)

    (found,) = compose_frame([_record(**{"interview.sessions[0].start": cell})])

    assert found["ok"]
