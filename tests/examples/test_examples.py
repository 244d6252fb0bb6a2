"""The records that ship with the repository become messages, and keep their secrets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from examples import greenhouse, lever
from followup_kit import (
    Company,
    Interview,
    Rejected,
    Sender,
    WithdrawalAcknowledged,
    compose_followup,
)


FOLDER = Path(__file__).resolve().parents[2] / "examples"
COMPANY = Company(name="Fernhill Studios")
SENDER = Sender(name="Priya Nair", email="priya.nair@fernhill.example.com")


def _load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def _greenhouse() -> Interview:
    return greenhouse.interview_from(
        _load("greenhouse/scheduled_interview"),
        _load("greenhouse/candidate"),
        company=COMPANY,
        sender=SENDER,
        advertised_title="Operations Analyst",
        time_zone="America/Los_Angeles",
    )


def _lever() -> Interview:
    return lever.interview_from(
        _load("lever/interview")["data"],
        _load("lever/opportunity")["data"],
        _load("lever/application")["data"],
        company=COMPANY,
        sender=SENDER,
        advertised_title="Customer Support Lead",
    )


def _outcome(application: str) -> Rejected | WithdrawalAcknowledged:
    made = greenhouse.outcome_from(
        _load(f"greenhouse/{application}"),
        [_load("greenhouse/scorecard")],
        criteria={8120: "Writing SQL for reports"},
        keep_until=date(2027, 5, 20),
    )
    assert isinstance(made, Rejected | WithdrawalAcknowledged)
    return made


def test_a_rejection_from_greenhouse_shares_what_was_meant_to_be_shared() -> None:
    """Strength and advice are printed; private notes and internal names are not."""
    followup = compose_followup(
        _greenhouse(), _outcome("application_rejected"), locale="en"
    )
    assert "from two days to three hours" in followup.text
    assert "Write the queries" in followup.text
    everything = followup.to_json() + followup.to_email().as_string()
    for secret in ("PRIVATE", "INTERNAL", "lumen-freight", "95000", "silver"):
        assert secret not in everything


def test_they_rejected_us_becomes_a_withdrawal() -> None:
    """A candidate who took another offer never reads a rejection."""
    assert type(_outcome("application_withdrawn")) is WithdrawalAcknowledged


def test_a_record_that_does_not_say_who_said_no_is_refused() -> None:
    """A reason without a side is for a person to decide."""
    record = _load("greenhouse/application_rejected")
    record["rejection_reason"]["type"]["name"] = "None specified"
    with pytest.raises(ValueError, match="who said no"):
        greenhouse.outcome_from(record, [], criteria={}, keep_until=date(2027, 5, 20))


def test_news_goes_to_the_personal_address() -> None:
    """The work address of the present employer is not written to."""
    assert _greenhouse().candidate.email == "rosa.delgado@example.org"


def test_lever_milliseconds_become_an_instant_with_its_zone_and_end() -> None:
    """The start is the instant, the end is computed, the zone is the interview's."""
    (session,) = _lever().sessions
    assert session.start.isoformat() == "2026-11-20T11:00:00-08:00"
    assert session.end is not None
    assert session.end.isoformat() == "2026-11-20T11:45:00-08:00"


def test_lever_gives_the_candidate_s_language_and_zone_if_it_knows_them() -> None:
    """The header's first language and the zone of the application are taken."""
    facts = _lever()
    assert facts.candidate.locale == "en-US"
    assert facts.candidate.time_zone == "America/New_York"
    assert facts.candidate.name == "Aminata Keita"
    unknown = [lever.preferred_language(header) for header in (None, "", "*", "C")]
    assert unknown == [None, None, None, None]


def test_lever_s_internal_words_stay_behind() -> None:
    """Subject, note, headline and tags reach no part of the message."""
    followup = compose_followup(_lever(), Rejected())
    everything = followup.to_json() + followup.to_email().as_string()
    for secret in ("PRIVATE", "INTERNAL", "Onsite 2", "Quayside"):
        assert secret not in everything


def test_a_lever_withdrawal_is_told_by_its_reason() -> None:
    """The host lists the archive reasons that mean a withdrawal."""
    opportunity = {"archived": {"reason": "w1"}}
    made = lever.outcome_from(opportunity, withdrawn=["w1"], criteria={})
    assert type(made) is WithdrawalAcknowledged
    made = lever.outcome_from(opportunity, withdrawn=[], criteria={"w1": "SQL"})
    assert type(made) is Rejected


def test_a_cancelled_interview_is_refused() -> None:
    """There is nothing to follow up on."""
    record = _load("lever/interview")["data"] | {"canceledAt": 1795201200000}
    with pytest.raises(ValueError, match="cancelled"):
        lever.interview_from(
            record, {}, {}, company=COMPANY, sender=SENDER, advertised_title="x"
        )
