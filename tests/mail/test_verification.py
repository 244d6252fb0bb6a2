"""Bytes that differ from what was meant do not pass."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import Mailbox, build_email, verify_wire
from followup_kit.mail._scanner import read_message
from tests.mail.samples import FULL, PARTS, parts, reads_well


RAW = build_email(FULL).as_bytes()
B64 = parts(text="選考結果\n" * 30, html="選考結果\n" * 30)
B64_RAW = build_email(B64).as_bytes()
SPLIT = parts(subject="é" * 150)
SPLIT_RAW = build_email(SPLIT).as_bytes()

TO = b"To: =?utf-8?b?QmrDtnJrIEd1w7BtdW5kc2TDs3R0aXI=?= <bjork@example.is>\r\n"
PLAIN_PART = b'Content-Type: text/plain; charset="utf-8"\r\n'
FIRST_BREAK = b"\r\n\r\n--=_"

CHANGES: tuple[tuple[bytes, bytes, str], ...] = (
    # recipients
    (b"bjork@example.is", b"bjork@example.it", "wire_recipients"),
    (b"<bjork@example.is>", b"<bjork@example.is>, <b@x.com>", "wire_recipients"),
    (b"<bjork@example.is>", b"<bjork@example.is>,b@x.com", "wire_recipients"),
    (b" <bjork@example.is>", b" (c) <bjork@example.is>", "wire_headers"),
    (TO, b"To: bjork@example.is\r\n", "wire_recipients"),
    (TO, b"To: <bjork@example.is>\r\n", "wire_recipients"),
    (TO, b"To: undisclosed:;\r\n", "wire_recipients"),
    (TO, b'To: "a\\q" <bjork@example.is>\r\n', "wire_headers"),
    (b"Acme Talent Team", b"Acme Talent Tean", "wire_recipients"),
    (b"Acme Talent Team", b'"Acme Talent Team', "wire_headers"),
    (b'\\"JJ\\" O\'Neil, HR', b"JJ O'Neil, HR", "wire_recipients"),
    (b"QmrDtnJr", b"QmrDtnJs", "wire_recipients"),
    # headers
    (TO, TO + TO, "wire_headers"),
    (TO, TO + b"Bcc: b@x.com\r\n", "wire_headers"),
    (TO, TO + b"X-A: b\r\n", "wire_headers"),
    (TO, TO + b"Cc:\r\n", "wire_headers"),
    (TO, TO + b"broken\r\n", "wire_headers"),
    (TO, TO + b" \r\n", "wire_headers"),
    (TO, TO + b"\tx\r\n", "wire_headers"),
    (TO, b"", "wire_headers"),
    (b"From: ", b" From: ", "wire_headers"),
    (b"Date: Tue", b"date: Tue", "wire_headers"),
    (b"Date: Tue", b"Date : Tue", "wire_headers"),
    (b"Date: Tue", b"Date: Wed", "wire_headers"),
    (b"Date: Tue, 03 Nov", b"Date: Tue, 31 Nov", "wire_headers"),
    (b"Date: Tue, 03 Nov", b"Date: Tue, 03 Nob", "wire_headers"),
    (b"09:05:07 -0330", b"09:05:07 -0331", "wire_headers"),
    (b"09:05:07 -0330", b"09:05:07 -9999", "wire_headers"),
    (b"09:05:07 -0330", b"12:35:07 -0000", "wire_headers"),
    (b"09:05:07 -0330", b"09:05:07 (x)", "wire_headers"),
    (b"0b6e7f0d@", b"0b6e7f0e@", "wire_headers"),
    (b"en-GB", b"en-US", "wire_headers"),
    (b"auto-generated", b"auto-replied", "wire_headers"),
    (b"stop?id=1", b"stop?id=2", "wire_headers"),
    (b"MIME-Version: 1.0", b"MIME-Version: 1.1", "wire_headers"),
    (b"\r\n <mailto:", b" <mailto:", "wire_line_length"),
    # subject
    (b"Your application", b"Your Application", "wire_subject"),
    (b"Your application", b"=?utf-8?b?WW91cg==?= application", "wire_headers"),
    (b"Your application at Acme", b"=?utf-8?q?x?=", "wire_headers"),
    (b"Your application at Acme", b"=?utf-8?b?/w==?=", "wire_headers"),
    (b"Your application at Acme", b"=?utf-8?b?w6k?=", "wire_headers"),
    (b"Your application at Acme", b"=?utf-8?b?" + b"QUFB" * 16 + b"?=", "wire_headers"),
    # structure
    (b"multipart/alternative", b"multipart/mixed", "wire_structure"),
    (b'boundary="=_', b'boundary="x_', "wire_structure"),
    (b'boundary="=_', b'Boundary="=_', "wire_structure"),
    (FIRST_BREAK, b"\r\n\r\nhidden\r\n--=_", "wire_structure"),
    (b"\r\n" + PLAIN_PART, b" \r\n" + PLAIN_PART, "wire_structure"),
    (b"\r\n" + PLAIN_PART, b"x\r\n" + PLAIN_PART, "wire_structure"),
    (PLAIN_PART, b'Content-Type: text/plain; charset="utf8"\r\n', "wire_structure"),
    (PLAIN_PART, PLAIN_PART + b"Content-Language: en\r\n", "wire_structure"),
    (b"Content-Type: text/html;", b"Content-Type: text/plain;", "wire_structure"),
    (b"quoted-printable", b"8bit", "wire_body"),
    # bodies
    (b"thank you.", b"thank you!", "wire_body"),
    (b"=C3=B6rk", b"=c3=B6rk", "wire_body"),
    (b"=C3=B6rk", b"=C3rk", "wire_body"),
    (b"=C3=B6rk", b"=C3=B6r=", "wire_body"),
    (b"thank you.\r\n", b"thank you. \r\n", "wire_body"),
    (b"thank you.", b"x" * 77, "wire_line_length"),
    (b"thank you.", b"x" * 999, "wire_line_length"),
    # octets
    (b"thank you.", b"thank you.\n", "wire_octets"),
    (b"thank you.", b"thank you.\r", "wire_octets"),
    (b"thank you.", b"thank you.\n\r", "wire_octets"),
    (b"thank you.", b"thank\0you.", "wire_octets"),
    (b"thank you.", b"thank\xffyou.", "wire_octets"),
    (b"thank you.", b"thank\x7fyou.", "wire_octets"),
)


def codes_of(raw: bytes, meant: object = FULL) -> tuple[str, ...]:
    with pytest.raises(MailError) as caught:
        verify_wire(raw, meant)  # type: ignore[arg-type]  # always parts
    assert caught.value.__cause__ is None
    assert ("message",) == caught.value.paths
    assert reads_well(caught.value)
    return caught.value.codes


def test_what_was_built_passes() -> None:
    """The bytes of a built message say what its parts say."""
    for meant, raw in ((FULL, RAW), (B64, B64_RAW), (SPLIT, SPLIT_RAW)):
        verify_wire(raw, meant)


@pytest.mark.parametrize(("old", "new", "code"), CHANGES)
def test_a_change_does_not_pass(old: bytes, new: bytes, code: str) -> None:
    """Each way to change a message is found, and named."""
    assert old in RAW
    assert (code,) == codes_of(RAW.replace(old, new, 1))


def test_the_message_of_another_person_does_not_pass() -> None:
    """Only the recipient need differ."""
    other = parts(recipient=Mailbox(name=PARTS.recipient.name, address="b@example.is"))

    assert ("wire_recipients",) == codes_of(build_email(other).as_bytes(), PARTS)


@pytest.mark.parametrize("position", (0, 1, 2))
def test_a_missing_or_further_part_does_not_pass(position: int) -> None:
    """There are two parts, and nothing before, between or after them."""
    boundary = b"--" + build_email(FULL).get_boundary("").encode()
    pieces = RAW.split(boundary)
    shorter = boundary.join(pieces[:1] + pieces[2:])
    longer = boundary.join(
        [
            *pieces[: position + 1],
            b"\r\nContent-Type: a/b\r\n\r\nc\r\n",
            *pieces[position + 1 :],
        ]
    )

    assert ("wire_structure",) == codes_of(shorter)
    assert codes_of(longer)[0] in {"wire_structure", "wire_headers"}


@pytest.mark.parametrize(
    "raw",
    (
        b"",
        b"\r\n",
        b"From: a\r\n",
        b"\r\n\r\n",
        RAW[:-4],
        RAW[:-2],
        RAW + b"\r\n",
        RAW + b"more\r\n",
        RAW.partition(b"\r\n\r\n")[0] + b"\r\n\r\n",
        RAW.partition(b"\r\n\r\n")[0],
    ),
)
def test_a_torn_message_does_not_pass(raw: bytes) -> None:
    """What is cut off or goes on is refused by a typed error."""
    assert codes_of(raw)[0] in {"wire_structure", "wire_headers", "wire_octets"}


def test_line_feeds_alone_do_not_pass() -> None:
    """The wire has CRLF."""
    assert ("wire_octets",) == codes_of(RAW.replace(b"\r\n", b"\n"))


@pytest.mark.parametrize(
    ("old", "new"), ((b"6YG4", b"6YG5"), (b"6YG4", b"6Y 4"), (b"6YG4", b"=YG4"))
)
def test_changed_base64_does_not_pass(old: bytes, new: bytes) -> None:
    """A change inside base64 is found."""
    assert ("wire_body",) == codes_of(B64_RAW.replace(old, new, 1), B64)


def test_a_body_in_another_charset_does_not_pass() -> None:
    """Octets that are no UTF-8 are no text."""
    raw = RAW.replace(b"=C3=B6rk", b"=F6rk", 1)

    assert ("wire_body",) == codes_of(raw)


def test_a_multipart_inside_does_not_pass() -> None:
    """A part that announces parts of its own is not what was meant."""
    inner = b'Content-Type: multipart/mixed; boundary="x"\r\n'

    assert ("wire_structure",) == codes_of(RAW.replace(PLAIN_PART, inner, 1))


def test_parts_within_parts_end_somewhere() -> None:
    """A message nested without end is refused, not followed."""
    raw = b"x"
    for level in range(2_000):
        boundary = f"=_{level:032x}".encode()
        raw = (
            b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % boundary
            + b"--%s\r\n%s\r\n--%s--\r\n" % (boundary, raw, boundary)
        )

    assert codes_of(raw)[0] == "wire_structure"


def test_encoded_words_must_be_whole() -> None:
    """Two words that share a code point are refused, though some decoders mend them."""
    raw = SPLIT_RAW
    first = raw.index(b"?=\r\n =?utf-8?b?")
    torn = raw[:first] + b"ww==" + raw[first:]

    assert codes_of(torn, SPLIT)[0] in {"wire_headers", "wire_line_length"}


@pytest.mark.parametrize("fold", (0, 1))
def test_a_date_in_the_repeated_hour_passes(fold: int) -> None:
    """Local times that occur twice compare by instant, and so pass."""
    moment = datetime(2026, 10, 25, 2, 30, 1, 999, ZoneInfo("Europe/Berlin"), fold=fold)
    meant = parts(date=moment)

    verify_wire(build_email(meant).as_bytes(), meant)


def test_the_error_holds_nothing_of_the_message() -> None:
    """A difference is named without what differs."""
    with pytest.raises(MailError) as caught:
        verify_wire(RAW.replace(b"bjork@", b"secret@"), FULL)

    assert "secret" not in str(caught.value) + repr(caught.value)
    assert "bjork" not in str(caught.value) + repr(caught.value)


def test_no_error_has_another_as_its_context() -> None:
    """Errors of decoders hold what they were to decode, and are not kept."""
    raised = []
    for meant, raw in ((FULL, RAW), (B64, B64_RAW), (SPLIT, SPLIT_RAW)):
        for position in range(0, len(raw), 5):
            changed = raw[:position] + b"\xff" + raw[position + 1 :]
            shorter = raw[:position] + raw[position + 1 :]
            torn = raw[:position] + b"=FF" + raw[position + 3 :]
            for octets in (changed, shorter, torn):
                with pytest.raises(MailError) as caught:
                    verify_wire(octets, meant)
                raised.append(caught.value)

    assert {(None, None)} == {(e.__context__, e.__cause__) for e in raised}
    assert {"wire_body", "wire_headers", "wire_octets"} <= {e.codes[0] for e in raised}


def test_the_longest_line() -> None:
    """A line without a place to fold may have 998 octets, and not one more."""
    longest = b"In-Reply-To: ".ljust(998, b"x")
    fields = read_message(longest + b"\r\n\r\nHello\r\n").fields
    with pytest.raises(MailError) as caught:
        read_message(longest + b"x\r\n\r\nHello\r\n")

    assert (("In-Reply-To", "x" * 985),) == fields
    assert ("wire_line_length",) == caught.value.codes
