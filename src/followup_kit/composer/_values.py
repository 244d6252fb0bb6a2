"""
Facts put into words: what each field that a letter prints says in this message.

A letter names the fields it prints; only those are worked out. Every value is a
plain string, a tuple of them, a flag, or a tuple of plain mappings: a template
never sees one of our objects.

What depends on the letter and the classes of the facts alone is settled once, in a
plan: which fact a field is, and which function says it. Texts of the facts that stand
in the letter as they are, which are most, pass through without a call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias, cast

from followup_kit.composer._joining import join_people, phrase_person
from followup_kit.composer._scene import Scene
from followup_kit.composer._schema import FORMS
from followup_kit.composer._special import PROMISED, SPECIAL, Special, Value
from followup_kit.composer._wording import (
    phrase_appointment,
    phrase_day_fact,
    phrase_duration,
    phrase_extra,
    phrase_name,
    phrase_slot,
    phrase_text,
    phrase_texts,
)
from followup_kit.models import Facts, FactShape, Interview, Outcome, Shape, shapes_of


__all__ = ["Value", "phrase_appointment", "values_for"]


def values_for(fields: frozenset[str], scene: Scene) -> dict[str, Value]:
    """Return what each of *fields*, such as ``"interview.day|short"``, says."""
    interview, outcome = scene.interview, scene.outcome
    plan = _plan(fields, type(interview), type(outcome))
    if scene.is_unpromised:
        values = dict(plan.unpromised)
    else:
        values = {key: say(scene, form) for key, say, form in plan.promised}
    for key, say, form in plan.special:
        values[key] = say(scene, form)
    given = _given(plan, scene)
    for key, group, name, write, form, path in plan.facts:
        value = given[group][name]
        # Most facts are missing, or stand as they are.
        if value is None or write is None or (form is _STANDS and type(value) is str):
            values[key] = value
        else:
            values[key] = write(value, form, path, scene)
    for key, group, name, choice in plan.choices:
        values[key] = bool(given[group][name] == choice)
    return values


def _given(plan: _Plan, scene: Scene) -> dict[str, dict[str, Any]]:
    """Return the facts of each group that the letter asks, what is withheld as None."""
    interview = vars(scene.interview)
    given = {group: vars(interview[group]) for group in plan.groups}
    given["interview"] = interview
    outcome = vars(scene.outcome)
    if scene.withheld:
        outcome = {**outcome, **dict.fromkeys(scene.withheld)}
    given["outcome"] = outcome
    return given


Writer: TypeAlias = Callable[[Any, str, str, Scene], Value]
"""Says a fact that is given: the fact, the form, its path, the scene."""

_Fact: TypeAlias = tuple[str, str, str, Writer | None, str, str]
"""Key, group, name, what says it unless it stands as it is, form, and path."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """
    How the fields of one letter are found, settled once for all its messages.

    Attributes:
        promised: Fields about days promised before, with what says them.
        unpromised: What these fields say where nothing was promised.
        special: Other fields that are no single fact.
        facts: Fields that are facts.
        choices: Flags for one value of a fact: key, group, name and value.
        groups: The groups of the interview that facts are of.
    """

    promised: tuple[tuple[str, Special, str], ...]
    unpromised: Mapping[str, Value]
    special: tuple[tuple[str, Special, str], ...]
    facts: tuple[_Fact, ...]
    choices: tuple[tuple[str, str, str, str], ...]
    groups: tuple[str, ...]


# Letters and kinds are few; a host that makes classes without end is not remembered.
_MOST_PLANS: Final = 1024
_plans: Final[dict[tuple[frozenset[str], type[Interview], type[Outcome]], _Plan]] = {}


def _plan(
    fields: frozenset[str], interview: type[Interview], outcome: type[Outcome]
) -> _Plan:
    key = (fields, interview, outcome)
    plan = _plans.get(key)
    if plan is None:
        plan = _made_plan(fields, interview, outcome)
        if len(_plans) < _MOST_PLANS:
            _plans[key] = plan
    return plan


def _made_plan(
    fields: frozenset[str], interview: type[Interview], outcome: type[Outcome]
) -> _Plan:
    promised: list[tuple[str, Special, str]] = []
    unpromised: dict[str, Value] = {}
    special: list[tuple[str, Special, str]] = []
    facts: list[_Fact] = []
    choices: list[tuple[str, str, str, str]] = []
    # Keys of items ("interview.questions[].answer") come with the whole list.
    for key in sorted(field for field in fields if "[]" not in field):
        path, _, form = key.partition("|")
        root, _, rest = path.partition(".")
        name, _, choice = rest.partition(".")
        if path in PROMISED:
            say, unpromised[key] = PROMISED[path]
            promised.append((key, say, form))
        elif path in SPECIAL:
            special.append((key, SPECIAL[path], form))
        elif root == "extras":
            special.append((key, partial(_named_extra, rest), form))
        elif choice:
            choices.append((key, root, name, choice))
        else:
            model = outcome if root == "outcome" else _model_of(root, interview)
            shape = shapes_of(model)[name]
            if shape.shape in {"name", "text"} and not shape.many:
                form = _STANDS
            facts.append((key, root, name, _writer(shape), form, path))
    groups = {fact[1] for fact in facts} | {choice[1] for choice in choices}
    return _Plan(
        promised=tuple(promised),
        unpromised=unpromised,
        special=tuple(special),
        facts=tuple(facts),
        choices=tuple(choices),
        groups=tuple(sorted(groups - {"interview", "outcome"})),
    )


def _model_of(root: str, interview: type[Interview]) -> type[Facts]:
    if root == "interview":
        return interview
    return cast("type[Facts]", interview.model_fields[root].annotation)


def _named_extra(name: str, scene: Scene, form: str) -> Value:
    said: Value = phrase_extra(scene.extras.get(name), form, f"extras.{name}", scene)
    return said


_WRITERS: Final[Mapping[Shape, Writer | None]] = {
    "name": phrase_name,
    "day": phrase_day_fact,
    "duration": phrase_duration,
    "appointment": phrase_slot,
    "person": phrase_person,
    "text": phrase_text,
    "link": None,
    "choice": None,
    "flag": None,
}
# The form of single facts that a bare string says; a person's name does not.
_STANDS: Final = "as it stands"


def _writer(shape: FactShape) -> Writer | None:
    """Return what says facts of a shape, None if they stand as they are."""
    if shape.many and shape.shape == "person":
        return join_people
    if shape.many and shape.shape == "text":
        return phrase_texts
    one = _item_writer(shape) if shape.shape is None else _WRITERS[shape.shape]
    return _list_writer(one) if shape.many and one is not None else one


def _list_writer(one: Writer) -> Writer:
    def write(value: Any, form: str, path: str, scene: Scene) -> Value:
        return tuple(
            [
                one(entry, form, f"{path}[{index}]", scene)
                for index, entry in enumerate(value)
            ]
        )

    return write


def _item_writer(shape: FactShape) -> Writer:
    """Return what says a structured item: its fields in each of their forms."""
    steps = tuple(
        (f"{name}|{form}" if form else name, name, _writer(inner), form)
        for name, inner in shape.items.items()
        for form in ("", *FORMS.get(inner.shape, ()))
    )

    def write(value: Any, form: str, path: str, scene: Scene) -> Value:
        del form
        said: dict[str, Value] = {}
        for key, name, say, inner_form in steps:
            fact = getattr(value, name)
            if fact is not None and say is not None:
                fact = say(fact, inner_form, f"{path}.{name}", scene)
            said[key] = fact
        return said

    return write
