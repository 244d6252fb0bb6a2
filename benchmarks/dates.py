"""
Compares phrasing dates with Babel: warm calls, and the first use of a locale.

Warm: CPU time of ours and of ``babel.dates.format_datetime``, in turns within one run,
medians compared. First use: CPU time and memory that a locale costs in a fresh process,
both for the first locale of the process (lazy imports and common data included) and for
one more. Run as ``PYTHONPATH=src python benchmarks/dates.py``; exits with 1 above a
goal.
"""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo


if TYPE_CHECKING:
    from collections.abc import Callable

WARM_GOAL = 1 / 8
FIRST_GOAL = 1 / 4
ROUNDS = 60
CALLS = 300
PROCESSES = 7
LOCALES = ("en", "de", "ja", "ar", "hi")
MOMENT = dt.datetime(2026, 11, 26, 13, 30, tzinfo=dt.UTC)
ZONE = "Europe/Berlin"

# What a process does before it measures the first use of a locale, and the use.
OURS = """
from followup_kit.dates import DatePhraser
def use(locale):
    return DatePhraser(locale, time_zone="Europe/Berlin").date_time(moment, "full")
"""
BABELS = """
from babel.dates import format_datetime
from zoneinfo import ZoneInfo
def use(locale):
    return format_datetime(moment, "full", tzinfo=ZoneInfo("Europe/Berlin"),
                           locale=locale)
"""
MEASURE = """
import datetime, sys, time, tracemalloc
moment = datetime.datetime(2026, 11, 26, 13, 30, tzinfo=datetime.timezone.utc)
{setup}
{warm}
if {memory}:
    tracemalloc.start()
before = time.process_time()
use({locale!r})
spent = time.process_time() - before
print(tracemalloc.get_traced_memory()[0] if {memory} else spent)
"""


def main() -> int:
    """Print every ratio and return the exit status."""
    worst = {"warm": 0.0, "first": 0.0}
    for locale in LOCALES:
        worst["warm"] = max(worst["warm"], *warm_ratios(locale))
    for locale in LOCALES[1:]:
        worst["first"] = max(worst["first"], *first_ratios(locale))
    print(f"worst warm ratio {worst['warm']:.3f}, goal {WARM_GOAL:.3f}")
    print(f"worst first-use ratio {worst['first']:.3f}, goal {FIRST_GOAL:.3f}")
    return int(worst["warm"] > WARM_GOAL or worst["first"] > FIRST_GOAL)


def warm_ratios(locale: str) -> list[float]:
    """Print warm times of a locale and return ours as shares of Babel's."""
    from babel import Locale
    from babel.dates import format_datetime

    from followup_kit.dates import DatePhraser

    zone, parsed = ZoneInfo(ZONE), Locale.parse(locale)
    say = DatePhraser(locale, time_zone=ZONE)
    times = medians(
        lambda: format_datetime(MOMENT, "full", tzinfo=zone, locale=parsed),
        lambda: say.date_time(MOMENT, "full"),
        lambda: say.appointment(MOMENT),
        lambda: DatePhraser(locale, time_zone=ZONE),
    )
    babel, date_time, appointment, making = times
    print(
        f"{locale}: format_datetime {babel:5.2f} µs, date_time {date_time:5.2f} µs "
        f"(ratio {date_time / babel:.3f}), appointment {appointment:5.2f} µs "
        f"(ratio {appointment / babel:.3f}), a phraser {making:.2f} µs"
    )
    return [date_time / babel]


def medians(*calls: Callable[[], object]) -> list[float]:
    """Return the median CPU time of each call in µs, taken in turns."""
    samples: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, found in zip(calls, samples, strict=True):
            before = time.process_time()
            for _ in range(CALLS):
                call()
            found.append((time.process_time() - before) / CALLS * 1e6)
    return [statistics.median(found) for found in samples]


def first_ratios(locale: str) -> list[float]:
    """Print what first uses of a locale cost and return ours as shares of Babel's."""
    ratios = []
    for warm, label in (("", "first locale"), ("use('en')", "one more locale")):
        for memory, unit in ((False, "ms"), (True, "KiB")):
            scale = 1 / 1024 if memory else 1000
            ours, babels = _costs(locale, warm, memory=memory)
            ratios.append(ours / babels)
            print(
                f"{locale}, {label}: Babel {babels * scale:8.2f} {unit}, ours "
                f"{ours * scale:7.2f} {unit} (ratio {ours / babels:.3f})"
            )
    return ratios


def _costs(locale: str, warm: str, *, memory: bool) -> tuple[float, float]:
    samples: dict[str, list[float]] = {OURS: [], BABELS: []}
    for _ in range(PROCESSES):
        for setup, found in samples.items():
            code = MEASURE.format(setup=setup, warm=warm, memory=memory, locale=locale)
            done = subprocess.run(  # noqa: S603 - our own code
                [sys.executable, "-c", code], check=True, capture_output=True, text=True
            )
            found.append(float(done.stdout))
    return statistics.median(samples[OURS]), statistics.median(samples[BABELS])


if __name__ == "__main__":
    sys.exit(main())
