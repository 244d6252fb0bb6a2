"""Where the paragraphs of a message were written, told by which of them are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_kit.templating._origin import Origin

Source: TypeAlias = tuple[str, str, int, str]
Mask: TypeAlias = int
"""A bit for each paragraph that a letter may have, set if the message has it."""


class Trail:
    """The paragraphs that a letter, or the body of a loop, may have, in order."""

    __slots__ = ("_places",)

    def __init__(self) -> None:
        self._places: list[Origin | Trail] = []

    def bit(self, origin: Origin) -> Mask:
        """Return the bit of the next paragraph."""
        self._places.append(origin)
        return 1 << (len(self._places) - 1)

    def loop(self) -> Trail:
        """Return the trail of a loop that comes next."""
        inner = Trail()
        self._places.append(inner)
        return inner

    def origins(
        self, mask: Mask, turns: Iterator[tuple[Mask, ...]]
    ) -> Iterator[Origin]:
        """Yield where paragraphs were written; a loop has a mask for each turn."""
        for index, place in enumerate(self._places):
            if isinstance(place, Trail):
                for turn in next(turns):
                    yield from place.origins(turn, turns)
            elif mask >> index & 1:
                yield place


def sources_of(origins: Iterable[Origin]) -> tuple[Source, ...]:
    """Return origins as plain tuples."""
    return tuple([(o.set, o.file, o.line, o.block) for o in origins])
