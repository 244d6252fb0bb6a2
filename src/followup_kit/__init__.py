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
