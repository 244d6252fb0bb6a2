"""Sample interviews and sample outcomes paired so that nothing contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from followup_kit.checking._samples import sample_records
from followup_kit.errors import FollowupError
from followup_kit.models import Interview, Outcome, contradictions


__all__ = [
    "FULLEST",
    "SampleCase",
    "cases_of",
    "outcome_samples",
    "sample_cases",
    "valid_pair",
]


FULLEST: Final = "every fact"
"""The sample interview that has every fact."""


@dataclass(frozen=True, slots=True)
class SampleCase:
    """
    Facts for one message, which contradict one another nowhere.

    Attributes:
        sample: The name of the sample interview.
        number: The number of the sample outcome of the kind, counted from 1.
        interview: The interview, adapted to the kind where it has to be.
        outcome: The outcome.
        send_at: When the message leaves; None if that is not known.
        record: The interview as plain values.
        facts: The outcome as plain values.
    """

    sample: str
    number: int
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
    every = (*model.sample_facts(), *more)
    return [
        {
            key: value
            for key, value in model.model_validate(dict(facts))
            .model_dump(mode="json")
            .items()
            if value is not None and value != []
        }
        for facts in every
    ]


def cases_of(
    model: type[Outcome], samples: Sequence[Mapping[str, Any]]
) -> list[SampleCase]:
    """
    Return sample interviews together with sample outcomes, the fullest first.

    The fullest and the barest interview meet every outcome. The others, which differ
    from them in one respect, meet the last outcome, which has the most facts.
    """
    cases: list[SampleCase] = []
    for index, (name, record, send_at) in enumerate(sample_records()):
        for number, facts in enumerate(samples, start=1):
            if index < 2 or number == len(samples):
                cases += _case((name, number), record, model, facts, send_at)
    return cases


def sample_cases(
    model: type[Outcome], facts: Sequence[Mapping[str, Any]] = ()
) -> tuple[SampleCase, ...]:
    """
    Return everything that letters of a kind are tried with.

    Args:
        model: The kind.
        facts: Further sample outcomes, beside ``sample_facts()`` of the kind.

    Raises:
        FactsError: A sample is not what the kind takes.
    """
    return tuple(cases_of(model, outcome_samples(model, facts)))


def _case(
    name: tuple[str, int],
    record: Mapping[str, Any],
    model: type[Outcome],
    facts: Mapping[str, Any],
    send_at: str | None,
) -> Iterator[SampleCase]:
    moment = datetime.fromisoformat(send_at) if send_at else None
    moments = (moment, None) if moment else (None,)
    for adapted in _adapted(record):
        for when in moments:
            pair = valid_pair(adapted, model, facts, when)
            if pair is not None:
                yield SampleCase(*name, *pair, when, adapted, facts)
                return


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
