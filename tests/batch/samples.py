"""Items for tests of batches: all kinds in all locales, and some that misbehave."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from followup_kit.batch import Item, Result
from followup_kit.models import outcome_kinds
from tests.factories import interview_record


__all__ = [
    "LOCALES",
    "DeadlyOutcome",
    "HandExecutor",
    "Recorder",
    "items",
    "pair",
    "told",
]

LOCALES = ("ar", "de", "en", "ja")


def pair(
    kind: str = "on_hold", **changes: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an interview and an outcome of *kind* as they come from JSON."""
    facts = outcome_kinds()[kind].sample_facts()[-1]
    interview = interview_record()
    if kind == "no_show":
        del interview["highlights"]
    if kind == "questions_answered":
        interview["questions"] = [{"question": "How many are we?", "answer": "Six."}]
    return interview | changes, {"kind": kind, **facts}


def items() -> list[Item]:
    """Return an item of each built-in kind in each locale."""
    kinds = [
        kind
        for kind, cls in outcome_kinds().items()
        if cls.__module__.startswith("followup_kit.")
    ]
    return [
        Item(*pair(kind), key=f"{kind}-{locale}", locale=locale)
        for kind in kinds
        for locale in LOCALES
    ]


def told(results: Iterator[Result] | list[Result]) -> list[object]:
    """Return what results say, to compare the same batch done in two ways."""
    return [
        (result.index, result.key, result.followup and result.followup.to_json())
        if result.error is None
        else (result.index, result.key, type(result.error), result.error.problems)
        for result in results
    ]


class DeadlyOutcome(dict[str, Any]):
    """
    An outcome that ends any process but its own when it is read.

    Where *once* is a path, it does so only until that file exists.
    """

    def __init__(self, facts: dict[str, Any], owner: int, once: str | None) -> None:
        super().__init__(facts)
        self.owner, self.once = owner, once

    def __reduce__(self) -> tuple[object, ...]:
        return DeadlyOutcome, (dict(self), self.owner, self.once)

    def get(self, key: str, default: Any = None) -> Any:
        """End the process, or behave like a dict."""
        done = self.once is not None and Path(self.once).exists()
        if os.getpid() != self.owner and not done:
            if self.once is not None:
                Path(self.once).touch()
            os._exit(13)
        return super().get(key, default)


class Recorder:
    """Yields items and counts how far it was read."""

    def __init__(self, make: Callable[[int], object], count: int) -> None:
        self.read = 0
        self._make, self._count = make, count

    def __iter__(self) -> Iterator[object]:
        for number in range(self._count):
            self.read += 1
            yield self._make(number)


class HandExecutor:
    """Runs work only when asked for its result, and can be told to fail."""

    def __init__(self) -> None:
        self.submitted = 0
        self.open = 0
        self.most_open = 0
        self.cancelled = 0
        self.refuse_after: int | None = None
        self.fail: Callable[[int], Exception | None] = lambda _number: None

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> _Later:
        """Return what runs *fn* when its result is wanted."""
        if self.refuse_after is not None and self.submitted >= self.refuse_after:
            message = "cannot schedule new futures after shutdown"
            raise RuntimeError(message)
        self.submitted += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        return _Later(self, self.submitted - 1, lambda: fn(*args))


class _Later:
    """A future of the barest kind: a result and a way to give it up."""

    def __init__(
        self, owner: HandExecutor, number: int, work: Callable[[], Any]
    ) -> None:
        self._owner, self._number, self._work = owner, number, work

    def result(self) -> Any:
        """Do the work."""
        self._owner.open -= 1
        error = self._owner.fail(self._number)
        if error is not None:
            raise error
        return self._work()

    def cancel(self) -> bool:
        """Give it up."""
        self._owner.cancelled += 1
        return True
