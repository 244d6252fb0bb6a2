"""Collecting every fault of a template set before refusing it whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from followup_kit.errors import Problem, TemplateSetError


if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 100
"""Faults that are listed; looking for more of them would be work for nobody."""

_QUOTABLE: Final = re.compile(r"[\w.|/ %{}-]{1,64}")
_MORE: Final = Problem(
    "",
    "more_faults",
    f"There may be more faults than these {MOST}; the search ended here.",
    "Mend these first, then load the set again.",
)


def quoted(text: str) -> str:
    """Return template text in quotation marks, or a stand-in if it is odd."""
    return f"“{text}”" if _QUOTABLE.fullmatch(text) else "this text"


def of_set(name: str, error: TemplateSetError) -> TemplateSetError:
    """Return an error whose places say which of several sets they are in."""
    return TemplateSetError(
        *(
            problem
            if problem.path and ":" in problem.path.rpartition(".")[0]
            else replace(problem, path=f"{name}:{problem.path}")
            for problem in error.problems
        )
    )


def file_of(place: str) -> str:
    """Return the file of a place, without the set that stands before it."""
    return place.rpartition(":")[2]


class Faults:
    """The faults found so far, each with its file and line."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, str, str], Problem] = {}

    def __len__(self) -> int:
        return len(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems.values())

    def add(self, file: str, line: int, code: str, message: str, remedy: str) -> None:
        """
        Note a fault; the same one at the same place counts once.

        Raises:
            TemplateSetError: There are as many as are listed.
        """
        path = f"{file}:{line}" if line else file
        self._keep(Problem(path, code, message, remedy))

    def extend(self, error: TemplateSetError) -> None:
        """
        Take over the problems of an error that was raised below.

        Raises:
            TemplateSetError: There are as many as are listed.
        """
        for problem in error.problems:
            self._keep(problem)

    def ended(self, error: TemplateSetError) -> TemplateSetError:
        """Return an error that ended a search, with the faults found before it."""
        found = (*self._problems.values(), *error.problems[:-1])
        return TemplateSetError(*found[:MOST], _MORE)

    def _keep(self, problem: Problem) -> None:
        if problem == _MORE:
            raise TemplateSetError(*self._problems.values(), _MORE)
        key = (problem.path, problem.code, problem.message)
        self._problems.setdefault(key, problem)
        if len(self._problems) >= MOST:
            raise TemplateSetError(*self._problems.values(), _MORE)

    def raise_any(self) -> None:
        """
        Refuse the set if there is any fault.

        Raises:
            TemplateSetError: Holds every fault found.
        """
        if self._problems:
            raise TemplateSetError(*self._problems.values())


class At:
    """A place in a file, for reporting faults there."""

    __slots__ = ("faults", "file", "line")

    def __init__(self, faults: Faults, file: str, line: int) -> None:
        self.faults = faults
        self.file = file
        self.line = line

    def fault(self, code: str, message: str, remedy: str) -> None:
        """Note a fault at this place."""
        self.faults.add(self.file, self.line, code, message, remedy)

    def on(self, line: int) -> At:
        """Return the same file at another line."""
        return At(self.faults, self.file, line)
