"""
Findings: what a message should have said better, or should not have said.

Rules are data. A finding never stops a message by itself; a company promotes those
it insists on to errors.
"""

from __future__ import annotations

from followup_kit.review._finding import Finding, Severity
from followup_kit.review._wording import (
    WordingCategory,
    find_wording,
    wording_categories,
)


__all__ = [
    "Finding",
    "Severity",
    "WordingCategory",
    "find_wording",
    "wording_categories",
]
