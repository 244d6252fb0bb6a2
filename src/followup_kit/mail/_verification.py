"""What the bytes say, compared with what was meant."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from followup_kit.mail._parts import PARTS, EmailParts
from followup_kit.mail._scanner import (
    read_filename,
    read_mailbox,
    read_message,
    read_text_field,
    refuse,
)
from followup_kit.mail._types import OCTETS, demand


if TYPE_CHECKING:
    from followup_kit.mail._enclosures import Attachment
    from followup_kit.mail._mailbox import Mailbox
    from followup_kit.mail._scanner import Entity


__all__ = ["verify_wire"]

_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (\w{3}) (\d{4}) "
    r"(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)",
    re.ASCII,
)
_MONTHS = {
    "Jan": 1,
    "Feb": 2,
    "Mar": 3,
    "Apr": 4,
    "May": 5,
    "Jun": 6,
    "Jul": 7,
    "Aug": 8,
    "Sep": 9,
    "Oct": 10,
    "Nov": 11,
    "Dec": 12,
}
_DAYS = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}


def verify_wire(raw: bytes, parts: EmailParts) -> None:
    """
    Check that the bytes of a message say what its parts say, and nothing else.

    The reader is our own and strict. It compares the header names and their
    order, the three addresses with their names, the subject, every other header,
    the number and types of the parts, and both bodies; and it checks the limits
    of lines (998 octets, 78 in headers with a place to fold, 76 in encoded
    bodies) and encoded words (75).

    Args:
        raw: The message with CRLF line ends, as ``as_bytes()`` of a message from
            :func:`build_email` returns it.
        parts: What was meant.

    Raises:
        MailError: ``wire_recipients``, ``wire_subject``, ``wire_headers``,
            ``wire_structure``, ``wire_body``, ``wire_line_length`` or
            ``wire_octets``; ``wrong_type``.
    """
    demand(raw, "raw", OCTETS)
    demand(parts, "parts", PARTS)
    message = read_message(raw)
    _verify_headers(message, parts)
    _verify_bodies(message, parts)


def _verify_headers(message: Entity, parts: EmailParts) -> None:
    """Compare every header of the message."""
    mailboxes = {"From": parts.sender, "To": parts.recipient}
    if parts.reply_to is not None:
        mailboxes["Reply-To"] = parts.reply_to
    plain = _meant_plain_fields(parts)
    after_subject = ["Date"] if parts.date is not None else []
    meant = [*mailboxes, "Subject", *after_subject, *plain, "Content-Type"]
    if [name for name, _ in message.fields] != meant:
        refuse("headers", "The headers are not those that were meant.")
    fields = dict(message.fields)
    for name, mailbox in mailboxes.items():
        _verify_mailbox(fields[name], mailbox)
    if read_text_field(fields["Subject"]) != parts.subject:
        refuse("subject", "The subject is not the one that was meant.")
    if parts.date is not None and _read_date(fields["Date"]) != _whole_second(
        parts.date
    ):
        refuse("headers", "The date is not the one that was meant.")
    if any(fields[name] != body for name, body in plain.items()):
        refuse("headers", "A header does not say what was meant.")


def _verify_mailbox(body: str, mailbox: Mailbox) -> None:
    if read_mailbox(body) != (mailbox.name, mailbox.address):
        refuse("recipients", "An address header is not the one that was meant.")


def _meant_plain_fields(parts: EmailParts) -> dict[str, str]:
    """Return the headers whose text is the same on the wire, in order."""
    links = ", ".join(f"<{link}>" for link in parts.list_unsubscribe)
    one_click = parts.one_click_unsubscribe
    fields = {
        "Message-ID": parts.message_id,
        "In-Reply-To": parts.in_reply_to,
        "References": " ".join(parts.references),
        "Auto-Submitted": parts.auto_submitted,
        "List-Unsubscribe": links,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" if one_click else None,
        "Content-Language": parts.language,
        "MIME-Version": "1.0",
    }
    return {name: body for name, body in fields.items() if body}


def _whole_second(moment: datetime) -> datetime:
    """Return a moment in UTC: unlike local times, equal in every zone."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _read_date(body: str) -> datetime | None:
    """Return the moment a date header names, ``None`` if it names none."""
    match = _DATE.fullmatch(body)
    if not match or match.group(3) not in _MONTHS:
        return None
    day, year, hour, minute, second = map(int, match.group(2, 4, 5, 6, 7))
    offset = timedelta(hours=int(match.group(9)), minutes=int(match.group(10)))
    if match.group(8) == "-":
        # "-0000" would say that the zone is unknown (RFC 5322 section 3.3).
        offset = -offset or timedelta.max
    try:
        zone = timezone(offset)
        moment = datetime(
            *(year, _MONTHS[match.group(3)], day, hour, minute, second), tzinfo=zone
        )
    except ValueError:
        return None
    return moment if _DAYS[match.group(1)] == moment.weekday() else None


def _verify_bodies(message: Entity, parts: EmailParts) -> None:
    """Compare the parts: the forms of the text, then the files, nothing else."""
    alternative, files = message, message.children[1:]
    if parts.attachments:
        _verify_type(message, "multipart/mixed;", 1 + len(parts.attachments))
        alternative = message.children[0]
        if len(alternative.fields) != 1:
            refuse("structure", "A part has not the headers that were meant.")
        for entity, attachment in zip(files, parts.attachments, strict=True):
            _verify_file(entity, attachment)
    texts = _meant_texts(parts)
    _verify_type(alternative, "multipart/alternative;", len(texts))
    for entity, (content_type, text) in zip(alternative.children, texts, strict=True):
        names = [name for name, _ in entity.fields]
        if (
            names != ["Content-Type", "Content-Transfer-Encoding"]
            or entity.fields[0][1] != content_type
        ):
            refuse("structure", "A part has not the headers that were meant.")
        if entity.text() != text:
            refuse("body", "A body is not the one that was meant.")


def _verify_type(entity: Entity, media_type: str, count: int) -> None:
    """Check that an entity holds that many parts of one kind."""
    content_type = dict(entity.fields).get("Content-Type", "")
    if len(entity.children) != count or not content_type.startswith(media_type):
        refuse("structure", "The message has not the parts that were meant.")


def _meant_texts(parts: EmailParts) -> list[tuple[str, str]]:
    """Return type and text of each form of the message."""
    texts = [
        ('text/plain; charset="utf-8"', parts.text),
        ('text/html; charset="utf-8"', parts.html),
    ]
    if parts.calendar is not None:
        method = parts.calendar.method
        texts.append(
            (
                f'text/calendar; charset="utf-8"; method="{method}"',
                parts.calendar.content,
            )
        )
    return texts


def _verify_file(entity: Entity, attachment: Attachment) -> None:
    """Compare one attachment."""
    names = [name for name, _ in entity.fields]
    if names != ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"]:
        refuse("structure", "An attachment has not the headers that were meant.")
    (_, content_type), _, (_, disposition) = entity.fields
    if (content_type, read_filename(disposition)) != (
        attachment.media_type,
        attachment.filename,
    ):
        refuse("structure", "An attachment is not of the type or name that was meant.")
    if entity.octets() != attachment.content:
        refuse("body", "An attachment is not the one that was meant.")
