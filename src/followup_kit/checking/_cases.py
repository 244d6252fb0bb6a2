"""Sample interviews and sample outcomes paired so that nothing contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from followup_kit.checking._samples import sample_records
from followup_kit.errors import FollowupError
from followup_kit.models import Interview, Outcome, contradictions


__all__ = ["Case", "cases_of", "outcome_samples", "valid_pair"]


@dataclass(frozen=True, slots=True)
class Case:
    """Facts for one message. ``record`` and ``facts`` are the same as plain values."""

    sample: str
    interview: Interview
    outcome: Outcome
    send_at: datetime | None
    record: Mapping[str, Any]
    facts: Mapping[str, Any]


def outcome_samples(
    model: type[Outcome], more: Sequence[Mapping[str, Any]] = ()
) -> list[dict[str, Any]]:
    """
    Return the sample facts of a kind as plain values, its own first.

    Raises:
        FactsError: A sample is not what the kind takes.
    """
    return [
        model.model_validate(dict(facts)).model_dump(mode="json", exclude_unset=True)
        for facts in (*model.sample_facts(), *more)
    ]


def cases_of(model: type[Outcome], samples: Sequence[Mapping[str, Any]]) -> list[Case]:
    """Return every sample interview with every sample outcome that it can have."""
    return [
        case
        for name, record, send_at in sample_records()
        for number, facts in enumerate(samples, start=1)
        if (case := _case(f"{name}, facts {number}", record, model, facts, send_at))
    ]


def _case(
    name: str,
    record: Mapping[str, Any],
    model: type[Outcome],
    facts: Mapping[str, Any],
    send_at: str | None,
) -> Case | None:
    moment = datetime.fromisoformat(send_at) if send_at else None
    moments = (moment, None) if moment else (None,)
    for adapted in _adapted(record):
        for when in moments:
            pair = valid_pair(adapted, model, facts, when)
            if pair is not None:
                return Case(name, *pair, when, adapted, facts)
    return None


def _adapted(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the interview as it is, without a talk, and with a question."""
    yield dict(record)
    talk = {"highlights", "questions"}
    yield {key: value for key, value in record.items() if key not in talk}
    question = {"question": "Is there a training budget?", "answer": "Yes."}
    yield {**record, "questions": [question]}


def valid_pair(
    record: Mapping[str, Any],
    model: type[Outcome],
    facts: Mapping[str, Any],
    send_at: datetime | None,
) -> tuple[Interview, Outcome] | None:
    """Return both facts, or None if they are wrong or contradict one another."""
    try:
        interview = Interview.model_validate(dict(record))
        outcome = model.model_validate(dict(facts))
        wrong = contradictions(interview, outcome, send_at)
    except FollowupError:
        return None
    return None if wrong else (interview, outcome)
