"""Left-over tokens of any merge-tag dialect, and values that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final


__all__ = ["leftover_tokens", "values_in", "without_values"]

_FIELD: Final = r"name|candidate|company|role|position|title|date|recruiter|signature"

# Strict, because it is read on text that a template brings: whoever writes a letter
# can do without a brace. What people typed is never searched.
_TOKENS: Final[Mapping[str, str]] = {
    "template braces": r"[{}]",
    "Mailchimp tag": r"\*\||\|\*",
    "percent tag": r"%[A-Za-z(][\w)]*",
    "double brackets": r"\[\[|\]\]",
    "field in brackets": (
        rf"\[[^\[\]\n]{{0,80}}\b(?i:{_FIELD})\b[^\[\]\n]{{0,80}}\]"
        r"|\[[A-Z][A-Z _]{2,}\]"
    ),
    "field in parentheses": rf"\((?i:{_FIELD}|first name|last name|null|none)\)",
    "Word merge field": r"«\s*(?:\w*_\w*|\w*[a-z][A-Z]\w*)\s*»|<<|>>",
    "angle-bracket tag": r"<[A-Za-z/%?#!]",
    "dollar variable": r"\$!?[A-Za-z_{]",
    "spreadsheet error": r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!)",
    "Razor expression": r"(?<!\w)@[A-Z]\w*\.\w",
    "tilde tag": r"~~\S+~~",
    "at-sign tag": r"@@\w+|\w@@",
    "pipe tag": r"\|\||(?<!\S)\|[A-Za-z_]\w*\|",
    "underscore tag": r"\b__\w+?__\b",
    "hash tag of a field": r"#[A-Z_]{3,}#|##\w+##",
    "name in capitals": r"\b(?:FIRST|LAST|FULL|SUR|NICK|CANDIDATE|COMPANY)[ _]?NAME\b",
    "reminder": (
        r"\b(?:X{3,}|(?i:tbd|tbc|tba|t\.b\.d\.)|TODO|FIXME|MISSING|N/A)(?!\w)"
        r"|\bINSERT\b.+\bHERE\b"
    ),
    "date to fill in": (
        r"\b(?i:dd?|tt?|jj?|gg?|xx|mm?)([./-])(?i:mm?|dd?|xx)\1"
        r"(?i:yyyy|yy|jjjj|jj|aaaa|rrrr|xxxx|20\d\d|20xx)(?!\w)"
        r"|\b(?i:yyyy|jjjj|aaaa|20xx)[./-](?i:mm|xx)[./-](?i:dd|tt|jj|xx)(?!\w)"
        r"|\b(?:XX|xx)[./-](?:XX|xx|\d\d)(?!\w)|\b(?i:hh:mm|xx:xx)(?!\w)"
    ),
    "name of nobody": (
        r"\bMuster(?:mann|frau|firma)\b|\bJ(?:ohn|ane) (?:Doe|Q\. Public)\b"
        r"|\bFoo Bar\b|山田 ?太郎"
    ),
    "filler text": r"(?i:\blorem ipsum\b)",
    "blank to fill in": r"_{3,}",
    "space before a stop": r"(?:^|\S)[ \t]+[,.](?=\s|$)",
    "gap": r"\S[ \t]{2,}\S",
    "doubled punctuation": r"[!?],",
    "missing value": (
        r"\b(?:None|null|NULL|nan|nil)\b(?=[ \t]*(?:[,.;:!?]|$))"
        r"|\b(?:undefined|NaN)\b"
    ),
    "bracketed object": r"\[object \w+\]|\[['\"]",
    "printed program value": (
        r"\w\(\w+=|\b\w+='|\bOptional\[|\b(?:datetime|date|Decimal|UUID)[.(]"
        r"|\b(?:Outcome|Candidate|Interview|Company)\.[a-z]|\bb'"
    ),
    "raw timestamp": r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}",
    "escape sequence": r"\\[nrt]|\\[ux][0-9A-Fa-f]{2}",
    "HTML entity": r"&(?:#x?[0-9A-Fa-f]+|[A-Za-z]+);",
    # U+2D60 is what is left of a word joiner (U+2060) whose code was mistyped.
    "garbled character": "Ã[\u0080-\u00bf]|â€|[\ufffd\u2d60]",
}
_ANY: Final = "|".join(f"(?:{pattern})" for pattern in _TOKENS.values())

_NOT_PRINTED: Final = frozenset(
    {"kind", "locale", "time_zone", "gender", "formality", "reason_policy"}
)
_STAND_IN: Final = "\ufffc"


def leftover_tokens(text: str) -> tuple[str, ...]:
    """
    Return what kinds of left-over tokens stand in text that a template brought.

    Merge tags of other systems, unfilled blanks, printed program values, gaps where
    a value was missing. Made for prose; text that people typed may well hold any of
    these and should not be searched.
    """
    if not _compiled(_ANY).search(text):
        return ()
    return tuple(
        name for name, pattern in _TOKENS.items() if _compiled(pattern).search(text)
    )


def values_in(*facts: Any) -> re.Pattern[str]:
    """Return a pattern that finds every string of *facts*, the longest first."""
    values = sorted({v for v in _strings(facts) if v.strip()}, key=len, reverse=True)
    # A pattern without alternatives would find the empty string everywhere.
    return re.compile("|".join(map(re.escape, values)) or r"(?!)")


def without_values(text: str, values: re.Pattern[str]) -> str:
    """Return *text* with everything that *values* finds replaced by one stand-in."""
    return values.sub(_STAND_IN, text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        # A value's last stop absorbs the letter's, and lines are joined.
        yield value.rstrip(".")
        yield from value.splitlines()
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if key not in _NOT_PRINTED:
                yield from _strings(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _strings(entry)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
