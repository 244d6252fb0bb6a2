"""
What whole processes cost: CPU time, user and system, as the system counted it.

Bytecode of everything is written to one folder before anything is timed, so that no
process compiles. Needs ``os.wait4``, which Windows has not.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


__all__ = ["Command", "Timed", "alternating", "environment", "output_of"]

_ROOT = Path(__file__).resolve().parent.parent

Command = Sequence[str]
"""The arguments of a Python process."""


@dataclass(frozen=True, slots=True)
class Timed:
    """
    What a process took.

    Attributes:
        times: The CPU time of the whole process in each turn, in milliseconds.
    """

    times: tuple[float, ...]

    @property
    def milliseconds(self) -> float:
        """The median."""
        return statistics.median(self.times)

    def over(self, other: Timed) -> float:
        """Return the median of what it took more than another in the same turn."""
        pairs = zip(self.times, other.times, strict=True)
        return statistics.median(mine - theirs for mine, theirs in pairs)

    def ratio(self, other: Timed) -> float:
        """Return the median of the ratios to another in the same turn."""
        pairs = zip(self.times, other.times, strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs)


@contextmanager
def environment() -> Generator[dict[str, str]]:
    """Provide the environment of processes that find our modules and cache bytecode."""
    with tempfile.TemporaryDirectory(prefix="followup-kit-benchmarks-") as folder:
        found = dict(os.environ)
        found.pop("PYTHONDONTWRITEBYTECODE", None)
        inherited = found.get("PYTHONPATH")
        found["PYTHONPATH"] = os.pathsep.join(
            [str(_ROOT), *([inherited] if inherited else [])]
        )
        found["PYTHONPYCACHEPREFIX"] = folder
        found["PYTHONHASHSEED"] = "0"
        yield found


def output_of(command: Command, variables: Mapping[str, str]) -> bytes:
    """Return what a process prints; it must succeed."""
    done = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, *command], env=variables, check=True, stdout=subprocess.PIPE
    )
    return done.stdout


def cpu_of(command: Command, variables: Mapping[str, str]) -> float:
    """Return the milliseconds of CPU time that a process takes; it must succeed."""
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *command], env=variables, stdout=nowhere
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return (used.ru_utime + used.ru_stime) * 1_000


def alternating(
    turns: Sequence[Mapping[str, Command]], variables: Mapping[str, str]
) -> dict[str, Timed]:
    """
    Run processes in turns, so that a slow moment of the machine strikes them all.

    Args:
        turns: The commands of each turn by name, the same names each time.
        variables: The environment.
    """
    for warmed in {tuple(one) for turn in turns for one in turn.values()}:
        output_of(warmed, variables)
    taken: dict[str, list[float]] = {name: [] for name in turns[0]}
    for commands in turns:
        for name, command in commands.items():
            taken[name].append(cpu_of(command, variables))
    return {name: Timed(tuple(times)) for name, times in taken.items()}
