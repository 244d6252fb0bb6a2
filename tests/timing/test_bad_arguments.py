"""Whatever is handed to a public callable, errors are ours, with paths and remedies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import FunctionType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_kit import timing
from followup_kit.errors import FactsError, FollowupError
from followup_kit.timing import (
    WORKING_HOURS,
    BusinessCalendar,
    FollowupWindow,
    HeartbeatRule,
    LegalFacts,
    OpenHours,
    Process,
    SentMessage,
    heartbeat_rule,
    is_late,
    legal_deadlines,
    legal_notes,
    legal_rules,
    missed_promises,
    plan,
    punctuality,
    replaced_promises,
    weekend_corrections,
)
from tests.factories import interview


_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_DAY = date(2026, 11, 20)
_FACTS = interview(promises=[{"due": "2026-11-27"}])
_CALENDAR = BusinessCalendar(country="PL", holidays="ignored")
_WINDOW = FollowupWindow.for_interview(_FACTS)
_PROCESS = Process(interviews=(_FACTS,))
_LAW = LegalFacts(jurisdictions=("CA-ON",), events={"last_interview": _DAY})

# Each public callable with arguments that are right.
_CALLS: dict[str, tuple[Callable[..., Any], Mapping[str, Any]]] = {
    "BusinessCalendar": (
        BusinessCalendar,
        {
            "country": "DE",
            "subdivision": "BY",
            "closing_days": frozenset({_DAY}),
            "holidays": "ignored",
        },
    ),
    "BusinessCalendar.for_zone": (BusinessCalendar.for_zone, {"zone": "Asia/Tokyo"}),
    "BusinessCalendar.considers_holidays": (
        _CALENDAR.considers_holidays,
        {"year": 2026},
    ),
    "BusinessCalendar.closure": (_CALENDAR.closure, {"day": _DAY}),
    "BusinessCalendar.is_working_day": (_CALENDAR.is_working_day, {"day": _DAY}),
    "BusinessCalendar.on_or_after": (_CALENDAR.on_or_after, {"day": _DAY}),
    "BusinessCalendar.on_or_before": (_CALENDAR.on_or_before, {"day": _DAY}),
    "BusinessCalendar.add_working_days": (
        _CALENDAR.add_working_days,
        {"day": _DAY, "count": 3},
    ),
    "FollowupWindow.for_interview": (
        FollowupWindow.for_interview,
        {"interview": _FACTS, "calendar": _CALENDAR, "hours": WORKING_HOURS},
    ),
    "FollowupWindow.from_end": (
        FollowupWindow.from_end,
        {
            "ended": _NOW,
            "zone": "Europe/Berlin",
            "calendar": _CALENDAR,
            "hours": WORKING_HOURS,
        },
    ),
    "FollowupWindow.local": (_WINDOW.local, {"moment": _NOW}),
    "FollowupWindow.status": (_WINDOW.status, {"at": _NOW}),
    "FollowupWindow.best_send": (
        _WINDOW.best_send,
        {"after": _NOW, "channel": "sms"},
    ),
    "FollowupWindow.best_send with hours": (
        _WINDOW.best_send,
        {"after": _NOW, "channel": "post", "hours": WORKING_HOURS},
    ),
    "HeartbeatRule": (
        HeartbeatRule,
        {"first": 2, "latest": 3, "unit": "calendar_days", "source": "us"},
    ),
    "HeartbeatRule.next_after": (
        HeartbeatRule(first=2, latest=3).next_after,
        {"contact": _DAY, "days": _CALENDAR},
    ),
    "LegalCondition.holds": (legal_rules()[0].conditions[0].holds, {"value": 30}),
    "LegalDeadline.has_passed": (legal_deadlines(_LAW)[0].has_passed, {"on": _DAY}),
    "LegalFacts": (
        LegalFacts,
        {
            "jurisdictions": ("CA-ON",),
            "scope": {"employees": 30},
            "events": {"last_interview": _DAY},
        },
    ),
    "OpenHours": (
        OpenHours,
        {"start": time(9), "end": time(17), "day_off_start": time(10)},
    ),
    "PlanItem.urgency": (plan(_PROCESS, at=_NOW).items[0].urgency, {"today": _DAY}),
    "Process": (
        Process,
        {
            "interviews": (_FACTS,),
            "state": "decided",
            "messages": (SentMessage(kind="next_round", sent_at=_NOW),),
            "decided_at": _NOW,
            "decision": "rejected",
            "legal": _LAW,
        },
    ),
    "Process with a message": (
        lambda **fields: Process(
            interviews=(_FACTS,), messages=(SentMessage(**fields),)
        ),
        {"kind": "next_round", "sent_at": _NOW},
    ),
    "Process.last_interview_day": (_PROCESS.last_interview_day, {"at": _NOW}),
    "WeekendCorrection.holds_on": (weekend_corrections()[0].holds_on, {"day": _DAY}),
    "heartbeat_rule": (heartbeat_rule, {"country": "JP"}),
    "is_late": (
        is_late,
        {
            "interview": _FACTS,
            "send_at": _NOW,
            "allowed": timedelta(hours=4),
            "calendar": _CALENDAR,
        },
    ),
    "legal_deadlines": (legal_deadlines, {"facts": _LAW, "holidays": "ignored"}),
    "legal_notes": (legal_notes, {"facts": _LAW}),
    "missed_promises": (missed_promises, {"interview": _FACTS, "send_at": _NOW}),
    "plan": (
        plan,
        {
            "process": _PROCESS,
            "at": _NOW,
            "calendar": _CALENDAR,
            "heartbeats": "by_country",
            "horizon": timedelta(days=14),
        },
    ),
    "punctuality": (
        punctuality,
        {
            "interview": _FACTS,
            "send_at": _NOW,
            "allowed": timedelta(hours=4),
            "calendar": _CALENDAR,
        },
    ),
    "replaced_promises": (
        replaced_promises,
        {"interview": _FACTS, "send_at": _NOW, "new_day": _DAY},
    ),
}
_METHODS = (FunctionType, classmethod, staticmethod)
# What these hold is written by the library, never by a host.
_RESULTS = {
    "LegalCondition",
    "LegalDeadline",
    "LegalNote",
    "LegalRule",
    "Limit",
    "Plan",
    "PlanItem",
    "SendTime",
    "WeekendCorrection",
    "WindowStatus",
}
_WITHOUT_ARGUMENTS = {
    "legal_events",
    "legal_questions",
    "legal_rules",
    "weekend_corrections",
}
_ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    float("nan"),
    "",
    "x",
    "2026-01-01",
    b"DE",
    (),
    [],
    {},
    set(),
    ["email"],
    [None],
    {"employees": "many"},
    {"last_interview": date.max},
    {None: None},
    date.min,
    date.max,
    datetime.min,
    datetime.max,
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=ZoneInfo("Pacific/Kiritimati")),
    datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")),
    time(9, tzinfo=UTC),
    timedelta.min,
    timedelta.max,
    _CALENDAR,
    _FACTS,
)


_PARAMETERS = [
    pytest.param(name, parameter, id=f"{name}-{parameter}")
    for name, (_, arguments) in _CALLS.items()
    for parameter in arguments
]


def _call(name: str, parameter: str, value: object) -> FollowupError | None:
    function, arguments = _CALLS[name]
    try:
        function(**{**arguments, parameter: value})
    except FollowupError as error:
        return error
    return None


@pytest.mark.parametrize(("name", "parameter"), _PARAMETERS)
def test_odd_arguments_give_our_errors_or_none(name: str, parameter: str) -> None:
    """No raw error escapes, and ours all say where, what and how to mend it."""
    for value in _ODD:
        error = _call(name, parameter, value)
        if error is not None:
            for problem in error.problems:
                assert problem.path
                assert problem.code
                assert problem.message
                assert problem.remedy


@pytest.mark.parametrize(("name", "parameter"), _PARAMETERS)
def test_an_argument_of_no_type_at_all_is_refused(name: str, parameter: str) -> None:
    """No argument is taken unseen, and the error names it."""
    error = _call(name, parameter, object())

    assert error is not None
    assert parameter in " ".join(error.paths) or parameter in {"zone", "value"}


def test_the_sweep_forgets_no_public_callable() -> None:
    """Every name that can be called is swept, or is a result or without arguments."""
    swept = {name.partition(".")[0] for name in _CALLS} | {"SentMessage"}
    public = {n for n in timing.__all__ if _is_code(getattr(timing, n))}

    assert public == {
        name for name in swept | _RESULTS | _WITHOUT_ARGUMENTS if " " not in name
    }


def _is_code(value: object) -> bool:
    return callable(value) and getattr(value, "__module__", "").startswith(
        "followup_kit"
    )


def test_all_wrong_events_are_told_at_once() -> None:
    """The first wrong type does not hide the others, nor the order of the right ones."""
    with pytest.raises(FactsError) as caught:
        LegalFacts(
            jurisdictions=("IL",),
            scope={"employees": "many"},  # type: ignore[dict-item]  # on purpose
            events={
                "hiring_decided": "2026-01-01",  # type: ignore[dict-item]
                "other_person_hired": datetime(2026, 1, 1, tzinfo=UTC),
                "selection_ended": date(9999, 1, 1),
                "birthday": _DAY,
                "screening_started": _DAY,
                "last_interview": date(2026, 1, 1),
            },
        )

    assert [
        ("scope.employees", "wrong_type"),
        ("events.hiring_decided", "wrong_type"),
        ("events.other_person_hired", "wrong_type"),
        ("events.selection_ended", "out_of_range"),
        ("events", "unknown_event"),
        ("events.last_interview", "out_of_order"),
    ] == [(problem.path, problem.code) for problem in caught.value.problems]


def test_all_wrong_closing_days_are_told_at_once() -> None:
    """Each entry that is no day has its own problem."""
    with pytest.raises(FactsError) as caught:
        BusinessCalendar(closing_days=[_DAY, "2026-01-01", _NOW])  # type: ignore[arg-type]  # on purpose

    assert ("closing_days[1]", "closing_days[2]") == caught.value.paths


@pytest.mark.parametrize(
    ("name", "parameter", "value", "code"),
    (
        (
            "FollowupWindow.from_end",
            "ended",
            datetime(9999, 12, 31, tzinfo=UTC),
            "out_of_range",
        ),
        ("BusinessCalendar.closure", "day", "2026-01-01", "not_a_day"),
        ("BusinessCalendar", "closing_days", None, "wrong_type"),
        ("BusinessCalendar.add_working_days", "count", 10**9, "out_of_range"),
        ("OpenHours", "start", "9", "wrong_type"),
        ("FollowupWindow.best_send", "channel", ["email"], "wrong_type"),
        ("FollowupWindow.best_send", "channel", "post", "not_a_choice"),
        ("plan", "horizon", timedelta.max, "out_of_range"),
        ("is_late", "allowed", -timedelta(hours=1), "out_of_range"),
        ("Process", "state", ["decided"], "not_a_choice"),
        ("Process", "legal", "CA-ON", "wrong_type"),
        ("Process", "interviews", None, "wrong_type"),
    ),
)
def test_usual_slips(name: str, parameter: str, value: object, code: str) -> None:
    """What a host is likely to hand over by mistake has its own code."""
    error = _call(name, parameter, value)

    assert error is not None
    assert ((parameter,), (code,)) == (error.paths, error.codes)
