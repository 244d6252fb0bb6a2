"""One finding: a stable code, how much it matters, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

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
        span: Where in the part it stands, as start and end in code points of the
            Python string; None if it is about something that is not there, or
            about facts.
        part: The part of the message that was read: ``"subject"``, ``"text"`` or
            ``"html"``; empty for a finding about facts.
        source: Why it matters: the study, statute or convention behind the rule.
    """

    code: str
    severity: Severity
    practice: Practice
    path: str
    message: str
    remedy: str
    span: tuple[int, int] | None = None
    part: str = ""
    source: str = ""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """
        Return the finding that ``dataclasses.asdict`` described, also through JSON.

        Findings stored before there were spans, parts and sources are read too.

        Raises:
            TypeError: If a key is unknown or missing, or the span is not two numbers.
        """
        known = dict(data)
        span = known.pop("span", None)
        return cls(**known, span=None if span is None else _span(span))

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.path}: {self.message} {self.remedy} [{self.code}]"


def _span(given: Any) -> tuple[int, int]:
    match given:
        case (int(start), int(end)):
            return start, end
        case _:
            message = "A span is a start and an end."
            raise TypeError(message)
