"""The invitation of a fixed time: what it says, and the library icalendar's way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from benchmarks.compose.parts import Record


__all__ = ["Event", "event_in", "icalendar_bytes"]


class Event(NamedTuple):
    """What a calendar shows of a meeting."""

    uid: str
    stamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    description: str
    link: str


def event_in(calendar: bytes) -> Event:
    """Return the only event of a calendar object."""
    from icalendar import Calendar

    (found,) = Calendar.from_ical(calendar).walk("VEVENT")
    event = cast("Any", found)
    starts: datetime = event.decoded("dtstart")
    duration: timedelta = event.decoded("dtend") - starts
    return Event(
        uid=str(event["uid"]),
        stamp=event.decoded("dtstamp"),
        starts=starts,
        ends=starts + duration,
        summary=str(event["summary"]),
        description=str(event["description"]),
        link=str(event["url"]),
    )


def icalendar_bytes(record: Record, event: Event) -> bytes:
    """Return the invitation as the manual of icalendar shows it."""
    from icalendar import Calendar, vCalAddress
    from icalendar import Event as Component

    sender, candidate = record["interview"]["sender"], record["interview"]["candidate"]
    calendar = Calendar()
    calendar.add("prodid", "-//Norrland Data//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    component = Component()
    component.add("uid", event.uid)
    component.add("dtstamp", event.stamp)
    component.add("dtstart", event.starts)
    component.add("dtend", event.ends)
    component.add("status", "CONFIRMED")
    component.add("summary", event.summary)
    component.add("description", event.description)
    component.add("url", event.link)
    component.add("organizer", _person(vCalAddress, sender))
    attendee = _person(vCalAddress, candidate)
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    component.add("attendee", attendee)
    calendar.add_component(component)
    return bytes(calendar.to_ical())


def _person(address: Any, person: Record) -> Any:
    found = address(f"mailto:{person['email']}")
    found.params["CN"] = f"{person['name']['given']} {person['name']['surname']}"
    return found
