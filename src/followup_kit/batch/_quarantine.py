"""
Composing what a broken pool left behind, without trusting any of it.

A pool breaks when one of its processes ends: somebody killed it, memory ran out, or
composing an item ends the process. Only the last is the item's fault, and only a
process that ends again, twice, on that item alone proves it.
"""

from __future__ import annotations

import logging
import pickle
from typing import TYPE_CHECKING, Any, Final

from followup_kit.batch._work import (
    Chunk,
    Failure,
    Frame,
    Job,
    Message,
    compose_chunk,
    compose_packed,
    is_ready,
)
from followup_kit.composer import Composer
from followup_kit.errors import BatchError, Problem


if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


__all__ = ["Quarantine"]

_log: Final = logging.getLogger("followup_kit.batch")
_TIMES_TO_PROVE: Final = 2


class Quarantine:
    """
    Composes in one fresh process, replaced when it ends.

    Where the executor was no process pool of the standard library, or a fresh
    process cannot answer even without an item, the work is done in this one.
    """

    def __init__(self, composer: Composer, packed: bytes | None, broken: Any) -> None:
        self._composer = composer
        self._packed = packed or b""
        self._broken = broken
        self._pool: ProcessPoolExecutor | None = None
        self._is_usable = packed is not None and _can_be_copied(broken)

    def compose(self, jobs: list[Job]) -> Chunk:
        """Compose every job; one that ends each process it is tried in is to blame."""
        packed = _packed_jobs(jobs)
        if packed is None:
            return compose_chunk(self._composer, jobs)
        # Once may be chance: whoever ended the first process may be at work still.
        for _ in range(_TIMES_TO_PROVE if len(jobs) == 1 else 1):
            pool = self._ready_pool()
            if pool is None:
                return compose_chunk(self._composer, jobs)
            if (found := self._try(pool, packed, jobs)) is not None:
                return found
        if len(jobs) == 1:
            return Chunk([], [Failure(BatchError, (_deadly(),))])
        middle = len(jobs) // 2
        return _joined(self.compose(jobs[:middle]), self.compose(jobs[middle:]))

    def _try(
        self, pool: ProcessPoolExecutor, packed: bytes, jobs: list[Job]
    ) -> Chunk | None:
        """Return what the process makes of the jobs; None if it ended."""
        from concurrent.futures import BrokenExecutor

        try:
            return pool.submit(compose_packed, self._packed, packed).result()
        except BrokenExecutor:
            self.close()
            return None
        except Exception as error:  # noqa: BLE001  it lives, but cannot read the facts
            _log.warning(
                "Not composed apart (%s); composed here.", type(error).__name__
            )
            return compose_chunk(self._composer, jobs)

    def _ready_pool(self) -> ProcessPoolExecutor | None:
        if self._pool is None and self._is_usable:
            pool = self._pool = _copy_of(self._broken)
            try:
                pool.submit(is_ready).result()
            except Exception as error:  # noqa: BLE001  whatever keeps it from answering
                # A program without its __main__ guard, or an initializer that fails.
                _log.warning(
                    "A fresh process cannot work either (%s); composed here.",
                    type(error).__name__,
                )
                self._is_usable = False
                self.close()
        return self._pool

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _can_be_copied(executor: object) -> bool:
    from concurrent.futures import ProcessPoolExecutor

    return isinstance(executor, ProcessPoolExecutor)


def _copy_of(broken: Any) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    # The way of starting processes is the host's choice: another could run an
    # unguarded program a second time.
    return ProcessPoolExecutor(
        max_workers=1,
        mp_context=getattr(broken, "_mp_context", None),
        initializer=getattr(broken, "_initializer", None),
        initargs=getattr(broken, "_initargs", ()),
    )


def _packed_jobs(jobs: list[Job]) -> bytes | None:
    try:
        return pickle.dumps(jobs, protocol=5)
    except Exception:  # noqa: BLE001  pickling may raise anything; it never left this process
        return None


def _joined(first: Chunk, second: Chunk) -> Chunk:
    frames: list[Frame] = [*first.frames, *second.frames]
    moved = [
        row._replace(frame=row.frame + len(first.frames))
        if isinstance(row, Message)
        else row
        for row in second.rows
    ]
    return Chunk(frames, [*first.rows, *moved])


def _deadly() -> Problem:
    return Problem(
        path="",
        code="worker_died",
        message="ended each of the processes that tried to compose it alone.",
        remedy="Look at its kind of outcome and at what runs natively there.",
    )
