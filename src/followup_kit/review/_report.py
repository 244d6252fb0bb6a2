"""How a finding on a message is made: severity and practice are the code's."""

from __future__ import annotations

from followup_kit.review._codes import finding_of
from followup_kit.review._finding import Finding, Severity


__all__ = ["report"]


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
    return finding_of(
        code,
        path=path,
        message=message,
        remedy=remedy,
        severity=severity,
        span=span,
        part=part,
    )
