"""
The tree that a letter's source becomes before any data exist.

Inline parts make sentences and bullets; nodes make blocks. Nothing can be changed,
so one tree serves all threads. Named tuples, because a new process waits for every
class of a tree: one takes a fifth of the time of a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias


if TYPE_CHECKING:
    from followup_kit.templating._conditions import Condition


# --- inline parts -------------------------------------------------------------


class Literal(NamedTuple):
    """Words of the template itself."""

    text: str


class Value(NamedTuple):
    """A value printed: ``{{ path }}``, ``{{ path|form }}`` or ``{{ list|length }}``."""

    path: str
    form: str | None = None

    @property
    def key(self) -> str:
        """The flat key the value is handed over by."""
        return f"{self.path}|{self.form}" if self.form else self.path


class Word(NamedTuple):
    """A word that follows the reader's or writer's gender: ``{{ words.name }}``."""

    name: str


class Strong(NamedTuple):
    """``**bold**``."""

    content: Inlines


class Link(NamedTuple):
    """``[label](target)``; the target is a value or a literal address."""

    label: Inlines
    target: Value | str


class Choice(NamedTuple):
    """``{% if %}`` inside a line."""

    branches: tuple[tuple[Condition, Inlines], ...]
    otherwise: Inlines


class Loop(NamedTuple):
    """``{% for %}`` inside a line."""

    variable: str
    path: str
    condition: Condition | None
    content: Inlines


Inline: TypeAlias = Literal | Value | Word | Strong | Link | Choice | Loop
Inlines: TypeAlias = tuple[Inline, ...]


# --- sentences and bullets ----------------------------------------------------


class Sentence(NamedTuple):
    """One source line of a paragraph."""

    line: int
    content: Inlines


class SentenceChoice(NamedTuple):
    """Sentences under a tag line that touches their paragraph."""

    line: int
    branches: tuple[tuple[Condition, tuple[SentenceLike, ...]], ...]
    otherwise: tuple[SentenceLike, ...]


SentenceLike: TypeAlias = Sentence | SentenceChoice


class Bullet(NamedTuple):
    """One source bullet or numbered item."""

    line: int
    content: Inlines


class BulletChoice(NamedTuple):
    """Bullets under a tag line inside a list."""

    line: int
    branches: tuple[tuple[Condition, tuple[BulletLike, ...]], ...]
    otherwise: tuple[BulletLike, ...]


class BulletLoop(NamedTuple):
    """Bullets repeated for each item of a list."""

    line: int
    variable: str
    path: str
    condition: Condition | None
    items: tuple[BulletLike, ...]


BulletLike: TypeAlias = Bullet | BulletChoice | BulletLoop


# --- nodes of a block ---------------------------------------------------------


class Paragraph(NamedTuple):
    """Lines that belong together."""

    line: int
    sentences: tuple[SentenceLike, ...]


class Listing(NamedTuple):
    """A list, with the lines right above it."""

    line: int
    lead: tuple[SentenceLike, ...]
    ordered: bool
    items: tuple[BulletLike, ...]


class Button(NamedTuple):
    """``[[label]](target)`` alone in its paragraph."""

    line: int
    link: Link


class NodeChoice(NamedTuple):
    """A conditional paragraph or several."""

    line: int
    branches: tuple[tuple[Condition, Nodes], ...]
    otherwise: Nodes


class NodeLoop(NamedTuple):
    """Paragraphs repeated for each item of a list."""

    line: int
    variable: str
    path: str
    condition: Condition | None
    content: Nodes


class Include(NamedTuple):
    """``{% include "name" %}``."""

    line: int
    name: str


Node: TypeAlias = Paragraph | Listing | Button | NodeChoice | NodeLoop | Include
Nodes: TypeAlias = tuple[Node, ...]


class Block(NamedTuple):
    """A named part of a letter, and where it was written."""

    name: str
    file: str
    line: int
    content: Nodes


class LetterFile(NamedTuple):
    """One source file: its blocks by name, and the order of the letter."""

    file: str
    blocks: dict[str, Block]
    order: tuple[Block | Include, ...]
