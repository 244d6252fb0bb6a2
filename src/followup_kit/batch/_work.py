"""
The work on a chunk of items, wherever it is done, and how it travels.

Facts travel as one pickle of the whole chunk: what its items share is written once,
and values come back exactly. Of all forms that were measured this one is cheapest for
models; dicts are cheaper still. Messages travel as tuples of strings, and what several
messages of a chunk have in common (language, sender, sources) travels once.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, NamedTuple

from followup_kit.batch._item import sending_time
from followup_kit.composer import Composer, Correspondent, Followup, Meeting
from followup_kit.composer._followup import kept_meetings
from followup_kit.errors import BatchError, FollowupError, Problem
from followup_kit.models import Interview, Outcome, load_facts
from followup_kit.templating import TemplateSet


__all__ = [
    "Chunk",
    "Failure",
    "Frame",
    "Job",
    "Message",
    "are_rows",
    "compose_chunk",
    "compose_packed",
    "is_ready",
    "rebuilt",
    "unexpected",
]


class Job(NamedTuple):
    """What one message is composed from."""

    interview: Any
    outcome: Any
    locale: Any
    formality: Any
    send_at: Any
    extras: Any

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Job(…)"


Frame = tuple[Any, ...]
"""What several messages share, in the order of ``_SHARED``."""

_SHARED: Final = (
    "kind",
    "language",
    "formality",
    "template_set",
    "sender",
    "findings",
    "sources",
)
_frame_of: Final = attrgetter(*_SHARED)


# The set is found again by the composer that the results come back to.
_OWN: Final = tuple(
    field.name
    for field in fields(Followup)
    if field.name not in {*_SHARED, "recipient", "letters", "meetings"}
)
_own_of: Final = attrgetter(*_OWN)


class Message(NamedTuple):
    """What is a message's own, and which frame of its chunk holds the rest."""

    frame: int
    name: str
    address: str | None
    meetings: tuple[Meeting, ...]
    own: tuple[Any, ...]

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Message(…)"


class Failure(NamedTuple):
    """Why there is no message: the class of the error and its problems."""

    cls: type
    problems: tuple[Problem, ...]


class Chunk(NamedTuple):
    """The messages of a chunk, one row an item, and the frames they share."""

    frames: list[Frame]
    rows: list[Message | Failure]

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Chunk(…)"


def compose_chunk(composer: Composer, jobs: Sequence[Job]) -> Chunk:
    """Compose every job; what one of them fails by is its own row."""
    frames: dict[Frame, int] = {}
    rows = [_row(composer, job, frames) for job in jobs]
    return Chunk(list(frames), rows)


def _row(composer: Composer, job: Job, frames: dict[Frame, int]) -> Message | Failure:
    try:
        followup = _compose(composer, job)
    except FollowupError as error:
        return Failure(type(error), error.problems)
    # A host's own kind may raise anything, even the wish to end the process.
    except (Exception, SystemExit) as error:  # noqa: BLE001  the host's own kind
        return Failure(BatchError, (unexpected(error),))
    frame: Frame = _frame_of(followup)
    return Message(
        frames.setdefault(frame, len(frames)),
        followup.recipient.name,
        followup.recipient.address,
        kept_meetings(followup),
        _own_of(followup),
    )


def _compose(composer: Composer, job: Job) -> Followup:
    interview, outcome = job.interview, job.outcome
    # compose() itself checks models from the ground up.
    if not (isinstance(interview, Interview) and isinstance(outcome, Outcome)):
        interview, outcome = load_facts(interview, outcome)
    return composer.compose(
        interview,
        outcome,
        locale=job.locale,
        formality=job.formality,
        send_at=sending_time(job.send_at),
        extras=job.extras,
    )


def unexpected(error: BaseException) -> Problem:
    """Return what is said of an error that is none of ours."""
    # Its text may quote facts; the name of its class does not.
    name = type(error).__name__
    shown = name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,60}", name) else "exception"
    return Problem(
        path="",
        code="unexpected_error",
        message=f"made composing raise {shown}, which is none of the library's errors.",
        remedy="Compose this item alone to see where it comes from.",
    )


def rebuilt(message: Message, frame: Frame, letters: TemplateSet) -> Followup:
    """Return the message that was taken apart, written with *letters*."""
    shared: Mapping[str, Any] = dict(zip(_SHARED, frame, strict=True))
    own: Mapping[str, Any] = dict(zip(_OWN, message.own, strict=True))
    recipient = Correspondent(message.name, message.address)
    return Followup(
        recipient=recipient, letters=letters, meetings=message.meetings, **shared, **own
    )


_MOST_COMPOSERS: Final = 8
_composers: Final[dict[bytes, Composer]] = {}


def compose_packed(composer: bytes, jobs: bytes) -> Chunk:
    """Unpack a composer and a chunk and compose it. Runs in a worker process."""
    return compose_chunk(_unpacked(composer), pickle.loads(jobs))  # noqa: S301  ours


def _unpacked(packed: bytes) -> Composer:
    composer = _composers.get(packed)
    if composer is None:
        # Loaded letters stay between chunks, but not those of every batch ever run.
        if len(_composers) >= _MOST_COMPOSERS:
            _composers.clear()
        composer = _composers[packed] = pickle.loads(packed)  # noqa: S301  ours
    return composer


def is_ready() -> bool:
    """Return True: that a worker can answer at all. Runs in a worker process."""
    return True


def are_rows(found: object, count: int) -> bool:
    """Tell whether a worker returned a chunk of *count* rows, as ours do."""
    return isinstance(found, Chunk) and len(found.rows) == count
