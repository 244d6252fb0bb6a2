"""Interview and outcome from plain records, with every problem of both at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from followup_kit.errors import FactsError, Problem
from followup_kit.models._base import is_unchecked
from followup_kit.models._interview import Interview
from followup_kit.models._outcome import Outcome
from followup_kit.models._problems import under


__all__ = ["load_facts", "recheck_facts"]


def load_facts(
    interview: Mapping[str, Any] | Interview, outcome: Mapping[str, Any] | Outcome
) -> tuple[Interview, Outcome]:
    """
    Build both facts from dicts, as they come from JSON.

    Raises:
        FactsError:
            With every problem of both, the paths beginning with ``interview`` or
            ``outcome``.
    """
    try:
        return (
            Interview._build_ordinary(interview),  # noqa: SLF001  one room
            Outcome._build_ordinary(outcome),  # noqa: SLF001  one room
        )
    except Exception:  # noqa: BLE001, S110  told below, in full
        pass
    return _build((Interview, interview), (Outcome, outcome))


def recheck_facts(interview: Interview, outcome: Outcome) -> tuple[Interview, Outcome]:
    """
    Check facts that were never checked, from the ground up.

    ``model_construct`` and ``model_copy(update=...)`` skip validation; nothing they
    let through reaches a message. Facts that were built in any other way were
    checked then and have not changed since: they are returned as they are.

    Raises:
        FactsError: With every problem of both.
    """
    if not isinstance(interview, Interview):
        raise _not_facts("interview", "Interview")
    if not isinstance(outcome, Outcome):
        raise _not_facts("outcome", "Outcome")
    if not (is_unchecked(interview) or is_unchecked(outcome)):
        return interview, outcome
    return _build((type(interview), interview), (type(outcome), outcome))


def _build(
    first: tuple[type[Interview], Any], second: tuple[type[Outcome], Any]
) -> tuple[Interview, Outcome]:
    problems: list[Problem] = []
    built: list[Any] = []
    for name, (model, value) in zip(
        ("interview", "outcome"), (first, second), strict=True
    ):
        try:
            built.append(model.model_validate(value))
        except FactsError as error:
            problems += under(name, error.problems)
    if problems:
        raise FactsError(*problems)
    interview, outcome = built
    return interview, outcome


def _not_facts(path: str, expected: str) -> FactsError:
    return FactsError(
        Problem(
            path=path,
            code="wrong_type",
            message=f"must be an {expected}.",
            remedy="Build one, or use load_facts() for plain dicts.",
        )
    )
