"""
Text messages: the GSM 7-bit alphabet, what is made plain for it, and segments.

3GPP TS 23.038 §6.2.1 has the alphabet and its extension; TS 23.040 §9.2.3.24.1 the
header that leaves 153 septets, or 67 UTF-16 units, to each part of a long message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import normalize


__all__ = ["PART", "SINGLE", "Encoding", "Sms", "outside_gsm", "plain", "sms_of"]

Encoding = Literal["gsm7", "ucs2"]

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
SINGLE: Final = {"gsm7": 160, "ucs2": 70}
PART: Final = {"gsm7": 153, "ucs2": 67}

_LINK: Final = re.compile(r"(?:https?://|mailto:)\S+")
# Marks that typography puts where a keyboard has a plain one. No letter is among
# them: the ʻokina of Hawaiian and the ayin of transliteration are letters.
_PLAIN: Final = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("‐‑‒–—―−•・", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
    **dict.fromkeys("\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff", ""),
    "…": "...",
}
_MARKS: Final = str.maketrans(_PLAIN)


@dataclass(frozen=True, slots=True, repr=False)
class Sms:
    """
    A text as it leaves.

    Attributes:
        encoding: ``gsm7``, or ``ucs2`` for text outside that alphabet.
        units: Septets, or UTF-16 code units.
        parts: What each segment carries; no character is cut in two.
    """

    encoding: Encoding
    units: int
    parts: tuple[str, ...]

    def __repr__(self) -> str:
        """Return how long it is, not what it says."""
        return f"<Sms {self.encoding} {self.units} units, {len(self.parts)} parts>"


def plain(text: str) -> str:
    """
    Return *text* with typographic marks made plain, if that brings it into GSM-7.

    Quotation marks, dashes, ellipses and special spaces are turned into those of a
    keyboard; letters and links never. Where a letter keeps the text outside of the
    alphabet nothing would be gained, and it is returned as it is, in NFC.
    """
    text = normalize("NFC", text)
    if is_gsm(text):
        return text
    last = 0
    made: list[str] = []
    for link in _LINK.finditer(text):
        made += (text[last : link.start()].translate(_MARKS), link[0])
        last = link.end()
    made.append(text[last:].translate(_MARKS))
    flat = "".join(made)
    return flat if is_gsm(flat) else text


def is_gsm(text: str) -> bool:
    """Tell whether every character is in the GSM 7-bit alphabet."""
    return not outside_gsm(text)


def outside_gsm(text: str) -> frozenset[str]:
    """Return the characters that are not in the GSM 7-bit alphabet."""
    return frozenset(text) - _BASIC - _EXTENDED


def sms_of(text: str) -> Sms:
    """Return *text* as it leaves: its encoding, units and segments."""
    used = frozenset(text)
    encoding: Encoding = "ucs2" if used - _BASIC - _EXTENDED else "gsm7"
    wide = used & _EXTENDED if encoding == "gsm7" else max(used) > "\uffff"
    if wide:
        return _cut_by_cost(text, encoding)
    size, part = len(text), PART[encoding]
    if size <= SINGLE[encoding]:
        return Sms(encoding, size, (text,))
    starts = range(0, size, part)
    return Sms(encoding, size, tuple(text[at : at + part] for at in starts))


def _cut_by_cost(text: str, encoding: Encoding) -> Sms:
    cost = _septets if encoding == "gsm7" else _utf16
    units = sum(map(cost, text))
    if units <= SINGLE[encoding]:
        return Sms(encoding, units, (text,))
    parts: list[str] = []
    start = room = 0
    for index, character in enumerate(text):
        room += cost(character)
        if room > PART[encoding]:
            parts.append(text[start:index])
            start, room = index, cost(character)
    return Sms(encoding, units, (*parts, text[start:]))


def _septets(character: str) -> int:
    return 2 if character in _EXTENDED else 1


def _utf16(character: str) -> int:
    return 2 if character > "\uffff" else 1
