"""
Whether a letter says what its kind requires, found out by changing the facts.

A fact is printed if the letter reads differently once the fact is another. It is
required if the kind refuses facts without it. Both are asked of the models, so a kind
that a host adds is checked like the built-in ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from followup_kit.checking._cases import Case, valid_pair
from followup_kit.models import (
    Company,
    FactShape,
    Interview,
    Outcome,
    Role,
    Sender,
    shapes_of,
)


__all__ = ["Probe", "probes_of"]

_MARKER: Final = "Quillon"
_LINK_MARKER: Final = "quillon"
# What a message of any kind names; the models require them all.
_NAMED: Final = ("candidate.name", "role.title", "company.name", "sender.name")


@dataclass(frozen=True, slots=True)
class Probe:
    """
    The facts of a case with one of them changed.

    Attributes:
        path: The fact that is another, such as ``outcome.decision_by``.
        required: Whether a letter without it would be false or unanswerable.
        case: The facts as they were.
        interview: The interview to write the letter with.
        outcome: The outcome to write the letter with.
    """

    path: str
    required: bool
    case: Case
    interview: Interview
    outcome: Outcome


def probes_of(case: Case) -> Iterator[Probe]:
    """Yield a probe for each fact of a case that can be changed."""
    model = type(case.outcome)
    withheld = case.outcome.withheld(case.interview.company)
    for steps, shape in _facts(shapes_of(model)):
        if steps[0] not in withheld:
            yield from _probe(case, ("outcome", *steps), shape)
    for steps, shape in _interview_facts():
        yield from _probe(case, ("interview", *steps), shape)


def _facts(
    shapes: Mapping[str, FactShape],
) -> Iterator[tuple[tuple[str, ...], FactShape]]:
    for name, shape in shapes.items():
        if shape.shape is not None:
            yield (name,), shape
        for inner, item in shape.items.items():
            yield (name, inner), item


def _interview_facts() -> Iterator[tuple[tuple[str, ...], FactShape]]:
    shapes = shapes_of(Interview)
    wanted = {key: shapes[key] for key in ("highlights", "questions")}
    yield from _facts(wanted)
    yield ("candidate", "name"), FactShape("person")
    for name, model in (("role", Role), ("company", Company), ("sender", Sender)):
        for key, shape in shapes_of(model).items():
            yield (name, key), shape


def _probe(case: Case, path: Sequence[str], shape: FactShape) -> Iterator[Probe]:
    root, *steps = path
    facts = case.facts if root == "outcome" else case.record
    for change in _changes(shape):
        changed = _at(facts, steps, change)
        pair = changed and _pair(case, root, changed)
        if pair:
            dotted = ".".join(steps)
            yield Probe(
                f"outcome.{dotted}" if root == "outcome" else _public(dotted),
                _is_required(case, root, steps, shape),
                case,
                *pair,
            )
            return


def _public(dotted: str) -> str:
    """Return the path as letters and expectations write it."""
    own = dotted.split(".")[0] in {"highlights", "questions"}
    return f"interview.{dotted}" if own else dotted


def _pair(
    case: Case, root: str, changed: Mapping[str, Any]
) -> tuple[Interview, Outcome] | None:
    record, facts = (
        (case.record, changed) if root == "outcome" else (changed, case.facts)
    )
    return valid_pair(record, type(case.outcome), facts, case.send_at)


def _is_required(
    case: Case, root: str, steps: Sequence[str], shape: FactShape
) -> bool:
    if root == "interview" and ".".join(steps) in _NAMED:
        return True
    if len(steps) > 1:
        return root == "outcome" and not shape.optional
    facts = case.facts if root == "outcome" else case.record
    without = {key: value for key, value in facts.items() if key != steps[0]}
    return _pair(case, root, without) is None


def _at(
    facts: Mapping[str, Any], steps: Sequence[str], change: Any
) -> dict[str, Any] | None:
    """Return the facts with the value at *steps* changed; None if there is none."""
    name, *rest = steps
    value = facts.get(name)
    if value is None or value == [] or value is False:
        return None
    if isinstance(value, list):
        entries = [_entry(entry, rest, change) for entry in value]
        new: Any = entries if entries != value else None
    else:
        new = _entry(value, rest, change)
        new = new if new != value else None
    return {**facts, name: new} if new is not None else None


def _entry(value: Any, rest: Sequence[str], change: Any) -> Any:
    if not rest:
        return change(value)
    if isinstance(value, Mapping):
        return _at(value, rest, change) or value
    return value


def _changes(shape: FactShape) -> Iterator[Any]:
    """Yield ways to make a value of that shape another one of it."""
    match shape.shape:
        case "day":
            yield from (_moved(days) for days in (1, -1, 2))
        case "duration":
            yield lambda value: "PT35M" if value != "PT35M" else "PT55M"
        case "appointment":
            yield _shifted
        case "link":
            yield lambda value: f"{value}{_LINK_MARKER}"
        case "choice":
            yield from (_chosen(choice) for choice in shape.choices)
        case "flag" | None:
            return
        case _:
            yield _reworded


def _moved(days: int) -> Any:
    return lambda value: (date.fromisoformat(value) + timedelta(days)).isoformat()


def _chosen(choice: str) -> Any:
    return lambda _: choice


def _shifted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _shifted(entry) for key, entry in value.items()}
    return re.sub(r"T(\d\d):\d", r"T\1:4", value) if isinstance(value, str) else value


def _reworded(value: Any) -> Any:
    """Return another text or name, in the form the first one had."""
    if isinstance(value, str):
        return f"{_MARKER} {value}"
    for key in ("text", "surname", "given", "name"):
        if isinstance(value, Mapping) and value.get(key):
            return {**value, key: _reworded(value[key])}
    if isinstance(value, Mapping):
        return {key: _reworded(entry) for key, entry in value.items()}
    return value
