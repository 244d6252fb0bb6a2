"""Facts from records, checked again from the ground up, and held against each other."""

from __future__ import annotations

import copy
import logging
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from followup_kit.errors import FactsError
from followup_kit.models import (
    Interview,
    Rejected,
    Role,
    contradictions,
    load_facts,
    recheck_facts,
)
from tests.factories import interview, interview_record, outcome


SENT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def _contradictions(
    kind: str, sent: datetime | None = SENT, **changes: Any
) -> list[tuple[str, str]]:
    found = contradictions(interview(), outcome(kind, **changes), sent)
    return [(problem.path, problem.code) for problem in found]


def test_both_facts_report_at_once() -> None:
    """A host hears everything that is wrong with both records in one go."""
    with pytest.raises(FactsError) as caught:
        load_facts(interview_record(time_zone="X/Y", colour="red"), {"kind": "on_hold"})
    assert caught.value.paths == (
        "interview.time_zone",
        "interview.<unknown>"
        if "colour" not in str(caught.value)
        else "interview.colour",
        "outcome",
    )


def test_what_model_copy_let_through_is_found() -> None:
    """Values that skipped validation are found when a message is composed."""
    smuggled = interview().model_copy(
        update={"role": Role.model_construct(title="Boss\r\nBcc: x@example.org")}
    )
    with pytest.raises(FactsError) as caught:
        recheck_facts(smuggled, Rejected())
    assert caught.value.paths == ("interview.role.title",)


def test_what_model_construct_left_out_is_found() -> None:
    """A half-built interview is refused field by field."""
    with pytest.raises(FactsError) as caught:
        recheck_facts(Interview.model_construct(), Rejected())
    assert "interview.candidate" in caught.value.paths


def test_what_was_never_checked_is_remembered_through_pickles_and_copies() -> None:
    """A process pool or a copy does not turn unchecked facts into checked ones."""
    smuggled = interview().model_copy(update={"time_zone": "X/Y"})
    for facts in (
        pickle.loads(pickle.dumps(smuggled)),  # noqa: S301  our own bytes
        copy.copy(smuggled),
        copy.deepcopy(smuggled),
        smuggled.model_copy(),
    ):
        with pytest.raises(FactsError) as caught:
            recheck_facts(facts, Rejected())
        assert caught.value.paths == ("interview.time_zone",)


def test_unchecked_parts_are_checked_when_the_whole_is_built() -> None:
    """A part that skipped validation cannot hide inside facts that were built."""
    record = interview_record(role=Role.model_construct(title="\x07"))
    with pytest.raises(FactsError) as caught:
        Interview.model_validate(record)
    assert caught.value.paths == ("role.title",)


def test_facts_that_were_checked_are_not_checked_again() -> None:
    """Checked facts cannot change, so they are handed on as they are."""
    facts, decision = interview(), outcome("rejected")
    assert (facts, decision) == recheck_facts(facts, decision)
    assert recheck_facts(facts, decision)[0] is facts


def test_things_that_are_no_facts_are_refused() -> None:
    """A dict is no interview: load_facts is named as the remedy."""
    with pytest.raises(FactsError) as caught:
        recheck_facts({}, Rejected())  # type: ignore[arg-type]  # the point of it
    assert "load_facts" in str(caught.value)


def test_facts_are_immutable_and_hide_the_value_they_refuse() -> None:
    """Assignment fails without quoting what was assigned."""
    facts = interview()
    with pytest.raises(FactsError) as caught:
        facts.role = "SECRET"  # type: ignore[assignment]  # the point of it
    assert "SECRET" not in str(caught.value)
    with pytest.raises(FactsError):
        del facts.role


def test_reprs_and_logs_show_no_values(caplog: pytest.LogCaptureFixture) -> None:
    """Logging a fact tells which fields were set and nothing of what is in them."""
    with caplog.at_level(logging.INFO):
        logging.getLogger().info("%r %s", interview(), interview())
    for secret in ("Marta", "Kowalska", "example", "Platform", "migration"):
        assert secret not in caplog.text


def test_errors_hold_no_values_and_pickle() -> None:
    """What was wrong is told by path and code alone, also in another process."""
    with pytest.raises(FactsError) as caught:
        Interview.model_validate(
            interview_record(
                candidate={
                    "name": "SECRET\x00",
                    "email": "SECRET",
                    "locale": "SECRET!",
                },
                SECRET_SECRET="SECRET",
            )
        )
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own bytes
    assert (type(error), error.problems) == (FactsError, caught.value.problems)
    assert "SECRET\x00" not in repr(error)
    assert str(error).count("SECRET") == str(error).count("SECRET_SECRET") * 2


def test_interview_facts_pickle_and_copy() -> None:
    """Facts travel between processes as they are."""
    facts = interview()
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301  our own bytes


def test_a_round_that_is_over_is_refused() -> None:
    """An invitation to the past contradicts the send time."""
    slot = {"start": "2026-11-20T08:00Z", "end": "2026-11-20T09:30Z"}
    found = _contradictions(
        "next_round", slots=(), slot=slot, confirm_by=None, decision_by=None
    )
    assert found == [("outcome.slot", "in_the_past")]


def test_a_deadline_that_has_passed_is_refused() -> None:
    """A day in the past is no day to look forward to."""
    found = _contradictions("decision_pending", decision_by="2026-11-19")
    assert found == [("outcome.decision_by", "in_the_past")]


def test_the_day_of_sending_is_still_to_come_in_the_reader_s_zone() -> None:
    """Today is the reader's day: late in the evening in UTC it is tomorrow there."""
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    found = _contradictions("decision_pending", late, decision_by="2026-11-20")
    assert found == [("outcome.decision_by", "in_the_past")]
    found = _contradictions("decision_pending", late, decision_by="2026-11-21")
    assert found == []


def test_without_a_send_time_the_interview_s_end_is_the_measure() -> None:
    """What lies before the interview is wrong whenever the message leaves."""
    found = _contradictions("decision_pending", None, decision_by="2026-11-18")
    assert found == [("outcome.decision_by", "in_the_past")]


def test_a_message_before_the_interview_is_refused() -> None:
    """A follow-up follows."""
    early = datetime(2026, 11, 19, 12, tzinfo=UTC)
    assert ("send_at", "before_interview") in _contradictions("rejected", early)


def test_a_confirmation_after_the_event_is_refused() -> None:
    """One cannot confirm a meeting that has begun, nor decide before it."""
    found = _contradictions(
        "next_round", confirm_by="2026-12-05", decision_by="2026-11-30"
    )
    assert found == [
        ("outcome.confirm_by", "after_the_event"),
        ("outcome.decision_by", "before_the_event"),
    ]


def test_a_no_show_with_details_of_the_talk_is_refused() -> None:
    """What did not take place left no impression."""
    found = _contradictions("no_show")
    assert found == [("interview.highlights", "talk_did_not_happen")]


def test_answers_without_questions_are_refused() -> None:
    """There must be something to answer."""
    found = _contradictions("questions_answered")
    assert found == [("interview.questions", "missing")]


def test_a_no_show_can_be_told_while_the_hour_still_runs() -> None:
    """A missed meeting is known once it has begun, not when it would have ended."""
    facts = interview(highlights=[])
    during = datetime(2026, 11, 19, 13, 20, tzinfo=UTC)
    assert contradictions(facts, outcome("no_show"), during) == ()


def test_a_withdrawal_cannot_have_come_after_the_message() -> None:
    """What is acknowledged has happened."""
    found = _contradictions("withdrawal_acknowledged", received_on="2030-01-01")
    assert found == [("outcome.received_on", "in_the_future")]
