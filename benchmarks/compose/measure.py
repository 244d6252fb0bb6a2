"""How times are taken: CPU time, variants in turns in one run, medians of ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final


__all__ = ["Figure", "side_by_side"]


_WARM_UP: Final = 16


@dataclass(frozen=True, slots=True)
class Figure:
    """
    What a variant took.

    Attributes:
        microseconds: Median CPU time of one message.
        ratio: Median of the ratios to the floor of the same turn.
    """

    microseconds: float
    ratio: float


def side_by_side(
    variants: Mapping[str, Callable[[int], object]],
    floor: str,
    *,
    rounds: int,
    calls: Mapping[str, int],
) -> dict[str, Figure]:
    """
    Time *variants* in turns, so that a slow moment of the machine strikes them all.

    Args:
        variants: Functions of the number of the message.
        floor: The name of the one that the others are compared with.
        rounds: How many turns.
        calls: Messages a turn, by variant.
    """
    taken: dict[str, list[float]] = {name: [] for name in variants}
    # Ours makes a function of a letter that was written a few times.
    for name, write in variants.items():
        for number in range(min(calls[name], _WARM_UP)):
            write(number)
    for turn in range(rounds):
        for name, write in variants.items():
            count = calls[name]
            begun = time.process_time_ns()
            for number in range(count):
                write(turn + number)
            taken[name].append((time.process_time_ns() - begun) / count / 1_000)
    return {
        name: Figure(
            statistics.median(times),
            statistics.median(
                mine / theirs for mine, theirs in zip(times, taken[floor], strict=True)
            ),
        )
        for name, times in taken.items()
    }
