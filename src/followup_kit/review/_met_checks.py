"""Whom a message says the candidate met: only those the facts say."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from followup_kit.review._customs import CHARACTERS, WORD, Customs, holds, says_name
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._language_words import review_data
from followup_kit.review._people import Person, fold, name_words
from followup_kit.review._report import report


__all__ = ["context", "met_findings"]

_STOP: Final = re.compile(r"[\n.;:!?؟。()（）,،、]")
_LONGEST: Final = 60
_NAME: Final = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'’-]+(?: (?:de|del|van|von|der|den|al|bin|el|la))?"
    r"(?: [^\W\d_a-zß-ÿ][\w'’-]+){1,2}"
)
_SIGNS: Final = re.compile(r"[\u3400-\u9fff々\u30a0-\u30ffー・ \u3000]{2,14}$")


@functools.lru_cache(maxsize=64)
def context(language: str, name: str) -> re.Pattern[str] | None:
    """Return the pattern of a language by which such a context is known."""
    own = review_data("contexts.json")["languages"].get(language, {})
    flags = re.NOFLAG if name == "plain_role" else re.IGNORECASE
    return re.compile(own[name], flags) if name in own else None


def met_findings(
    body: str, part: str, customs: Customs, known: Known
) -> Iterator[Finding]:
    """Yield people the candidate is said to have met and, by the facts, has not."""
    sheet = known.sheet
    met = [*sheet.known_people[2:], *sheet.people]
    if not met:
        return
    others = [
        person
        for person in sheet.known_people[:2]
        if not any(person.words & other.words for other in met)
    ]
    for start, end in _places(body, customs.language):
        said = body[start:end]
        swapped = [x for x in others if x.full in said]
        if any(person.words & set(name_words(said)) for person in met):
            swapped = [x for x in swapped if said.startswith(x.full)]
        if swapped:
            place = start + said.index(swapped[0].full)
            span = place, place + len(swapped[0].full)
            yield _finding("names_swapped", swapped[0].path, part, span)
        elif _says_stranger(said, customs, known):
            named = any(holds(body, x, customs) for x in _interviewers(sheet))
            stranger = _stranger_span(said, start)
            yield _finding("unknown_person", "message", part, stranger, named=named)


def _interviewers(sheet: FactSheet) -> list[Person]:
    return sheet.known_people[2:]


def _places(body: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand that were met."""
    before = context(language, "met")
    for found in before.finditer(body) if before else ():
        stop = _STOP.search(body, found.end(), found.end() + _LONGEST)
        end = stop.start() if stop else min(len(body), found.end() + _LONGEST)
        yield found.end(), end
    after = context(language, "met_after")
    for found in after.finditer(body) if after else ():
        window = max(0, found.start() - 14)
        signs = _SIGNS.search(body, window, found.start())
        if signs is not None:
            yield signs.start(), found.start()


def _says_stranger(said: str, customs: Customs, known: Known) -> bool:
    nobody = context(customs.language, "nobody")
    if nobody is not None and nobody.search(said.split(" ", maxsplit=1)[0] or said):
        return False
    people = [*known.sheet.known_people, *known.sheet.people]
    free = known.free.scan.low
    if CHARACTERS.search(said):
        plain = fold("".join(said.split()))
        return not (
            any(word in plain for person in people for word in person.words)
            or plain in free
        )
    if customs.language == "ar":
        words = [fold(x) for x in re.findall(r"\w+", said)[:4]]
        return bool(words) and not any(
            word in person.words or word.removeprefix("و") in person.words
            for person in people
            for word in words
        )
    name = _NAME.match(said)
    if name is None:
        return False
    words = [fold(x[0]) for x in WORD.finditer(name[0])]
    known_words = {w for texts in _titles(known) for w in name_words(texts)}
    return not any(
        word in known_words
        or word in customs.neutral
        or word in customs.honours
        or word.startswith(("ihr", "dein", "unser", "our", "your"))
        or word in free
        or any(says_name(word, person, customs.language) for person in people)
        for word in words
    )


def _titles(known: Known) -> Iterator[str]:
    for fact in (*known.sheet.names, *known.sheet.known_names):
        yield from fact.value


def _stranger_span(said: str, start: int) -> tuple[int, int]:
    name = _NAME.match(said)
    size = name.end() if name else len(" ".join(said.split(" ")[:2]))
    return start, start + size


def _finding(
    code: str, path: str, part: str, span: tuple[int, int], *, named: bool = True
) -> Finding:
    swapped = code == "names_swapped"
    return report(
        code,
        "is said to have met the candidate, and by the facts has not."
        if swapped
        else "names somebody whom the candidate has not met by the facts.",
        "Name the interviewer there." if swapped else "Name the interviewers there.",
        path=path,
        part=part,
        span=span,
        severity="error" if swapped or not named else None,
    )
