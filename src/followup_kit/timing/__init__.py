"""
When something is owed to a candidate: send windows, working days, plans, the law.

Pure functions: the host brings "now". All instants are in UTC, all days those of the
candidate's calendar. What the law asks is information read from the sources named, not
legal advice. See ``docs/explanation/timeliness.md``.
"""

from __future__ import annotations

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
)
from followup_kit.timing._legal_deadlines import (
    LegalDeadline,
    LegalNote,
    Verdict,
    legal_deadlines,
    legal_notes,
)
from followup_kit.timing._legal_facts import LegalFacts, legal_events, legal_questions
from followup_kit.timing._legal_rules import (
    LEGAL_NOTICE,
    LegalCondition,
    LegalRule,
    RuleKind,
    legal_rules,
)
from followup_kit.timing._plan import plan
from followup_kit.timing._plan_items import Plan, PlanItem, PlanReason, Urgency
from followup_kit.timing._process import Process, ProcessState, SentMessage
from followup_kit.timing._weekends import WeekendCorrection, weekend_corrections
from followup_kit.timing._window import (
    CLOSES_AFTER,
    IDEAL_WITHIN,
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
    "weekend_corrections",
]
