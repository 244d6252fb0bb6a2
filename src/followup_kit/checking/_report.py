"""What a check found: problems with file and line, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from followup_kit.errors import FollowupError, Problem
from followup_kit.review import Severity


__all__ = [
    "CheckProblem",
    "CheckReport",
    "from_error",
    "from_place",
    "from_problem",
    "in_order",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckProblem:
    """
    One thing that is wrong with a template set.

    Attributes:
        template_set: The set that holds the file; it may be one that is extended.
        file: File inside that set, such as ``"de/rejected.txt"``; empty if the
            problem is not one of a file.
        line: Line in the file, counted from 1; 0 if it is the file as a whole.
        code: Stable identifier, such as ``"required_missing"``.
        severity: An error is what a candidate must not receive.
        message: What is wrong, as a sentence.
        remedy: What to do, as a sentence.
        letter: The letter in which it shows, as ``"rejected de formal"``.
        sample: The sample facts with which it shows.
    """

    template_set: str
    file: str
    line: int
    code: str
    severity: Severity
    message: str
    remedy: str
    letter: str = ""
    sample: str = ""

    @property
    def place(self) -> str:
        """The place as editors and CI systems read it: ``file:line``."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        """Return the problem as one line."""
        place = f"{self.place}: " if self.file else ""
        shows = f" ({self.letter})" if self.letter else ""
        return (
            f"{place}{self.severity}: {self.message}{shows} {self.remedy} [{self.code}]"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """
    The result of a check.

    Attributes:
        template_set: The name of the set.
        locales: The locales that were checked.
        kinds: The kinds of letters that were checked.
        letters: How many letters there are: kinds by locales by formalities.
        messages: How many messages were written with sample facts.
        translations: For letters that name their source: file, and whether it is
            ``up_to_date``, ``outdated``, ``untranslated`` or ``invalid``.
        problems: What was found, errors first, then by file and line.
    """

    template_set: str
    locales: tuple[str, ...]
    kinds: tuple[str, ...]
    letters: int
    messages: int
    translations: tuple[tuple[str, str], ...]
    problems: tuple[CheckProblem, ...]

    @property
    def errors(self) -> tuple[CheckProblem, ...]:
        """The problems that must not reach a candidate."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[CheckProblem, ...]:
        """The problems that somebody should look at."""
        return tuple(p for p in self.problems if p.severity != "error")

    @property
    def exit_status(self) -> Literal[0, 1]:
        """0 if there is no error, else 1."""
        return 1 if self.errors else 0

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "template_set": self.template_set,
            "locales": list(self.locales),
            "kinds": list(self.kinds),
            "letters": self.letters,
            "messages": self.messages,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "translations": dict(self.translations),
            "problems": [asdict(problem) for problem in self.problems],
        }

    def to_json(self) -> str:
        """Return the report as JSON, for programs."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        """Return the report for people: a problem a line, and a summary."""
        lines = [str(problem) for problem in self.problems]
        lines.append(
            f"{self.template_set}: {self.letters} letters in "
            f"{len(self.locales)} locales, {self.messages} messages written, "
            f"{len(self.errors)} errors, {len(self.warnings)} warnings."
        )
        return "\n".join(lines)


_RANK = {"error": 0, "warning": 1, "info": 2}


def in_order(problems: Iterable[CheckProblem]) -> tuple[CheckProblem, ...]:
    """Return the problems errors first; one that shows in many messages counts once."""
    unique: dict[tuple[str, str, int, str, str], CheckProblem] = {}
    for one in problems:
        key = (one.template_set, one.file, one.line, one.code, one.message)
        unique.setdefault(key, one)
    return tuple(
        sorted(unique.values(), key=lambda p: (_RANK[p.severity], p.file, p.line))
    )


def from_place(place: str, template_set: str) -> tuple[str, str, int]:
    """
    Return set, file and line of a place as the loader names it.

    A place in a set that is extended begins with the name of that set:
    ``standard:de/rejected.txt:12``.
    """
    before, _, number = place.rpartition(":")
    has_line = bool(before) and number.isdigit()
    file = before if has_line else place
    owner, colon, inner = file.partition(":")
    line = int(number) if has_line else 0
    return (owner, inner, line) if colon else (template_set, file, line)


def from_problem(problem: Problem, template_set: str) -> CheckProblem:
    """Return what the loader reports as a problem of the check."""
    owner, file, line = from_place(problem.path, template_set)
    return CheckProblem(
        template_set=owner,
        file=file,
        line=line,
        code=problem.code,
        severity="error",
        message=problem.message,
        remedy=problem.remedy,
    )


def from_error(error: FollowupError, template_set: str) -> list[CheckProblem]:
    """Return every problem of an error that loading raised."""
    return [from_problem(problem, template_set) for problem in error.problems]
