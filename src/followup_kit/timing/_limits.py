"""How soon after an interview a follow-up is owed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final


__all__ = ["CLOSES_AFTER", "IDEAL_WITHIN"]

IDEAL_WITHIN: Final = timedelta(hours=24)
"""Elapsed time after the interview within which a follow-up is best."""

CLOSES_AFTER: Final = timedelta(hours=48)
"""Elapsed time after the interview from which on a follow-up is late."""
