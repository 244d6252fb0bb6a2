"""The role is paused: what that means for the application, and when they hear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from followup_kit.errors import Problem
from followup_kit.models._base import ruled_by
from followup_kit.models._free_text import Prose
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models._values import Flag
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS


__all__ = ["OnHold"]


def _rules(given: Mapping[str, Any]) -> Iterator[Problem]:
    if bool(given.get("update_by")) == bool(given.get("released")):
        yield Problem(
            path="",
            code="open_ended_wait",
            message="needs exactly one of update_by and released.",
            remedy="Set the day of the next news, or release the candidate.",
        )


class OnHold(Outcome):
    """
    The role is paused.

    Either the candidate waits and hears by ``update_by``, or they are ``released``:
    never an open-ended wait.
    """

    kind: Literal["on_hold"] = "on_hold"

    update_by: Day | None = None
    """The day by which they hear how it stands."""

    released: Flag = False
    """True if the company does not ask them to wait."""

    reason: Prose | None = None
    """The cause, which lies with the employer."""

    unrelated_to_candidate: Flag = False
    """True only if the pause has nothing to do with them."""

    may_precede_the_end: ClassVar[bool] = True

    next_news: ClassVar[str | None] = "update_by"
    essentials: ClassVar[tuple[str, ...]] = (
        "outcome.update_by|short",
        "outcome.released",
    )
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        ANSWERS,
        "reason",
        "unrelated",
        "short_changed",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(("outcome.reason",), "honest", "State the cause of the pause."),
    )

    _apply_rules = ruled_by(_rules)

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        return (
            {"kind": "on_hold", "update_by": "2027-01-15"},
            {"kind": "on_hold", "released": True},
            {
                "kind": "on_hold",
                "update_by": "2027-01-15",
                "reason": "The budget for next year is being decided.",
                "unrelated_to_candidate": True,
            },
        )
