"""Batches through executors: same bytes, bounded, and nothing lost when they fail."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from pathlib import Path
from typing import Any

import pytest

from followup_kit import Composer
from followup_kit.batch import Item, Result, compose_many
from followup_kit.errors import BatchError
from followup_kit.models import Interview, load_facts
from tests.batch.samples import (
    DeadlyOutcome,
    HandExecutor,
    Recorder,
    items,
    pair,
    told,
)


@pytest.fixture(scope="module")
def serial() -> list[object]:
    """Return what the sample items give without an executor."""
    return told(compose_many(items()))


@pytest.fixture
def pool() -> Iterator[ProcessPoolExecutor]:
    """Start two processes the way all platforms can."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        yield executor


def test_sixteen_threads_write_the_same_bytes(serial: list[object]) -> None:
    """All kinds in all locales, several times over and side by side, as in series."""
    with ThreadPoolExecutor(16) as executor:
        for chunk_size in (1, 3):
            found = told(
                compose_many(items(), executor=executor, chunk_size=chunk_size)
            )
            assert serial == found


def test_spawned_processes_write_the_same_bytes(
    serial: list[object], pool: ProcessPoolExecutor
) -> None:
    """Dicts and models give the same messages in fresh processes."""
    models = [
        Item(
            *load_facts(item.interview, item.outcome), key=item.key, locale=item.locale
        )
        for item in items()
    ]

    assert serial == told(compose_many(items(), executor=pool, chunk_size=5))
    assert serial == told(compose_many(models, executor=pool, chunk_size=7))


def test_bad_items_fail_the_same_way_in_a_process(pool: ProcessPoolExecutor) -> None:
    """Errors of items, unchecked models among them, come back as they are raised here."""
    interview, outcome = load_facts(*pair())
    given: list[object] = [
        pair(),
        (1, 2),
        Item(*pair(), locale="kl"),
        Item(*pair(), send_at="2026-11-20T09:30"),
        (interview, outcome.model_copy(update={"update_by": "soon"})),
        (Interview.model_construct(**dict(interview)), outcome),
        (Interview.model_construct(role="none"), outcome),
        "no item",
        pair(),
    ]

    assert told(compose_many(given)) == told(
        compose_many(given, executor=pool, chunk_size=4)
    )


@pytest.mark.slow
def test_a_dask_cluster_writes_the_same_bytes(serial: list[object]) -> None:
    """Two worker processes of a Dask cluster give the messages of the serial run."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = client.get_executor()
        found = told(compose_many(items(), executor=executor, chunk_size=5))

    assert serial == found


def test_reading_ahead_is_bounded() -> None:
    """Not more is read than fits the chunks under way and the one handed out."""
    source = Recorder(lambda _: pair(), 1000)
    executor = HandExecutor()
    results = compose_many(source, executor=executor, chunk_size=5, in_flight=3)

    read = []
    for result in results:
        read.append(source.read - result.index)
        if result.index == 60:
            break
    results.close()

    assert 5 * (3 + 1) == max(read)
    assert 3 == executor.most_open


def test_closing_gives_up_what_is_under_way() -> None:
    """Close cancels every chunk that was not handed out."""
    executor = HandExecutor()
    results = compose_many(
        Recorder(lambda _: pair(), 100), executor=executor, chunk_size=2, in_flight=4
    )
    next(results)
    results.close()

    assert 4 == executor.cancelled


def test_an_interrupt_gives_up_what_is_under_way() -> None:
    """Ctrl-C while waiting goes through, after results that were taken stay."""
    executor = HandExecutor()

    def interrupt(number: int) -> Exception | None:
        if number == 1:
            raise KeyboardInterrupt
        return None

    executor.fail = interrupt
    results = compose_many(items(), executor=executor, chunk_size=2, in_flight=3)
    taken = [next(results) for _ in range(2)]
    with pytest.raises(KeyboardInterrupt):
        next(results)

    assert [True, True] == [result.ok for result in taken]
    assert 3 == executor.cancelled


@pytest.mark.parametrize(
    "error",
    (
        pytest.param(CancelledError(), id="cancelled"),
        pytest.param(OSError("gone"), id="lost"),
        pytest.param(BrokenExecutor("broken"), id="broken"),
    ),
)
def test_a_lost_chunk_is_composed_here(
    serial: list[object], error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a future raises instead of a result, no item is lost or blamed."""
    executor = HandExecutor()
    executor.fail = lambda number: error if number == 2 else None

    found = told(compose_many(items(), executor=executor, chunk_size=5))

    assert serial == found
    assert "items 10 to 14" in caplog.text


