"""Checks of a phraser's arguments other than moments."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NoReturn

from followup_kit.dates._formats import STYLES
from followup_kit.errors import LocaleError, Problem, TimeError


if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup_kit.dates._formats import DateStyle


def known_style(style: DateStyle, known: Sequence[DateStyle] = STYLES) -> DateStyle:
    """
    Return a date style unchanged if it is one.

    Raises:
        LocaleError: ``unknown_style``.
    """
    if style in known:
        return style
    problem = Problem(
        "style",
        "unknown_style",
        "The date style is not known.",
        f"Pass one of {', '.join(known)}.",
    )
    raise LocaleError(problem)


def known_kind(kind: Literal["and", "or"]) -> Literal["and", "or"]:
    """
    Return a kind of list unchanged if it is one.

    Raises:
        LocaleError: ``unknown_kind``.
    """
    if kind in {"and", "or"}:
        return kind
    problem = Problem(
        "kind", "unknown_kind", "The kind of list is not known.", 'Pass "and" or "or".'
    )
    raise LocaleError(problem)


def whole_seconds(delta: dt.timedelta) -> int:
    """
    Return a duration in seconds.

    Raises:
        TimeError:
            ``not_a_duration``, ``negative_duration``, or ``fraction_of_second``.
    """
    if not isinstance(delta, dt.timedelta):
        problem = Problem(
            "delta", "not_a_duration", "The value is no timedelta.", "Pass a timedelta."
        )
        raise TimeError(problem)
    if delta < dt.timedelta(0):
        _refuse_duration("negative_duration", "is negative")
    if delta.microseconds:
        _refuse_duration("fraction_of_second", "has a fraction of a second")
    return delta // dt.timedelta(seconds=1)


def refuse_reversed() -> NoReturn:
    """Refuse a range whose end comes first: code ``reversed_range``."""
    problem = Problem(
        "end", "reversed_range", "The end lies before the start.", "Swap the two."
    )
    raise TimeError(problem)


def _refuse_duration(code: str, why: str) -> NoReturn:
    problem = Problem(
        "delta", code, f"The duration {why}.", "Pass whole seconds, zero or more."
    )
    raise TimeError(problem)
