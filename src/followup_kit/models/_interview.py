"""The interview that took place: who met whom, when, and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from followup_kit.errors import Problem
from followup_kit.models._base import Facts, ruled_by
from followup_kit.models._free_text import Prose
from followup_kit.models._markers import Many
from followup_kit.models._organisation import Company, Role
from followup_kit.models._people import Candidate, Interviewer, Sender
from followup_kit.models._plain_times import NO_TIME, elapsed
from followup_kit.models._text import Identifier, Localized
from followup_kit.models._time import Day, Moment, TimeZoneName


__all__ = ["CandidateQuestion", "Interview", "Promise", "Session"]


class Session(Facts):
    """One meeting of an interview; an onsite loop has several."""

    start: Moment
    """When it began, or was to begin."""

    end: Moment | None = None
    """When it ended, or was to end."""

    interviewers: Annotated[Many[Interviewer], Field(max_length=20)] = ()
    """Who spoke with the candidate."""

    title: Localized | None = None
    """The stage's name as candidates know it. Not an internal title."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end is not None and elapsed(self.start, self.end) <= NO_TIME:
            raise PydanticCustomError("end_before_start", "ends before it starts")
        return self

    @property
    def last_known_moment(self) -> datetime:
        """The end if it is known, else the start."""
        return self.end or self.start


def _question_rules(given: Mapping[str, Any]) -> Iterator[Problem]:
    if not (given.get("answer") or given.get("answer_by")):
        yield Problem(
            path="answer",
            code="missing",
            message="is required, unless answer_by says when it comes.",
            remedy="Answer the question, or say by when somebody will.",
        )


class CandidateQuestion(Facts):
    """Something the candidate asked, with the answer or who will give it by when."""

    question: Prose
    """What was asked, in a form the candidate recognises."""

    answer: Prose | None = None
    """The answer. Without it, ``answer_by`` is needed."""

    answered_by: Interviewer | None = None
    """Who will answer. Without it, the sender will."""

    answer_by: Day | None = None
    """The day by which the answer comes."""

    _apply_rules = ruled_by(_question_rules)


class Promise(Facts):
    """A date the candidate was given earlier for hearing from the company."""

    due: Day
    """The day by which they were to hear."""


class Interview(Facts):
    """
    An interview with one candidate for one role.

    Moments given as bare instants are read in ``time_zone``.
    """

    candidate: Candidate
    """The person the message is for."""

    company: Company
    """The employer."""

    role: Role
    """The role."""

    sender: Sender
    """Who signs the message."""

    sessions: Annotated[Many[Session], Field(min_length=1, max_length=20)]
    """The meetings, in any order; one for a simple interview."""

    time_zone: TimeZoneName
    """The zone the interview was arranged in. Used where the candidate's is unknown."""

    highlights: Annotated[Many[Prose], Field(max_length=10)] = ()
    """Specific details of that conversation, written for the candidate."""

    questions: Annotated[Many[CandidateQuestion], Field(max_length=20)] = ()
    """What the candidate asked."""

    promises: Annotated[Many[Promise], Field(max_length=20)] = ()
    """Dates by which news was promised and that no message has kept or replaced."""

    interview_id: Identifier | None = None
    """The host's id of this interview. Opaque; never printed."""

    process_id: Identifier | None = None
    """The host's id of the application or process. Opaque; never printed."""

    @property
    def reader_zone(self) -> ZoneInfo:
        """The zone the candidate reads times in: theirs, else the interview's."""
        return ZoneInfo(self.candidate.time_zone or self.time_zone)

    @property
    def ended(self) -> datetime:
        """The last known moment of the last session, in UTC."""
        return max(s.last_known_moment.astimezone(UTC) for s in self.sessions)

    @property
    def in_order(self) -> tuple[Session, ...]:
        """The sessions by the instant they began."""
        return tuple(sorted(self.sessions, key=lambda s: s.start.astimezone(UTC)))

    @property
    def interviewers(self) -> tuple[Interviewer, ...]:
        """Everybody who interviewed, once each, in the order of the sessions."""
        met = (person for s in self.in_order for person in s.interviewers)
        return tuple(dict.fromkeys(met))
