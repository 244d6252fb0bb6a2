"""Parts of a message that all tests of the mail room start from."""

from __future__ import annotations

import dataclasses
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from followup_kit.mail import EmailParts, Mailbox


if TYPE_CHECKING:
    from followup_kit.errors import MailError


SENDER = Mailbox(name="Acme Talent Team", address="jobs@acme.example")
RECIPIENT = Mailbox(name="Björk Guðmundsdóttir", address="bjork@example.is")
MOMENT = datetime(
    2026, 11, 3, 9, 5, 7, tzinfo=timezone(timedelta(hours=-3, minutes=-30))
)

PARTS = EmailParts(
    sender=SENDER,
    recipient=RECIPIENT,
    subject="Your application at Acme",
    text="Hello Björk,\n\nthank you.\n",
    html="<p>Hello Björk,</p>\n<p>thank you.</p>\n",
    language="en-GB",
)

FULL = dataclasses.replace(
    PARTS,
    reply_to=Mailbox(name='Jordan "JJ" O\'Neil, HR', address="jj@acme.example"),
    message_id="<0b6e7f0d@acme.example>",
    in_reply_to="<first@mail.example.is>",
    references=("<first@mail.example.is>", "<second$=+x@acme.example>"),
    date=MOMENT,
    auto_submitted="auto-generated",
    list_unsubscribe=(
        "https://acme.example/stop?id=1",
        "mailto:stop@acme.example?subject=stop",
    ),
    one_click_unsubscribe=True,
    boundary_seed="seed",
)


def parts(**changes: Any) -> EmailParts:
    """Return the short sample with some fields changed."""
    return dataclasses.replace(PARTS, **changes)


def for_name(name: str | None) -> EmailParts:
    """Return the short sample for a recipient of that name."""
    return parts(recipient=Mailbox(name=name, address="ana@example.com"))


def reads_well(error: MailError) -> bool:
    """Tell whether each problem is a sentence and each remedy another."""
    return all(
        # A sentence is not shouted: an identifier or two may be, all of it not.
        re.fullmatch(r"[A-Z].*\.", sentence) and sentence != sentence.upper()
        for problem in error.problems
        for sentence in (problem.message, problem.remedy)
    )
