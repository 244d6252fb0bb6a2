"""What ``phrases.toml`` may say besides greetings: patterns with placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


__all__ = ["PATTERNS"]

PATTERNS: Final[Mapping[str, tuple[str, ...]]] = {
    "person.with_role": ("name", "role"),
    "calendar.summary": ("role", "company"),
    "calendar.stage": ("stage", "role", "company"),
    "calendar.offered": ("summary",),
}
"""Table and key, and the placeholders that may stand in the pattern."""
