"""A message to review, whoever wrote it: its parts, its language and its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol

from followup_kit.errors import FactsError, Problem
from followup_kit.locales import canonical_locale


if TYPE_CHECKING:
    from email.message import EmailMessage
    from email.message import Message as AnyEmail


__all__ = [
    "Composed",
    "Message",
    "PartName",
    "ShownLink",
    "message_of_email",
    "message_of_followup",
    "message_of_html",
    "message_of_text",
]

PartName = Literal["subject", "preheader", "text", "html"]
"""A part of a message that a finding may be about."""

MAX_TEXT: Final = 50_000
"""Characters of a text that are still reviewed; letters have some thousand."""

MAX_SOURCE: Final = 400_000
"""Characters of an HTML source or bytes of an e-mail that are still read."""


class Composed(Protocol):
    """What is needed of a composed message; ``Followup`` has it."""

    @property
    def kind(self) -> str:
        """The kind of outcome it tells of."""
        ...

    @property
    def locale(self) -> str:
        """The locale of every part."""
        ...

    @property
    def formality(self) -> str:
        """How the candidate is addressed."""
        ...

    @property
    def subject(self) -> str:
        """The subject."""
        ...

    @property
    def preheader(self) -> str:
        """The line beside the subject."""
        ...

    @property
    def text(self) -> str:
        """The plain text."""
        ...

    @property
    def html(self) -> str:
        """The HTML document."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class ShownLink:
    """
    A link of an HTML document.

    Attributes:
        url: Where it leads.
        label: What the reader sees of it.
        span: Where the label stands in the text that is shown.
    """

    url: str
    label: str
    span: tuple[int, int]

    def __repr__(self) -> str:
        """Return that it is one, not where it leads."""
        return "ShownLink(url=…, label=…)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Message:
    """
    A message as its reader gets it. Spans of findings index into its parts.

    Attributes:
        locale: The language it should be in.
        kind: The kind of outcome it should tell of.
        formality: How it should address the candidate, if that is known.
        subject: The subject, empty if there is none.
        preheader: The line beside the subject, empty if there is none.
        text: The plain text body, empty if there is none.
        html: What the HTML body shows, as text; empty if there is none.
        links: The links of the HTML body.
        hidden: What the HTML body holds and does not show.
        foreign: Spans of ``html`` that are marked as another language.
        too_long: Whether a part is longer than is reviewed; it is cut then.
    """

    locale: str
    kind: str
    formality: str | None = None
    subject: str = ""
    preheader: str = ""
    text: str = ""
    html: str = ""
    links: tuple[ShownLink, ...] = ()
    hidden: tuple[str, ...] = ()
    foreign: tuple[tuple[int, int, str], ...] = ()
    too_long: bool = False

    def __repr__(self) -> str:
        """Return what it is, never what it says."""
        return f"<Message {self.kind} {self.locale}>"

    @property
    def body(self) -> tuple[PartName, str]:
        """The body that is judged: the plain text if there is one, else the HTML."""
        return ("text", self.text) if self.text else ("html", self.html)

    def parts(self) -> Iterator[tuple[PartName, str]]:
        """Yield subject, preheader and body with their names, the empty ones not."""
        if self.subject:
            yield "subject", self.subject
        if self.preheader:
            yield "preheader", self.preheader
        name, body = self.body
        if body:
            yield name, body

    def part(self, name: str) -> str:
        """Return the text of a part by its name, empty if there is none."""
        return {
            "subject": self.subject,
            "preheader": self.preheader,
            "text": self.text,
            "html": self.html,
        }.get(name, "")


def message_of_followup(followup: Composed) -> Message:
    """Return a composed message for review."""
    from followup_kit.review._html_reader import read_html

    source = checked_text(followup.html, "followup.html")
    shown = read_html(source[:MAX_SOURCE])
    text = checked_text(followup.text, "followup.text")
    hidden = shown.hidden
    return Message(
        locale=canonical_locale(followup.locale),
        kind=followup.kind,
        formality=followup.formality,
        subject=followup.subject[:MAX_TEXT],
        preheader=followup.preheader[:MAX_TEXT],
        text=text[:MAX_TEXT],
        html=shown.text[:MAX_TEXT],
        links=shown.links,
        hidden=hidden,
        foreign=shown.foreign,
        too_long=len(text) > MAX_TEXT or len(source) > MAX_SOURCE,
    )


