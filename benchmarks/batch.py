"""
Measures batches: speed through executors, memory, and the cost of sending facts.

Speed is wall time, since it is about work side by side: each way of composing the
same messages, and a control that only counts, in one process and in two. Ways and
control take turns, and medians are printed, with the control's own speed-up as what
the machine allowed at that moment. Memory is the resident size of the process while
many messages are composed.

Run as ``python -m benchmarks.batch [messages] [rounds]``.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import pickle
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.processes import environment, output_of
from benchmarks.tables import Effort, Row, Table
from followup_kit import Interview, Outcome
from followup_kit.batch import Item, Result, compose_many
from followup_kit.models import load_facts, outcome_kinds


LOCALES = ("en", "de", "ja", "ar")
PER_ROUND = 3000
PROCESSES = 2
CONTROL_STEPS = 150_000
CONTROL_JOBS = 40


def interview(number: int, kind: str, locale: str) -> dict[str, Any]:
    """Return an interview as it comes from JSON; people and days differ."""
    day = 1 + number % 28
    facts: dict[str, Any] = {
        "candidate": {
            "name": {"given": f"Marta {number % 9973}", "surname": "Kowalska"},
            "email": f"marta.{number}@example.org",
            "locale": locale,
            "time_zone": "Europe/Warsaw",
        },
        "company": {"name": "Norrland Data"},
        "role": {"title": "Platform Engineer"},
        "sender": {
            "name": {"given": "Jonas", "surname": "Lindqvist"},
            "email": "jonas.lindqvist@norrland.example.com",
            "role": "Talent Partner",
        },
        "sessions": [
            {
                "start": f"2026-10-{day:02}T14:00+02:00[Europe/Stockholm]"
                if day < 25
                else f"2026-10-{day:02}T14:00+01:00[Europe/Stockholm]",
                "interviewers": [{"name": "Ingrid Berg"}, {"name": "Tomasz Nowak"}],
            }
        ],
        "time_zone": "Europe/Stockholm",
    }
    if kind != "no_show":
        facts["highlights"] = ["How you planned the database migration."]
    if kind == "questions_answered":
        facts["questions"] = [{"question": "How many are we?", "answer": "Six."}]
    return facts


def mixed(count: int) -> Iterator[Item]:
    """Yield *count* items of all kinds in four languages, made as they are needed."""
    kinds = {kind: cls.sample_facts()[-1] for kind, cls in outcome_kinds().items()}
    pairs = cycle([(kind, locale) for kind in kinds for locale in LOCALES])
    for number, (kind, locale) in enumerate(islice(pairs, count)):
        yield Item(interview(number, kind, locale), {"kind": kind, **kinds[kind]})


def as_models(count: int) -> list[Item]:
    """Return the same items with facts that are built already."""
    return [Item(*load_facts(item.interview, item.outcome)) for item in mixed(count)]


def drained(results: Iterator[Result]) -> None:
    """Take every result and keep none; fail if one is none."""
    for result in results:
        if not result.ok:
            result.unwrap()


def count_up(steps: int) -> int:
    """Do work that needs the processor alone."""
    total = 0
    for step in range(steps):
        total += step & 3
    return total


def control(executor: Executor | None) -> None:
    """Run the control's jobs, here or in the executor."""
    run = map if executor is None else executor.map
    deque(run(count_up, [CONTROL_STEPS] * CONTROL_JOBS), maxlen=0)


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of *work*."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def chunked(items: list[Item], executor: Executor, size: int) -> None:
    """Compose through an executor in chunks of *size*."""
    drained(compose_many(items, executor=executor, chunk_size=size))


def speeds(rounds: int) -> None:
    """Print messages a second for each way, and the speed-up over one process."""
    dicts, models = list(mixed(PER_ROUND)), as_models(PER_ROUND)
    context = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(PROCESSES, mp_context=context) as pool,
        ThreadPoolExecutor(PROCESSES) as threads,
    ):
        ways: dict[str, Callable[[], object]] = {
            "control, 1 process": lambda: control(None),
            "control, 2 processes": lambda: control(pool),
            "dicts, 1 process": lambda: drained(compose_many(dicts)),
            "dicts, 2 threads": lambda: drained(compose_many(dicts, executor=threads)),
            "dicts, 2 processes": lambda: drained(compose_many(dicts, executor=pool)),
            "models, 1 process": lambda: drained(compose_many(models)),
            "models, 2 processes": lambda: drained(compose_many(models, executor=pool)),
        }
        for size in (1, 16, 512):
            name = f"dicts, 2 processes, chunks of {size}"
            ways[name] = partial(chunked, dicts, pool, size)
        for warm_up in ways.values():
            warm_up()
        times: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, work in ways.items():
                times[name].append(seconds(work))
    report(times)


