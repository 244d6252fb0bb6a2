"""What may travel with a message: one calendar object, and files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, final

from followup_kit.characters import LINE_SEPARATORS
from followup_kit.errors import MailError, Problem
from followup_kit.mail._characters import (
    find_body_fault,
    find_header_fault,
    shows_nothing,
)
from followup_kit.mail._types import OCTETS, TEXT, Shape, settle


__all__ = ["ATTACHMENT", "CALENDAR", "Attachment", "CalendarPart"]

_MAX_FILENAME = 100
_MAX_CALENDAR_LINE = 75
"""Octets (RFC 5545 section 3.1)."""

_METHOD = re.compile(r"[A-Z]{1,20}")
_FOLD = re.compile(r"\n[ \t]")
_CONTENT_LINE = re.compile(r"([A-Za-z0-9-]+)[;:]")
"""A name and what parts it from the rest (RFC 5545 section 3.1)."""

_LINE_SEPARATOR = re.compile(f"[{LINE_SEPARATORS}]")
_MEDIA_TYPE = re.compile(
    r"(?!multipart/|message/)[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,49}"
)
# Separators lead out of a folder, the rest means something to a shell or a disk.
_FILENAME_TRAPS = re.compile(r'[/\\:*?"<>|]|^[.\s]|[.\s]$')

_FAULTS = {
    "malformed_calendar": (
        "This is not a calendar object with the method given.",
        "Give one VCALENDAR with a METHOD line, its lines folded at 75 octets.",
    ),
    "malformed_media_type": (
        "This is not the media type of a file.",
        "Give it in lower case and without parameters, such as application/pdf.",
    ),
    "unsafe_filename": (
        "The file name is empty, too long, hidden, or has a character with a meaning.",
        f"Give a bare name of up to {_MAX_FILENAME} characters, such as offer.pdf.",
    ),
}


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CalendarPart:
    """
    A calendar object inside the message, which mail programs offer to accept.

    Attributes:
        content: One ``VCALENDAR`` (RFC 5545). Lines end in LF or CRLF.
        method: The method of its ``METHOD`` line, for example ``"REQUEST"``. It is
            repeated in the header, as RFC 6047 section 2.4 requires.

    Raises:
        MailError: ``wrong_type``, ``malformed_calendar`` or ``forbidden_character``.
    """

    content: str
    method: str

    def __post_init__(self) -> None:
        """Bring line ends to one form, and check the frame."""
        settle(self, {"content": TEXT, "method": TEXT})
        object.__setattr__(self, "content", self.content.replace("\r\n", "\n"))
        if not self._is_framed():
            raise _error("calendar", "malformed_calendar")
        if (
            find_body_fault(self.content) is not None
            # To some parsers these end a line.
            or _LINE_SEPARATOR.search(self.content)
        ):
            raise MailError(
                Problem(
                    path="calendar",
                    code="forbidden_character",
                    message="The calendar object has a control or invisible character.",
                    remedy="Remove it.",
                )
            )

    def __repr__(self) -> str:
        """Return a text without the appointment."""
        return "CalendarPart(...)"

    def as_bytes(self) -> bytes:
        """Return the object as a file holds it, with CRLF line ends."""
        return self.content.replace("\n", "\r\n").encode()

    def _is_framed(self) -> bool:
        """Tell whether this is one calendar object with the one method named."""
        lines = self.content.split("\n")
        return (
            bool(_METHOD.fullmatch(self.method))
            and max(len(line.encode("utf-8", "replace")) for line in lines)
            <= _MAX_CALENDAR_LINE
            and _outline(self.content)
            == [(0, "BEGIN:VCALENDAR"), (1, f"METHOD:{self.method}")]
        )


def _outline(content: str) -> list[tuple[int, str]]:
    """
    Return each calendar, method and outermost component, with its depth.

    Empty for what is no sequence of whole components. Lines are unfolded, and names
    are in capitals: they mean the same in any case (RFC 5545 sections 1.2 and 3.1).
    """
    outline: list[tuple[int, str]] = []
    within: list[str] = []
    for line in _FOLD.sub("", content.removesuffix("\n")).split("\n"):
        match = _CONTENT_LINE.match(line)
        if not match:
            return []
        name, rest = match.group(1).upper(), line[match.end(1) :]
        if name == "BEGIN":
            component = rest.upper()
            if not within or component == ":VCALENDAR":
                outline.append((len(within), f"BEGIN{component}"))
            within.append(component)
        elif not within or (name == "END" and within.pop() != rest.upper()):
            return []
        elif name == "METHOD":
            outline.append((len(within), f"METHOD{rest}"))
    return [] if within else outline


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attachment:
    """
    A file that travels with the message.

    Attributes:
        filename: As it should be saved, in any script.
        content: Its octets.
        media_type: In lower case and without parameters.

    Raises:
        MailError: ``wrong_type``, ``unsafe_filename`` or ``malformed_media_type``.
    """

    filename: str
    content: bytes
    media_type: str

    def __post_init__(self) -> None:
        """Check name and type."""
        settle(self, {"filename": TEXT, "content": OCTETS, "media_type": TEXT})
        name = self.filename
        if (
            len(name) > _MAX_FILENAME
            or _FILENAME_TRAPS.search(name)
            or find_header_fault(name) is not None
            or shows_nothing(name)
        ):
            raise _error("filename", "unsafe_filename")
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise _error("media_type", "malformed_media_type")

    def __repr__(self) -> str:
        """Return a text without the name, which is often a person's."""
        return "Attachment(...)"


CALENDAR: Final = Shape(
    kind=CalendarPart,
    message="This is not a calendar object for a message.",
    remedy="Give a CalendarPart, such as build_calendar returns.",
)
ATTACHMENT: Final = Shape(
    kind=Attachment, message="This is not a file.", remedy="Give an Attachment."
)


def _error(path: str, code: str) -> MailError:
    message, remedy = _FAULTS[code]
    return MailError(Problem(path=path, code=code, message=message, remedy=remedy))
