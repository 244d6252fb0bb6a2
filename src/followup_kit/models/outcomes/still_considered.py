"""Still in the process: the decision takes longer than was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Literal

from followup_kit.models._free_text import Prose
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS


__all__ = ["StillConsidered"]


class StillConsidered(Outcome):
    """
    The candidate is still in the process and gets a new date.

    A promised date that has passed belongs in ``Interview.promises``: the letter
    then apologises for it, and in other words for a second one.
    """

    kind: Literal["still_considered"] = "still_considered"

    decision_by: Day
    """The new day by which the candidate hears, whatever the news."""

    delay_reason: Prose | None = None
    """Why it takes longer: explainable, and true."""

    due_after_interview: ClassVar[timedelta | None] = None

    next_news: ClassVar[str | None] = "decision_by"
    essentials: ClassVar[tuple[str, ...]] = ("outcome.decision_by|short",)
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        ANSWERS,
        "choice freedom",
        "reason",
        "short_changed",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(
            ("outcome.delay_reason",),
            "honest",
            "Say why it takes longer, in words that are true and explainable.",
        ),
    )

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        few = {"kind": "still_considered", "decision_by": "2026-12-11"}
        return (
            few,
            {**few, "delay_reason": "One interviewer was ill, so a talk had to move."},
        )
