"""Where a part of a message was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Where a part of a message was written.

    Attributes:
        set: Name of the template set.
        file: File inside the set, for example ``de/rejected.txt``.
        line: Line in that file, counted from 1; 0 for ``phrases.toml``.
        block: Name of the block, or ``greeting``, ``closing``, ``signature``.
    """

    set: str
    file: str
    line: int
    block: str
