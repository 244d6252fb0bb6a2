"""The signature: who signs a message, and whether the facts say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from followup_kit.review._customs import Customs, holds, tail_of
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._people import Person, name_words
from followup_kit.review._report import report


__all__ = ["signature_findings"]

_NAME: Final = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+\.?){0,3}")


def signature_findings(
    body: str, part: str, customs: Customs, sheet: FactSheet
) -> Iterator[Finding]:
    """Yield that somebody else than the sender signs a message."""
    start = tail_of(body)
    if holds(body[start:], sheet.sender, customs):
        return
    signed = _signed(body, start, customs)
    if signed is None:
        return
    said = body[slice(*signed)]
    others = [sheet.candidate, *sheet.known_people[2:], *sheet.people]
    if any(_is_whole(said, person) for person in others):
        code, message = "names_swapped", "is signed by somebody else of the facts."
    elif _is_nameless(said, sheet):
        return
    else:
        code, message = "unknown_person", "is signed by somebody the facts do not name."
    yield report(
        code,
        message,
        "Sign with the sender of the facts.",
        path=sheet.sender.path,
        part=part,
        span=signed,
        severity="error",
    )


def _signed(body: str, start: int, customs: Customs) -> tuple[int, int] | None:
    """Return the line under the closing, if it may be a name."""
    position, closed = start, False
    for line in body[start:].split("\n"):
        begin, position = position, position + len(line) + 1
        text = line.strip()
        if not text:
            continue
        closes = customs.closes.fullmatch(text) is not None
        if closed and not closes:
            name = _NAME.fullmatch(text.rstrip(","))
            if name is None or not all(x[0].isupper() for x in text.split()[:2]):
                return None
            offset = begin + line.index(text)
            return offset, offset + len(text)
        closed = closes
    return None


def _is_whole(said: str, person: Person) -> bool:
    words = name_words(said)
    return bool(words) and all(word in person.words for word in words)


def _is_nameless(said: str, sheet: FactSheet) -> bool:
    """Tell whether a line is the company, a role or a team rather than a name."""
    known = {
        word
        for fact in (*sheet.names, *sheet.known_names)
        for text in fact.value
        for word in name_words(text)
    }
    words = name_words(said)
    return (
        len(words) < 2
        or any(word in known for word in words)
        or any(
            word in {"team", "recruiting", "hr", "personal", "talent", "people"}
            for word in words
        )
    )
