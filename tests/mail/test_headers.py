"""Headers leave exactly as they were written, whoever serialises them."""

from __future__ import annotations

import copy
import pickle
import re
import time
from base64 import b64decode
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from zoneinfo import ZoneInfo

import pytest

from followup_kit.mail import Mailbox
from followup_kit.mail._headers import (
    WireHeader,
    address_header,
    content_type_header,
    date_header,
    list_header,
    text_header,
)


def wire_of_name(name: str | None, address: str = "a@example.com") -> str:
    return address_header("To", Mailbox(name=name, address=address)).wire


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        (None, "a@example.com"),
        ("Ana", "Ana <a@example.com>"),
        ("Mary-Ann O'Hara 3", "Mary-Ann O'Hara 3 <a@example.com>"),
        ("John Q. Public", '"John Q. Public" <a@example.com>'),
        ("a  b", '"a  b" <a@example.com>'),
        ('Jo "JJ" \\ X', r'"Jo \"JJ\" \\ X" <a@example.com>'),
        ("x@y.com, z", '"x@y.com, z" <a@example.com>'),
        ("Björk", "=?utf-8?b?QmrDtnJr?= <a@example.com>"),
        ("a =? b", "=?utf-8?b?YSA9PyBi?= <a@example.com>"),
        ("a ?= b", "=?utf-8?b?YSA/PSBi?= <a@example.com>"),
    ),
)
def test_a_name_takes_its_plainest_safe_form(name: str | None, expected: str) -> None:
    """Names are bare, quoted or encoded, in that order of preference."""
    assert expected == wire_of_name(name)


@pytest.mark.parametrize(
    ("name", "address"),
    (
        ("N" * 70, "a@example.com"),
        ("N" * 75, "a@example.com"),
        ("N, " * 66, "a@example.com"),
        ("é" * 200, "a@example.com"),
        ("😀" * 200, "a@example.com"),
        ("é" * 26, "a@example.com"),
        ("Ana Perez", "a" * 60 + "@example.com"),
        ("Aña", "a" * 60 + "@example.com"),
        ("A" * 49, "a" * 16 + "@x.com"),
    ),
)
def test_long_mailboxes_are_folded(name: str, address: str) -> None:
    """No line is longer than 78 octets, no encoded word longer than 75."""
    folded = address_header("Reply-To", Mailbox(name=name, address=address)).fold(
        policy=policy.SMTP
    )

    assert max(map(len, folded.split("\r\n"))) <= 78
    assert max(map(len, re.findall(r"=\?\S*", folded)), default=0) <= 75


def test_a_line_of_78_octets_is_not_folded() -> None:
    """The limit itself is still within the limit."""
    name = "N" * (78 - len("To:  <a@example.com>"))
    header = address_header("To", Mailbox(name=name, address="a@example.com"))
    longer = address_header("To", Mailbox(name=name + "N", address="a@example.com"))

    assert [78, 0] == [
        len(line) for line in header.fold(policy=policy.SMTP).split("\r\n")
    ]
    assert "\r\n <a@example.com>" in longer.wire


def test_an_address_without_a_name_reads_as_it_is_sent() -> None:
    """What a header says and what it sends are the same bare address."""
    header = address_header("To", Mailbox(address="a@example.com"))

    assert ("a@example.com", "a@example.com") == (str(header), header.wire)


def test_the_field_name_counts_where_an_encoded_name_is_not_folded() -> None:
    """An encoded word on the first line leaves so much less room for the address."""
    word = "=?utf-8?b?w6k=?="
    address = "a" * 42 + "@example.com"
    room = 78 - len(f"To: {word} <{address}>")
    wires = [wire_of_name("é", "a" * extra + address) for extra in (room, room + 1)]

    assert [False, True] == ["\r\n" in wire for wire in wires]


