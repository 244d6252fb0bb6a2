"""
What is remembered while one text is read, and forgotten when it has been.

Words of a text are folded and found many times within a review. They may be a
candidate's, so nothing of them stays in memory for the life of the process.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final, ParamSpec, Protocol, TypeVar, cast


__all__ = ["remembered", "remembering"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Forgetful(Protocol):
    def cache_clear(self) -> None: ...


_memories: Final[list[_Forgetful]] = []


def remembered(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return *function* with its results kept until the text has been read."""
    memory = lru_cache(maxsize=2048)(function)
    _memories.append(memory)
    # Arguments are texts and tags, which can be looked up.
    return cast("Callable[_P, _T]", memory)


@contextmanager
def remembering() -> Generator[None]:
    """Forget at the end what was remembered; others that read meanwhile look again."""
    try:
        yield
    finally:
        for memory in _memories:
            memory.cache_clear()
