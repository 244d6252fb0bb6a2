"""This process ended, and the candidate is asked into, or is in, the talent pool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Many, Phrased
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._text import Localized
from followup_kit.models._time import Day
from followup_kit.models._values import Link
from followup_kit.models.outcomes._blocks import ANSWERS, FAREWELLS
from followup_kit.models.outcomes._expectations import CONVERSATION


__all__ = ["TalentPool"]


class TalentPool(Outcome):
    """
    The process ended; the details are kept for later roles, with consent only.

    ``opt_in`` asks for consent: without a yes, nothing is kept. ``consent_given``
    confirms one that was given.
    """

    kind: Literal["talent_pool"] = "talent_pool"

    purpose: Localized
    """The kind of roles they would be told about, such as "data engineering"."""

    basis: Annotated[Literal["opt_in", "consent_given"], Phrased("choice", "basis")]
    """Whether consent is asked for or was given."""

    retain_until: Day
    """The last day on which the details are kept."""

    opt_in_url: Link | None = None
    """Where to say yes. Without it, a reply does."""

    withdraw_url: Link | None = None
    """Where to withdraw. Without it, a reply does."""

    strengths: Annotated[Many[Prose], Field(max_length=5)] = ()
    """Why them: what was actually observed."""

    essentials: ClassVar[tuple[str, ...]] = (
        "outcome.purpose",
        "outcome.basis.opt_in",
        "outcome.basis.consent_given",
        "outcome.retain_until",
        "outcome.opt_in_url",
        "outcome.withdraw_url",
    )
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        "strengths",
        ANSWERS,
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        CONVERSATION,
        Expected(
            ("company.privacy_url",), "lawful", "Add the link to the privacy notice."
        ),
    )

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        few: dict[str, Any] = {
            "kind": "talent_pool",
            "purpose": "Data engineering",
            "basis": "opt_in",
            "retain_until": "2027-11-30",
        }
        return (
            few,
            {**few, "opt_in_url": "https://jobs.example.com/yes"},
            {
                **few,
                "basis": "consent_given",
                "withdraw_url": "https://jobs.example.com/no",
                "strengths": ["You explained the migration step by step."],
            },
        )
