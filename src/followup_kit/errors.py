"""
Every error this library raises, in one tree.

    FollowupError
    ├── FactsError              the facts are wrong, missing or contradict one another
    ├── OutcomeKindError        two outcome classes claim one kind, or a kind is unknown
    ├── LocaleError             a locale tag is malformed, unknown or not offered
    ├── TimeError               a moment is naive or skipped, or a zone is unknown
    ├── NameFormError           a person's name cannot be put into the form asked for
    ├── TemplateSetError        a template set is broken; every fault with file and line
    │   └── TemplateSetNotFoundError
    ├── RenderError             a letter exceeded its budget or was handed a wrong value
    ├── MailError               a message cannot be put on the wire as it was meant
    ├── BatchError              a batch cannot be started, read or finished, or an item
    │                           of it fails for a reason that is not in its facts
    ├── ChannelError            a message does not fit a channel, or there is none
    └── MissingExtraError       an optional dependency is needed; names the install line

Errors carry data: a tuple of :class:`Problem`, each with a path, a stable code,
a message and a remedy. They never carry what a person typed: no name, address,
free text or any other value of the facts, so that logs stay clean.

This module imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass


__all__ = [
    "BatchError",
    "ChannelError",
    "FactsError",
    "FollowupError",
    "LocaleError",
    "MailError",
    "MissingExtraError",
    "NameFormError",
    "OutcomeKindError",
    "Problem",
    "RenderError",
    "TemplateSetError",
    "TemplateSetNotFoundError",
    "TimeError",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing that is wrong, where it is, and what to do about it.

    Attributes:
        path:
            Where: ``"interview.sessions[0].start"`` for facts,
            ``"de/rejected.txt:12"`` for a template set, an argument's name
            otherwise.
        code:
            Stable identifier for programs, for example ``"missing"``.
        message:
            One sentence for people, without any value of the facts.
        remedy:
            What to do, as a sentence.
    """

    path: str
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem as one line that ends with its remedy."""
        where = f"{self.path}: " if self.path else ""
        return f"{where}{self.message} {self.remedy} [{self.code}]"


class FollowupError(Exception):
    """
    Base of every error raised by this library.

    Attributes:
        problems: What is wrong, at least one entry, in the order found.
    """

    problems: tuple[Problem, ...]

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of each problem, in order."""
        return tuple(problem.code for problem in self.problems)

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of each problem, in order."""
        return tuple(problem.path for problem in self.problems)

    def __str__(self) -> str:
        """Return all problems, one a line if there are several."""
        if len(self.problems) == 1:
            return str(self.problems[0])
        lines = [f"{len(self.problems)} problems:"]
        lines += [f"  - {problem}" for problem in self.problems]
        return "\n".join(lines)


class FactsError(FollowupError, ValueError):
    """Facts are missing, malformed, or contradict one another."""


class OutcomeKindError(FollowupError, TypeError):
    """Two outcome classes claim the same kind, or a kind is not registered."""


class LocaleError(FollowupError, ValueError):
    """A locale tag is malformed, unknown, or none of those offered suits."""


class TimeError(FollowupError, ValueError):
    """A moment is naive or does not exist, or a time zone is unknown."""


class NameFormError(FollowupError, ValueError):
    """A person's name cannot be put into the form asked for."""


class TemplateSetError(FollowupError, ValueError):
    """A template set is broken. Lists every fault with its file and line."""


class TemplateSetNotFoundError(TemplateSetError, LookupError):
    """No template set of that name exists. Lists those that do."""


class RenderError(FollowupError, RuntimeError):
    """A letter exceeded its budget or was handed a value of the wrong form."""


class MailError(FollowupError, ValueError):
    """A message cannot be put on the wire exactly as it was meant."""


class BatchError(FollowupError, RuntimeError):
    """A batch cannot be started, read or finished, or one of its items is to blame."""

    @property
    def index(self) -> int | None:
        """The place in the source, from 0, of the item it is about, if of one."""
        path = self.problems[0].path if self.problems else ""
        inside, closed, _ = path.removeprefix("items[").partition("]")
        return int(inside) if closed and inside.isdecimal() else None


class ChannelError(FollowupError, ValueError):
    """A message does not fit or suit a channel, or there is no such channel."""


class MissingExtraError(FollowupError, ImportError):
    """An optional dependency is needed. The remedy is the install line."""
