"""
The HTML document around a letter: ``layout.html``.

It sees the letter's own parts (``lang``, ``dir``, ``subject``, ``preheader``,
``body``), the set's declared options, ``accent_text``, and the fields that
every letter may mention.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from followup_kit.templating._conditions import Condition, read_condition, read_output
from followup_kit.templating._guards import (
    NOTHING,
    Facts,
    inside_loop,
    known_if,
    known_unless,
    paths_of,
)
from followup_kit.templating._inline import read_for
from followup_kit.templating._manifest import Option
from followup_kit.templating._markup import CLOSE, OPEN, TURN, Markup
from followup_kit.templating._page import turns
from followup_kit.templating._scanner import Output, Piece, Tag, Text, scan
from followup_kit.templating._schema import Field
from followup_kit.templating._faults import At, quoted
from followup_kit.templating._tree import Value
from followup_kit.templating._values import escaped, refused


if TYPE_CHECKING:
    from followup_kit.templating._conditions import Test
    from followup_kit.templating._faults import Faults
    from followup_kit.templating._values import Values

FILE: Final = "layout.html"
PARTS: Final = frozenset({"accent_text", "body", "dir", "lang", "preheader", "subject"})
"""What a layout may print of the letter itself."""

_ACCENT: Final = "#1f4fbf"
_KINDS: Final = {"accent_text": "color"}
_MOST_DRESSES: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A value of the layout."""

    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A condition of the layout."""

    branches: tuple[tuple[Test, Parts], ...]
    otherwise: Parts


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """A loop of the layout."""

    variable: str
    path: str
    test: Test | None
    parts: Parts


Part: TypeAlias = str | Print | Branch | Repeat
Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Dress:
    """The options of a message: values for the layout, and the button's style."""

    values: Mapping[str, str]
    button: str


class Layout:
    """A checked layout for one locale."""

    def __init__(
        self,
        parts: Parts,
        keys: frozenset[str],
        options: Mapping[str, Option],
        lang: str,
        direction: str,
    ) -> None:
        self._parts = parts
        self._options = options
        self._fixed = {"lang": lang, "dir": direction}
        self._dresses: dict[tuple[tuple[str, str], ...], Dress] = {}
        self.keys = keys

    def within(self, lang: str, direction: str) -> Layout:
        """Return the same layout for another locale."""
        return Layout(self._parts, self.keys, self._options, lang, direction)

    def dress(self, options: Mapping[str, str]) -> Dress:
        """
        Return options with defaults filled in.

        Raises:
            RenderError: An option is not declared, or not of its type.
        """
        key = tuple(sorted(options.items()))
        made = self._dresses.get(key)
        if made is None:
            made = self._dress(options)
            if len(self._dresses) < _MOST_DRESSES:
                self._dresses[key] = made
        return made

    def _dress(self, given: Mapping[str, str]) -> Dress:
        for name, value in given.items():
            option = self._options.get(name)
            if option is None or not option.accepts(value):
                raise refused(
                    f"options.{name}" if name.isidentifier() else "options",
                    "bad_option",
                    "The set has no such option, or the value is not of its type.",
                    f"It has: {', '.join(sorted(self._options)) or 'none'}.",
                )
        values = {name: given.get(name, o.default) for name, o in self._options.items()}
        accent = values.get("accent_color") or _ACCENT
        values["accent_text"] = readable_on(accent)
        return Dress(values, button_style(accent, values["accent_text"]))

    def html(
        self, dress: Dress, given: Values, subject: str, preheader: str, body: str
    ) -> str:
        """Return the document."""
        values = _Seen(given)
        values.update(dress.values)
        values.update(self._fixed)
        values["subject"] = subject
        values["preheader"] = preheader
        written: list[str] = []
        _write(self._parts, values, body, written)
        return "".join(written)


class _Seen(dict[str, Any]):
    """What a layout sees: its own values first, then those of the letter."""

    __slots__ = ("given",)

    def __init__(self, given: Values) -> None:
        super().__init__()
        self.given = given

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 -- as dict
        """Return a value, for conditions."""
        if key in self:
            return self[key]
        return self.given.scope.get(key, default)


def _write(parts: Parts, values: _Seen, body: str, written: list[str]) -> None:
    for part in parts:
        if type(part) is str:
            written.append(part)
        elif isinstance(part, Print):
            written.append(body if part.key == "body" else _printed(part.key, values))
        elif isinstance(part, Branch):
            taken = part.otherwise
            for test, inner in part.branches:
                if test(values):
                    taken = inner
                    break
            _write(taken, values, body, written)
        elif isinstance(part, Repeat):
            _repeat(part, values, body, written)


def _printed(key: str, values: _Seen) -> str:
    if key in values:
        return escaped(str(values[key])).replace("\n", "<br>")
    values.given.prepare((key,))
    return values.given.htmls[key]


def _repeat(part: Repeat, values: _Seen, body: str, written: list[str]) -> None:
    for seen in turns(values.given.scope, part.variable, part.path):
        inner = _Seen(values.given.child(seen))
        inner.update(values)
        if part.test is None or part.test(inner):
            _write(part.parts, inner, body, written)


