"""
The HTML a layout may hold: a small allow-list, checked when the set loads.

The checker knows only what is listed here. It reads markup strictly (double
quotes, every element closed) and refuses whatever it does not understand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from followup_kit.templating._faults import quoted
from followup_kit.templating._links import is_safe_address, misleads
from followup_kit.templating._markup_names import (
    ELEMENTS,
    GLOBAL,
    META,
    RAW,
    VOID,
)
from followup_kit.templating._styles import hidden_by, hides, unsafe_style


if TYPE_CHECKING:
    from followup_kit.templating._faults import At

OPEN, CLOSE = "\ue000", "\ue001"
"""Marks around the number of a value in the markup that is checked."""

TURN: Final = "\ue002"
"""Marks a template tag in the markup that is checked; followed by +, / or -."""

_TOKEN: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"(?P<attributes>(?:\s+[a-zA-Z-]+=\"[^\"<>]*\")*)\s*/?>"
    f"|(?P<turn>{TURN}[+/-])|(?P<text>[^<{TURN}]+)|(?P<bad>.)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"([a-zA-Z-]+)=\"([^\"]*)\"")
_VALUE: Final = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ENTITY: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|nbsp|copy|middot|bull|ndash|mdash);)"
)
"""Entities other than these could write characters that are forbidden as such."""

_LETTER: Final = frozenset(
    ["*", ".button", "a", "bdi", "li", "ol", "p", "span", "strong", "ul"]
)
"""What stands in the body of a letter."""

_UNKNOWN: Final = "\ufffc"
_CHARSET: Final = "utf-8"
_ALLOWED_IN: Final[dict[str, frozenset[str]]] = {
    "text": frozenset({"name", "day", "line", "text", "subject", "preheader"}),
    "body": frozenset({"body"}),
    "title": frozenset({"subject"}),
    "css": frozenset({"color"}),
    "href": frozenset({"url"}),
    "src": frozenset({"image"}),
    "lang": frozenset({"lang"}),
    "dir": frozenset({"dir"}),
    "words": frozenset({"name", "text", "subject"}),
}
_BODY_PARENTS: Final = frozenset({"body", "div", "main", "section", "td"})


class Markup:
    """Checks one layout's markup; ``kind_of`` tells what a numbered value is."""

    def __init__(self, at: At, kind_of: Callable[[int], str]) -> None:
        self._at = at
        self._kind_of = kind_of
        self._stack: list[str] = []
        self._turns: list[tuple[str, ...]] = []
        self._hidden: list[bool] = []
        self._classes: list[list[str]] = []
        self._around: set[str] = set()
        self._sheet: list[str] = []
        self._anchor: tuple[str | None, list[str]] | None = None
        self._line = 1
        self._below = 0

    def check(self, source: str) -> None:
        """Note every fault of the markup."""
        start = re.match(r"\s*<!doctype html>", source, re.IGNORECASE)
        if start is None:
            self._fault(
                "no_doctype",
                "The layout has no doctype.",
                "Begin with <!doctype html>.",
            )
        position = start.end() if start else 0
        self._line += source.count("\n", 0, position)
        while found := _TOKEN.match(source, position):
            self._token(found)
            self._line += found[0].count("\n")
            self._below = 0
            position = found.end()
        if self._stack:
            self._fault("bad_html", f"<{self._stack[-1]}> is not closed.", "Close it.")
        if self._around & hidden_by("".join(self._sheet)):
            self._hides()

    def _fault(self, code: str, message: str, remedy: str) -> None:
        self._at.on(self._line + self._below).fault(code, message, remedy)

    def _token(self, found: re.Match[str]) -> None:
        if found["bad"]:
            self._fault(
                "bad_html",
                "A < begins no element of the form that is read here.",
                'Write <name attribute="value">, without comments; {# … #} is a note.',
            )
        elif found["turn"]:
            self._turn(found["turn"][-1])
        elif found["text"]:
            self._text(found["text"])
        elif found["end"]:
            self._close(found["name"].lower())
        else:
            self._open(found["name"].lower(), found["attributes"])

    def _turn(self, sign: str) -> None:
        """Elements that a branch opens, it has to close."""
        here = tuple(self._stack)
        if sign == "+":
            self._turns.append(here)
        elif self._turns and here != self._turns[-1]:
            self._fault(
                "bad_html",
                "A branch leaves an element open, or closes one it did not open.",
                "Open and close elements inside the same branch.",
            )
            self._stack = list(self._turns[-1])
            self._hidden = [False] * len(self._stack)
            self._classes = [[] for _ in self._stack]
        if sign == "-" and self._turns:
            self._turns.pop()
        if self._stack and self._stack[-1] in RAW:
            self._fault("bad_html", "A tag stands in title or style.", "Move it out.")

    def _text(self, text: str) -> None:
        inside = self._stack[-1] if self._stack else ""
        if inside == "style":
            css = _VALUE.sub("#000", text)
            self._style(css)
            self._sheet.append(css)
        elif entity := _ENTITY.search(text):
            self._go(text, entity.start())
            self._entity()
        if self._anchor is not None:
            self._anchor[1].append(_VALUE.sub(_UNKNOWN, text))
        if text.strip() and inside in {"", "html", "head", "table", "tr", "tbody"}:
            self._go(text, len(text) - len(text.lstrip()))
            self._fault("bad_html", "Text stands where none may.", "Move it.")
        for value in _VALUE.finditer(text):
            self._go(text, value.start())
            kind = self._kind_of(int(value[1]))
            if inside == "style":
                self._allow("css", kind)
            elif inside == "title":
                self._allow("title", kind)
            elif kind == "body" and inside in _BODY_PARENTS:
                self._shown()
            else:
                self._allow("text", kind)

    def _go(self, text: str, place: int) -> None:
        """Let faults be told at a place of a text, not where it begins."""
        self._below = text.count("\n", 0, place)

    def _style(self, css: str) -> None:
        unsafe = unsafe_style(css)
        if unsafe:
            self._fault(
                "unsafe_css",
                f"A style holds {unsafe}.",
                "Use plain rules; nothing in a letter is loaded by its style.",
            )

    def _entity(self) -> None:
        self._fault(
            "entity",
            "A character is written as a number or a name that is not read here.",
            "Write the character itself, or &amp; &lt; &gt; &quot; &nbsp;.",
        )

    def _shown(self) -> None:
        classes = [f".{name}" for names in self._classes for name in names]
        self._around = {*_LETTER, *self._stack, *classes}
        if any(self._hidden):
            self._hides()

    def _hides(self) -> None:
        self._fault(
            "hidden_body",
            "The letter stands in an element whose style hides it.",
            "Show it: text and HTML tell the same.",
        )

    def _allow(self, place: str, kind: str) -> None:
        if kind not in _ALLOWED_IN[place]:
            self._fault(
                "value_place",
                f"A value of this kind ({kind}) may not stand here ({place}).",
                "Text stands between elements, an address is the whole of href or "
                "src, a colour stands in style.",
            )

    def _close(self, name: str) -> None:
        if not self._stack or self._stack[-1] != name:
            self._fault(
                "bad_html",
                f"</{name}> closes nothing." if name in ELEMENTS else "Bad end tag.",
                "Close elements in the order they were opened.",
            )
            if name not in self._stack:
                return
            while self._stack[-1] != name:
                self._pop()
        self._pop()

    def _pop(self) -> None:
        self._hidden.pop()
        self._classes.pop()
        closed = self._stack.pop()
        if closed == "a" and "a" not in self._stack and self._anchor is not None:
            address, words = self._anchor
            self._anchor = None
            if misleads("".join(words), address):
                self._fault(
                    "misleading_link",
                    "The label names another address than the one it leads to.",
                    "Write words, or the very host of the address.",
                )

    def _open(self, name: str, attributes: str) -> None:
        if name not in ELEMENTS:
            self._fault(
                "element",
                f"The element {quoted(name)} is not allowed.",
                f"Allowed: {', '.join(sorted(ELEMENTS))}.",
            )
            return
        if len(self._stack) > 32:
            self._fault("too_deep", "Elements are nested too deep.", "Flatten them.")
            return
        given = [(key.lower(), value) for key, value in _ATTRIBUTE.findall(attributes)]
        for key, value in given:
            self._attribute(name, key, value)
            if self._anchor is not None and key in {"alt", "aria-label"}:
                self._anchor[1].append(f" {_VALUE.sub(_UNKNOWN, value)} ")
        if len({key for key, _ in given}) < len(given):
            self._fault("attribute", "An attribute stands twice.", "Remove one.")
        if name not in VOID:
            values = dict(given)
            self._stack.append(name)
            self._classes.append(values.get("class", "").lower().split())
            self._hidden.append(hides(_VALUE.sub("#000", values.get("style", ""))))
            if name == "a" and "a" in self._stack[:-1]:
                self._fault("bad_html", "A link stands in a link.", "Close one first.")
            elif name == "a":
                address = values.get("href", "")
                literal = None if OPEN in address else address.replace("&amp;", "&")
                self._anchor = literal, []

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name not in GLOBAL and name not in ELEMENTS[element]:
            self._fault(
                "attribute",
                f"The attribute {quoted(name)} is not allowed on <{element}>.",
                "Remove it.",
            )
            return
        kinds = [self._kind_of(int(found[1])) for found in _VALUE.finditer(value)]
        bare = _VALUE.sub("", value)
        if name in {"href", "src", "lang", "dir"}:
            self._whole(name, kinds, bare)
        elif name == "style":
            for kind in kinds:
                self._allow("css", kind)
            self._style(_VALUE.sub("#000", value))
        elif name in {"alt", "aria-label"}:
            for kind in kinds:
                self._allow("words", kind)
        elif kinds and (name != "bgcolor" or kinds != ["color"] or bare):
            self._fault("value_place", f"No value stands in {name}.", "Remove it.")
        if name not in {"href", "src", "style"} and _ENTITY.search(value):
            self._entity()
        if (name == "name" and value not in META) or (
            name == "charset" and value.lower() != _CHARSET
        ):
            self._fault("attribute", f"This {name} is not allowed.", "Remove it.")

    def _whole(self, name: str, kinds: list[str], bare: str) -> None:
        """Check an attribute that is one value or one literal."""
        if kinds and (bare or len(kinds) > 1):
            self._fault(
                "value_place",
                f"{name} mixes a value with other text.",
                "Make the value the whole attribute.",
            )
        for kind in kinds:
            self._allow(name, kind)
        if kinds or name not in {"href", "src"}:
            return
        address = bare.replace("&amp;", "&")
        is_image = name == "src"
        if not is_safe_address(address) or (is_image and address[:6] != "https:"):
            self._fault(
                "bad_link",
                f"{name} is no safe https or mailto address.",
                "Write a public host, without user name; an image is https.",
            )
