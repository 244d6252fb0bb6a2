"""Whether a message speaks to this candidate, and keeps to itself what it must."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._codes import finding_of
from followup_kit.review._cues import cues_of
from followup_kit.review._customs import CHARACTERS, WORD, customs_of
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._message import Message
from followup_kit.review._overlap import Secret, share, telling_words
from followup_kit.review._people import Person, fold
from followup_kit.review._sentences import sentences_of


__all__ = ["feedback_findings", "generic_findings", "withheld_findings"]

_OF_THE_TALK: Final = (
    "interview.highlights",
    "interview.questions",
    "outcome.strengths",
    "outcome.feedback",
    "outcome.answers",
)
_EXPECTED: Final = frozenset(
    {"interview.highlights", "interview.interviewers", "outcome.strengths"}
)
_MENTIONED: Final = 0.3
_FEEDBACK_KINDS: Final = frozenset({"rejected", "position_closed", "talent_pool"})

_EMPTY_WORDS: Final = (
    r"n\.?/?a\.?|k\.\s?a\.|null|nil|undefined|none|tbd|tbc|keine angabe|nichts|なし"
    r"|特になし|該当なし|未定|لا يوجد|غير متوفر|-{1,3}|–|—|\?{1,3}|\.{3}|…"
)
_FILLER: Final = re.compile(
    rf"^[^\S\n]{{0,4}}(?:[-*•・][^\S\n]{{1,3}}|[^\n:：]{{2,40}}[:：][^\S\n]{{0,3}})"
    rf"(?P<filler>{_EMPTY_WORDS})[^\S\n]{{0,3}}[.。]?$"
    r"|^[^\S\n]{0,4}(?P<alone>n/a|k\.\s?a\.|null|undefined)[.。]?$",
    re.IGNORECASE | re.MULTILINE,
)
_BULLET: Final = re.compile(
    r"^[^\S\n]{0,4}[-*•・][^\S\n]{0,3}(\S.{0,80})$", re.MULTILINE
)
_ENTRY: Final = re.compile(r"^[^\S\n]{0,4}[-*•・][^\S\n]{0,3}(\S[^\n]*)", re.MULTILINE)
# "Maths: weak; manner: fine" and "数値△、志望動機◎" are notes, not feedback.
_NOTES: Final = re.compile(
    r"(?:[^\n:：;；.。!?؟]{2,40}[:：][^\S\n]?"
    r"[^\n:：;；。]{1,16}(?:[;；.。،、,] ?|$)){2,}"
    r"|(?:[^\s、。,;]{1,12}[△◎○〇×▲✕](?:[、。,; ]|$)){2,}",
    re.MULTILINE,
)
_NAME_WORD: Final = re.compile(r"\w{2,}")
_NAME_SIGN: Final = re.compile(r"\w")
_JA_SUBJECT: Final = re.compile(r"[^は、。]{0,4}(?:さん|氏|君)?[はが]")
_JA_END: Final = re.compile(
    r"(?:です|ます|ました|でした|ません|ください)[。)）]?$|様[はが]"
)
_FEW_WORDS: Final = 2
_FEW_SIGNS: Final = 5


def generic_findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """Yield that nothing of the talk stands in a message that should hold some."""
    expected = {p for e in sheet.outcome.expects for p in e.paths}
    details = [
        (path, text) for path, text in sheet.free_texts if path.startswith(_OF_THE_TALK)
    ]
    if not expected & _EXPECTED or not details:
        return
    if _names_an_interviewer(message, sheet):
        return
    role = telling_words(" ".join(_names(sheet)))
    said = telling_words("\n".join(text for _, text in message.parts())) - role
    if any(
        share(telling_words(text) - role, said) >= _MENTIONED for _, text in details
    ):
        return
    yield finding_of("generic", path=details[0][0])


def _names(sheet: FactSheet) -> Iterator[str]:
    yield from sheet.localized(sheet.interview.role.title)
    yield from sheet.localized(sheet.interview.company.name)


def _names_an_interviewer(message: Message, sheet: FactSheet) -> bool:
    body = message.body[1]
    return any(
        _says_word(body, word) if word.isascii() else word in body
        for person in sheet.interview.interviewers
        for name in sheet.localized(person.name)
        for word in _NAME_WORD.findall(name)
    )


def _says_word(text: str, word: str) -> bool:
    """Tell whether a word stands in a text, not within a longer one."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if not _NAME_SIGN.search(around):
            return True
        start = text.find(word, start + 1)
    return False


