"""
A letter as parts, its values, and what a function that writes it looks like.

Imports nothing that costs time, so that a process may start from here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias


__all__ = [
    "Letter",
    "Literal",
    "Part",
    "Parts",
    "Phrases",
    "Record",
    "Repeat",
    "Slot",
    "Writer",
    "Written",
]

Record: TypeAlias = dict[str, Any]
"""The facts of one message as plain values, as they come from JSON."""


class Literal(NamedTuple):
    """Text that is always the same."""

    text: str


class Slot(NamedTuple):
    """A value."""

    key: str


class Repeat(NamedTuple):
    """The entries of a list with text between them."""

    key: str
    between: str


Part: TypeAlias = Literal | Slot | Repeat
Parts: TypeAlias = tuple[Part, ...]


class Letter(NamedTuple):
    """One letter as parts."""

    subject: Parts
    text: Parts
    html: Parts


class Phrases(NamedTuple):
    """The values of a message, as they stand in plain text and, unescaped, in HTML."""

    texts: dict[str, Any]
    htmls: dict[str, Any]


Written: TypeAlias = tuple[str, str, str]
"""Subject, text and HTML."""

Writer: TypeAlias = Callable[[Phrases], Written]
