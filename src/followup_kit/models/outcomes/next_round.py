"""An invitation to the next round, with all that is needed to come prepared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from followup_kit.errors import Problem
from followup_kit.models._base import has_one, ruled_by
from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Many
from followup_kit.models._next_steps import DocumentField, Slot
from followup_kit.models._outcome import Expected, Outcome
from followup_kit.models._people import Interviewer
from followup_kit.models._plain_times import elapsed
from followup_kit.models._text import Localized
from followup_kit.models._time import Day, Duration
from followup_kit.models._values import Flag, Link
from followup_kit.models.outcomes._blocks import ANSWERS, CONVERSATION_BLOCKS, FAREWELLS


__all__ = ["NextRound"]


def _rules(given: Mapping[str, Any]) -> Iterator[Problem]:
    slot, slots = given.get("slot"), given.get("slots") or ()
    if bool(slot) + bool(slots) + bool(given.get("booking_url")) != 1:
        yield Problem(
            path="",
            code="one_way_to_a_time",
            message="needs exactly one of slot, slots and booking_url.",
            remedy="Fix a time, offer several, or let the candidate pick one.",
        )
    if slots:
        yield from _choice_rules(slots)
    duration = given.get("duration")
    if isinstance(duration, timedelta):
        yield from _duration_rules(duration, slot, slots)
    if slot and not (given.get("place") or given.get("video_url")):
        yield Problem(
            path="place",
            code="missing",
            message="is required for a fixed slot, unless there is a video_url.",
            remedy="Say where the meeting takes place.",
        )


def _choice_rules(slots: Any) -> Iterator[Problem]:
    if has_one(slots):
        yield Problem(
            path="slots",
            code="single_choice",
            message="offers a choice of one.",
            remedy="Use slot for a fixed time.",
        )
    built = _built(slots)
    if len({slot.start.astimezone(UTC) for slot in built}) < len(built):
        yield Problem(
            path="slots",
            code="same_time_twice",
            message="offers one time twice.",
            remedy="Leave the repeated one out.",
        )


def _duration_rules(duration: timedelta, slot: Any, slots: Any) -> Iterator[Problem]:
    times = [*_built(slots), *_built((slot,))]
    if any(elapsed(time.start, time.end) != duration for time in times):
        yield Problem(
            path="duration",
            code="contradictory_duration",
            message="is not the length of the slots.",
            remedy="Leave it out where slots say it by their end.",
        )


def _built(slots: Any) -> list[Slot]:
    # Rules are asked of what was handed in, too, where that is no list of slots.
    if not isinstance(slots, list | tuple):
        return []
    return [slot for slot in slots if isinstance(slot, Slot)]


class NextRound(Outcome):
    """
    The candidate is invited to a next round.

    The time is one of three: a fixed ``slot``, several ``slots`` to choose from, or
    a ``booking_url`` where they choose. A fixed slot needs a place or a video link.
    """

    kind: Literal["next_round"] = "next_round"

    stage: Localized
    """The stage's name as candidates know it, such as "technical interview"."""

    slot: Slot | None = None
    """The fixed time."""

    slots: Annotated[Many[Slot], Field(max_length=10)] = ()
    """Times to choose from, at least two."""

    booking_url: Link | None = None
    """Where the candidate picks a time."""

    duration: Duration | None = None
    """How long it takes. A slot says so itself by its end."""

    place: Localized | None = None
    """Where it takes place, with the address."""

    video_url: Link | None = None
    """The link to join online."""

    backup: Localized | None = None
    """What to do if the connection fails, such as a number to call."""

    interviewers: Annotated[Many[Interviewer], Field(max_length=20)] = ()
    """Who will be there."""

    format: Prose | None = None
    """How the round runs."""

    assessed: Prose | None = None
    """What is looked at."""

    documents: Annotated[Many[DocumentField], Field(max_length=20)] = ()
    """What to bring or send."""

    preparation: Annotated[Many[Prose], Field(max_length=20)] = ()
    """How to prepare."""

    offer_adjustments: Flag = True
    """Offer everybody adjustments such as extra time, asking for no diagnosis."""

    confirm_by: Day | None = None
    """The day by which to confirm or choose."""

    reschedule_url: Link | None = None
    """Where to move it. Without it, a reply does."""

    decision_by: Day | None = None
    """The day by which they hear after this round."""

    pay_range: Localized | None = None
    """The pay range, where it is to be stated."""

    travel_costs: Prose | None = None
    """Who pays for the journey."""

    recording_notice: Prose | None = None
    """What is recorded and why, where consent is needed."""

    screening_notice: Prose | None = None
    """That an automated tool takes part, where that must be said."""

    essentials: ClassVar[tuple[str, ...]] = (
        "outcome.stage",
        "outcome.slot",
        "outcome.slots",
        "outcome.booking_url",
        "outcome.place",
        "outcome.video_url",
        "outcome.confirm_by|short",
        "outcome.reschedule_url",
        "outcome.pay_range",
        "outcome.recording_notice",
        "outcome.screening_notice",
    )
    dispensable: ClassVar[tuple[str, ...]] = (
        *FAREWELLS,
        *CONVERSATION_BLOCKS,
        ANSWERS,
        "preparation prepare",
        "access adjustments adjustments_offer",
        "documents bring",
        "details[]",
        "after",
        "delay short_delay",
    )

    expects: ClassVar[tuple[Expected, ...]] = (
        Expected(("outcome.format",), "clear", "Say how the round runs."),
        Expected(("outcome.assessed",), "clear", "Say what is looked at."),
        Expected(
            ("outcome.place", "outcome.video_url"), "clear", "Say where it takes place."
        ),
        Expected(("outcome.interviewers",), "clear", "Say who will be there."),
        Expected(("outcome.preparation",), "clear", "Say how to prepare."),
        Expected(
            ("outcome.confirm_by",), "clear", "State the day by which to confirm."
        ),
        Expected(
            ("outcome.decision_by",),
            "timely",
            "State the day by which they hear after this round.",
        ),
        Expected(
            ("outcome.duration", "outcome.slot", "outcome.slots"),
            "clear",
            "State how long the round takes.",
        ),
        Expected(
            ("outcome.offer_adjustments",), "reassuring", "Offer adjustments to all."
        ),
        Expected(
            ("interview.highlights",),
            "personal",
            "Add a specific point of the conversation.",
        ),
    )

    _apply_rules = ruled_by(_rules)

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try letters of this kind with."""
        few: dict[str, Any] = {"kind": "next_round", "stage": "Technical interview"}
        first, second = "2026-12-01T10:00+01:00[Europe/Berlin]", "2026-12-01T11:30"
        slot = {"start": first, "end": f"{second}+01:00[Europe/Berlin]"}
        other = {
            "start": "2026-12-02T14:00+01:00[Europe/Berlin]",
            "end": "2026-12-02T15:30+01:00[Europe/Berlin]",
        }
        return (
            {**few, "booking_url": "https://jobs.example.com/book?id=7&x=1"},
            {**few, "slot": slot, "video_url": "https://meet.example.com/abc"},
            {
                **few,
                "slots": [slot, other],
                "duration": "PT90M",
                "place": "12 Harbour Street, 3rd floor",
                "backup": "+49 30 1234567",
                "interviewers": [{"name": "Kim Novak", "role": "Head of Platform"}],
                "format": "A conversation about a system you know well.",
                "assessed": "How you weigh trade-offs.",
                "documents": ["Photo ID", {"name": "Portfolio", "optional": True}],
                "preparation": ["Think of a system you would like to talk about."],
                "confirm_by": "2026-11-27",
                "reschedule_url": "https://jobs.example.com/move",
                "decision_by": "2026-12-08",
                "pay_range": "€70,000-85,000 a year",
                "travel_costs": "We pay a second-class ticket.",
                "recording_notice": "Nothing is recorded.",
                "screening_notice": "No automated tool takes part.",
            },
        )
