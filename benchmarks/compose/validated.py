"""The same facts as models of pydantic, as an application would write them down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from benchmarks.compose.peers import moment


__all__ = ["Message"]

Moment = Annotated[
    datetime, BeforeValidator(lambda v: moment(v) if isinstance(v, str) else v)
]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Name(_Facts):
    """The parts of a person's name."""

    given: str
    surname: str


class Candidate(_Facts):
    """Who is written to."""

    name: Name
    email: str
    locale: str
    time_zone: str


class Company(_Facts):
    """Who hires."""

    name: str
    careers_url: str
    privacy_url: str


class Role(_Facts):
    """What was applied for."""

    title: str


class Sender(_Facts):
    """Who writes."""

    name: Name
    email: str
    role: str
    phone: str


class Person(_Facts):
    """Who was met."""

    name: str


class Session(_Facts):
    """When somebody was met."""

    start: Moment
    end: Moment
    interviewers: list[Person] = []


class Slot(_Facts):
    """A time that is fixed."""

    start: Moment
    end: Moment


class Interview(_Facts):
    """What happened."""

    candidate: Candidate
    company: Company
    role: Role
    sender: Sender
    sessions: list[Session]
    time_zone: str
    highlights: list[str] = []


class Feedback(_Facts):
    """What somebody wrote down."""

    text: str
    shareable: bool = False


class Rejected(_Facts):
    """No."""

    kind: Literal["rejected"]
    criterion: str
    strengths: list[str] = []
    feedback: list[Feedback] = []
    may_reapply: bool = False
    keep_until: date


class NextRound(_Facts):
    """Yes, so far."""

    kind: Literal["next_round"]
    stage: str
    slot: Slot
    video_url: str
    interviewers: list[Person] = []
    preparation: list[str] = []
    confirm_by: date
    decision_by: date


class Message(_Facts):
    """All facts of a message."""

    interview: Interview
    outcome: Rejected | NextRound
