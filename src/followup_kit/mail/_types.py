"""
Of which types the fields of a value are: annotations are no wall.

What has another type than its field is refused by an error of ours, which says
what to give and quotes nothing. What derives from a type of Python's is taken for
the plain value inside (a member of a text enumeration, a moment of a data frame), so
that no method of its own runs later. What derives from a type of ours is refused: it
could skip the checks of that type.

The type is asked, never ``isinstance``: objects may lie about their class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from followup_kit.errors import MailError, Problem


__all__ = [
    "FLAG",
    "LENGTH",
    "MOMENT",
    "OCTETS",
    "TEXT",
    "Shape",
    "demand",
    "offset_of",
    "settle",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """
    What a field may hold.

    Attributes:
        kind: The type of the value, or of each entry.
        message: What is wrong with a value of another type.
        remedy: What to give.
        is_optional: Whether ``None`` will do.
        is_list: Whether there are several, in a sequence that is no text.
    """

    kind: type
    message: str
    remedy: str
    is_optional: bool = False
    is_list: bool = False

    def or_none(self) -> Shape:
        """Return a shape that ``None`` has as well."""
        return replace(self, is_optional=True)

    def several(self) -> Shape:
        """Return the shape of a sequence of such values."""
        return replace(self, is_list=True)


TEXT: Final = Shape(kind=str, message="This is not text.", remedy="Give a str.")
FLAG: Final = Shape(
    kind=bool, message="This is not a yes or no.", remedy="Give True or False."
)
OCTETS: Final = Shape(
    kind=bytes,
    message="These are not octets.",
    remedy="Give bytes: read the file in binary mode, or encode the text.",
)
MOMENT: Final = Shape(
    kind=datetime,
    message="This is not a moment.",
    remedy="Give an aware datetime, for example in datetime.UTC.",
)
LENGTH: Final = Shape(
    kind=timedelta, message="This is not a length of time.", remedy="Give a timedelta."
)


def settle(record: object, shapes: Mapping[str, Shape]) -> None:
    """
    Bring every field of a frozen value to exactly its type, lists to tuples.

    Raises:
        MailError: ``wrong_type`` for each field that has another.
    """
    problems: list[Problem] = []
    for field, shape in shapes.items():
        value = getattr(record, field)
        plain: object
        if shape.is_list:
            plain, found = _plain_list(value, field, shape)
            problems += found
        elif type(value) is shape.kind or (value is None and shape.is_optional):
            continue
        else:
            plain = _plain(value, shape.kind)
            if plain is None:
                problems.append(_wrong_type(field, shape.message, shape.remedy))
        object.__setattr__(record, field, plain)
    if problems:
        raise MailError(*problems)


def demand(value: object, path: str, shape: Shape) -> None:
    """
    Refuse an argument that is not of exactly one type.

    Raises:
        MailError: ``wrong_type``.
    """
    if type(value) is not shape.kind:
        raise MailError(_wrong_type(path, shape.message, shape.remedy))


def offset_of(moment: datetime) -> timedelta | None:
    """Return the offset of a moment from UTC, ``None`` if nobody can tell."""
    try:
        return moment.utcoffset()
    except Exception:  # noqa: BLE001  a zone is code of the host's; what it cannot tell is reported as missing
        return None


def _plain_list(
    value: object, field: str, shape: Shape
) -> tuple[tuple[object, ...], list[Problem]]:
    """Return the entries as exactly their type, and a problem for each that is not."""
    held = type(value)
    if not issubclass(held, Sequence) or issubclass(held, (str, bytes, bytearray)):
        remedy = "Give a list or a tuple, also of one."
        return (), [_wrong_type(field, "This is not a list.", remedy)]
    plain = [_plain(entry, shape.kind) for entry in value]  # type: ignore[attr-defined]  # asked above
    return tuple(plain), [
        _wrong_type(f"{field}[{index}]", shape.message, shape.remedy)
        for index, entry in enumerate(plain)
        if entry is None
    ]


def _plain(value: object, kind: type) -> object:
    """Return a value as exactly its type, ``None`` if it is not of that type."""
    if type(value) is kind:
        return value
    if not issubclass(type(value), kind) or kind not in _PLAIN:
        return None
    try:
        return _PLAIN[kind](value)
    except (TypeError, ValueError):
        # Some are of the type and have no value, such as the NaT of data frames.
        return None


def _plain_moment(value: datetime) -> datetime:
    return datetime(
        *(value.year, value.month, value.day, value.hour, value.minute, value.second),
        value.microsecond,
        tzinfo=value.tzinfo,
        fold=value.fold,
    )


def _plain_length(value: timedelta) -> timedelta:
    return timedelta(value.days, value.seconds, value.microseconds)


# The text and the octets themselves, whatever methods their class has.
_PLAIN: Final[Mapping[type, Callable[[Any], object]]] = {
    str: str.__str__,
    bytes: lambda value: bytes(memoryview(value)),
    datetime: _plain_moment,
    timedelta: _plain_length,
}


def _wrong_type(path: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, code="wrong_type", message=message, remedy=remedy)
