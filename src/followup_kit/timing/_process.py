"""A candidate's process as the host knows it: interviews, messages sent, its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from followup_kit.errors import FactsError, FollowupError, Problem
from followup_kit.models import Interview, outcome_kinds
from followup_kit.timing._interview_end import interview_end, last_day
from followup_kit.timing._legal_facts import LegalFacts
from followup_kit.timing._moments import to_utc, type_problem


__all__ = ["Process", "ProcessState", "SentMessage"]

ProcessState: TypeAlias = Literal["in_progress", "on_hold", "decided", "closed"]
"""
Nothing is decided; paused, which the candidate knows; decided, but the candidate has
not heard; the candidate has heard the last of it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """
    A message the candidate was sent, or that is scheduled.

    Attributes:
        kind: Its kind of outcome.
        sent_at: When it left, as an aware datetime.
    """

    kind: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """
    One candidate's process for one role.

    Attributes:
        interviews: What took place and what is arranged, in any order.
        state: How it stands.
        messages: What was sent since the first interview, or is scheduled to leave.
        decided_at: When the decision fell; needed if it is decided.
        decision: The kind of outcome that was decided, if it is decided and known.
        legal: What decides which legal deadlines apply; None for no legal deadlines.

    Raises:
        FactsError:
            With every problem and its path: ``missing``, ``no_end``,
            ``end_before_start``, ``mixed_processes``, ``unknown_kind``,
            ``not_a_choice``, ``wrong_type``, ``contradiction``, and those of naive
            moments.
    """

    interviews: tuple[Interview, ...]
    state: ProcessState = "in_progress"
    messages: tuple[SentMessage, ...] = ()
    decided_at: datetime | None = None
    decision: str | None = None
    legal: LegalFacts | None = None
    _ends: tuple[datetime, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check everything, and report everything at once."""
        problems: list[Problem] = []
        for name, wanted in (("interviews", Interview), ("messages", SentMessage)):
            entries, wrong = _read_entries(getattr(self, name), wanted, name)
            object.__setattr__(self, name, entries)
            problems += wrong
        if not problems:
            problems += _interview_problems(self.interviews)
            problems += _message_problems(self.messages)
        problems += _state_problems(self)
        if problems:
            raise FactsError(*problems)
        ends = tuple(interview_end(interview) for interview in self.interviews)
        object.__setattr__(self, "_ends", ends)

    @property
    def process_id(self) -> str | None:
        """The host's id of the process, from its interviews."""
        ids = (interview.process_id for interview in self.interviews)
        return next((value for value in ids if value is not None), None)

    @property
    def zone(self) -> ZoneInfo:
        """The zone the candidate reads times in, from the last interview."""
        return self.interviews[self.by_end[-1][1]].reader_zone

    @property
    def by_end(self) -> tuple[tuple[datetime, int], ...]:
        """The end of each interview in UTC with its position, the earliest first."""
        return tuple(sorted((end, index) for index, end in enumerate(self._ends)))

    @property
    def contacts(self) -> tuple[tuple[datetime, str], ...]:
        """When each message was sent, in UTC, with its kind, the earliest first."""
        return tuple(sorted((m.sent_at.astimezone(UTC), m.kind) for m in self.messages))

    @property
    def promised(self) -> tuple[tuple[date, str], ...]:
        """Each day promised and not kept yet, in order, with its path."""
        found: dict[date, str] = {}
        for number, interview in enumerate(self.interviews):
            for index, promise in enumerate(interview.promises):
                path = f"interviews[{number}].promises[{index}]"
                found.setdefault(promise.due, path)
        return tuple(sorted(found.items()))

    def last_interview_day(self, at: datetime) -> date | None:
        """
        Return the day of the last interview that has ended by *at*, if any has.

        Raises:
            TimeError: *at* is no aware moment.
        """
        until = to_utc(at, "at")
        past = [(end, index) for end, index in self.by_end if end <= until]
        if not past:
            return None
        end, index = past[-1]
        return last_day(self.interviews[index], end)


def _read_entries(
    entries: Any, wanted: type, path: str
) -> tuple[tuple[Any, ...], list[Problem]]:
    if isinstance(entries, str) or not isinstance(entries, Iterable):
        return (), [type_problem(tuple, path)]
    found = tuple(entries)
    return found, [
        type_problem(wanted, f"{path}[{index}]")
        for index, entry in enumerate(found)
        if not isinstance(entry, wanted)
    ]


def _interview_problems(interviews: tuple[Interview, ...]) -> Iterator[Problem]:
    if not interviews:
        message = "is empty: a process has at least one interview."
        yield Problem("interviews", "missing", message, "Add the interview.")
    for index, interview in enumerate(interviews):
        try:
            interview_end(interview, f"interviews[{index}]")
        except FactsError as error:
            yield from error.problems
    for name, ids in (
        ("process", {interview.process_id for interview in interviews}),
        ("candidate", {interview.candidate.candidate_id for interview in interviews}),
    ):
        if len(ids - {None}) > 1:
            yield Problem(
                "interviews",
                "mixed_processes",
                f"belong to more than one {name}.",
                f"Build one Process for each {name}_id.",
            )


def _message_problems(messages: tuple[SentMessage, ...]) -> Iterator[Problem]:
    for index, message in enumerate(messages):
        try:
            to_utc(message.sent_at, f"messages[{index}].sent_at")
        except FollowupError as error:
            yield from error.problems
        yield from _kind_problems(message.kind, f"messages[{index}].kind")


def _state_problems(process: Process) -> Iterator[Problem]:
    if process.state not in get_args(ProcessState):
        yield Problem(
            "state",
            "not_a_choice",
            "is none of the states.",
            f"Use one of {', '.join(get_args(ProcessState))}.",
        )
    if not isinstance(process.legal, (LegalFacts, NoneType)):
        yield type_problem(LegalFacts, "legal")
    if process.decision is not None:
        yield from _kind_problems(process.decision, "decision")
    if process.decided_at is not None:
        try:
            to_utc(process.decided_at, "decided_at")
        except FollowupError as error:
            yield from error.problems
    if process.state == "decided" and process.decided_at is None:
        yield Problem(
            "decided_at",
            "missing",
            "is needed once a decision has fallen.",
            "Set when it fell: the candidate is to hear within 48 hours of it.",
        )
    if process.state in ("in_progress", "on_hold") and (
        process.decided_at is not None or process.decision is not None
    ):
        path = "decision" if process.decided_at is None else "decided_at"
        yield Problem(
            path,
            "contradiction",
            "is set although nothing is decided.",
            "Set the state to decided, or leave it out.",
        )


def _kind_problems(kind: str, path: str) -> Iterator[Problem]:
    known = outcome_kinds()
    if not isinstance(kind, str) or kind not in known:
        remedy = f"Use one of {', '.join(sorted(known))}."
        yield Problem(path, "unknown_kind", "names no kind of outcome.", remedy)
