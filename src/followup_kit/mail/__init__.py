"""
A standard ``EmailMessage`` from plain parts, the same bytes everywhere.

    EmailParts  ->  build_email  ->  email.message.EmailMessage
                        └─ verify_wire reads the bytes back before you get them

:func:`build_email` serialises every header itself, because the header machinery
of the standard library decodes encoded-word syntax inside names and titles, and
on patch releases still in use folds the result into further recipients or
headers. :func:`verify_wire` is a second, independent reader.

Nothing here reads a clock, a file, the network or the environment.
"""

from __future__ import annotations

from followup_kit.mail._builder import build_email
from followup_kit.mail._enclosures import Attachment, CalendarPart
from followup_kit.mail._mailbox import Mailbox, parse_address
from followup_kit.mail._parts import EmailParts
from followup_kit.mail._verification import verify_wire


__all__ = [
    "Attachment",
    "CalendarPart",
    "EmailParts",
    "Mailbox",
    "build_email",
    "parse_address",
    "verify_wire",
]
