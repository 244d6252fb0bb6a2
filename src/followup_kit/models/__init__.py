"""
The facts a follow-up is composed from: who, when, what was said, what was decided.

All facts are immutable pydantic models that refuse unknown fields, check every
string, and keep their values out of reprs and errors.
"""

from __future__ import annotations

from followup_kit.models._base import Facts
from followup_kit.models._contradictions import contradictions
from followup_kit.models._extras import ExtraShape, check_extra
from followup_kit.models._free_text import Feedback, FreeText, Prose
from followup_kit.models._interview import (
    CandidateQuestion,
    Interview,
    Promise,
    Session,
)
from followup_kit.models._loading import load_facts, recheck_facts
from followup_kit.models._markers import Many, Phrased, Shape
from followup_kit.models._names import Name
from followup_kit.models._next_steps import Document, DocumentField, Slot
from followup_kit.models._organisation import Company, Role
from followup_kit.models._outcome import Expected, Outcome, Practice, outcome_kinds
from followup_kit.models._people import Candidate, Interviewer, Sender
from followup_kit.models._shapes import FactShape, shapes_of
from followup_kit.models._text import (
    Identifier,
    Line,
    Localized,
    LocalizedText,
    PhoneNumber,
)
from followup_kit.models._time import Day, Duration, Moment, TimeZoneName, zone_of
from followup_kit.models._values import (
    EmailAddress,
    ExternalCause,
    Flag,
    Formality,
    GrammaticalGender,
    Link,
    LocaleTag,
    ReasonPolicy,
)
from followup_kit.models.outcomes import (
    DecisionPending,
    DocumentsRequested,
    NextRound,
    NoShow,
    OfferComing,
    OnHold,
    PositionClosed,
    QuestionsAnswered,
    Rejected,
    StillConsidered,
    TalentPool,
    WithdrawalAcknowledged,
)


__all__ = [
    "Candidate",
    "CandidateQuestion",
    "Company",
    "Day",
    "DecisionPending",
    "Document",
    "DocumentField",
    "DocumentsRequested",
    "Duration",
    "EmailAddress",
    "Expected",
    "ExternalCause",
    "ExtraShape",
    "FactShape",
    "Facts",
    "Feedback",
    "Flag",
    "Formality",
    "FreeText",
    "GrammaticalGender",
    "Identifier",
    "Interview",
    "Interviewer",
    "Line",
    "Link",
    "LocaleTag",
    "Localized",
    "LocalizedText",
    "Many",
    "Moment",
    "Name",
    "NextRound",
    "NoShow",
    "OfferComing",
    "OnHold",
    "Outcome",
    "PhoneNumber",
    "Phrased",
    "PositionClosed",
    "Practice",
    "Promise",
    "Prose",
    "QuestionsAnswered",
    "ReasonPolicy",
    "Rejected",
    "Role",
    "Sender",
    "Session",
    "Shape",
    "Slot",
    "StillConsidered",
    "TalentPool",
    "TimeZoneName",
    "WithdrawalAcknowledged",
    "check_extra",
    "contradictions",
    "load_facts",
    "outcome_kinds",
    "recheck_facts",
    "shapes_of",
    "zone_of",
]
