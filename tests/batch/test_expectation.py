"""A batch that is not what it was said to be is refused before it starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from followup_kit.batch import Item, compose_many
from followup_kit.errors import BatchError
from tests.batch.samples import HandExecutor, Recorder, pair


_GIVEN: list[Any] = [pair("rejected"), pair("rejected"), pair("next_round")]


def test_what_is_expected_is_composed() -> None:
    """Counts that are met change nothing."""
    expect = {"rejected": 2, "next_round": 1, "on_hold": 0}

    assert [True] * 3 == [r.ok for r in compose_many(_GIVEN, expect=expect)]


@pytest.mark.parametrize(
    ("expect", "paths"),
    (
        pytest.param({"rejected": 2}, ("expect.next_round",), id="one kind more"),
        pytest.param(
            {"rejected": 3}, ("expect.next_round", "expect.rejected"), id="both wrong"
        ),
        pytest.param({}, ("expect.next_round", "expect.rejected"), id="none"),
    ),
)
def test_a_mismatch_is_refused_on_calling(
    expect: dict[str, int], paths: tuple[str, ...]
) -> None:
    """Every kind that differs is listed, and nothing reaches the executor."""
    executor = HandExecutor()

    with pytest.raises(BatchError) as raised:
        compose_many(_GIVEN, expect=expect, executor=executor)

    assert paths == raised.value.paths
    assert {"unexpected_count"} == set(raised.value.codes)
    assert 0 == executor.submitted


def test_the_difference_says_both_numbers() -> None:
    """The message has the number found and the number expected."""
    with pytest.raises(BatchError, match="there are 2, not 1"):
        compose_many(_GIVEN, expect={"rejected": 1, "next_round": 1})


@pytest.mark.parametrize(
    "bad",
    (
        pytest.param("no item", id="no item"),
        pytest.param((pair()[0], {}), id="without a kind"),
        pytest.param((pair()[0], {"kind": "no such kind"}), id="of no kind"),
    ),
)
def test_items_of_no_kind_are_refused(bad: object) -> None:
    """What cannot be counted is not composed either."""
    with pytest.raises(BatchError) as raised:
        compose_many([*_GIVEN, bad], expect={"rejected": 2, "next_round": 1})

    assert ("no_kind",) == raised.value.codes


def test_what_can_be_read_once_is_refused_with_what_to_do() -> None:
    """A one-shot iterator is left unread."""
    source = iter(_GIVEN)

    with pytest.raises(BatchError) as raised:
        compose_many(source, expect={"rejected": 2, "next_round": 1})

    assert ("read_once",) == raised.value.codes
    assert "list" in raised.value.problems[0].remedy
    assert 3 == len(list(source))


def test_a_source_that_can_be_read_again_will_do() -> None:
    """Any iterable that starts anew is read twice, and not kept."""
    source = Recorder(lambda _: pair("rejected"), 4)

    assert 4 == len(list(compose_many(source, expect={"rejected": 4})))
    assert 8 == source.read


@pytest.mark.parametrize(
    ("expect", "code"),
    (
        pytest.param({"rejectd": 2}, "unknown_kind", id="misspelt"),
        pytest.param({"rejected": -1}, "not_a_count", id="less than none"),
        pytest.param({"rejected": True}, "not_a_count", id="a flag"),
        pytest.param({"rejected": 2.0}, "not_a_count", id="a fraction"),
        pytest.param(12, "wrong_type", id="a number alone"),
    ),
)
def test_a_malformed_expectation_is_refused(expect: Any, code: str) -> None:
    """A misspelt kind or an impossible count expects nothing by mistake."""
    with pytest.raises(BatchError) as raised:
        compose_many(_GIVEN, expect=expect)

    assert (code,) == raised.value.codes


class _Changing:
    """Yields other items when it is read again."""

    def __init__(self, *readings: list[object]) -> None:
        self._readings = list(readings)

    def __iter__(self) -> Iterator[object]:
        return iter(self._readings.pop(0))


def test_more_than_was_counted_is_not_composed() -> None:
    """What was not there when the items were counted gets an error in its place."""
    source = _Changing(_GIVEN, [pair("next_round"), *_GIVEN])

    results = list(compose_many(source, expect={"rejected": 2, "next_round": 1}))

    assert [True, True, True, False] == [result.ok for result in results]
    error = results[3].error
    assert error is not None
    assert ("not_expected",) == error.codes


def test_less_than_was_counted_is_told_at_the_end() -> None:
    """What was counted and did not come is missed by name."""
    source = _Changing(_GIVEN, _GIVEN[:2])

    results = compose_many(source, expect={"rejected": 2, "next_round": 1})
    taken = [next(results).ok, next(results).ok]
    with pytest.raises(BatchError, match="next_round 1"):
        next(results)

    assert [True, True] == taken


def test_a_resumed_batch_expects_the_same() -> None:
    """Items that are done count as well: the list is the same list."""
    given = [Item(facts[0], facts[1], str(key)) for key, facts in enumerate(_GIVEN)]

    results = compose_many(given, done={"0"}, expect={"rejected": 2, "next_round": 1})

    assert [1, 2] == [result.index for result in results]
