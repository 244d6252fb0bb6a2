"""What names are made of: clean text, grapheme clusters, words, capitals."""

from __future__ import annotations

import unicodedata
from typing import Final, NoReturn, cast

from followup_kit.characters import (
    CONTROLS,
    DEFAULT_IGNORABLES,
    EMBEDDINGS,
    ISOLATES,
    LINE_SEPARATORS,
    SURROGATES,
    late_pattern,
)
from followup_kit.errors import NameFormError, Problem


__all__ = [
    "check_name_string",
    "clean",
    "first_grapheme",
    "refuse",
    "split_words",
    "to_capitals",
]

# Line breaks, control characters, bidirectional embeddings, overrides and isolates,
# and lone surrogates: none of them is part of a name, each can damage a message.
_UNPRINTABLE: Final = late_pattern(
    f"[{CONTROLS}{LINE_SEPARATORS}{EMBEDDINGS}{ISOLATES}{SURROGATES}]"
)
_SHOWS_NOTHING: Final = late_pattern(f"[\\s{DEFAULT_IGNORABLES}\u2800]*")
_SPACES: Final = late_pattern(" {2,}")

# The rules of UAX #29 "Grapheme Cluster Boundaries" that matter at the start of a
# name. Regional indicators pair up; consonants join across a virama (GB9c).
_JOINER: Final = "\u200d"
_NOT_SPACING: Final = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d"
    "\u1083\u1087\u1088\u1089\u108a\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63"
    "\u1a64\uaa7b\uaa7d"
)
_EXTENDING_LETTERS: Final = frozenset("\u0e33\u0eb3\u200c\uff9e\uff9f")
_VIRAMAS: Final = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2")
_NUKTAS: Final = "\u093c\u09bc\u0abc\u0b3c\u0c3c\u200d"
_JAMO: Final = late_pattern(
    # Of all the parts below, none has to be there, but one of them does.
    "(?=[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb])"
    "[\u1100-\u115f\ua960-\ua97c]*"
    "(?:[\u1160-\u11a7\ud7b0-\ud7c6]+|[\uac00-\ud7a3][\u1160-\u11a7\ud7b0-\ud7c6]*)?"
    "[\u11a8-\u11ff\ud7cb-\ud7fb]*"
)

_HAN: Final = (
    r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U0003347f]"
)
_WORD_GAP: Final = late_pattern(
    rf"([\s\-\u2010-\u2015/]+|(?<={_HAN})\u00b7?(?={_HAN}))"
)
_TURKIC: Final = frozenset({"az", "tr"})
_GREEK_ACCENTS: Final = late_pattern("[\u0300\u0301\u0308\u0342\u0313\u0314]")


def refuse(path: str, code: str, message: str, remedy: str) -> NoReturn:
    """Raise a :class:`NameFormError` of one problem."""
    raise NameFormError(Problem(path, code, message, remedy)) from None


def clean(value: object, path: str) -> str:
    """
    Return text without outer white space and doubled spaces.

    Of a text that shows nothing, nothing is left.

    Raises:
        NameFormError: ``not_text`` or ``unprintable``.
    """
    if not issubclass(type(value), str):
        refuse(path, "not_text", "A name is not text.", "Pass it as a str.")
    # The text itself, whatever methods a class derived from str has.
    plain = str.__str__(cast("str", value))
    if plain.isalpha() and not _SHOWS_NOTHING.fullmatch(plain):
        return plain
    text = plain.strip()
    _check_printable(text, path)
    return "" if _SHOWS_NOTHING.fullmatch(text) else _SPACES.sub(" ", text)


def check_name_string(name: object) -> None:
    """
    Refuse a single-string name that cannot be used as it stands.

    Raises:
        NameFormError: ``not_text``, ``empty_name`` or ``unprintable``.
    """
    if not isinstance(name, str):
        refuse("name", "not_text", "The name is not text.", "Pass a str or parts.")
    if not name or name.isspace():
        refuse("name", "empty_name", "The name is blank.", "State the name.")
    if name.isascii() and name.isprintable():
        return
    _check_printable(name, "name")
    if _SHOWS_NOTHING.fullmatch(name):
        refuse("name", "empty_name", "The name shows nothing.", "State the name.")


def _check_printable(text: str, path: str) -> None:
    if _UNPRINTABLE.search(text):
        refuse(
            path,
            "unprintable",
            "A name contains a line break, a control character, a bidirectional "
            "override or half a surrogate pair.",
            "Remove it where the name was entered or imported.",
        )


def first_grapheme(text: str) -> str:
    """Return the first user-perceived character of a text (UAX #29)."""
    jamo = _JAMO.match(text)
    end = jamo.end() if jamo else 1
    if "\U0001f1e6" <= text[:1] <= "\U0001f1ff":
        end += "\U0001f1e6" <= text[1:2] <= "\U0001f1ff"
    while end < len(text) and _continues(text, end):
        end += 1
    return text[:end]


def _continues(text: str, end: int) -> bool:
    character, before = text[end], text[end - 1]
    category = unicodedata.category(character)
    if category in {"Mn", "Me"} or character == _JOINER:
        return True
    if category == "Mc":
        return character not in _NOT_SPACING
    if character in _EXTENDING_LETTERS or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    if before == _JOINER and unicodedata.category(text[0]) == "So":
        return category == "So"
    return category == "Lo" and _joins_across_virama(text[:end])


def _joins_across_virama(cluster: str) -> bool:
    trailing = cluster.rstrip(_NUKTAS)
    return trailing[-1:] in _VIRAMAS


def split_words(text: str) -> list[tuple[str, str]]:
    """
    Return the words of a text, each with the gap that stands before it.

    Each Han character is a word; other text without spaces is not split, for
    which a dictionary would be needed (UAX #29, "Word Boundaries").
    """
    pieces = _WORD_GAP.split(text)
    gaps = ["", *pieces[1::2]]
    return [pair for pair in zip(gaps, pieces[::2], strict=True) if pair[1]]


def to_capitals(text: str, language: str) -> str:
    """Return text in capitals by the rules of a language (Turkish İ, Greek accents)."""
    if language in _TURKIC:
        text = text.replace("i", "İ")
    capitals = text.upper()
    if language == "el":
        bare = _GREEK_ACCENTS.sub("", unicodedata.normalize("NFD", capitals))
        return unicodedata.normalize("NFC", bare) or capitals
    return capitals
