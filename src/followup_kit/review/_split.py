"""Splits a text into sentences: at their marks and at line breaks, with positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final


__all__ = ["sentences"]

_END: Final = re.compile(r"[.!?؟][\"'”’»)]?(?=\s)|[。！？]|\n")
# "Dr. Berg", "z. B.", "3. Dezember", "m.in. o godz. 10" go on.
_GOES_ON: Final = re.compile(
    r"(?:(?<!\w)(?:\w|dr|prof|mr|mrs|ms|hr|fr|sr|sra|sig|dipl|ing|nr|no|tel|vs|ca|bzw"
    r"|inkl|etc|evtl|ggf|usw|godz|ul|e\.g|i\.e|z\.b|d\.h|u\.a|a\.m|p\.m|jan|feb|mar"
    r"|apr|aug|sept?|okt|oct|nov|de[cz]|mo|di|mi|do|sa)|\d)\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence that is not blank."""
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match[0] != "\n" and _GOES_ON.search(text, max(start, end - 8), end):
            continue
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