def feedback_findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """Yield feedback about the candidate instead of to them, and empty entries."""
    part, body = message.body
    third_person = cues_of(message.locale).get("third_person")
    for match in third_person.finditer(body) if third_person else ():
        yield finding_of("third_person", path="message", part=part, span=match.span())
    for match in _FILLER.finditer(body):
        span = match.span("filler" if match["filler"] else "alone")
        yield finding_of("filler", path="message", part=part, span=span)
    if message.kind in _FEEDBACK_KINDS:
        names = {fact.value for fact in (*sheet.names, *sheet.known_names)}
        for match in _NOTES.finditer(body):
            if _is_notes(match[0]):
                yield finding_of(
                    "fragment", path="message", part=part, span=_trim(match)
                )
        # Where a colleague is called the same, an entry may speak of either.
        reader = sheet.candidate
        shared = any(
            reader.words & one.words
            for one in (*sheet.people, *sheet.known_people)
            if one.path != reader.path
        )
        for match in () if shared else _ENTRY.finditer(body):
            if _speaks_of(match[1], sheet.candidate, message.locale):
                yield finding_of(
                    "third_person", path="message", part=part, span=match.span(1)
                )
        for match in _BULLET.finditer(body):
            if _is_fragment(match[1]) and match[1] not in names:
                yield finding_of(
                    "fragment", path="message", part=part, span=match.span(1)
                )


def _speaks_of(entry: str, candidate: Person, locale: str) -> bool:
    """Tell whether an entry has the candidate as its subject, as notes have."""
    customs = customs_of(language_of(locale))
    if CHARACTERS.search(entry):
        # With 様 and a polite ending it may be the candidate who is addressed.
        named = next((x for x in candidate.words if entry.startswith(x)), None)
        return named is not None and bool(
            _JA_SUBJECT.match(entry.removeprefix(named)) and not _JA_END.search(entry)
        )
    words = list(WORD.finditer(entry))
    while words and fold(words[0][0]).rstrip(".") in customs.honours:
        del words[0]
    if len(words) <= _FEW_WORDS:
        return False
    last = words[0]
    if fold(last[0]) not in candidate.words:
        return False
    if fold(words[1][0]) in candidate.words:
        last = words[1]
    return entry[last.end() : last.end() + 1] == " "


def _is_notes(text: str) -> bool:
    """Tell short judgements behind labels from times, places and links."""
    entries = re.split(r"[;；.。،、,\n]", text)
    values = [x.partition(":")[2] or x.partition("：")[2] for x in entries if x.strip()]
    return not re.search(r"\d|://|@", text) and all(
        len(re.findall(r"\w+", value)) <= _FEW_WORDS + 1 for value in values
    )


def _trim(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    text = match[0]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _is_fragment(entry: str) -> bool:
    if re.fullmatch(_EMPTY_WORDS, entry.strip(" .。"), re.IGNORECASE):
        return False
    if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", entry):
        return len(entry.rstrip("。 ")) <= _FEW_SIGNS
    words = re.findall(r"\w+", entry)
    return 0 < len(words) <= _FEW_WORDS and "://" not in entry


def withheld_findings(message: Message, sheet: FactSheet) -> Iterator[Finding]:
    """Yield where the message repeats what was marked as not to be shared."""
    allowed = [text for _, text in sheet.free_texts]
    allowed += _names(sheet)
    secrets = [(path, Secret(text, allowed)) for path, text in sheet.withheld_texts]
    for part, text in message.parts() if secrets else ():
        for span in sentences_of(text, message.locale):
            sentence = text[slice(*span)]
            for path, secret in secrets:
                if secret.stands_in(sentence):
                    yield finding_of("not_shareable", path=path, part=part, span=span)
