"""Answers to what the candidate asked, before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from followup_kit.errors import Problem
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models.outcomes._blocks import CONVERSATION_BLOCKS, FAREWELLS


if TYPE_CHECKING:
    from followup_kit.models._interview import Interview


__all__ = ["QuestionsAnswered"]


class QuestionsAnswered(Outcome):
    """Answers ``Interview.questions``. The state of the application is unchanged."""

    kind: Literal["questions_answered"] = "questions_answered"

    decision_by: Day | None = None
    """The day by which they hear about the application, if one was set."""

    may_precede_the_end: ClassVar[bool] = True
    due_after_interview: ClassVar[timedelta | None] = None

    next_news: ClassVar[str | None] = "decision_by"
    essentials: ClassVar[tuple[str, ...]] = ("outcome.decision_by|short",)
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(
            ("outcome.decision_by",),
            "timely",
            "State the day by which they hear about the application.",
        ),
    )

    def contradictions(self, interview: Interview) -> tuple[Problem, ...]:
        """Return that there is no question to answer."""
        if interview.questions:
            return ()
        message = "is required for this outcome: there is nothing to answer."
        return (
            Problem(
                "interview.questions", "missing", message, "Add the questions asked."
            ),
        )

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        return (
            {"kind": "questions_answered"},
            {"kind": "questions_answered", "decision_by": "2026-12-04"},
        )
