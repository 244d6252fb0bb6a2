"""
People: who is greeted, who signs, and who is named that the facts do not know.

A name is reported only where it certainly is one: in the greeting, under the closing,
after an honorific, or beside a name of the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._customs import (
    CHARACTERS,
    WORD,
    Customs,
    customs_of,
    holds,
    says_name,
    tail_of,
    words_of,
)
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._message import Message
from followup_kit.review._met_checks import met_findings
from followup_kit.review._near_names import near_name_findings
from followup_kit.review._people import Person, fold, name_words
from followup_kit.review._report import report
from followup_kit.review._signature_checks import signature_findings
from followup_kit.review._title_checks import title_findings


__all__ = ["person_findings"]

_STOP: Final = re.compile(r"[,،:;!?\n—–|。、，！：]| - |(?<=\w{4})\. ")
_LONGEST_GREETING: Final = 90
_FIRST_LINES: Final = 5
_SIMILAR: Final = 0.6
_ALIKE: Final = 0.75
"""Where a script has no capitals, any word may follow a given name."""

_NAME_SIGNS: Final = 4


def person_findings(message: Message, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the people a message greets, names and ends with."""
    part, body = message.body
    customs = customs_of(language_of(message.locale))
    sheet = known.sheet
    greeted = _greeting(body, customs)
    if greeted is not None:
        yield from _on_greeting(greeted, body, part, customs, sheet)
    yield from signature_findings(body, part, customs, sheet)
    yield from _on_candidate(body, part, greeted, customs, sheet)
    yield from _on_honoured(body, part, greeted, customs, known)
    yield from _on_neighbours(body, part, customs, known)
    yield from near_name_findings(body, part, customs, known)
    yield from title_findings(body, part, sheet)
    yield from met_findings(body, part, customs, known)


def _greeting(body: str, customs: Customs) -> tuple[int, int] | None:
    """Return where the name in the greeting stands, None if there is no greeting."""
    position = 0
    for line in body.split("\n", 12)[: _FIRST_LINES * 2]:
        start, position = position, position + len(line) + 1
        if not line.strip():
            continue
        opened = customs.opens.match(line)
        if opened is not None:
            rest = line[opened.end() : opened.end() + _LONGEST_GREETING]
            stop = _STOP.search(rest)
            end = stop.start() if stop else len(rest)
            return start + opened.end(), start + opened.end() + end
        closed = customs.after.search(line[:40])
        if closed is not None:
            return start, start + closed.start()
        if len(line) > _LONGEST_GREETING:
            return None
    return None


def _on_greeting(
    place: tuple[int, int], body: str, part: str, customs: Customs, sheet: FactSheet
) -> Iterator[Finding]:
    said = body[slice(*place)]
    if CHARACTERS.search(said):
        yield from _on_characters(place, said, part, customs, sheet)
        return
    strangers: list[tuple[int, int]] = []
    greets = False
    for match in WORD.finditer(said):
        word = fold(match[0]).rstrip(".")
        pieces = name_words(match[0]) or (word,)
        if all(says_name(x, sheet.candidate, customs.language) for x in pieces):
            greets = True
        elif _may_be_name(match[0], word, customs):
            strangers.append((place[0] + match.start(), place[0] + match.end()))
    if not strangers or len(strangers) > 4:
        return
    span = strangers[0][0], strangers[-1][1]
    if greets:
        if not any(x.islower() for x in said.split()):
            yield report(
                "fact_altered",
                "is said with another name added or changed in the greeting.",
                "Greet the candidate as the facts name them.",
                path=sheet.candidate.path,
                part=part,
                span=span,
            )
        return
    yield _wrong_greeting(span, body, part, customs, sheet)


def _may_be_name(text: str, word: str, customs: Customs) -> bool:
    if word in customs.honours or word in customs.neutral or len(word) < 2:
        return False
    first = text[0]
    return first.isupper() or not (first.islower() or first.isupper())


def _wrong_greeting(
    span: tuple[int, int], body: str, part: str, customs: Customs, sheet: FactSheet
) -> Finding:
    words = name_words(body[slice(*span)])
    others = sheet.known_people[1:] + sheet.people
    if any(
        says_name(word, person, customs.language) for person in others for word in words
    ):
        return report(
            "names_swapped",
            "greets somebody else of the facts instead of the candidate.",
            "Greet the candidate.",
            path=sheet.candidate.path,
            part=part,
            span=span,
        )
    return report(
        "unknown_person",
        "greets somebody whom the facts do not name.",
        "Greet the candidate as the facts name them.",
        path=sheet.candidate.path,
        part=part,
        span=span,
        severity="error",
    )


def _on_characters(
    place: tuple[int, int], said: str, part: str, customs: Customs, sheet: FactSheet
) -> Iterator[Finding]:
    plain = fold("".join(said.split()))
    candidate = sheet.candidate
    if any(fold("".join(word.split())) in plain for word in candidate.words):
        yield from _on_altered(place, said, part, customs, sheet)
        return
    if not CHARACTERS.search(candidate.full):
        # A name in Latin letters may be written by its sound.
        return
    if not plain or any(plain.endswith(word) for word in customs.neutral):
        return
    start = place[0] + len(said) - len(said.lstrip())
    span = start, place[0] + len(said.rstrip())
    others = sheet.known_people[1:] + sheet.people
    swapped = any(fold("".join(x.full.split())) in plain for x in others)
    yield report(
        "names_swapped" if swapped else "unknown_person",
        "greets somebody else than the candidate.",
        "Greet the candidate as the facts name them.",
        path=candidate.path,
        part=part,
        span=span,
        severity="error",
    )


