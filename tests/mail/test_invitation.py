"""What a calendar entry may say, and how a fault is told."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import Mailbox
from tests.mail.invitations import INVITATION, invitation
from tests.mail.samples import reads_well


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        ({"uid": "x@acme.example "}, ("uid", "malformed_uid")),
        ({"uid": "x@acme.example\n"}, ("uid", "malformed_uid")),
        ({"uid": "a:b@acme.example"}, ("uid", "malformed_uid")),
        ({"uid": "x" * 129 + "@a.de"}, ("uid", "malformed_uid")),
        ({"uid": "x@" + "a" * 254}, ("uid", "malformed_uid")),
        ({"uid": "@acme.example"}, ("uid", "malformed_uid")),
        ({"uid": "x@"}, ("uid", "malformed_uid")),
        ({"language": "Deutsch, bitte"}, ("language", "malformed_language")),
        ({"language": "de\r\nX-A:b"}, ("language", "malformed_language")),
        ({"sequence": -1}, ("sequence", "malformed_sequence")),
        ({"sequence": 2**31}, ("sequence", "malformed_sequence")),
        ({"sequence": True}, ("sequence", "malformed_sequence")),
        ({"sequence": 1.0}, ("sequence", "malformed_sequence")),
        ({"summary": "  "}, ("summary", "empty_text")),
        ({"summary": "x" * 1_001}, ("summary", "text_too_long")),
        ({"summary": "a\nb"}, ("summary", "forbidden_character")),
        ({"summary": "=?utf-8?q?a?="}, ("summary", "encoded_word")),
        ({"summary": "a\u2068b"}, ("summary", "forbidden_character")),
        ({"description": "\n"}, ("description", "empty_text")),
        ({"description": "x" * 4_001}, ("description", "text_too_long")),
        ({"description": "a\tb"}, ("description", "forbidden_character")),
        ({"description": "a\rb"}, ("description", "forbidden_character")),
        ({"description": "a\x0bb"}, ("description", "forbidden_character")),
        ({"description": "a\u202eb"}, ("description", "forbidden_character")),
        ({"location": ""}, ("location", "empty_text")),
        ({"summary": "\u200b"}, ("summary", "empty_text")),
        ({"description": None, "location": ""}, ("location", "empty_text")),
        ({"location": "x" * 1_001}, ("location", "text_too_long")),
        ({"location": "a\0b"}, ("location", "forbidden_character")),
        (
            {"organizer": Mailbox(name="a\\", address="a@b.de")},
            ("organizer", "unwritable_name"),
        ),
        (
            {"attendee": Mailbox(name="a\\n", address="a@b.de")},
            ("attendee", "unwritable_name"),
        ),
        ({"link": "http://a.example.com"}, ("link", "unsafe_link")),
        ({"stamp": datetime(2026, 1, 1)}, ("stamp", "naive_time")),
        ({"starts": datetime(2026, 1, 1)}, ("starts", "naive_time")),
        ({"ends": datetime(2027, 1, 1)}, ("ends", "naive_time")),
        ({"stamp": datetime(1969, 12, 31, tzinfo=UTC)}, ("stamp", "time_out_of_range")),
        ({"ends": datetime(9999, 1, 1, tzinfo=UTC)}, ("ends", "time_out_of_range")),
        ({"ends": INVITATION.starts}, ("ends", "end_before_start")),
        (
            {"ends": INVITATION.starts + timedelta(microseconds=1)},
            ("ends", "end_before_start"),
        ),
        ({"method": "REPLY"}, ("method", "unknown_method")),
        ({"status": "CANCELLED"}, ("status", "unknown_status")),
        ({"alarm": timedelta(seconds=59)}, ("alarm", "unusable_alarm")),
        ({"alarm": timedelta(seconds=61)}, ("alarm", "unusable_alarm")),
        ({"alarm": timedelta(days=28, minutes=1)}, ("alarm", "unusable_alarm")),
        (
            {"alarm": timedelta(hours=1), "method": "CANCEL"},
            ("alarm", "unusable_alarm"),
        ),
    ),
)
def test_a_fault_is_told_by_field(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    """Each fault has one path and one code, and is told in sentences."""
    with pytest.raises(MailError) as caught:
        invitation(**changes)

    assert [expected] == [(p.path, p.code) for p in caught.value.problems]
    assert reads_well(caught.value)


@pytest.mark.parametrize(
    "changes",
    (
        {"sequence": 2**31 - 1},
        {"uid": "x" * 128 + "@" + "a" * 120},
        {"summary": "x" * 1_000, "location": "y" * 1_000, "description": "z" * 4_000},
        {"summary": "\u2068Data\u2069 – \u2068Acme\u2069"},
        {"description": None, "location": None, "link": None},
        {"link": "mailto:jobs@acme.example"},
        {"alarm": timedelta(minutes=1)},
        {"alarm": timedelta(days=28)},
        {"ends": INVITATION.starts + SECOND},
        {"stamp": datetime(1970, 1, 1, tzinfo=UTC)},
        {"ends": datetime(9998, 12, 31, tzinfo=UTC)},
        {"method": "PUBLISH", "status": "TENTATIVE", "alarm": timedelta(hours=1)},
    ),
)
def test_the_limits_belong_to_what_is_allowed(changes: dict[str, Any]) -> None:
    """What stands exactly at a limit is accepted as it is."""
    made = invitation(**changes)

    assert changes == {name: getattr(made, name) for name in changes}


def test_all_faults_are_told_at_once() -> None:
    """One error lists the faults of every field."""
    with pytest.raises(MailError) as caught:
        invitation(uid="", summary="\0" * 1_001, starts=datetime(2026, 1, 1), link="x")

    assert (
        ("uid", "malformed_uid"),
        ("summary", "text_too_long"),
        ("summary", "forbidden_character"),
        ("starts", "naive_time"),
        ("link", "unsafe_link"),
    ) == tuple((p.path, p.code) for p in caught.value.problems)


def test_moments_are_kept_in_utc_to_the_second() -> None:
    """Whatever zone a moment came in, the value holds UTC without fractions."""
    made = invitation(
        stamp=NOON.replace(microsecond=5),
        starts=NOON.astimezone(ZoneInfo("Pacific/Kiritimati")),
        ends=(NOON + SECOND).astimezone(timezone(timedelta(hours=-11))),
    )

    assert (NOON, NOON, NOON + SECOND) == (made.stamp, made.starts, made.ends)
    assert all(m.tzinfo is UTC for m in (made.stamp, made.starts, made.ends))


def test_an_hour_that_comes_twice_is_not_taken_for_none() -> None:
    """A meeting across the end of summer time ends after it starts."""
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    made = invitation(starts=first, ends=first.replace(fold=1))

    assert timedelta(hours=1) == made.ends - made.starts


def test_an_end_in_the_skipped_hour_is_not_taken_for_later() -> None:
    """Walls of the clock may be in order while the instants are not."""
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 25, 2, 15, tzinfo=berlin, fold=1)
    with pytest.raises(MailError) as caught:
        invitation(starts=start, ends=start.replace(minute=45, fold=0))

    assert ("end_before_start",) == caught.value.codes


def test_line_ends_of_a_description_are_line_feeds() -> None:
    """CRLF becomes LF, and empty lines at the edges go."""
    assert "a\n\nb" == invitation(description="\na\r\n\r\nb\r\n").description
    assert " X a X " == invitation(description="\n X a X \n").description
    assert "X a X" == invitation(description="X a X").description


def test_a_cancellation_is_the_next_version_without_alarm() -> None:
    """Same meeting, next sequence, its own stamp, and nothing to be reminded of."""
    made = invitation(sequence=3, alarm=timedelta(hours=1)).cancelled(stamp=NOON)

    assert invitation(sequence=4, method="CANCEL", stamp=NOON, alarm=None) == made


def test_a_cancellation_may_follow_later_versions() -> None:
    """A host that moved the meeting in between says how often."""
    assert 7 == invitation().cancelled(stamp=NOON, sequence=7).sequence
    assert 0 == invitation().cancelled(stamp=NOON, sequence=0).sequence


def test_the_repr_tells_nothing() -> None:
    """A log line of an invitation has nobody's data."""
    assert "Invitation(...)" == repr(INVITATION)


def test_invitations_pickle_and_copy() -> None:
    """A copy equals the original."""
    made = invitation(attendee=Mailbox(address="a@example.com"))

    assert made == pickle.loads(pickle.dumps(made)) == copy.deepcopy(made)  # noqa: S301
