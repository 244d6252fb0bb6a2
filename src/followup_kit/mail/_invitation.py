"""One meeting as a calendar should hold it, checked before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, Self, final, get_args

from followup_kit.addresses import check_link
from followup_kit.errors import MailError, Problem
from followup_kit.mail._characters import find_header_fault, shows_nothing
from followup_kit.mail._mailbox import MAILBOX, Mailbox
from followup_kit.mail._parts import LANGUAGE
from followup_kit.mail._types import LENGTH, MOMENT, TEXT, Shape, offset_of, settle


__all__ = ["INVITATION", "CalendarMethod", "CalendarStatus", "Invitation"]

_MAX_LINE: Final = 1_000
_MAX_DESCRIPTION: Final = 4_000
_MAX_SEQUENCE: Final = 2**31 - 1
"""RFC 5545 section 3.3.8."""

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 9998
_MINUTE: Final = timedelta(minutes=1)
_LONGEST_ALARM: Final = timedelta(days=28)
_UID: Final = re.compile(r"[A-Za-z0-9._-]{1,128}(?:@[A-Za-z0-9.-]{1,253})?")

CalendarMethod = Literal["REQUEST", "CANCEL", "PUBLISH"]
"""What the attendee's program is asked to do with an entry (RFC 5546 section 1.4)."""

CalendarStatus = Literal["CONFIRMED", "TENTATIVE"]
"""Whether the time of a meeting is certain."""

_FAULTS: Final = {
    "forbidden_character": (
        "The text has a control, direction or other invisible character.",
        "Remove it.",
    ),
    "encoded_word": (
        "The text is written in the encoded form of a mail header.",
        "Decode it first: give the text as a person would read it.",
    ),
    "empty_text": ("The text is empty.", "Give one, or None where that is allowed."),
    "text_too_long": (
        "The text is too long for a calendar entry.",
        f"Keep to {_MAX_LINE} characters a line, {_MAX_DESCRIPTION} in a description.",
    ),
    "malformed_uid": (
        "This is not a UID of ours.",
        "Give letters, digits, full stops, _ and -, and @ with a domain if you like.",
    ),
    "malformed_language": (
        "This is not a language tag.",
        "Give a BCP 47 tag such as pt-BR.",
    ),
    "unwritable_name": (
        "The name has a backslash, which calendar programs read in different ways.",
        "Give the person's name without it.",
    ),
    "naive_time": (
        "The moment has no time zone.",
        "Give an aware datetime; its zone does not matter.",
    ),
    "time_out_of_range": (
        "The year cannot be written in a calendar.",
        f"Give a moment from {_FIRST_YEAR} to {_LAST_YEAR}.",
    ),
    "end_before_start": ("The meeting ends before it starts.", "Give a later end."),
    "malformed_sequence": (
        "The sequence is not a count of changes.",
        "Give 0 for the first version, and a higher number for each change.",
    ),
    "unknown_method": (
        "This is not a method of ours.",
        f"Give one of {', '.join(get_args(CalendarMethod))}.",
    ),
    "unknown_status": (
        "This is not a status of a meeting.",
        f"Give one of {', '.join(get_args(CalendarStatus))}.",
    ),
    "unusable_alarm": (
        "The alarm is not a number of whole minutes before the start.",
        "Give one minute to four weeks, and none for a cancellation.",
    ),
}
_SHAPES: Final = {
    **dict.fromkeys(("uid", "summary", "language", "method", "status"), TEXT),
    **dict.fromkeys(("stamp", "starts", "ends"), MOMENT),
    **dict.fromkeys(("organizer", "attendee"), MAILBOX),
    **dict.fromkeys(("description", "location", "link"), TEXT.or_none()),
    "alarm": LENGTH.or_none(),
}


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Invitation:
    """
    One meeting with one attendee (RFC 5545, RFC 5546).

    Checked on construction: every fault is reported at once, by field. Moments are
    kept in UTC, to the second; which zone they are read in is the reader's affair.
    The ``repr`` shows no contents; a pickle holds all of them in plain text.

    Attributes:
        uid: Names the meeting. A change or a cancellation repeats it.
        stamp: When this version was written. There is no clock here.
        starts: Aware.
        ends: Aware, later than ``starts``.
        summary: The title, one line of at most 1,000 characters.
        organizer: Who invites, and whom the answer of the attendee goes to.
        attendee: Who is invited.
        language: BCP 47 tag of the texts.
        description: Several lines, at most 4,000 characters.
        location: One line.
        link: Where to join online: https: or mailto:.
        sequence: How often the meeting was changed before.
        method:
            ``"REQUEST"`` asks for an answer, ``"CANCEL"`` takes the meeting back,
            ``"PUBLISH"`` only shows it and names no attendee.
        status: Whether the time is certain. A cancellation says that instead.
        alarm: How long before the start to remind the attendee.

    Raises:
        MailError: One problem a fault. ``wrong_type`` for every field of another
            type than its annotation; only if there is none, further codes:
            ``forbidden_character``, ``encoded_word``, ``empty_text``,
            ``text_too_long``, ``malformed_uid``, ``malformed_language``,
            ``malformed_sequence``, ``naive_time``, ``time_out_of_range``,
            ``end_before_start``, ``unknown_method``, ``unknown_status``,
            ``unusable_alarm``, ``unwritable_name``, ``unsafe_link``.
    """

    uid: str
    stamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    organizer: Mailbox
    attendee: Mailbox
    language: str
    description: str | None = None
    location: str | None = None
    link: str | None = None
    sequence: int = 0
    method: CalendarMethod = "REQUEST"
    status: CalendarStatus = "CONFIRMED"
    alarm: timedelta | None = None

    def __post_init__(self) -> None:
        """Check every field, and bring moments and line ends to one form."""
        settle(self, _SHAPES)
        if self.description is not None:
            lines = self.description.replace("\r\n", "\n").strip("\n")
            object.__setattr__(self, "description", lines)
        problems = [_describe(path, code) for path, code in _find_faults(self)]
        if self.link is not None:
            problems += _find_unsafe_link(self.link)
        if problems:
            raise MailError(*problems)
        for field in ("stamp", "starts", "ends"):
            moment = getattr(self, field).astimezone(UTC).replace(microsecond=0)
            object.__setattr__(self, field, moment)

    def __repr__(self) -> str:
        """Return a text without the meeting."""
        return "Invitation(...)"

    def cancelled(self, *, stamp: datetime, sequence: int | None = None) -> Self:
        """
        Return what takes this meeting back: the same UID, the next sequence.

        Args:
            stamp: When the cancellation was written, aware.
            sequence: How often the meeting was changed before; else one more than
                this version says.

        Raises:
            MailError: As for a new one.
        """
        return replace(
            self,
            method="CANCEL",
            stamp=stamp,
            sequence=self.sequence + 1 if sequence is None else sequence,
            alarm=None,
        )


