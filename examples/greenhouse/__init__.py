"""
From Greenhouse records to a follow-up: the code a host would write.

Greenhouse keeps an interview in three records: the scheduled interview, the
candidate and the application. It knows neither the candidate's language nor their
time zone, and one refusal record stands for both "we" and "they" said no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from followup_kit import (
    Candidate,
    Company,
    Interview,
    Outcome,
    Rejected,
    Role,
    Sender,
    WithdrawalAcknowledged,
)
from followup_kit.models import Feedback, Interviewer, Session
from followup_kit.names import PersonName


# The company's own questions whose answers are written for the candidate. Every
# other answer, "Private Notes" among them, stays in Greenhouse.
STRENGTH = "Strength to share with the candidate"
ADVICE = "Advice to share with the candidate"

Record = Mapping[str, Any]


def interview_from(
    scheduled: Record,
    candidate: Record,
    *,
    company: Company,
    sender: Sender,
    advertised_title: str,
    time_zone: str,
) -> Interview:
    """
    Return the interview in the facts' own terms.

    Args:
        scheduled: A scheduled interview; its times are instants in UTC.
        candidate: The candidate of its application.
        company: The employer, from the host's settings.
        sender: Who signs, from the host's settings.
        advertised_title: The job post's title; the job's own name is internal.
        time_zone: The zone of the office, which Greenhouse does not send.
    """
    return Interview(
        candidate=Candidate(
            name=PersonName(
                given=candidate["first_name"], surname=candidate["last_name"]
            ),
            email=personal_address(candidate["email_addresses"]),
            candidate_id=candidate["id"],
        ),
        company=company,
        role=Role(title=advertised_title),
        sender=sender,
        sessions=[session_from(scheduled)],
        time_zone=time_zone,
        interview_id=scheduled["id"],
        process_id=scheduled["application_id"],
    )


def session_from(scheduled: Record) -> Session:
    """Return the meeting; an all-day entry has no time and is for a person to sort."""
    start, end = scheduled["start"], scheduled["end"]
    if "date_time" not in start or "date_time" not in end:
        raise ValueError("An all-day entry has no time to write about.")
    return Session(
        start=start["date_time"],
        end=end["date_time"],
        interviewers=[Interviewer(name=p["name"]) for p in scheduled["interviewers"]],
    )


def personal_address(addresses: Sequence[Record]) -> str:
    """Return the address to write to: news of a job search never goes to work."""
    by_type = {address["type"]: address["value"] for address in addresses}
    return str(by_type.get("personal") or by_type.get("other") or by_type["work"])


def outcome_from(
    application: Record,
    scorecards: Sequence[Record],
    *,
    criteria: Mapping[int, str],
    keep_until: date,
) -> Outcome:
    """
    Return the outcome of an application that was closed.

    The type of the reason tells who said no: a candidate who withdrew must never
    read a rejection. Anything else is for a person to decide.

    Args:
        application: The application with its reason.
        scorecards: Only the answers written for the candidate are taken.
        criteria: The advertised requirement behind each reason, by reason id.
        keep_until: The last day on which the documents are kept.
    """
    reason = application["rejection_reason"]
    who = reason["type"]["name"]
    if who == "They rejected us":
        return WithdrawalAcknowledged(keep_until=keep_until)
    if who != "We rejected them":
        raise ValueError("The record does not say who said no.")
    return Rejected(
        criterion=criteria[reason["id"]],
        strengths=list(answers(scorecards, STRENGTH)),
        feedback=[
            Feedback(text=text, shareable=True) for text in answers(scorecards, ADVICE)
        ],
        keep_until=keep_until,
    )


def answers(scorecards: Sequence[Record], question: str) -> Iterator[str]:
    """Yield the answers to one question of the scorecards."""
    for scorecard in scorecards:
        for entry in scorecard["questions"]:
            if entry["question"] == question and entry["answer"]:
                yield entry["answer"]


def half_a_year_after(day: date) -> date:
    """Return the end of the period this host keeps documents for."""
    return day + timedelta(days=182)