def _on_altered(
    place: tuple[int, int], said: str, part: str, customs: Customs, sheet: FactSheet
) -> Iterator[Finding]:
    """Yield that a greeting has half of the candidate's name, and another half."""
    rest = fold("".join(said.split()))
    for word in sorted(sheet.candidate.words, key=len, reverse=True):
        rest = rest.replace(fold("".join(word.split())), "")
    odd = CHARACTERS.search(rest) is not None and len(rest) <= _NAME_SIGNS
    if odd and not any(word in rest for word in customs.neutral):
        start = place[0] + len(said) - len(said.lstrip())
        yield report(
            "fact_altered",
            "is a name that the message writes otherwise.",
            "Greet the candidate as the facts name them.",
            path=sheet.candidate.path,
            part=part,
            span=(start, place[0] + len(said.rstrip())),
        )


def _positions(body: str, person: Person) -> Iterator[tuple[int, int]]:
    """Yield where a full name of several words stands, in the order it is written."""
    if len(person.order) < 2 and not CHARACTERS.search(person.full):
        return
    start = body.find(person.full)
    while start >= 0:
        yield start, start + len(person.full)
        start = body.find(person.full, start + 1)


def _on_candidate(
    body: str,
    part: str,
    greeted: tuple[int, int] | None,
    customs: Customs,
    sheet: FactSheet,
) -> Iterator[Finding]:
    """Yield that the candidate stands where an interviewer should."""
    met = [x for x in sheet.known_people[2:] if x.words != sheet.candidate.words]
    if not met or greeted is None:
        return
    tail = tail_of(body)
    named = [person for person in met if holds(body, person, customs)]
    for start, end in _positions(body, sheet.candidate):
        if start < greeted[1] or start >= tail:
            continue
        beside = body[max(0, start - 30) : end + 30]
        if not named or any(person.full in beside for person in met):
            yield report(
                "names_swapped",
                "names the candidate where the facts name who met them.",
                "Name the interviewer there.",
                path=sheet.candidate.path,
                part=part,
                span=(start, end),
            )
            return


def _on_honoured(
    body: str,
    part: str,
    greeted: tuple[int, int] | None,
    customs: Customs,
    known: Known,
) -> Iterator[Finding]:
    for match in customs.honoured.finditer(body):
        start, end = match.span(1)
        if greeted is not None and start < greeted[1]:
            continue
        if _is_known(match[1], customs, known):
            continue
        yield report(
            "unknown_person",
            "names somebody whom the facts do not know.",
            "Correct the name, or add the person to the facts.",
            part=part,
            span=(start, end),
        )


def _is_known(text: str, customs: Customs, known: Known) -> bool:
    folded = fold("".join(text.split()))
    if CHARACTERS.search(text):
        if any(word in folded or folded in word for word in customs.neutral):
            return True
        people = (*known.sheet.known_people, *known.sheet.people)
        everything = fold("".join(known.free.scan.text.split()))
        return folded in everything or any(
            word in folded or folded in word
            for person in people
            for word in person.words
        )
    people = (*known.sheet.known_people, *known.sheet.people)
    free = set(name_words(known.free.scan.text))
    words = name_words(text)
    return not words or any(
        word in free
        or word in customs.neutral
        or word in customs.honours
        or any(says_name(word, person, customs.language) for person in people)
        for word in words
    )


def _on_neighbours(
    body: str, part: str, customs: Customs, known: Known
) -> Iterator[Finding]:
    """Yield a given name with a surname only like its own, or another person's."""
    people = [*known.sheet.known_people, *known.sheet.people]
    everyone = {word for person in people for word in person.words}
    words = words_of(body)
    starts = {x.order[0]: x for x in people if len(x.order) > 1}
    for (_, first_end, first), (start, end, second) in pairwise(words):
        person = starts.get(first)
        if person is None or start - first_end > 1 or body[first_end] == "\n":
            continue
        if second in everyone:
            altered = _is_anothers_surname(first, second, people)
        elif body[start].islower() or says_name(second, person, customs.language):
            altered = False
        else:
            enough = _SIMILAR if body[start].isupper() else _ALIKE
            surname = person.order[-1]
            altered = SequenceMatcher(None, second, surname).ratio() >= enough
        if altered:
            yield report(
                "fact_altered",
                "is a name that the message writes otherwise.",
                "Write it as the facts do.",
                path=person.path,
                part=part,
                span=(start, end),
            )


def _is_anothers_surname(first: str, second: str, people: list[Person]) -> bool:
    """Tell whether a surname of the facts stands with a given name it has not."""
    return any(second == x.order[-1] for x in people if len(x.order) > 1) and not any(
        first in x.words and second in x.words for x in people
    )
