"""Legal rules as data: what a statute asks, of whom, by when, and where it is read."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from followup_kit.errors import FactsError
from followup_kit.timing._moments import type_problem
from followup_kit.timing._periods import PeriodUnit
from followup_kit.timing._places import read_toml


__all__ = [
    "LEGAL_NOTICE",
    "LegalCondition",
    "LegalRule",
    "RuleKind",
    "legal_rules",
]

LEGAL_NOTICE: Final = (
    "This is information read from the sources named, not legal advice. "
    "Rules change; ask a lawyer before you rely on a date."
)
"""What must be said wherever a legal deadline is shown."""

RuleKind: TypeAlias = Literal[
    "notice", "on_request", "action", "soft", "retention", "claim_window"
]
"""
A message owed; one owed after a request; something else to do; a norm that does not
bind; until when data may be kept; until when a candidate can claim.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalCondition:
    """
    One condition of a rule's scope.

    Attributes:
        fact: The name of the fact it is about.
        wanted: The answer the rule needs, or the least number.
        exempt_below: The number below which it does not apply; between it and the
            wanted number the sources disagree.
        disputed: Whether only one source says that the fact exempts.
    """

    fact: str
    wanted: bool | int
    exempt_below: int | None
    disputed: bool

    def holds(self, value: bool | int | None) -> bool | None:  # noqa: FBT001 -- a fact
        """
        Tell whether it is met; None if that is not known.

        Raises:
            FactsError: The fact has another type; code ``wrong_type``.
        """
        if value is None:
            return None
        if type(value) is not type(self.wanted):
            raise FactsError(type_problem(type(self.wanted), f"scope.{self.fact}"))
        if self.exempt_below is None:
            met = value is self.wanted
            return None if self.disputed and not met else met
        if value >= self.wanted:
            return True
        return False if value < self.exempt_below else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalRule:
    """
    What a statute or a regulator asks, as read in the sources.

    Attributes:
        id: A stable identifier, such as ``CA-ON-45``.
        place: The country or subdivision it is law in.
        kind: What sort of rule it is.
        statute: The text of law, or who gives the guidance.
        content: What the notice must say.
        form: How it may be given.
        scope: Of whom, in words.
        conditions: The same, for the machine.
        validity: Since when it is in force, as far as the sources say.
        valid_from: The first trigger day it covers; None if not stated.
        trigger: The event it counts from. That day itself is not counted.
        amount: How many units; None where the text gives no number.
        unit: Which units; None where the text gives no number.
        undated: What the text says instead of a number.
        suggested_working_days: Our own reading of such a text. No law.
        repeats: Whether it is owed again and again after the same amount.
        warn_after_days: Days after the trigger on which to warn.
        write: The kind of outcome that gives the notice; None if none does.
        met_by: Kinds of message that meet it when sent after the trigger.
        perhaps_met_by: Kinds of which the sources do not say whether they meet it.
        certainty: How sure the reading is.
        doubts: What the sources leave open.
        read_on: When a source was last read for this library; None if only its
            research did.
        sources: Where it was read.
    """

    id: str
    place: str
    kind: RuleKind
    statute: str
    content: str
    form: str
    scope: str
    conditions: tuple[LegalCondition, ...]
    validity: str
    valid_from: date | None
    trigger: str
    amount: int | None
    unit: PeriodUnit | None
    undated: str | None
    suggested_working_days: int | None
    repeats: bool
    warn_after_days: tuple[int, ...]
    write: str | None
    met_by: frozenset[str]
    perhaps_met_by: frozenset[str]
    certainty: str
    doubts: str
    read_on: date | None
    sources: tuple[str, ...]


def legal_rules() -> tuple[LegalRule, ...]:
    """Return every rule, in the order of the data file."""
    return _rules()


@functools.cache
def legal_data() -> Mapping[str, Any]:
    """Return the data file as it stands."""
    return read_toml("legal.toml")


@functools.cache
def _rules() -> tuple[LegalRule, ...]:
    return tuple(_read_rule(entry) for entry in legal_data()["rule"])


def _read_rule(entry: Mapping[str, Any]) -> LegalRule:
    return LegalRule(
        id=entry["id"],
        place=entry["place"],
        kind=entry["kind"],
        statute=entry["statute"],
        content=entry["content"],
        form=entry["form"],
        scope=entry["scope"],
        conditions=tuple(_read_condition(item) for item in entry["conditions"]),
        validity=entry["validity"],
        valid_from=entry.get("valid_from"),
        trigger=entry["trigger"],
        amount=entry.get("amount"),
        unit=entry.get("unit"),
        undated=entry.get("undated"),
        suggested_working_days=entry.get("suggested_working_days"),
        repeats=entry.get("repeats", False),
        warn_after_days=tuple(entry.get("warn_after_days", ())),
        write=entry.get("write"),
        met_by=frozenset(entry.get("met_by", ())),
        perhaps_met_by=frozenset(entry.get("perhaps_met_by", ())),
        certainty=entry["certainty"],
        doubts=entry["doubts"],
        read_on=entry.get("read_on"),
        sources=tuple(entry["sources"]),
    )


def _read_condition(entry: Mapping[str, Any]) -> LegalCondition:
    least = entry.get("at_least")
    return LegalCondition(
        fact=entry["fact"],
        wanted=entry["is"] if least is None else least,
        exempt_below=None if least is None else entry.get("exempt_below", least),
        disputed=entry.get("disputed", False),
    )
