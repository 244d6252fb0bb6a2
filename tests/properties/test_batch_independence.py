"""Whatever stands beside an item in a batch, its message is the same."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_kit.batch import Item, compose_many
from tests.batch.samples import HandExecutor, items, told


@cache
def _pool() -> list[tuple[object, object]]:
    """Return items, good and bad, each with what it gives alone."""
    given_items: list[object] = [
        *items()[::3],
        "no item",
        (1, 2),
        Item(*_first(), locale="kl"),
        Item(*_first(), send_at="2026-11-20T09:30"),
    ]
    return [(item, _alone(item)) for item in given_items]


def _first() -> tuple[Any, Any]:
    item = items()[0]
    return item.interview, item.outcome


def _said(entry: object) -> object:
    """Return what a result says without its place."""
    assert isinstance(entry, tuple)
    _, key, *rest = entry
    return key, [_placeless(part) for part in rest]


def _placeless(part: object) -> object:
    if not isinstance(part, tuple):
        return part
    return [(p.path.partition("]")[2], p.code, p.message, p.remedy) for p in part]


def _alone(item: object) -> object:
    (entry,) = told(compose_many([item]))
    return _said(entry)


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 19), max_size=12),
    st.integers(1, 5),
    st.integers(1, 4),
    st.booleans(),
)
def test_an_item_gives_the_same_in_any_company(
    picks: list[int],
    chunk_size: int,
    in_flight: int,
    through: bool,  # noqa: FBT001  drawn by hypothesis
) -> None:
    """Shuffled, repeated, dropped and chunked in any way, each item gives its own."""
    chosen = [_pool()[pick % len(_pool())] for pick in picks]

    results = compose_many(
        [item for item, _ in chosen],
        executor=HandExecutor() if through else None,
        chunk_size=chunk_size,
        in_flight=in_flight,
        duplicate_keys="compose",
    )

    assert [said for _, said in chosen] == [_said(entry) for entry in told(results)]


@settings(max_examples=40)
@given(st.sets(st.integers(0, 47)), st.integers(0, 47))
def test_resuming_after_any_stop_gives_the_whole_once(
    done: set[int], stop: int
) -> None:
    """What was done, what came before the stop and the rest are all items, once."""
    no_facts: Any = "refused quickly"
    batch = [Item(no_facts, no_facts, key=number) for number in range(48)]
    first: list[Any] = []
    for result in compose_many(batch, done=done, executor=HandExecutor(), chunk_size=3):
        first.append(result.key)
        if result.index >= stop:
            break

    rest: list[Any] = [r.key for r in compose_many(batch, done=done | {*first})]

    assert sorted([*done, *first, *rest]) == list(range(48))
