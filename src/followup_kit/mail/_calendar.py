"""From a checked invitation to a calendar object, by the library icalendar."""

from __future__ import annotations

import functools
import importlib
from datetime import timedelta
from types import ModuleType
from typing import Any
from urllib.parse import quote

from followup_kit.errors import MailError, MissingExtraError, Problem
from followup_kit.mail._calendar_reader import read_calendar
from followup_kit.mail._enclosures import CalendarPart
from followup_kit.mail._invitation import INVITATION, Invitation
from followup_kit.mail._mailbox import Mailbox
from followup_kit.mail._types import demand


__all__ = ["build_calendar"]

_PRODID = "-//followup_kit//followup_kit//EN"

_Entry = tuple[str, str, tuple[tuple[str, str], ...], str]
"""Component, name, sorted parameters, and value with its escapes undone."""


def build_calendar(invitation: Invitation) -> CalendarPart:
    """
    Return one calendar object with one event, read back and as it was meant.

    Times are in UTC, so that no zone has to be described. The event is private
    (RFC 5545 section 3.8.1.3): colleagues who see the attendee's calendar need not
    know. A request asks for an answer (``RSVP=TRUE``). Same invitation, same bytes.

    Raises:
        MissingExtraError: The library icalendar is not installed.
        MailError: ``wire_calendar`` if what it wrote is not what was meant;
            ``wrong_type``.
    """
    demand(invitation, "invitation", INVITATION)
    octets: bytes = _write(invitation, _library()).to_ical()
    if sorted(read_calendar(octets)) != sorted(_meant(invitation)):
        raise _not_as_meant()
    return CalendarPart(content=octets.decode(), method=invitation.method)


@functools.cache
def _find_library() -> ModuleType | None:
    try:
        return importlib.import_module("icalendar")
    except ImportError:
        return None


def _library() -> ModuleType:
    library = _find_library()
    if library is None:
        raise MissingExtraError(
            Problem(
                path="calendar",
                code="missing_extra",
                message="needs the optional extra of that name, which is missing.",
                remedy='Install it: python -m pip install "followup-kit[calendar]", '
                'or leave the invitation out with calendar="none".',
            )
        )
    return library


def _write(invitation: Invitation, library: ModuleType) -> Any:
    """Return the calendar as a component of the library."""
    calendar = library.Calendar()
    calendar["PRODID"] = library.vText(_PRODID)
    calendar["VERSION"] = library.vText("2.0")
    calendar["METHOD"] = library.vText(invitation.method)
    event = library.Event()
    for _, name, params, value in _texts(invitation):
        event[name] = library.vText(value, params=dict(params))
    event["SEQUENCE"] = library.vInt(invitation.sequence)
    event["DTSTAMP"] = library.vDatetime(invitation.stamp)
    event["DTSTART"] = library.vDatetime(invitation.starts)
    event["DTEND"] = library.vDatetime(invitation.ends)
    if invitation.link is not None:
        event["URL"] = library.vUri(invitation.link)
    for _, name, params, value in _people(invitation):
        event[name] = library.vCalAddress(value, params=dict(params))
    if invitation.alarm is not None:
        alarm = library.Alarm()
        alarm["ACTION"] = library.vText("DISPLAY")
        alarm["DESCRIPTION"] = library.vText(invitation.summary)
        alarm["TRIGGER"] = library.vDuration(-invitation.alarm)
        event.add_component(alarm)
    calendar.add_component(event)
    return calendar


def _meant(invitation: Invitation) -> list[_Entry]:
    """Return every line that the object must have, and no other."""
    moments = {
        "DTSTAMP": invitation.stamp,
        "DTSTART": invitation.starts,
        "DTEND": invitation.ends,
    }
    entries: list[_Entry] = [
        ("VCALENDAR", "PRODID", (), _PRODID),
        ("VCALENDAR", "VERSION", (), "2.0"),
        ("VCALENDAR", "METHOD", (), invitation.method),
        *_texts(invitation),
        *_people(invitation),
        ("VEVENT", "SEQUENCE", (), str(invitation.sequence)),
    ]
    entries += [
        ("VEVENT", name, (), f"{moment:%Y%m%dT%H%M%SZ}")
        for name, moment in moments.items()
    ]
    if invitation.link is not None:
        entries.append(("VEVENT", "URL", (), invitation.link))
    if invitation.alarm is not None:
        entries += [
            ("VALARM", "ACTION", (), "DISPLAY"),
            ("VALARM", "DESCRIPTION", (), invitation.summary),
            ("VALARM", "TRIGGER", (), _before(invitation.alarm)),
        ]
    return entries


def _texts(invitation: Invitation) -> list[_Entry]:
    """Return the texts of the event; those for people name their language."""
    cancelled = invitation.method == "CANCEL"
    spoken = (("LANGUAGE", invitation.language),)
    entries: list[_Entry] = [
        ("VEVENT", "UID", (), invitation.uid),
        ("VEVENT", "CLASS", (), "PRIVATE"),
        ("VEVENT", "STATUS", (), "CANCELLED" if cancelled else invitation.status),
        ("VEVENT", "SUMMARY", spoken, invitation.summary),
    ]
    if invitation.description is not None:
        entries.append(("VEVENT", "DESCRIPTION", spoken, invitation.description))
    if invitation.location is not None:
        entries.append(("VEVENT", "LOCATION", spoken, invitation.location))
    return entries


def _people(invitation: Invitation) -> list[_Entry]:
    """Return who invites and who is invited, if anybody is asked."""
    organizer = _named(invitation.organizer)
    people: list[_Entry] = [
        ("VEVENT", "ORGANIZER", organizer, _mailto(invitation.organizer))
    ]
    if invitation.method == "PUBLISH":
        return people
    asked = (
        ("CUTYPE", "INDIVIDUAL"),
        ("PARTSTAT", "NEEDS-ACTION"),
        ("ROLE", "REQ-PARTICIPANT"),
        ("RSVP", "TRUE"),
    )
    attendee = (*_named(invitation.attendee), *asked)
    people.append(("VEVENT", "ATTENDEE", attendee, _mailto(invitation.attendee)))
    return people


def _named(mailbox: Mailbox) -> tuple[tuple[str, str], ...]:
    return (("CN", mailbox.name),) if mailbox.name is not None else ()


def _mailto(mailbox: Mailbox) -> str:
    """Return an address as a URI that can name no second one (RFC 6068 section 2)."""
    local, _, domain = mailbox.address.partition("@")
    local = quote(local, safe="!$'*+")
    return f"mailto:{local}@{domain}"


def _before(alarm: timedelta) -> str:
    """Return a trigger (RFC 5545 section 3.3.6)."""
    hours, minutes = divmod(alarm.seconds // 60, 60)
    date = f"{alarm.days}D" if alarm.days else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return f"-P{date}T{clock}" if clock else f"-P{date}"


def _not_as_meant() -> MailError:
    return MailError(
        Problem(
            path="calendar",
            code="wire_calendar",
            message="The calendar object is not the one that was meant.",
            remedy="Do not send it. Report it, with the version of icalendar.",
        )
    )
