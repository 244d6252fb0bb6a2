"""The message is one of the standard library's, and always the same bytes."""

from __future__ import annotations

import copy
import hashlib
import pickle
import subprocess
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

import pytest

from followup_kit.mail import Mailbox, build_email
from tests.mail.samples import FULL, PARTS, parts


DIGEST = "db8bfc7f19529e748849df898f5a54dd9e268a7417d4698dc37482126c36bb09"
"""SHA-256 of the long sample's bytes, the same on every Python."""

WHOLE = """\
From: Acme Talent Team <jobs@acme.example>
To: =?utf-8?b?QmrDtnJrIEd1w7BtdW5kc2TDs3R0aXI=?= <bjork@example.is>
Reply-To: "Jordan \\"JJ\\" O'Neil, HR" <jj@acme.example>
Subject: Your application at Acme
Date: Tue, 03 Nov 2026 09:05:07 -0330
Message-ID: <0b6e7f0d@acme.example>
In-Reply-To: <first@mail.example.is>
References: <first@mail.example.is> <second$=+x@acme.example>
Auto-Submitted: auto-generated
List-Unsubscribe: <https://acme.example/stop?id=1>,
 <mailto:stop@acme.example?subject=stop>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Content-Language: en-GB
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="=_BOUNDARY"

--=_BOUNDARY
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Hello Bj=C3=B6rk,

thank you.

--=_BOUNDARY
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<p>Hello Bj=C3=B6rk,</p>
<p>thank you.</p>

--=_BOUNDARY--
"""


def test_the_whole_message_is_as_expected() -> None:
    """Every header and part stands where it should, with CRLF line ends."""
    message = build_email(FULL)
    boundary = message.get_boundary("")
    expected = WHOLE.replace("=_BOUNDARY", boundary).replace("\n", "\r\n")

    assert expected.encode() == message.as_bytes()


def test_the_bytes_are_the_same_on_every_python() -> None:
    """The digest of a message is the one in this file, on any version."""
    assert DIGEST == hashlib.sha256(build_email(FULL).as_bytes()).hexdigest()


def test_optional_headers_are_left_out() -> None:
    """A message from the required parts alone has no other header."""
    assert [
        "From",
        "To",
        "Subject",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
    ] == (build_email(PARTS).keys())


def test_the_message_is_a_standard_one() -> None:
    """Type, policy and structure are what any mailer expects."""
    message = build_email(FULL)

    assert EmailMessage is type(message)
    assert "multipart/alternative" == message.get_content_type()
    assert ["text/plain", "text/html"] == [
        part.get_content_type() for part in message.iter_parts()
    ]
    assert "text/html" == message["Content-Type"].content_type.replace(
        "multipart/alternative", "text/html"
    )


def test_the_contents_can_be_read_back() -> None:
    """The reading side of the standard library gives text and HTML unchanged."""
    message = build_email(PARTS)
    text, html = message.get_body(("plain",)), message.get_body(("html",))

    assert text is not None
    assert html is not None
    assert (PARTS.text, PARTS.html) == (text.get_content(), html.get_content())


def test_line_ends_follow_the_policy_asked_for() -> None:
    """Under a policy with LF, the same lines end in LF."""
    message = build_email(FULL)

    assert message.as_bytes().replace(b"\r\n", b"\n") == message.as_bytes(
        policy=policy.default
    )
    assert message.as_bytes() == message.as_bytes(policy=policy.SMTPUTF8)
    assert message.as_bytes().decode() == message.as_string()


def test_copies_have_the_same_bytes() -> None:
    """A message pickles and copies without changing."""
    message = build_email(FULL)
    copies = (
        pickle.loads(pickle.dumps(message)),  # noqa: S301
        copy.copy(message),
        copy.deepcopy(message),
    )

    assert {message.as_bytes()} == {each.as_bytes() for each in copies}


def test_serialising_twice_gives_the_same_bytes() -> None:
    """Nothing is drawn at random, not even the boundary."""
    message = build_email(PARTS)

    assert message.as_bytes() == message.as_bytes() == build_email(PARTS).as_bytes()


def test_the_boundary_follows_contents_and_seed() -> None:
    """Other contents or another seed give another boundary."""
    variants = (
        PARTS,
        parts(boundary_seed="1"),
        parts(subject="Other"),
        parts(text="Other"),
        parts(html="Other"),
        parts(text=PARTS.text + "a", html=PARTS.html.removeprefix("<")),
        parts(boundary_seed="\ud800"),
    )

    assert len(variants) == len({build_email(each).get_boundary() for each in variants})


def test_the_boundary_says_nothing_about_people() -> None:
    """An address does not enter the boundary, not even as a digest."""
    others = parts(
        sender=Mailbox(address="x@example.com"),
        recipient=Mailbox(address="y@example.com"),
    )

    assert build_email(PARTS).get_boundary() == build_email(others).get_boundary()


def test_the_old_parser_finds_the_same_headers() -> None:
    """The parser of Python's older mail API sees one recipient and no more headers."""
    message = message_from_bytes(build_email(FULL).as_bytes())

    assert build_email(FULL).keys() == message.keys()
    assert ["bjork@example.is"] == [
        address for _, address in getaddresses(message.get_all("To", []))
    ]


def test_the_header_objects_lead_mailers_to_the_address() -> None:
    """What `smtplib` reads from the headers is exactly sender and recipient."""
    message = build_email(FULL)

    assert [("Björk Guðmundsdóttir", "bjork@example.is")] == getaddresses(
        [message["To"]]
    )
    assert [("Acme Talent Team", "jobs@acme.example")] == getaddresses(
        [message["From"]]
    )


def test_headers_can_be_added_later() -> None:
    """The message takes further headers like any other."""
    message = build_email(PARTS)
    message["X-Campaign"] = "1"

    assert b"\r\nX-Campaign: 1\r\n" in message.as_bytes()


@pytest.mark.parametrize(
    "body", ("From me\n", "a\nFrom me\n", "x\n" * 40 + "From ü\n", ".\n", "..\n")
)
def test_smtplib_sends_the_same_bytes(body: str) -> None:
    """The generator `smtplib` uses, which mangles `From ` lines, changes nothing."""
    from email.generator import BytesGenerator
    from io import BytesIO

    message = build_email(parts(text=body, html=body))
    out = BytesIO()
    BytesGenerator(out).flatten(message, linesep="\r\n")

    assert message.as_bytes() == out.getvalue()


def test_composing_opens_nothing() -> None:
    """Once imported, building a message opens no file and no connection."""
    code = (
        "import sys\n"
        "from followup_kit.mail import EmailParts, Mailbox, build_email\n"
        "def build():\n"
        "    box = Mailbox(name='Björk', address='b@exämple.is')\n"
        "    return build_email(EmailParts(sender=box, recipient=box, subject='ü',\n"
        "        text='a', html='b', language='en')).as_bytes()\n"
        "build()\n"
        "events = []\n"
        "sys.addaudithook(lambda event, args: events.append(event))\n"
        "build()\n"
        "print([e for e in events if e.startswith(('open', 'socket', 'os.'))])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert "[]" == run.stdout.strip()


def test_importing_the_room_is_cheap() -> None:
    """The header code of the standard library is not loaded before it is needed."""
    code = (
        "import sys; before = set(sys.modules); import followup_kit.mail._parts\n"
        "print(sorted({'email.policy', 'email.headerregistry'} & "
        "(set(sys.modules) - before)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert "[]" == run.stdout.strip()
