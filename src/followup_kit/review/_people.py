"""People of the facts, by every form of their name that names them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from followup_kit.names import PersonName, name_forms


__all__ = ["Person", "fold", "name_words", "person_of"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Parts of names that name nobody by themselves.
_PARTICLES: Final = frozenset(
    {
        *("al", "and", "bin", "da", "das", "de", "del", "den", "der", "di", "do"),
        *("dos", "dr", "du", "e", "el", "hr", "frau", "herr", "ibn", "la", "le"),
        *("mr", "mrs", "ms", "prof", "san", "ten", "ter", "und", "van", "von"),
        *("y", "zu", "zum", "zur"),
    }
)


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """
    Somebody the facts name.

    Attributes:
        path: Where they stand in the facts.
        full: The full name as a message in this language writes it.
        words: The folded words of the name that can name them by themselves.
        order: The folded words of the full name, in order.
    """

    path: str
    full: str
    words: frozenset[str]
    order: tuple[str, ...]

    def __repr__(self) -> str:
        """Return where they stand, not who they are."""
        return f"<Person {self.path}>"


class _Folds(dict[int, str]):
    """Each character for comparison, made when it is met."""

    def __missing__(self, point: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(point)).casefold()
        folded = "".join(x for x in decomposed if not unicodedata.combining(x))
        if len(self) < _MOST_FOLDS:
            self[point] = folded
        return folded


_MOST_FOLDS: Final = 4096
"""Letters of all shipped languages; a hostile text fills no memory."""

_folds: Final = _Folds()


def fold(text: str) -> str:
    """Return a word for comparison: no case, no width, no accents."""
    return text.lower() if text.isascii() else text.translate(_folds)


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name that can name somebody by themselves."""
    words = tuple(fold(word) for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _PARTICLES)


def person_of(
    path: str,
    name: str | PersonName,
    locale: str,
    name_locale: str | None = None,
    also: tuple[str, ...] = (),
) -> Person:
    """
    Return a person of the facts.

    Args:
        path: Where the person stands in the facts.
        name: The name.
        locale: The language of the message.
        name_locale: The language assumed for the name.
        also: Further forms that name them, such as a vocative.
    """
    full = name_forms(name, locale, name_locale=name_locale)["full"]
    every = [full, *also]
    if isinstance(name, PersonName):
        every += [
            part
            for part in (
                *(name.given, name.given_informal, name.given2, name.surname),
                *(name.surname_core, name.surname2),
            )
            if part
        ]
    words = frozenset(word for form in every for word in name_words(form))
    order = name_words(full)
    return Person(path, full, words or frozenset({fold(full)}), order)
