"""
Compares formatting a name with formatting a date, in CPU time.

A warm call of ``NameFormatter.format`` may take half as long as one call of Babel's
``format_date``, which every localised message makes anyway. Both are timed in turns
within one run and their medians compared, so that a busy machine slows both alike.
Run as ``PYTHONPATH=src python benchmarks/names.py``; exits with 1 above the goal.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date

from followup_kit.names import NameFormatter, PersonName, name_forms


if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 0.5
ROUNDS = 60
CALLS = 500

DAY = dt.date(2026, 3, 4)
CASES = {
    "de": PersonName(title="Dr.", given="Ada", given2="Maria", surname="Berg"),
    "nl": PersonName(given="Jan", surname_prefix="van den", surname_core="Berg"),
    "ja": PersonName(given="太郎", surname="山田", locale="ja"),
    "hu": PersonName(given="Péter", surname="Nagy", locale="hu"),
    "en": PersonName(given="Sukarno", locale="id"),
}


def main() -> int:
    """Print a line per case and return the exit status."""
    worst = 0.0
    for tag, name in CASES.items():
        babel, ours, forms = medians(tag, name)
        worst = max(worst, ours / babel)
        print(
            f"{tag}: format_date {babel:5.2f} µs, NameFormatter.format {ours:5.2f} µs "
            f"(ratio {ours / babel:.2f}), name_forms {forms:5.2f} µs "
            f"(ratio {forms / babel:.2f})"
        )
    print(f"worst ratio of NameFormatter.format {worst:.2f}, goal {GOAL}")
    return int(worst > GOAL)


def medians(tag: str, name: PersonName) -> list[float]:
    """Return the median time in µs of a date, a formatted name and its forms."""
    locale = Locale.parse(tag)
    formatter = NameFormatter(tag)

    def date() -> None:
        format_date(DAY, "long", locale)

    def address() -> None:
        formatter.format(name, usage="addressing", length="long")

    def forms() -> None:
        name_forms(name, tag)

    contestants: list[Callable[[], None]] = [date, address, forms]
    times: list[list[float]] = [[] for _ in contestants]
    for _ in range(ROUNDS):
        for contestant, found in zip(contestants, times, strict=True):
            found.append(cpu_time(contestant))
    return [statistics.median(found) for found in times]


def cpu_time(call: Callable[[], None]) -> float:
    """Return the CPU time of one call in µs, averaged over many."""
    start = time.process_time_ns()
    for _ in range(CALLS):
        call()
    return (time.process_time_ns() - start) / CALLS / 1000


if __name__ == "__main__":
    sys.exit(main())
