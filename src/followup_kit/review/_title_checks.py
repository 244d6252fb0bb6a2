"""People beside their job titles: whether a message gives one the title of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._finding import Finding
from followup_kit.review._people import Person
from followup_kit.review._report import report


__all__ = ["title_findings"]

_BESIDE: Final = re.compile(r"[ \u3000]?[(（,،、:：–—-][ \u3000]?|[ \u3000]")
_SHORT: Final = 2


def title_findings(body: str, part: str, sheet: FactSheet) -> Iterator[Finding]:
    """Yield names that stand beside the job title of somebody else of the facts."""
    low = body.lower()
    titles = {
        text.lower() for _, texts in sheet.titles for text in texts if len(text) > 1
    }
    people = [*sheet.known_people, *sheet.people]
    for title in titles:
        held = {
            frozenset(person.words)
            for person, texts in sheet.titles
            if any(text.lower() == title for text in texts)
        }
        start = low.find(title)
        while start >= 0:
            named = _name_before(body, start, people)
            # A longer title may end with this one.
            whole = not any(
                other != title and title in other and other in low[: start + len(title)]
                for other in titles
            )
            end = start + len(title)
            if _leads_to_holder(body, end, held, people):
                # "Projektleiterin Silke Matthiesen": the title of whom follows.
                named = None
            if named is not None and whole and _is_anothers(named[0], held):
                yield report(
                    "names_swapped",
                    "gives somebody the job title of another.",
                    "Put name and title together as the facts do.",
                    path=named[0].path,
                    part=part,
                    span=(named[1], end),
                )
            start = low.find(title, start + 1)


def _leads_to_holder(
    body: str, end: int, held: set[frozenset[str]], people: list[Person]
) -> bool:
    rest = body[end : end + 60]
    after = rest.lstrip(" \u3000の")
    return after != rest and any(
        after.startswith(person.full) and not _is_anothers(person, held)
        for person in people
    )


def _is_anothers(person: Person, held: set[frozenset[str]]) -> bool:
    return not any(person.words & words for words in held)


def _name_before(
    body: str, position: int, people: list[Person]
) -> tuple[Person, int] | None:
    """Return whose full name stands right before a place, and where it begins."""
    window = body[max(0, position - 80) : position]
    for person in people:
        name = person.full
        at = window.rfind(name) if len(name) >= _SHORT else -1
        if at >= 0 and _BESIDE.fullmatch(window, at + len(name)):
            return person, position - len(window) + at
    return None
