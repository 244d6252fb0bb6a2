"""Single facts put into words: a text, a name, a day, a time, a length of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, cast

from followup_kit.composer._scene import Scene, phraser_of
from followup_kit.locales import direction_of, language_of
from followup_kit.models import Feedback, FreeText, Slot, zone_of
from followup_kit.templating import Filled


__all__ = [
    "phrase_appointment",
    "phrase_day",
    "phrase_day_fact",
    "phrase_duration",
    "phrase_extra",
    "phrase_name",
    "phrase_slot",
    "phrase_text",
    "phrase_texts",
]

# Days that letters name lie close together; a process that runs on keeps two years.
_MOST_DAYS: Final = 800


def phrase_text(
    value: str | FreeText, form: str, path: str, scene: Scene
) -> str | Filled | None:
    """Return what somebody wrote, None if it stays internal."""
    del form, path
    if isinstance(value, str):
        return value
    return _free_text(value, scene) if _is_shareable(value) else None


def phrase_texts(
    value: tuple[str | FreeText, ...], form: str, path: str, scene: Scene
) -> tuple[str | Filled, ...]:
    """Return those of several texts that may be told."""
    del form, path
    for entry in value:
        if type(entry) is not str:
            return _told(value, scene)
    return cast("tuple[str, ...]", value)


def _told(value: tuple[str | FreeText, ...], scene: Scene) -> tuple[str | Filled, ...]:
    said: list[str | Filled] = []
    for entry in value:
        if isinstance(entry, str):
            said.append(entry)
        elif _is_shareable(entry):
            locale = entry.locale
            said.append(entry.text if locale is None else _free_text(entry, scene))
    return tuple(said)


def _is_shareable(entry: FreeText) -> bool:
    # By class first: whether something is a model costs as much as a phrase.
    if type(entry) is FreeText:
        return True
    return entry.shareable if isinstance(entry, Feedback) else True


def _free_text(value: FreeText, scene: Scene) -> str | Filled:
    locale = value.locale
    if locale is None or language_of(locale) == language_of(scene.locale):
        return value.text
    # A screen reader has to change its voice for it (WCAG 2.2, 3.1.2).
    said = scene.phrases.fill("{said}", {"said": value.text})
    marks = f'lang="{locale}" dir="{direction_of(locale)}"'
    return Filled(said.text, f"<span {marks}>{said.html}</span>")


def phrase_name(
    value: str | Mapping[str, str], form: str, path: str, scene: Scene
) -> str:
    """Return one line in the letter's language."""
    del form
    return scene.localized(value, path)


def phrase_day_fact(value: date, form: str, path: str, scene: Scene) -> str:
    """Return a day of the facts."""
    del path
    return phrase_day(value, form, scene)


def phrase_day(day: date, form: str, scene: Scene) -> str:
    """Return a day, in its short form without a year that goes without saying."""
    days = scene.short_days if form == "short" else scene.days
    said = days.get(day)
    if said is None:
        said = _day(day, form, scene)
        if len(days) < _MOST_DAYS:
            days[day] = said
    return said


def _day(day: date, form: str, scene: Scene) -> str:
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


def phrase_duration(value: timedelta, form: str, path: str, scene: Scene) -> str:
    """Return a length of time."""
    del form, path
    return scene.phraser.duration(value)


def phrase_slot(value: Slot, form: str, path: str, scene: Scene) -> str:
    """Return when a meeting is."""
    del form, path
    return phrase_appointment(value.start, value.end, scene.sent, scene)


def phrase_appointment(
    start: datetime, end: datetime | None, sent_at: datetime | None, scene: Scene
) -> str:
    """Return weekday, date, time and zone as the reader's clock shows them."""
    interview, phraser = scene.interview, scene.phraser
    place = zone_of(start) or interview.time_zone
    if interview.candidate.time_zone is not None:
        other = None if place == phraser.time_zone.key else place
        return phraser.appointment(start, end, sent_at=sent_at, other_zone=other)
    # Where the reader is is not known: the clock of the meeting's place is told.
    phraser = phraser_of(scene.locale, place)
    return phraser.appointment(start, end, sent_at=sent_at)


def phrase_extra(value: Any, form: str, path: str, scene: Scene) -> Any:
    """Return an extra field of a set, whose declaration has no shape of ours."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return tuple(phrase_extra(entry, form, path, scene) for entry in value)
    if isinstance(value, date):
        return phrase_day(value, form, scene)
    if isinstance(value, FreeText):
        return _free_text(value, scene)
    if isinstance(value, Mapping):
        return scene.localized(value, path)
    return value
