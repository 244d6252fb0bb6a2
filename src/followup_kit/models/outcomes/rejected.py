"""A rejection: a clear no, the reason as far as allowed, strengths, feedback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import Field

from followup_kit.errors import Problem
from followup_kit.models._base import ruled_by
from followup_kit.models._free_text import Feedback, Prose
from followup_kit.models._markers import Many
from followup_kit.models._organisation import Company
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models._values import ExternalCause, Flag, Link, ReasonPolicy
from followup_kit.models.outcomes._blocks import ANSWERS, FAREWELLS
from followup_kit.models.outcomes._expectations import CONVERSATION, KEPT_UNTIL


__all__ = ["Rejected"]

_FEEDBACK: Final = frozenset({"feedback", "feedback_call_url"})
_WITHHELD: Final[Mapping[ReasonPolicy, frozenset[str]]] = {
    "none": _FEEDBACK | {"cause", "criterion"},
    "external_cause": _FEEDBACK | {"criterion"},
    "criterion": _FEEDBACK,
    "criterion_and_feedback": frozenset(),
}


def _rules(given: Mapping[str, Any]) -> Iterator[Problem]:
    if given.get("criterion") and given.get("cause"):
        yield Problem(
            path="cause",
            code="two_reasons",
            message="stands beside a criterion: only one of them decided.",
            remedy="Keep the one that is true.",
        )


class Rejected(Outcome):
    """
    The application is not taken further.

    State either a criterion of the advertised requirements or a cause that lies with
    the employer; ``Company.reason_policy`` decides how much of it is printed.
    """

    kind: Literal["rejected"] = "rejected"

    criterion: Prose | None = None
    """The advertised requirement that decided, as in the advertisement."""

    cause: ExternalCause | None = None
    """A cause that lies with the employer."""

    strengths: Annotated[Many[Prose], Field(max_length=5)] = ()
    """What the interviewers actually saw and valued."""

    feedback: Annotated[Many[Feedback], Field(max_length=5)] = ()
    """Points the candidate can act on. Only shareable ones are printed."""

    feedback_call_url: Link | None = None
    """Where to book a call about it, only if such calls take place."""

    may_reapply: Flag = False
    """Invite them to apply again. Only if it is meant."""

    keep_until: Day | None = None
    """The last day on which the application documents are kept."""

    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        ANSWERS,
        "feedback_call",
        "feedback",
        "reapply open_door",
        "strengths",
        "data",
        "reason",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        CONVERSATION,
        Expected(
            ("outcome.criterion", "outcome.cause"),
            "clear",
            "State the criterion of the advertisement or the external cause.",
        ),
        Expected(
            ("outcome.strengths",),
            "reassuring",
            "Add a strength that was actually observed.",
        ),
        KEPT_UNTIL,
    )

    _apply_rules = ruled_by(_rules)

    def withheld(self, company: Company) -> frozenset[str]:
        """Return the fields that the company's reason policy keeps back."""
        return _WITHHELD[company.reason_policy]

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        return (
            {"kind": "rejected"},
            {"kind": "rejected", "cause": "hiring_freeze", "keep_until": "2027-05-31"},
            {
                "kind": "rejected",
                "criterion": "Experience with running databases in production",
                "strengths": [
                    "You explained the migration step by step.",
                    "You asked what the team finds hardest.",
                ],
                "feedback": [
                    {"text": "Bring one example with numbers.", "shareable": True},
                    {"text": "INTERNAL", "shareable": False},
                ],
                "feedback_call_url": "https://jobs.example.com/call",
                "may_reapply": True,
                "keep_until": "2027-05-31",
            },
        )
