"""The base of all facts: immutable, strict about fields, silent about values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema

from followup_kit.errors import FactsError, Problem
from followup_kit.models._descriptions import describe_fields
from followup_kit.models._markers import Shape
from followup_kit.models._problems import path_of, problems_of
from followup_kit.models._quick import quick_validator


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass as _ModelMeta

else:
    _ModelMeta = type(BaseModel)


__all__ = ["Facts", "has_one", "is_unchecked", "ruled_by"]

_F = TypeVar("_F", bound="Facts")
Rules = Callable[[Mapping[str, Any]], Iterator[Problem]]


class _Hidden:
    """Stands for a value in a repr."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "…"


_HIDDEN = _Hidden()
_UNCHECKED = "_unchecked"


def _immutable(name: str) -> FactsError:
    problem = Problem(
        path=path_of([name]),
        code="immutable",
        message="cannot be changed.",
        remedy="Build a new value, for example with model_copy(update=...).",
    )
    return FactsError(problem)


class FactsMeta(_ModelMeta):
    """
    Turns what pydantic reports into our own error when a fact is built.

    Only a direct call passes here; inside a model of the host, pydantic itself
    reports, as that model is configured to.
    """

    if not TYPE_CHECKING:

        def __init__(cls, *args: Any, **kwargs: Any) -> None:  # noqa: N805  a metaclass
            super().__init__(*args, **kwargs)
            # Never what a parent has: that would build the parent.
            cls._settled = {}
            cls._build_ordinary = lambda value: _build_first(cls, value)

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  a metaclass
            """Build the model, raising FactsError for everything wrong with it."""
            cls._refuse_if_abstract()
            if not args:
                try:
                    return cls._build_ordinary(kwargs)
                except Exception:  # noqa: BLE001, S110  told below, in full
                    pass
            try:
                return super().__call__(*args, **kwargs)
            except ValidationError as error:
                problems = problems_of(error)
            raise FactsError(*problems)


class Facts(BaseModel, metaclass=FactsMeta):
    """
    A group of facts. Immutable; unknown fields are refused.

    Its repr shows which fields were set and never their values, so that logs and
    tracebacks of the host carry no candidate's data.

    Raises:
        FactsError: On building, with every problem of the whole value at once.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        revalidate_instances="always",
        hide_input_in_errors=True,
        allow_inf_nan=False,
        # A process that writes one kind of message does not wait for all the others.
        defer_build=True,
    )

    @classmethod
    def model_validate(cls, obj: Any, **kwargs: Any) -> Self:
        """
        Build from a mapping or check an instance again from the ground up.

        Raises:
            FactsError: With every problem at once.
        """
        if not kwargs:
            try:
                return cls._build_ordinary(obj)
            except Exception:  # noqa: BLE001, S110  told below, in full
                pass
        try:
            return super().model_validate(obj, **kwargs)
        except ValidationError as error:
            problems = problems_of(error)
        raise FactsError(*problems)

    @classmethod
    def model_validate_json(
        cls, json_data: str | bytes | bytearray, **kwargs: Any
    ) -> Self:
        """
        Build from JSON.

        Raises:
            FactsError: With every problem at once.
        """
        try:
            return super().model_validate_json(json_data, **kwargs)
        except ValidationError as error:
            problems = problems_of(error)
        raise FactsError(*problems)

    @classmethod
    def model_construct(
        cls, _fields_set: set[str] | None = None, **values: Any
    ) -> Self:
        """
        Build without checking, and remember so: what composes checks it first.

        Facts that were built in any other way were checked then, and cannot change.
        """
        facts = super().model_construct(_fields_set, **values)
        return _mark_unchecked(facts)

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self:
        """
        Copy; with *update*, without checking it, and remember so.

        What composes checks it first.
        """
        facts = super().model_copy(update=update, deep=deep)
        return _mark_unchecked(facts) if update else facts

    if TYPE_CHECKING:
        _build_ordinary: ClassVar[Callable[[Any], Self]]
        """Builds the model from ordinary facts, and raises for others."""
        _settled: ClassVar[dict[str, Any]]
        """What was found out once about the class."""

    @classmethod
    def _make_builder(cls) -> Callable[[Any], Any]:
        return quick_validator(cls)

    letter_shape: ClassVar[Shape | None] = None
    """What a letter prints the whole group as; None: field by field."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Describe the fields: a schema of the model tells what they mean."""
        describe_fields(cls)
        return handler(source)

    @classmethod
    def _refuse_if_abstract(cls) -> None:
        """Raise FactsError for a class that is only a base. Most are not."""

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: object) -> None:
            """Refuse: facts are immutable, and pydantic would quote the value."""
            raise _immutable(name)

        def __delattr__(self, name: str) -> None:
            """Refuse: facts are immutable."""
            raise _immutable(name)

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """Yield the names of the fields that were set, with hidden values."""
        for name in type(self).model_fields:
            if name in self.model_fields_set:
                yield name, _HIDDEN


def _build_first(cls: type[Facts], value: object) -> Any:
    """Build a model for the first time: only now is it known to be needed."""
    cls._build_ordinary = cls._make_builder()
    return cls._build_ordinary(value)


def _mark_unchecked(facts: _F) -> _F:
    # What stands among the private attributes is copied and pickled with the rest.
    private = {**(facts.__pydantic_private__ or {}), _UNCHECKED: True}
    object.__setattr__(facts, "__pydantic_private__", private)
    return facts


def is_unchecked(facts: Facts) -> bool:
    """Tell whether facts came to be without being checked."""
    return _UNCHECKED in (facts.__pydantic_private__ or ())


def has_one(values: object) -> bool:
    """Tell whether *values*, which may be anything handed in, have one entry."""
    return isinstance(values, Sized) and len(values) == 1


def ruled_by(rules: Rules) -> Any:
    """
    Return a validator for a class that applies *rules* on which fields are given.

    pydantic's own validators after the fields would stay silent about a missing
    choice as long as any field is wrong; a host wants to hear of both at once.
    """

    def apply(cls: Any, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        del cls
        facts: Any = None
        try:
            facts = handler(data)
            problems = list(rules(vars(facts)))
        except ValidationError as error:
            given = data if isinstance(data, Mapping) else getattr(data, "__dict__", {})
            problems = [*problems_of(error), *rules(given)]
        if problems:
            raise FactsError(*problems)
        return facts

    # Facts that came the quick way are held against the same rules.
    vars(apply)["rules"] = rules
    method: Any = classmethod(apply)
    return model_validator(mode="wrap")(method)
