"""Facts for tests: small builders, one fixed interview, invented people."""

from __future__ import annotations

from typing import Any

from followup_kit.models import Interview, Outcome, outcome_kinds


__all__ = ["interview", "interview_record", "outcome", "sample_outcomes"]


def interview_record(**changes: Any) -> dict[str, Any]:
    """Return an interview as plain values, with top-level fields replaced."""
    record: dict[str, Any] = {
        "candidate": {
            "name": {"given": "Marta", "surname": "Kowalska"},
            "email": "marta.kowalska@example.org",
            "locale": "en",
            "time_zone": "Europe/Warsaw",
        },
        "company": {
            "name": "Norrland Data",
            "careers_url": "https://norrland.example.com/jobs",
            "privacy_url": "https://norrland.example.com/privacy",
        },
        "role": {"title": "Platform Engineer"},
        "sender": {
            "name": {"given": "Jonas", "surname": "Lindqvist"},
            "email": "jonas.lindqvist@norrland.example.com",
            "role": "Talent Partner",
            "phone": "+46 8 555 010 20",
        },
        "sessions": [
            {
                "start": "2026-11-19T14:00+01:00[Europe/Stockholm]",
                "end": "2026-11-19T15:00+01:00[Europe/Stockholm]",
                "interviewers": [{"name": "Ingrid Berg"}, {"name": "Tomasz Nowak"}],
            }
        ],
        "time_zone": "Europe/Stockholm",
        "highlights": ["How you planned the database migration."],
    }
    return record | changes


def interview(**changes: Any) -> Interview:
    """Return the interview of :func:`interview_record`."""
    return Interview.model_validate(interview_record(**changes))


def outcome(kind: str, **changes: Any) -> Outcome:
    """Return the fullest sample outcome of *kind*, with fields replaced."""
    facts = outcome_kinds()[kind].sample_facts()[-1]
    return Outcome.model_validate({**facts, **changes})


def sample_outcomes() -> list[Outcome]:
    """Return every built-in sample outcome."""
    return [
        Outcome.model_validate(facts)
        for cls in outcome_kinds().values()
        if cls.__module__.startswith("followup_kit.")
        for facts in cls.sample_facts()
    ]
