"""The candidate withdrew: it is recorded, and the door stays open where true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Literal

from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models._values import Flag, Link
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS
from followup_kit.models.outcomes._expectations import KEPT_UNTIL, THANKS


__all__ = ["WithdrawalAcknowledged"]


class WithdrawalAcknowledged(Outcome):
    """The candidate withdrew; systems often file that as "they rejected us"."""

    kind: Literal["withdrawal_acknowledged"] = "withdrawal_acknowledged"

    received_on: Day | None = None
    """The day the withdrawal arrived."""

    feedback_url: Link | None = None
    """Where they may say how the process was for them."""

    may_reapply: Flag = False
    """Say that they are welcome to apply again. Only if it is meant."""

    keep_until: Day | None = None
    """The last day on which the application documents are kept."""

    may_precede_the_end: ClassVar[bool] = True
    due_after_interview: ClassVar[timedelta | None] = None

    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        "feedback",
        "reapply open_door door",
        ANSWERS,
        "data",
    )

    expects: ClassVar[tuple[Expected, ...]] = (THANKS, KEPT_UNTIL)

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        return (
            {"kind": "withdrawal_acknowledged"},
            {
                "kind": "withdrawal_acknowledged",
                "received_on": "2026-11-20",
                "feedback_url": "https://jobs.example.com/feedback",
                "may_reapply": True,
                "keep_until": "2027-05-31",
            },
        )
