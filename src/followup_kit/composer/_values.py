"""
Facts put into words: what each field that a letter prints says in this message.

A letter names the fields it prints; only those are worked out. Every value is a
plain string, a tuple of them, a flag, or a tuple of plain mappings: a template
never sees one of our objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final, cast
from unicodedata import bidirectional

from followup_kit.composer._scene import Scene
from followup_kit.composer._schema import FORMS
from followup_kit.dates import DatePhraser
from followup_kit.locales import direction_of, language_of
from followup_kit.models import (
    Facts,
    FactShape,
    Feedback,
    FreeText,
    Interview,
    Interviewer,
    Outcome,
    Shape,
    Slot,
    shapes_of,
    zone_of,
)
from followup_kit.templating import Filled


__all__ = ["Value", "phrase_appointment", "values_for"]

Value = str | Filled | bool | tuple[Any, ...] | dict[str, Any] | None
"""What a template is handed for a field; None if the fact is missing."""


def values_for(fields: frozenset[str], scene: Scene) -> dict[str, Value]:
    """Return what each of *fields*, such as ``"interview.day|short"``, says."""
    plan = _plan(fields, type(scene.interview), type(scene.outcome))
    values = {key: write(scene, form) for key, write, form in plan.special}
    for group, facts in plan.facts:
        given = vars(_group(group, scene))
        withheld = scene.withheld if group == "outcome" else ()
        for fact in facts:
            value = given[fact.name]
            if fact.name in withheld:
                value = None
            if fact.choice:
                values[fact.key] = bool(value == fact.choice)
            elif value is None:
                values[fact.key] = None
            else:
                values[fact.key] = _phrase(
                    value, fact.shape, fact.form, fact.path, scene
                )
    return values


@dataclass(frozen=True, slots=True)
class _Fact:
    """A field of a letter that is a field of the facts."""

    key: str
    name: str
    shape: FactShape
    form: str
    path: str
    choice: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the fields of one letter are found, settled once for all its messages."""

    special: tuple[tuple[str, Callable[[Scene, str], Value], str], ...]
    facts: tuple[tuple[str, tuple[_Fact, ...]], ...]


# Letters and kinds are few; a host that makes classes without end is not remembered.
_MOST_PLANS: Final = 1024
_plans: Final[dict[tuple[frozenset[str], type[Interview], type[Outcome]], _Plan]] = {}


def _plan(
    fields: frozenset[str], interview: type[Interview], outcome: type[Outcome]
) -> _Plan:
    key = (fields, interview, outcome)
    plan = _plans.get(key)
    if plan is None:
        plan = _made_plan(fields, interview, outcome)
        if len(_plans) < _MOST_PLANS:
            _plans[key] = plan
    return plan


def _made_plan(
    fields: frozenset[str], interview: type[Interview], outcome: type[Outcome]
) -> _Plan:
    special: list[tuple[str, Callable[[Scene, str], Value], str]] = []
    facts: dict[str, list[_Fact]] = {}
    # Keys of items ("interview.questions[].answer") come with the whole list.
    for key in sorted(field for field in fields if "[]" not in field):
        path, _, form = key.partition("|")
        root, _, rest = path.partition(".")
        if path in _SPECIAL:
            special.append((key, _SPECIAL[path], form))
        elif root == "extras":
            special.append((key, partial(_named_extra, rest), form))
        else:
            name, _, choice = rest.partition(".")
            model = outcome if root == "outcome" else _model_of(root, interview)
            fact = _Fact(key, name, shapes_of(model)[name], form, path, choice)
            facts.setdefault(root, []).append(fact)
    return _Plan(
        tuple(special), tuple((root, tuple(found)) for root, found in facts.items())
    )


def _model_of(root: str, interview: type[Interview]) -> type[Facts]:
    if root == "interview":
        return interview
    return cast("type[Facts]", interview.model_fields[root].annotation)


def _named_extra(name: str, scene: Scene, form: str) -> Value:
    return _extra(scene.extras.get(name), form, f"extras.{name}", scene)


def _group(root: str, scene: Scene) -> Facts:
    if root == "outcome":
        return scene.outcome
    if root == "interview":
        return scene.interview
    group: Facts = getattr(scene.interview, root)
    return group


