"""How far a batch is, told to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from followup_kit.errors import BatchError, MissingExtraError, Problem


__all__ = ["Progress", "ProgressCallback", "progress_for"]

ProgressCallback = Callable[[int, int | None], object]
"""Called with how many items are dealt with, and how many there are if known."""


class Progress:
    """Tells nobody."""

    def tell(self, done: int, total: int | None) -> None:
        """Tell how many items are dealt with."""

    def close(self) -> None:
        """Tell that no more will come."""


class _Called(Progress):
    def __init__(self, callback: ProgressCallback) -> None:
        self._callback = callback

    def tell(self, done: int, total: int | None) -> None:
        self._callback(done, total)


class _Bar(Progress):
    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make
        self._bar: Any = None

    def tell(self, done: int, total: int | None) -> None:
        # Not before there is something to show: a batch may never be started.
        if self._bar is None:
            self._bar = self._make(total=total, unit=" messages")
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def progress_for(progress: bool | ProgressCallback | None) -> Progress:  # noqa: FBT001  the public argument
    """
    Return who is told: nobody, tqdm's bar, or the caller's function.

    Raises:
        MissingExtraError: A bar is wanted and tqdm is not installed.
        BatchError: It is neither a flag nor callable.
    """
    if progress is None or progress is False:
        return Progress()
    if progress is True:
        return _Bar(_tqdm())
    if callable(progress):
        return _Called(progress)
    message = "is neither True nor a function."
    remedy = "Give True for a bar, or a function of (done, total)."
    raise BatchError(Problem("progress", "wrong_type", message, remedy))


def _tqdm() -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise MissingExtraError(
            Problem(
                path="progress",
                code="missing_extra",
                message="needs the optional extra of that name, which is missing.",
                remedy='Install it: python -m pip install "followup-kit[progress]"',
            )
        ) from None
    return tqdm
