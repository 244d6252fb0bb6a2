"""Whether direction marks are balanced and HTML is well-formed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final


__all__ = ["html_faults", "is_balanced"]

_ISOLATES: Final = "\u2066\u2067\u2068"
_EMBEDDINGS: Final = "\u202a\u202b\u202d\u202e"
_ENDS: Final = {"\u2069": _ISOLATES, "\u202c": _EMBEDDINGS}

_VOID: Final = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "source", "track", "wbr"),
    }
)
_ONCE: Final = ("html", "head", "title", "body")
# The declaration, comments, and what stands in a style element are no markup.
_RAW: Final = re.compile(
    r"(?i)\A\s*<!doctype html>|<!--.*?-->|(?<=<style>).*?(?=</style>)", re.DOTALL
)
_ATTRIBUTE: Final = r"""\s+[A-Za-z][\w:-]*(?:="[^"<]*"|='[^'<]*')?"""
_TAG: Final = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9]*)((?:{_ATTRIBUTE})*)\s*>")
_NAME: Final = re.compile(r"""\s([A-Za-z][\w:-]*)(?:="[^"]*"|='[^']*')?""")


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
    twice or without quotation marks, nothing looks like a tag and is none, and there
    is one html, head, title and body. Browsers forgive all that; mail clients do not.
    """
    text = _RAW.sub("", document)
    faults = [
        f"“{found[0][:1]}” stands where no tag begins or ends"
        for found in re.finditer(r"[<>]", _TAG.sub("", text))
    ][:1]
    open_tags: list[str] = []
    seen: Counter[str] = Counter()
    for slash, name, attributes in _TAG.findall(text):
        tag = name.lower()
        if slash:
            faults += _close(tag, open_tags)
            continue
        seen[tag] += 1
        names = [attribute.lower() for attribute in _NAME.findall(attributes)]
        if len(set(names)) < len(names):
            faults.append(f"<{tag}> has an attribute twice")
        if tag not in _VOID:
            open_tags.append(tag)
    faults += [f"<{tag}> is not closed" for tag in open_tags]
    faults += [f"<{tag}> stands {seen[tag]} times" for tag in _ONCE if seen[tag] != 1]
    return tuple(faults)


def _close(tag: str, open_tags: list[str]) -> list[str]:
    if open_tags and open_tags[-1] == tag:
        open_tags.pop()
        return []
    if tag in open_tags:
        del open_tags[open_tags.index(tag) :]
    return [f"</{tag}> closes what is not open there"]
