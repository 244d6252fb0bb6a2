"""What cannot be true at the same time, across interview, outcome and send time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TypeGuard
from zoneinfo import ZoneInfo

from followup_kit.errors import Problem
from followup_kit.models._interview import Interview
from followup_kit.models._next_steps import Slot
from followup_kit.models._outcome import Outcome
from followup_kit.models._times import PAST_DAYS, times_agree


__all__ = ["contradictions"]

Slots = tuple[tuple[str, Slot], ...]


def contradictions(
    interview: Interview, outcome: Outcome, send_at: datetime | None
) -> tuple[Problem, ...]:
    """
    Return everything that cannot be true together.

    Dates to come are compared with *send_at*; without it, with the end of the
    interview, which every follow-up comes after. Days are compared in the zone of
    the reader.
    """
    if times_agree(interview, outcome, send_at):
        return tuple(outcome.contradictions(interview))
    slots = tuple(_slots(outcome))
    ended = interview.ended
    return (
        *_sent_too_early(interview, outcome, send_at, ended),
        *_in_the_past(interview, outcome, send_at, ended, slots),
        *_out_of_order(interview, outcome, slots),
        *outcome.contradictions(interview),
    )


def _sent_too_early(
    interview: Interview, outcome: Outcome, send_at: datetime | None, ended: datetime
) -> Iterator[Problem]:
    if send_at is None or send_at >= ended:
        return
    earliest = ended
    if type(outcome).may_precede_the_end:
        earliest = interview.in_order[0].start.astimezone(UTC)
    if send_at < earliest:
        yield Problem(
            path="send_at",
            code="before_interview",
            message="is before the interview it follows.",
            remedy="Send the follow-up once the interview has taken place.",
        )


def _in_the_past(
    interview: Interview,
    outcome: Outcome,
    send_at: datetime | None,
    ended: datetime,
    slots: Slots,
) -> Iterator[Problem]:
    reference = send_at or ended
    what = "when the message is sent" if send_at else "when the interview ends"
    remedy = "Set a time that is still to come."
    for path, slot in slots:
        if slot.start.astimezone(UTC) <= reference:
            message = f"begins in the past {what}."
            yield Problem(path, "in_the_past", message, remedy)
    today = reference.astimezone(interview.reader_zone).date()
    for path, day in _days(interview, outcome):
        if day < today:
            yield Problem(path, "in_the_past", f"is in the past {what}.", remedy)
    for name in PAST_DAYS:
        day_or_none = getattr(outcome, name, None)
        if send_at and _is_day(day_or_none) and day_or_none > today:
            yield Problem(
                f"outcome.{name}",
                "in_the_future",
                "is later than the message.",
                "Give the day on which it happened.",
            )


def _out_of_order(
    interview: Interview, outcome: Outcome, slots: Slots
) -> Iterator[Problem]:
    if not slots:
        return
    zone = interview.reader_zone
    first = min((s.start for _, s in slots), key=_instant)
    last = max((s.end for _, s in slots), key=_instant)
    for name in ("confirm_by", "answer_by"):
        day = getattr(outcome, name, None)
        if _is_day(day) and day > _day_of(first, zone):
            yield Problem(
                f"outcome.{name}",
                "after_the_event",
                "is after the first time that is offered.",
                "Set it on or before that day.",
            )
    decision = getattr(outcome, "decision_by", None)
    if _is_day(decision) and decision < _day_of(last, zone):
        yield Problem(
            "outcome.decision_by",
            "before_the_event",
            "is before the meeting it follows.",
            "Set it on or after that day.",
        )


def _slots(outcome: Outcome) -> Iterator[tuple[str, Slot]]:
    for name, value in vars(outcome).items():
        if isinstance(value, Slot):
            yield f"outcome.{name}", value
        elif type(value) is tuple:
            for index, entry in enumerate(value):
                if isinstance(entry, Slot):
                    yield f"outcome.{name}[{index}]", entry


def _days(interview: Interview, outcome: Outcome) -> Iterator[tuple[str, date]]:
    for name, value in vars(outcome).items():
        if _is_day(value) and name not in PAST_DAYS:
            yield f"outcome.{name}", value
    for index, question in enumerate(interview.questions):
        if question.answer is None and question.answer_by is not None:
            yield f"interview.questions[{index}].answer_by", question.answer_by


def _is_day(value: object) -> TypeGuard[date]:
    # A moment is a date to Python; what a host means by one of its own is not known.
    return isinstance(value, date) and not isinstance(value, datetime)


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _day_of(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
