"""One finding: a stable code, how much it matters, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from followup_kit.models import Practice


__all__ = ["Finding", "Severity"]

Severity = Literal["error", "warning", "info"]
"""An error is what a careful recruiter would not send."""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Something about a message that could be better, without any candidate's data.

    Attributes:
        code: Stable identifier, such as ``"expected_content"`` or ``"promise"``.
        severity: How much it matters.
        practice: The practice of good follow-ups it belongs to.
        path: The fact it is about, such as ``"outcome.strengths"``.
        message: What was found, as a sentence.
        remedy: What to do, as a sentence.
    """

    code: str
    severity: Severity
    practice: Practice
    path: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.path}: {self.message} {self.remedy} [{self.code}]"
