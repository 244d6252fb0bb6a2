"""Blocks that letters of several kinds can spare where a channel has little room."""

from __future__ import annotations

from typing import Final


__all__ = ["ANSWERS", "CONVERSATION_BLOCKS", "FAREWELLS"]

FAREWELLS: Final = ("looking_forward farewell wish", "introduction", "short_phone")
"""What is said for the sake of form, and a second way to answer."""

CONVERSATION_BLOCKS: Final = ("thanks", "conversation talk highlights")
"""Thanks for the conversation, and what stayed from it."""

ANSWERS: Final = "answers questions"
"""What they had asked, with the answers: the two go together."""
