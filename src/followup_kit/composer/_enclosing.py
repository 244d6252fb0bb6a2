"""What a message takes along on its way: mailboxes, id, invitation, offered times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from followup_kit.errors import MailError, Problem


if TYPE_CHECKING:
    from followup_kit.composer._followup import Followup
    from followup_kit.mail import (
        Attachment,
        CalendarPart,
        EmailParts,
        Invitation,
        Mailbox,
    )


__all__ = [
    "cancellation_of",
    "contents_of",
    "derived_message_id",
    "enclosed_calendar",
    "invitations_of",
    "mailboxes_of",
    "offered_files",
    "reply_mailbox",
    "with_files",
]


def mailboxes_of(followup: Followup) -> tuple[Mailbox, Mailbox]:
    """
    Return who a message is from and who it is for.

    Raises:
        MailError: One of them has no address.
    """
    from followup_kit.mail import Mailbox

    sender, recipient = followup.sender, followup.recipient
    if recipient.address is None or sender.address is None:
        raise MailError(_no_address())
    return (
        Mailbox(name=sender.name, address=sender.address),
        Mailbox(name=recipient.name, address=recipient.address),
    )


def reply_mailbox(reply_to: Mailbox | str | None) -> Mailbox | None:
    """
    Return where an answer goes; of a bare address, a mailbox without a name.

    Raises:
        MailError: It is neither a mailbox nor one plain address.
    """
    from followup_kit.addresses import check_address
    from followup_kit.mail import Mailbox

    if reply_to is None or type(reply_to) is Mailbox:
        return reply_to
    # What only looks like a mailbox is no address, and was never checked.
    return Mailbox(address=check_address(reply_to, path="reply_to"))


def derived_message_id(followup: Followup) -> str | None:
    """Return the Message-ID of the key at the sender's domain, None without a key."""
    address = followup.sender.address
    if followup.key is None or address is None:
        return None
    return followup.key.message_id(address.rpartition("@")[2])


def contents_of(followup: Followup) -> Iterator[str | None]:
    """Yield everything that is sent."""
    yield followup.locale
    yield from (followup.subject, followup.text, followup.html)
    for person in (followup.sender, followup.recipient):
        yield from (person.name, person.address)
    for meeting in followup.meetings:
        yield from (meeting.uid, meeting.start, meeting.end, str(meeting.sequence))
        yield from (meeting.summary, meeting.description)
        yield from (meeting.location, meeting.link)


def invitations_of(followup: Followup) -> tuple[Invitation, ...]:
    """
    Return the entries of a calendar that a message leads to.

    Raises:
        MailError: Somebody has no address.
    """
    if not followup.meetings:
        return ()
    sender, recipient = mailboxes_of(followup)
    return tuple(
        meeting.invitation(
            organizer=sender, attendee=recipient, language=followup.locale
        )
        for meeting in followup.meetings
    )


def enclosed_calendar(
    followup: Followup, choice: CalendarPart | Literal["invitation", "none"]
) -> CalendarPart | None:
    """
    Return the calendar part of a message.

    Raises:
        MailError: Somebody has no address, or the choice is none.
        MissingExtraError: It has to be written and icalendar is missing.
    """
    from followup_kit.mail import CalendarPart, build_calendar

    if type(choice) is CalendarPart:
        return choice
    if not _is_one_of(choice, ("invitation", "none")):
        raise MailError(_not_a_choice("calendar", "invitation, none or a part"))
    if choice == "none" or not _is_fixed(followup):
        return None
    return build_calendar(invitations_of(followup)[0])


def offered_files(
    followup: Followup, choice: Literal["none", "tentative"]
) -> tuple[Attachment, ...]:
    """
    Return a file for each time that is offered, numbered as in the letter.

    Raises:
        MailError: Somebody has no address, or the choice is none.
        MissingExtraError: There are some and icalendar is missing.
    """
    from followup_kit.mail import Attachment, build_calendar

    if not _is_one_of(choice, ("none", "tentative")):
        raise MailError(_not_a_choice("proposed", "none or tentative"))
    if choice == "none" or _is_fixed(followup):
        return ()
    return tuple(
        Attachment(
            filename=f"{number}.ics",
            content=build_calendar(invitation).as_bytes(),
            media_type="text/calendar",
        )
        for number, invitation in enumerate(invitations_of(followup), start=1)
    )


def with_files(parts: EmailParts, files: tuple[Attachment, ...]) -> EmailParts:
    """Return the parts of a message with files after its own."""
    if not files:
        return parts
    return replace(parts, attachments=(*parts.attachments, *files))


def cancellation_of(
    followup: Followup, *, stamp: datetime, sequence: int | None
) -> CalendarPart | None:
    """
    Return what takes the fixed meeting of a message back.

    Raises:
        MailError: Somebody has no address.
        MissingExtraError: There is a meeting and icalendar is missing.
    """
    from followup_kit.mail import build_calendar

    if not _is_fixed(followup):
        return None
    invitation = invitations_of(followup)[0]
    return build_calendar(invitation.cancelled(stamp=stamp, sequence=sequence))


def _is_one_of(choice: object, names: tuple[str, ...]) -> bool:
    # The type first: what is compared otherwise may raise, or say yes to anything.
    return type(choice) is str and choice in names


def _is_fixed(followup: Followup) -> bool:
    return any(meeting.is_fixed for meeting in followup.meetings)


def _not_a_choice(path: str, choices: str) -> Problem:
    return Problem(
        path=path,
        code="not_a_choice",
        message="is not one of the choices.",
        remedy=f"Give {choices}.",
    )


def _no_address() -> Problem:
    return Problem(
        path="interview.candidate.email",
        code="missing",
        message="is required for an e-mail.",
        remedy="Give the candidate's address, or use text and html as they are.",
    )
