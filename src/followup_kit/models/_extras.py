"""Facts that a template set declares for itself, checked like all others."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from followup_kit.errors import FactsError
from followup_kit.models._free_text import Prose
from followup_kit.models._problems import problems_of
from followup_kit.models._text import Localized
from followup_kit.models._time import Day
from followup_kit.models._values import Flag, Link


__all__ = ["ExtraShape", "check_extra"]

ExtraShape = Literal["name", "line", "prose", "day", "url", "flag"]
"""What a declared extra field may be, in the words of template sets."""


def check_extra(value: object, shape: ExtraShape) -> Any:
    """
    Return *value* as a checked fact of that shape.

    Raises:
        FactsError: It is not of the shape, or unsafe.
    """
    try:
        return _adapter(shape).validate_python(value)
    except ValidationError as error:
        problems = problems_of(error)
    raise FactsError(*problems)


@lru_cache(maxsize=8)
def _adapter(shape: ExtraShape) -> TypeAdapter[Any]:
    types: dict[ExtraShape, Any] = {
        "name": Localized,
        "line": Localized,
        "prose": Prose,
        "day": Day,
        "url": Link,
        "flag": Flag,
    }
    return TypeAdapter(types[shape])
