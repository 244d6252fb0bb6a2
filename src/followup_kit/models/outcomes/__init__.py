"""The twelve built-in kinds of outcome, one file each."""

from __future__ import annotations

from followup_kit.models.outcomes.decision_pending import DecisionPending
from followup_kit.models.outcomes.documents_requested import DocumentsRequested
from followup_kit.models.outcomes.next_round import NextRound
from followup_kit.models.outcomes.no_show import NoShow
from followup_kit.models.outcomes.offer_coming import OfferComing
from followup_kit.models.outcomes.on_hold import OnHold
from followup_kit.models.outcomes.position_closed import PositionClosed
from followup_kit.models.outcomes.questions_answered import QuestionsAnswered
from followup_kit.models.outcomes.rejected import Rejected
from followup_kit.models.outcomes.still_considered import StillConsidered
from followup_kit.models.outcomes.talent_pool import TalentPool
from followup_kit.models.outcomes.withdrawal_acknowledged import WithdrawalAcknowledged


__all__ = [
    "DecisionPending",
    "DocumentsRequested",
    "NextRound",
    "NoShow",
    "OfferComing",
    "OnHold",
    "PositionClosed",
    "QuestionsAnswered",
    "Rejected",
    "StillConsidered",
    "TalentPool",
    "WithdrawalAcknowledged",
]
