"""Nothing is decided yet: thanks, what happens next, and when they hear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Many
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS
from followup_kit.models.outcomes._expectations import CONVERSATION, THANKS


__all__ = ["DecisionPending"]


class DecisionPending(Outcome):
    """The thank-you after the interview, while the decision is still open."""

    kind: Literal["decision_pending"] = "decision_pending"

    next_steps: Annotated[Many[Prose], Field(min_length=1, max_length=10)]
    """What happens next, step by step."""

    decision_by: Day
    """The day by which the candidate hears, whatever the news."""

    next_news: ClassVar[str | None] = "decision_by"
    essentials: ClassVar[tuple[str, ...]] = ("outcome.decision_by|short",)
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        "meantime deadlines",
        ANSWERS,
        "short_changed",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (THANKS, CONVERSATION)

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        return (
            {
                "kind": "decision_pending",
                "next_steps": ["The panel compares notes."],
                "decision_by": "2026-12-04",
            },
        )
