"""Legal deadlines as items of a plan: what is still owed, and what a message met."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from followup_kit.timing._calendar import HolidayUse
from followup_kit.timing._legal_deadlines import (
    LegalDeadline,
    LegalNote,
    deadline_after,
    legal_deadlines,
    legal_notes,
)
from followup_kit.timing._legal_facts import LegalFacts
from followup_kit.timing._plan_items import PlanItem
from followup_kit.timing._process import Process


__all__ = ["LegalPlan", "plan_legal"]

_KEEPING = frozenset({"retention", "claim_window"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalPlan:
    """What the law adds to a plan."""

    items: tuple[PlanItem, ...] = ()
    keep: tuple[LegalDeadline, ...] = ()
    undated: tuple[LegalDeadline, ...] = ()
    notes: tuple[LegalNote, ...] = ()


def plan_legal(
    process: Process,
    facts: LegalFacts,
    now: datetime,
    *,
    holidays: HolidayUse,
) -> LegalPlan:
    """Return what the law asks of a process; the known events are filled in."""
    known = replace(facts, events=_events(process, facts, now))
    items: list[PlanItem] = []
    keep: list[LegalDeadline] = []
    undated: list[LegalDeadline] = []
    for deadline in legal_deadlines(known, holidays=holidays):
        if deadline.verdict == "does_not_apply":
            continue
        if deadline.last_day is None and deadline.suggested_day is None:
            undated.append(deadline)
        elif deadline.rule.kind in _KEEPING:
            keep.append(deadline)
        else:
            item = _item(process, deadline, holidays, now)
            if item is not None:
                items.append(item)
    return LegalPlan(
        items=tuple(items),
        keep=tuple(keep),
        undated=tuple(undated),
        notes=legal_notes(facts),
    )


def _events(process: Process, facts: LegalFacts, now: datetime) -> dict[str, date]:
    events = dict(facts.events)
    interviewed = process.last_interview_day(now)
    if interviewed is not None:
        # A further interview starts the period anew, whatever was noted before it.
        noted = events.get("last_interview", interviewed)
        events["last_interview"] = max(noted, interviewed)
    if process.decided_at is not None:
        decided = process.decided_at.astimezone(process.zone).date()
        events.setdefault("hiring_decided", decided)
    return events


def _item(
    process: Process, deadline: LegalDeadline, holidays: HolidayUse, now: datetime
) -> PlanItem | None:
    """Return what is still owed; None if a message met it."""
    rule = deadline.rule
    sent = _sent_since(process, deadline, now)
    if any(kind in rule.met_by for _, kind in sent):
        return None
    if process.state == "closed" and rule.kind in {"notice", "soft"}:
        return None
    last = deadline.last_day
    if rule.repeats and last is not None:
        last = _next_repetition(deadline, sent, holidays)
    day = last or deadline.suggested_day
    if day is None:
        return None
    doubtful = any(kind in rule.perhaps_met_by for _, kind in sent)
    return PlanItem(
        reason="legal",
        kind=process.decision or rule.write if rule.write else None,
        due=min((*deadline.warn_on[-1:], day)),
        latest=day,
        source=f"{rule.statute} <{rule.sources[0]}>",
        path=f"legal.{rule.id}",
        certainty=(
            "owed" if deadline.verdict == "applies" and not doubtful else "may_apply"
        ),
        warn_on=deadline.warn_on,
        note=_note(deadline, doubtful=doubtful),
    )


def _next_repetition(
    deadline: LegalDeadline,
    sent: list[tuple[date, str]],
    holidays: HolidayUse,
) -> date | None:
    """Return the first day of the series that no message has reached yet."""
    start, day, times = deadline.counted_from, deadline.last_day, 1
    if start is None or not sent:
        return day
    while day is not None and day <= sent[-1][0]:
        times += 1
        day = deadline_after(deadline.rule, start, holidays, times)
    return day


def _sent_since(
    process: Process, deadline: LegalDeadline, now: datetime
) -> list[tuple[date, str]]:
    """
    Return the messages that have left since the event, with their days.

    One that is only scheduled meets no duty: it may be moved, and a deadline that
    lies before it must stay in sight. After an interview means after its end.
    """
    zone, start = process.zone, deadline.counted_from
    earliest = min((sent_at for sent_at, _ in process.contacts), default=now)
    if deadline.rule.trigger == "last_interview":
        held = [end for end, _ in process.by_end if end <= now]
        earliest = max(held, default=earliest)
    days = [
        (sent_at.astimezone(UTC).astimezone(zone).date(), kind)
        for sent_at, kind in process.contacts
        if earliest <= sent_at <= now
    ]
    return [(day, kind) for day, kind in days if start is None or day >= start]


def _note(deadline: LegalDeadline, *, doubtful: bool) -> str:
    rule = deadline.rule
    sentences = [rule.content]
    if rule.undated:
        sentences.append(f"The text says '{rule.undated}'; the day is our reading.")
    if deadline.unknown:
        sentences.append(f"Not known: {', '.join(deadline.unknown)}.")
    if doubtful:
        sentences.append(f"A message since may have met it. {rule.doubts}")
    return " ".join(sentences)
