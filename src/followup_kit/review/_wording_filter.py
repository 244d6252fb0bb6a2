"""A quick look that tells which rules can match a text at all; most texts: none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final, Protocol


__all__ = ["PartsFilter", "RuleFilter", "WordsFilter", "fold"]

_NONE: Final[Collection[int]] = ()

_SIGNS: Final = "[{<%|"
"""Signs that rules may need; in the folded text they are all one character."""

_SIGN: Final = "\x01"

_Numbers = Mapping[str, Iterable[int]]
_Need = tuple[int, tuple[frozenset[str], ...]]
_Groups = Mapping[str, Iterable[Iterable[str]]]


class RuleFilter(Protocol):
    """Tells for which rules a text has to be searched in earnest."""

    def numbers(self, text: str) -> Collection[int]:
        """Return the numbers of the rules that may match *text*, often none."""
        ...


def _folded(byte: int) -> int:
    char = chr(byte)
    if char in _SIGNS:
        return ord(_SIGN)
    if not char.isalnum() and char != "_":
        return 0x20
    return ord(char.lower()) if ord(char.lower()) <= 0xFF else byte


# Lower case, and a space for what is no word character, both in one C loop.
_FOLD: Final = bytes(map(_folded, range(256)))


def fold(text: str) -> str:
    """
    Return *text* in lower case with spaces for all that is no word character.

    Characters outside Latin-1 become spaces too: a word that holds one is told by
    its other parts.
    """
    return _fold(text).replace(_SIGN, " ")


def _fold(text: str) -> str:
    return text.encode("latin-1", "replace").translate(_FOLD).decode("latin-1")


class WordsFilter:
    """
    For languages that part words by spaces and write Latin letters.

    A rule is looked at where one of its words stands in the text, one of its stems
    in a longer word, or one of its signs, such as ``{``, in the text as it is; and
    where the other words stand that it needs as well.
    """

    __slots__ = ("_by_sign", "_by_stem", "_by_word", "_words")

    def __init__(
        self,
        words: _Numbers,
        stems: _Numbers,
        signs: _Numbers,
        besides: _Groups,
    ) -> None:
        """
        Take each trigger with the numbers of the rules that need it.

        Args:
            words: By word, in lower case.
            stems: By part of a word.
            signs: By sign.
            besides: By number of a rule, groups of words; it needs one of each.
        """
        groups = {int(n): tuple(map(frozenset, found)) for n, found in besides.items()}
        self._words = frozenset(words)
        self._by_word, by_stem, by_sign = (
            {
                trigger: tuple((number, groups.get(number, ())) for number in numbers)
                for trigger, numbers in known.items()
            }
            for known in (words, stems, signs)
        )
        self._by_stem = tuple(by_stem.items())
        self._by_sign = tuple(by_sign.items())

    def numbers(self, text: str) -> Collection[int]:
        """Return the numbers of the rules that may match *text*, often none."""
        folded = text.encode("latin-1", "replace").translate(_FOLD).decode("latin-1")
        needs: list[_Need] = []
        if _SIGN in folded:
            for sign, of_sign in self._by_sign:
                if sign in text:
                    needs += of_sign
            folded = folded.replace(_SIGN, " ")
        for stem, of_stem in self._by_stem:
            if stem in folded:
                needs += of_stem
        words = folded.split()
        for word in self._words.intersection(words):
            needs += self._by_word[word]
        return _met(needs, words) if needs else _NONE


def _met(needs: Iterable[_Need], words: Iterable[str]) -> list[int]:
    # Nested loops: a generator would cost more than what it looks at.
    numbers: list[int] = []
    for number, groups in needs:
        for group in groups:
            if group.isdisjoint(words):
                break
        else:
            numbers.append(number)
    return numbers


class PartsFilter:
    """
    For other scripts: a rule is looked at where one of its parts stands.

    And where the other parts stand that it needs as well.
    """

    __slots__ = ("_besides", "_known", "_search")

    def __init__(self, parts: _Numbers, besides: _Groups) -> None:
        """
        Take each part, in lower case, with the numbers of rules that need it.

        Args:
            parts: By part.
            besides: By number of a rule, groups of parts; it needs one of each.
        """
        # A part hides those it begins with: it stands for them too.
        self._known = {
            part: frozenset(
                number
                for shorter, numbers in parts.items()
                if part.startswith(shorter)
                for number in numbers
            )
            for part in parts
        }
        self._besides = {int(n): tuple(map(tuple, g)) for n, g in besides.items()}
        self._search = re.compile(_alternation(_tree(parts))).search

    def numbers(self, text: str) -> Collection[int]:
        """Return the numbers of the rules that may match *text*, often none."""
        text = text.lower()
        match = self._search(text)
        if match is None:
            return _NONE
        found: set[int] = set()
        while match is not None:
            found |= self._known[match.group()]
            match = self._search(text, match.start() + 1)
        return [number for number in found if self._has_all(number, text)]

    def _has_all(self, number: int, text: str) -> bool:
        for group in self._besides.get(number, ()):
            for part in group:
                if part in text:
                    break
            else:
                return False
        return True


_Tree = dict[str, "_Tree"]


def _tree(literals: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for literal in literals:
        branch = tree
        for char in literal:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return tree


def _alternation(tree: _Tree) -> str:
    # Shared beginnings are tried once; the longest alternative comes first.
    return "|".join(
        re.escape(char) + (f"(?:{rest})" if (rest := _alternation(branch)) else "")
        for char, branch in sorted(tree.items(), reverse=True)
    )
