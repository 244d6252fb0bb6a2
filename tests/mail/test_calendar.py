"""Calendar objects: what they say, read by parsers that are not ours."""

from __future__ import annotations

import builtins
import sys
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from types import ModuleType
from typing import Any

import pytest

from followup_kit.errors import MailError, MissingExtraError
from followup_kit.mail import Mailbox, build_calendar, build_email
from followup_kit.mail import _calendar as calendar_module
from tests.mail.invitations import INVITATION, invitation, unfolded, value_of
from tests.mail.samples import parts


icalendar = pytest.importorskip("icalendar")
vobject = pytest.importorskip("vobject")

STAMP = datetime(2026, 12, 24, tzinfo=UTC)


def test_the_lines_are_those_of_a_request() -> None:
    """The whole object, line by line."""
    assert [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//followup_kit//followup_kit//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        r"SUMMARY;LANGUAGE=de-AT:Zweites Gespräch\; Daten\, Platten\\Bau",
        "DTSTART:20261201T090000Z",
        "DTEND:20261201T103000Z",
        "DTSTAMP:20261103T093015Z",
        "UID:0b6e7f0d@acme.example",
        "SEQUENCE:0",
        'ATTENDEE;CN="Björk Guðmundsdóttir";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:bjork@example.is',
        "CLASS:PRIVATE",
        r"DESCRIPTION;LANGUAGE=de-AT:Dienstag\, 1. Dezember 2026\n10:00–11:30 Uhr (Berlin)",
        r"LOCATION;LANGUAGE=de-AT:Hafenstraße 12\; 3. Stock\, links",
        """ORGANIZER;CN="Ada ^'Byron^', Acme: HR; ^^n":mailto:jobs@acme.example""",
        "STATUS:CONFIRMED",
        "URL:https://meet.example.com/a;b,c?d=%20#e",
        "END:VEVENT",
        "END:VCALENDAR",
    ] == unfolded(build_calendar(INVITATION))


def test_icalendar_reads_it_back() -> None:
    """The library that wrote the object reads what was meant."""
    parsed = icalendar.Calendar.from_ical(build_calendar(INVITATION).as_bytes())
    (event,) = parsed.walk("VEVENT")

    assert (
        "REQUEST",
        INVITATION.summary,
        INVITATION.description,
        INVITATION.location,
        INVITATION.link,
        INVITATION.starts,
        INVITATION.ends,
        INVITATION.organizer.name,
        INVITATION.attendee.name,
        "mailto:bjork@example.is",
    ) == (
        parsed["METHOD"],
        event["SUMMARY"],
        event["DESCRIPTION"],
        event["LOCATION"],
        event["URL"],
        event["DTSTART"].dt,
        event["DTEND"].dt,
        event["ORGANIZER"].params["CN"],
        event["ATTENDEE"].params["CN"],
        event["ATTENDEE"],
    )


def test_vobject_reads_it_back() -> None:
    """A parser that shares nothing with the writer reads the same."""
    parsed = vobject.readOne(build_calendar(INVITATION).as_bytes().decode())
    (event,) = parsed.vevent_list

    assert (
        "REQUEST",
        INVITATION.uid,
        INVITATION.summary,
        INVITATION.description,
        INVITATION.location,
        INVITATION.link,
        INVITATION.starts,
        INVITATION.ends,
        "mailto:bjork@example.is",
        ["TRUE"],
    ) == (
        parsed.method.value,
        event.uid.value,
        event.summary.value,
        event.description.value,
        event.location.value,
        event.url.value,
        event.dtstart.value,
        event.dtend.value,
        event.attendee.value,
        event.attendee.params["RSVP"],
    )


def test_a_cancellation_says_so_twice() -> None:
    """Method and status both take the meeting back, under the same name."""
    part = build_calendar(INVITATION.cancelled(stamp=STAMP))

    assert ("CANCEL", "CANCEL", "CANCELLED", "1", INVITATION.uid) == (
        part.method,
        value_of("METHOD:", part),
        value_of("STATUS:", part),
        value_of("SEQUENCE:", part),
        value_of("UID:", part),
    )


def test_what_is_only_shown_asks_nobody() -> None:
    """A published entry has no attendee (RFC 5546 section 3.2.1)."""
    part = build_calendar(invitation(method="PUBLISH", status="TENTATIVE"))

    assert "TENTATIVE" == value_of("STATUS:", part)
    assert "ATTENDEE" not in part.content
    assert "ORGANIZER" in part.content


