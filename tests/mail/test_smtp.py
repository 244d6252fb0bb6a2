"""A real conversation with a mail server."""

from __future__ import annotations

import asyncio
import smtplib
from typing import TYPE_CHECKING, Any

import pytest

from followup_kit.mail import build_email
from tests.mail.samples import FULL, for_name, parts


if TYPE_CHECKING:
    from email.message import EmailMessage

server = pytest.importorskip("aiosmtpd.smtp")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")


class Postbox:
    """Keeps sender, recipients and octets of each message."""

    def __init__(self) -> None:
        self.received: list[tuple[str, list[str], bytes]] = []

    async def handle_DATA(  # noqa: N802  # the server's name for it
        self, _server: object, _session: object, envelope: Any
    ) -> str:
        """Accept a message."""
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def deliver(message: EmailMessage) -> list[tuple[str, list[str], bytes]]:
    """Send a message with `smtplib` to a server on the loopback interface."""
    postbox = Postbox()

    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, local_hostname="localhost") as client:
            client.send_message(message)

    async def converse() -> None:
        loop = asyncio.get_running_loop()
        listener = await loop.create_server(
            lambda: server.SMTP(postbox, hostname="localhost", loop=loop),
            host="127.0.0.1",
            port=0,
        )
        async with listener:
            port = listener.sockets[0].getsockname()[1]
            await asyncio.to_thread(send, port)

    asyncio.run(converse())
    return postbox.received


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