def _find_faults(invitation: Invitation) -> Iterator[tuple[str, str]]:
    """Yield the path and code of each fault."""
    if not _UID.fullmatch(invitation.uid):
        yield "uid", "malformed_uid"
    if not LANGUAGE.fullmatch(invitation.language):
        yield "language", "malformed_language"
    if (
        type(invitation.sequence) is not int
        or not 0 <= invitation.sequence <= _MAX_SEQUENCE
    ):
        yield "sequence", "malformed_sequence"
    yield from _find_text_faults(invitation)
    for path in ("organizer", "attendee"):
        box: Mailbox = getattr(invitation, path)
        # No escape in a parameter (RFC 6868), but one to parsers that unescape early.
        if box.name is not None and "\\" in box.name:
            yield path, "unwritable_name"
    yield from _find_time_faults(invitation)
    if invitation.method not in get_args(CalendarMethod):
        yield "method", "unknown_method"
    if invitation.status not in get_args(CalendarStatus):
        yield "status", "unknown_status"
    if invitation.alarm is not None and (
        not _MINUTE <= invitation.alarm <= _LONGEST_ALARM
        or invitation.alarm % _MINUTE
        or invitation.method == "CANCEL"
    ):
        yield "alarm", "unusable_alarm"


def _find_text_faults(invitation: Invitation) -> Iterator[tuple[str, str]]:
    for path, limit in (
        ("summary", _MAX_LINE),
        ("description", _MAX_DESCRIPTION),
        ("location", _MAX_LINE),
    ):
        text: str | None = getattr(invitation, path)
        if text is None:
            continue
        if shows_nothing(text):
            yield path, "empty_text"
        if len(text) > limit:
            yield path, "text_too_long"
        # No line feed but in a description; no tab anywhere: clients show neither.
        plain = text.replace("\n", " ") if path == "description" else text
        fault = find_header_fault(plain, isolates=True)
        if fault is not None:
            yield path, fault


def _find_time_faults(invitation: Invitation) -> Iterator[tuple[str, str]]:
    sound = True
    for path in ("stamp", "starts", "ends"):
        moment: datetime = getattr(invitation, path)
        if offset_of(moment) is None:
            yield path, "naive_time"
        elif not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            yield path, "time_out_of_range"
        else:
            continue
        sound = False
    # In UTC: in one zone, Python compares the hands of the clock.
    if sound and _second(invitation.ends) <= _second(invitation.starts):
        yield "ends", "end_before_start"


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _find_unsafe_link(link: str) -> Iterator[Problem]:
    try:
        check_link(link)
    except MailError as error:
        yield from error.problems


def _describe(path: str, code: str) -> Problem:
    message, remedy = _FAULTS[code]
    return Problem(path=path, code=code, message=message, remedy=remedy)


INVITATION: Final = Shape(
    kind=Invitation,
    message="This is not an invitation.",
    remedy="Give an Invitation, such as followup.invitations() returns.",
)
