"""Batches take the same memory however long they are."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest

from followup_kit import Composer
from followup_kit.batch import Item, Result, compose_many
from tests.batch.samples import items


def _endless(count: int) -> Iterator[object]:
    """Yield items of all kinds and locales, without keys, made as they are needed."""
    for item in islice(cycle(items()), count):
        yield Item(dict(item.interview), dict(item.outcome), locale=item.locale)


@pytest.mark.parametrize("threads", (0, 2))
def test_a_longer_batch_needs_no_more_memory(threads: int) -> None:
    """After four hundred messages, five hundred more leave nothing behind."""
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        results = compose_many(
            _endless(900), executor=pool if threads else None, chunk_size=20
        )

        assert _growth(results, 400) < 2**16


def test_items_that_fail_leave_nothing_behind() -> None:
    """After a thousand bad items, twenty thousand more leave nothing behind."""
    assert _growth(compose_many(iter(range(21_000))), 1000) < 2**14


def _growth(results: Iterator[Result], warm_up: int) -> int:
    """Return how much more memory is in use after the rest than after *warm_up*."""
    tracemalloc.start()
    try:
        for _ in islice(results, warm_up):
            pass
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in results:
            pass
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


def test_a_kept_result_costs_little_more_than_its_strings() -> None:
    """Keeping results takes at most 1.2 times their subject, texts and HTML."""
    composer = Composer()
    list(compose_many(_endless(48), composer=composer))  # loads every letter
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        kept = list(compose_many(_endless(192), composer=composer))
        cost = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    strings = sum(
        sys.getsizeof(text)
        for result in kept
        for message in (result.unwrap(),)
        for text in (message.subject, message.preheader, message.text, message.html)
    )

    assert cost <= 1.2 * strings
