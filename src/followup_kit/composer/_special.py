"""Fields of a letter that are no single fact: who signs, which days were promised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

from followup_kit.composer._joining import join_people
from followup_kit.composer._scene import Scene
from followup_kit.composer._wording import phrase_appointment, phrase_day
from followup_kit.templating import Filled


__all__ = ["PROMISED", "SPECIAL", "Special", "Value"]

Value: TypeAlias = str | Filled | bool | tuple[Any, ...] | dict[str, Any] | None
"""What a template is handed for a field; None if the fact is missing."""

Special: TypeAlias = Callable[[Scene, str], Value]
"""Says such a field in a form."""


def _role(scene: Scene, form: str) -> str:
    del form
    title = scene.interview.role.title
    if type(title) is str:
        return title
    return scene.localized(title, "interview.role.title")


def _company(scene: Scene, form: str) -> str:
    del form
    name = scene.interview.company.name
    if type(name) is str:
        return name
    return scene.localized(name, "interview.company.name")


def _sender(scene: Scene, form: str) -> str:
    del form
    return scene.full_name(scene.interview.sender.name)


def _surname(scene: Scene, form: str) -> str:
    del form
    forms = scene.forms_of(scene.interview.sender.name)
    return forms.get("surname") or forms["full"]


def _interview_days(scene: Scene, form: str) -> str:
    days = scene.interview_days
    if len(days) == 1:
        return phrase_day(days[0], form, scene)
    return scene.phraser.join([phrase_day(day, form, scene) for day in days], "and")


def _interviewers(scene: Scene, form: str) -> str | Filled | None:
    people, names = scene.met
    return join_people(people, form, "interview.interviewers", scene, names)


def _first_session(scene: Scene, form: str) -> str:
    del form
    session = scene.sessions[0]
    return phrase_appointment(session.start, session.end, None, scene)


def _missed_day(scene: Scene, form: str) -> str | None:
    return phrase_day(scene.missed[-1], form, scene) if scene.missed else None


def _replaced_days(days: Iterable[date], scene: Scene, form: str) -> str | None:
    phrases = [phrase_day(day, form, scene) for day in days]
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


SPECIAL: Final[Mapping[str, Special]] = {
    "candidate": lambda scene, _: scene.reader_forms["full"],
    "role": _role,
    "company": _company,
    "sender": _sender,
    "sender.surname": _surname,
    "interview.day": _interview_days,
    "interview.appointment": _first_session,
    "interview.interviewers": _interviewers,
    "message.late": lambda scene, _: scene.is_late,
}
"""Fields that every message has or may have."""

PROMISED: Final[Mapping[str, tuple[Special, Value]]] = {
    "message.promise_missed": (lambda scene, _: len(scene.missed) == 1, False),
    "message.promises_missed": (lambda scene, _: len(scene.missed) > 1, False),
    "message.missed_day": (_missed_day, None),
    "message.changed_day": (
        lambda scene, form: _replaced_days(scene.replaced, scene, form),
        None,
    ),
    "message.postponed_day": (_postponed, None),
    "message.advanced_day": (_advanced, None),
    "message.day_confirmed": (_is_confirmed, False),
}
"""Fields about days promised before; and what they say where none was."""
