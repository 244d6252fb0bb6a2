"""
Which variable of a program holds which value of a message.

The keys are those of :class:`Values`. A value is ``v1`` as it was handed over; as text
it is ``x1``, and ``h1`` in HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from followup_kit.templating._conditions import And, Counts, Equals, Known, Not, Or
from followup_kit.templating._guards import Facts, known_if, known_unless
from followup_kit.templating._program import Program, Slot, UnwritableError, literal
from followup_kit.templating._values import BUTTON, ENDS


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_kit.templating._conditions import Condition

Sentences: TypeAlias = "Mapping[str, Mapping[str, tuple[str, str]]]"

_DEEPEST: Final = 32
_COMPARE: Final = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "gteq": ">=",
    "lt": "<",
    "lteq": "<=",
}
GETTERS: Final = {"@": "n", "$": "s"}
"""What is asked for a form of the name, and for a part of the signature."""


class Flow(NamedTuple):
    """
    What is certain at a point of the program.

    Attributes:
        ready: Keys whose variables hold text.
        capital: Whether a paragraph begins with a capital; None if ``cap`` tells.
    """

    ready: Facts = frozenset()
    capital: bool | None = True

    def with_ready(self, keys: Iterable[str]) -> Flow:
        """Return what is certain where more keys are ready."""
        return self._replace(ready=self.ready.union(keys))


def given_if(condition: Condition, *, holds: bool) -> Facts:
    """Return the keys that surely have a value where a condition holds, or fails."""
    if not _asks_only_for_facts(condition):
        return frozenset()
    return known_if(condition) if holds else known_unless(condition)


def _asks_only_for_facts(condition: Condition) -> bool:
    match condition:
        case Known():
            return True
        case Not(part=part):
            return _asks_only_for_facts(part)
        case And(left=left, right=right) | Or(left=left, right=right):
            return _asks_only_for_facts(left) and _asks_only_for_facts(right)
        case _:
            return False


def is_plain(key: str) -> bool:
    """Tell whether a key is that of a value, and not of what is made of one."""
    return key[:1] in GETTERS or key[:1].isalpha()


class Variables:
    """The variables of what the whole letter sees."""

    def __init__(self, program: Program, phrases: Sentences) -> None:
        self.program: Program = program
        self.raws: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.lists: dict[str, str] = {}
        self.spreads: dict[str, str] = {}
        self.loops: list[ItemVariables] = []
        self.phrases: Sentences = phrases
        self._numbers: dict[str, str] = {}

    # --- as handed over -------------------------------------------------------

    def raw(self, key: str) -> str:
        """Return the variable of a value as it was handed over."""
        if key not in self.raws:
            self.raws[key] = self.program.fresh("v")
        return self.raws[key]

    def items(self, path: str) -> str:
        """Return the variable of a list; a list that is missing is empty."""
        if path not in self.lists:
            self.raw(path)
            self.lists[path] = self.program.fresh("l")
        return self.lists[path]

    def spread(self, path: str) -> str:
        """Return the variable of the place where a list's items are dressed."""
        if path not in self.spreads:
            self.items(path)
            self.spreads[path] = self.program.fresh("a")
        return self.spreads[path]

    def question(self, condition: Condition, depth: int = 0) -> str:
        """Return a condition as an expression."""
        if depth > _DEEPEST:
            raise UnwritableError
        match condition:
            case Known(path=path):
                return self.raw(path)
            case Equals(path=path, text=text, wanted=wanted):
                return f"({self.raw(path)} == {literal(text)}) is {wanted is True}"
            case Counts(path=path, comparison=comparison, number=number):
                return f"len({self.items(path)}) {_COMPARE[comparison]} {int(number)}"
            case Not(part=part):
                return f"not ({self.question(part, depth + 1)})"
            case _:
                word = "and" if isinstance(condition, And) else "or"
                sides = (condition.left, condition.right)
                left, right = (self.question(side, depth + 1) for side in sides)
                return f"({left}) {word} ({right})"

    # --- as text --------------------------------------------------------------

    def slots(self, key: str) -> tuple[Slot, Slot]:
        """Return the variables of a key as text and as HTML."""
        if key == BUTTON:
            return Slot("style"), Slot("style")
        number = self.number(key)
        same = not is_plain(key) and key[0] not in ":="
        return Slot(f"x{number}"), Slot(f"x{number}" if same else f"h{number}")

    def number(self, key: str) -> str:
        """Return what tells the variables of a key from others."""
        if key not in self._numbers:
            self._numbers[key] = self.program.fresh("")
            if is_plain(key):
                self.raw(key)
                self.texts[key] = self._numbers[key]
        return self._numbers[key]

    def make_ready(self, keys: Iterable[str], flow: Flow) -> Flow:
        """Add the lines after which the variables of some keys hold text."""
        wanted = [key for key in dict.fromkeys(keys) if key not in flow.ready]
        below = [key[1:] for key in wanted if key[0] in ENDS]
        if below:
            flow = self.make_ready(below, flow)
        plain = [k for k in wanted if is_plain(k) and k not in flow.ready]
        if plain:
            self.leave_unless(" and ".join([self.slots(key)[0].name for key in plain]))
        for key in wanted:
            if not is_plain(key) and key != BUTTON:
                self._make(key[0], key[1:], *self.slots(key))
        return flow.with_ready(wanted)

    def leave_unless(self, condition: str) -> None:
        """Add the lines that leave the message to who can say what is wrong."""
        with self.program.under(f"if not ({condition}):"):
            self.program.line("return None")

    def _make(self, mark: str, path: str, text: Slot, html: Slot) -> None:
        line = self.program.line
        if mark == ":":
            line(f"{text.name} = {self.raw(path)}")
            known = f"is_plain_link({text.name}) or is_link({text.name})"
            self.leave_unless(f"type({text.name}) is str and ({known})")
            line(f"{html.name} = escaped({text.name})")
        elif mark == "+":
            line(f"{text.name} = str(len({self.items(path)}))")
        elif mark == "=":
            table = self.program.constant("t", self.phrases.get(path) or {})
            line(f"{text.name} = {table}.get(str({self.raw(path)}))")
            self.leave_unless(text.name)
            line(f"{text.name}, {html.name} = {text.name}")
        else:
            before, stop = self.slots(path)[0].name, literal(mark)
            plain = f"{before}[-1:] not in ends"
            line(f"{text.name} = {stop} if {plain} else stop_after({before}, {stop})")


