"""
Which block stands where: formality variants, regions, and sets that extend others.

Layers are ordered from the most special (the set asked for, the region) to the
most general (the set it extends, the language).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from followup_kit.errors import TemplateSetError
from followup_kit.templating._faults import Faults, of_set
from followup_kit.templating._source import LetterName
from followup_kit.templating._structure import read_letter
from followup_kit.templating._tree import (
    Block,
    Include,
    LetterFile,
    NodeChoice,
    NodeLoop,
    Nodes,
)


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from followup_kit.errors import Problem
    from followup_kit.templating._source import Form, Source

_DEEPEST: Final = 8
_MOST_BLOCKS: Final = 400
_TAG: Final = 24
_OUTPUT: Final = 32
_LARGEST_LETTER: Final = 128 * 1024


class Layer(NamedTuple):
    """One folder that may hold a part of a letter."""

    set: str
    source: Source
    locale: str
    prefix: str = ""
    """What places in it begin with, if it is not of the set that is asked."""

    def place(self, entry: str) -> str:
        """Return what to call a file of the folder in a fault."""
        return f"{self.prefix}{self.locale}/{entry}"

    def read(self, entry: str) -> str | None:
        """
        Return the text of a file, or None if there is none.

        Raises:
            TemplateSetError: It cannot be read.
        """
        try:
            return self.source.read(f"{self.locale}/{entry}")
        except TemplateSetError as error:
            raise of_set(self.set, error) if self.prefix else error from None


def weight_of(source: str) -> int:
    """Return how much work a file is: its characters, and more for tags and values."""
    return len(source) + _TAG * source.count("{%") + _OUTPUT * source.count("{{")


class Shelf:
    """Files that were read already, while a whole set is checked."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[LetterFile, tuple[Problem, ...]]] = {}
        self.keys: dict[Hashable, frozenset[str]] = {}
        """What letters ask for that were checked and found sound, by signature."""
        self._includes: dict[int, tuple[Include, ...]] = {}
        self.work = 0
        """What was read or checked so far, by weight."""

    def file(self, place: str, source: str, faults: Faults) -> LetterFile:
        """Return a file's blocks, and note its faults each time."""
        found = self._files.get(place)
        if found is None:
            own = Faults()
            self.work += weight_of(source)
            try:
                made = read_letter(place, source, own)
            except TemplateSetError as error:
                raise faults.ended(error) from None
            found = self._files[place] = made, tuple(own)
        faults.extend(TemplateSetError(*found[1]))
        return found[0]

    def includes(self, block: Block) -> tuple[Include, ...]:
        """Return the includes of a block of one of its files."""
        found = self._includes.get(id(block))
        if found is None:
            found = self._includes[id(block)] = tuple(includes_in(block.content))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A block in its place, with the blocks it includes."""

    set: str
    block: Block
    includes: dict[str, Placed] = field(default_factory=dict)

    def signature(self) -> Hashable:
        """Return what is the same for the same blocks in the same place."""
        return (id(self.block), tuple(p.signature() for p in self.includes.values()))


class Plan(NamedTuple):
    """The blocks of one letter in order; subject and preheader apart."""

    subject: Placed | None
    preheader: Placed | None
    body: tuple[Placed, ...]
    weight: int
    """How much work its files are."""
    blocks: int
    """How many blocks it has, each as often as it is included."""

    def signature(self) -> Hashable:
        """Return what is the same for letters of the same blocks."""
        placed = (self.subject, self.preheader, *self.body)
        return tuple(one and one.signature() for one in placed)


class _Written:
    """The files of one name in one layer: the base and the formality's own."""

    def __init__(
        self, layer: Layer, name: str, formality: str, reader: _Reader
    ) -> None:
        self.layer = layer
        self.name = name
        self.formality = formality
        self.base = reader.read(layer, f"{name}.txt")
        self.own = reader.read(layer, f"{name}.{formality}.txt")

    @property
    def form(self) -> Form:
        """Whether these are files of a whole letter or of a short one."""
        return LetterName.of(self.name).form

    def block(self, name: str) -> Block | None:
        """Return the block for this formality, as this layer has it."""
        for file in (self.own, self.base):
            if file and name in file.blocks:
                return file.blocks[name]
        return None

    def varies(self, name: str) -> bool:
        """Tell whether this layer has a wording for this formality alone."""
        return self.own is not None and name in self.own.blocks


class _Reader:
    """Reads the files of one letter, up to a total size."""

    def __init__(self, faults: Faults, shelf: Shelf) -> None:
        self._faults = faults
        self._shelf = shelf
        self.size = 0
        self.weight = 0

    def read(self, layer: Layer, entry: str) -> LetterFile | None:
        """Return a file of a layer, or None if there is none."""
        source = layer.read(entry)
        if source is None:
            return None
        name = layer.place(entry)
        self.size += len(source)
        self.weight += weight_of(source)
        if self.size > _LARGEST_LETTER:
            self._faults.add(
                name,
                0,
                "too_large",
                f"The files of one letter exceed {_LARGEST_LETTER // 1024} KiB.",
                "Shorten them.",
            )
            return None
        return self._shelf.file(name, source, self._faults)


