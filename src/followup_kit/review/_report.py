"""How a finding on a message is made: severity and practice are the code's."""

from __future__ import annotations

from typing import Final

from followup_kit.models import Practice
from followup_kit.review._finding import Finding, Severity


__all__ = ["PRACTICES", "report"]

PRACTICES: Final[dict[str, tuple[Severity, Practice]]] = {
    "broken_text": ("error", "safe"),
    "decision_contradicted": ("error", "honest"),
    "empty_text": ("error", "clear"),
    "fact_altered": ("error", "clear"),
    "fact_missing": ("error", "clear"),
    "hidden_text": ("warning", "safe"),
    "insecure_link": ("error", "safe"),
    "link_label_differs": ("error", "safe"),
    "link_lookalike": ("error", "safe"),
    "names_swapped": ("error", "personal"),
    "placeholder": ("error", "safe"),
    "text_html_differ": ("error", "clear"),
    "too_long": ("error", "safe"),
    "unknown_address": ("warning", "safe"),
    "unknown_date": ("error", "honest"),
    "unknown_duration": ("warning", "clear"),
    "unknown_link": ("error", "safe"),
    "unknown_money": ("error", "honest"),
    "unknown_period": ("warning", "honest"),
    "unknown_person": ("warning", "personal"),
    "unknown_phone": ("warning", "safe"),
    "unknown_time": ("error", "honest"),
    "weekday_mismatch": ("error", "clear"),
    "wrong_language": ("warning", "clear"),
    "wrong_zone": ("error", "clear"),
    "zone_missing": ("warning", "clear"),
}
"""Severity and practice of each code of this room's checks on facts."""


def report(
    code: str,
    message: str,
    remedy: str,
    *,
    path: str = "message",
    part: str = "",
    span: tuple[int, int] | None = None,
    severity: Severity | None = None,
) -> Finding:
    """
    Return a finding on a message.

    Args:
        code: Its code; severity and practice follow from it.
        message: What was found, as a sentence without anything of the text.
        remedy: What to do, as a sentence.
        path: The fact it is about, or ``"message"``.
        part: The part of the message.
        span: Where in that part it stands.
        severity: Another severity than the code's usual one.
    """
    usual, practice = PRACTICES[code]
    return Finding(
        code=code,
        severity=severity or usual,
        practice=practice,
        path=path,
        message=message,
        remedy=remedy,
        span=span,
        part=part,
    )
