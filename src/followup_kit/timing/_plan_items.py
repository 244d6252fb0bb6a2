"""The items of a plan: one message owed, with its day, its reason and its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from followup_kit.timing._legal_deadlines import LegalDeadline, LegalNote
from followup_kit.timing._moments import check_day


__all__ = ["Plan", "PlanItem", "PlanReason", "Urgency"]

PlanReason: TypeAlias = Literal[
    "thank_you", "heartbeat", "promise", "missed_promise", "decision", "legal"
]
"""Why a message is owed."""

Urgency: TypeAlias = Literal["later", "warning", "due", "overdue"]
"""Not yet; not yet, but a day of warning has passed; to do; its last day has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """
    Something that is owed to the candidate.

    Days are those of the candidate's calendar, for legal items those of the law.

    Attributes:
        reason: Why it is owed.
        kind: The kind of outcome to write; None if the host must decide, or if no
            message is owed but something else is to be done.
        due: The first day to do it.
        latest: The last day on which it is on time.
        ideal_at: Until which instant, in UTC, it is best done, where hours count.
        latest_at: The last instant, in UTC, where hours count.
        source: Who says so: a statute, advice, or the facts' own promise.
        path: The facts it follows from.
        certainty: ``owed``, or ``may_apply`` where facts of the law are unknown.
        warn_on: Days on which to warn before it is due.
        missed: Days promised earlier that have passed: apologise, and name a new one.
        note: What to know about it, as sentences.
    """

    reason: PlanReason
    kind: str | None
    due: date
    latest: date
    source: str
    path: str
    ideal_at: datetime | None = None
    latest_at: datetime | None = None
    certainty: Literal["owed", "may_apply"] = "owed"
    warn_on: tuple[date, ...] = ()
    missed: tuple[date, ...] = ()
    note: str = ""

    def urgency(self, today: date) -> Urgency:
        """
        Return how it stands on a day of the candidate's calendar.

        Raises:
            FactsError: Codes ``not_a_day`` and ``out_of_range``.
        """
        check_day(today, "today")
        if today > self.latest:
            return "overdue"
        if today >= self.due:
            return "due"
        return "warning" if any(day <= today for day in self.warn_on) else "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    What is owed to one candidate from a moment on.

    Attributes:
        today: The day of that moment in the candidate's zone.
        items: What is owed, by day.
        keep: Until when data may be kept or claims made, as far as days are known.
        undated: Legal rules that apply or may apply, but whose event has no day yet.
        legal_notes: Jurisdictions without a known duty.
        notes: What the calendar could not consider.
    """

    today: date
    items: tuple[PlanItem, ...]
    keep: tuple[LegalDeadline, ...]
    undated: tuple[LegalDeadline, ...]
    legal_notes: tuple[LegalNote, ...]
    notes: tuple[str, ...]

    @property
    def owed_today(self) -> tuple[PlanItem, ...]:
        """What is due, overdue, or to be warned of."""
        return tuple(i for i in self.items if i.urgency(self.today) != "later")
