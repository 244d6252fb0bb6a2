"""A real conversation with a mail server."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any

import pytest

from followup_kit.mail import build_email
from tests.mail.samples import FULL, for_name, parts
from tests.mail.smtp import Received, converse


if TYPE_CHECKING:
    from email.message import EmailMessage

pytest.importorskip("aiosmtpd.smtp")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")


def deliver(message: EmailMessage) -> list[Received]:
    """Send a message with `smtplib` to a server on the loopback interface."""

    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as client:
            client.send_message(message)

    return converse(send)


@pytest.mark.parametrize(
    "meant",
    (
        FULL,
        for_name("x@y.com, Böb <b@z.de>"),
        parts(text="a\n.\n..\nFrom me\nspace \n" + "x" * 3_000, html="選考\n" * 99),
    ),
)
def test_a_server_receives_what_was_built(meant: Any) -> None:
    """Envelope and octets at the server are those of the message."""
    message = build_email(meant)

    assert [
        (meant.sender.address, [meant.recipient.address], message.as_bytes())
    ] == deliver(message)
