"""What no template may print never leaves, whatever the kind and the output."""

from __future__ import annotations

import logging

import pytest

from followup_kit import Composer
from followup_kit.errors import FollowupError
from followup_kit.models import Candidate, Feedback, Interview, Sender, shapes_of
from tests.factories import interview_record, sample_outcomes


CANARY = "CANARY7Q"


def _with_canaries() -> dict[str, object]:
    record = interview_record(
        interview_id=f"{CANARY}1",
        process_id=f"{CANARY}2",
        questions=[{"question": "Team size?", "answer": "Six."}],
    )
    record["candidate"] = {**record["candidate"], "candidate_id": f"{CANARY}3"}
    record["sessions"][0]["title"] = f"{CANARY}4"
    return record


def test_internal_fields_reach_no_output(caplog: pytest.LogCaptureFixture) -> None:
    """Planted secrets in every field without a mark appear in no kind's output."""
    composer = Composer()
    caplog.set_level(logging.DEBUG)
    for sample in sample_outcomes():
        record = _with_canaries()
        if sample.kind == "no_show":
            record |= {"highlights": [], "questions": []}
        changes = {"feedback": (Feedback(text=f"{CANARY}5"),)}
        outcome = sample.model_copy(update=changes if sample.kind == "rejected" else {})
        for locale in composer.offered_locales:
            followup = composer.compose(
                Interview.model_validate(record), outcome, locale=locale
            )
            outputs = (
                followup.to_json(),
                followup.to_email().as_string(),
                followup._repr_html_(),
                repr(followup),
                repr(followup.explain()),
                caplog.text,
            )
            assert not any(CANARY in output for output in outputs)


def test_errors_at_composing_carry_no_facts() -> None:
    """A refusal in the middle of composing names paths and no values."""
    record = interview_record(role={"title": {"ja": CANARY}})
    with pytest.raises(FollowupError) as caught:
        Composer().compose(Interview.model_validate(record), sample_outcomes()[0])
    error = caught.value
    assert CANARY not in f"{error!r} {error} {error.__cause__!r} {error.__context__!r}"


def test_ids_and_addresses_are_invisible_to_letters() -> None:
    """The marks on types are the allow-list, and ids and addresses carry none."""
    hidden = {"candidate_id", "interview_id", "process_id", "email"}
    for model in (Interview, Candidate, Sender):
        assert not set(shapes_of(model)) & hidden
