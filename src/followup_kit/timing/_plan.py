"""The plan of a process: every message owed from a moment on, by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from followup_kit.timing._calendar import BusinessCalendar, zone_calendar
from followup_kit.timing._heartbeats import HeartbeatRule, heartbeat_rule
from followup_kit.timing._legal_plan import LegalPlan, plan_legal
from followup_kit.timing._moments import (
    check_choice,
    check_type,
    facts_error,
    to_utc,
)
from followup_kit.timing._plan_items import Plan, PlanItem
from followup_kit.timing._process import Process, ProcessState
from followup_kit.timing._window import FollowupWindow


__all__ = ["plan"]

_SERVICE: Final = "follow-up within 24-48 hours of the interview"
_NEWS: Final = "news within 48 hours of the decision"
_PROMISE: Final = "the date the candidate was promised"
_FARTHEST: Final = timedelta(days=3660)
# How a process stands once such a decision was told; after any other it goes on.
_AFTER: Final[Mapping[str, ProcessState]] = {
    "on_hold": "on_hold",
    "position_closed": "closed",
    "rejected": "closed",
    "talent_pool": "closed",
    "withdrawal_acknowledged": "closed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A process at a moment."""

    process: Process
    now: datetime
    today: date
    calendar: BusinessCalendar

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.process.zone).date()

    @property
    def state(self) -> ProcessState:
        """How it stands, even if the host has not noted that the decision was told."""
        process = self.process
        if process.state != "decided" or process.decided_at is None:
            return process.state
        decided = process.decided_at.astimezone(UTC)
        told = any(
            kind == process.decision and decided <= sent_at <= self.now
            for sent_at, kind in process.contacts
        )
        return _AFTER.get(process.decision or "", "in_progress") if told else "decided"

    @property
    def missed(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.process.promised if day < self.today)


def plan(
    process: Process,
    *,
    at: datetime,
    calendar: BusinessCalendar | None = None,
    heartbeats: HeartbeatRule | Literal["by_country", "off"] = "by_country",
    horizon: timedelta = timedelta(days=14),
) -> Plan:
    """
    Return what is owed to a candidate from a moment on.

    Thank-you notes after interviews that no message followed; heartbeats while
    nothing is decided; dates promised, kept or missed; a decision not told yet; legal
    deadlines. A decision that is to be told stands for everything but the law, until a
    message of its kind has left: after a no nothing is owed, after any other decision
    the process goes on.

    Args:
        process: Interviews, messages sent and state.
        at: The moment, as an aware datetime: the host's "now".
        calendar: Working days. Without it, the weekends of the country that the
            candidate's zone lies in, and no holidays. Legal deadlines follow the
            calendar of their own country, without the company's closing days.
        heartbeats: How often a waiting candidate hears something; by default the
            custom of the calendar's country, else every 2-3 working days. None are
            owed before an interview that is arranged, nor on hold until a promised day.
        horizon: How far ahead heartbeats are listed, each as if those before it were
            sent on their day. Everything else is listed whenever it is due.

    Raises:
        TimeError: *at* is no aware moment.
        FactsError:
            Codes ``wrong_type``, ``not_a_choice`` and, for a horizon that is negative
            or longer than 3,660 days, ``out_of_range``.
    """
    check_type(process, Process, "process")
    now = to_utc(at, "at")
    _check_horizon(horizon)
    days = zone_calendar(process.zone.key) if calendar is None else calendar
    check_type(days, BusinessCalendar, "calendar")
    today = now.astimezone(process.zone).date()
    scene = _Scene(process=process, now=now, today=today, calendar=days)
    items = list(_service_items(scene))
    rule = _chosen_rule(heartbeats, days)
    if rule is not None and scene.state in {"in_progress", "on_hold"}:
        items += _heartbeats(scene, items, rule, today + horizon)
    legal = LegalPlan()
    if process.legal is not None:
        holidays = days.holidays
        legal = plan_legal(process, process.legal, now, holidays=holidays)
    items += legal.items
    return Plan(
        today=today,
        items=tuple(sorted(items, key=lambda i: (i.due, i.latest, i.reason, i.path))),
        keep=legal.keep,
        undated=legal.undated,
        legal_notes=legal.notes,
        notes=days.notes,
    )


def _chosen_rule(
    heartbeats: HeartbeatRule | Literal["by_country", "off"], days: BusinessCalendar
) -> HeartbeatRule | None:
    if isinstance(heartbeats, HeartbeatRule):
        return heartbeats
    check_choice(heartbeats, ("by_country", "off"), "heartbeats")
    return None if heartbeats == "off" else heartbeat_rule(days.country)


def _check_horizon(horizon: timedelta) -> None:
    check_type(horizon, timedelta, "horizon")
    if not timedelta(0) <= horizon <= _FARTHEST:
        raise facts_error(
            "horizon",
            "out_of_range",
            f"lies outside 0 to {_FARTHEST.days} days.",
            "Pass a timedelta within them.",
        )


def _service_items(scene: _Scene) -> Iterator[PlanItem]:
    state = scene.state
    if state == "closed":
        return
    if state == "decided":
        yield _decision(scene)
        return
    yield from _thank_yous(scene)
    yield from _promises(scene)


