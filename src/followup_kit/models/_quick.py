"""
One validator of a model for ordinary facts, which runs in Rust from end to end.

pydantic asks our exact checks field by field, which is what can word every error, and
costs several times what the facts take to build. So a model has a second validator,
put together here from the marks of its fields (``_ordinary``): the same models and
shapes, and in place of each exact check its ordinary values first. What that one does
not let through is judged by pydantic from the beginning, as if there were no other.

Only models that are made of marked types, as all of ours are, have one. A model of a
host with validators, settings or types of its own is left to pydantic alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    Union,
    get_args,
    get_origin,
)

from annotated_types import Ge, Lt, MaxLen, MinLen
from pydantic import BaseModel, PlainSerializer, PlainValidator, Strict
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from followup_kit.models._markers import Phrased
from followup_kit.models._ordinary import Ordinary, UnusualError, look_closely


if TYPE_CHECKING:
    from followup_kit.models._base import Facts, Rules


__all__ = ["quick_validator"]

_Quick = Callable[[Any], Any]

# Where pydantic would otherwise put a model's exact validator into ours.
_OPTIONS: Final[dict[str, Any]] = (
    {"_use_prebuilt": False}
    if "_use_prebuilt" in (SchemaValidator.__text_signature__ or "")
    else {}
)
_SHOWN_ONLY: Final = (Phrased, PlainSerializer)


def quick_validator(model: type[Facts]) -> _Quick:
    """
    Return what builds *model* from ordinary facts, and raises for all others.

    It raises anything, and always for a model that has to be left to pydantic.
    """
    try:
        schema = _of_model(model)
    except _UnknownError:
        return look_closely
    return SchemaValidator(schema, **_OPTIONS).validate_python


class _UnknownError(Exception):
    """There is something in a model that is not of our making."""


def _of_model(model: type[Facts]) -> CoreSchema:
    if not _is_plain(model):
        raise _UnknownError
    fields = {name: _of_field(info) for name, info in model.model_fields.items()}
    config = core_schema.CoreConfig(
        extra_fields_behavior="forbid", revalidate_instances="always"
    )
    inner = core_schema.model_fields_schema(fields, model_name=model.__name__)
    schema: CoreSchema = core_schema.model_schema(model, inner, config=config)
    for validator in model.__pydantic_decorators__.model_validators.values():
        holds = _holds(validator)
        schema = core_schema.no_info_after_validator_function(holds, schema)
    return schema


def _facts() -> type[Facts]:
    # Facts are built with this module, which therefore cannot begin with them.
    from followup_kit.models._base import Facts

    return Facts


def _is_plain(model: type[Facts]) -> bool:
    """Tell whether pydantic would do with a model what is done here, and no more."""
    found = model.__pydantic_decorators__
    hook = model.__get_pydantic_core_schema__
    return (
        model.model_config == _facts().model_config
        and _function(model.model_validate) is _function(_facts().model_validate)
        and model.__init__ is BaseModel.__init__
        and model.__pydantic_post_init__ is None
        and not model.__private_attributes__
        and not model.__pydantic_root_model__
        and not model.__pydantic_generic_metadata__["args"]
        and not (found.validators or found.field_validators or found.root_validators)
        and _is_ours(hook)
    )


def _function(method: Any) -> Any:
    return method.__func__


def _is_ours(function: Any) -> bool:
    return str(function.__module__).startswith("followup_kit.models.")


def _holds(validator: Any) -> Callable[[Any], Any]:
    """Return a check of a whole model: one of its rules, or one after its fields."""
    function = validator.func
    if not _is_ours(function):
        raise _UnknownError
    if validator.info.mode == "after":
        check: Callable[[Any], Any] = function
        return check
    rules: Rules = function.rules

    def holds(facts: Facts) -> Facts:
        for _ in rules(vars(facts)):
            raise UnusualError
        return facts

    return holds


def _of_field(info: FieldInfo) -> core_schema.ModelField:
    if (
        info.alias is not None
        or info.validation_alias is not None
        or info.default_factory is not None
        or info.validate_default
        or info.discriminator is not None
    ):
        raise _UnknownError
    schema = _of_type(info.annotation, tuple(info.metadata))
    if not info.is_required():
        schema = core_schema.with_default_schema(schema, default=info.default)
    return core_schema.model_field(schema, frozen=info.frozen)


def _of_type(annotation: Any, metadata: tuple[Any, ...] = ()) -> CoreSchema:
    marks = [mark for mark in metadata if not isinstance(mark, _SHOWN_ONLY)]
    if any(isinstance(mark, Ordinary) for mark in marks):
        return _of_marked(marks)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of_type(arguments[0], (*arguments[1:], *marks))
    if origin is tuple:
        return _of_many(arguments[0], marks)
    if annotation in {bool, int}:
        return _of_number(annotation, marks)
    if marks:
        raise _UnknownError
    return _of_bare(annotation, origin, arguments)


def _of_bare(annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> CoreSchema:
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin in {Union, UnionType} and len(arguments) == 2 and NoneType in arguments:
        (some,) = (choice for choice in arguments if choice is not NoneType)
        return core_schema.nullable_schema(_of_type(some))
    if isinstance(annotation, type) and issubclass(annotation, _facts()):
        return _of_model(annotation)
    raise _UnknownError


def _of_marked(marks: list[Any]) -> CoreSchema:
    """Return the schema of a type of ours, to which a host has added nothing."""
    exact = [mark for mark in marks if isinstance(mark, PlainValidator)]
    ordinary = [mark for mark in marks if isinstance(mark, Ordinary)]
    if len(marks) > 2 or len(exact) != 1 or len(ordinary) != 1:
        raise _UnknownError
    check: Any = exact[0].func
    return ordinary[0].schema(check)


def _of_many(entry: Any, marks: list[Any]) -> CoreSchema:
    limits = _limits(marks, {MinLen: "min_length", MaxLen: "max_length"})
    many = core_schema.tuple_variable_schema(_of_type(entry), **limits)
    # pydantic takes iterators too: what reads them once must not be the first of two.
    return core_schema.tagged_union_schema({list: many, tuple: many}, type)


def _of_number(annotation: Any, marks: list[Any]) -> CoreSchema:
    if annotation is bool:
        return core_schema.bool_schema(**_limits(marks, {Strict: "strict"}))
    limits = _limits(marks, {Ge: "ge", Lt: "lt", Strict: "strict"})
    return core_schema.int_schema(**limits)


def _limits(marks: list[Any], known: Mapping[type, str]) -> dict[str, Any]:
    if any(type(mark) not in known for mark in marks):
        raise _UnknownError
    return {known[type(mark)]: getattr(mark, known[type(mark)]) for mark in marks}
