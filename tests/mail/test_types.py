"""Fields hold exactly their types; anything else is refused in words that help."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Any

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import (
    Attachment,
    CalendarPart,
    EmailParts,
    Mailbox,
    build_calendar,
    build_email,
    verify_wire,
)
from followup_kit.mail._types import Shape
from tests.mail.invitations import INVITATION, invitation
from tests.mail.samples import MOMENT, PARTS, parts, reads_well


pandas = pytest.importorskip("pandas")

TEXT = ("This is not text.", "Give a str.")
MAILBOX = (
    "This is not a mailbox.",
    'Give a Mailbox, such as Mailbox(address="name@example.com").',
)
MOMENTS = (
    "This is not a moment.",
    "Give an aware datetime, for example in datetime.UTC.",
)
OCTETS = (
    "These are not octets.",
    "Give bytes: read the file in binary mode, or encode the text.",
)
CALENDAR = (
    "This is not a calendar object for a message.",
    "Give a CalendarPart, such as build_calendar returns.",
)
FLAG = ("This is not a yes or no.", "Give True or False.")
LIST = ("This is not a list.", "Give a list or a tuple, also of one.")
FILE = ("This is not a file.", "Give an Attachment.")
LENGTH = ("This is not a length of time.", "Give a timedelta.")
PARTS_ASKED = ("These are not the parts of a message.", "Give an EmailParts.")
INVITATION_ASKED = (
    "This is not an invitation.",
    "Give an Invitation, such as followup.invitations() returns.",
)


class Text(StrEnum):
    """A host's enumeration of texts."""

    ENGLISH = "en-GB"

    def upper(self) -> str:
        """Say something else than the text."""
        return "X"


class Octets(bytes):
    """Octets of a host's own type."""

    def __bytes__(self) -> bytes:
        """Say something else than the octets."""
        return b"other"


class Lost(tzinfo):
    """A zone without an offset."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        """Fail as zones of hosts may."""
        raise LookupError

    dst = utcoffset

    def tzname(self, _: datetime | None) -> str:
        """Fail like the offset."""
        raise LookupError


def refusal(work: Any, *arguments: Any, **fields: Any) -> MailError:
    with pytest.raises(MailError) as caught:
        work(*arguments, **fields)
    assert reads_well(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("field", "value", "said"),
    (
        *((name, None, MAILBOX) for name in ("sender", "recipient")),
        *((name, "a@b.com", MAILBOX) for name in ("sender", "recipient", "reply_to")),
        *((name, None, TEXT) for name in ("subject", "text", "html", "language")),
        *((name, 5, TEXT) for name in ("subject", "text", "html", "language")),
        *((name, 5, TEXT) for name in ("message_id", "in_reply_to", "auto_submitted")),
        *((name, "<a@b>", LIST) for name in ("references", "list_unsubscribe")),
        *((name, b"<a@b>", LIST) for name in ("references", "attachments")),
        *((name, None, LIST) for name in ("references", "attachments")),
        ("list_unsubscribe", {"https://x.com"}, LIST),
        ("attachments", bytearray(b"a"), LIST),
        ("date", "2026-01-01", MOMENTS),
        ("date", MOMENT.date(), MOMENTS),
        ("date", pandas.NaT, MOMENTS),
        ("one_click_unsubscribe", 1, FLAG),
        ("one_click_unsubscribe", None, FLAG),
        ("calendar", "BEGIN:VCALENDAR", CALENDAR),
        ("boundary_seed", None, TEXT),
    ),
)
def test_a_part_of_another_type_is_refused(
    field: str, value: Any, said: tuple[str, str]
) -> None:
    """Each field says what it is asked to be."""
    (problem,) = refusal(parts, **{field: value}).problems

    assert (field, "wrong_type", *said) == (
        problem.path,
        problem.code,
        problem.message,
        problem.remedy,
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    (
        *((name, None, TEXT) for name in ("uid", "summary", "language", "method")),
        ("status", 5, TEXT),
        *((name, None, MOMENTS) for name in ("stamp", "starts", "ends")),
        *((name, None, MAILBOX) for name in ("organizer", "attendee")),
        *((name, b"a", TEXT) for name in ("description", "location", "link")),
        ("alarm", 5, LENGTH),
    ),
)
def test_an_invitation_of_other_types_is_refused(
    field: str, value: Any, said: tuple[str, str]
) -> None:
    """Each field says what it is asked to be."""
    (problem,) = refusal(invitation, **{field: value}).problems

    assert (field, "wrong_type", *said) == (
        problem.path,
        problem.code,
        problem.message,
        problem.remedy,
    )


@pytest.mark.parametrize(
    ("work", "fields", "said"),
    (
        (Mailbox, {"name": 5, "address": "a@b.com"}, TEXT),
        (Mailbox, {"address": None}, TEXT),
        (Attachment, {"filename": 5, "content": b"", "media_type": "a/b"}, TEXT),
        (Attachment, {"content": "b", "filename": "a", "media_type": "a/b"}, OCTETS),
        (Attachment, {"media_type": 5, "filename": "a", "content": b""}, TEXT),
        (CalendarPart, {"content": b"", "method": "REQUEST"}, TEXT),
        (CalendarPart, {"method": None, "content": ""}, TEXT),
        (build_email, {"parts": None}, PARTS_ASKED),
        (build_calendar, {"invitation": None}, INVITATION_ASKED),
        (verify_wire, {"raw": "a", "parts": PARTS}, OCTETS),
        (verify_wire, {"parts": None, "raw": b"a"}, PARTS_ASKED),
    ),
)
def test_other_values_of_other_types_are_refused(
    work: Any, fields: dict[str, Any], said: tuple[str, str]
) -> None:
    """Mailboxes, files, calendar objects and functions say what they ask for."""
    (problem,) = refusal(work, **fields).problems

    assert (next(iter(fields)), "wrong_type", *said) == (
        problem.path,
        problem.code,
        problem.message,
        problem.remedy,
    )


def test_every_field_of_another_type_is_told() -> None:
    """All fields are looked at, and entries of a list one by one."""
    error = refusal(
        parts,
        subject=None,
        references=["<a@b>", 5, None],
        attachments=[PARTS],
        date="2026",
    )

    assert ("subject", "references[1]", "references[2]", "date", "attachments[0]") == (
        error.paths
    )
    assert {"wrong_type"} == {*error.codes}
    assert (FILE, TEXT) == tuple(
        (problem.message, problem.remedy)
        for problem in (error.problems[4], error.problems[1])
    )


def test_types_are_told_before_values() -> None:
    """What a value is like is asked once all have their types."""
    assert ("wrong_type",) == refusal(parts, subject="", text=None).codes


def test_a_text_of_another_class_is_taken_for_its_text() -> None:
    """An enumeration's member is the text it holds."""
    made = parts(language=Text.ENGLISH)

    assert (str, "en-GB") == (type(made.language), made.language)


