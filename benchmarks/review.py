"""
Compares reviewing a letter with composing it by stock Jinja and Babel.

Both work on one invitation of some 250 words. The yardstick fills three plain Jinja
templates (subject, text, HTML) of the same wording and has Babel write dates, zones
and lists by the name of the locale, as hosts do without this library. Times are CPU
time, taken in turns in one run; the median of the rounds counts.

Run as ``PYTHONPATH=src:. python benchmarks/review.py``. Exits with 1 if a review
takes more than ``GOAL`` times as long as the yardstick.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, datetime
from typing import TYPE_CHECKING

from babel.dates import (
    format_datetime,
    format_skeleton,
    format_time,
    get_timezone_name,
)
from babel.lists import format_list
from jinja2 import Environment

from followup_kit import Composer
from followup_kit.models import NextRound
from followup_kit.review import compare, review, review_text
from tests import factories


if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 10.0
ROUNDS = 30
CALLS = 10
SEND_AT = datetime.fromisoformat("2026-11-20T09:30+01:00")
INTERVIEW = factories.interview()
OUTCOME = NextRound.model_validate(factories.outcome("next_round"))
COMPOSER = Composer()
LETTER = COMPOSER.compose(INTERVIEW, OUTCOME, send_at=SEND_AT)


def _template(source: str) -> str:
    """Return the letter with its dates and names put back into placeholders."""
    for said, name in (
        ("Friday, November 27", "{{ day(confirm_by) }}"),
        ("Tuesday, December 8", "{{ day(decision_by) }}"),
        ("Thursday, November 19", "{{ day(met) }}"),
        ("Tuesday, December 1, 10:00 – 11:30 AM", "{{ slot(first, first_end) }}"),
        ("Wednesday, December 2, 2:00 – 3:30 PM", "{{ slot(second, second_end) }}"),
        ("Ingrid Berg and Tomasz Nowak", "{{ people(met_by) }}"),
        ("Marta", "{{ name }}"),
        ("Norrland Data", "{{ company }}"),
        ("Platform Engineer", "{{ role }}"),
    ):
        source = source.replace(said, name)
    return source


def _day(day: date) -> str:
    return format_skeleton("MMMMEEEEd", day, locale="en")


def _slot(start: datetime, end: datetime) -> str:
    zone = start.tzinfo
    return (
        f"{format_datetime(start, 'full', tzinfo=zone, locale='en')}"
        f" – {format_time(end, 'short', tzinfo=zone, locale='en')}"
        f" ({get_timezone_name(start, locale='en')})"
    )


def _plain() -> Callable[[], object]:
    parts = [
        Environment(autoescape=escaped).from_string(_template(source))  # noqa: S701
        for source, escaped in (
            (LETTER.subject, False),
            (LETTER.text, False),
            (LETTER.html, True),
        )
    ]
    slots = list(OUTCOME.slots)
    values = {
        "day": _day,
        "slot": _slot,
        "people": lambda names: format_list(names, locale="en"),
        "met_by": ["Ingrid Berg", "Tomasz Nowak"],
        "confirm_by": OUTCOME.confirm_by,
        "decision_by": OUTCOME.decision_by,
        "met": INTERVIEW.sessions[0].start,
        "first": slots[0].start,
        "first_end": slots[0].end,
        "second": slots[1].start,
        "second_end": slots[1].end,
        "name": "Marta",
        "company": "Norrland Data",
        "role": "Platform Engineer",
    }
    return lambda: [part.render(values) for part in parts]


def _timed(call: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - start) / CALLS * 1e6


def main() -> int:
    """Print the table; return the exit status."""
    calls: dict[str, Callable[[], object]] = {
        "Jinja + Babel, compose": _plain(),
        "followup_kit, compose": lambda: COMPOSER.compose(
            INTERVIEW, OUTCOME, send_at=SEND_AT
        ),
        "review (text and HTML)": lambda: review(
            LETTER, INTERVIEW, OUTCOME, send_at=SEND_AT
        ),
        "review_text": lambda: review_text(
            LETTER.text, INTERVIEW, OUTCOME, locale="en", send_at=SEND_AT
        ),
        "compare": lambda: compare(
            LETTER.text, LETTER.text, INTERVIEW, OUTCOME, locale="en"
        ),
    }
    for call in calls.values():
        call()
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(_timed(call))
    medians = {name: statistics.median(found) for name, found in times.items()}
    base = medians["Jinja + Babel, compose"]
    print(f"{len(LETTER.text.split())} words, median of {ROUNDS} rounds, CPU time")
    for name, median in medians.items():
        print(f"{name:26} {median:8.0f} µs  {median / base:5.1f} ×")
    return int(medians["review (text and HTML)"] > GOAL * base)


if __name__ == "__main__":
    sys.exit(main())
