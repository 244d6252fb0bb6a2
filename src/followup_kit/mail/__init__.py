"""
A standard ``EmailMessage`` from plain parts, the same bytes everywhere.

    EmailParts  ->  build_email  ->  email.message.EmailMessage
                        └─ verify_wire reads the bytes back before you get them

:func:`build_email` serialises every header itself, because the header machinery
of the standard library decodes encoded-word syntax inside names and titles, and
on patch releases still in use folds the result into further recipients or
headers. :func:`verify_wire` is a second, independent reader.

:func:`build_calendar` does the same for a meeting: an :class:`Invitation`, written
by the library icalendar (the extra ``calendar``), read back by a reader of our own.

Nothing here reads a clock, a file, the network or the environment.
"""

from __future__ import annotations

from followup_kit.mail._builder import build_email
from followup_kit.mail._calendar import build_calendar
from followup_kit.mail._enclosures import Attachment, CalendarPart
from followup_kit.mail._invitation import (
    CalendarMethod,
    CalendarStatus,
    Invitation,
)
from followup_kit.mail._mailbox import Mailbox, parse_address
from followup_kit.mail._parts import EmailParts
from followup_kit.mail._verification import verify_wire


__all__ = [
    "Attachment",
    "CalendarMethod",
    "CalendarPart",
    "CalendarStatus",
    "EmailParts",
    "Invitation",
    "Mailbox",
    "build_calendar",
    "build_email",
    "parse_address",
    "verify_wire",
]
