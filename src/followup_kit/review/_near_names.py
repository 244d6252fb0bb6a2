"""Names that are nearly one of the facts: both words alike, or one of two altered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from followup_kit.review._customs import CHARACTERS, Customs, says_name, words_of
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._people import Person
from followup_kit.review._report import report


__all__ = ["near_name_findings"]

_WHOLE: Final = 0.76
_SIMILAR: Final = 0.6
_SHORT: Final = 3
_KANJI: Final = re.compile(r"[\u3400-\u9fff々]{1,3}")
# What stands behind a surname and is no given name.
_BEHIND: Final = re.compile(
    r"(?:部長|課長|係長|次長|室長|社長|会長|主任|主査|店長|本部|専務|常務|取締役|代表|人事"
    r"|先生|本人|様|殿|氏|君|両|他|宛|担|採|面|主|総|営|事|部|課|同|の)"
)


def near_name_findings(
    body: str, part: str, customs: Customs, known: Known
) -> Iterator[Finding]:
    """Yield names that the message writes otherwise than the facts do."""
    people = [*known.sheet.known_people, *known.sheet.people]
    if customs.language in {"ja", "zh", "ko"}:
        found = _in_characters(body, people, known)
    else:
        found = _in_words(body, people, customs, known)
    for person, span in dict.fromkeys(found):
        yield report(
            "fact_altered",
            "is a name that the message writes otherwise.",
            "Write it as the facts do.",
            path=person.path,
            part=part,
            span=span,
        )


def _in_words(
    body: str, people: Sequence[Person], customs: Customs, known: Known
) -> Iterator[tuple[Person, tuple[int, int]]]:
    everyone = {word for person in people for word in person.words}
    free = known.free.scan.low
    named = [person for person in people if len(person.order) == 2]
    words = [x for x in words_of(body) if not body[x[0]].islower()]
    for (start, first_end, first), (second_start, end, second) in pairwise(words):
        if second_start - first_end > 1 or body[first_end] == "\n":
            continue
        if first in customs.honours or first in customs.neutral or first in everyone:
            continue
        if body[start:end].lower() in free:
            continue
        for person in named:
            # Who mistypes a name seldom mistypes both of its initials.
            given, surname = person.order
            if first[0] != given[0] and second != surname:
                continue
            if _is_near(first, second, person, customs):
                yield person, (start, end)
                break


def _is_near(first: str, second: str, person: Person, customs: Customs) -> bool:
    given, surname = person.order
    if min(len(first), len(given)) < _SHORT:
        return False
    if customs.language in {"ar", "fa", "he", "ur"}:
        # There are no capitals, and "and" or "for" is joined to the name.
        joined = first.endswith(given)
        return second == surname and not joined and _ratio(first, given) >= _WHOLE
    if says_name(second, person, customs.language):
        # The surname is right: the given name beside it has to be another's.
        return second == surname and _ratio(first, given) >= _SIMILAR
    whole = _ratio(f"{first} {second}", f"{given} {surname}")
    return whole >= _WHOLE and min(_ratio(first, given), _ratio(second, surname)) > 0.5


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _two_parts(person: Person) -> tuple[str, str] | None:
    """Return surname and given name, in characters, of a name with or without space."""
    if not CHARACTERS.search(person.full):
        return None
    whole = "".join(person.order)
    halves = (
        (one, other)
        for one in person.words
        for other in person.words
        if one + other == whole
    )
    return next(halves, None)


def _in_characters(
    body: str, people: Sequence[Person], known: Known
) -> Iterator[tuple[Person, tuple[int, int]]]:
    free = known.free.scan.text
    whole = {"".join(x.order) for x in people if CHARACTERS.search(x.full)}
    for person in people:
        parts = _two_parts(person)
        if parts is not None:
            for span in _other_given(body, *parts, whole, free):
                yield person, span
            for span in _other_surname(body, parts[1], whole, free):
                yield person, span


def _other_given(
    body: str, surname: str, given: str, whole: set[str], free: str
) -> Iterator[tuple[int, int]]:
    givens = {x.removeprefix(surname) for x in whole if x.startswith(surname)}
    for found in re.finditer(rf"{re.escape(surname)}[ \u3000]?", body):
        run = _KANJI.match(body, found.end())
        if run is None or _BEHIND.match(run[0]) or run[0] in free:
            continue
        if any(body.startswith(x, found.end()) for x in givens if x):
            continue
        named = body[run.end() : run.end() + 1] in {"（", "("}
        if named or len(run[0]) == len(given) or set(run[0]) & set(given):
            yield found.start(), run.end()


def _other_surname(
    body: str, given: str, whole: set[str], free: str
) -> Iterator[tuple[int, int]]:
    if len(given) < 2:
        return
    pattern = rf"(?<=[\u3400-\u9fff々])[ \u3000]?{re.escape(given)}"
    for found in re.finditer(pattern, body):
        before = body[max(0, found.start() - 3) : found.start()]
        owners = [x.removesuffix(given) for x in whole if x.endswith(given)]
        if any(x and before.endswith(x[-3:]) for x in owners):
            continue
        run = re.search(r"[\u3400-\u9fff々]{1,3}$", before)
        if run is not None and run[0] + given not in free:
            yield found.start() - len(run[0]), found.end()
