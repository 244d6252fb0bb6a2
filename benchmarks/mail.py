"""
Cost of a message: our parts, built and verified, against the plain library way.

A is what a careful programmer writes with the standard library alone:
``EmailMessage(policy=SMTP)``, the same headers set one by one, ``set_content``,
``add_alternative`` and ``as_bytes()``. B is ``EmailParts`` (all checks),
``build_email`` (which serialises once and reads the bytes back) and ``as_bytes()``.
Both start from the same strings and end with bytes.

With an invitation, A also writes a calendar object with the library icalendar as its
documentation shows, and B with ``Invitation`` (all checks) and ``build_calendar``
(which reads the object back).

Runs of A and B alternate, CPU time is taken per run, and the ratio is that of the
medians, printed with the smallest and largest ratio of neighbouring runs.

Run: ``python benchmarks/mail.py [runs] [messages per run]``
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vCalAddress

from followup_kit.mail import (
    EmailParts,
    Invitation,
    Mailbox,
    build_calendar,
    build_email,
)


if TYPE_CHECKING:
    from collections.abc import Callable


LETTERS = {
    "en": (
        "Ana Perez",
        "Your application for Data Engineer at Acme",
        "Thank you for talking to us on Monday, 2 November 2026 about the role.\n",
    ),
    "de": (
        "Jörg Müller",
        "Ihre Bewerbung als Dateningenieur (m/w/d) – nächste Schritte",
        "vielen Dank für das Gespräch am Montag, 2. November 2026, über die Stelle.\n",
    ),
    "ja": (
        "山田 太郎",
        "選考結果のご連絡（データエンジニア）",
        "先日はお忙しい中、面接にお越しいただき誠にありがとうございました。\n",
    ),
}
LINES = 24
WHEN = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
STARTS = WHEN + timedelta(days=7)
ENDS = STARTS + timedelta(hours=1)
LINK = "https://meet.example.com/abc"
MESSAGE_ID = "<0b6e7f0d2c9a4c55@acme.example>"


def bodies(line: str) -> tuple[str, str]:
    """Return a text and an HTML body of about 2 and 3 kB."""
    paragraphs = "".join(
        f'<p style="margin:0">{line.strip()}</p>\n' for _ in range(LINES)
    )
    html = f"<!DOCTYPE html>\n<html><body>\n{paragraphs}</body></html>\n"
    return line * LINES, html


def plain_message(name: str, subject: str, text: str, html: str) -> EmailMessage:
    """Build with the standard library alone."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Acme Talent Team", "jobs", "acme.example")
    message["To"] = Address(name, "candidate", "example.com")
    message["Subject"] = subject
    message["Date"] = WHEN
    message["Message-ID"] = MESSAGE_ID
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "en"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


def plain_way(name: str, subject: str, text: str, html: str) -> bytes:
    """Build and serialise with the standard library alone."""
    return plain_message(name, subject, text, html).as_bytes()


def our_way(name: str, subject: str, text: str, html: str) -> bytes:
    """Check, build, verify and serialise with this library."""
    parts = EmailParts(
        sender=Mailbox(name="Acme Talent Team", address="jobs@acme.example"),
        recipient=Mailbox(name=name, address="candidate@example.com"),
        subject=subject,
        text=text,
        html=html,
        language="en",
        message_id=MESSAGE_ID,
        date=WHEN,
        auto_submitted="auto-generated",
    )
    return build_email(parts).as_bytes()


def plain_invitation(name: str, subject: str, text: str, html: str) -> bytes:
    """Build a message with a calendar object, by the libraries alone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Acme//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    event = Event()
    event.add("uid", "0b6e7f0d@acme.example")
    event.add("dtstamp", WHEN)
    event.add("dtstart", STARTS)
    event.add("dtend", ENDS)
    event.add("sequence", 0)
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED")
    event.add("summary", subject, parameters={"LANGUAGE": "en"})
    event.add("description", f"{subject}\n{LINK}", parameters={"LANGUAGE": "en"})
    event.add("location", LINK, parameters={"LANGUAGE": "en"})
    event.add("url", LINK)
    organizer = vCalAddress("mailto:jobs@acme.example")
    organizer.params["CN"] = "Acme Talent Team"
    event.add("organizer", organizer)
    attendee = vCalAddress("mailto:candidate@example.com")
    attendee.params["CN"] = name
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["RSVP"] = "TRUE"
    event.add("attendee", attendee)
    calendar.add_component(event)
    message = plain_message(name, subject, text, html)
    message.add_alternative(
        calendar.to_ical().decode(), subtype="calendar", params={"method": "REQUEST"}
    )
    return message.as_bytes()


def our_invitation(name: str, subject: str, text: str, html: str) -> bytes:
    """Check, build, verify and serialise a message with a calendar object."""
    sender = Mailbox(name="Acme Talent Team", address="jobs@acme.example")
    recipient = Mailbox(name=name, address="candidate@example.com")
    invitation = Invitation(
        uid="0b6e7f0d@acme.example",
        stamp=WHEN,
        starts=STARTS,
        ends=ENDS,
        summary=subject,
        description=f"{subject}\n{LINK}",
        location=LINK,
        link=LINK,
        organizer=sender,
        attendee=recipient,
        language="en",
    )
    parts = EmailParts(
        sender=sender,
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        language="en",
        message_id=MESSAGE_ID,
        date=WHEN,
        auto_submitted="auto-generated",
        calendar=build_calendar(invitation),
    )
    return build_email(parts).as_bytes()


def cpu_time(work: Callable[[], object], count: int) -> float:
    """Return CPU seconds per call."""
    start = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - start) / count


def main(runs: int, count: int) -> None:
    """Measure each language without and with an invitation; print a line for each."""
    ways = {"message": (plain_way, our_way)}
    ways["invitation"] = (plain_invitation, our_invitation)
    for what, (plain_one, our_one) in ways.items():
        for language, (name, subject, line) in LETTERS.items():
            arguments = (name, subject, *bodies(line))
            compare(
                f"{what:10} {language}",
                partial(plain_one, *arguments),
                partial(our_one, *arguments),
                runs,
                count,
            )


def compare(
    title: str,
    plain: Callable[[], object],
    ours: Callable[[], object],
    runs: int,
    count: int,
) -> None:
    """Alternate runs of both, and print medians and ratios."""
    pairs = [(cpu_time(plain, count), cpu_time(ours, count)) for _ in range(runs)]
    plain_median = statistics.median(pair[0] for pair in pairs)
    our_median = statistics.median(pair[1] for pair in pairs)
    ratios = sorted(pair[1] / pair[0] for pair in pairs)
    print(
        f"{title}: plain {plain_median * 1e6:7.0f} us  "
        f"ours {our_median * 1e6:7.0f} us  ratio {our_median / plain_median:.2f} "
        f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(15, 100)[len(given) :])
