"""
What a message must state and may state: the facts of interview and outcome, flat.

The facts are walked by the marks that also decide what a letter may print, so a kind
that a host adds is covered as the built-in ones are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from followup_kit.locales import canonical_locale
from followup_kit.models import (
    Facts,
    FactShape,
    Feedback,
    FreeText,
    Interview,
    Interviewer,
    LocalizedText,
    Outcome,
    Slot,
    shapes_of,
    zone_of,
)
from followup_kit.review._people import Person, person_of


__all__ = ["Appointment", "Fact", "FactSheet", "fact_sheet"]


_MUST_NAME: Final = frozenset({"interview.company.name", "interview.role.title"})


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """
    One value of the facts.

    Attributes:
        path: Where it stands, such as ``"outcome.decision_by"``.
        value: The value.
    """

    path: str
    value: Any

    def __repr__(self) -> str:
        """Return where it stands, not what it is."""
        return f"<Fact {self.path}>"


@dataclass(frozen=True, slots=True, repr=False)
class Appointment:
    """
    A meeting with its moments.

    Attributes:
        path: Where it stands in the facts.
        start: When it begins.
        end: When it ends, if that is known.
        zones: The zones it may be told in, the reader's first.
    """

    path: str
    start: dt.datetime
    end: dt.datetime | None
    zones: tuple[ZoneInfo, ...]

    def __repr__(self) -> str:
        """Return where it stands, not when it is."""
        return f"<Appointment {self.path}>"

    @property
    def moments(self) -> tuple[dt.datetime, ...]:
        """The start, and the end if it is known."""
        return (self.start,) if self.end is None else (self.start, self.end)


@dataclass(slots=True, repr=False)
class FactSheet:
    """
    The facts of one message, flat. Read only.

    Attributes:
        interview: The interview.
        outcome: The outcome.
        locale: The language of the message.
        send_at: When it leaves, if that is known.
        free_texts: What people wrote and a letter may print, by path.
        withheld_texts: What must not be printed, by path.
        days: The days the message must state.
        known_days: Other days it may state.
        appointments: The meetings it must state the times of.
        past: The meetings that took place.
        links: The links it must state.
        known_links: Other links it may state.
        documents: The documents it must name.
        names: Other names and lines it must state, such as a place.
        known_names: Names and lines it may state, such as a reference.
        durations: Lengths of time it may state.
        people: The people it must name.
        known_people: Other people it may name.
        titles: The job titles of people, as a message in this language writes them.
    """

    interview: Interview
    outcome: Outcome
    locale: str
    send_at: dt.datetime | None
    free_texts: list[tuple[str, str]] = field(default_factory=list)
    withheld_texts: list[tuple[str, str]] = field(default_factory=list)
    days: list[Fact] = field(default_factory=list)
    known_days: list[Fact] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    past: list[Appointment] = field(default_factory=list)
    links: list[Fact] = field(default_factory=list)
    known_links: list[Fact] = field(default_factory=list)
    documents: list[Fact] = field(default_factory=list)
    names: list[Fact] = field(default_factory=list)
    known_names: list[Fact] = field(default_factory=list)
    durations: list[Fact] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    known_people: list[Person] = field(default_factory=list)
    titles: list[tuple[Person, tuple[str, ...]]] = field(default_factory=list)

    def __repr__(self) -> str:
        """Return the kind and language only."""
        return f"<FactSheet {self.outcome.kind} {self.locale}>"

    @property
    def candidate(self) -> Person:
        """The candidate as a person."""
        return self.known_people[0]

    @property
    def sender(self) -> Person:
        """The sender as a person."""
        return self.known_people[1]

    @property
    def zones(self) -> tuple[ZoneInfo, ...]:
        """The zones times may be told in, the reader's first."""
        names = [self.interview.candidate.time_zone, self.interview.time_zone]
        return tuple(dict.fromkeys(ZoneInfo(name) for name in names if name))

    def localized(self, value: object) -> tuple[str, ...]:
        """Return what a name may read: in the message's language, else in any."""
        if isinstance(value, LocalizedText):
            text = value.for_locale(self.locale)
            return (text,) if text is not None else tuple(value.values())
        return (str(value),)


def fact_sheet(
    interview: Interview,
    outcome: Outcome,
    *,
    locale: str,
    send_at: dt.datetime | None = None,
    extras: Mapping[str, object] | None = None,
) -> FactSheet:
    """
    Return the facts of a message, flat.

    Args:
        interview: The interview.
        outcome: The outcome.
        locale: The language the message is in.
        send_at: When the message leaves.
        extras: Further facts the message may state: days, links, texts.
    """
    sheet = FactSheet(interview, outcome, canonical_locale(locale), send_at)
    _add_people(sheet)
    _add_past(sheet)
    for root, facts in (("interview", interview), ("outcome", outcome)):
        withheld = (
            outcome.withheld(interview.company) if root == "outcome" else frozenset()
        )
        for name, shape in shapes_of(type(facts)).items():
            collect = _withhold if name in withheld else _collect
            collect(sheet, getattr(facts, name), shape, f"{root}.{name}")
    for name, value in (extras or {}).items():
        _add_extra(sheet, value, f"extras.{name}")
    return sheet


