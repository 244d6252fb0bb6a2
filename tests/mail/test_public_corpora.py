"""What others test their mail programs with, in every place of a message."""

from __future__ import annotations

import functools
import json
import lzma
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from pathlib import Path
from typing import Any

import pytest

from followup_kit.addresses import check_address
from followup_kit.errors import MailError
from followup_kit.mail import Attachment, EmailParts, Mailbox, build_email
from tests.mail.samples import FULL, PARTS, for_name, parts


_FOLDER = Path(__file__).parent.parent / "corpora"
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x\{([0-9A-Fa-f]+)\}")
HEADERS = build_email(PARTS).keys()


@functools.cache
def texts() -> tuple[str, ...]:
    """Return CPython's header texts, and what they say once decoded."""
    given = json.loads((_FOLDER / "cpython/headers.json").read_text("ascii"))
    return tuple(sorted({*given, *filter(None, map(_decoded_if_possible, given))}))


def _decoded_if_possible(text: str) -> str | None:
    try:
        return decoded(text)
    except (LookupError, MessageError, ValueError):
        return None


def decoded(header: str) -> str:
    return str(make_header(decode_header(re.sub(r"\r?\n(?=[ \t])", "", header))))


def accepted(make: Callable[[str], EmailParts]) -> Iterator[tuple[EmailParts, Message]]:
    """Yield the parts made of each text that is not refused, and the message read back."""
    for text in texts():
        try:
            meant = make(text)
        except MailError:
            continue
        raw = build_email(meant).as_bytes()
        head = raw.partition(b"\r\n\r\n")[0]
        assert b"" == head.translate(None, bytes(range(0x20, 0x7F)) + b"\r\n")
        assert max(map(len, re.findall(rb"=\?[^ \r\n]*\?=", head)), default=0) <= 75
        yield meant, message_from_bytes(raw)


def recipients(message: Message) -> list[str]:
    fields = [re.sub(r"\r\n", "", value) for value in message.get_all("To", [])]
    return [address for _, address in getaddresses(fields)]


def test_names_reach_one_recipient() -> None:
    """No header text as a name adds a recipient or a header; the name arrives."""
    kept = list(accepted(for_name))

    assert len(kept) > 600
    for meant, message in kept:
        ((phrase, _),) = getaddresses([re.sub(r"\r\n", "", message["To"])])
        assert ["ana@example.com"] == recipients(message)
        assert (meant.recipient.name or "") == decoded(phrase)
        assert HEADERS == message.keys()
        assert max(map(len, build_email(meant).as_bytes().split(b"\r\n"))) <= 78


def test_subjects_arrive() -> None:
    """No header text as a subject adds a header; the subject arrives."""
    kept = list(accepted(lambda text: parts(subject=text)))

    assert len(kept) > 600
    for meant, message in kept:
        assert meant.subject == decoded(message["Subject"])
        assert [PARTS.recipient.address] == recipients(message)
        assert HEADERS == message.keys()


def test_file_names_arrive() -> None:
    """No header text as a file name becomes a parameter or a header."""
    kept = list(
        accepted(
            lambda text: parts(
                attachments=[Attachment(filename=text, content=b"x", media_type="a/b")]
            )
        )
    )

    assert len(kept) > 200
    for meant, message in kept:
        *_, last = message.walk()
        assert meant.attachments[0].filename == last.get_filename()
        assert ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"] == (
            last.keys()
        )


@pytest.mark.parametrize(
    ("field", "header"),
    (
        ("message_id", "Message-ID"),
        ("in_reply_to", "In-Reply-To"),
        ("references", "References"),
        ("list_unsubscribe", "List-Unsubscribe"),
        ("language", "Content-Language"),
        ("auto_submitted", "Auto-Submitted"),
    ),
)
def test_tokens_stay_in_their_field(field: str, header: str) -> None:
    """What is taken as an id, a link or a tag stands in its header as it was given."""
    several = field in {"references", "list_unsubscribe"}

    def make(text: str) -> EmailParts:
        value: Any = [text] if several else text
        return parts(**{"one_click_unsubscribe": False, field: value})

    for meant, message in accepted(make):
        value = getattr(meant, field)
        text = value[0] if several else value
        assert {text, f"<{text}>"} >= {message[header]}
        assert {*HEADERS, header} == {*message.keys()}
        assert [PARTS.recipient.address] == recipients(message)


def test_what_counts_as_an_address_is_one() -> None:
    """What is taken as an address is what another parser reads, and all of it."""
    taken = []
    for text in texts():
        try:
            taken.append((text, Mailbox(address=text).address))
        except MailError:
            continue

    assert len(taken) > 20
    for text, address in taken:
        assert [("", text)] == getaddresses([text])
        assert text.partition("@")[0] == address.partition("@")[0]
        domain = address.partition("@")[2].encode("ascii").decode("idna")
        assert text.partition("@")[2].lower() == domain


def test_bodies_arrive() -> None:
    """Header texts in both bodies of a full message change nothing around them."""
    wanted = build_email(FULL).keys()
    kept = list(accepted(_full))

    assert len(kept) > 900
    for meant, message in kept:
        bodies = [part.get_payload(decode=True) for part in message.walk()][1:]
        assert wanted == message.keys()
        assert [meant.text.encode(), meant.html.encode()] == [
            body.replace(b"\r\n", b"\n") for body in bodies if isinstance(body, bytes)
        ]


def _full(text: str) -> EmailParts:
    return parts(
        **{
            **{name: getattr(FULL, name) for name in FULL.__slots__},
            "text": f"{text}\n",
            "html": f"<p>{text}</p>",
        }
    )


def domains() -> Iterator[tuple[str, str]]:
    """Yield Unicode's test domains with the ASCII form they have for UTS #46."""
    file = _FOLDER / "idna/IdnaTestV2-13.0.0.txt.xz"
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = [column.strip() for column in line.split("#")[0].split(";")]
            if len(columns) > 4:
                source, shown, _, ascii_form = map(_unescaped, columns[:4])
                yield source, ascii_form or shown or source


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


@pytest.mark.parametrize("suffix", ("", ".com"))
def test_a_domain_that_is_taken_is_the_one_that_unicode_means(suffix: str) -> None:
    """Of Unicode's 6,225 domains each is refused, or sent where UTS #46 sends it."""
    wrong, taken, seen = [], 0, 0
    for source, ascii_form in domains():
        seen += 1
        try:
            address = check_address(f"a@{source}{suffix}")
        except MailError:
            continue
        taken += 1
        if address != f"a@{ascii_form}{suffix}":
            wrong.append(source)

    assert [] == wrong
    assert seen > 6_000
    assert taken > 1_800
