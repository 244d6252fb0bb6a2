"""Aligns two texts by sentence, and the facts that each states."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._compare import FactChange, FactKind, SentencePair
from followup_kit.review._decision import stated_decisions
from followup_kit.review._fact_sheet import FactSheet
from followup_kit.review._link_checks import normal
from followup_kit.review._mentions import Mentions, day_on, read_mentions
from followup_kit.review._people import fold
from followup_kit.review._sentences import sentences


__all__ = ["sentence_pairs"]

_LIKE: Final = 0.5
_MOST_SENTENCES: Final = 400
_NAME: Final = re.compile(r"[^\W\d_][^\W\d_'’-]+")


@dataclass(slots=True, repr=False)
class _Stated:
    kind: FactKind
    value: Hashable
    span: tuple[int, int]


@dataclass(slots=True, repr=False)
class _Side:
    text: str
    spans: list[tuple[int, int]]
    facts: list[list[_Stated]] = field(default_factory=list)


def sentence_pairs(
    original: str,
    edited: str,
    locale: str,
    sheet: FactSheet | None,
    today: dt.date | None = None,
) -> Iterator[SentencePair]:
    """
    Yield the sentences of two texts side by side with what their facts became.

    Args:
        original: The text as it was.
        edited: The text as it is now.
        locale: The language of both, in canonical form.
        sheet: The facts, if they are known.
        today: The reader's day when the message leaves; "tomorrow" counts from it.
    """
    names = _names(original, sheet)
    before, after = (_side(text, locale, names, today) for text in (original, edited))
    yield from _compared(before, after, sheet)


def _names(original: str, sheet: FactSheet | None) -> dict[str, str]:
    """Return the folded words that count as names, with the path of each."""
    if sheet is None:
        found: dict[str, str] = {}
        words = list(_NAME.finditer(original))
        for first, second in pairwise(words):
            beside = second.start() - first.end() == 1
            named = first[0][0].isupper() and second[0][0].isupper()
            if beside and named and original[first.end()] == " ":
                found[fold(second[0])] = ""
        return found
    people = [*sheet.known_people, *sheet.people]
    return {word: person.path for person in people for word in person.words}


def _side(
    text: str, locale: str, names: Mapping[str, str], today: dt.date | None
) -> _Side:
    spans = list(sentences(text, locale))[:_MOST_SENTENCES]
    side = _Side(text, spans, [[] for _ in spans])
    stated = [
        *_stated(read_mentions(text, locale), today),
        *_named(text, names),
        *_decided(text, locale),
    ]
    for fact in stated:
        for index, (start, end) in enumerate(spans):
            if start <= fact.span[0] < end:
                side.facts[index].append(fact)
                break
    return side


def _stated(found: Mentions, today: dt.date | None) -> Iterator[_Stated]:
    at = found.scan.span
    yield from _said_of_time(found, today)
    for link in found.links:
        yield _Stated("link", normal(link.url), at(link.start, link.end))
    for address in found.addresses:
        yield _Stated("address", address.address, at(address.start, address.end))
    for phone in found.phones:
        yield _Stated("phone", phone.digits[-7:], at(phone.start, phone.end))
    for money in found.money:
        yield _Stated("money", money.amount, at(money.start, money.end))


def _said_of_time(found: Mentions, today: dt.date | None) -> Iterator[_Stated]:
    at = found.scan.span
    for day in found.days:
        if day.certain:
            value = (day.month, day.day, day.year)
            yield _Stated("date", value, at(day.start, day.end))
    for word in found.weekdays:
        counted = None if today is None else day_on(word, today)
        span = at(word.start, word.end)
        if counted is not None:
            date = (counted.month, counted.day, counted.year)
            yield _Stated("date", date, span)
        else:
            yield _Stated("weekday", (word.weekday, word.distance), span)
    for length in found.spans:
        yield _Stated("length", length.minutes, at(length.start, length.end))
    for time in found.times:
        if time.certain:
            yield _Stated("time", time.clocks, at(time.start, time.end))
        for zone in time.zones:
            if zone.certain:
                where = (tuple(map(str, zone.zones)), zone.offsets)
                yield _Stated("zone", where, at(zone.start, zone.end))


def _named(text: str, names: Mapping[str, str]) -> Iterator[_Stated]:
    if not names:
        return
    for match in _NAME.finditer(text):
        word = fold(match[0])
        for form in (word, word.removesuffix("s")):
            if form in names:
                yield _Stated("name", form, match.span())
                break
    for name in names:
        if not name.isascii() and len(name) > 1 and not _NAME.fullmatch(name):
            start = text.find(name)
            if start >= 0:
                yield _Stated("name", name, (start, start + len(name)))


def _decided(text: str, locale: str) -> Iterator[_Stated]:
    for said, span in stated_decisions(text, language_of(locale)):
        yield _Stated("decision", said, span)


def _compared(
    before: _Side, after: _Side, sheet: FactSheet | None
) -> Iterator[SentencePair]:
    kept = _counted(before), _counted(after)
    for old, new in _aligned(before, after):
        lost = [] if old is None else _without(before.facts[old], kept[1])
        added = [] if new is None else _without(after.facts[new], kept[0])
        changed = list(_matched(lost, added, sheet))
        yield SentencePair(
            None if old is None else before.spans[old],
            None if new is None else after.spans[new],
            lost=tuple(_change(x, None, sheet) for x in lost),
            changed=tuple(changed),
            added=tuple(_change(None, x, sheet) for x in added),
        )


def _counted(side: _Side) -> set[tuple[str, Hashable]]:
    return {(fact.kind, fact.value) for facts in side.facts for fact in facts}


def _without(
    facts: Sequence[_Stated], known: set[tuple[str, Hashable]]
) -> list[_Stated]:
    """Return the facts that the other side does not state anywhere."""
    return [
        fact
        for fact in facts
        if (fact.kind, fact.value) not in known
        and not _is_same_time(fact, known)
        and not _is_same_day(fact, known)
    ]


def _is_same_day(fact: _Stated, known: set[tuple[str, Hashable]]) -> bool:
    """Tell whether the other side states the day, one of both without the year."""
    if fact.kind != "date" or not isinstance(fact.value, tuple):
        return False
    month, day, year = fact.value
    return any(
        kind == "date"
        and isinstance(value, tuple)
        and value[:2] == (month, day)
        and None in {year, value[2]}
        for kind, value in known
    )


def _is_same_time(fact: _Stated, known: set[tuple[str, Hashable]]) -> bool:
    """Tell whether a bare "2:30" is the "14:30" of the other side."""
    return fact.kind == "time" and any(
        kind == "time"
        and isinstance(value, frozenset)
        and isinstance(fact.value, frozenset)
        and value & fact.value
        for kind, value in known
    )


def _matched(
    lost: list[_Stated], added: list[_Stated], sheet: FactSheet | None
) -> Iterator[FactChange]:
    """Yield lost facts for which one of the same kind was put in; take both out."""
    for old in list(lost):
        new = next((x for x in added if x.kind == old.kind), None)
        if new is not None:
            lost.remove(old)
            added.remove(new)
            yield _change(old, new, sheet)


def _change(
    old: _Stated | None, new: _Stated | None, sheet: FactSheet | None
) -> FactChange:
    fact = old or new
    if fact is None:
        msg = "a change has a side"
        raise AssertionError(msg)
    return FactChange(
        fact.kind,
        None if old is None else old.span,
        None if new is None else new.span,
        _path(old, sheet) if old else "",
    )


def _path(fact: _Stated, sheet: FactSheet | None) -> str:
    """Return the path of the fact that was stated, empty if it is none."""
    if sheet is None:
        return ""
    match fact.kind:
        case "date":
            days = (*sheet.days, *sheet.known_days)
            found = (x.path for x in days if _is_day(fact.value, x.value))
            return next(found, _meeting_path(fact, sheet))
        case "time" | "zone":
            return _meeting_path(fact, sheet)
        case "link":
            links = (*sheet.links, *sheet.known_links)
            return next((x.path for x in links if normal(x.value) == fact.value), "")
        case "name":
            people = (*sheet.known_people, *sheet.people)
            return next((x.path for x in people if fact.value in x.words), "")
        case _:
            return "outcome.kind" if fact.kind == "decision" else ""


def _is_day(value: Hashable, day: dt.date) -> bool:
    return value in {(day.month, day.day, year) for year in (day.year, None)}


def _meeting_path(fact: _Stated, sheet: FactSheet) -> str:
    for meeting in (*sheet.appointments, *sheet.past):
        for moment in meeting.moments:
            for zone in meeting.zones:
                local = moment.astimezone(zone)
                if fact.kind == "date" and _is_day(fact.value, local.date()):
                    return meeting.path
                clocks = fact.value if isinstance(fact.value, frozenset) else ()
                if (local.hour, local.minute) in clocks:
                    return meeting.path
    return ""


def _aligned(before: _Side, after: _Side) -> Iterator[tuple[int | None, int | None]]:
    """Yield indices of sentences side by side; alike ones within a change together."""
    ours = [before.text[a:b] for a, b in before.spans]
    theirs = [after.text[a:b] for a, b in after.spans]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            yield from _paired(ours, theirs, range(a, b), range(c, d))


def _paired(
    ours: Sequence[str], theirs: Sequence[str], old: range, new: range
) -> Iterator[tuple[int | None, int | None]]:
    free = list(new)
    for index in old:
        best = max(free, key=lambda x: _alike(ours[index], theirs[x]), default=None)
        if best is not None and _alike(ours[index], theirs[best]) >= _LIKE:
            free.remove(best)
            yield index, best
        elif free and len(old) == len(new):
            yield index, free.pop(0)
        else:
            yield index, None
    for index in free:
        yield None, index


def _alike(one: str, other: str) -> float:
    """Return the share of words two sentences have in common."""
    ours, theirs = Counter(one.lower().split()), Counter(other.lower().split())
    if not ours or not theirs:
        return 0.0
    return 2 * sum((ours & theirs).values()) / (ours.total() + theirs.total())
