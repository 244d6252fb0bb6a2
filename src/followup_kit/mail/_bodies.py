"""
Bodies as lines of ASCII that no relay has a reason to change (RFC 2045).

A body is sent as it is only if it would survive every known habit of mail
servers: cutting long lines, dropping space at line ends, writing ``>From``.
"""

from __future__ import annotations

import re
from binascii import b2a_base64, b2a_qp


__all__ = ["encode_body", "encode_file"]

_MAX_PLAIN_LINE = 78
"""Longer lines are encoded, as the standard library does by default."""

_OCTETS_PER_LINE = 57
"""76 characters of base64 (RFC 2045 section 6.8)."""

_FROM_LINE = re.compile(r"^From ", re.MULTILINE)
_OVERLONG = re.compile(r"^(?=.{77}).{73,75}(?<!=)(?<!=.)", re.MULTILINE)
"""
What of an encoded line above 76 characters (RFC 2045 section 6.7) fits before a soft
line break: as much as possible, and no part of an encoded octet.
"""


def encode_body(text: str) -> tuple[str, str]:
    """
    Return the transfer encoding and the encoded lines, ended by LF or CRLF.

    Args:
        text: Checked text whose lines end in LF.
    """
    if text.isascii() and _survives(text):
        return "7bit", text
    octets = text.encode()
    ascii_count = len(text.encode("ascii", "ignore"))
    # Quoted-printable triples each octet that is not ASCII, base64 adds a third
    # to all of them.
    if 6 * (len(octets) - ascii_count) > len(octets):
        # Line breaks are CRLF inside base64 (RFC 2045 section 6.8), since no relay
        # will turn them into the form the reader expects.
        return "base64", encode_file(octets.replace(b"\n", b"\r\n"))
    return "quoted-printable", _encode_quoted_printable(octets)


def encode_file(octets: bytes) -> str:
    """Return octets as lines of base64."""
    return b"".join(
        b2a_base64(octets[start : start + _OCTETS_PER_LINE])
        for start in range(0, len(octets), _OCTETS_PER_LINE)
    ).decode()


def _survives(text: str) -> bool:
    """Tell whether ASCII text would reach the reader unchanged."""
    # Substring tests: one pattern for all of it is slow on ASCII letters.
    framed = f"\n{text}\n"
    fragile = ("\nFrom ", "\n.", " \n", "\t\n")
    return (
        not any(trap in framed for trap in fragile)
        and max(map(len, text.split("\n"))) <= _MAX_PLAIN_LINE
    )


def _encode_quoted_printable(octets: bytes) -> str:
    encoded = _FROM_LINE.sub("=46rom ", b2a_qp(octets).decode())
    # The library writes two octets too many where space at the end of a line is
    # encoded, and we do after "From".
    return _OVERLONG.sub("\\g<0>=\n", encoded)