def _phrase(value: Any, shape: FactShape, form: str, path: str, scene: Scene) -> Value:
    if value is None:
        return None
    if not shape.many:
        return _phrase_one(value, shape, form, path, scene)
    if shape.shape == "person":
        return _join_people(value, form, path, scene)
    if shape.shape == "text":
        value = [entry for entry in value if _is_shareable(entry)]
    return tuple(
        _phrase_one(entry, shape, form, f"{path}[{index}]", scene)
        for index, entry in enumerate(value)
    )


def _is_shareable(entry: str | FreeText) -> bool:
    return not isinstance(entry, Feedback) or entry.shareable


def _phrase_one(
    value: Any, shape: FactShape, form: str, path: str, scene: Scene
) -> Value:
    if shape.shape is None:
        return dict(_item(value, shape, path, scene))
    return _PHRASE[shape.shape](value, form, path, scene)


def _item(
    value: Any, shape: FactShape, path: str, scene: Scene
) -> Iterator[tuple[str, Value]]:
    for name, inner in shape.items.items():
        fact = getattr(value, name)
        for form in ("", *FORMS.get(inner.shape, ())):
            key = f"{name}|{form}" if form else name
            yield key, _phrase(fact, inner, form, f"{path}.{name}", scene)


def _text(
    value: str | FreeText, form: str, path: str, scene: Scene
) -> str | Filled | None:
    del form, path
    if isinstance(value, str):
        return value
    return _free_text(value, scene) if _is_shareable(value) else None


def _free_text(value: FreeText, scene: Scene) -> str | Filled:
    locale = value.locale
    if locale is None or language_of(locale) == language_of(scene.locale):
        return value.text
    # A screen reader has to change its voice for it (WCAG 2.2, 3.1.2).
    said = scene.phrases.fill("{said}", {"said": value.text})
    marks = f'lang="{locale}" dir="{direction_of(locale)}"'
    return Filled(said.text, f"<span {marks}>{said.html}</span>")


def _name(value: Any, form: str, path: str, scene: Scene) -> str:
    del form
    return scene.localized(value, path)


def _day(value: date, form: str, path: str, scene: Scene) -> str:
    del path
    return _phrase_day(value, form, scene)


def _phrase_day(day: date, form: str, scene: Scene) -> str:
    sent_at = scene.sent if form == "short" else None
    phrase = scene.phraser.deadline(day, sent_at=sent_at)
    pattern = scene.phrases.day_pattern
    if not pattern:
        return phrase
    # A set may order weekday and date as letters of its language do.
    has_year = phrase != scene.phraser.day(day)
    date_alone = scene.phraser.date(day, "long")
    return pattern.replace("{weekday}", scene.phraser.weekday(day)).replace(
        "{date}", date_alone if has_year else scene.phraser.month_day(day)
    )


def _duration(value: timedelta, form: str, path: str, scene: Scene) -> str:
    del form, path
    return scene.phraser.duration(value)


def _appointment(value: Slot, form: str, path: str, scene: Scene) -> str:
    del form, path
    return phrase_appointment(value.start, value.end, scene.sent, scene)


def phrase_appointment(
    start: datetime, end: datetime | None, sent_at: datetime | None, scene: Scene
) -> str:
    """Return weekday, date, time and zone as the reader's clock shows them."""
    interview = scene.interview
    place = zone_of(start) or interview.time_zone
    if interview.candidate.time_zone is not None:
        return scene.phraser.appointment(start, end, sent_at=sent_at, other_zone=place)
    # Where the reader is is not known: the clock of the meeting's place is told.
    phraser = DatePhraser(scene.locale, time_zone=place)
    return phraser.appointment(start, end, sent_at=sent_at)


def _person(value: Any, form: str, path: str, scene: Scene) -> str | Filled:
    if not isinstance(value, Interviewer):
        return scene.full_name(value)
    name = scene.full_name(value.name)
    if form != "with_roles" or value.role is None:
        return name
    role = scene.localized(value.role, f"{path}.role")
    pattern = scene.phrases.pattern("person.with_role")
    return scene.phrases.fill(pattern, {"name": name, "role": role})


def _join_people(
    people: Iterable[Interviewer], form: str, path: str, scene: Scene
) -> str | Filled | None:
    # Somebody who is named twice, once with and once without a role, is one person.
    once: dict[str, tuple[str, Interviewer]] = {}
    for index, person in enumerate(people):
        name = scene.full_name(person.name)
        if name not in once or once[name][1].role is None:
            once[name] = f"{path}[{index}]", person
    names = [_person(person, form, place, scene) for place, person in once.values()]
    if not names:
        return None
    plain = [name for name in names if isinstance(name, str)]
    if len(plain) == len(names) and not _mixes_directions(plain, scene):
        return scene.phraser.join(plain, "and")
    # Each name is set apart by itself, so that no comma ends up inside one.
    keys = [f"n{index}" for index in range(len(names))]
    pattern = scene.phraser.join([f"{{{key}}}" for key in keys], "and")
    return scene.phrases.fill(pattern, dict(zip(keys, names, strict=True)))


