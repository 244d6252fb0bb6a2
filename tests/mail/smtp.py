"""A mail server on the loopback interface."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


Received = tuple[str, list[str], bytes]


class Postbox:
    """Keeps sender, recipients and octets of each message."""

    def __init__(self) -> None:
        self.received: list[Received] = []

    async def handle_DATA(  # noqa: N802  # the server's name for it
        self, _server: object, _session: object, envelope: Any
    ) -> str:
        """Accept a message."""
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def converse(send: Callable[[int], None]) -> list[Received]:
    """Run a server, call *send* with its port, and return what arrived."""
    from aiosmtpd.smtp import SMTP

    postbox = Postbox()

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        listener = await loop.create_server(
            lambda: SMTP(postbox, hostname="localhost", loop=loop),
            host="127.0.0.1",
            port=0,
        )
        async with listener:
            port = listener.sockets[0].getsockname()[1]
            await asyncio.to_thread(send, port)

    asyncio.run(listen())
    return postbox.received
