"""From checked parts to a message of the standard library."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from followup_kit.mail._bodies import encode_body, encode_file
from followup_kit.mail._headers import (
    address_header,
    attachment_header,
    content_type_header,
    date_header,
    list_header,
    text_header,
)
from followup_kit.mail._parts import PARTS, EmailParts
from followup_kit.mail._types import demand
from followup_kit.mail._verification import verify_wire


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from email.message import EmailMessage

    from followup_kit.mail._enclosures import Attachment
    from followup_kit.mail._headers import WireHeader


__all__ = ["build_email"]


def build_email(parts: EmailParts) -> EmailMessage:
    """
    Return a message whose bytes have been read back and say what was meant.

    The message is ``multipart/alternative``, text first, then HTML, then the
    calendar object if there is one (RFC 2046 section 5.1.4: the last is the
    richest); with attachments, that is the first part of a ``multipart/mixed``.
    Its policy is
    ``email.policy.SMTP``, so ``as_bytes()`` gives CRLF line ends. Same parts,
    same bytes, on every Python.

    The message may be changed afterwards like any other; what is added then goes
    through the header code of the standard library.

    Raises:
        MailError: ``wire_*`` if the bytes differ from the parts, see
            :func:`verify_wire`; ``wrong_type``.
    """
    demand(parts, "parts", PARTS)
    alternative = content_type_header(
        "multipart/alternative", boundary=_boundary(parts, "alternative")
    )
    if parts.attachments:
        mixed = content_type_header(
            "multipart/mixed", boundary=_boundary(parts, "mixed")
        )
        message = _new_entity((*_top_headers(parts), mixed))
        body = _new_entity((alternative,))
        message.attach(body)
    else:
        message = body = _new_entity((*_top_headers(parts), alternative))
    for entity in _text_entities(parts):
        body.attach(entity)
    for attachment in parts.attachments:
        message.attach(_file_entity(attachment))
    verify_wire(message.as_bytes(), parts)
    return message


def _new_entity(headers: Iterable[WireHeader]) -> EmailMessage:
    """Return a message or part with finished headers."""
    # Heavy imports, which nobody should pay for who never asks for a message.
    from email.message import EmailMessage
    from email.policy import SMTP

    entity = EmailMessage(policy=SMTP)
    for header in headers:
        # Item assignment stores the same pair, after building a header class to
        # count how often the field may occur. These are counted by the check.
        entity.set_raw(header.name, header)
    return entity


def _text_entities(parts: EmailParts) -> Iterator[EmailMessage]:
    """Yield the forms of the message, plainest first."""
    yield _text_entity(content_type_header("text/plain", charset="utf-8"), parts.text)
    yield _text_entity(content_type_header("text/html", charset="utf-8"), parts.html)
    if parts.calendar is not None:
        content_type = content_type_header(
            "text/calendar", charset="utf-8", method=parts.calendar.method
        )
        yield _text_entity(content_type, parts.calendar.content)


def _text_entity(content_type: WireHeader, text: str) -> EmailMessage:
    """Return a text part in the transfer encoding that suits it."""
    encoding, payload = encode_body(text)
    transfer = text_header("Content-Transfer-Encoding", encoding)
    entity = _new_entity((content_type, transfer))
    entity.set_payload(payload)
    return entity


def _file_entity(attachment: Attachment) -> EmailMessage:
    """Return a file as a part."""
    entity = _new_entity(
        (
            content_type_header(attachment.media_type),
            text_header("Content-Transfer-Encoding", "base64"),
            attachment_header(attachment.filename),
        )
    )
    entity.set_payload(encode_file(attachment.content))
    return entity


def _top_headers(parts: EmailParts) -> Iterator[WireHeader]:
    """Yield the headers of the whole message but its type, in order."""
    yield address_header("From", parts.sender)
    yield address_header("To", parts.recipient)
    if parts.reply_to is not None:
        yield address_header("Reply-To", parts.reply_to)
    yield text_header("Subject", parts.subject)
    if parts.date is not None:
        yield date_header(parts.date)
    yield from _thread_headers(parts)
    yield from _automation_headers(parts)
    yield text_header("Content-Language", parts.language)
    yield text_header("MIME-Version", "1.0")


def _thread_headers(parts: EmailParts) -> Iterator[WireHeader]:
    """Yield what ties a message to others (RFC 5322 section 3.6.4)."""
    if parts.message_id is not None:
        yield list_header("Message-ID", (parts.message_id,), "")
    if parts.in_reply_to is not None:
        yield list_header("In-Reply-To", (parts.in_reply_to,), "")
    if parts.references:
        yield list_header("References", parts.references, "")


def _automation_headers(parts: EmailParts) -> Iterator[WireHeader]:
    """Yield what tells programs how to treat the message."""
    if parts.auto_submitted is not None:
        yield text_header("Auto-Submitted", parts.auto_submitted)
    if parts.list_unsubscribe:
        links = tuple(f"<{link}>" for link in parts.list_unsubscribe)
        yield list_header("List-Unsubscribe", links, ",")
    if parts.one_click_unsubscribe:
        yield text_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _boundary(parts: EmailParts, level: str) -> str:
    """
    Return a boundary that depends on the contents alone.

    ``=_`` occurs in no quoted-printable or base64 line (RFC 2045 section 6.7);
    a plain line would have to contain a digest of itself.
    """
    digest = blake2b(digest_size=16, person=b"followup_kit")
    texts = [level, parts.boundary_seed, parts.subject, parts.text, parts.html]
    if parts.calendar is not None:
        texts.append(parts.calendar.content)
    files = [attachment.content for attachment in parts.attachments]
    for octets in (*(text.encode("utf-8", "surrogatepass") for text in texts), *files):
        digest.update(len(octets).to_bytes(8, "big"))
        digest.update(octets)
    return f"=_{digest.hexdigest()}"