def report(times: dict[str, list[float]]) -> None:
    """Print the table of speeds."""
    print(f"{'':34}{'messages/s':>11}{'speed-up':>10}{'best':>7}")
    for name, runs in times.items():
        base = times[f"{name.partition(',')[0]}, 1 process"]
        pairs = [one / own for one, own in zip(base, runs, strict=True)]
        rate = (
            ""
            if name.startswith("control")
            else f"{PER_ROUND / statistics.median(runs):,.0f}"
        )
        print(f"{name:34}{rate:>11}{statistics.median(pairs):10.2f}{max(pairs):7.2f}")


def resident() -> float:
    """Return the resident memory of this process in MiB."""
    import resource

    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    # Elsewhere only the largest so far is known, which grows no less.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def grown(messages: int) -> tuple[float, float, float, float]:
    """
    Compose many messages and let them go.

    Returns:
        MiB of this process before, growth after and at most, and µs of CPU a message.
    """
    warm_up = min(5000, messages)
    results = compose_many(mixed(warm_up + messages))
    drained(islice(results, warm_up))
    gc.collect()
    before = resident()
    peak = before
    started = time.process_time()
    for result in results:
        if result.index % 1000 == 0:
            peak = max(peak, resident())
    used = (time.process_time() - started) / messages * 1e6
    return before, resident() - before, peak - before, used


def growth(effort: Effort) -> tuple[Table, ...]:
    """Measure how a new process grows while it composes many messages."""
    program = (
        "import json, sys; from benchmarks.batch import grown;"
        "print(json.dumps(grown(int(sys.argv[1]))))"
    )
    with environment() as variables:
        printed = output_of(("-c", program, str(effort.messages)), variables)
    before, after, peak, each = json.loads(printed)
    return (
        Table(
            title=f"Growth over {effort.messages:,} messages",
            columns=("MiB before", "growth, MiB", "at most, MiB", "µs of CPU each"),
            digits=(1, 2, 2, 0),
            rows=(Row("followup_kit", (before, after, peak, each)),),
            note="Resident memory of a process that validates and composes messages of"
            " all kinds in four languages, after a warm-up of up to 5,000.",
        ),
    )


def transport() -> None:
    """Print what sending facts costs, in µs and bytes a message, in several forms."""
    size = 128
    dicts = [(item.interview, item.outcome) for item in mixed(size)]
    models = [load_facts(*pair) for pair in dicts]
    forms: dict[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
        "models, a pickle each": (
            lambda: [pickle.dumps(pair, 5) for pair in models],
            lambda sent: [pickle.loads(one) for one in sent],  # noqa: S301  ours
        ),
        "models, a pickle a chunk": (lambda: pickle.dumps(models, 5), pickle.loads),
        "models, JSON": (
            lambda: [
                [facts.model_dump_json(exclude_unset=True) for facts in pair]
                for pair in models
            ],
            lambda sent: [
                (Interview.model_validate_json(i), Outcome.model_validate_json(o))
                for i, o in sent
            ],
        ),
        "dicts, a pickle a chunk": (
            lambda: pickle.dumps(dicts, 5),
            lambda sent: [load_facts(*pair) for pair in pickle.loads(sent)],  # noqa: S301  ours
        ),
    }
    print(f"{'':34}{'here':>8}{'there':>8}{'bytes':>8}")
    for name, (dump, load) in forms.items():
        sent = dump()
        here, there = (
            min(cpu(work) for _ in range(9)) / size * 1e6
            for work in (dump, partial(load, sent))
        )
        length = len(pickle.dumps(sent)) / size
        print(f"{name:34}{here:8.1f}{there:8.1f}{length:8,.0f}")


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU time of *work*."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main(messages: int, rounds: int) -> None:
    """Print every table."""
    print("Sending facts, µs of CPU a message (dicts: with building the models)")
    transport()
    print("\nSpeed")
    speeds(rounds)
    for table in growth(Effort(rounds=rounds, processes=1, messages=messages)):
        print(f"\n{table.as_markdown()}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(100_000, 7)[len(given) :])
