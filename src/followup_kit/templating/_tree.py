"""
The tree that a letter's source becomes before any data exist.

Inline parts make sentences and bullets; nodes make blocks. Every class is
frozen, so one tree serves all threads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias


if TYPE_CHECKING:
    from followup_kit.templating._conditions import Condition


# --- inline parts -------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """Words of the template itself."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A value printed: ``{{ path }}``, ``{{ path|form }}`` or ``{{ list|length }}``."""

    path: str
    form: str | None = None

    @property
    def key(self) -> str:
        """The flat key the value is handed over by."""
        return f"{self.path}|{self.form}" if self.form else self.path


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word that follows the reader's or writer's gender: ``{{ words.name }}``."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Strong:
    """``**bold**``."""

    content: Inlines


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """``[label](target)``; the target is a value or a literal address."""

    label: Inlines
    target: Value | str


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """``{% if %}`` inside a line."""

    branches: tuple[tuple[Condition, Inlines], ...]
    otherwise: Inlines


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """``{% for %}`` inside a line."""

    variable: str
    path: str
    condition: Condition | None
    content: Inlines


Inline: TypeAlias = Literal | Value | Word | Strong | Link | Choice | Loop
Inlines: TypeAlias = tuple[Inline, ...]


# --- sentences and bullets ----------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One source line of a paragraph."""

    line: int
    content: Inlines


@dataclass(frozen=True, slots=True, eq=False)
class SentenceChoice:
    """Sentences under a tag line that touches their paragraph."""

    line: int
    branches: tuple[tuple[Condition, tuple[SentenceLike, ...]], ...]
    otherwise: tuple[SentenceLike, ...]


SentenceLike: TypeAlias = Sentence | SentenceChoice


@dataclass(frozen=True, slots=True, eq=False)
class Bullet:
    """One source bullet or numbered item."""

    line: int
    content: Inlines


@dataclass(frozen=True, slots=True, eq=False)
class BulletChoice:
    """Bullets under a tag line inside a list."""

    line: int
    branches: tuple[tuple[Condition, tuple[BulletLike, ...]], ...]
    otherwise: tuple[BulletLike, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BulletLoop:
    """Bullets repeated for each item of a list."""

    line: int
    variable: str
    path: str
    condition: Condition | None
    items: tuple[BulletLike, ...]


BulletLike: TypeAlias = Bullet | BulletChoice | BulletLoop


# --- nodes of a block ---------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """Lines that belong together."""

    line: int
    sentences: tuple[SentenceLike, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list, with the lines right above it."""

    line: int
    lead: tuple[SentenceLike, ...]
    ordered: bool
    items: tuple[BulletLike, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Button:
    """``[[label]](target)`` alone in its paragraph."""

    line: int
    link: Link


@dataclass(frozen=True, slots=True, eq=False)
class NodeChoice:
    """A conditional paragraph or several."""

    line: int
    branches: tuple[tuple[Condition, Nodes], ...]
    otherwise: Nodes


@dataclass(frozen=True, slots=True, eq=False)
class NodeLoop:
    """Paragraphs repeated for each item of a list."""

    line: int
    variable: str
    path: str
    condition: Condition | None
    content: Nodes


@dataclass(frozen=True, slots=True, eq=False)
class Include:
    """``{% include "name" %}``."""

    line: int
    name: str


Node: TypeAlias = Paragraph | Listing | Button | NodeChoice | NodeLoop | Include
Nodes: TypeAlias = tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A named part of a letter, and where it was written."""

    name: str
    file: str
    line: int
    content: Nodes


@dataclass(frozen=True, slots=True, eq=False)
class LetterFile:
    """One source file: its blocks by name, and the order of the letter."""

    file: str
    blocks: dict[str, Block]
    order: tuple[Block | Include, ...]
