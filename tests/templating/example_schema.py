"""A schema of two kinds, as the letters these tests render need it."""

from __future__ import annotations

from typing import Any

from followup_kit.templating import Field, Position, Schema


def field(path: str, position: Position = "name", **more: Any) -> Field:
    """Return a required field."""
    return Field(path=path, position=position, **more)


def maybe(path: str, position: Position = "name", **more: Any) -> Field:
    """Return an optional field."""
    return Field(path=path, position=position, optional=True, **more)


COMMON = (
    field("role"),
    field("company"),
    maybe("company.jobs", "url"),
    maybe("company.privacy", "url"),
    field("sender"),
    field("sender.surname"),
    maybe("sender.role"),
    maybe("sender.phone"),
    field("interview.day", "day", forms=("short",)),
    maybe("interview.interviewers", forms=("with_roles",)),
    maybe("interview.highlights", "prose", many=True),
    maybe(
        "interview.questions",
        "prose",
        many=True,
        items=(
            field("question", "prose"),
            maybe("answer", "prose"),
            maybe("answered_by"),
            maybe("answer_by", "day", forms=("short",)),
        ),
    ),
    maybe("message.late", "flag"),
)

REJECTED = (
    maybe(
        "outcome.cause",
        "phrase",
        enum="cause",
        choices=("position_filled", "hiring_freeze", "role_changed"),
    ),
    maybe("outcome.criterion", "prose"),
    maybe("outcome.strengths", "prose", many=True),
    maybe("outcome.feedback", "prose", many=True),
    maybe("outcome.feedback_call", "url"),
    maybe("outcome.reapply", "flag"),
    maybe("outcome.keep_until", "day"),
)

NEXT_ROUND = (
    field("outcome.stage"),
    maybe("outcome.slot", "line"),
    maybe("outcome.slots", "line", many=True),
    maybe("outcome.booking", "url"),
    maybe("outcome.duration"),
    maybe("outcome.place"),
    maybe("outcome.video", "url"),
    maybe("outcome.backup"),
    maybe("outcome.interviewers", forms=("with_roles",)),
    maybe("outcome.format", "prose"),
    maybe("outcome.assessed", "prose"),
    maybe("outcome.pay_range"),
    maybe("outcome.documents", "prose", many=True),
    maybe("outcome.preparation", "prose", many=True),
    maybe("outcome.confirm_by", "day"),
    maybe("outcome.reschedule", "url"),
    maybe("outcome.decision_by", "day"),
)

SCHEMA = Schema(COMMON, {"rejected": REJECTED, "next_round": NEXT_ROUND})
