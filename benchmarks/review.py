"""
Compares reviewing a letter with composing it by stock Jinja and Babel.

The yardstick is that of the comparison of composing (``benchmarks/compose``): three
Jinja templates of the same wording, with Babel saying dates, zones and lists, in the
same run. It stands for what hosts do without this library. Each letter is written and
reviewed in turns; CPU time, the median of the rounds' ratios.

Run as ``python -m benchmarks.review``. Exits with 1 if a review takes
more than ``GOAL`` times as long as the yardstick in any language.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.compose import peers
from benchmarks.compose.facts import LOCALES, SEND_AT, record
from benchmarks.compose.letters import composed, letter_of, phrases_of
from benchmarks.compose.measure import Figure, side_by_side
from benchmarks.tables import Effort, Row, Table
from followup_kit import Followup, Interview, Outcome
from followup_kit.models import load_facts
from followup_kit.review import compare, review, review_text


GOAL = 10.0
ROUNDS = 25
CALLS = 8
YARDSTICK = "Jinja + Babel, compose"
WHOLE = "review (text and HTML)"


def _yardstick(facts: Any) -> Callable[[int], object]:
    phrases = phrases_of(facts)
    write = peers.jinja_writer(letter_of(facts), sandboxed=False)
    return lambda _: write(peers.babel_phrases(facts, phrases))


def _reviews(facts: Any, letter: Followup) -> dict[str, Callable[[int], object]]:
    interview, outcome = load_facts(**facts)
    known: tuple[Interview, Outcome] = interview, outcome
    return {
        WHOLE: lambda _: review(letter, *known, send_at=SEND_AT),
        "review_text": lambda _: review_text(
            letter.text, *known, locale=letter.locale, send_at=SEND_AT
        ),
        "compare": lambda _: compare(
            letter.text, letter.text, *known, locale=letter.locale, send_at=SEND_AT
        ),
    }


def reviewing(effort: Effort) -> tuple[Table, ...]:
    """Measure reviewing an invitation in each language."""
    found: dict[str, list[Figure]] = {}
    for locale in LOCALES:
        for name, figure in _measured("next_round", locale, effort.rounds).items():
            found.setdefault(name, []).append(figure)
    return (
        Table(
            title="Review",
            columns=("µs a letter", "× yardstick", *(f"{one}, ×" for one in LOCALES)),
            digits=(0, 1, *(1 for _ in LOCALES)),
            rows=tuple(
                Row(
                    name,
                    (
                        statistics.mean(f.microseconds for f in figures),
                        statistics.mean(f.ratio for f in figures),
                        *(f.ratio for f in figures),
                    ),
                )
                for name, figures in found.items()
            ),
            plotted=1,
            note="The yardstick is composing the same letter with Jinja and Babel.",
        ),
    )


def _measured(kind: str, locale: str, rounds: int) -> dict[str, Figure]:
    facts = record(kind, locale)
    letter = composed(facts)
    variants = {YARDSTICK: _yardstick(facts), **_reviews(facts, letter)}
    calls = dict.fromkeys(variants, CALLS)
    return side_by_side(variants, YARDSTICK, rounds=rounds, calls=calls)


def main() -> int:
    """Print the table; return the exit status."""
    (table,) = reviewing(Effort(rounds=ROUNDS, processes=1, messages=1))
    print(table.as_markdown())
    (whole,) = (row for row in table.rows if row.name == WHOLE)
    # The first two figures are the means.
    return int(max(whole.figures[2:]) > GOAL)


if __name__ == "__main__":
    sys.exit(main())
