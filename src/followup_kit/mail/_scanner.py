"""
A strict reader of the one form of message this library writes.

It shares no code with the serialiser and none with the ``email`` package, and it
accepts less than a mail program would: whatever two programs could read in two
ways is refused. Reading back with a lenient parser would hide the very faults
the check is for.
"""

from __future__ import annotations

import re
from base64 import b64encode
from binascii import Error as Base64Error
from binascii import a2b_base64, a2b_qp
from dataclasses import dataclass
from typing import Never

from followup_kit.errors import MailError, Problem


__all__ = [
    "Entity",
    "read_filename",
    "read_mailbox",
    "read_message",
    "read_text_field",
    "refuse",
]

_MAX_LINE = 998
_MAX_HEADER_LINE = 78
_MAX_WORD = 75
_MAX_ENCODED_LINE = 76
_MAX_DEPTH = 3
_MIN_DELIMITERS = 2

_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_FIELD = re.compile(rb"([A-Za-z]+(?:-[A-Za-z]+)*): ([!-~](?:[ -~]*[!-~])?)")
_CONTINUATION = re.compile(rb" [!-~](?:[ -~]*[!-~])?")
_UNFOLDABLE = re.compile(rb"(?:[A-Za-z-]+:)? [!-~]+")
_BOUNDARY = re.compile(r'multipart/[a-z]+; boundary="(=_[0-9a-f]{32})"')

_WORD = re.compile(r"=\?utf-8\?b\?([A-Za-z0-9+/]+={0,2})\?=")
_ATOMS = re.compile(r"[A-Za-z0-9'-]+(?: [A-Za-z0-9'-]+)*")
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])+)"')
_QUOTED_PAIR = re.compile(r'\\(["\\])')
_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9.-]+"
_BARE_ADDRESS = re.compile(_ADDRESS)
_NAME_ADDRESS = re.compile(
    rf'([^<>]+) <({_ADDRESS})>|("[^"\\]*(?:\\.[^"\\]*)*") <({_ADDRESS})>'
)
_FILENAME = re.compile(r'attachment; filename="([A-Za-z0-9 ._()+-]+)"')
_VALUE = "(?:[A-Za-z0-9._-]|%[0-9A-F]{2})+"
_ENCODED_FILENAME = re.compile(rf"attachment; filename\*=utf-8''({_VALUE})")
_FIRST_SEGMENT = re.compile(rf"attachment; filename\*0\*=utf-8''({_VALUE})")
_NEXT_SEGMENT = re.compile(rf"; filename\*([1-9][0-9]*)\*=({_VALUE})")
_PERCENT = re.compile(rb"%([0-9A-F]{2})")
_QP_FAULT = re.compile(rb"=(?![0-9A-F]{2}|\r\n)|[ \t]\r\n")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entity:
    """
    A message or one of its parts, as it stands on the wire.

    Attributes:
        fields: Name and unfolded body of each header, in order.
        children: The parts of a multipart, else empty.
        content: What stands after the headers of a single part.
    """

    fields: tuple[tuple[str, str], ...]
    children: tuple[Entity, ...]
    content: bytes

    def octets(self) -> bytes:
        """Return the decoded content of a single part."""
        encoding = dict(self.fields).get("Content-Transfer-Encoding", "")
        return _decode(encoding, self.content)

    def text(self) -> str:
        """Return the decoded text of a single part, lines ended by LF."""
        text = _decode_utf_8(self.octets())
        if text is None:
            refuse("body", "A body is not UTF-8.")
        return text.replace("\r\n", "\n")


def refuse(what: str, message: str) -> Never:
    """
    Raise the error for one kind of difference.

    Never while another error is handled: that would be its context, with data.
    """
    raise MailError(
        Problem(
            path="message",
            code=f"wire_{what}",
            message=message,
            remedy="Do not send it. If nobody changed the message, report a bug.",
        )
    )


def read_message(raw: bytes) -> Entity:
    """
    Read a whole message.

    Raises:
        MailError: ``wire_octets`` for an octet outside printable ASCII or a lone
            CR or LF; ``wire_line_length`` for a line above 998 octets, or a
            header line above 78 that has a place to fold; ``wire_headers`` for a
            malformed header; ``wire_structure`` for malformed parts.
    """
    if raw.translate(None, _PRINTABLE):
        refuse("octets", "The message has octets outside printable ASCII.")
    breaks = raw.count(b"\r\n")
    if not raw.count(b"\r") == raw.count(b"\n") == breaks:
        refuse("octets", "The message has a line end that is not CRLF.")
    if max(map(len, raw.split(b"\r\n"))) > _MAX_LINE:
        refuse("line_length", f"A line is longer than {_MAX_LINE} octets.")
    return _read_entity(raw, _MAX_DEPTH)


