"""The composed message: frozen data, ready for any mailer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal, Self, cast

from followup_kit.composer._enclosing import (
    cancellation_of,
    contents_of,
    derived_message_id,
    enclosed_calendar,
    invitations_of,
    mailboxes_of,
    offered_files,
    reply_mailbox,
    with_files,
)
from followup_kit.composer._key import MessageKey
from followup_kit.composer._language import LocaleUse
from followup_kit.composer._meetings import Meeting
from followup_kit.composer._on_request import MeetingsOnRequest
from followup_kit.composer._paragraphs import ParagraphSource
from followup_kit.composer._stored import check_stored
from followup_kit.errors import FactsError, Problem
from followup_kit.locales import direction_of
from followup_kit.review import Finding


if TYPE_CHECKING:
    from email.message import EmailMessage

    from followup_kit.channels import ChannelMessage, ChannelProfile
    from followup_kit.mail import Attachment, CalendarPart, Invitation, Mailbox
    from followup_kit.templating import TemplateSet


__all__ = ["Correspondent", "Followup", "ParagraphSource", "kept_meetings"]


@dataclass(frozen=True, slots=True, repr=False)
class Correspondent:
    """
    Who writes, or who is written to.

    Attributes:
        name: The name shown beside the address.
        address: The mail address; None if the facts hold none.
    """

    name: str
    address: str | None

    def __repr__(self) -> str:
        """Return that there is one, not who."""
        return "Correspondent(name=…, address=…)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Followup:
    """
    A finished message. Frozen; compares by content; pickles as its strings.

    Attributes:
        kind: The kind of outcome it tells of.
        subject: One line, never escaped.
        preheader: The line that mail programs show beside the subject.
        text: The message as plain text, one line a paragraph.
        html: The same as a complete HTML document.
        language: The locale of every part, and how it was chosen.
        formality: How the candidate is addressed.
        template_set: The name of the set the prose comes from.
        sender: Who signs, with the address a reply goes to.
        recipient: The candidate; the address is None if the facts hold none.
        findings: What a good message of this kind would also have.
        sources: Where each paragraph of ``text`` came from, as
            ``(set, file, line, block)``. See :meth:`explain`.
        short_facts:
            The phrased facts that :meth:`for_channel` puts into a short letter, as
            JSON.
        letters:
            The set the message is from, in the process that composed it; neither
            compared nor pickled.
        meetings: The meeting it fixes, or those it offers, worded when somebody asks
            for them. See :attr:`calendar`.
        key: Names the message for as long as its ids, kind and revision are the
            same, so that it is sent once; None without ids or without the
            composer's namespace.
    """

    kind: str
    subject: str
    preheader: str
    text: str
    html: str
    language: LocaleUse
    formality: str
    template_set: str
    sender: Correspondent
    recipient: Correspondent
    findings: tuple[Finding, ...]
    sources: tuple[tuple[str, str, int, str], ...]
    short_facts: str = ""
    letters: TemplateSet | None = field(default=None, compare=False)
    # Equal messages have equal hashes without them, and need not word them for one.
    meetings: tuple[Meeting, ...] = field(default=(), hash=False)
    key: MessageKey | None = None

    @property
    def locale(self) -> str:
        """The BCP 47 tag of the message's language."""
        return self.language.used

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The base direction of the message's script."""
        return direction_of(self.language.used)

    def explain(self) -> tuple[ParagraphSource, ...]:
        """Return each paragraph of the text with the place its prose comes from."""
        paragraphs = self.text.rstrip("\n").split("\n\n")
        return tuple(
            ParagraphSource(text, *source)
            for text, source in zip(paragraphs, self.sources, strict=True)
        )

    @property
    def digest(self) -> str | None:
        """
        40 hexadecimal digits that change when what is sent does; None without a key.

        Same key and another digest: the facts changed and the revision did not.
        """
        return None if self.key is None else self.key.digest(*contents_of(self))

    @property
    def calendar(self) -> bytes | None:
        """
        The invitation as a file in iCalendar form; None if no time is fixed.

        Raises:
            MailError: If the candidate has no address.
            MissingExtraError: If icalendar is not installed.
        """
        part = enclosed_calendar(self, "invitation")
        return None if part is None else part.as_bytes()

    def invitations(self) -> tuple[Invitation, ...]:
        """
        Return the meeting that is fixed, or those that are offered, as values.

        :func:`followup_kit.mail.build_calendar` writes one, for example after
        ``dataclasses.replace(invitation, alarm=timedelta(hours=1))``.

        Raises:
            MailError: If the candidate has no address.
        """
        return invitations_of(self)

    def cancellation(
        self, *, stamp: datetime, sequence: int | None = None
    ) -> CalendarPart | None:
        """
        Return what takes the meeting back, for the next message; None without one.

        Args:
            stamp: When it was written: an aware datetime, such as that of sending.
            sequence: How often the meeting was changed before, if it was moved
                since; else one more than in this message.

        Raises:
            MailError: If the candidate has no address.
            MissingExtraError: If icalendar is not installed.
        """
        return cancellation_of(self, stamp=stamp, sequence=sequence)

    def to_email(
        self,
        *,
        message_id: str | None = None,
        date: datetime | None = None,
        in_reply_to: str | None = None,
        references: Sequence[str] = (),
        reply_to: Mailbox | str | None = None,
        auto_submitted: str | None = None,
        list_unsubscribe: Sequence[str] = (),
        one_click_unsubscribe: bool = False,
        attachments: Sequence[Attachment] = (),
        calendar: CalendarPart | Literal["invitation", "none"] = "invitation",
        proposed: Literal["none", "tentative"] = "none",
    ) -> EmailMessage:
        """
        Return the message as a standard ``EmailMessage``: text first, HTML second.

        Third is the invitation, where a time is fixed. From is the sender, who reads
        the answer; To is the candidate. Nothing is sent, and no header is taken from
        the clock or the machine.

        Args:
            message_id: The Message-ID, with angle brackets. Without it, that of the
                key at the domain of the sender, or none if there is no key.
            date: An aware datetime for the Date header; without it there is none.
            in_reply_to: The Message-ID this message answers.
            references: The Message-IDs of the thread, oldest first.
            reply_to: Where an answer goes, if not to the sender: a mailbox, or a bare
                address without a name.
            auto_submitted: ``"auto-generated"`` if no person decided to send it
                (RFC 3834); automatic replies are then not sent.
            list_unsubscribe: https: and mailto: links (RFC 2369), for messages to a
                talent pool.
            one_click_unsubscribe: Whether the https: link takes the POST request of
                RFC 8058.
            attachments: Files, after the text.
            calendar: ``"none"`` leaves the invitation out; a part, such as that of
                :meth:`cancellation`, takes its place.
            proposed: With ``"tentative"``, each time that is offered is attached as
                a file that a calendar shows as not yet certain.

        Raises:
            MailError: If the candidate has no address, a header is unsafe, or an
                argument is of another type (``wrong_type``).
            MissingExtraError: If there is an invitation and icalendar is missing.
        """
        from followup_kit.mail import EmailParts, build_email

        sender, recipient = mailboxes_of(self)
        # What is not a tuple yet is made one, or refused, by the parts themselves.
        parts = EmailParts(
            sender=sender,
            recipient=recipient,
            subject=self.subject,
            text=self.text,
            html=self.html,
            language=self.locale,
            message_id=derived_message_id(self) if message_id is None else message_id,
            date=date,
            in_reply_to=in_reply_to,
            references=cast("tuple[str, ...]", references),
            reply_to=reply_mailbox(reply_to),
            auto_submitted=auto_submitted,
            list_unsubscribe=cast("tuple[str, ...]", list_unsubscribe),
            one_click_unsubscribe=one_click_unsubscribe,
            attachments=cast("tuple[Attachment, ...]", attachments),
            calendar=enclosed_calendar(self, calendar),
        )
        return build_email(with_files(parts, offered_files(self, proposed)))

    def for_channel(
        self,
        channel: str | ChannelProfile,
        *,
        limit: int | None = None,
        subject_limit: int | None = None,
        template_set: TemplateSet | None = None,
    ) -> ChannelMessage:
        """
        Return the message in the form of a channel, such as ``"linkedin_inmail"``.

        A channel with room takes the letter; what does not fit is left out in the
        order of importance that the kind declares. A channel with very little room
        takes the set's short letter of the kind.

        Args:
            channel: The name of a channel, or a profile of your own.
            limit: The longest text, in the channel's unit, if not the profile's.
            subject_limit: The longest subject, if not the profile's.
            template_set: Where the short letter is. Needed for a message that was
                pickled or stored, if its set is not an installed one.

        Raises:
            ChannelError: There is no such channel, a limit is unusable, the kind
                does not suit the channel, or what has to be told does not fit: says
                by how much, and lists what could be shorter.
            TemplateSetError: The set is not found, or has no such short letter.
        """
        from followup_kit.composer._channels import message_for

        limits = {"limit": limit, "subject_limit": subject_limit}
        return message_for(self, channel, limits, template_set)

    def __getstate__(self) -> list[Any]:
        """Leave the set behind: it is found again by its name."""
        return [
            None if name == "letters" else getattr(self, name)
            for name in self.__slots__
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the whole message as plain values, for queues and archives."""
        described = asdict(replace(self, letters=None))
        del described["letters"]
        return described

    def to_json(self) -> str:
        """Return the whole message as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """
        Return the message that :meth:`to_dict` described.

        Raises:
            FactsError: If it is not such a description.
        """
        try:
            check_stored(data, {one.name for one in fields(cls)} - {"letters"})
            known = dict(data)
            known["language"] = LocaleUse(**known["language"])
            known["sender"] = Correspondent(**known["sender"])
            known["recipient"] = Correspondent(**known["recipient"])
            known["findings"] = tuple(map(Finding.from_dict, known["findings"]))
            known["sources"] = tuple(tuple(s) for s in known["sources"])
            known["meetings"] = tuple(map(Meeting.from_dict, known["meetings"]))
            if known["key"] is not None:
                known["key"] = MessageKey.from_dict(known["key"])
        except (AttributeError, KeyError, TypeError, ValueError):
            known = {}
        # Out here the error has no context, which would quote the message.
        if not known:
            raise FactsError(_malformed())
        return cls(**known)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """
        Return the message that :meth:`to_json` described.

        Raises:
            FactsError: If it is not such a description.
        """
        try:
            data = json.loads(text)
        # Too many brackets end the stack before they end the text.
        except (RecursionError, TypeError, ValueError):
            data = None
        # Out here the error has no context, which would hold the whole text.
        if not isinstance(data, dict):
            raise FactsError(_malformed())
        return cls.from_dict(data)

    def _repr_html_(self) -> str:
        """Return the message for a notebook, in a frame of its own."""
        from html import escape

        return (
            f"<p><strong>{escape(self.subject)}</strong></p>"
            f'<iframe sandbox srcdoc="{escape(self.html)}" '
            'style="width:100%;height:32em;border:1px solid #ccc"></iframe>'
        )

    def __repr__(self) -> str:
        """Return what it is, never what it says."""
        return (
            f"<Followup {self.kind} {self.locale} {self.formality}"
            f" from {self.template_set}, {len(self.findings)} findings>"
        )


_kept_meetings: Final[Any] = Followup.__dict__["meetings"]
type.__setattr__(Followup, "meetings", MeetingsOnRequest(_kept_meetings))


def kept_meetings(followup: Followup) -> tuple[Any, ...]:
    """Return the meetings as they are kept: maybe not worded yet, nor worded now."""
    kept: tuple[Any, ...] = _kept_meetings.__get__(followup)
    return kept


def _malformed() -> Problem:
    return Problem(
        path="followup",
        code="malformed_followup",
        message="is not a message as to_dict() describes it.",
        remedy="Store what to_json() returns, unchanged.",
    )