def message_of_text(
    text: str, *, kind: str, locale: str, subject: str = "", formality: str | None
) -> Message:
    """Return a plain text as a message for review."""
    text, subject = checked_text(text, "text"), checked_text(subject, "subject")
    return Message(
        locale=canonical_locale(locale),
        kind=kind,
        formality=formality,
        subject=subject[:MAX_TEXT],
        text=text[:MAX_TEXT].replace("\r\n", "\n"),
        too_long=max(len(text), len(subject)) > MAX_TEXT,
    )


def message_of_html(
    source: str,
    *,
    kind: str,
    locale: str,
    subject: str = "",
    formality: str | None,
    text: str = "",
) -> Message:
    """Return an HTML document, and a plain text beside it, as a message."""
    from followup_kit.review._html_reader import read_html

    source, subject = checked_text(source, "html"), checked_text(subject, "subject")
    text = checked_text(text, "text")
    shown = read_html(source[:MAX_SOURCE])
    return Message(
        locale=canonical_locale(locale),
        kind=kind,
        formality=formality,
        subject=(subject or shown.title)[:MAX_TEXT],
        preheader=shown.preheader[:MAX_TEXT],
        text=text[:MAX_TEXT].replace("\r\n", "\n"),
        html=shown.text[:MAX_TEXT],
        links=shown.links,
        hidden=shown.hidden,
        foreign=shown.foreign,
        too_long=len(source) > MAX_SOURCE
        or max(len(text), len(subject), len(shown.text)) > MAX_TEXT,
    )


def message_of_email(
    email: AnyEmail | bytes, *, kind: str, locale: str, formality: str | None
) -> Message:
    """
    Return an e-mail as a message for review: its subject, text and HTML bodies.

    Raises:
        FactsError: ``not_an_email`` if it is neither a message nor bytes, or its
            bodies cannot be read.
    """
    if isinstance(email, bytes) and len(email) > 2 * MAX_SOURCE:
        return Message(locale=canonical_locale(locale), kind=kind, too_long=True)
    parsed = _parsed(email)
    bodies = {"plain": "", "html": ""}
    for part in parsed.walk():
        if part.get_content_maintype() != "text" or part.is_attachment():
            continue
        subtype = part.get_content_subtype()
        if subtype in bodies and not bodies[subtype]:
            bodies[subtype] = _content(part)
    subject = " ".join(str(parsed.get("Subject", "")).split())
    if not bodies["html"]:
        return message_of_text(
            bodies["plain"],
            kind=kind,
            locale=locale,
            subject=subject,
            formality=formality,
        )
    return message_of_html(
        bodies["html"],
        kind=kind,
        locale=locale,
        subject=subject,
        formality=formality,
        text=bodies["plain"].rstrip("\n"),
    )


def _parsed(email: AnyEmail | bytes) -> EmailMessage:
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    if isinstance(email, EmailMessage):
        return email
    if isinstance(email, bytes):
        parsed = message_from_bytes(email, policy=policy.default)
        if isinstance(parsed, EmailMessage):
            return parsed
    raise FactsError(
        Problem(
            "email",
            "not_an_email",
            "is neither an EmailMessage nor the bytes of one.",
            "Pass the EmailMessage, or its as_bytes().",
        )
    )


def _content(part: EmailMessage) -> str:
    try:
        content = part.get_content()
    except (LookupError, ValueError):
        # An unknown character set: what can be read is read.
        payload = part.get_payload(decode=True)
        content = ""
        if isinstance(payload, bytes):
            content = payload.decode("utf-8", "replace")
    return content if isinstance(content, str) else ""


def checked_text(value: object, path: str) -> str:
    """
    Return a text that is one.

    Raises:
        FactsError: ``not_text``.
    """
    if isinstance(value, str):
        return value
    raise FactsError(Problem(path, "not_text", "must be text.", "Pass a string."))
