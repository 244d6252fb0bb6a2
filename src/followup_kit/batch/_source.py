"""Reading items one by one: their keys, what is done already, what comes twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

from followup_kit.batch._item import Item, as_item, kind_named
from followup_kit.batch._work import Failure, Job, unexpected
from followup_kit.errors import BatchError, FollowupError, Problem


__all__ = ["DuplicateKeys", "Entry", "Reading", "Source"]

DuplicateKeys = Literal["refuse", "compose"]
"""What becomes of an item whose key another item of the same run had."""

_END: Final = object()


class Entry(NamedTuple):
    """One item as it was read: where, its key, and the work or why there is none."""

    place: int
    key: Hashable
    work: Job | Failure

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Entry(…)"


class Reading(NamedTuple):
    """What a call says about all its items."""

    key: Callable[[Any], Hashable] | None
    done: Collection[Hashable] | Callable[[Hashable], object]
    duplicate_keys: DuplicateKeys
    locale: str | None
    send_at: object


class Source:
    """
    Reads items lazily and remembers how far.

    Attributes:
        count: How many items have been read, those that were skipped among them.
        failure: Why reading ended early; None if it did not.
        ended: Whether there is nothing more to read.
    """

    __slots__ = ("_items", "_left", "_reading", "_seen", "count", "ended", "failure")

    def __init__(
        self,
        items: Iterable[object],
        reading: Reading,
        expect: Mapping[str, int] | None,
    ) -> None:
        self.count = 0
        self.ended = False
        self.failure: BatchError | None = None
        self._items = iter(items)
        self._reading = reading
        self._seen: set[Hashable] = set()
        self._left = None if expect is None else dict(expect)

    def take(self, most: int) -> list[Entry]:
        """Return up to *most* entries; fewer only at the end of the source."""
        entries: list[Entry] = []
        while len(entries) < most and not self.ended:
            entry = self._next()
            if entry is not None:
                entries.append(entry)
        return entries

    def _next(self) -> Entry | None:
        # Whatever the host's own code raises is told when its turn comes, after the
        # results before it.
        try:
            value = next(self._items, _END)
        except Exception as error:  # noqa: BLE001  the host's own code
            self._stop(_unreadable(self.count, "the source"), error)
            return None
        if value is _END:
            self._finish()
            return None
        index = self.count
        entry = self._entry(index, value)
        key = entry.key
        try:
            skipped = key is not None and self._is_done(key)
        except Exception as error:  # noqa: BLE001  the host's own function
            self._stop(_unreadable(index, "done"), error)
            return None
        self.count += 1
        return None if skipped else self._once(entry)

    def _stop(self, problem: Problem, cause: Exception | None = None) -> None:
        self.ended = True
        self.failure = BatchError(problem)
        self.failure.__cause__ = cause

    def _finish(self) -> None:
        self.ended = True
        if self._left and any(self._left.values()):
            self._stop(_fewer(self._left))

    def _entry(self, index: int, value: object) -> Entry:
        try:
            item = as_item(value)
            make = self._reading.key
            key = item.key if make is None else make(value)
        except FollowupError as error:
            return Entry(index, None, Failure(type(error), error.problems))
        except Exception as error:  # noqa: BLE001  a host's object may raise anything
            return Entry(index, None, Failure(BatchError, (unexpected(error),)))
        try:
            hash(key)
        except TypeError:
            return Entry(index, None, Failure(BatchError, (_not_a_key(),)))
        if not self._is_expected(item):
            return Entry(index, key, Failure(BatchError, (_more(),)))
        return Entry(index, key, self._job(item))

    def _is_expected(self, item: Item) -> bool:
        # The source is read again; what was counted is not what comes, perhaps.
        if self._left is None:
            return True
        kind = kind_named(item)
        if kind is None or not self._left.get(kind):
            return False
        self._left[kind] -= 1
        return True

    def _is_done(self, key: Hashable) -> bool:
        done = self._reading.done
        return bool(done(key)) if callable(done) else key in done

    def _once(self, entry: Entry) -> Entry:
        key = entry.key
        if key is None or self._reading.duplicate_keys == "compose":
            return entry
        if key in self._seen:
            return entry._replace(work=Failure(BatchError, (_duplicate(),)))
        self._seen.add(key)
        return entry

    def _job(self, item: Item) -> Job:
        locale = self._reading.locale if item.locale is None else item.locale
        send_at = self._reading.send_at if item.send_at is None else item.send_at
        return Job(
            item.interview, item.outcome, locale, item.formality, send_at, item.extras
        )


def _unreadable(index: int, what: str) -> Problem:
    return Problem(
        path=f"items[{index}]",
        code="source_failed",
        message=f"could not be read: {what} raised the error this one is from.",
        remedy="Every item before it has its result; go on from there, or by key.",
    )


def _fewer(left: Mapping[str, int]) -> Problem:
    missing = ", ".join(f"{kind} {n}" for kind, n in left.items() if n)
    return Problem(
        path="expect",
        code="source_changed",
        message=f"was met when counted, but these did not come: {missing}.",
        remedy="Give a source that yields the same items each time, such as a list.",
    )


def _more() -> Problem:
    return Problem(
        path="",
        code="not_expected",
        message="was not there when the items were counted for expect.",
        remedy="Give a source that yields the same items each time, such as a list.",
    )


def _duplicate() -> Problem:
    return Problem(
        path="",
        code="duplicate_key",
        message="has the key of an item before it.",
        remedy="A key stands for one message: remove one of the two, or correct it.",
    )


def _not_a_key() -> Problem:
    return Problem(
        path="key",
        code="not_a_key",
        message="cannot be told from other keys: it is not hashable.",
        remedy="Use text or a number.",
    )
