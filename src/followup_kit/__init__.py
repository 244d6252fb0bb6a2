"""
Compose the message a recruiter owes a candidate after an interview.

Facts in, one finished message out, in the candidate's language::

    from followup_kit import Interview, Rejected, compose_followup

    followup = compose_followup(interview, outcome)
    followup.subject, followup.text, followup.html
    followup.to_email()

The library composes. It never sends, stores, schedules or reads a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from followup_kit.composer import Composer, Followup, compose_followup
    from followup_kit.errors import FollowupError
    from followup_kit.models import (
        Candidate,
        Company,
        DecisionPending,
        DocumentsRequested,
        Interview,
        NextRound,
        NoShow,
        OfferComing,
        OnHold,
        Outcome,
        PositionClosed,
        QuestionsAnswered,
        Rejected,
        Role,
        Sender,
        StillConsidered,
        TalentPool,
        WithdrawalAcknowledged,
    )


__all__ = [
    "Candidate",
    "Company",
    "Composer",
    "DecisionPending",
    "DocumentsRequested",
    "Followup",
    "FollowupError",
    "Interview",
    "NextRound",
    "NoShow",
    "OfferComing",
    "OnHold",
    "Outcome",
    "PositionClosed",
    "QuestionsAnswered",
    "Rejected",
    "Role",
    "Sender",
    "StillConsidered",
    "TalentPool",
    "WithdrawalAcknowledged",
    "compose_followup",
]

# Loaded on first use: a part of the library, such as followup_kit.timing or
# followup_kit.errors, does not wait for all the others.
_HOMES = {
    "Composer": "composer",
    "Followup": "composer",
    "FollowupError": "errors",
    "compose_followup": "composer",
}


_ROOMS = frozenset(
    {
        "addresses",
        "batch",
        "channels",
        "characters",
        "checking",
        "composer",
        "dates",
        "errors",
        "locales",
        "mail",
        "models",
        "names",
        "preview",
        "review",
        "templating",
        "testing",
        "timing",
    }
)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    home = import_module(f"{__name__}.{_HOMES.get(name, 'models')}")
    value = globals()[name] = getattr(home, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
