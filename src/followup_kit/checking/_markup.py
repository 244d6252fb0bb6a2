"""Whether direction marks are balanced and HTML is well-formed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final


__all__ = ["html_faults", "is_balanced"]

_ISOLATES: Final = "\u2066\u2067\u2068"
_EMBEDDINGS: Final = "\u202a\u202b\u202d\u202e"
_ENDS: Final = {"\u2069": _ISOLATES, "\u202c": _EMBEDDINGS}

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
_ONCE: Final = ("html", "head", "title", "body")


def is_balanced(text: str) -> bool:
    """Tell whether each line closes the direction marks it opens (UAX #9, BD9)."""
    return all(_balanced_line(line) for line in text.split("\n"))


def _balanced_line(line: str) -> bool:
    if line.isascii():
        return True
    open_marks: list[str] = []
    for character in line:
        if character in _ISOLATES or character in _EMBEDDINGS:
            open_marks.append(character)
        elif character in _ENDS and (
            not open_marks or open_marks.pop() not in _ENDS[character]
        ):
            return False
    return not open_marks


def html_faults(document: str) -> tuple[str, ...]:
    """
    Return how an HTML document is not well-formed; nothing if it is.

    Each element is closed where it has to be, none overlap, no attribute stands
    twice, and there is one html, head, title and body. Browsers forgive all that;
    mail clients do not.
    """
    parser = _Strict()
    parser.feed(document)
    parser.close()
    return tuple(parser.result())


class _Strict(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._seen: dict[str, int] = {}
        self._faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self._faults.append(f"<{tag}> has an attribute twice")
        self._seen[tag] = self._seen.get(tag, 0) + 1
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._faults.append(f"<{tag}/> is not closed by its slash")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
            return
        self._faults.append(f"</{tag}> closes what is not open there")
        if tag in self._open:
            del self._open[self._open.index(tag) :]

    def result(self) -> list[str]:
        faults = [*self._faults, *(f"<{tag}> is not closed" for tag in self._open)]
        faults += [
            f"<{tag}> stands {self._seen.get(tag, 0)} times"
            for tag in _ONCE
            if self._seen.get(tag, 0) != 1
        ]
        return faults