def _add_people(sheet: FactSheet) -> None:
    interview, locale = sheet.interview, sheet.locale
    candidate = interview.candidate
    add = sheet.known_people.append
    own = candidate.locale or locale
    also = (candidate.vocative,) if candidate.vocative else ()
    add(person_of("interview.candidate.name", candidate.name, locale, own, also))
    add(person_of("interview.sender.name", interview.sender.name, locale))
    for session in interview.sessions:
        for person in session.interviewers:
            if person.role is not None:
                path = "interview.sessions.interviewers.role"
                texts = sheet.localized(person.role)
                sheet.known_names.append(Fact(path, texts))
                who = person_of(path, person.name, locale)
                sheet.titles.append((who, texts))


def _add_past(sheet: FactSheet) -> None:
    interview = sheet.interview
    for index, session in enumerate(interview.sessions):
        path = f"interview.sessions[{index}]"
        zones = _zones_of(session.start, interview)
        sheet.past.append(Appointment(path, session.start, session.end, zones))
    for index, promise in enumerate(interview.promises):
        path = f"interview.promises[{index}].due"
        sheet.known_days.append(Fact(path, promise.due))


def _zones_of(start: dt.datetime, interview: Interview) -> tuple[ZoneInfo, ...]:
    place = zone_of(start) or interview.time_zone
    names = (interview.candidate.time_zone, place, interview.time_zone)
    return tuple(dict.fromkeys(ZoneInfo(name) for name in names if name))


def _collect(sheet: FactSheet, value: Any, shape: FactShape, path: str) -> None:
    if value is None or value is False:
        return
    if shape.many:
        for index, entry in enumerate(value):
            _collect_one(sheet, entry, shape, f"{path}[{index}]")
    else:
        _collect_one(sheet, value, shape, path)


def _collect_one(sheet: FactSheet, value: Any, shape: FactShape, path: str) -> None:
    if shape.shape is None:
        _collect_item(sheet, value, shape, path)
    elif isinstance(value, Feedback) and not value.shareable:
        sheet.withheld_texts.append((path, value.text))
    elif shape.shape == "text":
        text = value.text if isinstance(value, FreeText) else value
        sheet.free_texts.append((path, text))
    elif shape.shape == "name":
        _names_for(sheet, path).append(Fact(path, sheet.localized(value)))
    else:
        _collect_value(sheet, value, path)


def _names_for(sheet: FactSheet, path: str) -> list[Fact]:
    if path.endswith(".name") and ".documents[" in path:
        return sheet.documents
    if path.startswith("outcome.") or path in _MUST_NAME:
        return sheet.names
    return sheet.known_names


def _collect_value(sheet: FactSheet, value: Any, path: str) -> None:
    required = path.startswith("outcome.") or ".questions[" in path
    if isinstance(value, Interviewer):
        person = person_of(path, value.name, sheet.locale)
        (sheet.people if required else sheet.known_people).append(person)
        if value.role is not None:
            sheet.titles.append((person, sheet.localized(value.role)))
    elif isinstance(value, Slot):
        zones = _zones_of(value.start, sheet.interview)
        sheet.appointments.append(Appointment(path, value.start, value.end, zones))
    elif isinstance(value, dt.timedelta):
        sheet.durations.append(Fact(path, value))
    elif isinstance(value, dt.date):
        (sheet.days if required else sheet.known_days).append(Fact(path, value))
    elif isinstance(value, str) and "://" in value:
        (sheet.links if required else sheet.known_links).append(Fact(path, value))
    elif isinstance(value, str) and value.startswith("mailto:"):
        sheet.known_links.append(Fact(path, value))


def _collect_item(sheet: FactSheet, value: Facts, shape: FactShape, path: str) -> None:
    if getattr(value, "answer", None) is not None:
        # Who answered, and by when, need not be said beside the answer.
        _collect_known(sheet, value, path)
        return
    for name, inner in shape.items.items():
        _collect(sheet, getattr(value, name), inner, f"{path}.{name}")


def _collect_known(sheet: FactSheet, value: Any, path: str) -> None:
    for name in ("question", "answer"):
        text = getattr(value, name)
        text = text.text if isinstance(text, FreeText) else text
        sheet.free_texts.append((f"{path}.{name}", text))
    if value.answered_by is not None:
        person = person_of(f"{path}.answered_by", value.answered_by.name, sheet.locale)
        sheet.known_people.append(person)
    if value.answer_by is not None:
        sheet.known_days.append(Fact(f"{path}.answer_by", value.answer_by))


def _withhold(sheet: FactSheet, value: Any, shape: FactShape, path: str) -> None:
    if shape.shape == "text" and value is not None:
        entries: Iterable[Any] = value if shape.many else (value,)
        for index, entry in enumerate(entries):
            text = entry.text if isinstance(entry, FreeText) else entry
            place = f"{path}[{index}]" if shape.many else path
            sheet.withheld_texts.append((place, text))


def _add_extra(sheet: FactSheet, value: object, path: str) -> None:
    if isinstance(value, dt.date):
        sheet.known_days.append(Fact(path, value))
    elif isinstance(value, str):
        sheet.free_texts.append((path, value))
    elif isinstance(value, FreeText):
        sheet.free_texts.append((path, value.text))
    elif isinstance(value, Mapping):
        for text in value.values():
            _add_extra(sheet, text, path)
    elif isinstance(value, Iterable):
        for entry in value:
            _add_extra(sheet, entry, path)
