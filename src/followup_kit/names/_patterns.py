"""Name patterns: compiled once, filled with the fields of a name."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from followup_kit.names._fields import field_getter, field_kind


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup_kit.names._data import NameData
    from followup_kit.names._fields import Getter
    from followup_kit.names._person import PersonName

    # A template for %, and what picks its values from those of all fields.
    _Gapped: TypeAlias = tuple[str, Callable[[list[str | None]], object]]

__all__ = ["Pattern", "best_pattern"]

_SPACES: Final = re.compile(" +")
_FIELD: Final = re.compile(r"\{([^{}]*)\}")


class Pattern:
    """
    One name pattern, ready to be filled (UTS #35 Part 8, "namePattern Syntax").

    Args:
        source: The pattern, such as ``"{title} {surname}"``.
        data: The locale's data, for the layout of initials.
        language: The language whose rules of capitals hold.
        space: What stands for a space.
    """

    __slots__ = (
        "_gapped",
        "_getters",
        "_literals",
        "_space",
        "_template",
        "_without",
    )

    def __init__(
        self, source: str, data: NameData, language: str, space: str = " "
    ) -> None:
        self._space = space
        pieces = _FIELD.split(source)
        fields = pieces[1::2]
        self._literals = pieces[::2]
        self._getters: list[Getter] = [field_getter(x, data, language) for x in fields]
        self._without: dict[str, list[Getter]] = {}
        self._template = self._compile(self._literals)
        self._gapped: dict[tuple[bool, ...], _Gapped] = {}
        # Where a pattern has no full room for a mononym, the room of the part that
        # is missing takes it ("Handle missing surname"). UTS #35 foresees no name
        # without a given name; it is handled alike.
        for missing, only in (("surname", "given"), ("given", "surname")):
            if field_kind(only, fields) != "full" and field_kind(missing, fields):
                self._without[missing] = [
                    field_getter(x, data, language, missing=missing) for x in fields
                ]

    def fill(self, name: PersonName) -> str:
        """Return the text of a name in this pattern."""
        getters = self._getters_for(name) if self._without else self._getters
        values = [getter(name) for getter in getters]
        if all(values):
            text = self._template % tuple(values)
        else:
            gaps = tuple([not value for value in values])
            gapped = self._gapped.get(gaps)
            if gapped is None:
                gapped = self._gapped[gaps] = self._without_gaps(gaps)
            template, pick = gapped
            text = template % pick(values)
        if self._space != " " and " " in text:
            return _SPACES.sub(self._space, text)
        return text

    def fitness(self, name: PersonName) -> tuple[int, int]:
        """Return how many fields the name fills, and minus how many it does not."""
        values = [getter(name) for getter in self._getters_for(name)]
        filled = sum(map(bool, values))
        return filled, filled - len(values)

    def _getters_for(self, name: PersonName) -> list[Getter]:
        if not (name.surname or name.surname_core):
            return self._without.get("surname", self._getters)
        if not (name.given or name.given_informal):
            return self._without.get("given", self._getters)
        return self._getters

    def _compile(self, literals: Sequence[str]) -> str:
        pieces = (_SPACES.sub(self._space, literal) for literal in literals)
        return "%s".join(piece.replace("%", "%%") for piece in pieces)

    def _without_gaps(self, gaps: tuple[bool, ...]) -> _Gapped:
        """
        Return the template for the fields that are there, and what picks those.

        Literals before the first and after the last of them are dropped where fields
        are missing; literals on both sides of a gap are merged ("Process a
        namePattern").
        """
        filled = [number for number, is_gap in enumerate(gaps) if not is_gap]
        literals = ["" if gaps[0] else self._literals[0]]
        for before, number in pairwise(filled):
            literal = self._literals[before + 1]
            if number > before + 1:
                literal = _merge_literals(literal, self._literals[number])
            literals.append(literal)
        literals.append("" if gaps[-1] else self._literals[-1])
        return self._compile(literals), itemgetter(*filled)


def best_pattern(patterns: Sequence[Pattern], name: PersonName) -> Pattern:
    """
    Return the pattern that suits a name best.

    The one with the most fields filled, then with the fewest empty, then the first by
    alphabet, which is their order (UTS #35 Part 8, "Choose a namePattern").
    """
    return max(patterns, key=lambda pattern: pattern.fitness(name))


def _merge_literals(before: str, after: str) -> str:
    """
    Merge the literals on both sides of a gap into one.

    A repetition is dropped. Otherwise of each the part up to its space that clings
    to the field on its far side is kept, and one of the spaces. CLDR's test data
    expect this; the wording of "Process a namePattern" differs.
    """
    if before.endswith(after):
        return before
    left = re.split(r"\s", before, maxsplit=1)[0]
    right = re.split(r"\s", after)[-1]
    space = before[len(left) : len(left) + 1] or after[: len(after) - len(right)][-1:]
    return f"{left}{space}{right}"
