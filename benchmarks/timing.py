"""
Measures send windows, lateness and plans in CPU time per interview, warm.

The goal: a window and its status in at most 60 µs, without holidays data. Run as
``python -m benchmarks.timing``; exits with 1 above the goal.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from benchmarks.tables import Effort, Row, Table
from followup_kit.models import Interview
from followup_kit.timing import (
    BusinessCalendar,
    FollowupWindow,
    Process,
    SentMessage,
    is_late,
    plan,
)


GOAL = 60.0
ROUNDS = 15
INTERVIEWS = 500


def timing(effort: Effort) -> tuple[Table, ...]:
    """Measure each question that a host asks about an interview."""
    measured = figures(effort.rounds)
    return (
        Table(
            title="Timing",
            columns=("µs an interview",),
            digits=(1,),
            rows=tuple(Row(name, (one,)) for name, one in measured.items()),
            plotted=0,
            note="CPU time, warm, holidays not asked for.",
        ),
    )


def figures(rounds: int) -> dict[str, float]:
    """Return the CPU time in µs per interview of each question."""
    interviews = [interview(number) for number in range(INTERVIEWS)]
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    calendar = BusinessCalendar(country="PL", holidays="ignored")
    processes = [process(facts, at) for facts in interviews]
    ask = partial(per_item, rounds=rounds)
    return {
        "window and status": ask(
            lambda facts: FollowupWindow.for_interview(facts).status(at), interviews
        ),
        "with best_send": ask(
            lambda facts: FollowupWindow.for_interview(facts).best_send(at), interviews
        ),
        "is_late": ask(lambda facts: is_late(facts, at), interviews),
        "plan": ask(lambda owed: plan(owed, at=at, calendar=calendar), processes),
    }


def main() -> int:
    """Print a line per measurement and return the exit status."""
    measured = figures(ROUNDS)
    for name, microseconds in measured.items():
        print(f"{name:18} {microseconds:6.1f} µs")
    print(f"goal for window and status {GOAL:.0f} µs")
    return int(measured["window and status"] > GOAL)


def interview(number: int) -> Interview:
    """Return an interview that ends at some minute of a week."""
    end = datetime(2026, 11, 16, 9, tzinfo=UTC) + timedelta(minutes=number * 17)
    return Interview.model_validate(
        {
            "candidate": {"name": "Marta Kowalska", "time_zone": "Europe/Warsaw"},
            "company": {"name": "Norrland Data"},
            "role": {"title": "Platform Engineer"},
            "sender": {"name": "Jonas Lindqvist", "email": "jonas@norrland.example"},
            "sessions": [{"start": end - timedelta(hours=1), "end": end}],
            "time_zone": "Europe/Stockholm",
        }
    )


def process(facts: Interview, at: datetime) -> Process:
    """Return a process in which a message was sent."""
    sent = SentMessage(kind="decision_pending", sent_at=at)
    return Process(interviews=(facts,), messages=(sent,))


def per_item(
    work: Callable[[Any], object], items: Sequence[object], *, rounds: int
) -> float:
    """Return the median CPU time in µs per item over several rounds."""
    times: list[float] = []
    for _ in range(rounds):
        started = time.process_time()
        for item in items:
            work(item)
        times.append((time.process_time() - started) / len(items) * 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
