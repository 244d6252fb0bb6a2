"""Outcomes: found by kind, open to kinds of the host, strict about what they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import pytest
from pydantic import BaseModel, ValidationError

from followup_kit.errors import FactsError, OutcomeKindError
from followup_kit.models import (
    NextRound,
    Outcome,
    Prose,
    Rejected,
    outcome_kinds,
    shapes_of,
)
from tests.factories import outcome, sample_outcomes


class Referral(Outcome):
    """A kind of a host's own."""

    kind: Literal["referral"] = "referral"

    advice: Prose
    """Where to go from here."""

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """Return facts to try its letters with."""
        return ({"kind": "referral", "advice": "Talk to the Oslo office."},)


class Decision(BaseModel):
    """A model of a host's own, with an outcome in it."""

    outcome: Outcome
    history: list[Outcome] = []


def test_there_are_twelve_kinds_of_our_own() -> None:
    """The built-in kinds are the twelve that recruiters know."""
    own = {k for k, c in outcome_kinds().items() if c.__module__.startswith("followup")}
    assert own == {
        "decision_pending",
        "documents_requested",
        "next_round",
        "no_show",
        "offer_coming",
        "on_hold",
        "position_closed",
        "questions_answered",
        "rejected",
        "still_considered",
        "talent_pool",
        "withdrawal_acknowledged",
    }


def test_a_kind_finds_its_class() -> None:
    """Validating the abstract class builds the class of the kind."""
    assert type(Outcome.model_validate({"kind": "rejected"})) is Rejected


def test_the_outcome_has_no_default() -> None:
    """Nothing is decided by leaving the kind out."""
    for facts in ({}, {"kind": None}, {"kind": "hired"}, {"strengths": ["x"]}):
        with pytest.raises(FactsError) as caught:
            Outcome.model_validate(facts)
        assert caught.value.codes == ("unknown_kind",)


def test_the_abstract_class_cannot_be_built() -> None:
    """An outcome is always of a kind."""
    with pytest.raises(FactsError):
        Outcome()


def test_a_host_s_model_holds_an_outcome_whole() -> None:
    """A field typed Outcome validates to the right class and dumps all its fields."""
    decision = Decision(
        outcome=outcome("next_round"), history=[Referral(advice="Try Oslo.")]
    )
    back = Decision.model_validate_json(decision.model_dump_json())
    assert back == decision
    assert [type(o) for o in (back.outcome, *back.history)] == [NextRound, Referral]
    assert Decision.model_validate(decision.model_dump()) == decision


def test_a_host_s_model_reports_through_pydantic() -> None:
    """Inside a host's model a wrong outcome is pydantic's own validation error."""
    with pytest.raises(ValidationError):
        Decision.model_validate({"outcome": {"kind": "on_hold"}})


def test_a_kind_of_a_host_is_registered() -> None:
    """Subclassing is all it takes to add a kind."""
    assert outcome_kinds()["referral"] is Referral
    assert type(Outcome.model_validate(Referral.sample_facts()[0])) is Referral
    assert shapes_of(Referral)["advice"].shape == "text"


def test_two_classes_for_one_kind_are_an_error() -> None:
    """A clash names both classes when the second is defined."""
    with pytest.raises(OutcomeKindError) as caught:

        class MyRejection(Outcome):  # pyright: ignore[reportUnusedClass]  never defined
            """Claims a kind that is taken."""

            kind: Literal["rejected"] = "rejected"

    assert "MyRejection" in str(caught.value)
    assert "rejected.Rejected" in str(caught.value)
    assert outcome_kinds()["rejected"] is Rejected


def test_a_kind_whose_next_news_is_no_field_is_an_error() -> None:
    """A slip in the name of the field shows when the class is defined."""
    with pytest.raises(OutcomeKindError) as caught:

        class Slip(Outcome):  # pyright: ignore[reportUnusedClass]  never defined
            """Names a field that it does not have."""

            kind: Literal["slip"] = "slip"
            next_news: ClassVar[str | None] = "decide_by"

    assert ("unknown_field",) == caught.value.codes
    assert "slip" not in outcome_kinds()


def test_a_class_defined_again_replaces_itself() -> None:
    """A notebook cell that is run twice is not a clash."""

    def define() -> type[Outcome]:
        class Again(Outcome):
            """Defined at each call."""

            kind: Literal["again"] = "again"

        return Again

    define()
    second = define()
    assert outcome_kinds()["again"] is second


def test_every_sample_comes_back_from_json() -> None:
    """Each built-in sample survives JSON through the abstract class."""
    for sample in sample_outcomes():
        assert Outcome.model_validate_json(sample.model_dump_json()) == sample