def readable_on(color: str) -> str:
    """
    Return the text colour, white or nearly black, that reads better on a colour.

    Contrast is measured as WCAG 2.2 does (relative luminance).
    """
    digits = color.lstrip("#")
    if len(digits) == 3:  # noqa: PLR2004 -- #rgb
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    luminance = sum(
        weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
        for weight, c in ((0.2126, red), (0.7152, green), (0.0722, blue))
    )
    white, black = 1.05 / (luminance + 0.05), (luminance + 0.05) / 0.0557
    return "#ffffff" if white >= black else "#111111"


def button_style(accent: str, text: str) -> str:
    """Return the inline style of a button."""
    return (
        f"display:inline-block;padding:12px 24px;border-radius:6px;"
        f"background-color:{accent};color:{text};font-weight:600;text-decoration:none"
    )


class _Reader:
    """Reads a layout's pieces into parts, and its markup into one string."""

    def __init__(
        self,
        source: str,
        fields: Mapping[str, Field],
        options: Mapping[str, Option],
        faults: Faults,
    ) -> None:
        self._faults = faults
        self._fields = dict(fields)
        self._options = options
        self._markup: list[str] = []
        self._kinds: list[str] = []
        self._at = At(faults, FILE, 1)
        self.keys: set[str] = set()
        self._pieces: list[tuple[int, Piece]] = []
        previous = 1
        for line in scan(FILE, source, faults, braces=False):
            gap = "\n" * (line.number - previous)
            self._pieces.append((line.number, Text(gap)))
            self._pieces += [(line.number, piece) for piece in line.pieces]
            previous = line.number
        self._next = 0

    def run(self) -> Parts:
        parts = self._until((), NOTHING)
        while self._next < len(self._pieces):
            self._unpaired()
            self._next += 1
            self._until((), NOTHING)
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

    def _until(self, stops: tuple[str, ...], known: Facts) -> Parts:
        parts: list[Part] = []
        while self._next < len(self._pieces):
            number, piece = self._pieces[self._next]
            self._at = self._at.on(number)
            if isinstance(piece, Tag) and piece.name in {
                "elif",
                "else",
                "endif",
                "endfor",
                *stops,
            }:
                break
            self._next += 1
            match piece:
                case Text(text=text):
                    self._markup.append(text)
                    parts.append(text)
                case Output(expression=expression):
                    parts += self._output(expression, known)
                case Tag():
                    parts += self._tag(piece, known)
        return tuple(parts)

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
        self.keys.add(value.key)
        return "list" if field.many else field.position, field.optional

    def _ask(self, condition: Condition) -> Condition:
        for path, _ in paths_of(condition):
            if path not in PARTS and path not in self._options and path:
                if path not in self._fields:
                    self._kind(Value(path))
                self.keys.add(path)
        return condition

    def _tag(self, tag: Tag, known: Facts) -> Parts:
        if tag.name == "if":
            return self._if(tag, known)
        if tag.name == "for":
            return self._for(tag, known)
        self._at.fault(
            "unknown_tag",
            f"The tag {quoted(tag.name)} is not part of a layout.",
            "The tags are if, elif, else and for.",
        )
        return ()

    def _if(self, tag: Tag, known: Facts) -> Parts:
        branches: list[tuple[Test, Parts]] = []
        otherwise: Parts = ()
        condition: Condition | None = self._ask(read_condition(tag.rest, self._at))
        self._markup.append(f"{TURN}+")
        while True:
            more = known_if(condition) if condition else NOTHING
            content = self._until(("elif", "else", "endif"), known | more)
            if condition is None:
                otherwise = content
            else:
                branches.append((condition.compiled(), content))
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
        return (Branch(tuple(branches), otherwise),)

    def _for(self, tag: Tag, known: Facts) -> Parts:
        head = read_for(tag.rest, self._at)
        field = self._fields.get(head.path)
        if field is None or not field.many:
            self._at.fault(
                "not_a_list", "A for of the layout walks no list.", "Name a list."
            )
        self.keys.add(head.path)
        outer = self._fields
        self._fields = inside_loop(outer, head.variable, head.path)
        self._markup.append(f"{TURN}+")
        content = self._until(("endfor",), known)
        self._markup.append(f"{TURN}-")
        self._fields = outer
        if self._next < len(self._pieces):
            self._next += 1
        else:
            self._unpaired()
        test = head.condition.compiled() if head.condition else None
        return (Repeat(head.variable, head.path, test, content),)


def read_layout(
    source: str,
    fields: Mapping[str, Field],
    options: Mapping[str, Option],
    faults: Faults,
) -> Layout:
    """Return a layout for no locale yet; faults are noted."""
    reader = _Reader(source, fields, options, faults)
    parts = _joined(reader.run())
    return Layout(parts, frozenset(reader.keys), options, "", "")


def _joined(parts: Parts) -> Parts:
    """Join literal parts that stand side by side."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif isinstance(part, Branch):
            branches = tuple((test, _joined(inner)) for test, inner in part.branches)
            joined.append(Branch(branches, _joined(part.otherwise)))
        elif isinstance(part, Repeat):
            inner = _joined(part.parts)
            joined.append(Repeat(part.variable, part.path, part.test, inner))
        else:
            joined.append(part)
    return tuple(joined)
