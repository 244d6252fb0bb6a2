"""
Reading ``layout.html``: its template tags, and through them its markup.

The markup is checked as one string in which numbered marks stand for values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from followup_kit.templating._conditions import Condition, read_condition, read_output
from followup_kit.templating._faults import At, quoted
from followup_kit.templating._guards import (
    NOTHING,
    Facts,
    inside_loop,
    known_if,
    known_unless,
    named,
    paths_of,
)
from followup_kit.templating._inline import read_for
from followup_kit.templating._layout import (
    Branch,
    Layout,
    Part,
    Parts,
    Print,
    Repeat,
    joined,
)
from followup_kit.templating._markup import CLOSE, OPEN, TURN, Markup
from followup_kit.templating._scanner import Output, Piece, Tag, Text, scan
from followup_kit.templating._tree import Value


if TYPE_CHECKING:
    from followup_kit.templating._conditions import Test
    from followup_kit.templating._faults import Faults
    from followup_kit.templating._manifest import Option
    from followup_kit.templating._schema import Field

FILE: Final = "layout.html"
PARTS: Final = frozenset({"accent_text", "body", "dir", "lang", "preheader", "subject"})
"""What a layout may print of the letter itself."""

_DEEPEST: Final = 12
_STOPS: Final = frozenset({"elif", "else", "endif", "endfor"})
_NO_MARKS: Final = str.maketrans(dict.fromkeys((OPEN, CLOSE, TURN), "?"))
_KINDS: Final = {"accent_text": "color"}


def read_layout(
    source: str,
    fields: Mapping[str, Field],
    options: Mapping[str, Option],
    faults: Faults,
    file: str = FILE,
) -> Layout:
    """Return a layout for no locale yet; faults are noted."""
    reader = _Reader(source, fields, options, At(faults, file, 1))
    parts = reader.run()
    return Layout(parts, frozenset(reader.keys), options, "", "")


class _Reader:
    """Reads a layout's pieces into parts, and its markup into one string."""

    def __init__(
        self,
        source: str,
        fields: Mapping[str, Field],
        options: Mapping[str, Option],
        at: At,
    ) -> None:
        self._fields = dict(fields)
        self._options = options
        self._markup: list[str] = []
        self._kinds: list[str] = []
        self._at = at
        self.keys: set[str] = set()
        self._pieces: list[tuple[int, Piece]] = []
        previous = 1
        for line in scan(at.file, source, at.faults, braces=False):
            gap = "\n" * (line.number - previous)
            self._pieces.append((line.number, Text(gap)))
            self._pieces += [(line.number, piece) for piece in line.pieces]
            previous = line.number
        self._next = 0
        self._depth = 0
        self._names: dict[str, str] = {}

    def run(self) -> Parts:
        parts = self._until(NOTHING)
        while self._next < len(self._pieces):
            self._unpaired()
            self._next += 1
            self._until(NOTHING)
        markup = Markup(self._at, lambda number: self._kinds[number])
        source = "".join(self._markup)
        markup.check(source)
        if self._kinds.count("body") != 1:
            self._at.fault(
                "no_body", "The layout does not print {{ body }} once.", "Print it."
            )
        for needed in ("lang", "dir"):
            if needed not in self._kinds:
                self._at.fault(
                    "no_language",
                    f"The layout does not set {needed}.",
                    'Write <html lang="{{ lang }}" dir="{{ dir }}">.',
                )
        return parts

    def _unpaired(self) -> None:
        self._at.fault(
            "straddling",
            "A template tag of the layout has no partner.",
            "Close each if with endif and each for with endfor.",
        )

    def _until(self, known: Facts) -> Parts:
        """Read parts up to a tag that ends or divides one, leaving it unread."""
        parts: list[Part] = []
        while self._next < len(self._pieces):
            number, piece = self._pieces[self._next]
            self._at = self._at.on(number)
            if isinstance(piece, Tag) and piece.name in _STOPS:
                break
            self._next += 1
            match piece:
                case Text(text=text):
                    # They are forbidden, and reported; here they would be read.
                    self._markup.append(text.translate(_NO_MARKS))
                    parts.append(text)
                case Output(expression=expression):
                    parts += self._output(expression, known)
                case _:
                    parts += self._tag(piece, known)
        return joined(parts)

    def _closes(self, name: str) -> bool:
        """Tell whether a part stopped at a tag of this name, and not at the end."""
        match self._pieces[self._next : self._next + 1]:
            case [(_, Tag(name=found))]:
                return found == name
            case _:
                return False

    def _output(self, expression: str, known: Facts) -> Parts:
        match read_output(expression, self._at):
            case (Value() as value,):
                pass
            case ():
                return ()
            case _:
                self._at.fault(
                    "not_allowed", "A layout prints plain values.", "Name one value."
                )
                return ()
        kind, optional = self._kind(value)
        if optional and value.path not in known:
            self._at.fault(
                "unguarded",
                f"“{value.path}” may be missing and is printed without asking.",
                f"Write {{% if {value.path} %}}…{{% endif %}} around it.",
            )
        if kind == "body" and self._depth:
            self._at.fault(
                "body_in_branch",
                "{{ body }} stands inside an if or a for.",
                "Print it outside: every letter has one, and has it once.",
            )
        self._markup.append(f"{OPEN}{len(self._kinds)}{CLOSE}")
        self._kinds.append(kind)
        key = (
            f":{value.path}"
            if kind == "url" and value.path in self._fields
            else value.key
        )
        return (Print(key),)

    def _kind(self, value: Value) -> tuple[str, bool]:
        """Return what a value is, and whether it may be missing."""
        path = value.path
        if path in PARTS and value.form is None:
            return _KINDS.get(path, path), False
        if path in self._options and value.form is None:
            return self._options[path].type, False
        field = self._fields.get(path)
        if field is None or (value.form and value.form not in field.forms):
            self._at.fault(
                "unknown_field",
                f"There is no {quoted(value.key)} for a layout.",
                f"It has: {', '.join(sorted({*PARTS, *self._options}))}, "
                "and the fields of every letter.",
            )
            return "unknown", False
        self._note(value.key)
        return "list" if field.many else field.position, field.optional

    def _ask(self, condition: Condition) -> Condition:
        for path, _ in paths_of(condition):
            if path not in PARTS and path not in self._options and path:
                if path not in self._fields:
                    self._kind(Value(path))
                self._note(path)
        return condition

    def _note(self, key: str) -> None:
        """Remember a key that the layout asks for, by the list it belongs to."""
        if not key.startswith("loop."):
            self.keys.add(named(key, self._names))

    def _tag(self, tag: Tag, known: Facts) -> Parts:
        read = {"if": self._if, "for": self._for}.get(tag.name)
        if read is None:
            self._at.fault(
                "unknown_tag",
                f"The tag {quoted(tag.name)} is not part of a layout.",
                "The tags are if, elif, else and for.",
            )
            return ()
        self._depth += 1
        if self._depth > _DEEPEST:
            self._at.fault("too_deep", "Too many tags are nested.", "Flatten them.")
            self._next = len(self._pieces)
            return ()
        parts = read(tag, known)
        self._depth -= 1
        return parts

    def _if(self, tag: Tag, known: Facts) -> Parts:
        branches: list[tuple[Test, Parts]] = []
        otherwise: Parts = ()
        asks: set[str] = set()
        condition: Condition | None = self._ask(read_condition(tag.rest, self._at))
        self._markup.append(f"{TURN}+")
        while True:
            content = self._until(known | known_if(condition))
            if condition is None:
                otherwise = content
            else:
                branches.append((condition.compiled(), content))
                asks.update(path for path, _ in paths_of(condition))
                known |= known_unless(condition)
            if self._next >= len(self._pieces):
                self._unpaired()
                break
            after = self._pieces[self._next][1]
            self._next += 1
            assert isinstance(after, Tag)  # noqa: S101 -- only tags stop a part
            if after.name == "endif":
                break
            if condition is None or after.name == "endfor":
                self._unpaired()
            self._markup.append(f"{TURN}/")
            condition = None
            if after.name == "elif":
                condition = self._ask(read_condition(after.rest, self._at))
        self._markup.append(f"{TURN}-")
        return (Branch(tuple(branches), otherwise, frozenset(asks)),)

    def _for(self, tag: Tag, known: Facts) -> Parts:
        head = read_for(tag.rest, self._at)
        field = self._fields.get(head.path)
        if field is None or not field.many:
            self._at.fault(
                "not_a_list", "A for of the layout walks no list.", "Name a list."
            )
        self._note(head.path)
        outer, names = self._fields, self._names
        self._fields = inside_loop(outer, head.variable, head.path)
        self._names = {**names, head.variable: f"{named(head.path, names)}[]"}
        if head.condition is not None:
            self._ask(head.condition)
        self._markup.append(f"{TURN}+")
        content = self._until(known | known_if(head.condition))
        self._markup.append(f"{TURN}-")
        self._fields, self._names = outer, names
        if not self._closes("endfor"):
            self._unpaired()
        self._next += 1
        test = None if head.condition is None else head.condition.compiled()
        return (Repeat(head.variable, head.path, test, content),)
