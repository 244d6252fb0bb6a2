"""Whether the HTML of a message says what its plain text says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final


__all__ = ["unsaid_in_html"]

_HEAD: Final = re.compile(r"<head>.*?</head>", re.DOTALL | re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_NO_WORDS: Final = re.compile("[\\s\u2066-\u2069\u200e\u200f]+")
_ADDRESS: Final = re.compile(r"(?:https://|mailto:)\S+")
_NUMBER: Final = re.compile(r"\s*\d{1,3}\. ")


def unsaid_in_html(parts: Iterable[str], html: str, bullet: str) -> Iterator[int]:
    """
    Yield the number of each part of the plain text whose words the HTML lacks.

    Spaces, direction marks and the marks before items are not compared. The address
    of a link is looked for in the whole document.

    Args:
        parts: The parts of the plain text.
        html: The document.
        bullet: What stands before an item in the plain text.
    """
    source = unescape(html)
    shown = _compact(unescape(_TAG.sub("", _HEAD.sub("", html))))
    for number, part in enumerate(parts):
        if not all(_is_said(line, shown, source, bullet) for line in part.split("\n")):
            yield number


def _is_said(line: str, shown: str, source: str, bullet: str) -> bool:
    if _ADDRESS.fullmatch(line.strip()):
        return line.strip() in source
    bare = line.lstrip()
    words = (line, bare.removeprefix(bullet), _NUMBER.sub("", line, count=1))
    return any(_compact(one) in shown for one in words)


def _compact(text: str) -> str:
    return _NO_WORDS.sub("", text)
