"""
What a reader sees of an HTML document: its text, its links, and what it hides.

One pass, linear in the length of the document, whatever it holds: unclosed tags,
comments without end, a million nested elements. Nothing is fetched or run.
"""

from __future__ import annotations

import functools
import html
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from followup_kit.review._message import ShownLink


__all__ = ["Shown", "read_html"]

_BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div"),
        *("dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_CELLS: Final = frozenset({"td", "th"})
_VOID: Final = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr"),
    }
)
# Their content is not text of the document.
_RAW: Final = frozenset(
    {"script", "style", "title", "template", "textarea", "noscript", "iframe", "xmp"}
)
_ENDS_LINE: Final = _BLOCKS | {"br"}
_PARAGRAPHS: Final = frozenset(
    {"p", "ul", "ol", "table", "h1", "h2", "h3", "blockquote"}
)
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,30})")
# Quotation marks count after an equals sign only, as in browsers.
_QUOTE_OR_END: Final = re.compile(r"""=[ \t\r\n\f]{0,9}(["'])|>""")
# One attribute after another, each ending where the next begins: no backtracking.
_ATTRIBUTE: Final = re.compile(
    r"""([^\s"'<>/=]{1,60})(?:\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'<>]{1,4000}))?"""
)
_HIDING: Final = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|(?<!-)color:transparent"
    r"|(?:font-size|opacity):0(?:\.0{1,9})?(?:px|r?em|pt|%)?(?:[;!]|$)"
)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_MOST_LINKS: Final = 400
_LONG_LABEL: Final = 1000
_MAX_ATTRIBUTES: Final = 30


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """
    What a document shows and what it hides.

    Attributes:
        text: What is shown, one line a block, a blank line between paragraphs.
        title: The document's title.
        preheader: What is hidden before anything is shown, as preheaders are.
        hidden: What else is hidden from the reader and stands in the source.
        links: The links, in order.
        foreign: Spans of the text that are marked with a language, and which.
    """

    text: str
    title: str
    preheader: str
    hidden: tuple[str, ...]
    links: tuple[ShownLink, ...]
    foreign: tuple[tuple[int, int, str], ...]


_Given = tuple[bool, str | None, str | None]
"""Whether attributes hide an element, where they lead, and its language."""

_NOTHING: Final[_Given] = (False, None, None)


@dataclass(slots=True, repr=False)
class _Element:
    name: str
    hides: bool
    url: str | None
    start: int
    lang: str | None


@dataclass(slots=True, repr=False)
class _Page:
    """The document while it is read."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    at_line_start: bool = True
    stack: list[_Element] = field(default_factory=list)
    open_names: Counter[str] = field(default_factory=Counter)
    hiding: int = 0
    hidden: list[str] = field(default_factory=list)
    first_hidden: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    links: list[ShownLink] = field(default_factory=list)
    foreign: list[tuple[int, int, str]] = field(default_factory=list)
    known: dict[str, _Given] = field(default_factory=dict)

    def write(self, text: str) -> None:
        """Add text between tags."""
        if not text:
            return
        if "&" in text:
            text = html.unescape(text)
        text = _SPACE.sub(" ", text)
        if self.hiding:
            if text.strip():
                into = self.hidden if self.length else self.first_hidden
                into.append(text.strip())
            return
        if self.at_line_start:
            text = text.lstrip(" ")
        if text:
            self._add(text)
            self.at_line_start = text.endswith(" ")

    def end_line(self, lines: int = 1) -> None:
        """Begin a new line, or after a paragraph leave one blank."""
        if not self.length:
            return
        last = "".join(self.parts[-2:])
        have = len(last) - len(last.rstrip("\n"))
        if have < lines:
            self._add("\n" * (lines - have))
        self.at_line_start = True

    def break_line(self) -> None:
        """Begin a new line even where one has begun."""
        self.at_line_start = True

    def said_since(self, start: int) -> str:
        """Return what was written from a position on."""
        found: list[str] = []
        have = 0
        for part in reversed(self.parts):
            if have >= self.length - start:
                break
            found.append(part)
            have += len(part)
        return "".join(reversed(found))[have - (self.length - start) :]

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def read_html(source: str) -> Shown:
    """Return what a document shows; never raises, whatever the source."""
    page = _Page()
    _read(source, page)
    while page.stack:
        _leave(page, page.stack.pop())
    return Shown(
        text="".join(page.parts).rstrip(),
        title=_SPACE.sub(" ", html.unescape("".join(page.title))).strip(),
        preheader=" ".join(page.first_hidden),
        hidden=tuple(page.hidden),
        links=tuple(page.links),
        foreign=tuple(page.foreign),
    )


def _read(source: str, page: _Page) -> None:
    position = 0
    while True:
        start = source.find("<", position)
        if start < 0:
            page.write(source[position:])
            return
        page.write(source[position:start])
        found = _TAG.match(source, start)
        if found is None:
            position = _after_other(source, start, page)
            continue
        end = _end_of_tag(source, found.end())
        name, closes = found[1].lower(), source[start + 1] == "/"
        if closes:
            _close(page, name)
        else:
            _open(page, name, source[found.end() : end])
        position = end
        if name in _RAW and not closes:
            position = _after_raw(source, end, name, page)


def _after_other(source: str, start: int, page: _Page) -> int:
    """Skip a comment or declaration; a bare "<" is text."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 2)
        return len(source) if end < 0 else end + 3
    if source.startswith(("<!", "<?", "</"), start):
        end = source.find(">", start)
        return len(source) if end < 0 else end + 1
    page.write("&lt;")
    return start + 1


