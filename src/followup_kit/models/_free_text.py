"""Text that people wrote for the candidate, and feedback with its share mark."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

from pydantic import PlainSerializer, PlainValidator, SerializationInfo

from followup_kit.models._base import Facts
from followup_kit.models._markers import Phrased, Shape
from followup_kit.models._ordinary import FREE_TEXT, ordinary_text
from followup_kit.models._text import FREE_TEXT_LIMIT, check_free_text
from followup_kit.models._values import Flag, Formality, LocaleTag


__all__ = ["Feedback", "FreeText", "Prose", "text_of"]

_ORDINARY: Final = ordinary_text(FREE_TEXT, FREE_TEXT_LIMIT)
_Text = Annotated[
    str, PlainValidator(check_free_text, json_schema_input_type=str), _ORDINARY
]


class FreeText(Facts):
    """
    Text somebody wrote for the candidate, with the language it is written in.

    A letter prints it as a bullet, a paragraph or a labelled line of its own and
    never inside one of its sentences. A plain string is accepted wherever this is.
    """

    letter_shape: ClassVar[Shape | None] = "text"

    text: _Text
    """What was written. Line breaks are kept, blank lines are not."""

    locale: LocaleTag | None = None
    """The language of the text. Without it, the letter's language is assumed."""

    formality: Formality | None = None
    """How the text addresses the candidate, if it does."""


class Feedback(FreeText):
    """
    One point of feedback. It stays internal unless marked as shareable.

    Scores, ratings and private notes do not belong here at all.
    """

    shareable: Flag = False
    """True only if the candidate may read it. The default keeps it internal."""


def _check_prose(value: Any) -> Any:
    if isinstance(value, str):
        return check_free_text(value)
    return FreeText.model_validate(value)


def _dump_prose(value: Any, info: SerializationInfo) -> Any:
    return value.model_dump(mode=info.mode) if isinstance(value, FreeText) else value


Prose = Annotated[
    str | FreeText,
    PlainValidator(_check_prose, json_schema_input_type=str | FreeText),
    PlainSerializer(_dump_prose),
    Phrased("text"),
    _ORDINARY,
]
"""Free text: a string in the letter's language, or FreeText."""


def text_of(value: str | FreeText) -> str:
    """Return the bare text of free text, however it was given."""
    return value if isinstance(value, str) else value.text