@pytest.mark.parametrize(
    ("facts", "codes"),
    (
        ({"kind": "next_round"}, ("missing", "one_way_to_a_time")),
        (
            {"kind": "next_round", "stage": "x", "slots": [], "booking_url": "https:"},
            ("unsafe_link",),
        ),
        ({"kind": "decision_pending"}, ("missing", "missing")),
        ({"kind": "decision_pending", "next_steps": [], "decision_by": "2026-12-04"},
         ("too_few",)),
        ({"kind": "on_hold"}, ("open_ended_wait",)),
        ({"kind": "on_hold", "released": True, "update_by": "2026-12-04"},
         ("open_ended_wait",)),
        ({"kind": "on_hold", "released": "yes"}, ("not_a_flag",)),
        ({"kind": "no_show"}, ("one_way_forward",)),
        ({"kind": "talent_pool", "purpose": "x"}, ("missing", "missing")),
        ({"kind": "rejected", "cause": "culture_fit"}, ("not_a_choice",)),
        ({"kind": "rejected", "cause": "hiring_freeze", "criterion": "x"},
         ("two_reasons",)),
        ({"kind": "rejected", "score": 3}, ("unknown_field",)),
        ({"kind": "documents_requested", "documents": ["x"], "due": "2026-12-04"},
         ("missing",)),
    ),
)  # fmt: skip
def test_an_outcome_without_what_it_needs_is_refused(
    facts: dict[str, Any], codes: tuple[str, ...]
) -> None:
    """What would make a message false or unanswerable is refused, all of it at once."""
    with pytest.raises(FactsError) as caught:
        Outcome.model_validate(facts)
    assert caught.value.codes == codes


def test_a_fixed_slot_needs_a_place() -> None:
    """An invitation to a time without a place or a link is refused."""
    slot = {"start": "2026-12-01T10:00Z", "end": "2026-12-01T11:00Z"}
    with pytest.raises(FactsError) as caught:
        NextRound.model_validate({"stage": "Talk", "slot": slot})
    assert caught.value.paths == ("place",)


def test_feedback_is_internal_unless_marked() -> None:
    """Nobody shares a note by forgetting a field."""
    rejected = Rejected.model_validate({"feedback": [{"text": "note"}]})
    assert rejected.feedback[0].shareable is False


def test_the_json_schema_lists_every_kind() -> None:
    """A host can publish what it accepts."""
    schema = Outcome.model_json_schema()
    assert len(schema["oneOf"]) == len(outcome_kinds())


def test_a_host_can_leave_fields_out_of_a_dump() -> None:
    """Include and exclude reach into an outcome inside a host's model."""
    decision = Decision(
        outcome=Rejected.model_validate({"feedback": [{"text": "SECRET"}]})
    )
    stripped = decision.model_dump_json(exclude={"outcome": {"feedback"}})
    assert "SECRET" not in stripped
    chosen = decision.model_dump(include={"outcome": {"may_reapply"}})
    assert chosen == {"outcome": {"kind": "rejected", "may_reapply": False}}


def test_the_kind_is_never_left_out_of_a_dump() -> None:
    """What is dumped without its defaults can be loaded again."""
    decision = Decision(outcome=Rejected(criterion="SQL"))
    for dumped in (
        decision.model_dump(exclude_unset=True),
        decision.model_dump(exclude_defaults=True),
    ):
        assert Decision.model_validate(dumped) == decision
    assert "kind" in Rejected(criterion="SQL").model_dump(exclude_unset=True)


def test_a_kind_without_a_default_is_an_error() -> None:
    """A kind that nobody could leave out of a call is noticed at once."""
    with pytest.raises(OutcomeKindError) as caught:

        class Lost(Outcome):  # pyright: ignore[reportUnusedClass]  never defined
            """Forgets the default."""

            kind: Literal["lost"]

    assert caught.value.codes == ("kind_without_default",)


def test_slots_and_duration_agree() -> None:
    """A stated length that is not that of the slots is refused, as is a repeated slot."""
    slot = {"start": "2026-12-01T10:00Z", "end": "2026-12-01T11:30Z"}
    for facts, code in (
        ({"slot": slot, "place": "x", "duration": "PT15M"}, "contradictory_duration"),
        ({"slots": [slot, slot]}, "same_time_twice"),
    ):
        with pytest.raises(FactsError) as caught:
            NextRound.model_validate({"stage": "Talk", **facts})
        assert caught.value.codes == (code,)