def _mixes_directions(texts: Sequence[str], scene: Scene) -> bool:
    if not scene.phrases.rtl and all(map(str.isascii, texts)):
        return False
    foreign = {"L"} if scene.phrases.rtl else {"R", "AL"}
    return any(bidirectional(char) in foreign for text in texts for char in text)


def _plain(value: str | bool, form: str, path: str, scene: Scene) -> Value:  # noqa: FBT001  one shape for all
    del form, path, scene
    return value


_PHRASE: Final[Mapping[Shape, Callable[[Any, str, str, Scene], Value]]] = {
    "name": _name,
    "day": _day,
    "duration": _duration,
    "appointment": _appointment,
    "person": _person,
    "text": _text,
    "link": _plain,
    "choice": _plain,
    "flag": _plain,
}


def _extra(value: Any, form: str, path: str, scene: Scene) -> Value:
    if isinstance(value, tuple):
        return tuple(_extra(entry, form, path, scene) for entry in value)
    if isinstance(value, date):
        return _phrase_day(value, form, scene)
    if isinstance(value, FreeText):
        return _free_text(value, scene)
    if isinstance(value, Mapping):
        return scene.localized(value, path)
    plain: str | bool | None = value
    return plain


def _interview_days(scene: Scene, form: str) -> str:
    return scene.phraser.join(
        [_phrase_day(day, form, scene) for day in scene.interview_days], "and"
    )


def _interviewers(scene: Scene, form: str) -> str | Filled | None:
    # Who signs is not spoken of by name; alone, the letter says "us".
    signs = scene.full_name(scene.interview.sender.name)
    others = [
        person
        for person in scene.interview.interviewers
        if scene.full_name(person.name) != signs
    ]
    return _join_people(others, form, "interview.interviewers", scene)


def _first_session(scene: Scene, form: str) -> str:
    del form
    session = scene.interview.in_order[0]
    return phrase_appointment(session.start, session.end, None, scene)


def _surname(scene: Scene, form: str) -> str:
    del form
    forms = scene.forms_of(scene.interview.sender.name)
    return forms.get("surname") or forms["full"]


def _missed_day(scene: Scene, form: str) -> str | None:
    return _phrase_day(scene.missed[-1], form, scene) if scene.missed else None


def _replaced_days(days: Iterable[date], scene: Scene, form: str) -> str | None:
    phrases = [_phrase_day(day, form, scene) for day in days]
    return scene.phraser.join(phrases, "and") if phrases else None


def _postponed(scene: Scene, form: str) -> str | None:
    new = scene.next_news
    return _replaced_days((d for d in scene.replaced if new and d < new), scene, form)


def _advanced(scene: Scene, form: str) -> str | None:
    new = scene.next_news
    return _replaced_days((d for d in scene.replaced if new and d > new), scene, form)


def _is_confirmed(scene: Scene, form: str) -> bool:
    del form
    promised = {promise.due for promise in scene.interview.promises}
    return scene.next_news in promised and not scene.replaced and not scene.missed


_SPECIAL: Final[Mapping[str, Callable[[Scene, str], Value]]] = {
    "candidate": lambda s, _: s.reader_forms["full"],
    "role": lambda s, _: s.localized(s.interview.role.title, "interview.role.title"),
    "company": lambda s, _: s.localized(
        s.interview.company.name, "interview.company.name"
    ),
    "sender": lambda s, _: s.full_name(s.interview.sender.name),
    "sender.surname": _surname,
    "interview.day": _interview_days,
    "interview.appointment": _first_session,
    "interview.interviewers": _interviewers,
    "message.late": lambda s, _: s.is_late,
    "message.promise_missed": lambda s, _: len(s.missed) == 1,
    "message.promises_missed": lambda s, _: len(s.missed) > 1,
    "message.missed_day": _missed_day,
    "message.changed_day": lambda s, form: _replaced_days(s.replaced, s, form),
    "message.postponed_day": _postponed,
    "message.advanced_day": _advanced,
    "message.day_confirmed": _is_confirmed,
}
