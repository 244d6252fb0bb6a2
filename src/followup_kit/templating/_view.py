"""What is known at a place of a letter: fields, guards, and where faults go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from followup_kit.templating._conditions import Condition, Counts, Equals
from followup_kit.templating._guards import (
    Facts,
    Fields,
    inside_loop,
    known_if,
    named,
    paths_of,
)


if TYPE_CHECKING:
    from followup_kit.templating._faults import At, Faults
    from followup_kit.templating._schema import Field
    from followup_kit.templating._wording import Lines

_DEEPEST_LOOP: Final = 2
_MOST_PARTS: Final = 6_000
_MOST_HINTS: Final = 20


@dataclass(frozen=True, slots=True, repr=False)
class Context:
    """What is the same for a whole letter, and what its lines ask for."""

    words: Facts
    language: str
    lines: Lines
    faults: Faults
    keys: set[str] = field(default_factory=set)
    _parts: list[int] = field(default_factory=lambda: [0])

    def count(self, parts: int) -> bool:
        """Count parts of lines, and tell whether they are still few enough."""
        self._parts[0] += parts
        return self._parts[0] <= _MOST_PARTS


class View(NamedTuple):
    """What is the case at a place of a letter."""

    context: Context
    fields: Fields
    known: Facts
    at: At
    loops: int = 0
    names: Mapping[str, str] = MappingProxyType({})

    def on(self, line: int) -> View:
        """Return the same view at another line."""
        return self._replace(at=self.at.on(line))

    def given(self, facts: Facts) -> View:
        """Return the view where more facts are known."""
        return self._replace(known=self.known | facts)

    def ask(self, condition: Condition) -> None:
        """Check what a condition asks about."""
        for path, question in paths_of(condition):
            self._question(path, question)

    def _question(self, path: str, question: Condition) -> None:
        found = self.find(path)
        if found is None:
            return
        if isinstance(question, Counts) and not found.many:
            self.at.fault(
                "not_a_list",
                f"“{path}” is no list, so it has no length.",
                "Ask {% if field %} instead.",
            )
        elif isinstance(question, Equals) and not _comparable(found, question.text):
            self.at.fault(
                "comparison",
                f"“{path}” is not compared with this text.",
                _choices_remedy(found),
            )

    def find(self, path: str) -> Field | None:
        """Return a field, or note that there is none."""
        if not path:
            return None
        found = self.fields.get(path)
        if found is None:
            few = len(self.context.faults) < _MOST_HINTS
            from difflib import get_close_matches

            close = get_close_matches(path, self.fields) if few else ()
            hint = f"Did you mean {' or '.join(close)}? " if close else ""
            self.at.fault(
                "unknown_field",
                f"There is no field “{path}” here.",
                f"{hint}The fields of each kind are listed in the reference.",
            )
            return None
        self.note(path)
        return found

    def note(self, key: str) -> None:
        """Remember a key that the letter asks for, by the list it belongs to."""
        if not key.startswith("loop."):
            self.context.keys.add(named(key, self.names))

    def enter(self, variable: str, path: str, condition: Condition | None) -> View:
        """Return the view inside a loop, after checking its head."""
        found = self.find(path)
        if found is not None and not found.many:
            self.at.fault(
                "not_a_list", f"“{path}” is no list.", "Use for only with a list."
            )
        taken = {name.partition(".")[0] for name in self.fields}
        if variable in taken or variable in {"words", "loop"}:
            self.at.fault(
                "name_taken",
                f"“{variable}” is the name of a field already.",
                "Give the item of the loop another name.",
            )
        if self.loops >= _DEEPEST_LOOP:
            self.at.fault("too_deep", "Loops are nested too deep.", "Use two at most.")
        fields = inside_loop(self.fields, variable, path)
        names = {**self.names, variable: f"{named(path, self.names)}[]"}
        inner = self._replace(fields=fields, loops=self.loops + 1, names=names)
        if condition is not None:
            inner.ask(condition)
        return inner.given(known_if(condition))


def _comparable(found: Field, text: str) -> bool:
    if found.choices:
        return text in found.choices
    return found.position == "name" and not found.many


def _choices_remedy(found: Field) -> str:
    if found.choices:
        return f"It takes: {', '.join(found.choices)}."
    return "Only names and fields with listed choices are compared."
