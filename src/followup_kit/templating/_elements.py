"""
The lines of a block as elements: what each line is, and what its tags enclose.

This is the first of two steps; the second (:mod:`_structure`) groups elements
into paragraphs and lists. Both see source lines only: no data exist yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from followup_kit.templating._conditions import Condition, read_condition
from followup_kit.templating._faults import quoted
from followup_kit.templating._inline import ForTag, read_for
from followup_kit.templating._scanner import Line, Piece, Tag, Text


if TYPE_CHECKING:
    from followup_kit.templating._faults import At

_BULLET: Final = re.compile(r"- +")
_NUMBER: Final = re.compile(r"\d{1,2}\. +")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,47}")
_FOREIGN: Final = re.compile(
    r"#{1,6} |> |[*+] |[•▪◦‣·] |`{3}|\|.*\||-{3,}\s*$|={3,}\s*$"
)
_DEEPEST: Final = 8


class Words(NamedTuple):
    """A line of a paragraph."""

    line: int
    pieces: tuple[Piece, ...]


class Item(NamedTuple):
    """A bullet, or a numbered item."""

    line: int
    pieces: tuple[Piece, ...]
    ordered: bool


class Press(NamedTuple):
    """The line of a button."""

    line: int
    pieces: tuple[Piece, ...]


class Gap(NamedTuple):
    """A blank line."""

    line: int


class Pull(NamedTuple):
    """An include."""

    line: int
    name: str


class Either(NamedTuple):
    """``if … elif … else … endif`` on tag lines."""

    line: int
    branches: tuple[tuple[Condition, tuple[Element, ...]], ...]
    otherwise: tuple[Element, ...]

    @property
    def parts(self) -> tuple[tuple[Element, ...], ...]:
        """The content of every branch."""
        return (*(content for _, content in self.branches), self.otherwise)


class Each(NamedTuple):
    """``for … endfor`` on tag lines."""

    line: int
    head: ForTag
    content: tuple[Element, ...]


Element: TypeAlias = Words | Item | Press | Gap | Pull | Either | Each


def read_elements(lines: list[Line], at: At) -> tuple[Element, ...]:
    """Return the elements of the lines inside a block; faults are noted."""
    return _Elements(lines, at).run()


def include_name(rest: str, at: At) -> str:
    """Return the name an include tag asks for, or nothing after a fault."""
    name, quote = rest[1:-1], rest[:1]
    if quote not in {'"', "'"} or rest != f"{quote}{name}{quote}" or not is_name(name):
        at.fault(
            "bad_include",
            "An include names one block in quotation marks.",
            'Write {% include "name" %}; names have small letters, digits and _.',
        )
        return ""
    return name


def is_name(text: str) -> bool:
    """Tell whether a block may be called so."""
    return _NAME.fullmatch(text) is not None


class _Elements:
    def __init__(self, lines: list[Line], at: At) -> None:
        self._lines = lines
        self._at = at
        self._next = 0
        self._depth = 0

    def run(self) -> tuple[Element, ...]:
        elements: list[Element] = []
        while self._next < len(self._lines):
            elements += self._until(())
            if self._next < len(self._lines):
                self._unpaired(self._lines[self._next])
                self._next += 1
        return tuple(elements)

    def _unpaired(self, line: Line) -> None:
        tag = line.lone_tag
        name = tag.name if tag else "tag"
        self._at.on(line.number).fault(
            "straddling",
            f"{{% {name} %}} has no partner in this block.",
            "Open and close if and for inside one block.",
        )

    def _until(self, stops: tuple[str, ...]) -> tuple[Element, ...]:
        elements: list[Element] = []
        while self._next < len(self._lines):
            line = self._lines[self._next]
            tag = line.lone_tag
            if tag and tag.name in {"elif", "else", "endif", "endfor"}:
                if tag.name in stops or not stops:
                    break
                self._unpaired(line)
                self._next += 1
                continue
            self._next += 1
            if tag:
                elements += self._tagged(tag, line)
            else:
                elements.append(self._plain(line))
        return tuple(elements)

    def _plain(self, line: Line) -> Element:
        if line.blank:
            return Gap(line.number)
        pieces = _trimmed(line.pieces)
        first = pieces[0]
        if not isinstance(first, Text):
            return Words(line.number, pieces)
        if first.text.startswith("[["):
            return Press(line.number, pieces)
        for pattern, ordered in ((_BULLET, False), (_NUMBER, True)):
            if found := pattern.match(first.text):
                rest = first.text[found.end() :]
                kept = (Text(rest), *pieces[1:]) if rest else pieces[1:]
                return Item(line.number, kept, ordered)
        if _FOREIGN.match(first.text):
            self._at.on(line.number).fault(
                "stray_markup",
                "The line begins with a mark that has no meaning here.",
                "Bullets begin with “- ”, numbered items with “1. ”.",
            )
        return Words(line.number, pieces)

    def _tagged(self, tag: Tag, line: Line) -> tuple[Element, ...]:
        at = self._at.on(line.number)
        if tag.name == "include":
            name = include_name(tag.rest, at)
            return (Pull(line.number, name),) if name else ()
        if tag.name not in {"if", "for"}:
            at.fault(*_misplaced(tag))
            return ()
        self._depth += 1
        if self._depth > _DEEPEST:
            at.fault("too_deep", "Too many tags are nested.", "Split the block.")
            self._next = len(self._lines)
            return ()
        found = self._if(tag, line) if tag.name == "if" else self._for(tag, line)
        self._depth -= 1
        return (found,)

    def _if(self, tag: Tag, line: Line) -> Element:
        branches: list[tuple[Condition, tuple[Element, ...]]] = []
        otherwise: tuple[Element, ...] = ()
        at = self._at.on(line.number)
        condition: Condition | None = read_condition(tag.rest, at)
        while True:
            content = self._until(("elif", "else", "endif"))
            if condition is None:
                otherwise = content
            else:
                branches.append((condition, content))
            if self._next >= len(self._lines):
                self._unpaired(line)
                break
            closing = self._lines[self._next]
            self._next += 1
            after = closing.lone_tag
            if after is None or after.name == "endif":
                break
            if condition is None:
                self._unpaired(closing)
            condition = None
            if after.name == "elif":
                condition = read_condition(after.rest, self._at.on(closing.number))
        return Either(line.number, tuple(branches), otherwise)

    def _for(self, tag: Tag, line: Line) -> Element:
        head = read_for(tag.rest, self._at.on(line.number))
        content = self._until(("endfor",))
        if self._next >= len(self._lines):
            self._unpaired(line)
        self._next += 1
        return Each(line.number, head, content)


def _misplaced(tag: Tag) -> tuple[str, str, str]:
    if tag.name in {"block", "endblock"}:
        return (
            "nested_block",
            "A block stands inside a block.",
            "Close the first block with {% endblock %}, or include a shared one.",
        )
    return (
        "unknown_tag",
        f"The tag {quoted(tag.name)} is not part of the language.",
        "The tags are block, if, elif, else, for and include.",
    )


def _trimmed(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Strip white space at both ends of a line."""
    kept = list(pieces)
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].text.lstrip())
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].text.rstrip())
    return tuple(p for p in kept if not isinstance(p, Text) or p.text)
