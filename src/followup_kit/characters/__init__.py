"""
Classes of characters that can damage a message, in one place.

Each class is a part of a regular expression's character set. The rooms above put
together what they refuse: a name needs less than a letter, and a header less than a
body. The lists are written out rather than asked of ``unicodedata``, whose tables
differ between Python versions: the same text must be accepted everywhere.

This module imports nothing of ours but what reads its data.
"""

from __future__ import annotations

import functools
import re
from typing import Any, Final, cast

from followup_kit._package_data import read_package_data


__all__ = [
    "ANNOTATIONS",
    "CONTROLS",
    "DEFAULT_IGNORABLES",
    "DEPRECATED_FORMATS",
    "EMBEDDINGS",
    "FILLERS",
    "INVISIBLE_OPERATORS",
    "ISOLATES",
    "LINE_SEPARATORS",
    "NON_CHARACTERS",
    "OVERRIDES",
    "PRIVATE_USE",
    "SURROGATES",
    "TAGS",
    "TEXT_CONTROLS",
    "ZERO_WIDTHS",
    "holds_unassigned",
    "late_pattern",
]

CONTROLS: Final = "\x00-\x1f\x7f-\x9f"
"""C0, DEL and C1."""

TEXT_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""The controls but tab and line feed, which a text may hold."""

SURROGATES: Final = "\ud800-\udfff"
LINE_SEPARATORS: Final = "\u2028\u2029"
EMBEDDINGS: Final = "\u202a-\u202e"
"""Directional embeddings, the overrides included (UAX #9)."""

OVERRIDES: Final = "\u202d\u202e"
ISOLATES: Final = "\u2066-\u2069"
DEPRECATED_FORMATS: Final = "\u206a-\u206f"
INVISIBLE_OPERATORS: Final = "\u2060-\u2065"
ANNOTATIONS: Final = "\ufff9-\ufffb"
TAGS: Final = "\U000e0000-\U000e007f"
"""Tags, which can hide a whole message."""

FILLERS: Final = "\u115f\u1160\u3164\uffa0\u2800\U0001d173-\U0001d17a"
"""Letters, a Braille pattern and signs of music that show nothing."""

ZERO_WIDTHS: Final = "\u180e\u200b\ufeff"
"""Separators without width. The joiners U+200C and U+200D belong to names."""

DEFAULT_IGNORABLES: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (Unicode 17): a text of them alone shows nothing."""

PRIVATE_USE: Final = "\ue000-\uf8ff\U000f0000-\U0010ffff"
NON_CHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}"
    for plane in range(0, 0x110000, 0x10000)
)


def holds_unassigned(text: str) -> bool:
    """
    Tell whether a text has a code point that Unicode has not assigned.

    Such a character shows as a box today and as anything tomorrow. The version of
    Unicode is the same on every Python; see the table.
    """
    return not text.isascii() and _unassigned().search(text) is not None


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return a pattern that is compiled when it is first used.

    A process that writes one message looks closely at few of its texts, and does not
    wait for the sets of characters it never asks about.
    """
    return cast("re.Pattern[str]", _LatePattern(source, flags))


class _LatePattern:
    """Compiles itself at the first question; from then on, asking costs no more."""

    __slots__ = ("_flags", "_source", "fullmatch", "search", "sub")

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and hand on what was asked for: no slot is filled before."""
        compiled = re.compile(self._source, self._flags)
        for method in ("fullmatch", "search", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


@functools.cache
def _unassigned() -> re.Pattern[str]:
    table = read_package_data("characters/data/unassigned.txt").decode("ascii")
    ranges = [
        [chr(int(point, 16)) for point in entry.split("-")] for entry in table.split()
    ]
    basic = "".join("-".join(entry) for entry in ranges if entry[0] <= "\uffff")
    wide = "".join("-".join(entry) for entry in ranges if entry[0] > "\uffff")
    # Apart, and behind a look-ahead, because many wide ranges are slow to look up.
    return re.compile(f"[{basic}]|(?=[\U00010000-\U0010ffff])[{wide}]")
