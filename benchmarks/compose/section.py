"""Composing, with bytes and with an invitation, beside the other ways: the tables."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from typing import Final

from benchmarks.compose import peers
from benchmarks.compose.facts import KINDS, LOCALES
from benchmarks.compose.measure import Figure, side_by_side
from benchmarks.compose.work import FLOOR, STAGES, Variant, Work
from benchmarks.tables import Effort, Row, Table


__all__ = ["composing"]

_CALLS: Final = dict(zip(STAGES, (160, 16, 8), strict=True))
_NOTES: Final = {
    STAGES[0]: "CPU time of a message, mean over a rejection and an invitation in four"
    " languages; × A: the mean of the ratios to the floor. Only followup_kit evaluates"
    " conditions, checks facts and looks at wording; pydantic checks types.",
    STAGES[1]: "Strings, then a mail as bytes, without a calendar. Ours also reads back"
    " what it built. Facts are validated by ours alone.",
    STAGES[2]: "The invitation to the next round with its calendar object, that of the"
    " others by the library icalendar.",
}

_Found = dict[str, dict[str, list[Figure]]]
"""Figures by variant and locale, one for each kind of letter."""


def composing(effort: Effort) -> tuple[Table, ...]:
    """Measure every way and stage; return a table of means and one by locale each."""
    peers.set_up_django()
    found: dict[str, _Found] = {stage: {} for stage in STAGES}
    for kind in KINDS:
        for locale in LOCALES:
            work = Work(kind, locale)
            by_hand: dict[str, Variant] = {FLOOR: work.composing()[FLOOR]}
            for stage in STAGES:
                variants = work.variants(stage)
                if variants:
                    figures = _measured(stage, by_hand | variants, effort)
                    for name, figure in figures.items():
                        by_locale = found[stage].setdefault(name, {})
                        by_locale.setdefault(locale, []).append(figure)
    return tuple(
        table
        for stage in STAGES
        for table in (_means(stage, found[stage]), _locales(stage, found[stage]))
    )


def _measured(
    stage: str, variants: Mapping[str, Variant], effort: Effort
) -> dict[str, Figure]:
    calls = {name: 160 if name == FLOOR else _CALLS[stage] for name in variants}
    return side_by_side(variants, FLOOR, rounds=effort.rounds, calls=calls)


def _means(stage: str, found: _Found) -> Table:
    return Table(
        title=stage[0].upper() + stage[1:],
        columns=("µs a message", "× A"),
        rows=tuple(
            Row(
                name,
                (
                    statistics.mean(f.microseconds for f in _all(by_locale)),
                    statistics.mean(f.ratio for f in _all(by_locale)),
                ),
            )
            for name, by_locale in found.items()
        ),
        digits=(0, 1),
        plotted=1,
        note=_NOTES[stage],
    )


def _all(by_locale: Mapping[str, Iterable[Figure]]) -> list[Figure]:
    return [figure for figures in by_locale.values() for figure in figures]


def _locales(stage: str, found: _Found) -> Table:
    return Table(
        title=f"{stage[0].upper()}{stage[1:]}, by language, × A",
        columns=LOCALES,
        rows=tuple(
            Row(
                name,
                tuple(
                    statistics.mean(f.ratio for f in by_locale[locale])
                    for locale in LOCALES
                ),
            )
            for name, by_locale in found.items()
        ),
        digits=(1,) * len(LOCALES),
    )
