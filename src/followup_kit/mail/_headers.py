"""
Finished headers, which the ``email`` package writes out but never interprets.

``email.policy`` leaves a value alone that has a ``name`` and asks it to ``fold``
itself. So what these classes hold is what is sent, on every patch release: the
standard serialiser, which decodes what it is given and may fold the result into
another recipient or header, has no part in it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from followup_kit.mail._encoded_words import (
    MAX_HEADER_LINE,
    encode_text,
    encode_words,
)


if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.policy import Policy

    from followup_kit.mail._mailbox import Mailbox


__all__ = [
    "AddressHeader",
    "ContentTypeHeader",
    "DateHeader",
    "DispositionHeader",
    "WireHeader",
    "address_header",
    "attachment_header",
    "content_type_header",
    "date_header",
    "list_header",
    "text_header",
]

_FOLD = "\r\n "
_ATOMS = re.compile(r"[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*")
_QUOTABLE = re.compile(r"[ -~]+")
_PLAIN_FILENAME = re.compile(r"[A-Za-z0-9 ._()+-]{1,44}")
_SEGMENT = 54
_ATTRIBUTE_CHARS = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


class WireHeader(str):
    """
    A header as people read it, which knows its own bytes.

    Attributes:
        name: The field name.
        wire: The field body as sent, folded with CRLF.
    """

    __slots__ = ("name", "wire")

    name: str
    wire: str
    defects: tuple[Exception, ...] = ()

    def __new__(cls, name: str, text: str, wire: str) -> Self:
        """Return a header that reads as ``text`` and is sent as ``wire``."""
        header = super().__new__(cls, text)
        header.name = name
        header.wire = wire
        return header

    def __getnewargs__(self) -> tuple[str, str, str]:  # type: ignore[override]  # str's own is one item short of ours
        """Return what :meth:`__new__` needs, for pickling and copying."""
        return self.name, str(self), self.wire

    def fold(self, *, policy: Policy) -> str:
        """Return the whole field with the line ends of a policy."""
        wire = self.wire.replace("\r\n", policy.linesep)
        return f"{self.name}: {wire}{policy.linesep}"


class AddressHeader(WireHeader):
    """A header with exactly one mailbox."""

    __slots__ = ("display_name", "mailbox")

    display_name: str
    mailbox: str

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The mailbox, as the header classes of the standard library show it."""
        from email.headerregistry import Address

        local, _, domain = self.mailbox.partition("@")
        return (Address(self.display_name, local, domain),)


class ContentTypeHeader(WireHeader):
    """A media type and its parameters."""

    __slots__ = ("content_type", "params")

    content_type: str
    params: dict[str, str]

    @property
    def maintype(self) -> str:
        """What stands before the slash."""
        return self.content_type.partition("/")[0]

    @property
    def subtype(self) -> str:
        """What stands after the slash."""
        return self.content_type.partition("/")[2]


class DateHeader(WireHeader):
    """A moment."""

    __slots__ = ("datetime",)

    datetime: datetime


class DispositionHeader(WireHeader):
    """How a part wants to be shown."""

    __slots__ = ("content_disposition", "params")

    content_disposition: str
    params: dict[str, str]


def text_header(name: str, text: str) -> WireHeader:
    """Return a header of free text, encoded where needed."""
    return WireHeader(name, text, encode_text(text, column=len(name) + 2))


def list_header(name: str, items: tuple[str, ...], separator: str) -> WireHeader:
    """Return a header of tokens without spaces, one a line if they are long."""
    text = f"{separator} ".join(items)
    if len(name) + 2 + len(text) <= MAX_HEADER_LINE:
        return WireHeader(name, text, text)
    return WireHeader(name, text, f"{separator}{_FOLD}".join(items))


def address_header(name: str, mailbox: Mailbox) -> AddressHeader:
    """Return a header with one mailbox (RFC 5322 section 3.4)."""
    if mailbox.name is None:
        header = AddressHeader(name, mailbox.address, mailbox.address)
    else:
        quoted = _quote(mailbox.name)
        header = AddressHeader(
            name,
            f"{quoted} <{mailbox.address}>",
            _wire_mailbox(name, mailbox.name, quoted, mailbox.address),
        )
    header.display_name = mailbox.name or ""
    header.mailbox = mailbox.address
    return header


def content_type_header(content_type: str, **params: str) -> ContentTypeHeader:
    """Return a ``Content-Type``; long parameters are not expected."""
    text = "; ".join(
        (content_type, *(f'{key}="{value}"' for key, value in params.items()))
    )
    wire = text
    if len("Content-Type: ") + len(text) > MAX_HEADER_LINE:
        wire = text.replace("; ", f";{_FOLD}")
    header = ContentTypeHeader("Content-Type", text, wire)
    header.content_type = content_type
    header.params = params
    return header


def attachment_header(filename: str) -> DispositionHeader:
    """
    Return a ``Content-Disposition`` with a file name.

    A name outside plain ASCII is written in segments (RFC 2231 sections 3 and 4).
    """
    if _PLAIN_FILENAME.fullmatch(filename):
        params = [f'filename="{filename}"']
    else:
        params = _segments("filename", filename)
    text = "; ".join(("attachment", *params))
    wire = f";{_FOLD}".join(("attachment", *params))
    header = DispositionHeader("Content-Disposition", text, wire)
    header.content_disposition = "attachment"
    header.params = {"filename": filename}
    return header


def date_header(moment: datetime) -> DateHeader:
    """
    Return a ``Date`` with the moment's own offset (RFC 5322 section 3.3).

    An offset with seconds, as zones had before about 1970, cannot be written;
    such a moment is given in UTC.
    """
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1):
        moment, offset = moment.astimezone(UTC), timedelta()
    sign = "-" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    text = (
        f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} "
        f"{moment.year:04} {moment.hour:02}:{moment.minute:02}:{moment.second:02} "
        f"{sign}{hours:02}{minutes:02}"
    )
    header = DateHeader("Date", text, text)
    header.datetime = moment
    return header


def _segments(name: str, text: str) -> list[str]:
    """Return a parameter in percent-encoded UTF-8, in pieces if it is long."""
    pieces = [""]
    for octet in text.encode():
        token = chr(octet) if octet in _ATTRIBUTE_CHARS else f"%{octet:02X}"
        if len(pieces[-1]) + len(token) > _SEGMENT:
            pieces.append("")
        pieces[-1] += token
    if len(pieces) == 1:
        return [f"{name}*=utf-8''{pieces[0]}"]
    first, *rest = pieces
    return [
        f"{name}*0*=utf-8''{first}",
        *(f"{name}*{index}*={piece}" for index, piece in enumerate(rest, start=1)),
    ]


def _quote(name: str) -> str:
    """Return a name that means the same inside an address list."""
    if _ATOMS.fullmatch(name):
        return name
    escaped = name.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _wire_mailbox(field: str, name: str, quoted: str, address: str) -> str:
    """Return name and address as sent, folded between the two if needed."""
    column = len(field) + 2
    fits = column + len(quoted) <= MAX_HEADER_LINE
    if fits and _QUOTABLE.fullmatch(name) and "=?" not in name and "?=" not in name:
        phrase = quoted
        end = column + len(phrase)
    else:
        phrase = encode_words(name, column=column)
        last = phrase.rpartition(_FOLD)[2]
        end = len(last) + (1 if _FOLD in phrase else column)
    joint = " " if end + len(address) + 3 <= MAX_HEADER_LINE else _FOLD
    return f"{phrase}{joint}<{address}>"
