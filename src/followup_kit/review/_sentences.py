"""Where sentences begin and end, in the languages that have letters of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from followup_kit.characters import late_pattern
from followup_kit.locales import language_of
from followup_kit.review._memory import remembered


__all__ = ["sentences", "sentences_of"]

# A stop with what may close behind it, or the end of a line.
_ENDS: Final = late_pattern(
    r"(?P<stop>[.!?…؟]{1,8})[\"'”’»“)\]]{0,3}(?=\s|$)"
    r"|(?P<wide>[。！？｡]{1,8}[」』）)]{0,3})"
    r"|(?P<line>\n)",
    re.MULTILINE,
)
_BULLET: Final = late_pattern(
    r"[^\S\n]{0,8}(?:[-*•・–—]|\d{1,2}[.)])[^\S\n]|\s{0,8}\n|>"
)
_WRAPPED: Final = 55
"""A line so long that ends without a stop was wrapped by a mail program."""

_ABBREVIATIONS: Final = {
    "en": "mr mrs ms mx dr prof st no nos vs etc e.g i.e approx inc ltd jr sr p.m a.m",
    "de": (
        "hr fr dr prof dipl ing nr str bzw ca ggf inkl exkl evtl usw vgl etc max min"
        " mind abs art bspw sog z.b d.h u.a i.d.r z.zt o.ä u.ä z b d h u a i r o ä"
    ),
}


def sentences(text: str, locale: str) -> tuple[tuple[int, int], ...]:
    """
    Return the start and end of each sentence of *text*, without white space around.

    A line of its own is a sentence, unless it looks wrapped. German ordinals and
    common abbreviations end none; Japanese and Arabic stops are known.
    """
    language = language_of(locale)
    found: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, language):
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return tuple(found)


@remembered
def sentences_of(text: str, locale: str) -> tuple[tuple[int, int], ...]:
    """Return what :func:`sentences` does, for a text that several checks read."""
    return sentences(text, locale)


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        start += piece.index(stripped[0])
        found.append((start, start + len(stripped)))


def _ends(text: str, language: str) -> Iterator[int]:
    abbreviations = _abbreviations(language)
    line_start = 0
    for match in _ENDS.finditer(text):
        if match["line"]:
            if not _is_wrapped(text, line_start, match.start(), language):
                yield match.end()
            line_start = match.end()
        elif match["wide"] or not _is_abbreviated(
            text, match, line_start, abbreviations, language
        ):
            yield match.end()


def _is_wrapped(text: str, start: int, end: int, language: str) -> bool:
    if language in {"ja", "zh"} or end - start < _WRAPPED:
        return False
    return not _BULLET.match(text, end + 1) and text[end - 1] not in ":：،,"


def _is_abbreviated(
    text: str,
    match: re.Match[str],
    line_start: int,
    abbreviations: frozenset[str],
    language: str,
) -> bool:
    if match["stop"] != ".":
        return False
    before = text[max(line_start, match.start() - 12) : match.start()]
    word = re.split(r"[\s(\[„\"“]", before)[-1].lower()
    if word in abbreviations or (len(word) == 1 and word.isalpha()):
        return True
    if language == "de" and word.isdigit() and len(word) <= 2:
        return True
    after = text[match.end() : match.end() + 2].strip()
    return after.islower()


@lru_cache(maxsize=16)
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(_ABBREVIATIONS.get(language, "").split())
