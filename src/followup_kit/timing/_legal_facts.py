"""What the host knows about the law that applies: places, scope facts and events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from followup_kit.errors import FactsError, Problem
from followup_kit.timing._legal_rules import legal_data
from followup_kit.timing._moments import day_problem, type_problem
from followup_kit.timing._places import split_place


__all__ = ["LegalFacts", "legal_events", "legal_questions"]


def legal_questions() -> Mapping[str, str]:
    """Return the scope facts that rules ask for, with the question each answers."""
    return {name: fact["question"] for name, fact in legal_data()["facts"].items()}


def legal_events() -> Mapping[str, str]:
    """Return the events that rules count from, with what each means."""
    return dict(legal_data()["events"])


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFacts:
    """
    The jurisdictions of a process and what decides whether their rules apply.

    What is left out is unknown, and a rule that hangs on it "may apply".

    Attributes:
        jurisdictions: ISO 3166: ``"IL"``, ``"CA-ON"``. The host says which; nothing
            is concluded from where a candidate lives.
        scope: Facts by the names of :func:`legal_questions`.
        events: Days by the names of :func:`legal_events`, where the law is.

    Raises:
        FactsError:
            With every problem: ``unknown_country``, ``unknown_subdivision``,
            ``unknown_fact``, ``unknown_event``, ``wrong_type``, ``out_of_range``,
            ``contradiction``, ``out_of_order``, ``missing``.
    """

    jurisdictions: tuple[str, ...]
    scope: Mapping[str, bool | int] = field(default_factory=dict)
    events: Mapping[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check everything, and report everything at once."""
        places, problems = _read_places(self.jurisdictions)
        problems += _scope_problems(self.scope)
        problems += _event_problems(self.events)
        if problems:
            raise FactsError(*problems)
        object.__setattr__(self, "jurisdictions", places)
        object.__setattr__(self, "scope", _with_conclusions(self.scope))
        object.__setattr__(self, "events", dict(self.events))


def _read_places(places: tuple[str, ...]) -> tuple[tuple[str, ...], list[Problem]]:
    if isinstance(places, str) or not isinstance(places, Iterable):
        return (), [type_problem(tuple, "jurisdictions")]
    places = tuple(places)
    if not places:
        message, remedy = "must list at least one place.", "Pass a tuple of ISO codes."
        return (), [Problem("jurisdictions", "missing", message, remedy)]
    found: list[str] = []
    problems: list[Problem] = []
    for index, place in enumerate(places):
        try:
            parts = split_place(place, f"jurisdictions[{index}]")
        except FactsError as error:
            problems += error.problems
        else:
            found.append("-".join(filter(None, parts)))
    return tuple(dict.fromkeys(found)), problems


def _scope_problems(scope: Mapping[str, bool | int]) -> Iterator[Problem]:
    if not isinstance(scope, Mapping):
        yield type_problem(dict, "scope")
        return
    known = legal_data()["facts"]
    for name, value in scope.items():
        if name not in known:
            yield _unknown("scope", "fact", sorted(known))
        elif known[name]["type"] == "boolean" and not isinstance(value, bool):
            yield Problem(
                f"scope.{name}", "wrong_type", "must be true or false.", "Set a bool."
            )
        elif known[name]["type"] == "integer" and not _is_count(value):
            yield Problem(
                f"scope.{name}",
                "wrong_type",
                "must be a number from 0.",
                "Set an int.",
            )
    for rule in legal_data()["excludes"]:
        true = [name for name in rule["facts"] if scope.get(name) is True]
        if len(true) > 1:
            yield Problem(
                f"scope.{true[1]}",
                "contradiction",
                f"cannot be true together with {true[0]}.",
                "Keep the one that is true.",
            )


def _event_problems(events: Mapping[str, date]) -> Iterator[Problem]:
    if not isinstance(events, Mapping):
        yield type_problem(dict, "events")
        return
    known = legal_data()["events"]
    days: dict[str, date] = {}
    for name, day in events.items():
        if name not in known:
            yield _unknown("events", "event", sorted(known))
            continue
        problem = day_problem(day, f"events.{name}", "wrong_type")
        if problem is None:
            days[name] = day
        else:
            yield problem
    for rule in legal_data()["order"]:
        earlier, later = (days.get(rule[key]) for key in ("earlier", "later"))
        if earlier is not None and later is not None and later < earlier:
            yield Problem(
                f"events.{rule['later']}",
                "out_of_order",
                f"is before {rule['earlier']}.",
                "Correct one of the two days.",
            )


def _unknown(path: str, what: str, known: list[str]) -> Problem:
    return Problem(
        path,
        f"unknown_{what}",
        f"names an {what} that no rule asks for."
        if what == "event"
        else f"names a {what} that no rule asks for.",
        f"Use one of {', '.join(known)}.",
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _with_conclusions(scope: Mapping[str, bool | int]) -> dict[str, bool | int]:
    """Return the facts with those that follow: of two that exclude, one is true."""
    found = dict(scope)
    for rule in legal_data()["excludes"]:
        if any(found.get(name) is True for name in rule["facts"]):
            for name in rule["facts"]:
                found.setdefault(name, False)
    return found
