"""
Cost of a message: our parts, built and verified, against the plain library way.

A is what a careful programmer writes with the standard library alone:
``EmailMessage(policy=SMTP)``, the same headers set one by one, ``set_content``,
``add_alternative`` and ``as_bytes()``. B is ``EmailParts`` (all checks),
``build_email`` (which serialises once and reads the bytes back) and ``as_bytes()``.
Both start from the same strings and end with bytes.

Runs of A and B alternate, CPU time is taken per run, and the ratio is that of the
medians, printed with the smallest and largest ratio of neighbouring runs.

Run: ``python benchmarks/mail.py [runs] [messages per run]``
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from typing import TYPE_CHECKING

from followup_kit.mail import EmailParts, Mailbox, build_email


if TYPE_CHECKING:
    from collections.abc import Callable


LETTERS = {
    "en": (
        "Ana Perez",
        "Your application for Data Engineer at Acme",
        "Thank you for talking to us on Monday, 2 November 2026 about the role.\n",
    ),
    "de": (
        "Jörg Müller",
        "Ihre Bewerbung als Dateningenieur (m/w/d) – nächste Schritte",
        "vielen Dank für das Gespräch am Montag, 2. November 2026, über die Stelle.\n",
    ),
    "ja": (
        "山田 太郎",
        "選考結果のご連絡（データエンジニア）",
        "先日はお忙しい中、面接にお越しいただき誠にありがとうございました。\n",
    ),
}
LINES = 24
WHEN = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
MESSAGE_ID = "<0b6e7f0d2c9a4c55@acme.example>"


def bodies(line: str) -> tuple[str, str]:
    """Return a text and an HTML body of about 2 and 3 kB."""
    paragraphs = "".join(
        f'<p style="margin:0">{line.strip()}</p>\n' for _ in range(LINES)
    )
    html = f"<!DOCTYPE html>\n<html><body>\n{paragraphs}</body></html>\n"
    return line * LINES, html


def plain_way(name: str, subject: str, text: str, html: str) -> bytes:
    """Build and serialise with the standard library alone."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Acme Talent Team", "jobs", "acme.example")
    message["To"] = Address(name, "candidate", "example.com")
    message["Subject"] = subject
    message["Date"] = WHEN
    message["Message-ID"] = MESSAGE_ID
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "en"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message.as_bytes()


def our_way(name: str, subject: str, text: str, html: str) -> bytes:
    """Check, build, verify and serialise with this library."""
    parts = EmailParts(
        sender=Mailbox(name="Acme Talent Team", address="jobs@acme.example"),
        recipient=Mailbox(name=name, address="candidate@example.com"),
        subject=subject,
        text=text,
        html=html,
        language="en",
        message_id=MESSAGE_ID,
        date=WHEN,
        auto_submitted="auto-generated",
    )
    return build_email(parts).as_bytes()


def cpu_time(work: Callable[[], object], count: int) -> float:
    """Return CPU seconds per call."""
    start = time.process_time()
    for _ in range(count):
        work()
    return (time.process_time() - start) / count


def main(runs: int, count: int) -> None:
    """Measure each language and print a line for it."""
    for language, (name, subject, line) in LETTERS.items():
        text, html = bodies(line)
        arguments = (name, subject, text, html)
        plain = partial(plain_way, *arguments)
        ours = partial(our_way, *arguments)
        pairs = [(cpu_time(plain, count), cpu_time(ours, count)) for _ in range(runs)]
        plain_median = statistics.median(pair[0] for pair in pairs)
        our_median = statistics.median(pair[1] for pair in pairs)
        ratios = sorted(pair[1] / pair[0] for pair in pairs)
        print(
            f"{language}: plain {plain_median * 1e6:7.0f} us  "
            f"ours {our_median * 1e6:7.0f} us  ratio {our_median / plain_median:.2f} "
            f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    main(*given, *(15, 100)[len(given) :])
