"""Where each paragraph of a message came from."""

from __future__ import annotations

from dataclasses import dataclass


__all__ = ["ParagraphSource"]


@dataclass(frozen=True, slots=True, repr=False)
class ParagraphSource:
    """
    One paragraph of a message and where it came from.

    Attributes:
        text: The paragraph as the candidate reads it.
        template_set: The set that holds the prose.
        file: The file within the set, such as ``"de/rejected.txt"``.
        line: The line in that file.
        block: The name of the block, or ``"greeting"``, ``"closing"``,
            ``"signature"``.
    """

    text: str
    template_set: str
    file: str
    line: int
    block: str

    def __repr__(self) -> str:
        """Return the place, not the text."""
        return f"<{self.template_set}/{self.file}:{self.line} {self.block}>"