def test_entries_of_a_list_are_taken_for_their_text() -> None:
    """Entries are brought to their type like fields."""
    (link,) = parts(list_unsubscribe=[_Link("https://x.com/")]).list_unsubscribe

    assert (str, "https://x.com/") == (type(link), link)


class _Link(str):
    __slots__ = ()

    def __str__(self) -> str:
        """Say something else than the text."""
        return "https://evil.example/"


def test_octets_of_another_class_are_taken_for_theirs() -> None:
    """What a class says of itself does not count."""
    file = Attachment(filename="a", content=Octets(b"real"), media_type="a/b")

    assert (bytes, b"real") == (type(file.content), file.content)


def test_moments_of_a_data_frame_are_taken() -> None:
    """A moment to the nanosecond is one to the microsecond, in a header and an entry."""
    moment = pandas.Timestamp("2026-11-03T09:05:07.123456789+01:00")
    made = parts(date=moment)
    entry = invitation(stamp=moment, alarm=pandas.Timedelta(minutes=90, nanoseconds=1))

    assert datetime is type(made.date)
    assert (
        datetime(2026, 11, 3, 9, 5, 7, 123456, tzinfo=timezone(timedelta(hours=1)))
        == made.date
    )
    assert "Tue, 03 Nov 2026 09:05:07 +0100" == build_email(made)["Date"]
    assert (datetime(2026, 11, 3, 8, 5, 7, tzinfo=UTC), timedelta(minutes=90)) == (
        entry.stamp,
        entry.alarm,
    )
    assert timedelta is type(entry.alarm)


@pytest.mark.parametrize("fold", (0, 1))
def test_a_moment_that_occurs_twice_keeps_its_place(fold: int) -> None:
    """Which of two equal hands of the clock is meant survives."""

    class Moment(datetime):
        """A moment of a host's own type."""

    made = parts(date=Moment(2026, 10, 25, 2, 30, tzinfo=UTC, fold=fold))

    assert (datetime, fold) == (type(made.date), made.date.fold if made.date else None)


@pytest.mark.parametrize("zone", (Lost(), tzinfo()))  # type: ignore[abstract]  # not to Python
def test_a_zone_that_fails_is_no_zone(zone: tzinfo) -> None:
    """What a host's zone raises does not get out."""
    moment = datetime(2026, 1, 1, tzinfo=zone)

    assert (("date",), ("naive_date",)) == (
        refusal(parts, date=moment).paths,
        refusal(parts, date=moment).codes,
    )
    assert ("naive_time",) == refusal(invitation, stamp=moment).codes


def test_ends_of_a_length_are_kept() -> None:
    """Days, seconds and microseconds of a length of another class arrive."""

    class Length(timedelta):
        """A length of a host's own type."""

    entry = invitation(alarm=Length(days=3, seconds=120))

    assert (timedelta, timedelta(days=3, seconds=120)) == (
        type(entry.alarm),
        entry.alarm,
    )
    assert ("unusable_alarm",) == refusal(
        invitation, alarm=Length(minutes=5, microseconds=1)
    ).codes


def test_what_derives_from_our_own_types_is_refused() -> None:
    """A derived mailbox, file or part could skip the checks of its base."""

    class Other(Mailbox):  # type: ignore[misc]  # final to type checkers only
        """A mailbox that is not checked."""

        def __post_init__(self) -> None:
            """Check nothing."""

    class Parts(EmailParts):  # type: ignore[misc]  # final to type checkers only
        """Parts that are not checked."""

    assert MAILBOX == _said(refusal(parts, reply_to=Other(address="a, b")))
    assert PARTS_ASKED == _said(refusal(build_email, object.__new__(Parts)))


def _said(error: MailError) -> tuple[str, str]:
    (problem,) = error.problems
    return problem.message, problem.remedy


def test_shapes_are_varied_by_what_they_allow() -> None:
    """A shape that allows None or several is otherwise the same."""
    shape = Shape(kind=str, message="Not so.", remedy="Do so.")

    assert (False, False) == (shape.is_optional, shape.is_list)
    assert shape.or_none() == dataclasses.replace(shape, is_optional=True)
    assert shape.several() == dataclasses.replace(shape, is_list=True)
    assert (True, True) == (shape.or_none().is_optional, shape.several().is_list)


def test_the_samples_have_their_types() -> None:
    """Nothing is refused that has the type it should have."""
    assert (PARTS, INVITATION) == (parts(), invitation())
