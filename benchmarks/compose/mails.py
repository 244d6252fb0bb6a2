"""
Written letters as bytes of a mail, by other libraries, as their manuals show it.

Each way takes the facts, what was written, and the octets of an invitation if there
is one. :func:`read_back` reads any of them with the standard library, so that what
they hold can be compared.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# pyright: reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyright: reportArgumentType=false, reportCallIssue=false

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from benchmarks.compose.parts import Letter, Phrases, Record, Written
from benchmarks.compose.peers import django_source


__all__ = [
    "MAILERS",
    "Mailer",
    "django_bytes",
    "django_mail",
    "emails_bytes",
    "fastapi_mail_bytes",
    "read_back",
    "standard_bytes",
    "standard_mail",
    "templated_email_bytes",
]

Mailer: TypeAlias = Callable[[Record, Written, bytes | None], bytes]


def standard_mail(record: Record, written: Written, calendar: bytes | None) -> Any:
    """Return a message of the standard library."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    subject, text, html = written
    sender, candidate = record["interview"]["sender"], record["interview"]["candidate"]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_name(sender), addr_spec=sender["email"])
    message["To"] = Address(_name(candidate), addr_spec=candidate["email"])
    message["Subject"] = subject
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    if calendar is not None:
        message.add_alternative(
            calendar.decode(), subtype="calendar", params={"method": "REQUEST"}
        )
    return message


def standard_bytes(record: Record, written: Written, calendar: bytes | None) -> bytes:
    """Return a mail made with the standard library."""
    return bytes(standard_mail(record, written, calendar).as_bytes())


def django_mail(record: Record, written: Written, calendar: bytes | None) -> Any:
    """Return a mail of Django, not yet built."""
    from django.core.mail import EmailMultiAlternatives

    subject, text, html = written
    mail = EmailMultiAlternatives(
        subject, text, record["interview"]["sender"]["email"], [_to(record)]
    )
    mail.attach_alternative(html, "text/html")
    _attach(mail, calendar)
    return mail


def django_bytes(record: Record, written: Written, calendar: bytes | None) -> bytes:
    """Return a mail made with Django."""
    return bytes(django_mail(record, written, calendar).message().as_bytes())


def templated_email_bytes(
    letter: Letter,
) -> Callable[[Record, Phrases, bytes | None], bytes]:
    """Return a function that writes a mail with django-templated-email."""
    from django.template import engines
    from templated_email.backends.vanilla_django import TemplateBackend

    # One context serves all parts, so that what differs in HTML needs another name.
    in_text: dict[str, str] = {}
    in_html: dict[str, str] = {}
    blocks = "".join(
        f"{{% block {block} %}}{django_source(parts, names, block)}{{% endblock %}}"
        for block, parts, names in (
            ("subject", letter.subject, in_text),
            ("plain", letter.text, in_text),
            ("html", letter.html, in_html),
        )
    )
    backend = TemplateBackend()
    loader = engines["django"].engine.template_loaders[0]
    name = f"letter{len(loader.templates_dict)}"
    loader.templates_dict[f"templated_email/{name}.email"] = blocks

    def write(record: Record, phrases: Phrases, calendar: bytes | None) -> bytes:
        texts, htmls = phrases
        context = {name: texts[key] for key, name in in_text.items()}
        context |= {name: htmls[key] for key, name in in_html.items()}
        mail = backend.get_email_message(
            name,
            context,
            from_email=record["interview"]["sender"]["email"],
            to=[_to(record)],
        )
        _attach(mail, calendar)
        return bytes(mail.message().as_bytes())

    return write


def _attach(mail: Any, calendar: bytes | None) -> None:
    if calendar is not None:
        mail.attach("invitation.ics", calendar.decode(), "text/calendar")


def emails_bytes(record: Record, written: Written, calendar: bytes | None) -> bytes:
    """Return a mail made with python-emails."""
    import emails

    subject, text, html = written
    sender = record["interview"]["sender"]
    mail = emails.Message(
        subject=subject,
        text=text,
        html=html,
        mail_from=(_name(sender), sender["email"]),
        mail_to=_to(record),
    )
    if calendar is not None:
        mail.attach(filename="invitation.ics", data=calendar, mime_type="text/calendar")
    made = mail.as_string()
    return made.encode() if isinstance(made, str) else bytes(made)


@cache
def _loop() -> Any:
    # A host has a loop running; starting one for each message is not the library's.
    from asyncio import new_event_loop

    return new_event_loop()


def fastapi_mail_bytes(
    record: Record, written: Written, calendar: bytes | None
) -> bytes:
    """Return a mail made with fastapi-mail."""
    from fastapi_mail.msg import MailMsg
    from fastapi_mail.schemas import MessageSchema, MessageType, MultipartSubtypeEnum

    subject, text, html = written
    schema = MessageSchema(
        subject=subject,
        recipients=[_to(record)],
        body=html,
        alternative_body=text,
        subtype=MessageType.html,
        multipart_subtype=MultipartSubtypeEnum.alternative,
        attachments=[] if calendar is None else [_upload(calendar)],
    )
    sender = record["interview"]["sender"]["email"]
    mail = _loop().run_until_complete(MailMsg(schema)._message(sender))
    return bytes(mail.as_bytes())


def _upload(calendar: bytes) -> Any:
    from io import BytesIO

    from starlette.datastructures import Headers, UploadFile

    return UploadFile(
        BytesIO(calendar),
        filename="invitation.ics",
        headers=Headers({"content-type": "text/calendar"}),
    )


MAILERS: dict[str, Mailer] = {
    "EmailMessage": standard_bytes,
    "Django": django_bytes,
    "python-emails": emails_bytes,
    "fastapi-mail": fastapi_mail_bytes,
}


def read_back(octets: bytes) -> tuple[Written, bytes | None]:
    """Return subject, text, HTML and invitation of a mail."""
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(octets, policy=default)
    found: dict[str, Any] = {
        part.get_content_type(): part.get_payload(decode=True)
        for part in message.walk()
        if not part.is_multipart()
    }
    text, html = (_text(found[kind]) for kind in ("text/plain", "text/html"))
    return (str(message["Subject"]), text, html), found.get("text/calendar")


def _text(octets: bytes) -> str:
    # How a mail ends its lines, and whether with one, is nobody's wording.
    return octets.decode().replace("\r\n", "\n").rstrip("\n")


def _name(person: Any) -> str:
    name = person["name"]
    return f"{name['given']} {name['surname']}"


def _to(record: Record) -> str:
    return str(record["interview"]["candidate"]["email"])