@pytest.mark.parametrize(
    ("alarm", "expected"),
    (
        (timedelta(minutes=1), "-PT1M"),
        (timedelta(minutes=60), "-PT1H"),
        (timedelta(minutes=90), "-PT1H30M"),
        (timedelta(days=1), "-P1D"),
        (timedelta(days=2, hours=3), "-P2DT3H"),
        (timedelta(days=2, minutes=4), "-P2DT4M"),
        (timedelta(days=28), "-P28D"),
    ),
)
def test_an_alarm_comes_before_the_start(alarm: timedelta, expected: str) -> None:
    """The reminder is shown that long before, with the title of the meeting."""
    part = build_calendar(invitation(alarm=alarm))
    (event,) = icalendar.Calendar.from_ical(part.as_bytes()).walk("VALARM")

    assert expected == value_of("TRIGGER:", part)
    assert (-alarm, "DISPLAY", INVITATION.summary) == (
        event["TRIGGER"].dt,
        event["ACTION"],
        event["DESCRIPTION"],
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    (
        ("a+b@acme.example", "mailto:a+b@acme.example"),
        ("o'neil.x_y-z~@acme.example", "mailto:o'neil.x_y-z~@acme.example"),
        ("a!$*@acme.example", "mailto:a!$*@acme.example"),
        ("a?cc=b@acme.example", "mailto:a%3Fcc%3Db@acme.example"),
        ("a%40b#c&d/e@acme.example", "mailto:a%2540b%23c%26d%2Fe@acme.example"),
        ("a^b`c{d|e}@acme.example", "mailto:a%5Eb%60c%7Bd%7Ce%7D@acme.example"),
    ),
)
def test_an_address_names_one_mailbox(address: str, expected: str) -> None:
    """What would begin a field or another address is percent-encoded."""
    part = build_calendar(invitation(attendee=Mailbox(address=address)))

    assert expected == value_of(
        "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;"
        "RSVP=TRUE:",
        part,
    )


def test_people_without_a_name_have_no_parameter_for_it() -> None:
    """No empty name is written."""
    part = build_calendar(invitation(organizer=Mailbox(address="a@example.com")))

    assert "mailto:a@example.com" == value_of("ORGANIZER:", part)


def test_optional_fields_leave_no_trace() -> None:
    """Without description, place and link there is no empty line for them."""
    bare = invitation(description=None, location=None, link=None)
    names = {
        line.partition(":")[0].partition(";")[0]
        for line in unfolded(build_calendar(bare))
    }

    assert not names & {"DESCRIPTION", "LOCATION", "URL"}


def test_the_file_has_the_line_ends_of_the_standard() -> None:
    """As octets, every line ends in CRLF, the last one too."""
    part = build_calendar(INVITATION)
    octets = part.as_bytes()

    assert octets.count(b"\n") == octets.count(b"\r\n") == part.content.count("\n")
    assert octets.endswith(b"END:VCALENDAR\r\n")


def test_it_travels_inside_a_message() -> None:
    """Method and charset stand in the header, the object arrives as it was."""
    part = build_calendar(INVITATION)
    message = message_from_bytes(build_email(parts(calendar=part)).as_bytes())
    *_, last = message.walk()

    assert 'text/calendar; charset="utf-8"; method="REQUEST"' == last["Content-Type"]
    assert part.as_bytes() == last.get_payload(decode=True)


class Tampering(ModuleType):
    """The library, but with one call that returns something else."""

    def __init__(self, name: str, replacement: Any) -> None:
        super().__init__("tampering")
        self.__dict__.update(vars(icalendar))
        setattr(self, name, replacement)


@pytest.mark.parametrize(
    ("name", "replacement"),
    (
        ("vInt", lambda number: icalendar.vInt(number + 1)),
        ("vUri", lambda uri: icalendar.vUri(uri + "x")),
        ("vDatetime", lambda at: icalendar.vDatetime(at.replace(tzinfo=None))),
        ("vText", lambda text, **_params: icalendar.vText(text)),
        ("vCalAddress", lambda uri, **_params: icalendar.vCalAddress(uri)),
    ),
)
def test_what_the_library_writes_is_read_back(
    monkeypatch: pytest.MonkeyPatch, name: str, replacement: Any
) -> None:
    """A library that writes anything else than what was meant is found out."""
    monkeypatch.setattr(
        calendar_module, "_library", lambda: Tampering(name, replacement)
    )
    with pytest.raises(MailError) as caught:
        build_calendar(INVITATION)

    assert (
        "calendar: The calendar object is not the one that was meant. "
        "Do not send it. Report it, with the version of icalendar. [wire_calendar]"
    ) == str(caught.value)


def test_without_the_extra_the_error_names_the_install_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An error of ours tells how to install it, and how to do without."""
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == "icalendar":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    calendar_module._find_library.cache_clear()
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError) as caught:
        build_calendar(INVITATION)
    calendar_module._find_library.cache_clear()

    assert (
        "calendar: needs the optional extra of that name, which is missing. Install "
        'it: python -m pip install "followup-kit[calendar]", or leave the invitation '
        'out with calendar="none". [missing_extra]'
    ) == str(caught.value)
