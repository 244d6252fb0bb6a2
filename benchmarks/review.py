"""
Compares reviewing a letter with composing it by stock Jinja and Babel.

The yardstick is that of the comparison of composing (``benchmarks/compose``): three
Jinja templates of the same wording, with Babel saying dates, zones and lists, in the
same run. It stands for what hosts do without this library. Each letter is written and
reviewed in turns; CPU time, the median of the rounds' ratios.

Run as ``PYTHONPATH=src:. python -m benchmarks.review``. Exits with 1 if a review takes
more than ``GOAL`` times as long as the yardstick in any language.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.compose import peers
from benchmarks.compose.facts import LOCALES, SEND_AT, record
from benchmarks.compose.letters import composed, letter_of, phrases_of
from benchmarks.compose.measure import side_by_side
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


def _measured(kind: str, locale: str) -> float:
    """Print the lines of one letter; return the ratio of its whole review."""
    facts = record(kind, locale)
    letter = composed(facts)
    variants = {YARDSTICK: _yardstick(facts), **_reviews(facts, letter)}
    calls = dict.fromkeys(variants, CALLS)
    figures = side_by_side(variants, YARDSTICK, rounds=ROUNDS, calls=calls)
    print(f"{kind}, {locale}: {len(letter.text.split())} words")
    for name, figure in figures.items():
        print(f"  {name:26}{figure.microseconds:8.0f} µs {figure.ratio:6.1f} ×")
    return figures[WHOLE].ratio


def main() -> int:
    """Print the table; return the exit status."""
    ratios = list(map(partial(_measured, "next_round"), LOCALES))
    return int(max(ratios) > GOAL)


if __name__ == "__main__":
    sys.exit(main())
