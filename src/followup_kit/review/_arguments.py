"""What callers of a review hand over, checked before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from followup_kit.errors import FactsError, Problem
from followup_kit.models import Formality, Interview, Outcome, recheck_facts
from followup_kit.review._policy import ReviewPolicy


__all__ = ["checked"]

_TEXTS = ("subject", "preheader", "text", "html")


def checked(
    interview: Interview, outcome: Outcome, **others: Any
) -> tuple[Interview, Outcome]:
    """
    Return the facts; refuse them and other arguments of another type.

    Args:
        interview: The facts.
        outcome: What was decided.
        others: By their names: ``followup``, ``formality``, ``extras``, ``policy``.

    Raises:
        FactsError: ``wrong_type`` or ``not_a_choice``, all of *others* at once.
    """
    problems = tuple(_problems(others))
    if problems:
        raise FactsError(*problems)
    return recheck_facts(interview, outcome)


def _problems(others: Mapping[str, Any]) -> Iterator[Problem]:
    policy, extras = others.get("policy"), others.get("extras")
    if "followup" in others and not _is_message(others["followup"]):
        yield _wrong("followup", "a composed message", "Pass a Followup.")
    if policy is not None and not isinstance(policy, ReviewPolicy):
        yield _wrong("policy", "a ReviewPolicy", "Build one, or leave it out.")
    if extras is not None and not isinstance(extras, Mapping):
        yield _wrong("extras", "a mapping", "Give a dict from names to values.")
    formality, choices = others.get("formality"), get_args(Formality)
    if formality is not None and formality not in choices:
        remedy = f"Use one of: {', '.join(choices)}."
        yield Problem("formality", "not_a_choice", "is not a formality.", remedy)


def _is_message(followup: object) -> bool:
    return all(isinstance(getattr(followup, name, None), str) for name in _TEXTS)


def _wrong(path: str, expected: str, remedy: str) -> Problem:
    return Problem(path, "wrong_type", f"must be {expected}.", remedy)
