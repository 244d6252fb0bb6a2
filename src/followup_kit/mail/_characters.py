"""
Which characters may stand in a header and in a body.

The classes stand in :mod:`followup_kit.characters`.
``str.isprintable`` only spares the search: what it calls printable, in any
version, is in none of the lists.
"""

from __future__ import annotations

import re

from followup_kit.characters import (
    ANNOTATIONS,
    CONTROLS,
    DEFAULT_IGNORABLES,
    DEPRECATED_FORMATS,
    EMBEDDINGS,
    ISOLATES,
    LINE_SEPARATORS,
    NON_CHARACTERS,
    OVERRIDES,
    SURROGATES,
    TAGS,
    TEXT_CONTROLS,
)


__all__ = ["find_body_fault", "find_header_fault", "shows_nothing"]

_INVISIBLE = (
    f"{LINE_SEPARATORS}{DEPRECATED_FORMATS}\ufeff{ANNOTATIONS}{TAGS}"  # byte order mark
)
_HEADER_FAULTS = re.compile(
    f"[{CONTROLS}{SURROGATES}{NON_CHARACTERS}{_INVISIBLE}{EMBEDDINGS}]"
)
_BODY_FAULTS = re.compile(f"[{TEXT_CONTROLS}{SURROGATES}{NON_CHARACTERS}{OVERRIDES}]")
_SHOWS_NOTHING = re.compile(f"[\\s{DEFAULT_IGNORABLES}\u2800]*")  # empty Braille
_ISOLATE = re.compile(f"[{ISOLATES}]")
_POP_ISOLATE = "\u2069"

_ENCODED_WORD = re.compile(r"=\?[^?]*\?[A-Za-z]\?")
"""RFC 2047 section 2, with or without its end: some decoders do not wait for it."""


def find_header_fault(text: str, *, isolates: bool = False) -> str | None:
    """
    Return the code of the first kind of fault in a header's text, or ``None``.

    Args:
        text: The text before any encoding.
        isolates:
            Whether directional isolates (UAX #9, U+2066 to U+2069) are allowed
            in balanced pairs. A right-to-left subject that quotes a job title
            needs them; a person's name does not.
    """
    if not text.isprintable():
        if _HEADER_FAULTS.search(text):
            return "forbidden_character"
        if _ISOLATE.search(text) and not (isolates and _are_isolates_balanced(text)):
            return "forbidden_character"
    return "encoded_word" if _ENCODED_WORD.search(text) else None


def find_body_fault(text: str) -> str | None:
    """
    Return the code of a fault in a body whose lines end in LF, or ``None``.

    Tabs and line feeds are the only control characters a body needs. Directional
    overrides are refused because they make a text read as something else.
    """
    if shows_nothing(text):
        return "empty_body"
    if text.replace("\n", "").isprintable() or not _BODY_FAULTS.search(text):
        return None
    return "forbidden_character"


def shows_nothing(text: str) -> bool:
    """Tell whether a reader would see nothing: spaces and characters without a form."""
    return _SHOWS_NOTHING.fullmatch(text) is not None


def _are_isolates_balanced(text: str) -> bool:
    """Tell whether every isolate is closed and every pop closes one."""
    depth = 0
    for mark in _ISOLATE.findall(text):
        depth += -1 if mark == _POP_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0