class ItemVariables(Variables):
    """
    The variables of what the body of a loop sees.

    Attributes:
        path: The list that it walks.
        item: The variable of the item.
        turn: That of the number of the turn, counted from 1.
        place: That of the place where the texts of the item begin.
    """

    def __init__(self, outer: Variables, variable: str, path: str) -> None:
        if isinstance(outer, ItemVariables):
            raise UnwritableError
        super().__init__(outer.program, outer.phrases)
        self.path: str = path
        self.item: str = self.program.fresh("i")
        self.turn: str = self.program.fresh("c")
        self.place: str = self.program.fresh("k")
        self.walked: str = outer.items(path)
        self.variable: str = variable
        self._outer = outer
        self._special = {
            variable: self.item,
            "loop.index": self.turn,
            "loop.first": f"({self.turn} == 1)",
            "loop.last": f"({self.turn} == len({self.walked}))",
        }
        outer.loops.append(self)

    def raw(self, key: str) -> str:
        """Return the variable of a value as it was handed over."""
        if not self._owns(key):
            return self._outer.raw(key)
        return self._special.get(key) or super().raw(key)

    def items(self, path: str) -> str:
        """Return the variable of a list of the letter."""
        if self._owns(path):
            raise UnwritableError
        return self._outer.items(path)

    def spread(self, path: str) -> str:
        """Return the variable of the place where a list's items are dressed."""
        if self._owns(path):
            raise UnwritableError
        return self._outer.spread(path)

    def number(self, key: str) -> str:
        """Return what tells the variables of a key from others."""
        return super().number(key) if self._owns(key) else self._outer.number(key)

    def fields(self) -> tuple[str, ...]:
        """Return the fields of an item that the body asks for, texts first."""
        asked = dict.fromkeys((*self.texts, *self.raws))
        start = f"{self.variable}."
        return tuple(k[len(start) :] for k in asked if k.startswith(start))

    def text_fields(self) -> tuple[str, ...]:
        """Return the keys of what the body prints of an item, in order."""
        return tuple(key for key in self.texts if key != "loop.index")

    def top(self) -> list[str]:
        """Return the lines that a turn begins with."""
        lines: list[str] = []
        size = 0
        for key, number in self.texts.items():
            if key == "loop.index":
                lines.append(f"x{number} = h{number} = str({self.turn})")
            else:
                lines.append(f"x{number} = x[{self.place} + {size}]")
                lines.append(f"h{number} = h[{self.place} + {size}]")
                size += 1
        if size:
            lines.append(f"{self.place} += {size}")
        start = len(self.variable) + 1
        for key, name in self.raws.items():
            lines.append(f"{name} = {self.item}.get({literal(key[start:])})")
        return lines

    def _owns(self, key: str) -> bool:
        while not is_plain(key):
            key = key[1:]
        head = key.partition(".")[0]
        return head == "loop" or head.partition("|")[0] == self.variable
