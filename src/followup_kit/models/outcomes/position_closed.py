"""The role is closed, filled or cancelled, and with it the application for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Phrased
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models._values import Flag
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS
from followup_kit.models.outcomes._expectations import CONVERSATION, KEPT_UNTIL


__all__ = ["PositionClosed"]


class PositionClosed(Outcome):
    """The role is closed. For a candidate who was turned down, use ``Rejected``."""

    kind: Literal["position_closed"] = "position_closed"

    closure: Annotated[Literal["filled", "cancelled"], Phrased("choice", "closure")]
    """Filled in another way, or closed with nobody chosen."""

    reason: Prose | None = None
    """The cause, which lies with the employer."""

    may_reapply: Flag = False
    """Invite them to apply for other roles. Only if it is meant."""

    keep_until: Day | None = None
    """The last day on which the application documents are kept."""

    may_precede_the_end: ClassVar[bool] = True

    essentials: ClassVar[tuple[str, ...]] = (
        "outcome.closure.filled",
        "outcome.closure.cancelled",
    )
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        ANSWERS,
        "reapply open_door door",
        "reason",
        "data",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(("outcome.reason",), "honest", "State why the role was closed."),
        CONVERSATION,
        KEPT_UNTIL,
    )

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        return (
            {"kind": "position_closed", "closure": "cancelled"},
            {
                "kind": "position_closed",
                "closure": "filled",
                "reason": "A colleague from another team took on the role.",
                "may_reapply": True,
                "keep_until": "2027-05-31",
            },
        )
