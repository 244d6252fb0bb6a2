"""What a message is made of, checked field by field before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, final

from followup_kit.addresses import check_link
from followup_kit.errors import MailError, Problem
from followup_kit.mail._characters import (
    find_body_fault,
    find_header_fault,
    shows_nothing,
)
from followup_kit.mail._enclosures import (
    ATTACHMENT,
    CALENDAR,
    Attachment,
    CalendarPart,
)
from followup_kit.mail._mailbox import MAILBOX, Mailbox
from followup_kit.mail._types import FLAG, MOMENT, TEXT, Shape, offset_of, settle


__all__ = ["LANGUAGE", "PARTS", "EmailParts"]

_MAX_SUBJECT = 500
"""Characters. Mail programs show 40 to 70 of them."""

_MAX_UNFOLDABLE = 900
"""Octets of a link in a header: a line has 998 (RFC 5322 section 2.1.1)."""

_FIRST_YEAR = 1900
"""RFC 5322 section 3.3."""

_LAST_YEAR = 9998
"""The last that exists in every zone."""

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_MESSAGE_ID = re.compile(
    r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}@[A-Za-z0-9.-]{1,253}>"
)
# Ids of other systems' messages keep few rules; these cannot leave their field.
_FOREIGN_ID = re.compile(r"<[!-;=?-~]{1,500}>")
_AUTO_SUBMITTED: Final = ("no", "auto-generated", "auto-replied")

_FAULTS = {
    "forbidden_character": (
        "The text has a control, direction or other invisible character.",
        "Remove it.",
    ),
    "encoded_word": (
        "The text is written in the encoded form of a mail header.",
        "Decode it first: give the text as a person would read it.",
    ),
    "empty_subject": ("The subject is empty.", "Give a subject."),
    "subject_too_long": (
        f"The subject is longer than {_MAX_SUBJECT} characters.",
        "Shorten it.",
    ),
    "empty_body": ("The body is empty.", "Give both a text and an HTML body."),
    "malformed_language": (
        "This is not a language tag.",
        "Give a BCP 47 tag such as pt-BR.",
    ),
    "malformed_message_id": (
        "This is not a message id.",
        "Give it with its angle brackets, as <unique-part@your-domain>.",
    ),
    "naive_date": (
        "The date has no time zone.",
        "Give an aware datetime, for example in datetime.UTC.",
    ),
    "date_out_of_range": (
        "The year of the date cannot be written in a mail header.",
        f"Give a date from {_FIRST_YEAR} to {_LAST_YEAR}.",
    ),
    "unknown_auto_submitted": (
        "This is not a value of the Auto-Submitted header.",
        f"Give one of {', '.join(_AUTO_SUBMITTED)}, or None.",
    ),
    "link_too_long": (
        f"The link is longer than {_MAX_UNFOLDABLE} characters.",
        "Give a shorter link.",
    ),
    "one_click_without_https": (
        "One-click unsubscribing needs an https: link.",
        "Add the link that accepts the POST request of RFC 8058.",
    ),
}
_SHAPES: Final = {
    **dict.fromkeys(("sender", "recipient"), MAILBOX),
    "reply_to": MAILBOX.or_none(),
    **dict.fromkeys(("subject", "text", "html", "language"), TEXT),
    **dict.fromkeys(("message_id", "in_reply_to", "auto_submitted"), TEXT.or_none()),
    **dict.fromkeys(("references", "list_unsubscribe"), TEXT.several()),
    "date": MOMENT.or_none(),
    "one_click_unsubscribe": FLAG,
    "calendar": CALENDAR.or_none(),
    "attachments": ATTACHMENT.several(),
    "boundary_seed": TEXT,
}


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EmailParts:
    """
    Everything a message says, before it becomes bytes.

    Checked on construction: every fault is reported at once, by field. The
    ``repr`` shows no contents; a pickle holds all of them in plain text.

    Attributes:
        sender: Goes into ``From``.
        recipient: The one person the message is for.
        reply_to: Where an answer goes, if not to the sender.
        subject:
            One line of 1 to 500 characters. Directional isolates may occur in
            balanced pairs.
        text: The plain text body. Lines end in LF or CRLF.
        html: The HTML body, a complete document.
        language: BCP 47 tag of both bodies (RFC 3282).
        message_id: With angle brackets; ``None`` leaves it to the mailer.
        in_reply_to: Id of the message this one answers.
        references: Ids of the thread so far, oldest first.
        date: Aware. Written with its own offset; ``None`` leaves it out.
        auto_submitted:
            ``"no"``, ``"auto-generated"`` or ``"auto-replied"`` (RFC 3834).
        list_unsubscribe: https: and mailto: links, in order of preference (RFC 2369).
        one_click_unsubscribe:
            Whether the https: link takes the POST request of RFC 8058.
        calendar: A calendar object, which mail programs show as an invitation.
        attachments: Files, in order.
        boundary_seed:
            Mixed into the MIME boundary, which otherwise depends on the contents
            alone.

    Raises:
        MailError: One problem a fault. ``wrong_type`` for every field of another
            type than its annotation; only if there is none, further codes:
            ``forbidden_character``, ``encoded_word``, ``empty_subject``,
            ``subject_too_long``, ``empty_body``, ``malformed_language``,
            ``malformed_message_id``, ``naive_date``, ``date_out_of_range``,
            ``unknown_auto_submitted``, ``unsafe_link``, ``link_too_long``,
            ``one_click_without_https``.
    """

    sender: Mailbox
    recipient: Mailbox
    reply_to: Mailbox | None = None
    subject: str
    text: str
    html: str
    language: str
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    date: datetime | None = None
    auto_submitted: str | None = None
    list_unsubscribe: tuple[str, ...] = ()
    one_click_unsubscribe: bool = False
    calendar: CalendarPart | None = None
    attachments: tuple[Attachment, ...] = ()
    boundary_seed: str = ""

    def __post_init__(self) -> None:
        """Check every field, and bring space and line ends to one form."""
        settle(self, _SHAPES)
        for field in ("text", "html"):
            canonical = getattr(self, field).replace("\r\n", "\n")
            object.__setattr__(self, field, canonical)
        object.__setattr__(self, "subject", self.subject.strip(" "))
        problems = [
            *(_describe(path, code) for path, code in _find_faults(self)),
            *_find_unsafe_links(self.list_unsubscribe),
        ]
        if problems:
            raise MailError(*problems)

    def __repr__(self) -> str:
        """Return a text without anything that was written or to whom."""
        return "EmailParts(...)"


def _find_faults(parts: EmailParts) -> Iterator[tuple[str, str]]:
    """Yield the path and code of each fault."""
    yield from _find_subject_faults(parts.subject)
    for path, body in (("text", parts.text), ("html", parts.html)):
        fault = find_body_fault(body)
        if fault is not None:
            yield path, fault
    if not LANGUAGE.fullmatch(parts.language):
        yield "language", "malformed_language"
    yield from _find_id_faults(parts)
    yield from _find_date_faults(parts.date)
    if parts.auto_submitted not in {None, *_AUTO_SUBMITTED}:
        yield "auto_submitted", "unknown_auto_submitted"
    yield from _find_unsubscribe_faults(parts)


def _find_subject_faults(subject: str) -> Iterator[tuple[str, str]]:
    fault = find_header_fault(subject, isolates=True)
    if fault is not None:
        yield "subject", fault
    if shows_nothing(subject):
        yield "subject", "empty_subject"
    if len(subject) > _MAX_SUBJECT:
        yield "subject", "subject_too_long"


def _find_date_faults(moment: datetime | None) -> Iterator[tuple[str, str]]:
    if moment is None:
        return
    if offset_of(moment) is None:
        yield "date", "naive_date"
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        yield "date", "date_out_of_range"


def _find_id_faults(parts: EmailParts) -> Iterator[tuple[str, str]]:
    if parts.message_id is not None and not _is_id(_MESSAGE_ID, parts.message_id):
        yield "message_id", "malformed_message_id"
    if parts.in_reply_to is not None and not _is_id(_FOREIGN_ID, parts.in_reply_to):
        yield "in_reply_to", "malformed_message_id"
    for index, reference in enumerate(parts.references):
        if not _is_id(_FOREIGN_ID, reference):
            yield f"references[{index}]", "malformed_message_id"


def _is_id(grammar: re.Pattern[str], text: str) -> bool:
    """Tell whether a text is a message id no parser will decode."""
    return bool(grammar.fullmatch(text)) and "=?" not in text


def _find_unsubscribe_faults(parts: EmailParts) -> Iterator[tuple[str, str]]:
    for index, link in enumerate(parts.list_unsubscribe):
        if len(link) > _MAX_UNFOLDABLE:
            yield f"list_unsubscribe[{index}]", "link_too_long"
    if parts.one_click_unsubscribe and not any(
        link.startswith("https:") for link in parts.list_unsubscribe
    ):
        yield "one_click_unsubscribe", "one_click_without_https"


def _find_unsafe_links(links: tuple[str, ...]) -> Iterator[Problem]:
    for index, link in enumerate(links):
        try:
            check_link(link, path=f"list_unsubscribe[{index}]")
        except MailError as error:
            yield from error.problems


def _describe(path: str, code: str) -> Problem:
    message, remedy = _FAULTS[code]
    return Problem(path=path, code=code, message=message, remedy=remedy)


PARTS: Final = Shape(
    kind=EmailParts,
    message="These are not the parts of a message.",
    remedy="Give an EmailParts.",
)
