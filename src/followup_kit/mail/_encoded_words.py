"""
Text of any script as the ASCII of a header (RFC 2047).

Only the B encoding in UTF-8 is written, each word decodable on its own, because
that is the one form every decoder tried agrees on.
"""

from __future__ import annotations

import re
from base64 import b64encode


__all__ = ["MAX_HEADER_LINE", "encode_text", "encode_words"]

MAX_HEADER_LINE = 78
"""Octets without the line end (RFC 5322 section 2.1.1)."""

_MAX_WORD = 75
"""Octets of an encoded word (RFC 2047 section 2)."""

_FRAME = len("=?utf-8?b??=")
_FULL_ROOM = (_MAX_WORD - _FRAME) // 4 * 3
"""Octets of text in a word on a line of its own."""

_FOLD = "\r\n "

# Single spaces between words survive folding; anything else is encoded.
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")


def encode_text(text: str, *, column: int) -> str:
    """
    Return a text in folded header form, starting at a column of its first line.

    Plain ASCII stays readable if it can be folded at its own spaces.
    """
    if _PLAIN.fullmatch(text) and "=?" not in text and "?=" not in text:
        if column + len(text) <= MAX_HEADER_LINE:
            return text
        folded = _fold_plain(text, column)
        if folded is not None:
            return folded
    return encode_words(text, column=column)


def encode_words(text: str, *, column: int) -> str:
    """
    Return a text as encoded words, one a line, none above 75 octets.

    Words break between code points, never inside one (RFC 2047 section 5).
    """
    words: list[str] = []
    chunk = bytearray()
    room = _room(column)
    for char in text:
        octets = char.encode()
        if len(chunk) + len(octets) > room:
            words.append(_frame(chunk))
            chunk = bytearray()
            room = _FULL_ROOM
        chunk += octets
    words.append(_frame(chunk))
    return _FOLD.join(words)


def _room(column: int) -> int:
    """Return how many octets of text fit into a word at this column."""
    return (min(_MAX_WORD, MAX_HEADER_LINE - column) - _FRAME) // 4 * 3


def _frame(chunk: bytearray) -> str:
    return f"=?utf-8?b?{b64encode(chunk).decode()}?="


def _fold_plain(text: str, column: int) -> str | None:
    """Fold at spaces; ``None`` if a word is too long for a line of its own."""
    lines = [""]
    room = MAX_HEADER_LINE - column
    for word in text.split():
        candidate = f"{lines[-1]} {word}" if lines[-1] else word
        if len(candidate) <= room:
            lines[-1] = candidate
        elif lines[-1] and len(word) < MAX_HEADER_LINE:
            lines.append(word)
            room = MAX_HEADER_LINE - 1
        else:
            return None
    return _FOLD.join(lines)
