"""
Which facts are known to be given at a point of a letter.

``{% if a and b %}`` makes both known inside, ``{% if not a %}`` makes ``a`` known
in its ``else``, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from followup_kit.templating._conditions import (
    And,
    Condition,
    Counts,
    Equals,
    Known,
    Not,
    Or,
)
from followup_kit.templating._schema import Field
from followup_kit.templating._tree import (
    Choice,
    Inlines,
    Link,
    Loop,
    Strong,
    Value,
)


Fields: TypeAlias = Mapping[str, Field]
Facts: TypeAlias = frozenset[str]

NOTHING: Facts = frozenset()


def known_if(condition: Condition | None) -> Facts:  # noqa: PLR0911 -- one per node
    """Return the facts that are given whenever the condition holds, if there is one."""
    match condition:
        case Known(path=path):
            return frozenset({path})
        case Equals(path=path, wanted=True):
            return frozenset({path})
        case Counts(path=path, comparison="gt" | "eq", number=number):
            enough = number >= 0 if condition.comparison == "gt" else number > 0
            return frozenset({path}) if enough else NOTHING
        case Counts(path=path, comparison="gteq", number=number) if number > 0:
            return frozenset({path})
        case And(left=left, right=right):
            return known_if(left) | known_if(right)
        case Or(left=left, right=right):
            return known_if(left) & known_if(right)
        case Not(part=part):
            return known_unless(part)
        case _:
            pass
    return NOTHING


def known_unless(condition: Condition) -> Facts:
    """Return the facts that are given whenever the condition fails."""
    match condition:
        case Equals(path=path, wanted=False):
            return frozenset({path})
        case Not(part=part):
            return known_if(part)
        case Or(left=left, right=right):
            return known_unless(left) | known_unless(right)
        case And(left=left, right=right):
            return known_unless(left) & known_unless(right)
        case _:
            pass
    return NOTHING


def paths_of(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Yield every field a condition asks about, with the question."""
    match condition:
        case And(left=left, right=right) | Or(left=left, right=right):
            yield from paths_of(left)
            yield from paths_of(right)
        case Not(part=part):
            yield from paths_of(part)
        case _:
            yield condition.path, condition


def inside_loop(fields: Fields, variable: str, path: str) -> dict[str, Field]:
    """Return the fields that the body of a loop may mention."""
    seen = dict(fields)
    walked = fields.get(path)
    if walked is not None:
        for item in walked.items:
            seen[f"{variable}.{item.path}"] = item
        if not walked.items:
            seen[variable] = Field(path=variable, position=walked.position)
    seen["loop.index"] = Field(path="loop.index", position="name")
    seen["loop.first"] = Field(path="loop.first", position="flag")
    seen["loop.last"] = Field(path="loop.last", position="flag")
    return seen


def named(path: str, names: Mapping[str, str]) -> str:
    """Return a path as it is from outside of loops, whose variables have names."""
    head, dot, rest = path.partition(".")
    return f"{names.get(head, head)}{dot}{rest}"


def unguarded(content: Inlines, fields: Fields, known: Facts) -> Iterator[str]:
    """Yield the optional facts that a line prints without asking first."""
    for part in content:
        match part:
            case Value():
                yield from _optional(part, fields, known)
            case Strong(content=inner):
                yield from unguarded(inner, fields, known)
            case Link(label=label, target=target):
                yield from unguarded(label, fields, known)
                if isinstance(target, Value):
                    yield from _optional(target, fields, known)
            case Choice(branches=branches, otherwise=otherwise):
                failed = known
                for condition, inner in branches:
                    yield from unguarded(inner, fields, failed | known_if(condition))
                    failed |= known_unless(condition)
                yield from unguarded(otherwise, fields, failed)
            case Loop(variable=variable, path=path, condition=condition):
                seen = inside_loop(fields, variable, path)
                yield from unguarded(part.content, seen, known | known_if(condition))
            case _:
                pass


def _optional(value: Value, fields: Fields, known: Facts) -> Iterator[str]:
    field = fields.get(value.path)
    counted = value.form == "length" and field is not None and field.many
    if field and field.optional and value.path not in known and not counted:
        yield value.path
