"""Chunks through an executor of the host: bounded, in order, nothing lost."""

from __future__ import annotations

import logging
import pickle
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from followup_kit.batch._quarantine import Quarantine
from followup_kit.batch._source import Entry, Source
from followup_kit.batch._work import (
    Chunk,
    Job,
    are_rows,
    compose_chunk,
    compose_packed,
)
from followup_kit.composer import Composer
from followup_kit.errors import BatchError, Problem


__all__ = ["ExecutorLike", "Limits", "through_executor"]

_log: Final = logging.getLogger("followup_kit.batch")


class ExecutorLike(Protocol):
    """
    What runs work elsewhere: any ``concurrent.futures.Executor`` and its like.

    Only ``submit`` is used, and of what it returns only ``result()``, and
    ``cancel()`` if there is one.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Any:
        """Return a future of ``fn(*args)``."""
        ...


class Limits(NamedTuple):
    """How many items go together, and how many chunks are under way at most."""

    chunk_size: int
    in_flight: int


class _Sent(NamedTuple):
    entries: list[Entry]
    jobs: list[Job]
    future: Any  # None: it could not be sent, and is composed when its turn comes


def through_executor(
    source: Source, composer: Composer, executor: ExecutorLike, limits: Limits
) -> Generator[tuple[list[Entry], Chunk]]:
    """
    Return the entries of each chunk with what became of their jobs, in order.

    At most ``limits.in_flight`` chunks are under way and one more is being handed out.

    Raises:
        BatchError: On calling: the composer cannot be sent to another process. Later:
            the executor takes no more work; all that was read has been yielded.
    """
    return _taken(source, _Line(composer, executor), limits)


def _taken(
    source: Source, line: _Line, limits: Limits
) -> Generator[tuple[list[Entry], Chunk]]:
    try:
        while True:
            line.fill(source, limits)
            if not line.waiting:
                break
            sent, chunk = line.first()
            line.fill(source, limits)
            yield sent.entries, chunk
    finally:
        line.close()
    if line.refusal is None:
        return
    # Whether there was more to do shows only when it is read.
    rest = source.take(1)
    if rest:
        jobs = [entry.work for entry in rest if isinstance(entry.work, Job)]
        yield rest, line.compose(jobs)
        raise BatchError(_refused(source.count)) from line.refusal


class _Line:
    """The chunks that are under way, first sent first."""

    def __init__(self, composer: Composer, executor: ExecutorLike) -> None:
        self.waiting: deque[_Sent] = deque()
        self.refusal: Exception | None = None
        self._composer = composer
        self._executor = executor
        self._packed = None if _shares_memory(executor) else _pack(composer)
        self._quarantine: Quarantine | None = None

    def fill(self, source: Source, limits: Limits) -> None:
        """Send chunks until enough are under way."""
        # Where the pool is broken nothing is gained by reading ahead.
        most = limits.in_flight if self._quarantine is None else 1
        while len(self.waiting) < most and self.refusal is None:
            entries = source.take(limits.chunk_size)
            if not entries:
                return
            jobs = [entry.work for entry in entries if isinstance(entry.work, Job)]
            self.waiting.append(_Sent(entries, jobs, self._send(jobs)))

    def _send(self, jobs: list[Job]) -> Any:
        if not jobs or self._quarantine is not None:
            return None
        if self._packed is None:
            arguments: tuple[Any, ...] = (compose_chunk, self._composer, jobs)
        else:
            packed = _packed_jobs(jobs)
            if packed is None:
                return None
            arguments = (compose_packed, self._packed, packed)
        try:
            return self._executor.submit(*arguments)
        except Exception as error:  # noqa: BLE001  each executor has its own
            if not self._is_break(error):
                self.refusal = error
            return None

    def first(self) -> tuple[_Sent, Chunk]:
        """Return the chunk that was sent first, waiting for it if need be."""
        sent = self.waiting[0]
        chunk = self._outcome(sent)
        self.waiting.popleft()
        return sent, chunk

    def _outcome(self, sent: _Sent) -> Chunk:
        if sent.future is None:
            return self.compose(sent.jobs)
        try:
            found = sent.future.result()
        except Exception as error:  # noqa: BLE001  each executor has its own
            self._is_break(error)
            _tell_lost(sent, error)
            return self.compose(sent.jobs)
        if not are_rows(found, len(sent.jobs)):
            _tell_lost(sent, None)
            return self.compose(sent.jobs)
        chunk: Chunk = found
        return chunk

    def _is_break(self, error: Exception) -> bool:
        from concurrent.futures import BrokenExecutor

        if not isinstance(error, BrokenExecutor):
            return False
        if self._quarantine is None:
            self._quarantine = Quarantine(self._composer, self._packed, self._executor)
        return True

    def compose(self, jobs: list[Job]) -> Chunk:
        """Compose jobs that the executor did not."""
        if self._quarantine is None:
            return compose_chunk(self._composer, jobs)
        return self._quarantine.compose(jobs)

    def close(self) -> None:
        """Give up what is still under way."""
        for sent in self.waiting:
            cancel = getattr(sent.future, "cancel", None)
            if callable(cancel):
                cancel()
        self.waiting.clear()
        if self._quarantine is not None:
            self._quarantine.close()


def _shares_memory(executor: object) -> bool:
    from concurrent import futures

    # Python 3.14's pool of interpreters is a thread pool that shares nothing.
    apart = getattr(futures, "InterpreterPoolExecutor", ())
    return isinstance(executor, futures.ThreadPoolExecutor) and not isinstance(
        executor, apart
    )


def _pack(composer: Composer) -> bytes:
    try:
        return pickle.dumps(composer, protocol=5)
    except Exception:  # noqa: BLE001  pickling may raise anything
        raise BatchError(_not_portable()) from None


def _packed_jobs(jobs: Sequence[Job]) -> bytes | None:
    try:
        return pickle.dumps(jobs, protocol=5)
    except Exception:  # noqa: BLE001  pickling may raise anything
        # A host's kind that was defined in a function, say: fine here, not elsewhere.
        _log.warning("A chunk cannot be sent to another process; composed here.")
        return None


def _tell_lost(sent: _Sent, error: Exception | None) -> None:
    first, last = sent.entries[0].place, sent.entries[-1].place
    what = "returned something else" if error is None else type(error).__name__
    _log.warning(
        "The executor lost items %d to %d (%s); composed again.", first, last, what
    )


def _refused(index: int) -> Problem:
    return Problem(
        path=f"items[{index}]",
        code="executor_refused",
        message="was not read: the executor takes no more work.",
        remedy="Every item before it has its result; go on with an executor that runs.",
    )


def _not_portable() -> Problem:
    return Problem(
        path="composer",
        code="not_portable",
        message="cannot be sent to another process.",
        remedy="Use a template set from a folder or package, or a thread pool.",
    )