@functools.cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}", re.IGNORECASE | re.ASCII)


def _after_raw(source: str, start: int, name: str, page: _Page) -> int:
    found = _end_of(name).search(source, start)
    end = len(source) if found is None else found.start()
    if name == "title":
        page.title.append(source[start:end])
    return end


def _end_of_tag(source: str, position: int) -> int:
    end = source.find(">", position) + 1
    rest = source[position:end]
    if end and '"' not in rest and "'" not in rest:
        return end
    while True:
        found = _QUOTE_OR_END.search(source, position)
        if found is None:
            return len(source)
        if found[1] is None:
            return found.end()
        closing = source.find(found[1], found.end())
        # A quotation mark that nothing closes: the tag ends as if there were none.
        position = found.end() if closing < 0 else closing + 1


def _open(page: _Page, name: str, rest: str) -> None:
    if name in _ENDS_LINE:
        page.end_line(2 if name in _PARAGRAPHS else 1)
        if name == "br":
            page.break_line()
    elif name in _CELLS and not page.at_line_start:
        page.write(" ")
    if name in _VOID or rest.endswith("/>"):
        return
    hides, url, lang = _read_once(page, rest) if len(rest) > 1 else _NOTHING
    page.stack.append(
        _Element(name, hides, url if name == "a" else None, page.length, lang)
    )
    page.hiding += hides
    page.open_names[name] += 1


def _read_once(page: _Page, rest: str) -> _Given:
    """Return what attributes say; the tags of a layout mostly repeat themselves."""
    known = page.known.get(rest)
    if known is None:
        given = _attributes(rest)
        style = given.get("style", "").replace(" ", "").lower()
        hides = "hidden" in given or bool(style and _HIDING.search(style))
        known = page.known[rest] = (hides, given.get("href"), given.get("lang"))
    return known


def _attributes(rest: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for found in islice(_ATTRIBUTE.finditer(rest), _MAX_ATTRIBUTES):
        value = (found[2] or "").strip("\"'")
        given.setdefault(found[1].lower(), html.unescape(value))
    return given


def _close(page: _Page, name: str) -> None:
    if page.open_names[name]:
        while True:
            element = page.stack.pop()
            _leave(page, element)
            if element.name == name:
                break
    if name in _BLOCKS:
        page.end_line(2 if name in _PARAGRAPHS else 1)


def _leave(page: _Page, element: _Element) -> None:
    page.open_names[element.name] -= 1
    page.hiding -= element.hides
    if element.url is None and element.lang is None:
        return
    span = (min(element.start, page.length), page.length)
    if element.lang is not None and element.name not in {"html", "body"}:
        page.foreign.append((*span, element.lang))
    if element.url is not None and len(page.links) < _MOST_LINKS:
        label = page.said_since(span[0]) if span[1] - span[0] < _LONG_LABEL else ""
        page.links.append(ShownLink(element.url.strip(), label.strip(), span))
