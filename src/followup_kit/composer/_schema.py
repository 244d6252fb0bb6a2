"""Which facts a letter of a kind may print, derived from the marks on the models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final, TypeAlias

from followup_kit.composer._patterns import PATTERNS
from followup_kit.models import (
    Company,
    Facts,
    FactShape,
    Interview,
    Role,
    Sender,
    Shape,
    outcome_kinds,
    shapes_of,
)
from followup_kit.templating import Field, Position, Schema


__all__ = ["FORMS", "letter_schema"]

_Shapes: TypeAlias = Callable[[type[Facts]], Mapping[str, FactShape]]

_POSITIONS: Final[Mapping[Shape, Position]] = {
    "name": "name",
    "day": "day",
    "duration": "name",
    "appointment": "line",
    "person": "name",
    "text": "prose",
    "link": "url",
    "choice": "phrase",
    "flag": "flag",
}
# Other ways to write a value: without the year, and with people's roles.
FORMS: Final[Mapping[Shape | None, tuple[str, ...]]] = {
    "day": ("short",),
    "person": ("with_roles",),
}


def letter_schema(*, documented: bool = False) -> Schema:
    """
    Return the schema of all registered kinds, for loading a template set.

    Kinds that a host registers later are part of the schema made after that.

    Args:
        documented: Whether fields of the facts say what they mean. It is read from
            the source, takes longer than all the rest, and no letter needs it.
    """
    shapes = partial(shapes_of, documented=documented)
    return Schema(
        common=tuple(_common(shapes)),
        kinds={
            kind: tuple(_fields("outcome", shapes(model)))
            for kind, model in outcome_kinds().items()
        },
        patterns=PATTERNS,
    )


def _common(shapes: _Shapes) -> Iterator[Field]:
    yield Field(path="candidate", position="name", doc="The candidate's full name.")
    yield Field(path="role", position="name", doc="The advertised title.")
    yield from _fields("role", _without(shapes(Role), "title"))
    yield Field(path="company", position="name", doc="The company's name.")
    yield from _fields("company", _without(shapes(Company), "name"))
    yield Field(path="sender", position="name", doc="The full name of who signs.")
    yield Field(path="sender.surname", position="name", doc="Their surname, or name.")
    yield from _fields("sender", _without(shapes(Sender), "name"))
    yield from _interview(shapes(Interview))
    yield from _message()


def _interview(shapes: Mapping[str, FactShape]) -> Iterator[Field]:
    printed = {name: shapes[name] for name in ("highlights", "questions")}
    yield from _fields("interview", printed)
    yield Field(
        path="interview.day",
        position="day",
        forms=FORMS["day"],
        doc="The day of the interview; several days are joined.",
    )
    yield Field(
        path="interview.appointment",
        position="line",
        doc="The first session: weekday, date, time and zone.",
    )
    yield Field(
        path="interview.interviewers",
        position="name",
        optional=True,
        forms=FORMS["person"],
        doc="Everybody who interviewed, joined.",
    )


def _message() -> Iterator[Field]:
    flags: dict[str, str] = {
        "late": "True if it comes later than is owed after the interview.",
        "promise_missed": "True if exactly one promised date has passed.",
        "promises_missed": "True if two or more promised dates have passed.",
        "day_confirmed": "True if the day it names is the one promised before.",
    }
    for name, doc in flags.items():
        yield Field(path=f"message.{name}", position="flag", optional=True, doc=doc)
    days: dict[str, str] = {
        "missed_day": "The last promised day that has passed.",
        "changed_day": "Promised days ahead that a new one replaces, joined.",
        "postponed_day": "Those of them that the new day comes after.",
        "advanced_day": "Those of them that the new day comes before.",
    }
    for name, doc in days.items():
        yield Field(
            path=f"message.{name}",
            position="day",
            optional=True,
            forms=FORMS["day"],
            doc=doc,
        )


def _without(shapes: Mapping[str, FactShape], name: str) -> Mapping[str, FactShape]:
    return {key: shape for key, shape in shapes.items() if key != name}


def _fields(prefix: str, shapes: Mapping[str, FactShape]) -> Iterator[Field]:
    for name, shape in shapes.items():
        path = f"{prefix}.{name}"
        yield _field(path, shape)
        for choice in shape.choices:
            doc = f"True if {name} is {choice}."
            yield Field(
                path=f"{path}.{choice}", position="flag", optional=True, doc=doc
            )


def _field(path: str, shape: FactShape) -> Field:
    if shape.shape is None:
        return Field(
            path=path,
            position="prose",
            optional=shape.optional,
            many=shape.many,
            items=tuple(_field(name, item) for name, item in shape.items.items()),
            doc=shape.doc,
        )
    return Field(
        path=path,
        position=_POSITIONS[shape.shape],
        optional=shape.optional,
        many=shape.many and shape.shape != "person",
        forms=FORMS.get(shape.shape, ()),
        enum=shape.table,
        choices=shape.choices,
        doc=shape.doc,
    )
