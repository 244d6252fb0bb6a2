"""A calendar entry to change in tests, and a plain reader of its lines."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from followup_kit.mail import CalendarPart, Invitation, Mailbox


BERLIN = timezone(timedelta(hours=1))

INVITATION = Invitation(
    uid="0b6e7f0d@acme.example",
    stamp=datetime(2026, 11, 3, 9, 30, 15, 999_999, tzinfo=UTC),
    starts=datetime(2026, 12, 1, 10, tzinfo=BERLIN),
    ends=datetime(2026, 12, 1, 11, 30, tzinfo=BERLIN),
    summary="Zweites Gespräch; Daten, Platten\\Bau",
    description="Dienstag, 1. Dezember 2026\n10:00–11:30 Uhr (Berlin)",
    location="Hafenstraße 12; 3. Stock, links",
    link="https://meet.example.com/a;b,c?d=%20#e",
    organizer=Mailbox(name='Ada "Byron", Acme: HR; ^n', address="jobs@acme.example"),
    attendee=Mailbox(name="Björk Guðmundsdóttir", address="bjork@example.is"),
    language="de-AT",
)


def invitation(**changes: Any) -> Invitation:
    """Return the sample with some fields changed."""
    return dataclasses.replace(INVITATION, **changes)


def unfolded(part: CalendarPart) -> list[str]:
    """Return the lines of an object, put together again."""
    return part.content.replace("\n ", "").removesuffix("\n").split("\n")


def value_of(name: str, part: CalendarPart) -> str:
    """Return what stands after the name of the one line that begins with it."""
    (line,) = [line for line in unfolded(part) if line.startswith(name)]
    return line.removeprefix(name)
