"""
Marks on the types of fields that say how a letter may use a value.

A field without a mark is invisible to every template: the marks are the
allow-list through which facts reach a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal


__all__ = ["Many", "Phrased", "Shape"]

Shape = Literal[
    "name",
    "day",
    "duration",
    "appointment",
    "person",
    "text",
    "link",
    "choice",
    "flag",
]
"""What a value is, and so how it is put into words."""


@dataclass(frozen=True, slots=True)
class Phrased:
    """
    Declares that a letter may print (or test) the value, and as what.

    Attributes:
        shape: How the value is put into words.
        table: For choices: the table of whole sentences in ``phrases.toml``.
    """

    shape: Shape
    table: str | None = None


if TYPE_CHECKING:
    # Hosts hand over lists; what they read back is an immutable sequence.
    Many = Sequence
else:

    class Many:
        """A sequence of facts: any list or tuple in, always a tuple out."""

        def __class_getitem__(cls, item: object) -> object:
            """Return the run-time type, a tuple of any length."""
            return tuple[item, ...]
