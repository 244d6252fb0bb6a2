"""
When something is owed to a candidate: send windows, working days, plans, the law.

Pure functions: the host brings "now". All instants are in UTC, all days those of the
candidate's calendar. What the law asks is information read from the sources named, not
legal advice. See ``docs/explanation/timeliness.md``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from followup_kit.timing._calendar import BusinessCalendar, HolidayUse
    from followup_kit.timing._day_table import Closure
    from followup_kit.timing._heartbeats import HeartbeatRule, heartbeat_rule
    from followup_kit.timing._hours import (
        SEND_HOURS,
        WORKING_HOURS,
        Channel,
        OpenHours,
        RollReason,
    )
    from followup_kit.timing._lateness import (
        Punctuality,
        is_late,
        missed_promises,
        punctuality,
        replaced_promises,
    )
    from followup_kit.timing._legal_deadlines import (
        LegalDeadline,
        LegalNote,
        Verdict,
        legal_deadlines,
        legal_notes,
    )
    from followup_kit.timing._legal_facts import (
        LegalFacts,
        legal_events,
        legal_questions,
    )
    from followup_kit.timing._legal_rules import (
        LEGAL_NOTICE,
        LegalCondition,
        LegalRule,
        RuleKind,
        legal_rules,
    )
    from followup_kit.timing._limits import CLOSES_AFTER, IDEAL_WITHIN
    from followup_kit.timing._periods import PeriodUnit
    from followup_kit.timing._plan import plan
    from followup_kit.timing._plan_items import Plan, PlanItem, PlanReason, Urgency
    from followup_kit.timing._process import Process, ProcessState, SentMessage
    from followup_kit.timing._weekends import WeekendCorrection, weekend_corrections
    from followup_kit.timing._window import (
        FollowupWindow,
        Limit,
        SendReason,
        SendTime,
        WindowState,
        WindowStatus,
    )


__all__ = [
    "CLOSES_AFTER",
    "IDEAL_WITHIN",
    "LEGAL_NOTICE",
    "SEND_HOURS",
    "WORKING_HOURS",
    "BusinessCalendar",
    "Channel",
    "Closure",
    "FollowupWindow",
    "HeartbeatRule",
    "HolidayUse",
    "LegalCondition",
    "LegalDeadline",
    "LegalFacts",
    "LegalNote",
    "LegalRule",
    "Limit",
    "OpenHours",
    "PeriodUnit",
    "Plan",
    "PlanItem",
    "PlanReason",
    "Process",
    "ProcessState",
    "Punctuality",
    "RollReason",
    "RuleKind",
    "SendReason",
    "SendTime",
    "SentMessage",
    "Urgency",
    "Verdict",
    "WeekendCorrection",
    "WindowState",
    "WindowStatus",
    "heartbeat_rule",
    "is_late",
    "legal_deadlines",
    "legal_events",
    "legal_notes",
    "legal_questions",
    "legal_rules",
    "missed_promises",
    "plan",
    "punctuality",
    "replaced_promises",
    "weekend_corrections",
]

# Loaded on first use: whoever asks only whether a message is late should not pay for
# plans and laws.
_NAMES = {
    "_calendar": "BusinessCalendar HolidayUse",
    "_day_table": "Closure",
    "_heartbeats": "HeartbeatRule heartbeat_rule",
    "_hours": "SEND_HOURS WORKING_HOURS Channel OpenHours RollReason",
    "_lateness": ("Punctuality is_late missed_promises punctuality replaced_promises"),
    "_legal_deadlines": "LegalDeadline LegalNote Verdict legal_deadlines legal_notes",
    "_legal_facts": "LegalFacts legal_events legal_questions",
    "_legal_rules": "LEGAL_NOTICE LegalCondition LegalRule RuleKind legal_rules",
    "_limits": "CLOSES_AFTER IDEAL_WITHIN",
    "_periods": "PeriodUnit",
    "_plan": "plan",
    "_plan_items": "Plan PlanItem PlanReason Urgency",
    "_process": "Process ProcessState SentMessage",
    "_weekends": "WeekendCorrection weekend_corrections",
    "_window": "FollowupWindow Limit SendReason SendTime WindowState WindowStatus",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value
