"""The mailers of the how-to page, as they stand there, send what was built."""

from __future__ import annotations

import asyncio
import importlib
import re
import smtplib
import warnings
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path
from typing import Any

import pytest

from followup_kit import Followup, compose_followup
from followup_kit.mail import Attachment, Mailbox
from tests.factories import interview, interview_record
from tests.mail.smtp import converse


pytest.importorskip("aiosmtpd")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PAGE = Path(__file__).parents[2] / "docs/how-to/send-with-any-mailer.md"
HARD_NAMES = (
    "Marta Kowalska",
    'Müller, Jörg "JJ" <b@evil.example>',
    "a@b.example, Bob",
    "山田 太郎",
    "ليلى حداد",
)


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """Run the page's blocks and return what they define."""
    names: dict[str, Any] = {"print": lambda *_values: None}
    text = PAGE.read_text(encoding="utf-8")
    for block in re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        exec(block, names)  # noqa: S102  our own page
    return names


def invited(name: str = "Marta Kowalska") -> Followup:
    record = interview_record()
    facts = interview(candidate=record["candidate"] | {"name": name, "locale": "de"})
    return compose_followup(facts, fixed_round())


def fixed_round() -> Any:
    from followup_kit import NextRound

    return NextRound(
        stage="Fachgespräch",
        slot={
            "start": "2026-12-01T10:00+01:00[Europe/Berlin]",
            "end": "2026-12-01T11:30+01:00[Europe/Berlin]",
        },
        place="Hafenstraße 12",
    )


def full(name: str = "Marta Kowalska") -> EmailMessage:
    return invited(name).to_email(
        message_id="<one@norrland.example.com>",
        auto_submitted="auto-generated",
        reply_to=Mailbox(name="Åsa Öberg, HR", address="asa@norrland.example.com"),
        list_unsubscribe=["https://norrland.example.com/stop"],
        one_click_unsubscribe=True,
        attachments=[
            Attachment(
                filename="Anfahrt für Sie.pdf",
                content=bytes(range(256)),
                media_type="application/pdf",
            )
        ],
    )


def decoded(value: Any) -> str:
    return str(make_header(decode_header(str(value).replace("\n ", " "))))


def contents(raw: bytes) -> list[tuple[str, bytes]]:
    """Return type and octets of each leaf, line ends aside."""
    leaves = [p for p in message_from_bytes(raw).walk() if not p.is_multipart()]
    return [(p.get_content_type(), _octets(p)) for p in leaves]


def _octets(part: Any) -> bytes:
    octets: bytes = part.get_payload(decode=True)
    if part.get_content_maintype() != "text":
        return octets
    return octets.replace(b"\r\n", b"\n").rstrip(b"\n")


@pytest.mark.parametrize("name", HARD_NAMES)
def test_smtplib_delivers_to_the_one_recipient(page: dict[str, Any], name: str) -> None:
    """A real server receives envelope and octets as they were built."""
    message = full(name)
    received = converse(
        lambda port: page["send_with_smtplib"](message, "127.0.0.1", port)
    )

    assert [
        (
            "jonas.lindqvist@norrland.example.com",
            ["marta.kowalska@example.org"],
            message.as_bytes(),
        )
    ] == received


@pytest.mark.parametrize("name", HARD_NAMES)
def test_aiosmtplib_delivers_to_the_one_recipient(
    page: dict[str, Any], name: str
) -> None:
    """The asynchronous mailer sends the same octets to the same server."""
    pytest.importorskip("aiosmtplib")
    message = full(name)

    def send(port: int) -> None:
        asyncio.run(page["send_with_aiosmtplib"](message, "127.0.0.1", port))

    assert [
        (
            "jonas.lindqvist@norrland.example.com",
            ["marta.kowalska@example.org"],
            message.as_bytes(),
        )
    ] == converse(send)


def test_several_messages_share_a_connection() -> None:
    """One conversation, several messages, each to its own candidate."""
    messages = [full(name) for name in HARD_NAMES]

    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as client:
            for message in messages:
                client.send_message(message)

    assert [m.as_bytes() for m in messages] == [octets for *_, octets in converse(send)]


@pytest.mark.parametrize("name", HARD_NAMES)
def test_django_sends_the_fields(page: dict[str, Any], name: str) -> None:
    """Django's own MIME says the same: one recipient, bodies, invitation, files."""
    pytest.importorskip("django")
    message = full(name)
    raw = page["as_django_fields"](message).message().as_bytes()
    parsed = message_from_bytes(raw)
    kept = ("Subject", "Message-ID", "List-Unsubscribe", "Auto-Submitted")

    assert contents(message.as_bytes()) == contents(raw)
    assert [message[each] for each in kept] == [decoded(parsed[each]) for each in kept]
    assert [
        ("Jonas Lindqvist", "jonas.lindqvist@norrland.example.com"),
        (name, "marta.kowalska@example.org"),
        ("Åsa Öberg, HR", "asa@norrland.example.com"),
    ] == [
        (decoded(phrase), address)
        for field in ("From", "To", "Reply-To")
        for phrase, address in getaddresses(parsed.get_all(field, []))
    ]
    assert None is parsed["Bcc"] is parsed["Cc"]
    (calendar,) = [p for p in parsed.walk() if p.get_content_subtype() == "calendar"]
    assert "REQUEST" == calendar.get_param("method")


@pytest.mark.parametrize("name", HARD_NAMES)
def test_django_sends_the_finished_message(page: dict[str, Any], name: str) -> None:
    """Handed over whole, the checked octets are those that are sent."""
    pytest.importorskip("django")
    message = full(name)

    assert message.as_bytes() == page["as_django_message"](message).message().as_bytes()


@pytest.mark.parametrize("name", HARD_NAMES)
def test_anymail_reads_one_recipient_from_the_fields(
    page: dict[str, Any], name: str
) -> None:
    """What goes to a provider's API names the candidate and nobody else."""
    pytest.importorskip("anymail")
    # Neither has annotations.
    backend: Any = importlib.import_module("anymail.backends.test").EmailBackend
    mail: Any = importlib.import_module("django.core.mail")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mail.outbox = []
        backend().send_messages([page["as_django_fields"](full(name))])
        (sent,) = mail.outbox
    sent_to = sent.anymail_test_params

    assert [("marta.kowalska@example.org", name)] == [
        (box.addr_spec, box.display_name) for box in sent_to["to"]
    ]
    assert [[], []] == [sent_to["cc"], sent_to["bcc"]]
    assert ["asa@norrland.example.com"] == [b.addr_spec for b in sent_to["reply_to"]]
    assert "Anfahrt für Sie.pdf" in [file.name for file in sent_to["attachments"]]


def test_a_provider_takes_the_octets_or_the_fields(page: dict[str, Any]) -> None:
    """Raw MIME round trips through the form of the APIs that take it."""
    from base64 import urlsafe_b64decode

    class Client:
        """Stands for boto3's."""

        def send_email(self, **request: Any) -> dict[str, Any]:
            """Return what was handed over."""
            return request

    message = full()
    request = page["send_with_ses"](Client(), message)

    assert message.as_bytes() == request["Content"]["Raw"]["Data"]
    assert message.as_bytes() == urlsafe_b64decode(page["gmail_body"](message)["raw"])
