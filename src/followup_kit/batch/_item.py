"""What one message of a batch is composed from, in the forms that hosts have it in."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from followup_kit.errors import FactsError, Problem
from followup_kit.models import Formality, Interview, Outcome, Session


__all__ = ["Item", "as_item", "kind_named", "sending_time"]


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """
    One message to compose. A mapping or an object with these fields does as well.

    Attributes:
        interview: The interview, or a dict of it as it comes from JSON.
        outcome: The outcome, or a dict of it with its kind.
        key:
            The caller's own identifier of the message: comes back with the result,
            and names what is skipped when a batch is resumed. Never shown by us.
        locale: The language to write in; the candidate's if not given.
        formality: How the candidate is addressed.
        send_at:
            When the message will leave: an aware datetime, or text such as
            ``2026-11-20T09:30+01:00[Europe/Berlin]`` (RFC 9557).
        extras: The template set's declared extra fields.
    """

    interview: Interview | Mapping[str, Any]
    outcome: Outcome | Mapping[str, Any]
    key: Hashable = None
    locale: str | None = None
    formality: Formality | None = None
    send_at: datetime | str | None = None
    extras: Mapping[str, object] | None = None

    def __repr__(self) -> str:
        """Return that it is one, not what it holds."""
        return "Item(…)"


_FIELDS: Final = tuple(field.name for field in fields(Item))
_NEEDED: Final = ("interview", "outcome")


def as_item(value: object) -> Item:
    """
    Return *value* as an item: an :class:`Item`, a pair, a mapping or an object.

    Raises:
        FactsError: It is none of these, or it lacks a fact. Paths are those within
            the item; the item itself has an empty path.
    """
    if isinstance(value, Item):
        return value
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return _from_pair(value)
    found: dict[str, Any] = {name: getattr(value, name, None) for name in _FIELDS}
    if any(found[name] is None for name in _NEEDED):
        raise FactsError(_not_an_item())
    return Item(**found)


def _from_pair(pair: tuple[Any, ...] | list[Any]) -> Item:
    if len(pair) != len(_NEEDED):
        raise FactsError(_not_an_item())
    return Item(*pair)


def _from_mapping(given: Mapping[Any, Any]) -> Item:
    problems = [
        Problem(name, "missing", "is required.", "Give it a value.")
        for name in _NEEDED
        if given.get(name) is None
    ]
    if any(name not in _FIELDS for name in given):
        message = "has a field that items do not have."
        remedy = f"An item may have: {', '.join(_FIELDS)}."
        problems.append(Problem("", "unknown_field", message, remedy))
    if problems:
        raise FactsError(*problems)
    return Item(**given)


def _not_an_item() -> Problem:
    return Problem(
        path="",
        code="not_an_item",
        message="is not a pair of an interview and an outcome, nor holds both.",
        remedy="Give (interview, outcome), an Item, or a dict with both.",
    )


def sending_time(value: object) -> datetime | None:
    """
    Return when a message leaves; text is read as moments of the facts are.

    Raises:
        FactsError: It is text and not a moment. Whatever else is wrong is found
            when the message is composed.
    """
    given: Any = value
    if not isinstance(value, str):
        unchecked: datetime | None = given
        return unchecked
    try:
        return Session(start=given).start
    except FactsError as error:
        problems = error.problems
    raise FactsError(
        *(Problem("send_at", p.code, p.message, p.remedy) for p in problems)
    )


def kind_named(item: Item) -> str | None:
    """Return the kind the outcome names, unchecked; None if it names none."""
    outcome: Any = item.outcome
    if isinstance(outcome, Mapping):
        kind = outcome.get("kind")
    else:
        kind = getattr(outcome, "kind", None)
    return kind if isinstance(kind, str) else None
