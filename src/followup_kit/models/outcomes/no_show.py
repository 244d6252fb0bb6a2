"""The meeting did not take place: a neutral word, and a way forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from followup_kit.errors import Problem
from followup_kit.models._base import has_one, ruled_by
from followup_kit.models._markers import Many
from followup_kit.models._next_steps import Slot
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._text import Localized
from followup_kit.models._time import Day
from followup_kit.models._values import Flag, Link
from followup_kit.models.outcomes._blocks import FAREWELLS


if TYPE_CHECKING:
    from followup_kit.models._interview import Interview


__all__ = ["NoShow"]


def _rules(given: Mapping[str, Any]) -> Iterator[Problem]:
    ways = [given.get("slots"), given.get("booking_url"), given.get("process_ends")]
    if sum(map(bool, ways)) != 1:
        yield Problem(
            path="",
            code="one_way_forward",
            message="needs exactly one of slots, booking_url and process_ends.",
            remedy="Offer new times, or say that the process ends.",
        )
    if has_one(given.get("slots")):
        yield Problem(
            path="slots",
            code="single_choice",
            message="offers a choice of one.",
            remedy="Offer at least two times, or a booking_url.",
        )
    if given.get("process_ends") and given.get("answer_by"):
        yield Problem(
            path="answer_by",
            code="nothing_to_answer",
            message="asks for an answer although the process ends.",
            remedy="Leave it out.",
        )


class NoShow(Outcome):
    """
    The candidate was not there, for whatever reason: none is asked for.

    The way forward is one of three: ``slots`` to choose from, a ``booking_url``, or
    ``process_ends``.
    """

    kind: Literal["no_show"] = "no_show"

    slots: Annotated[Many[Slot], Field(max_length=10)] = ()
    """New times to choose from."""

    booking_url: Link | None = None
    """Where the candidate picks a new time."""

    place: Localized | None = None
    """Where the new meeting would take place."""

    video_url: Link | None = None
    """The link to join it online."""

    process_ends: Flag = False
    """True if there is no new time."""

    answer_by: Day | None = None
    """The day by which to answer; after it, the application is closed."""

    may_precede_the_end: ClassVar[bool] = True
    due_after_interview: ClassVar[timedelta | None] = None

    essentials: ClassVar[tuple[str, ...]] = (
        "interview.appointment",
        "outcome.slots",
        "outcome.booking_url",
        "outcome.place",
        "outcome.video_url",
        "outcome.process_ends",
        "outcome.answer_by|short",
    )
    dispensable: ClassVar[tuple[str, ...]] = (*FAREWELLS, "mishap")

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(
            ("outcome.answer_by",),
            "clear",
            "State the day by which to answer.",
            unless=("outcome.process_ends",),
        ),
        Expected(("sender.phone",), "clear", "Add a telephone number to the sender."),
    )

    _apply_rules = ruled_by(_rules)

    def contradictions(self, interview: Interview) -> tuple[Problem, ...]:
        """Return traces of a talk that did not take place."""
        message = "is about a talk, but the outcome says that it did not take place."
        remedy = "Remove it, or choose another outcome."
        return tuple(
            Problem(f"interview.{field}", "talk_did_not_happen", message, remedy)
            for field in ("highlights", "questions")
            if getattr(interview, field)
        )

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        slots = [
            {
                "start": "2026-12-01T10:00+01:00[Europe/Berlin]",
                "end": "2026-12-01T10:45+01:00[Europe/Berlin]",
            },
            {
                "start": "2026-12-02T14:00+01:00[Europe/Berlin]",
                "end": "2026-12-02T14:45+01:00[Europe/Berlin]",
            },
        ]
        return (
            {"kind": "no_show", "process_ends": True},
            {"kind": "no_show", "booking_url": "https://jobs.example.com/book"},
            {
                "kind": "no_show",
                "slots": slots,
                "place": "12 Harbour Street, 3rd floor",
                "video_url": "https://meet.example.com/abc",
                "answer_by": "2026-11-27",
            },
        )