def test_a_chunk_that_comes_back_as_something_else_is_composed_here(
    serial: list[object],
) -> None:
    """What a worker of another version returns is not taken for results."""

    class Strange(HandExecutor):
        def submit(self, fn: Any, /, *args: Any) -> Any:
            del fn, args
            return super().submit(lambda: ["what?"])

    assert serial == told(compose_many(items(), executor=Strange()))


def test_an_executor_that_takes_no_more_is_told_with_the_place_to_go_on(
    serial: list[object],
) -> None:
    """All that was read is yielded before the error, and its index goes on."""
    executor = HandExecutor()
    executor.refuse_after = 2
    source = iter(items())
    taken: list[Result] = []
    with pytest.raises(BatchError) as raised:
        _take(compose_many(source, executor=executor, chunk_size=5), taken)
    rest = told(compose_many(source))

    assert ("executor_refused",) == raised.value.codes
    assert raised.value.index == len(taken)
    assert serial[: len(taken)] == told(taken)
    assert [entry[1:] for entry in serial[len(taken) :]] == [e[1:] for e in rest]  # type: ignore[index]  # tuples


def _take(results: Iterator[Result], taken: list[Result]) -> None:
    # Not extend(), which keeps nothing of what came before an error.
    for result in results:
        taken.append(result)  # noqa: PERF402


def test_a_pool_that_was_shut_down_loses_nothing() -> None:
    """With a pool of the standard library the error comes after what was read."""
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    taken: list[Result] = []

    with pytest.raises(BatchError) as raised:
        _take(compose_many(items(), executor=executor, chunk_size=5), taken)

    assert [True] * len(taken) == [result.ok for result in taken]
    assert len(taken) == raised.value.index


def test_a_refusal_after_the_last_item_is_none() -> None:
    """An executor that is not needed any more cannot fail the run."""
    executor = HandExecutor()
    executor.refuse_after = 0

    assert [True] == [r.ok for r in compose_many([pair()], executor=executor)]


def test_facts_that_cannot_be_pickled_are_composed_here(
    pool: ProcessPoolExecutor,
) -> None:
    """An item that cannot travel harms neither itself nor its chunk."""

    class Local(dict[str, Any]):
        pass

    interview, outcome = pair()
    given = [pair(), (Local(interview), outcome), pair()]

    assert [True] * 3 == [r.ok for r in compose_many(given, executor=pool)]


def test_a_composer_that_cannot_be_sent_is_refused_on_calling() -> None:
    """A composer that no other process can have is told before anything is read."""

    class Local(Composer):
        pass

    with pytest.raises(BatchError) as raised:
        compose_many(items(), composer=Local(), executor=HandExecutor())

    assert ("not_portable",) == raised.value.codes


def test_a_killed_worker_costs_no_message(
    serial: list[object], pool: ProcessPoolExecutor
) -> None:
    """A worker killed from outside in the middle: every message is right."""
    results = compose_many(items(), executor=pool, chunk_size=2, in_flight=4)
    taken = [next(results)]
    for process in multiprocessing.active_children():
        assert process.pid is not None
        os.kill(process.pid, signal.SIGTERM)
        break

    assert serial == told(taken) + told(results)


def test_an_item_that_ended_a_worker_once_is_not_blamed(
    serial: list[object], pool: ProcessPoolExecutor, tmp_path: Path
) -> None:
    """A death that does not repeat proves nothing against the item."""
    given = items()
    item = given[20]
    deadly = DeadlyOutcome(dict(item.outcome), os.getpid(), str(tmp_path / "died"))
    given[20] = Item(item.interview, deadly, item.key, item.locale)

    assert serial == told(compose_many(given, executor=pool, chunk_size=8))
    assert (tmp_path / "died").exists()


def test_only_an_item_that_ends_each_process_is_blamed(
    serial: list[object], pool: ProcessPoolExecutor
) -> None:
    """The one that is proven gets the error, and neither caller nor others suffer."""
    given = items()
    item = given[20]
    deadly = DeadlyOutcome(dict(item.outcome), os.getpid(), None)
    given[20] = Item(item.interview, deadly, item.key, item.locale)

    results = list(compose_many(given, executor=pool, chunk_size=3))
    blamed = [result for result in results if not result.ok]

    assert [20] == [result.index for result in blamed]
    assert isinstance(blamed[0].error, BatchError)
    assert (("worker_died",), 20) == (blamed[0].error.codes, blamed[0].error.index)
    del results[20]
    assert serial[:20] + serial[21:] == told(results)


def _fail() -> None:
    raise OSError


def test_processes_that_cannot_even_start_blame_nobody(serial: list[object]) -> None:
    """Where no process can answer, everything is composed in the calling one."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_fail) as executor:
        assert serial == told(compose_many(items(), executor=executor))
