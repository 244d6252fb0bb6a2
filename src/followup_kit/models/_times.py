"""
A quick proof that the times of interview and outcome agree with one another.

Nearly all facts do, and most with days to spare. So days are compared as they stand,
with a margin for what another zone can make of them, and no moment is converted. What
cannot be settled so is compared exactly by ``_contradictions``, which words it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from followup_kit.models._base import Facts
from followup_kit.models._interview import Interview
from followup_kit.models._next_steps import Slot
from followup_kit.models._outcome import Outcome


__all__ = ["PAST_DAYS", "times_agree"]

PAST_DAYS: Final = frozenset({"received_on"})
"""Days that lie behind the candidate by their nature."""

_DEADLINES: Final = ("confirm_by", "answer_by")
_WITHOUT_TIMES: Final = frozenset(
    {str, int, bool, float, timedelta, NoneType, Ellipsis}
)
# From UTC to a zone at most one day; from the far east to the far west, two.
_TO_UTC: Final = 1
_ACROSS: Final = 2
_FAR: Final = date.max.toordinal()


def times_agree(
    interview: Interview, outcome: Outcome, send_at: datetime | None
) -> bool:
    """
    Tell whether no time of theirs contradicts another, beyond doubt.

    False says nothing: it may be a close matter, or facts that nobody checked.
    """
    if (
        type(interview) is not Interview
        or interview.__pydantic_private__ is not None
        or outcome.__pydantic_private__ is not None
    ):
        return False
    if send_at is None:
        reference = interview.ended
    else:
        reference = send_at
        for session in interview.sessions:
            if (session.end or session.start) > send_at:
                return False
    today = reference.toordinal()
    doubt = 0 if reference.tzinfo is UTC else _TO_UTC
    for question in interview.questions:
        day = question.answer_by
        if day is not None and day.toordinal() <= today + doubt:
            return False
    return _lie_ahead(interview, outcome, today, doubt)


def _lie_ahead(interview: Interview, outcome: Outcome, today: int, doubt: int) -> bool:
    """Tell whether an outcome fits to a day in UTC, which may be *doubt* days off."""
    kind = type(outcome)
    names = kind._settled.get("times")  # noqa: SLF001  one room
    if names is None:
        names = kind._settled["times"] = _fields_with_times(kind)  # noqa: SLF001
    facts = outcome.__dict__
    slots: list[Slot] = []
    for name in names:
        value = facts[name]
        if type(value) is date:
            ahead = value.toordinal() - today
            if ahead >= -doubt if name in PAST_DAYS else ahead <= doubt:
                return False
        elif type(value) is tuple:
            slots += [entry for entry in value if isinstance(entry, Slot)]
        elif type(value) is Slot:
            slots.append(value)
        elif isinstance(value, date | Slot):
            return False
    return not slots or _slots_fit(interview, facts, slots, today + doubt + _TO_UTC)


def _slots_fit(
    interview: Interview, facts: Mapping[str, Any], slots: list[Slot], today: int
) -> bool:
    """Tell whether slots begin after a day, and the days about them are in order."""
    place = interview.candidate.time_zone or interview.time_zone
    first, last, doubt = _FAR, 0, 0
    for slot in slots:
        start, end = slot.start, slot.end
        first, last = min(first, start.toordinal()), max(last, end.toordinal())
        if getattr(start.tzinfo, "key", "") != place or end.tzinfo is not start.tzinfo:
            doubt = _ACROSS
    for name in _DEADLINES:
        day = facts.get(name)
        if day is not None and day.toordinal() > first - doubt:
            return False
    day = facts.get("decision_by")
    return first > today and (day is None or day.toordinal() >= last + doubt)


def _fields_with_times(kind: type[Outcome]) -> tuple[str, ...]:
    """Return the fields of a kind that can hold a day or a slot."""
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if _may_hold_times(info.annotation)
    )


def _may_hold_times(annotation: Any) -> bool:
    if annotation in _WITHOUT_TIMES:
        return False
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return False
    if origin is Annotated:
        return _may_hold_times(arguments[0])
    if origin in {Union, UnionType, tuple, Mapping}:
        return any(map(_may_hold_times, arguments))
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return issubclass(annotation, Slot)
    return True