class Resolver:
    """Puts one letter together from its layers; faults are noted."""

    def __init__(
        self,
        letters: Sequence[Layer],
        shared: Sequence[Layer],
        name: LetterName,
        faults: Faults,
        shelf: Shelf,
    ) -> None:
        self._faults = faults
        self._shelf = shelf
        self._files = files = _Reader(faults, shelf)
        formality = name.formality
        self._letter = [_Written(one, name.stem, formality, files) for one in letters]
        self._shared = [_Written(one, "_shared", formality, files) for one in shared]
        self._count = 0

    @property
    def found(self) -> bool:
        """Whether any layer has a base file of this kind."""
        return any(written.base for written in self._letter)

    def plan(self) -> Plan:
        """Return the letter's blocks in order."""
        root = next(w for w in reversed(self._letter) if w.base)
        assert root.base is not None  # noqa: S101 -- chosen for having one
        names = [b.name for b in root.base.order]
        self._strangers(root, set(names))
        body: list[Placed] = []
        special: dict[str, Placed] = {}
        for part in root.base.order:
            placed = self._top(part)
            if placed is None:
                continue
            if part.name in {"subject", "preheader"} and isinstance(part, Block):
                special[part.name] = placed
            else:
                body.append(placed)
        if "subject" not in special and root.form == "full":
            self._faults.add(
                root.base.file,
                1,
                "no_subject",
                "The letter has no block “subject”.",
                "Write {% block subject %}…{% endblock %}.",
            )
        subject, preheader = special.get("subject"), special.get("preheader")
        weight = self._files.weight
        return Plan(subject, preheader, tuple(body), weight, self._count)

    def _top(self, part: Block | Include) -> Placed | None:
        if any(written.block(part.name) for written in self._letter):
            return self._place(part.name, self._letter, ())
        file = next(w.base.file for w in reversed(self._letter) if w.base)
        return self._shared_block(part.name, file, part.line, ())

    def _strangers(self, root: _Written, known: set[str]) -> None:
        """Fault blocks that override nothing."""
        for written in self._letter:
            for file in (written.base, written.own):
                if file is None or file is root.base:
                    continue
                for part in file.order:
                    if part.name not in known:
                        self._faults.add(
                            file.file,
                            part.line,
                            "unknown_block",
                            f"The letter has no block “{part.name}” to replace.",
                            f"It has: {', '.join(sorted(known))}.",
                        )

    def _shared_block(
        self, name: str, file: str, line: int, trail: tuple[str, ...]
    ) -> Placed | None:
        if not any(written.block(name) for written in self._shared):
            every = {n for w in self._shared if w.base for n in w.base.blocks}
            self._faults.add(
                file,
                line,
                "unknown_include",
                f"There is no shared block “{name}”.",
                f"_shared.txt has: {', '.join(sorted(every)) or 'nothing'}.",
            )
            return None
        if name in trail or len(trail) >= _DEEPEST:
            self._faults.add(
                file,
                line,
                "include_cycle",
                f"The block “{name}” includes itself, or includes go too deep.",
                "Include each block once, from a letter.",
            )
            return None
        return self._place(name, self._shared, (*trail, name))

    def _place(
        self, name: str, layers: Sequence[_Written], trail: tuple[str, ...]
    ) -> Placed | None:
        for index, written in enumerate(layers):
            block = written.block(name)
            if block is None:
                continue
            below = layers[index + 1 :]
            if not written.varies(name) and any(w.varies(name) for w in below):
                self._faults.add(
                    block.file,
                    block.line,
                    "formality_missing",
                    f"The block “{name}” it replaces has a wording of its own "
                    f"for “{written.formality}”.",
                    "Write it in "
                    f"{written.layer.place(f'{written.name}.{written.formality}')}"
                    ".txt too.",
                )
            return self._with_includes(block, written, below, trail)
        return None

    def _with_includes(
        self,
        block: Block,
        written: _Written,
        below: Sequence[_Written],
        trail: tuple[str, ...],
    ) -> Placed:
        placed = Placed(written.layer.set, block)
        self._count += 1
        if self._count > _MOST_BLOCKS:
            self._faults.add(
                block.file,
                block.line,
                "too_large",
                "Too much is included.",
                "Include less.",
            )
            return placed
        for include in self._shelf.includes(block):
            if include.name == "original":
                target = self._original(block, include, below, trail)
            else:
                target = self._shared_block(
                    include.name, block.file, include.line, trail
                )
            if target is not None:
                placed.includes[include.name] = target
        return placed

    def _original(
        self,
        block: Block,
        include: Include,
        below: Sequence[_Written],
        trail: tuple[str, ...],
    ) -> Placed | None:
        placed = self._place(block.name, below, trail)
        if placed is None:
            shared = [w for w in self._shared if w.block(block.name)]
            if shared and block.name not in trail:
                placed = self._shared_block(block.name, block.file, include.line, trail)
        if placed is None:
            self._faults.add(
                block.file,
                include.line,
                "no_original",
                f"The block “{block.name}” replaces nothing.",
                "Remove the include, or extend a set that has the block.",
            )
        return placed


def includes_in(nodes: Nodes) -> Iterator[Include]:
    """Yield the includes of a block, wherever they stand in it."""
    for node in nodes:
        match node:
            case Include():
                yield node
            case NodeChoice(branches=branches, otherwise=otherwise):
                for _, branch in branches:
                    yield from includes_in(branch)
                yield from includes_in(otherwise)
            case NodeLoop(content=content):
                yield from includes_in(content)
            case _:
                pass
