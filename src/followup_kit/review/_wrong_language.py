"""
Passages in another language than the message's.

By script first, then by frequent words. A passage has to be long and one-sided before
it is reported: names, job titles, quotations and what people wrote among the facts
are no passages of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from followup_kit.locales import language_of, script_of
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._language_words import review_data
from followup_kit.review._message import Message
from followup_kit.review._report import report
from followup_kit.review._scan import scan
from followup_kit.review._sentences import sentences_of


__all__ = ["language_findings"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_ADDRESSES: Final = re.compile(r"https?://\S+|\S+@\S+|www\.\S+")
_LETTERS: Final = {
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Cyrl": re.compile(r"[\u0400-\u052f]"),
    "Arab": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "Hebr": re.compile(r"[\u0590-\u05ff]"),
    "Grek": re.compile(r"[\u0370-\u03ff]"),
    "Hang": re.compile(r"[\u1100-\u11ff\uac00-\ud7af]"),
    "Kana": re.compile(r"[\u3040-\u30ff]"),
    "Hani": re.compile(r"[\u3400-\u9fff]"),
    "Deva": re.compile(r"[\u0900-\u097f]"),
    "Thai": re.compile(r"[\u0e00-\u0e7f]"),
}
_SCRIPTS: Final = {
    "Jpan": ("Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
    "Hans": ("Hani",),
    "Hant": ("Hani",),
}
_OTHER_SCRIPTS: Final = re.compile(r"[\u0370-\u1dff\u2c00-\uffef]")
_FEW: Final = 25
_DENSE: Final = 10
# Words of Chinese sentences, and a comma, that a Japanese line of nouns has not.
_CHINESE: Final = frozenset("，们您没请这为与吗呢的了是我你将")
_WORDS: Final = 6
_CLEARLY: Final = 3
_LANGUAGES: Final = {"no": "nb", "nn": "nb"}


def language_findings(message: Message, known: Known) -> Iterator[Finding]:
    """Yield passages that are not in the language of the message, joined by line."""
    part, body = message.body
    language = language_of(message.locale)
    wrong: list[tuple[int, int]] = []
    people = (*known.sheet.known_people, *known.sheet.people)
    facts = known.free.scan.low + "\n".join(x.full.lower() for x in people)
    script = script_of(message.locale)
    for start, end in sentences_of(body, message.locale):
        sentence = body[start:end]
        if "://" in sentence or "@" in sentence:
            sentence = _ADDRESSES.sub("", sentence)
        if len(sentence) < _FEW and not _is_dense(sentence):
            continue
        for person in people:
            # "von und zu" is no German in an English letter: it is a name.
            if person.full in sentence:
                sentence = sentence.replace(person.full, " ")
        if _is_foreign(sentence, language, script) and not (
            _is_marked(message, part, start, end) or _is_fact(sentence, facts)
        ):
            wrong.append((start, end))
    for span in _joined(wrong):
        yield report(
            "wrong_language",
            "is not in the language of the message.",
            "Translate it, or review it under its own locale.",
            part=part,
            span=span,
            severity="error",
        )


def _is_dense(text: str) -> bool:
    # Ten Chinese characters say what thirty Latin letters do.
    return len(text) >= _DENSE and _LETTERS["Hani"].search(text) is not None


def _is_marked(message: Message, part: str, start: int, end: int) -> bool:
    return part == "html" and any(
        low <= start and end <= high for low, high, _ in message.foreign
    )


def _is_fact(sentence: str, facts: str) -> bool:
    plain = scan(sentence).low.strip(" -•・*\t.。")
    if plain in facts:
        return True
    # A label before what somebody wrote: "Format: ...".
    for mark in (":", "?"):
        _, found, rest = plain.partition(mark)
        if found and rest.strip(" .。") and rest.strip(" .。") in facts:
            return True
    return False


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is not None and start - current[1] <= 2:
            current = current[0], end
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current


def _is_foreign(sentence: str, language: str, script: str) -> bool:
    if script == "Latn" and not _OTHER_SCRIPTS.search(sentence):
        return _reads_as_another(sentence, language)
    counts = {
        name: len(pattern.findall(sentence)) for name, pattern in _LETTERS.items()
    }
    total = sum(counts.values())
    own = sum(counts.get(name, 0) for name in _SCRIPTS.get(script, (script,)))
    if script == "Jpan" and counts["Hani"] >= _DENSE and not counts["Kana"]:
        return len(set(sentence) & _CHINESE) > 1
    if not total or (script not in _SCRIPTS and script not in _LETTERS):
        return False
    if own < total * 0.3:
        return _is_sentence(sentence, total, own)
    return own > total * 0.7 and _reads_as_another(sentence, language)


def _is_sentence(sentence: str, total: int, own: int) -> bool:
    """Tell a sentence from names and job titles in another script."""
    foreign = _WORD.findall(sentence)
    lower = sum(word.isascii() and word.islower() for word in foreign)
    if _LETTERS["Latn"].search(sentence) and lower >= _WORDS - 1:
        return True
    if any(_LETTERS[name].search(sentence) for name in ("Hani", "Kana", "Hang")):
        return not _LETTERS["Latn"].search(sentence) and total - own > _FEW // 2
    return len(foreign) >= _WORDS and not _LETTERS["Latn"].search(sentence)


def _reads_as_another(sentence: str, language: str) -> bool:
    profiles = _profiles()
    own = profiles.get(_LANGUAGES.get(language, language))
    if own is None:
        return False
    words = _WORD.findall(sentence)
    if len(words) < _WORDS:
        return False
    words = [word.lower() for word in words]
    mine = len([word for word in words if word in own])
    if mine * 5 > len(words):
        return False
    best = max(
        sum(word in other for word in words)
        for name, other in profiles.items()
        if name != language
    )
    return best >= _CLEARLY and best >= 3 * mine + 2 and best >= len(words) * 0.2


@functools.cache
def _profiles() -> dict[str, frozenset[str]]:
    table: dict[str, str] = review_data("language_profiles.json")["words"]
    return {name: frozenset(words.split()) for name, words in table.items()}