def _decision(scene: _Scene) -> PlanItem:
    process = scene.process
    decided = (process.decided_at or scene.now).astimezone(UTC)
    window = FollowupWindow.from_end(
        decided, zone=process.zone, calendar=scene.calendar
    )
    latest = scene.day(window.closes.due)
    latest_at: datetime | None = window.closes.due
    ahead = [day for day, _ in process.promised if day >= scene.today]
    note = ""
    if ahead and ahead[0] < latest:
        latest, latest_at = ahead[0], None
        note = "Promised earlier than 48 hours after the decision."
    return PlanItem(
        reason="decision",
        kind=process.decision,
        due=min(scene.day(decided), latest),
        latest=latest,
        ideal_at=window.ideal.due,
        latest_at=latest_at,
        source=_NEWS,
        path="decided_at",
        missed=scene.missed,
        note=note,
    )


def _thank_yous(scene: _Scene) -> Iterator[PlanItem]:
    """
    Yield what is owed after interviews; one message for all that have passed.

    A message that is only scheduled stands for one if it leaves within its window.
    """
    windows = [
        (_window_after(scene, end), index) for end, index in scene.process.by_end
    ]
    owed = [(w, index) for w, index in windows if not _is_followed_up(scene, w)]
    past = [entry for entry in owed if entry[0].opens <= scene.now]
    for window, index in [*past[-1:], *(e for e in owed if e not in past)]:
        end = window.opens
        others = [entry[1] for entry in past[:-1]] if end <= scene.now else []
        yield PlanItem(
            reason="thank_you",
            kind="decision_pending",
            due=scene.day(end),
            latest=scene.day(window.closes.due),
            ideal_at=window.ideal.due,
            latest_at=window.closes.due,
            source=_SERVICE,
            path=f"interviews[{index}]",
            note="".join(f"Also covers interviews[{i}]. " for i in others).strip(),
        )


def _window_after(scene: _Scene, end: datetime) -> FollowupWindow:
    return FollowupWindow.from_end(
        end, zone=scene.process.zone, calendar=scene.calendar
    )


def _is_followed_up(scene: _Scene, window: FollowupWindow) -> bool:
    return any(
        window.opens <= sent_at
        and (sent_at <= scene.now or sent_at <= window.closes.due)
        for sent_at, _ in scene.process.contacts
    )


def _promises(scene: _Scene) -> Iterator[PlanItem]:
    missed = [(day, path) for day, path in scene.process.promised if day < scene.today]
    if missed:
        yield PlanItem(
            reason="missed_promise",
            kind="still_considered",
            due=missed[0][0],
            latest=missed[0][0],
            source=_PROMISE,
            path=missed[-1][1],
            missed=tuple(day for day, _ in missed),
            note="Apologise and name a new date.",
        )
    for day, path in scene.process.promised:
        if day >= scene.today:
            # A promised day off is kept by writing on the working day before it.
            due = max(scene.calendar.on_or_before(day), min(scene.today, day))
            yield PlanItem(
                reason="promise",
                kind="still_considered",
                due=due,
                latest=day,
                source=_PROMISE,
                path=path,
                note="News, or that there is none yet and until when.",
            )


def _heartbeats(
    scene: _Scene, items: list[PlanItem], rule: HeartbeatRule, until: date
) -> Iterator[PlanItem]:
    """Yield heartbeats; whatever else reaches the candidate starts the wait anew."""
    contact = _last_contact(scene)
    ahead = sorted(
        [max(_likely_day(scene, item), scene.today) for item in items]
        + [scene.day(at) for at, _ in scene.process.contacts if at > scene.now]
    )
    promised = any(item.reason == "promise" for item in items)
    if scene.state == "on_hold" and promised:
        return
    if contact is None:
        if not ahead:
            return
        contact = ahead[0]
    future = any(end > scene.now for end, _ in scene.process.by_end)
    while contact <= until:
        due, latest = rule.next_after(contact, scene.calendar)
        others = [day for day in ahead if contact < day <= max(latest, scene.today)]
        if others:
            contact = others[-1]
            continue
        if due > until or (future and not _interview_passed(scene, contact)):
            return
        yield PlanItem(
            reason="heartbeat",
            kind="still_considered",
            due=due,
            latest=latest,
            source=rule.source,
            path="messages",
        )
        contact = max(due, scene.today)


def _likely_day(scene: _Scene, item: PlanItem) -> date:
    """Return the day a message will probably leave."""
    return item.due if item.ideal_at is None else scene.day(item.ideal_at)


def _last_contact(scene: _Scene) -> date | None:
    """Return the last day the candidate was met or written to; None if not yet."""
    moments = [end for end, _ in scene.process.by_end]
    moments += [sent_at for sent_at, _ in scene.process.contacts]
    moments = [moment for moment in moments if moment <= scene.now]
    return scene.day(max(moments)) if moments else None


def _interview_passed(scene: _Scene, contact: date) -> bool:
    """Tell whether every arranged interview is over by a day."""
    return all(scene.day(end) <= contact for end, _ in scene.process.by_end)
