"""What findings on messages of a kind look at, settled once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from followup_kit.models import (
    Expected,
    Facts,
    FactShape,
    Interview,
    Outcome,
    shapes_of,
)
from followup_kit.review import Finding, finding_of


__all__ = ["WITH_TEXTS", "Lack", "Plan", "TextPlan", "plan_of", "text_plan"]

WITH_TEXTS: Final = frozenset({"text", "name", None})
"""Free text, lines that people typed, and structured items, which may hold some."""


@dataclass(frozen=True)
class Lack:
    """
    Content that a good message has, and the finding if this one has not.

    Attributes:
        outcome: Fields of the outcome, one of which brings it.
        interview: Fields of the interview that do.
        others: Paths of other facts that do.
        path: Where it is missed.
        expected: What the kind says of it.
    """

    outcome: tuple[str, ...]
    interview: tuple[str, ...]
    others: tuple[str, ...]
    path: str
    expected: Expected

    @cached_property
    def finding(self) -> Finding:
        """The finding, which all messages that lack it share."""
        return finding_of(
            "expected_content",
            practice=self.expected.practice,
            path=self.path,
            remedy=self.expected.remedy,
        )


@dataclass(frozen=True, slots=True)
class TextPlan:
    """
    Where people's words stand in facts of a class.

    Attributes:
        plain: Reads all fields that are text, or tuples of it, as one tuple.
        items: Reads a structured item, or a tuple of them, and their plan.
    """

    plain: Callable[[Any], tuple[Any, ...]]
    items: tuple[tuple[Callable[[Any], Any], TextPlan], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What is looked at in an outcome of a class, with some fields kept back.

    Attributes:
        expects: What the class expected when the plan was made.
        lacks: What of it may be lacking.
        texts: Where people's words stand in the outcome.
    """

    expects: Sequence[Expected]
    lacks: tuple[Lack, ...]
    texts: TextPlan


# Kinds are few; a host that makes classes without end is not remembered.
_MOST: Final = 1024
_plans: Final[dict[tuple[type[Outcome], type[Interview], frozenset[str]], Plan]] = {}
_text_plans: Final[dict[type[Facts], TextPlan]] = {}


def plan_of(
    outcome: type[Outcome], interview: type[Interview], withheld: frozenset[str]
) -> Plan:
    """Return the plan for outcomes and interviews of these classes."""
    key = (outcome, interview, withheld)
    plan = _plans.get(key)
    if plan is None or plan.expects is not outcome.expects:
        lacks = tuple(_lacks(outcome, interview, withheld))
        told = {n: s for n, s in shapes_of(outcome).items() if n not in withheld}
        plan = Plan(outcome.expects, lacks, _text_plan(told))
        if len(_plans) < _MOST or key in _plans:
            _plans[key] = plan
    return plan


def text_plan(model: type[Facts]) -> TextPlan:
    """Return where people's words stand in facts of a class."""
    plan = _text_plans.get(model)
    if plan is None:
        plan = _text_plan(shapes_of(model))
        if len(_text_plans) < _MOST:
            _text_plans[model] = plan
    return plan


def _lacks(
    outcome: type[Outcome], interview: type[Interview], withheld: frozenset[str]
) -> Iterator[Lack]:
    for expected in outcome.expects:
        paths = [path for path in expected.paths if not _is_withheld(path, withheld)]
        if paths:
            bring = (*paths, *expected.unless)
            own = _fields(bring, "outcome", outcome)
            told = _fields(bring, "interview", interview)
            known = {f"outcome.{n}" for n in own} | {f"interview.{n}" for n in told}
            others = tuple(path for path in bring if path not in known)
            yield Lack(own, told, others, paths[0], expected)


def _is_withheld(path: str, withheld: frozenset[str]) -> bool:
    root, _, name = path.partition(".")
    return root == "outcome" and name in withheld


def _fields(paths: Sequence[str], root: str, model: type[Facts]) -> tuple[str, ...]:
    """Return which of *paths* are fields of *model*, not of something in them."""
    names = (path.removeprefix(f"{root}.") for path in paths)
    known = (name for name in names if f"{root}.{name}" in paths)
    return tuple(name for name in known if name in model.model_fields)


def _text_plan(shapes: Mapping[str, FactShape]) -> TextPlan:
    plain, items = _places(shapes)
    return TextPlan(_together(plain), tuple(items))


def _places(
    shapes: Mapping[str, FactShape], within: str = ""
) -> tuple[list[str], list[tuple[Callable[[Any], Any], TextPlan]]]:
    plain: list[str] = []
    items: list[tuple[Callable[[Any], Any], TextPlan]] = []
    for name, shape in shapes.items():
        path = f"{within}{name}"
        if shape.shape is not None:
            plain += [path] if shape.shape in WITH_TEXTS else []
        elif shape.many or shape.optional:
            inner = _text_plan(shape.items)
            if inner.plain is not _nothing or inner.items:
                items.append((attrgetter(path), inner))
        else:
            inside = _places(shape.items, f"{path}.")
            plain += inside[0]
            items += inside[1]
    return plain, items


def _together(paths: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if not paths:
        return _nothing
    # Of one path alone, attrgetter returns no tuple.
    return attrgetter(*paths, *([] if len(paths) > 1 else paths))


def _nothing(facts: Any) -> tuple[Any, ...]:
    del facts
    return ()
