"""How much of one text stands in another: by its telling words, and word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable


__all__ = ["Secret", "share", "telling_words"]

_WORD = re.compile(r"\w{4,60}")
_CJK = re.compile(r"[\u4e00-\u9fff\u30a0-\u30ff々ー]{2,}")
# Arabic joins its particles and article to the word that follows.
_CLITICS = re.compile(r"^(?:[وف])?(?:[بلك])?(?:ال)?(?=\w{3})")
_STEM = 6
"""Letters of a word that are compared: its ending may have been changed."""

_RUN = 5
"""So many words in the same order are no accident."""

_CJK_RUN = 14
_SHORTEST = 5
"""Shorter secrets are words that any letter may hold."""

_FEW = 3
_SAME = 0.75
"""Such a share of the telling words in one sentence is the same statement."""


def telling_words(text: str) -> frozenset[str]:
    """Return what tells a text from others: long words' beginnings, CJK pairs."""
    lower = text.lower()
    if lower.isascii():
        return frozenset([word[:_STEM] for word in _WORD.findall(lower)])
    found = {
        (word if word[0] < "\u0600" else _CLITICS.sub("", word))[:_STEM]
        for word in _WORD.findall(_CJK.sub(" ", lower))
        if not "\u3040" <= word[0] <= "\u30ff"
    }
    for run in _CJK.findall(lower):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def share(fact: frozenset[str], text: frozenset[str]) -> float:
    """Return the share of a fact's telling words that a text holds."""
    return len(fact & text) / len(fact) if fact else 0.0


class Secret:
    """
    A text that must not be said, ready to be looked for in many sentences.

    What it shares with texts that may be said is no sign of it.
    """

    __slots__ = ("_plain", "_runs", "_words")

    def __init__(self, text: str, allowed: Iterable[str]) -> None:
        """Take the text, and the texts that may be said."""
        permitted = [_plain(other) for other in allowed]
        plain = _plain(text)
        is_permitted = any(f" {plain} " in f" {other} " for other in permitted)
        self._plain = "" if is_permitted or len(plain) < _SHORTEST else plain
        self._runs = tuple(
            run
            for run in _runs(self._plain)
            if not any(run in other for other in permitted)
        )
        self._words = telling_words(self._plain).difference(
            *map(telling_words, permitted)
        )

    def stands_in(self, sentence: str) -> bool:
        """Return whether a sentence says it, word for word or nearly so."""
        said = _plain(sentence)
        if self._plain and f" {self._plain} " in f" {said} ":
            return True
        tight = said.replace(" ", "")
        return any(run in said or run in tight for run in self._runs) or (
            len(self._words) >= _FEW
            and share(self._words, telling_words(sentence)) >= _SAME
        )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _runs(plain: str) -> Iterable[str]:
    if _CJK.search(plain):
        tight = plain.replace(" ", "")
        return (
            tight[i : i + _CJK_RUN] for i in range(max(0, len(tight) - _CJK_RUN + 1))
        )
    words = plain.split()
    return (" ".join(words[i : i + _RUN]) for i in range(max(0, len(words) - _RUN + 1)))
