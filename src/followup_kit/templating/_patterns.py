"""Lines with ``{placeholders}``: greetings, signatures, names with a role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from followup_kit.templating._tree import Inline, Inlines, Literal, Sentence, Value
from followup_kit.templating._values import Filled, dressed, escaped


_PLACEHOLDER: Final = re.compile(r"\{([a-z0-9][a-z0-9_]*)\}")


def placeholders(pattern: str) -> tuple[str, ...]:
    """Return the names of a pattern's placeholders in order."""
    return tuple(_PLACEHOLDER.findall(pattern))


def well_formed(pattern: str) -> bool:
    """Tell whether every brace of a pattern belongs to a placeholder."""
    rest = _PLACEHOLDER.sub("", pattern)
    return "{" not in rest and "}" not in rest and "<" not in rest


def pattern_lines(pattern: str, mark: str) -> tuple[Sentence, ...]:
    """Return each line of a pattern as a sentence; keys get a mark in front."""
    return tuple(
        Sentence(0, _parts(line, mark)) for line in pattern.split("\n") if line.strip()
    )


def _parts(line: str, mark: str) -> Inlines:
    split = _PLACEHOLDER.split(line)
    parts: list[Inline] = []
    for index, text in enumerate(split):
        if index % 2:
            parts.append(Value(mark + text))
        elif text:
            parts.append(Literal(text))
    return tuple(parts)


def pattern_without(pattern: str, mark: str, missing: frozenset[str]) -> Inlines:
    """
    Return a line of which some placeholders have no value.

    Words before a placeholder go with it; the first that is left loses them.
    """
    split = _PLACEHOLDER.split(pattern)
    kept = [i for i in range(1, len(split), 2) if split[i] not in missing]
    parts: list[Inline] = []
    for index in kept:
        if split[index - 1] and (index == 1 or index != kept[0]):
            parts.append(Literal(split[index - 1]))
        parts.append(Value(mark + split[index]))
    if kept and kept[-1] == len(split) - 2 and split[-1]:
        parts.append(Literal(split[-1]))
    return tuple(parts)


def fill(pattern: str, values: Mapping[str, str | Filled], *, rtl: bool) -> Filled:
    """
    Return a pattern with values in place, each set apart by itself.

    Raises:
        RenderError: A value is no text or holds a control character.
        KeyError: A placeholder has no value.
    """
    texts: list[str] = []
    htmls: list[str] = []
    for key, text, html in _pieces(pattern):
        if key:
            text, html = dressed(key, values[key], rtl=rtl)  # noqa: PLW2901
        texts.append(text)
        htmls.append(html)
    return Filled("".join(texts), "".join(htmls))


# Patterns are those of sets and never hold a value.
@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[tuple[str, str, str], ...]:
    """Return what a pattern consists of: placeholders, or text and its HTML."""
    split = _PLACEHOLDER.split(pattern)
    return tuple(
        (part, "", "") if index % 2 else ("", part, escaped(part))
        for index, part in enumerate(split)
    )
