"""What comes next: appointments to offer and documents to ask for."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any, Self

from pydantic import PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from followup_kit.models._base import Facts
from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Phrased
from followup_kit.models._text import Localized
from followup_kit.models._time import Moment
from followup_kit.models._values import Flag


__all__ = ["Appointment", "Document", "DocumentField", "Slot"]


class Slot(Facts):
    """A time for a meeting. Printed in the candidate's zone, and in its own."""

    start: Moment
    """When it begins."""

    end: Moment
    """When it ends."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end.astimezone(UTC) <= self.start.astimezone(UTC):
            raise PydanticCustomError("end_before_start", "ends before it starts")
        return self


Appointment = Annotated[Slot, Phrased("appointment")]
"""A slot, printed as weekday, day, month, year, start to end, and zone."""


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


DocumentField = Annotated[
    Document | str,
    PlainValidator(_check_document, json_schema_input_type=Document | str),
]
"""A document, or just its name."""
