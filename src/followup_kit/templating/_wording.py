"""
Literal words made ready for print: spaces, capitals, typography.

All of it happens when a variant of a paragraph is first needed, never while a
value is written, and never to a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias

from followup_kit.templating._values import ENDS


Lines: TypeAlias = Literal["space", "none", "keep"]
Typography: TypeAlias = Callable[[str], str]

_RUNS: Final = re.compile(r"[ \t]{2,}|\t")
_BEFORE_STOP: Final = re.compile(r" +(?=[.,،。、](?:\s|$))")
_ELISION: Final = re.compile(r"[\s\"'«»“”„‚‘’(\[¿¡–—-]*")
_APOSTROPHES: Final = frozenset("'’‘")
_RUN_ON: Final = (",", "،", "、", "，", ";", ":", "：")


def spaced(text: str, *, after_space: bool) -> str:
    """Collapse runs of spaces; drop a first one after another."""
    text = _RUNS.sub(" ", text)
    text = _BEFORE_STOP.sub("", text)
    if after_space and text[:1] == " ":
        return text[1:]
    return text


def capitalised(text: str, language: str) -> str:
    """Capitalise the first letter as the language does; digits are left alone."""
    found = _ELISION.match(text)
    start = found.end() if found else 0
    if start >= len(text) or (start and text[start - 1] in _APOSTROPHES):
        return text
    first, rest = text[start], text[start + 1 :]
    if first == "i" and language in {"tr", "az"}:
        first = "İ"
    elif language == "nl" and text[start : start + 2] == "ij":
        first, rest = "IJ", text[start + 2 :]
    else:
        first = first.title()
    return text[:start] + first + rest


def has_words(text: str) -> bool:
    """Tell whether a literal holds anything that could begin a sentence."""
    return any(character.isalnum() for character in text)


def ends_sentence(text: str) -> bool:
    """Tell whether literal text ends with a mark that ends a sentence."""
    return text.rstrip(" \"'»”“’)")[-1:] in {*ENDS}


def runs_on(greeting: str) -> bool:
    """Tell whether the letter goes on in the sentence of its greeting."""
    return greeting.rstrip().endswith(_RUN_ON)


def typography(rules: Mapping[str, Any]) -> Typography:
    """
    Return a function that sets no-break spaces by the locale's rules.

    ``space_before`` and ``space_after`` map a mark to the space that replaces
    the ordinary one before or after it; ``bind_after`` lists short words that
    never end a line.
    """
    steps: list[tuple[re.Pattern[str], str]] = []
    for mark, space in rules.get("space_before", {}).items():
        steps.append((re.compile(f"[ \u00a0]{re.escape(mark)}"), f"{space}{mark}"))
    for mark, space in rules.get("space_after", {}).items():
        steps.append((re.compile(f"{re.escape(mark)}[ \u00a0]"), f"{mark}{space}"))
    words = "|".join(re.escape(word) for word in rules.get("bind_after", ()))
    if words:
        bound = re.compile(rf"(?<![\w'’-])({words}) (?=\S|$)", re.IGNORECASE)
        steps.append((bound, "\\1\u00a0"))
    if not steps:
        return _unchanged

    def apply(text: str) -> str:
        for pattern, replacement in steps:
            text = pattern.sub(replacement, text)
        return text

    return apply


def _unchanged(text: str) -> str:
    return text
