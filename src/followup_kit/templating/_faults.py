"""Collecting every fault of a template set before refusing it whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup_kit.errors import Problem, TemplateSetError


if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 100
_QUOTABLE: Final = re.compile(r"[\w.|/ %{}-]{1,64}")


def quoted(text: str) -> str:
    """Return template text in quotation marks, or a stand-in if it is odd."""
    return f"“{text}”" if _QUOTABLE.fullmatch(text) else "this text"


class Faults:
    """The faults found so far, each with its file and line."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, str, str], Problem] = {}

    def __len__(self) -> int:
        return len(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems.values())

    def add(self, file: str, line: int, code: str, message: str, remedy: str) -> None:
        """Note a fault; the same one at the same place counts once."""
        path = f"{file}:{line}" if line else file
        if len(self._problems) < _MOST:
            problem = Problem(path, code, message, remedy)
            self._problems.setdefault((path, code, message), problem)

    def extend(self, error: TemplateSetError) -> None:
        """Take over the problems of an error that was raised below."""
        for problem in error.problems:
            key = (problem.path, problem.code, problem.message)
            self._problems.setdefault(key, problem)

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
