"""
A letter as one Python function that writes subject, preheader, text and HTML.

It is made of the same parts as what :meth:`Letter.render` does without it, and says
the same. Whenever a value is missing or unfit, or might be, it returns None and so
leaves the message to the latter: it words no error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from followup_kit.templating._author import Author
from followup_kit.templating._trail import Trail, sources_of


if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_kit.templating._letter import Body
    from followup_kit.templating._phrases import Phrases
    from followup_kit.templating._trail import Source

Written: TypeAlias = "tuple[str, str, str, str, Any]"
"""Subject, preheader, text, HTML, and which paragraphs there are."""

_MOST_MASKS: Final = 256


class Script:
    """
    A letter as a function.

    Args:
        body: What the letter says.
        phrases: What its locale says around it.
        formality: Its formality.
        whole: Whether it is greeted and signed.

    Raises:
        UnwritableError: The letter has what no function is made for.

    Attributes:
        write: The function.
    """

    def __init__(
        self, body: Body, phrases: Phrases, formality: str, *, whole: bool
    ) -> None:
        self._made_of = body, phrases, formality, whole
        self._trail = Trail()
        author = Author(body, phrases, formality, self._trail)
        self.write: Callable[..., Written | None] = author.write(whole=whole)[1]
        self._sources: dict[object, tuple[Source, ...]] = {}

    @property
    def source(self) -> str:
        """What the function was compiled from, for people to read; it is not kept."""
        body, phrases, formality, whole = self._made_of
        return Author(body, phrases, formality, Trail()).write(whole=whole)[0]

    def sources(self, mask: Any) -> tuple[Source, ...]:
        """Return where the paragraphs were written that a mask tells."""
        found = self._sources.get(mask)
        if found is None:
            bits, *turns = mask if isinstance(mask, tuple) else (mask,)
            found = sources_of(self._trail.origins(bits, iter(turns)))
            if len(self._sources) < _MOST_MASKS:
                self._sources[mask] = found
        return found
