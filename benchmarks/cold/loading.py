"""What the first use of 1, 10 and 40 locales costs, ours and Babel's."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from typing import Final

from benchmarks.processes import environment, output_of
from benchmarks.tables import Effort, Row, Table


__all__ = ["loading"]

# fmt: off
_LOCALES: Final = (
    "de", "en", "fr", "es", "it", "pt", "nl", "sv", "da", "nb",
    "fi", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr", "uk",
    "ru", "lt", "lv", "et", "sl", "hr", "sr", "ar", "he", "fa",
    "hi", "bn", "ta", "th", "vi", "id", "ja", "ko", "zh", "ms",
)
# fmt: on
_COUNTS: Final = (1, 10, 40)
_WAYS: Final = {
    "followup_kit": """
from followup_kit.dates import DatePhraser
def use(locale):
    return DatePhraser(locale, time_zone="Europe/Berlin").date_time(moment, "full")
""",
    "Babel": """
from babel.dates import format_datetime
from zoneinfo import ZoneInfo
def use(locale):
    return format_datetime(moment, "full", tzinfo=ZoneInfo("Europe/Berlin"),
                           locale=locale)
""",
}
_PROGRAM: Final = """
import datetime, sys, time, tracemalloc
moment = datetime.datetime(2026, 11, 26, 13, 30, tzinfo=datetime.timezone.utc)
{way}
if {memory}:
    tracemalloc.start()
before = time.process_time()
for locale in sys.argv[1:]:
    use(locale)
spent = time.process_time() - before
print(tracemalloc.get_traced_memory()[0] / 2**10 if {memory} else spent * 1e3)
"""


def loading(effort: Effort) -> tuple[Table, ...]:
    """Measure saying one moment in so many locales, in a new process each time."""
    with environment() as variables:
        found = {
            (count, memory): _medians(count, effort, variables, memory=memory)
            for count in _COUNTS
            for memory in (False, True)
        }
    rows = tuple(
        Row(
            f"{way}, {count} {'locale' if count == 1 else 'locales'}",
            (
                found[count, False][way],
                found[count, True][way],
                found[count, False][way] / found[count, False]["Babel"],
                found[count, True][way] / found[count, True]["Babel"],
            ),
        )
        for count in _COUNTS
        for way in _WAYS
    )
    return (
        Table(
            title="Loading locales",
            columns=("ms of CPU", "KiB", "time × Babel", "memory × Babel"),
            digits=(1, 0, 2, 2),
            rows=rows,
            plotted=0,
            note="A date and time, written out, in each locale for the first time,"
            " after the import; memory by tracemalloc, in processes of its own.",
        ),
    )


def _medians(
    count: int, effort: Effort, variables: Mapping[str, str], *, memory: bool
) -> dict[str, float]:
    taken: dict[str, list[float]] = {way: [] for way in _WAYS}
    # Memory is the same in every process.
    for _ in range(1 if memory else max(effort.processes // 4, 1)):
        for way, code in _WAYS.items():
            program = _PROGRAM.format(way=code, memory=memory)
            printed = output_of(("-c", program, *_LOCALES[:count]), variables)
            taken[way].append(float(printed))
    return {way: statistics.median(figures) for way, figures in taken.items()}
