"""What a batch is said to hold, held against what it holds, before it is composed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from followup_kit.batch._item import as_item, kind_named
from followup_kit.errors import BatchError, FollowupError, Problem
from followup_kit.models import outcome_kinds


__all__ = ["check_expectation"]


def check_expectation(items: Iterable[object], expect: Mapping[str, int]) -> None:
    """
    Count the items and refuse unless they are exactly those expected.

    Raises:
        BatchError: The counts differ, an item names no kind, ``expect`` is malformed,
            or the source can be read once only.
    """
    problems = list(_malformed(expect)) or list(_found(items, expect))
    if problems:
        raise BatchError(*problems)


def _malformed(expect: Any) -> Iterator[Problem]:
    if not isinstance(expect, Mapping):
        message = "must be a mapping of kinds to counts."
        yield Problem("expect", "wrong_type", message, 'Give {"rejected": 12}.')
        return
    known = outcome_kinds()
    if any(kind not in known for kind in expect):
        yield Problem(
            path="expect",
            code="unknown_kind",
            message="names a kind of outcome that there is not.",
            remedy=f"Use: {', '.join(sorted(known))}.",
        )
    if any(type(n) is not int or n < 0 for n in expect.values()):
        message = "must hold whole numbers."
        yield Problem("expect", "not_a_count", message, "Give how many there are.")


def _found(items: Iterable[object], expect: Mapping[str, int]) -> Iterator[Problem]:
    reading = iter(items)
    if reading is items:
        yield _read_once()
    else:
        yield from _differences(reading, expect)


def _read_once() -> Problem:
    return Problem(
        path="items",
        code="read_once",
        message="can be read once only, and expect has to count before composing.",
        remedy="Give a list, or something that can be iterated over anew each time.",
    )


def _differences(
    items: Iterable[object], expect: Mapping[str, int]
) -> Iterator[Problem]:
    counts: Counter[str] = Counter()
    nameless = 0
    for value in items:
        kind = _kind_of(value)
        counts[kind or ""] += 1
        nameless += kind is None
    del counts[""]
    for kind in sorted(counts.keys() | expect.keys()):
        if counts[kind] != expect.get(kind, 0):
            yield _difference(kind, counts[kind], expect.get(kind, 0))
    if nameless:
        yield Problem(
            path="items",
            code="no_kind",
            message=f"holds {nameless} that name no kind of outcome.",
            remedy="Look at summarise(items).unreadable.",
        )


def _kind_of(value: object) -> str | None:
    try:
        kind = kind_named(as_item(value))
    except FollowupError:
        return None
    return kind if kind in outcome_kinds() else None


def _difference(kind: str, found: int, expected: int) -> Problem:
    return Problem(
        path=f"expect.{kind}",
        code="unexpected_count",
        message=f"there are {found}, not {expected}.",
        remedy="Nothing was composed. Look at summarise(items) before you go on.",
    )