def _read_entity(raw: bytes, depth: int) -> Entity:
    """Read headers, and parts if the headers announce some."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    if not gap:
        refuse("structure", "A part has no end of its headers.")
    fields = _read_fields(head)
    content_type = dict(fields).get("Content-Type", "")
    if not content_type.startswith("multipart/"):
        return Entity(fields=fields, children=(), content=body)
    match = _BOUNDARY.fullmatch(content_type)
    if not match or not depth:
        refuse("structure", "A multipart has no boundary of ours.")
    children = tuple(
        _read_entity(part, depth - 1) for part in _split_parts(body, match.group(1))
    )
    return Entity(fields=fields, children=children, content=b"")


def _split_parts(body: bytes, boundary: str) -> list[bytes]:
    """Cut a multipart body; nothing may stand before or after the parts."""
    delimiter = b"\r\n--" + boundary.encode("ascii")
    before, *parts = (b"\r\n" + body).split(delimiter)
    if before or len(parts) < _MIN_DELIMITERS or parts.pop() != b"--\r\n":
        refuse("structure", "The parts of the message are not delimited as meant.")
    if not all(part.startswith(b"\r\n") for part in parts):
        refuse("structure", "A boundary does not stand on its own line.")
    return [part[2:] for part in parts]


def _read_fields(head: bytes) -> tuple[tuple[str, str], ...]:
    """Unfold the headers of one entity."""
    fields: list[tuple[str, str]] = []
    for line in head.split(b"\r\n"):
        if len(line) > _MAX_HEADER_LINE and not _UNFOLDABLE.fullmatch(line):
            refuse("line_length", "A header line that could be folded is not.")
        match = _FIELD.fullmatch(line)
        if match:
            fields.append((match.group(1).decode(), match.group(2).decode()))
        elif fields and _CONTINUATION.fullmatch(line):
            name, body = fields[-1]
            fields[-1] = name, body + line.decode()
        else:
            refuse("headers", "A header line is malformed.")
    return tuple(fields)


def read_text_field(body: str) -> str:
    """Return the text of a field that is all plain or all encoded words."""
    if "=?" not in body and "?=" not in body:
        return body
    return "".join(map(_read_word, body.split(" ")))


def read_mailbox(body: str) -> tuple[str | None, str]:
    """Return name and address of a field that holds exactly one mailbox."""
    if _BARE_ADDRESS.fullmatch(body):
        return None, body
    match = _NAME_ADDRESS.fullmatch(body)
    if not match:
        refuse("recipients", "An address header does not hold exactly one mailbox.")
    phrase = match.group(1) or match.group(3)
    address = match.group(2) or match.group(4)
    quoted = _QUOTED.fullmatch(phrase)
    if quoted:
        return _QUOTED_PAIR.sub(r"\1", quoted.group(1)), address
    if _ATOMS.fullmatch(phrase):
        return phrase, address
    return "".join(map(_read_word, phrase.split(" "))), address


def read_filename(body: str) -> str:
    """Return the file name of an attachment's disposition."""
    plain = _FILENAME.fullmatch(body)
    if plain:
        return plain.group(1)
    encoded = _ENCODED_FILENAME.fullmatch(body)
    value = encoded.group(1) if encoded else _join_segments(body)
    octets = _PERCENT.sub(lambda m: bytes.fromhex(m.group(1).decode()), value.encode())
    name = _decode_utf_8(octets)
    if name is None:
        refuse("headers", "The file name of an attachment is not UTF-8.")
    return name


def _join_segments(body: str) -> str:
    """Return the value of a parameter in numbered pieces (RFC 2231 section 3)."""
    match = _FIRST_SEGMENT.match(body)
    value = match.group(1) if match else ""
    number = 0
    while match and match.end() < len(body):
        match = _NEXT_SEGMENT.match(body, match.end())
        number += 1
        if match and match.group(1) == str(number):
            value += match.group(2)
        else:
            match = None
    if not match:
        refuse("headers", "The file name of an attachment is malformed.")
    return value


def _read_word(word: str) -> str:
    """Decode one encoded word, which must be whole and in its shortest form."""
    match = _WORD.fullmatch(word)
    if not match or len(word) > _MAX_WORD:
        refuse("headers", "A header mixes plain text and encoded words.")
    octets = _decode_base64(match.group(1).encode())
    text = None if octets is None else _decode_utf_8(octets)
    if text is None:
        refuse("headers", "An encoded word is malformed.")
    return text


def _decode_utf_8(octets: bytes) -> str | None:
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return None


def _decode_base64(encoded: bytes) -> bytes | None:
    """Decode base64 in its one normal form, without stray bits at the end."""
    try:
        octets = a2b_base64(encoded)
    except Base64Error:
        return None
    # The module skips what is no base64; that would be missing here.
    return octets if b64encode(octets) == encoded else None


def _decode(encoding: str, content: bytes) -> bytes:
    """Undo a transfer encoding."""
    if encoding == "7bit":
        return content
    lines = content.split(b"\r\n")
    if max(map(len, lines)) > _MAX_ENCODED_LINE:
        refuse("line_length", "An encoded line is longer than 76 octets.")
    if encoding == "quoted-printable" and not _QP_FAULT.search(content):
        return a2b_qp(content)
    if encoding == "base64":
        octets = _decode_base64(b"".join(lines))
        if octets is None:
            refuse("body", "A body is not base64.")
        return octets
    refuse("body", "A body has no transfer encoding of ours.")
