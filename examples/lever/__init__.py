"""
From Lever records to a follow-up: the code a host would write.

Lever gives the start in epoch milliseconds and the length in minutes, the name as
one string, and the candidate's language and zone only sometimes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale
from followup_kit.models import Interviewer, Session


Record = Mapping[str, Any]


def interview_from(
    interview: Record,
    opportunity: Record,
    application: Record,
    *,
    company: Company,
    sender: Sender,
    advertised_title: str,
) -> Interview:
    """
    Return the interview in the facts' own terms.

    ``subject``, ``note``, ``headline`` and ``tags`` are internal and stay behind.

    Args:
        interview: The interview's data; ``timezone`` is where it was arranged.
        opportunity: The opportunity's data.
        application: The application's data, which may know language and zone.
        company: The employer, from the host's settings.
        sender: Who signs, from the host's settings.
        advertised_title: The posting's title.
    """
    if interview["canceledAt"] is not None:
        raise ValueError("A cancelled interview has nothing to follow up on.")
    return Interview(
        candidate=Candidate(
            name=opportunity["name"],
            email=opportunity["emails"][0],
            locale=preferred_language(application["acceptLanguage"]),
            time_zone=application["timezone"],
            candidate_id=opportunity["id"],
        ),
        company=company,
        role=Role(title=advertised_title),
        sender=sender,
        sessions=[session_from(interview)],
        time_zone=interview["timezone"],
        interview_id=interview["id"],
        process_id=opportunity["id"],
    )


def session_from(interview: Record) -> Session:
    """Return the meeting: milliseconds become an instant, minutes its end."""
    zone = ZoneInfo(interview["timezone"])
    start = datetime.fromtimestamp(interview["date"] / 1000, tz=UTC)
    end = start + timedelta(minutes=interview["duration"])
    return Session(
        start=start.astimezone(zone),
        end=end.astimezone(zone),
        interviewers=[Interviewer(name=p["name"]) for p in interview["interviewers"]],
    )


def preferred_language(accept_language: str | None) -> str | None:
    """Return the first language of an Accept-Language header, if it names one."""
    if not accept_language:
        return None
    first = accept_language.split(",")[0].split(";")[0].strip()
    try:
        return canonical_locale(first)
    except LocaleError:
        return None  # "*", "C" and the like: unknown, not wrong


def outcome_from(
    opportunity: Record, *, withdrawn: Sequence[str], criteria: Mapping[str, str]
) -> Outcome:
    """
    Return the outcome of an archived opportunity.

    Args:
        opportunity: The opportunity's data; its archive reason is an opaque id.
        withdrawn: The ids of the reasons that mean the candidate withdrew.
        criteria: The advertised requirement behind each other reason, by id.
    """
    reason = opportunity["archived"]["reason"]
    if reason in withdrawn:
        return WithdrawalAcknowledged()
    return Rejected(criterion=criteria[reason])