@pytest.mark.parametrize(("length", "quoted"), ((72, True), (73, False)))
def test_a_quoted_name_fills_its_line_at_most(length: int, *, quoted: bool) -> None:
    """A name that would not fit on one line with its quotes is encoded."""
    name = "a." + "n" * (length - 2)

    assert quoted == wire_of_name(name).startswith('"a.')


@pytest.mark.parametrize(("length", "folded"), ((46, False), (47, True)))
def test_an_address_fills_the_last_line_at_most(length: int, *, folded: bool) -> None:
    """After a folded name the address follows as long as its line has 78 octets."""
    address = "a" * (length - len("@example.com")) + "@example.com"

    assert folded == (f"\r\n <{address}>" in wire_of_name("é" * 50, address))


@pytest.mark.parametrize(("length", "folded"), ((37, False), (38, True)))
def test_a_list_fills_its_line_at_most(length: int, *, folded: bool) -> None:
    """Items stand on one line as long as that has 78 octets at most."""
    header = list_header("To", (f"<{'a' * 33}>", "b" * length), ",")

    assert folded == ("\r\n" in header.wire)


@pytest.mark.parametrize(("length", "folded"), ((42, False), (43, True)))
def test_a_content_type_fills_its_line_at_most(length: int, *, folded: bool) -> None:
    """Parameters stand on one line as long as that has 78 octets at most."""
    header = content_type_header("text/html", boundary="b" * length)

    assert folded == ("\r\n" in header.wire)


def test_encoded_words_break_between_code_points() -> None:
    """Each encoded word can be decoded on its own."""
    words = re.findall(r"=\?utf-8\?b\?([^?]*)\?=", wire_of_name("a" + "😀é" * 60))

    assert len(words) > 5
    assert "a" + "😀é" * 60 == "".join(b64decode(word).decode() for word in words)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("Hello you", "Hello you"),
        ("a  b", "=?utf-8?b?YSAgYg==?="),
        ("é", "=?utf-8?b?w6k=?="),
        ("1=?", "=?utf-8?b?MT0/?="),
        ("word " * 15 + "end", "word " * 13 + "word\r\n word end"),
        ("x" * 69, "x" * 69),
        (
            f"{'x' * 69} {'a' * 38} {'b' * 38}",
            f"{'x' * 69}\r\n {'a' * 38} {'b' * 38}",
        ),
        ("é" + "a" * 40, f"=?utf-8?b?w6lh{'YWFh' * 13}?="),
    ),
)
def test_plain_text_stays_readable(text: str, expected: str) -> None:
    """ASCII is folded at its own spaces; all else is encoded."""
    assert expected == text_header("Subject", text).wire


@pytest.mark.parametrize("text", ("x" * 70, "a " + "x" * 78, "a " + "x" * 148))
def test_a_word_too_long_for_a_line_is_encoded(text: str) -> None:
    """A single word of ASCII cannot make a header line too long."""
    header = text_header("Subject", text)

    assert "=?utf-8?b?" in header.wire
    assert max(map(len, header.fold(policy=policy.SMTP).split("\r\n"))) <= 78


def test_a_word_that_just_fits_is_not_encoded() -> None:
    """A continuation line may have 78 octets, its space included."""
    assert "a\r\n " + "x" * 77 == text_header("Subject", "a " + "x" * 77).wire


def test_headers_take_the_line_ends_of_a_policy() -> None:
    """The same header is right under LF and CRLF policies."""
    header = text_header("Subject", "word " * 15 + "end")

    assert header.fold(policy=policy.SMTP) == header.fold(
        policy=policy.default
    ).replace("\n", "\r\n")


def test_headers_read_as_people_wrote_them() -> None:
    """As a string, a header is its text, not its encoding."""
    header = text_header("Subject", "Grüße")

    assert ("Grüße", "Subject", ()) == (str(header), header.name, header.defects)


def test_an_address_header_lists_its_one_address() -> None:
    """The header shows its address as the standard library's do."""
    header = address_header("To", Mailbox(name="Doe, Ana", address="a@example.com"))
    (address,) = header.addresses

    assert ("Doe, Ana", "a@example.com") == (address.display_name, address.addr_spec)
    assert '"Doe, Ana" <a@example.com>' == header


