"""What comes next: appointments to offer and documents to ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, ClassVar, Final, Self

from pydantic import (
    PlainSerializer,
    PlainValidator,
    SerializationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from followup_kit.models._base import Facts
from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Shape
from followup_kit.models._ordinary import exactly
from followup_kit.models._plain_times import NO_TIME, elapsed
from followup_kit.models._text import Localized
from followup_kit.models._time import Moment
from followup_kit.models._values import Flag


__all__ = ["Document", "DocumentField", "Slot"]

_SHORTEST: Final = timedelta(minutes=1)


class Slot(Facts):
    """A time for a meeting. Printed in the candidate's zone, and in its own."""

    letter_shape: ClassVar[Shape | None] = "appointment"

    start: Moment
    """When it begins."""

    end: Moment
    """When it ends."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        length = elapsed(self.start, self.end)
        if length >= _SHORTEST:
            return self
        if length > NO_TIME:
            # A calendar counts whole seconds, and would show an entry without length.
            raise PydanticCustomError(
                "implausible_duration", "must last at least a minute"
            )
        raise PydanticCustomError("end_before_start", "ends before it starts")


class Document(Facts):
    """A document the candidate is asked for."""

    name: Localized
    """What it is, as candidates call it."""

    reason: Prose | None = None
    """Why it is needed."""

    optional: Flag = False
    """True if the candidate may leave it out."""


def _check_document(value: Any) -> Document:
    if isinstance(value, str):
        value = {"name": value}
    return Document.model_validate(value)


def _dump_document(value: Any, info: SerializationInfo) -> Any:
    return value.model_dump(mode=info.mode) if isinstance(value, Document) else value


DocumentField = Annotated[
    Document | str,
    PlainValidator(_check_document, json_schema_input_type=Document | str),
    PlainSerializer(_dump_document),
    exactly,
]
"""A document, or just its name."""
