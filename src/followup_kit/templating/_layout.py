"""
The HTML document around a letter: ``layout.html``.

It sees the letter's own parts (``lang``, ``dir``, ``subject``, ``preheader``,
``body``), the set's declared options, ``accent_text``, and the fields that
every letter may mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from followup_kit.templating._manifest import Option
from followup_kit.templating._page import turns
from followup_kit.templating._values import escaped, refused


if TYPE_CHECKING:
    from followup_kit.templating._conditions import Test
    from followup_kit.templating._values import Values

_ACCENT: Final = "#1f4fbf"
_MOST_DRESSES: Final = 64
_OPEN: Final = ("subject", "preheader", "body")


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A value of the layout."""

    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A condition of the layout."""

    branches: tuple[tuple[Test, Parts], ...]
    otherwise: Parts
    asks: frozenset[str]


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
    parts: Parts
    frames: tuple[Frame | None, Frame | None]


class Frame(NamedTuple):
    """A layout of which only the letter's own parts are open, by their places."""

    pieces: tuple[str, ...]
    subjects: tuple[int, ...]
    preheaders: tuple[int, ...]
    bodies: tuple[int, ...]


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
        self._plain: Dress | None = None
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
        if not options and self._plain is not None:
            return self._plain
        key = tuple(sorted(options.items()))
        made = self._dresses.get(key)
        if made is None:
            made = self._dress(options)
            if len(self._dresses) < _MOST_DRESSES:
                self._dresses[key] = made
        if not options:
            self._plain = made
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
        values.update(self._fixed)
        style = button_style(accent, values["accent_text"])
        parts = _settled(self._parts, values)
        frames = _frame(parts, values, ""), _frame(parts, values, _Told())
        return Dress(values, style, parts, frames)

    def html(
        self, dress: Dress, given: Values, subject: str, preheader: str, body: str
    ) -> str:
        """Return the document."""
        frame = dress.frames[preheader != ""]
        if frame is not None:
            return _framed(frame, subject, preheader, body)
        own = {**dress.values, "subject": subject, "preheader": preheader}
        written: list[str] = []
        _write(dress.parts, _Seen(own, given), body, written)
        return "".join(written)


class _UnsettledError(Exception):
    """What a layout says depends on more than whether there is a preheader."""


class _Told:
    """Stands for any preheader that says something; it is not compared with others."""

    def __eq__(self, other: object) -> bool:
        raise _UnsettledError

    def __len__(self) -> int:
        raise _UnsettledError

    def __bool__(self) -> bool:
        return True

    __hash__ = object.__hash__


def _frame(
    parts: Parts, values: Mapping[str, str], preheader: str | _Told
) -> Frame | None:
    """Return the layout of letters with some preheader, or without; if it is one."""
    try:
        flat = _flat(parts, {**values, "preheader": preheader})
    except _UnsettledError:
        return None
    places: dict[str, list[int]] = {key: [] for key in _OPEN}
    for index, part in enumerate(flat):
        if isinstance(part, Print):
            places[part.key].append(index)
    pieces = tuple(part if isinstance(part, str) else "" for part in flat)
    return Frame(pieces, *(tuple(places[key]) for key in _OPEN))


def _flat(parts: Parts, values: Mapping[str, object]) -> Parts:
    """Return the parts with all conditions decided."""
    flat: list[Part] = []
    for part in parts:
        if isinstance(part, Branch) and part.asks <= values.keys():
            flat += _flat(_taken(part, values), values)
        elif isinstance(part, str) or (isinstance(part, Print) and part.key in _OPEN):
            flat.append(part)
        else:
            raise _UnsettledError
    return joined(flat)


def _framed(frame: Frame, subject: str, preheader: str, body: str) -> str:
    pieces = [*frame.pieces]
    for place in frame.subjects:
        pieces[place] = _escaped(subject)
    for place in frame.preheaders:
        pieces[place] = _escaped(preheader)
    for place in frame.bodies:
        pieces[place] = body
    return "".join(pieces)


def _settled(parts: Parts, values: Mapping[str, str]) -> Parts:
    """Return the parts with everything that the options decide decided."""
    settled: list[Part] = []
    for part in parts:
        if isinstance(part, Print) and part.key in values:
            settled.append(_escaped(values[part.key]))
        elif isinstance(part, Branch) and part.asks <= values.keys():
            settled += _settled(_taken(part, values), values)
        elif isinstance(part, Branch):
            branches = tuple((t, _settled(inner, values)) for t, inner in part.branches)
            rest = _settled(part.otherwise, values)
            settled.append(Branch(branches, rest, part.asks))
        else:
            settled.append(part)
    return joined(settled)


def _taken(part: Branch, values: Mapping[str, Any] | _Seen) -> Parts:
    for test, inner in part.branches:
        if test(values):
            return inner
    return part.otherwise


def _escaped(value: str) -> str:
    return escaped(value).replace("\n", "<br>")


class _Seen:
    """What a layout sees: its own values first, then those of the letter."""

    __slots__ = ("given", "own")

    def __init__(self, own: Mapping[str, str], given: Values) -> None:
        self.own = own
        self.given = given

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "_Seen(…)"

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, for conditions."""
        if key in self.own:
            return self.own[key]
        return self.given.scope.get(key, default)


def _write(parts: Parts, values: _Seen, body: str, written: list[str]) -> None:
    for part in parts:
        if isinstance(part, str):
            written.append(part)
        elif isinstance(part, Print):
            written.append(body if part.key == "body" else _printed(part.key, values))
        elif isinstance(part, Branch):
            _write(_taken(part, values), values, body, written)
        else:
            _repeat(part, values, body, written)


def _printed(key: str, values: _Seen) -> str:
    if key in values.own:
        return _escaped(values.own[key])
    values.given.prepare((key,))
    return values.given.htmls[key]


def _repeat(part: Repeat, values: _Seen, body: str, written: list[str]) -> None:
    for seen in turns(values.given, part.variable, part.path):
        inner = _Seen(values.own, values.given.child(seen))
        if part.test is None or part.test(inner):
            _write(part.parts, inner, body, written)


def readable_on(color: str) -> str:
    """
    Return the text colour, white or nearly black, that reads better on a colour.

    Contrast is measured as WCAG 2.2 does (relative luminance).
    """
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    luminance = sum(
        weight * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
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


def joined(parts: Iterable[Part]) -> Parts:
    """Join literal parts that stand side by side."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, str) and kept and isinstance(kept[-1], str):
            kept[-1] += part
        else:
            kept.append(part)
    return tuple(kept)
