"""
Findings: what a message should have said better, or should not have said.

Rules are data. A finding never stops a message by itself; a company promotes those
it insists on to errors.
"""

from __future__ import annotations

from followup_kit.review._codes import About, Code, codes, finding_of
from followup_kit.review._finding import Finding, Severity
from followup_kit.review._policy import ReviewPolicy, Ruling
from followup_kit.review._wording import find_wording
from followup_kit.review._wording_rules import wording_languages


__all__ = [
    "About",
    "Code",
    "Finding",
    "ReviewPolicy",
    "Ruling",
    "Severity",
    "codes",
    "find_wording",
    "finding_of",
    "wording_languages",
]
