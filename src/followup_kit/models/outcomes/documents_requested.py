"""Documents are needed: which, by when, and how to send them safely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from followup_kit.errors import Problem
from followup_kit.models._base import ruled_by
from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Many
from followup_kit.models._next_steps import DocumentField
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._time import Day
from followup_kit.models._values import Link
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS


__all__ = ["DocumentsRequested"]


def _rules(given: Mapping[str, Any]) -> Iterator[Problem]:
    if not (given.get("upload_url") or given.get("how_to_send")):
        yield Problem(
            path="upload_url",
            code="missing",
            message="is required, unless how_to_send says a safe way.",
            remedy="Say how to send the documents safely.",
        )


class DocumentsRequested(Outcome):
    """The candidate is asked for documents."""

    kind: Literal["documents_requested"] = "documents_requested"

    documents: Annotated[Many[DocumentField], Field(min_length=1, max_length=20)]
    """Which documents, each with why it is needed and whether it is optional."""

    due: Day
    """The day by which they are needed."""

    upload_url: Link | None = None
    """Where to upload them safely."""

    how_to_send: Prose | None = None
    """How to send them safely, if not by upload."""

    next_steps: Annotated[Many[Prose], Field(max_length=10)] = ()
    """What happens once they are there."""

    keep_until: Day | None = None
    """The last day on which they are kept."""

    may_precede_the_end: ClassVar[bool] = True
    due_after_interview: ClassVar[timedelta | None] = None

    essentials: ClassVar[tuple[str, ...]] = (
        "outcome.documents",
        "outcome.due|short",
        "outcome.upload_url",
        "outcome.how_to_send",
    )
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        ANSWERS,
        "next_steps next",
        "help late",
        "kept data",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(
            ("outcome.documents.reason",), "clear", "Say why each document is needed."
        ),
        Expected(("outcome.next_steps",), "clear", "Say what happens next."),
        Expected(("outcome.keep_until",), "lawful", "State until when they are kept."),
    )

    _apply_rules = ruled_by(_rules)

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        few: dict[str, Any] = {
            "kind": "documents_requested",
            "documents": ["Work permit"],
            "due": "2026-12-04",
            "upload_url": "https://jobs.example.com/upload",
        }
        return (
            few,
            {
                **few,
                "documents": [
                    {"name": "Work permit", "reason": "The law asks for it."},
                    {"name": "References", "optional": True},
                ],
                "upload_url": None,
                "how_to_send": "Hand them in at the reception, in an envelope.",
                "next_steps": ["We check them within two days."],
                "keep_until": "2027-05-31",
            },
        )
