"""
Whether a letter says what its kind requires, found out by changing the facts.

A fact is printed if the letter reads differently once the fact is another. It is
required if the kind refuses facts without it. Both are asked of the models, so a kind
that a host adds is checked like the built-in ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from followup_kit.checking._cases import SampleCase, valid_pair
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

_Change = Callable[[Any], Any]

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
        is_changed:
            False for a flag that the kind cannot do without, so that it cannot be
            changed alone: then it is enough that the letter asks for it.
    """

    path: str
    required: bool
    case: SampleCase
    interview: Interview
    outcome: Outcome
    is_changed: bool = True


def probes_of(case: SampleCase, *, with_interview: bool) -> Iterator[Probe]:
    """
    Yield a probe for each fact of a case.

    Args:
        case: The facts.
        with_interview: Change the facts of the interview as well.
    """
    model = type(case.outcome)
    withheld = case.outcome.withheld(case.interview.company)
    for steps, shape in _facts(shapes_of(model)):
        if steps[0] not in withheld:
            yield from _probe(case, ("outcome", *steps), shape)
    for steps, shape in _interview_facts() if with_interview else ():
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
    yield ("sessions", "interviewers"), FactShape("person", many=True)
    for name, model in (("role", Role), ("company", Company), ("sender", Sender)):
        for key, shape in shapes_of(model).items():
            yield (name, key), shape


def _probe(case: SampleCase, path: Sequence[str], shape: FactShape) -> Iterator[Probe]:
    root, *steps = path
    dotted = ".".join(steps)
    name = f"outcome.{dotted}" if root == "outcome" else _public(dotted)
    facts = case.facts if root == "outcome" else case.record
    if _at(facts, steps, lambda _: None) is None:
        return
    required = _is_required(case, root, steps)
    for change in _changes(shape):
        changed = _at(facts, steps, change)
        pair = _pair(case, root, changed) if changed is not None else None
        if pair is not None:
            yield Probe(name, required, case, *pair)
            return
    if shape.shape == "flag" and required:
        yield Probe(
            name, required, case, case.interview, case.outcome, is_changed=False
        )


def _public(dotted: str) -> str:
    """Return the path as letters and expectations write it."""
    if dotted == "sessions.interviewers":
        return "interview.interviewers"
    is_of_talk = dotted.partition(".")[0] in {"highlights", "questions"}
    return f"interview.{dotted}" if is_of_talk else dotted


def _pair(
    case: SampleCase, root: str, changed: Mapping[str, Any]
) -> tuple[Interview, Outcome] | None:
    record, facts = (
        (case.record, changed) if root == "outcome" else (changed, case.facts)
    )
    return valid_pair(record, type(case.outcome), facts, case.send_at)


def _is_required(case: SampleCase, root: str, steps: Sequence[str]) -> bool:
    """Tell whether the facts are refused once this one is taken away."""
    if root == "interview" and ".".join(steps) in _NAMED:
        return True
    facts = case.facts if root == "outcome" else case.record
    is_needed = _is_refused(case, root, _at(facts, steps, lambda _: None))
    if root == "outcome" or len(steps) == 1:
        return is_needed
    # What a question consists of matters where the questions do.
    return is_needed and _is_refused(case, root, _at(facts, steps[:1], lambda _: None))


def _is_refused(case: SampleCase, root: str, facts: Mapping[str, Any] | None) -> bool:
    return facts is not None and _pair(case, root, _without_gaps(facts)) is None


def _without_gaps(value: Any) -> Any:
    """Return plain facts without what is missing, however deep."""
    if isinstance(value, Mapping):
        return {key: _without_gaps(v) for key, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_gaps(entry) for entry in value if entry is not None]
    return value


def _at(
    facts: Mapping[str, Any], steps: Sequence[str], change: _Change
) -> dict[str, Any] | None:
    """Return the facts with the value at *steps* changed; None if there is none."""
    name, *rest = steps
    value = facts.get(name)
    if value is None or value == [] or value is False:
        return None
    if isinstance(value, list):
        new: Any = [_entry(entry, rest, change) for entry in value]
    else:
        new = _entry(value, rest, change)
    return {**facts, name: new} if new != value else None


def _entry(value: Any, rest: Sequence[str], change: _Change) -> Any:
    if not rest:
        return change(value)
    if isinstance(value, Mapping):
        return _at(value, rest, change) or value
    return value


def _changes(shape: FactShape) -> Iterator[_Change]:
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
        case "flag":
            yield lambda value: not value
        case None:
            return
        case _:
            yield _reworded
            yield _renumbered


def _moved(days: int) -> _Change:
    return lambda value: (date.fromisoformat(value) + timedelta(days)).isoformat()


def _chosen(choice: str) -> _Change:
    return lambda _: choice


def _shifted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _shifted(entry) for key, entry in value.items()}
    # Start and end move alike, so that one stays before the other.
    return re.sub(r"T(\d\d:\d)\d", r"T\g<1>7", value)


def _renumbered(value: Any) -> Any:
    """Return another telephone number."""
    if isinstance(value, str):
        return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), value)
    return value


def _reworded(value: Any) -> Any:
    """Return another text or name, in the form the first one had."""
    if isinstance(value, str):
        return f"{_MARKER} {value}"
    if not isinstance(value, Mapping):
        return value
    # Free text and people consist of more than what is printed of them.
    printed = next(({key} for key in ("text", "name") if key in value), set(value))
    return {
        key: _reworded(entry) if key in printed - {"locale"} else entry
        for key, entry in value.items()
    }
