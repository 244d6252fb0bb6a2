"""
Bodies as lines of ASCII that no relay has a reason to change (RFC 2045).

A body is sent as it is only if it would survive every known habit of mail
servers: cutting long lines, dropping space at line ends, writing ``>From``.
"""

from __future__ import annotations

import re

from binascii import b2a_base64, b2a_qp


__all__ = ["encode_body"]

_MAX_PLAIN_LINE = 78
"""Longer lines are encoded, as the standard library does by default."""

_OCTETS_PER_LINE = 57
"""76 characters of base64 (RFC 2045 section 6.8)."""

_FRAGILE = re.compile(
    rf"[^\n]{{{_MAX_PLAIN_LINE + 1}}}|[ \t](?:\n|\Z)|^From |^\.", re.MULTILINE
)
_FROM_LINE = re.compile(r"^From ", re.MULTILINE)


def encode_body(text: str) -> tuple[str, str]:
    """
    Return the transfer encoding and the encoded lines, ended by LF or CRLF.

    Args:
        text: Checked text whose lines end in LF.
    """
    if text.isascii() and not _FRAGILE.search(text):
        return "7bit", text
    octets = text.encode()
    ascii_count = len(text.encode("ascii", "ignore"))
    # Quoted-printable triples each octet that is not ASCII, base64 adds a third
    # to all of them.
    if 2 * (len(octets) - ascii_count) > len(octets) // 3:
        return "base64", _encode_base64(octets)
    return "quoted-printable", _encode_quoted_printable(octets)


def _encode_base64(octets: bytes) -> str:
    # Line breaks are CRLF inside base64 (RFC 2045 section 6.8), since no relay
    # will turn them into the form the reader expects.
    canonical = octets.replace(b"\n", b"\r\n")
    return b"".join(
        b2a_base64(canonical[start : start + _OCTETS_PER_LINE])
        for start in range(0, len(canonical), _OCTETS_PER_LINE)
    ).decode("ascii")


def _encode_quoted_printable(octets: bytes) -> str:
    encoded = b2a_qp(octets, istext=True).decode("ascii")
    # The soft line break keeps the rest of the line within its 76 characters.
    return _FROM_LINE.sub("=46rom=20=\n", encoded)
