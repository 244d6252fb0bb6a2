"""An offer is being prepared: intent, what is open, who sends what by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Many
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._people import Interviewer
from followup_kit.models._time import Day
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS
from followup_kit.models.outcomes._expectations import CONVERSATION


__all__ = ["OfferComing"]


class OfferComing(Outcome):
    """The company intends to make an offer. Worded as intent: it binds nobody yet."""

    kind: Literal["offer_coming"] = "offer_coming"

    open_points: Annotated[Many[Prose], Field(min_length=1, max_length=10)]
    """What is still open before the offer can be made."""

    offer_by: Day
    """The day by which the written offer, or news of it, comes."""

    offer_from: Interviewer | None = None
    """Who sends it. Without it, the sender of the message does."""

    essentials: ClassVar[tuple[str, ...]] = (
        "outcome.open_points",
        "outcome.offer_by|short",
        "outcome.offer_from",
    )
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        "schedule",
        ANSWERS,
        "deadlines",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (CONVERSATION,)

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        few: dict[str, Any] = {
            "kind": "offer_coming",
            "open_points": ["The works council has to agree."],
            "offer_by": "2026-12-04",
        }
        return (few, {**few, "offer_from": {"name": "Kim Novak", "role": "HR"}})
