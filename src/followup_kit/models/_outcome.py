"""
Outcomes: what was decided, one class per kind, found again by their kind.

``Outcome`` itself is abstract. A subclass names its kind and is registered when it
is defined; a host adds a kind of its own in the same way. Wherever a field is typed
``Outcome``, the right class is built from ``{"kind": ...}`` and dumped whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, get_args

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from followup_kit.errors import FactsError, OutcomeKindError, Problem
from followup_kit.models._base import Facts
from followup_kit.models._ordinary import UnusualError


if TYPE_CHECKING:
    from followup_kit.models._interview import Interview
    from followup_kit.models._organisation import Company


__all__ = ["Expected", "Outcome", "Practice", "outcome_kinds"]

Practice = Literal[
    "timely", "personal", "clear", "reassuring", "lawful", "safe", "honest"
]
"""The practice of good follow-ups that a finding belongs to."""

_registry: Final[dict[str, type[Outcome]]] = {}
_registry_lock: Final = Lock()


@dataclass(frozen=True, slots=True)
class Expected:
    """
    Content that a good letter of a kind has. Its absence is a finding.

    Attributes:
        paths: Facts that bring the content; any one of them is enough.
        practice: The practice it serves.
        remedy: What to do, as a sentence.
        unless: Facts whose presence makes the content unnecessary.
    """

    paths: tuple[str, ...]
    practice: Practice
    remedy: str
    unless: tuple[str, ...] = ()


def kind_of(cls: type[Facts]) -> str | None:
    """Return the kind a class names, or None if it is abstract."""
    field = cls.__pydantic_fields__.get("kind")
    if field is None:
        return None
    kinds = get_args(field.annotation)
    if len(kinds) != 1:
        return None
    if field.default != kinds[0]:
        raise OutcomeKindError(
            Problem(
                path="kind",
                code="kind_without_default",
                message=f"{_identity(cls)} names a kind but gives it no default.",
                remedy='Write kind: Literal["my_kind"] = "my_kind".',
            )
        )
    kind: str = kinds[0]
    return kind


def outcome_kinds() -> Mapping[str, type[Outcome]]:
    """Return the registered kinds and their classes, in order of definition."""
    return dict(_registry)


def _check_next_news(cls: type[Outcome]) -> None:
    if cls.next_news is not None and cls.next_news not in cls.__pydantic_fields__:
        raise OutcomeKindError(
            Problem(
                path="next_news",
                code="unknown_field",
                message=f"{_identity(cls)} names a field that it does not have.",
                remedy="Name the field with the day of the next news, or leave it out.",
            )
        )


def _register(kind: str, cls: type[Outcome]) -> None:
    with _registry_lock:
        known = _registry.get(kind)
        if known is not None and _identity(known) != _identity(cls):
            raise OutcomeKindError(
                Problem(
                    path="kind",
                    code="kind_taken",
                    message=f"{_identity(cls)} claims the kind of {_identity(known)}.",
                    remedy="Give one of the two classes another kind.",
                )
            )
        # The same class defined again is a notebook cell run twice: it replaces.
        _registry[kind] = cls


def _identity(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _validate(base: type[Outcome], value: Any) -> Outcome:
    if isinstance(value, base):
        if kind_of(type(value)) is None:
            raise _no_kind()
        return type(value).model_validate(value)
    if not isinstance(value, Mapping):
        raise PydanticCustomError(
            "wrong_type", "must be an outcome, or a dict with kind"
        )
    kind = value.get("kind")
    cls = _registry.get(kind) if isinstance(kind, str) else None
    if cls is None or not issubclass(cls, base):
        raise _no_kind()
    return cls.model_validate(dict(value))


def _build_of_kind(base: type[Outcome], value: Any) -> Any:
    """Build an ordinary outcome of the kind that a dict names, or raise."""
    cls = _registry[value["kind"]]
    if type(value) is not dict or base not in cls.__mro__:
        raise UnusualError
    return cls._build_ordinary(value)


def _no_kind() -> FactsError:
    known = ", ".join(sorted(_registry))
    return FactsError(
        Problem(
            path="kind",
            code="unknown_kind",
            message="names no kind of outcome.",
            remedy=f"Use one of: {known}.",
        )
    )


def _serialize(value: Any, info: core_schema.SerializationInfo) -> Any:
    return value.model_dump(
        mode=info.mode,
        by_alias=info.by_alias,
        exclude_unset=info.exclude_unset,
        exclude_defaults=info.exclude_defaults,
        exclude_none=info.exclude_none,
        include=info.include,
        exclude=info.exclude,
        context=info.context,
        round_trip=info.round_trip,
    )


class Outcome(Facts):
    """
    What was decided after an interview. Abstract: use one of its kinds.

    To add a kind, subclass it with ``kind: Literal["my_kind"] = "my_kind"`` and ship
    letters of that name in a template set. Subclasses register when defined; defining
    a second class for a kind is an error.

    Attributes:
        expects: Content whose absence is reported as a finding.
        next_news:
            The field with the day by which the candidate hears next, in place of days
            promised before; None if the message brings the promised news itself, or
            leaves those days as they are.
        may_precede_the_end:
            Whether such a message can leave before the last session has ended, as
            in a loop of several days; never before the first has begun.
        due_after_interview:
            Elapsed time after the interview within which a message of this kind is
            owed, unless a promised date is still ahead; None if the interview does
            not start its clock.
        essentials:
            What no channel leaves out, and all that a short letter may print beside
            role, company and sender: fields as letters write them, such as
            ``"outcome.decision_by|short"``.
        dispensable:
            Blocks of its letters that a channel may leave out, the least important
            first. Names in one entry, with spaces between, go together;
            ``"details[]"`` means single bullets. Other blocks always stay.

    Raises:
        OutcomeKindError:
            On defining a class whose kind is taken, or whose ``next_news`` is no field.
        FactsError: On building ``Outcome`` itself, or from an unknown kind.
    """

    # Any, because a subclass narrows it to its one literal.
    kind: Any
    """The identifier of the kind; each subclass names its own."""

    revision: Annotated[int, Field(strict=True, ge=0, lt=2**31)] = 0
    """How often what this tells was changed before. Never printed; see the key."""

    expects: ClassVar[tuple[Expected, ...]] = ()
    next_news: ClassVar[str | None] = None
    may_precede_the_end: ClassVar[bool] = False
    due_after_interview: ClassVar[timedelta | None] = timedelta(hours=48)
    essentials: ClassVar[tuple[str, ...]] = ()
    dispensable: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def sample_facts(cls) -> tuple[Mapping[str, Any], ...]:
        """
        Return facts to try letters of this kind with, from few to many.

        Each entry is what ``Outcome.model_validate`` takes, without personal data.
        Override it in a kind of your own so that its letters can be checked.
        """
        return ()

    def contradictions(self, interview: Interview) -> tuple[Problem, ...]:
        """
        Return what in this outcome cannot be true together with *interview*.

        Override it in a kind of your own; the result is added to what the library
        itself compares (dates in the past, deadlines after the event).
        """
        del interview
        return ()

    def withheld(self, company: Company) -> frozenset[str]:
        """
        Return the names of fields that are kept back from the letter.

        They are neither printed nor expected. Override it in a kind of your own
        where a policy of the company decides.
        """
        del company
        return frozenset()

    @classmethod
    def _make_builder(cls) -> Callable[[Any], Any]:
        if kind_of(cls) is None:
            return lambda value: _build_of_kind(cls, value)
        return super()._make_builder()

    @classmethod
    def _refuse_if_abstract(cls) -> None:
        if kind_of(cls) is None:
            raise _no_kind()

    @model_serializer(mode="wrap")
    def _keep_the_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Without it nobody can load what was dumped, whatever was left out.
        dumped: dict[str, Any] = handler(self)
        return {"kind": self.kind} | dumped

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Register the class under its kind."""
        super().__pydantic_init_subclass__(**kwargs)
        kind = kind_of(cls)
        if kind is not None:
            _check_next_news(cls)
            _register(kind, cls)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Dispatch on the kind if the class has none of its own."""
        if kind_of(cls) is not None:
            return super().__get_pydantic_core_schema__(source, handler)
        return core_schema.no_info_plain_validator_function(
            lambda value: _validate(cls, value),
            serialization=core_schema.plain_serializer_function_ser_schema(
                _serialize, info_arg=True
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the abstract class as one of its registered kinds."""
        if kind_of(cls) is not None:
            return handler(schema)
        kinds = [c for c in _registry.values() if issubclass(c, cls)]
        return {"oneOf": [handler(c.__pydantic_core_schema__) for c in kinds]}