def test_an_address_without_a_name_has_none() -> None:
    """The address of a nameless mailbox is the whole header."""
    (address,) = address_header("To", Mailbox(address="a@example.com")).addresses

    assert ("", "a@example.com") == (address.display_name, str(address))


def test_a_content_type_has_its_pieces() -> None:
    """A media type can be asked for its pieces."""
    header = content_type_header("text/html", charset="utf-8")

    assert ("text", "html", "text/html", {"charset": "utf-8"}) == (
        header.maintype,
        header.subtype,
        header.content_type,
        header.params,
    )


def test_a_long_content_type_is_folded() -> None:
    """Parameters that do not fit stand on lines of their own."""
    header = content_type_header("multipart/alternative", boundary="b" * 50)

    assert f'multipart/alternative;\r\n boundary="{"b" * 50}"' == header.wire


@pytest.mark.parametrize(
    ("moment", "expected"),
    (
        (datetime(2026, 11, 3, 9, 5, 7, tzinfo=UTC), "Tue, 03 Nov 2026 09:05:07 +0000"),
        (
            datetime(2026, 11, 3, 9, 5, tzinfo=timezone(timedelta(minutes=345))),
            "Tue, 03 Nov 2026 09:05:00 +0545",
        ),
        (
            datetime(
                2026, 1, 4, 23, 0, tzinfo=timezone(-timedelta(hours=3, minutes=30))
            ),
            "Sun, 04 Jan 2026 23:00:00 -0330",
        ),
        (
            datetime(1900, 1, 1, tzinfo=timezone(timedelta(minutes=53, seconds=28))),
            "Sun, 31 Dec 1899 23:06:32 +0000",
        ),
        (
            datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
            "Sun, 25 Oct 2026 02:30:00 +0100",
        ),
    ),
)
def test_dates_are_written_in_english(moment: datetime, expected: str) -> None:
    """A date has its own offset and English names, whatever the machine speaks."""
    header = date_header(moment)

    assert expected == header
    assert header.datetime == moment


def test_long_lists_stand_one_item_a_line() -> None:
    """Items are never broken, only the space between them."""
    short = list_header("References", ("<a@b>", "<c@d>"), "")
    long = list_header("List-Unsubscribe", ("<" + "a" * 60 + ">", "<b>"), ",")

    assert "<a@b> <c@d>" == short.wire
    assert "<" + "a" * 60 + ">,\r\n <b>" == long.wire
    assert "<" + "a" * 60 + ">, <b>" == str(long)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a zone of the process")
def test_a_date_with_seconds_in_its_offset_ignores_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What cannot be written with its own offset is written in UTC, not local time."""
    moment = datetime(1900, 1, 1, tzinfo=timezone(timedelta(minutes=53, seconds=28)))
    monkeypatch.setenv("TZ", "XXX-9")
    time.tzset()
    header = date_header(moment)
    monkeypatch.undo()
    time.tzset()

    assert "Sun, 31 Dec 1899 23:06:32 +0000" == header


@pytest.mark.parametrize(
    "header",
    (
        text_header("Subject", "Grüße"),
        address_header("To", Mailbox(name="é", address="a@example.com")),
        content_type_header("text/plain", charset="utf-8"),
        date_header(datetime(2026, 1, 1, tzinfo=UTC)),
    ),
)
def test_headers_copy_and_pickle(header: WireHeader) -> None:
    """Copies of a header fold to the same bytes."""
    copies = (
        copy.copy(header),
        copy.deepcopy(header),
        *(
            pickle.loads(pickle.dumps(header, protocol))  # noqa: S301
            for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
        ),
    )

    assert {header.fold(policy=policy.SMTP)} == {
        each.fold(policy=policy.SMTP) for each in copies
    }
