"""The meetings of a message, worded when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from followup_kit.composer._meetings import Meeting, MeetingsRequest, worded


if TYPE_CHECKING:
    from followup_kit.composer._followup import Followup
    from followup_kit.templating import TemplateSet

__all__ = ["MeetingsOnRequest"]


class MeetingsOnRequest:
    """
    The attribute of a message that words its meetings, and then keeps them.

    Two threads that ask at once get equal ones; whose are kept does not matter.
    """

    __slots__ = ("_kept",)

    def __init__(self, kept: Any) -> None:
        """Take the descriptor of the slot they are kept in."""
        self._kept = kept

    def __get__(self, message: Followup | None, cls: type[Followup]) -> Any:
        """Return the meetings; of the class, the descriptor of the slot."""
        if message is None:
            return self._kept
        kept = self._kept.__get__(message)
        if type(kept) is not MeetingsRequest:
            return kept
        # Whatever leaves the set behind, such as a pickle, asks for them before.
        letters = cast("TemplateSet", message.letters)
        made = worded(
            kept,
            sender=message.sender.address,
            locale=message.language.habits,
            phrases=letters.phrases(message.language.used),
        )
        self._kept.__set__(message, made)
        return made

    def __set__(self, message: Followup, meetings: tuple[Meeting, ...]) -> None:
        """Keep what a message is made with; it is frozen to everybody else."""
        self._kept.__set__(message, meetings)
