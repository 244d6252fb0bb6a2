"""A message by its parts, as a channel sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple


__all__ = ["MessageParts", "Paragraph", "bullets_of", "joined", "phrased", "texts_of"]

_BULLET: Final = re.compile(r"(?:[-•・*] ?|\d{1,3}[.)] )")
_ISOLATES: Final = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


class Paragraph(NamedTuple):
    """A paragraph and the block of the letter it belongs to."""

    block: str
    text: str

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Paragraph(…)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MessageParts:
    """
    What a message consists of, before a channel shapes it.

    Attributes:
        kind: The kind of message.
        subject: One line.
        preheader: One line.
        paragraphs: The text, in order.
        sender: The name of who signs.
        essentials: Phrased facts that no channel leaves out, by their path.
        dispensable:
            Groups of blocks that may be left out, the least important first; names
            in one group are separated by spaces and go together. ``details[]``
            stands for the single bullets of a block.
        whole: The blocks of the whole letter, if the paragraphs are a short one's.
    """

    kind: str
    subject: str
    preheader: str
    paragraphs: tuple[Paragraph, ...]
    sender: str
    essentials: Mapping[str, Any] = field(default_factory=dict)
    dispensable: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts in a phrased fact with their paths: ``documents[0].reason``."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield from texts_of(entry, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for index, entry in enumerate(value):
            yield from texts_of(entry, f"{path}[{index}]")


def phrased(text: str) -> str:
    """Return *text* without what typography may change around or in a value."""
    return " ".join(text.translate(_ISOLATES).split())


def bullets_of(text: str) -> tuple[str, list[str]]:
    """Return the lead-in of a list, and its bullets with the lines below each."""
    lead: list[str] = []
    bullets: list[str] = []
    for line in text.split("\n"):
        if _BULLET.match(line):
            bullets.append(line)
        elif bullets:
            bullets[-1] += f"\n{line}"
        else:
            lead.append(line)
    return "\n".join(lead), bullets


def joined(lead: str, bullets: Iterable[str]) -> str:
    """Return a list put together again."""
    return "\n".join([*([lead] if lead else []), *bullets])
