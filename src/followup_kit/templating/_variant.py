"""What a compiled paragraph is: format strings, their keys, and their origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias


if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_kit.templating._origin import Origin
    from followup_kit.templating._wording import Lines, Typography

Keys: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """
    How one locale joins and dresses literal words.

    Attributes:
        language: Language subtag, for capitals.
        lines: How the source lines of a paragraph are joined.
        typography: Sets no-break spaces in literal words.
        words: The gender words by name and gender.
        phrase_keys: Paths of fields that print a sentence of ``phrases.toml``.
        lists: Paths of lists, whose ``|length`` is counted here.
    """

    language: str
    lines: Lines
    typography: Typography
    words: Mapping[str, Mapping[str, str]]
    phrase_keys: frozenset[str]
    lists: frozenset[str]


class Variant(NamedTuple):
    """
    One variant as format strings.

    Attributes:
        text: For plain text, with the addresses of links under it.
        html: The same words for HTML, inside the element they make.
        keys: What goes into the slots of ``text``, in order.
        html_keys: What goes into the slots of ``html``, in order.
        origin: Where the words were written.
        colon: Whether its words end with a colon.
    """

    text: str
    html: str
    keys: Keys
    html_keys: Keys
    origin: Origin
    colon: bool = False

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Variant(…)"


class Format(NamedTuple):
    """A format string and the keys of its slots."""

    text: str = ""
    keys: Keys = ()


class Frame(NamedTuple):
    """What stands around the words of a fragment."""

    before: Format = Format()
    after: str = ""
    under: Format = Format()
    """Before and after the words in HTML, and under them in plain text."""


NO_FRAME: Final = Frame()
PARAGRAPH: Final = Frame(Format('<p style="margin:0 0 16px">'), "</p>")
