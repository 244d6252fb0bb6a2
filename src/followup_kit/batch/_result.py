"""What became of one item of a batch."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from followup_kit.composer import Followup
from followup_kit.errors import BatchError, FollowupError, Problem


__all__ = ["Result", "clean_error", "located"]


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """
    What became of one item: its message, or why there is none.

    Attributes:
        index: The place of the item in the source, counted from 0.
        key: The key the caller gave the item, if any.
        followup: The message; None if it could not be composed.
        error:
            Why there is none. Its paths begin with ``items[3]``, and it carries no
            value of the facts. None if there is a message.
    """

    index: int
    key: Hashable
    followup: Followup | None
    error: FollowupError | None

    @property
    def ok(self) -> bool:
        """Whether there is a message."""
        return self.followup is not None

    def unwrap(self) -> Followup:
        """
        Return the message.

        Raises:
            FollowupError: There is none: the error of this result.
        """
        if self.followup is not None:
            return self.followup
        # A new one each time: a raised error gathers tracebacks, and with them facts.
        raise clean_error(type(self.error), self._problems)

    @property
    def _problems(self) -> tuple[Problem, ...]:
        return () if self.error is None else self.error.problems

    def __repr__(self) -> str:
        """Return the place and what became of it, neither key nor content."""
        if self.followup is not None:
            return f"<Result {self.index} ok {self.followup.kind}>"
        codes = ", ".join(dict.fromkeys(p.code for p in self._problems))
        return f"<Result {self.index} failed: {codes}>"


def clean_error(cls: type | None, problems: tuple[Problem, ...]) -> FollowupError:
    """
    Return an error of *cls* that holds *problems* and nothing else.

    It is not built by its constructor: that of a host's own class may ask for more.
    """
    found: type[FollowupError] = BatchError
    if cls is not None and issubclass(cls, FollowupError):
        found = cls
    error = found.__new__(found)
    error.args = problems
    error.problems = problems
    return error


def located(problems: tuple[Problem, ...], index: int) -> tuple[Problem, ...]:
    """Return *problems* with paths that begin with the place of the item."""
    return tuple(
        Problem(_path(p.path, index), p.code, p.message, p.remedy) for p in problems
    )


def _path(path: str, index: int) -> str:
    if not path:
        return f"items[{index}]"
    # A file of a template set is not a part of the item.
    joint = " " if "/" in path else "" if path.startswith("[") else "."
    return f"items[{index}]{joint}{path}"
