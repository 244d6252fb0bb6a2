"""Names: candidate, people, company, role, documents and places of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._customs import says_name
from followup_kit.review._fact_sheet import Fact, FactSheet
from followup_kit.review._finding import Finding, Severity
from followup_kit.review._memory import remembered
from followup_kit.review._mentions import Mentions
from followup_kit.review._people import Person, fold
from followup_kit.review._recognise_values import find_money, find_phones
from followup_kit.review._report import report
from followup_kit.review._scan import scan


__all__ = ["TextWords", "name_findings", "text_words"]

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0fff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
# "(m/w/d)", "(all genders)" and their like are no part of a role's name.
_GENDERS: Final = re.compile(
    r"\((?:[a-zäöü*]{1,6}[/|,. ]){1,3}[a-zäöü*]{1,6}\)|\(all(?: genders)?\)|\(f/m/x\)",
    re.IGNORECASE,
)
_FORMS: Final = re.compile(r"(?:株式|合同|有限)会社|㈱|股份有限公司|有限公司|주식회사")
_ENDING: Final = 3
_POSTAL: Final = 5
_SHORT: Final = 3
_MOST: Final = 0.5
_MOSTLY: Final = 0.7


class TextWords:
    """
    The words of a message, for finding names in them.

    Args:
        text: The text of all its parts, made uniform.
    """

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.words = frozenset(_WORD.findall(self.folded))
        self.joined = "".join(self.folded.split())

    def has(self, word: str) -> bool:
        """Tell whether a folded word is there, whatever its ending."""
        if word in self.words:
            return True
        if _UNSPACED.search(word):
            return word in self.joined
        if word.isdigit():
            return False
        if not word.isascii() and word in self.folded:
            # Arabic and Hebrew write "and" or "for" as part of the word.
            return True
        if len(word) <= _SHORT:
            return False
        stem = word[: max(_SHORT, len(word) - 2)]
        return any(
            other.startswith(stem) and len(other) <= len(word) + _ENDING
            for other in self.words
        )


@remembered
def text_words(text: str) -> TextWords:
    """Return the words of a text that was made uniform."""
    return TextWords(text)


def name_findings(
    words: TextWords, sheet: FactSheet, parts: Mapping[str, Mentions]
) -> Iterator[Finding]:
    """Yield which names of the facts a message does not state, or states altered."""
    language = language_of(sheet.locale)
    if not _names(words, sheet.candidate, language):
        yield report(
            "fact_missing",
            "is the candidate's name, and the message does not say it.",
            "Address the candidate by name.",
            path=sheet.candidate.path,
        )
    for person in sheet.people:
        if not _names(words, person, language):
            yield report(
                "fact_missing",
                "is somebody the message does not name.",
                "Name them as the facts do.",
                path=person.path,
            )
    for fact in (*sheet.names, *sheet.documents):
        yield from _on_name(fact, words, parts)


def _names(words: TextWords, person: Person, language: str) -> bool:
    return any(
        words.has(word)
        if _UNSPACED.search(word)
        else word in words.words or (not word.isascii() and word in words.folded)
        for word in person.words
    ) or any(says_name(word, person, language) for word in words.words)


def _on_name(
    fact: Fact, words: TextWords, parts: Mapping[str, Mentions]
) -> Iterator[Finding]:
    texts = [text for text in fact.value if text]
    # A title is one word; a place or a reason may be spread over a sentence.
    together = fact.path == "interview.role.title"
    if not texts or any(
        _is_said(text, words, parts, together=together) for text in texts
    ):
        return
    severity: Severity = "warning"
    code, message = "fact_missing", "is not in the message."
    if any(_has_other_number(text, words) for text in texts):
        code, message = "fact_altered", "is in the message with another number."
        severity = "error"
    yield report(
        code, message, "State it as the facts do.", path=fact.path, severity=severity
    )


def _significant(text: str) -> list[str]:
    found = _WORD.findall(fold(scan(_GENDERS.sub("", text)).text))
    return [word for word in found if len(word) > 1 or word.isdigit()] or found


def _is_said(
    text: str,
    words: TextWords,
    parts: Mapping[str, Mentions],
    *,
    together: bool = False,
) -> bool:
    folded = fold(scan(text).text)
    if "".join(folded.split()) in words.joined:
        return True
    if find_money(scan(text)):
        # Amounts are compared as numbers, whatever their form.
        return True
    phones = find_phones(scan(text))
    if phones:
        stated = {x.digits[-7:] for m in parts.values() for x in m.phones}
        return all(phone.digits[-7:] in stated for phone in phones)
    if _UNSPACED.search(folded):
        # A company goes by its name without the legal form.
        bare = _FORMS.sub("", folded) or folded
        return _shares_most(bare, words.joined, together=together)
    needed = _significant(text)
    missing = [word for word in needed if not words.has(word)]
    numbers = [word for word in missing if word.isdigit()]
    # A postal code may go where the address is told; a house number may not.
    if any(len(number) < _POSTAL for number in numbers) or (
        numbers and _has_other_number(text, words)
    ):
        return False
    # Small words go when a sentence is rebuilt around a name.
    return len(missing) <= len(needed) // 3


def _shares_most(text: str, joined: str, *, together: bool) -> bool:
    plain = "".join(text.split())
    pairs = [plain[i : i + 2] for i in range(len(plain) - 1)] or [plain]
    if not together:
        return sum(pair in joined for pair in pairs) >= len(pairs) * _MOSTLY
    reach = len(plain) * 2
    return any(
        sum(pair in joined[start : start + reach] for pair in pairs)
        >= len(pairs) * _MOSTLY
        for start in range(0, max(1, len(joined) - len(plain)), len(plain) // 2 or 1)
    )


def _has_other_number(text: str, words: TextWords) -> bool:
    """Tell whether the words of a fact are there, and a number of it is not."""
    needed = _significant(text)
    numbers = [word for word in needed if word.isdigit()]
    rest = [word for word in needed if not word.isdigit()]
    if not numbers or not rest or all(map(words.has, numbers)):
        return False
    if sum(map(words.has, rest)) <= len(rest) * _MOST:
        return False
    beside = (x for word in rest for x in _numbers_beside(word, words.folded))
    return any(number not in numbers for number in beside)


def _numbers_beside(word: str, folded: str) -> Iterator[str]:
    around = rf"(?<!\w)(?:(\d+)\W{{0,3}})?{re.escape(word)}(?:\W{{0,3}}(\d+))?"
    for found in re.finditer(around, folded):
        yield from (number for number in found.groups() if number)
