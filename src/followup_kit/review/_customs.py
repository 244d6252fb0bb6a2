"""How a language greets, honours and closes, and whether a text holds a name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from followup_kit.review._language_words import alternatives, review_data
from followup_kit.review._memory import remembered
from followup_kit.review._people import Person, fold


__all__ = [
    "CHARACTERS",
    "WORD",
    "Customs",
    "customs_of",
    "holds",
    "says_name",
    "tail_of",
    "words_of",
]

_LETTER: Final = r"[^\W\d_\u3040-\u9fff\uac00-\ud7af]"
WORD: Final = re.compile(rf"{_LETTER}+(?:['’.-]{_LETTER}+)*\.?")
_INFLECTED: Final = frozenset(
    {"pl", "ru", "uk", "be", "cs", "sk", "hr", "sr", "bs", "sl", "lt", "lv", "fi", "et"}
    | {"hu", "tr", "el", "bg", "mk"}
)
CHARACTERS: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_LAST_LINES: Final = 9
_POSSESSIVES: Final = ("'s", "’s", "s", "'")


@dataclass(frozen=True, slots=True)
class Customs:
    """
    How letters in a language greet, honour and close.

    Attributes:
        opens: What a greeting begins with.
        after: What follows a name in a greeting.
        honours: Honorifics and titles, folded.
        neutral: Words of greetings that name nobody, folded.
        closes: What stands before the signature.
        honoured: An honorific with the name it honours.
        language: The language.
    """

    opens: re.Pattern[str]
    after: re.Pattern[str]
    honours: frozenset[str]
    neutral: frozenset[str]
    closes: re.Pattern[str]
    honoured: re.Pattern[str]
    language: str


@functools.lru_cache(maxsize=64)
def customs_of(language: str) -> Customs:
    """Return the customs of a language; of an unlisted one, none."""
    table = review_data("greetings.json")
    own = table.get(language) or {"open": [], "honour": [], "neutral": [], "close": []}
    after = own.get("after", [])
    honours = alternatives(own["honour"])
    if language in {"ja", "ko", "zh"}:
        name = r"[\u3400-\u9fff々]{1,4}|[ァ-ヶー・]{2,12}|[가-힣]{2,4}"
        honoured = rf"({name}) ?{honours}(?![\u3400-\u9fff])"
    else:
        capital = r"[^\W\d_a-z][\w'’-]*"
        honoured = rf"(?<!\w)(?i:{honours})\.? ({capital}(?: {capital})?)"
    return Customs(
        opens=re.compile(
            rf"\s*{alternatives(own['open'])}(?![\w])[ ,،]*", re.IGNORECASE
        ),
        after=re.compile(alternatives(after)),
        honours=frozenset(map(fold, own["honour"])),
        neutral=frozenset(map(fold, own["neutral"])),
        closes=re.compile(rf"{alternatives(own['close'])}[,،.!]?", re.IGNORECASE),
        honoured=re.compile(honoured, re.IGNORECASE if language == "ar" else 0),
        language=language,
    )


@remembered
def words_of(body: str) -> tuple[tuple[int, int, str], ...]:
    """Return where each word of a text stands, and the word folded."""
    words = []
    for found in WORD.finditer(body):
        word = found[0]
        folded = word.lower() if word.isascii() else fold(word)
        words.append((found.start(), found.end(), folded.rstrip(".")))
    return tuple(words)


def says_name(word: str, person: Person, language: str) -> bool:
    """Tell whether a folded word of a text is one of a person's name."""
    word = word.rstrip(".")
    if word in person.words:
        return True
    for ending in _POSSESSIVES:
        if word.endswith(ending) and word.removesuffix(ending) in person.words:
            return True
    if language not in _INFLECTED:
        return False
    return any(
        len(name) > 3 and word.startswith(name[:-1]) and len(word) <= len(name) + 3
        for name in person.words
    )


def tail_of(body: str) -> int:
    """Return where the last lines begin."""
    position = len(body.rstrip())
    for _ in range(_LAST_LINES):
        found = body.rfind("\n", 0, position)
        if found < 0:
            return 0
        position = found
        while position and body[position - 1] == "\n":
            position -= 1
    return position


def holds(text: str, person: Person, customs: Customs) -> bool:
    """Tell whether a text names a person by any word of the name."""
    words = _folded_words(text)
    if not person.words.isdisjoint(words):
        return True
    if CHARACTERS.search(person.full):
        plain = fold("".join(text.split()))
        return any(word in plain for word in person.words)
    if customs.language in _INFLECTED:
        return any(says_name(word, person, customs.language) for word in words)
    return any(
        name + ending in words for name in person.words for ending in _POSSESSIVES
    )


@remembered
def _folded_words(text: str) -> frozenset[str]:
    words = {word for _, _, word in words_of(text)}
    for word in [x for x in words if "-" in x or "'" in x or "’" in x]:
        parts = word.replace("’", "-").replace("'", "-").split("-")
        words.update([part.rstrip(".") for part in parts])
    return frozenset(words)
