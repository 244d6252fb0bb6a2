"""Expected content that several kinds share."""

from __future__ import annotations

from typing import Final

from followup_kit.models._outcome import Expected


__all__ = ["CONVERSATION", "KEPT_UNTIL", "THANKS"]

CONVERSATION: Final = Expected(
    ("interview.highlights", "outcome.strengths"),
    "personal",
    "Add a specific point of the conversation, or a strength that showed in it.",
)

THANKS: Final = Expected(
    ("interview.interviewers", "interview.highlights"),
    "personal",
    "Name who spoke with the candidate, or a detail of the talk.",
)

KEPT_UNTIL: Final = Expected(
    ("outcome.keep_until",),
    "lawful",
    "State until when the application documents are kept.",
)
