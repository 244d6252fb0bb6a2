"""Which fields of a model a letter may use, and as what, read from their marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin
from weakref import WeakKeyDictionary

from annotated_types import Len, MinLen

from followup_kit.models._base import Facts
from followup_kit.models._descriptions import describe_fields
from followup_kit.models._markers import Phrased, Shape


__all__ = ["FactShape", "shapes_of"]


@dataclass(frozen=True, slots=True)
class FactShape:
    """
    What a field of the facts is to a letter.

    Attributes:
        shape: How it is put into words; None for a structured item.
        many: Whether there are several of it.
        optional: Whether it may be missing.
        table: For choices, the table of sentences in ``phrases.toml``.
        choices: For choices, every value it can take.
        items: For structured items, their fields.
        doc: What the field means; empty unless it was asked for.
    """

    shape: Shape | None
    many: bool = False
    optional: bool = False
    table: str | None = None
    choices: tuple[str, ...] = ()
    items: Mapping[str, FactShape] = field(default_factory=dict)
    doc: str = ""


# One entry a class that is ever composed from; classes are few and live long.
_known: Final[WeakKeyDictionary[type[Facts], Mapping[str, FactShape]]] = (
    WeakKeyDictionary()
)


def shapes_of(
    model: type[Facts], *, documented: bool = False
) -> Mapping[str, FactShape]:
    """
    Return the fields of *model* that a letter may use. Others stay invisible.

    Args:
        model: The class.
        documented: Whether to read what fields mean from the source, which takes
            long and is of no use to a letter.
    """
    if documented:
        describe_fields(model)
        return _read(model, documented=True)
    shapes = _known.get(model)
    if shapes is None:
        shapes = _known[model] = _read(model, documented=False)
    return shapes


def _read(model: type[Facts], *, documented: bool) -> Mapping[str, FactShape]:
    shapes: dict[str, FactShape] = {}
    for name, info in model.model_fields.items():
        metadata = tuple(info.metadata)
        shape = _describe(info.annotation, metadata, documented=documented)
        if shape is None:
            continue
        required = info.is_required() and not shape.optional
        shapes[name] = replace(
            shape,
            optional=not (required or _has_entries(info.metadata)),
            doc=(info.description or "") if documented else "",
        )
    return shapes


def _has_entries(metadata: list[Any]) -> bool:
    return any(isinstance(m, MinLen | Len) and m.min_length > 0 for m in metadata)


def _describe(
    annotation: Any, metadata: tuple[Any, ...], *, documented: bool
) -> FactShape | None:
    for mark in metadata:
        if isinstance(mark, Phrased):
            values = get_args(annotation) if mark.shape == "choice" else ()
            return FactShape(mark.shape, table=mark.table, choices=values)
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        return _describe(arguments[0], arguments[1:], documented=documented)
    if origin in {Union, UnionType}:
        choices = (a for a in arguments if a is not NoneType)
        found = (_describe(a, (), documented=documented) for a in choices)
        shape = next((s for s in found if s is not None), None)
        is_optional = NoneType in arguments
        return shape and replace(shape, optional=shape.optional or is_optional)
    if origin is tuple:
        shape = _describe(arguments[0], (), documented=documented)
        return shape and replace(shape, many=True)
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return _describe_group(annotation, documented=documented)
    return None


def _describe_group(model: type[Facts], *, documented: bool) -> FactShape:
    if model.letter_shape is not None:
        return FactShape(model.letter_shape)
    return FactShape(None, items=shapes_of(model, documented=documented))
