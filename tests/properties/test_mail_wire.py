"""What holds for every message: one recipient, no further header, sound lines."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from followup_kit.errors import MailError
from followup_kit.mail import (
    Attachment,
    CalendarPart,
    EmailParts,
    Mailbox,
    build_email,
    verify_wire,
)


HEADER_NAMES = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To"),
    *("References", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"),
    *("Content-Language", "MIME-Version", "Content-Type"),
}

# Letters of many scripts, and all that header parsers trip over.
SPECIALS = (
    " \t\r\n,;:<>@()[]\\\".'=?_&%#/-" + "\0\x0b\x85\u2028\u202e\u2066\u200d\ufeff"
)
hostile_text = st.text(
    st.one_of(
        st.sampled_from(SPECIALS),
        st.characters(),
        st.characters(max_codepoint=0x7E, min_codepoint=0x20),
    ),
    max_size=90,
)
snippets = st.lists(
    st.sampled_from(
        (
            *("=?utf-8?q?", "=?utf-8?b?", "?=", "=?", "a@b.com", "<c@d.com>", ", "),
            *("\r\nBcc: e@f.com", '"', "\\", "Ana", "é", "中", "😀", "مح", " ", "(x)"),
        )
    ),
    max_size=14,
).map("".join)
addresses = st.from_regex(
    r"[a-z0-9!#$%&'*+/=^_`|~]{1,20}(\.[a-z0-9]{1,9})?@[a-z]{1,20}\.(com|de|museum)",
    fullmatch=True,
)
ids = st.from_regex(r"<[a-z0-9.$+]{1,100}@[a-z.]{1,30}>", fullmatch=True)
moments = st.datetimes(
    min_value=datetime(1900, 1, 2),
    max_value=datetime(9998, 12, 30),
    timezones=st.timedeltas(
        min_value=timedelta(hours=-23), max_value=timedelta(hours=23)
    ).map(timezone),
)
bodies = st.one_of(
    st.text(max_size=300), st.text(st.sampled_from(" .\tFrom=ü\n中"), max_size=400)
)


def scrub(text: str) -> str:
    """Take out what would be refused, so that few examples are wasted."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


def as_header(text: str) -> str:
    try:
        Mailbox(name=text, address="a@example.com")
    except MailError:
        return scrub(text).replace("?", "").replace("\n", " ")
    return text


header_texts = st.one_of(hostile_text, snippets).map(as_header)


def as_filename(text: str) -> str:
    kept = re.sub(r'[/\\:*?"<>|]', "-", scrub(as_header(text)))
    outer = re.compile(r"^[.\s]+|[.\s]+$")
    return outer.sub("", outer.sub("", kept)[:100]) or "x"


files = st.builds(
    Attachment,
    filename=st.one_of(hostile_text, snippets).map(as_filename),
    content=st.binary(max_size=200),
    media_type=st.sampled_from(("application/pdf", "text/csv", "image/svg+xml")),
)
calendars = st.builds(
    lambda text, method: CalendarPart(
        content=f"BEGIN:VCALENDAR\nMETHOD:{method}\nX-A:{text}\nEND:VCALENDAR\n",
        method=method,
    ),
    st.text(st.sampled_from("aä中 ;,=."), max_size=23),
    st.sampled_from(("REQUEST", "CANCEL")),
)
subjects = header_texts.map(lambda text: f".{text}"[:150].strip(" "))


@st.composite
def messages(draw: st.DrawFn) -> EmailParts:
    """Parts with anything in them that is not refused."""
    names = st.one_of(st.none(), header_texts)
    links = st.sampled_from(("https://x.com/" + "a" * 200, "mailto:a@x.com"))
    boxes = [Mailbox(name=draw(names), address=draw(addresses)) for _ in range(3)]
    return EmailParts(
        sender=boxes[0],
        recipient=boxes[1],
        reply_to=draw(st.sampled_from((None, boxes[2]))),
        subject=draw(subjects),
        text=scrub(draw(bodies)) + ".",
        html=scrub(draw(bodies)) + "\n<",
        language=draw(st.sampled_from(("de", "zh-Hant-TW", "sr-Latn"))),
        message_id=draw(st.one_of(st.none(), ids)),
        in_reply_to=draw(st.one_of(st.none(), ids)),
        references=tuple(draw(st.lists(ids, max_size=4))),
        date=draw(st.one_of(st.none(), moments)),
        auto_submitted=draw(st.sampled_from((None, "auto-generated"))),
        list_unsubscribe=tuple(draw(st.lists(links, max_size=3))),
        calendar=draw(st.one_of(st.none(), calendars)),
        attachments=tuple(draw(st.lists(files, max_size=2))),
        boundary_seed=draw(st.text(max_size=5)),
    )


def unfold(value: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", value)


def decoded(header: str) -> str:
    return str(make_header(decode_header(unfold(header))))


@given(messages())
def test_one_recipient_equal_to_the_input(meant: EmailParts) -> None:
    """I1: an independent parser finds the one recipient that was meant."""
    message = message_from_bytes(build_email(meant).as_bytes())
    fields = [unfold(value) for value in message.get_all("To", [])]
    found = [address for _, address in getaddresses(fields)]

    assert [meant.recipient.address] == found
    assert not message.get_all("Cc", []) + message.get_all("Bcc", [])


@given(messages())
def test_no_header_beyond_those_allowed(meant: EmailParts) -> None:
    """I2: only known headers occur, and each once."""
    names = message_from_bytes(build_email(meant).as_bytes()).keys()

    assert set(names) <= HEADER_NAMES
    assert len(names) == len(set(names))


@given(messages())
def test_no_deceiving_character_in_a_header(meant: EmailParts) -> None:
    """I3: what a reader sees of a header has no control, override or surrogate."""
    message = message_from_bytes(build_email(meant).as_bytes())
    shown = "".join(decoded(value) for value in message.values())

    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e")


@given(messages())
def test_the_subject_is_one_line_and_as_meant(meant: EmailParts) -> None:
    """I4: the subject survives as a single line that is not empty."""
    message = message_from_bytes(build_email(meant).as_bytes())

    assert meant.subject == decoded(message["Subject"])
    assert 1 == len(meant.subject.splitlines())


@given(messages())
def test_lines_keep_their_limits(meant: EmailParts) -> None:
    """I5: lines, header lines and encoded words are within their limits."""
    raw = build_email(meant).as_bytes()
    head = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    long = [line for line in head if len(line) > 78 and b" " in line.partition(b" ")[2]]

    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert [] == long
    assert max(map(len, re.findall(rb"=\?[^ \r\n]*\?=", raw)), default=0) <= 75


@given(messages())
def test_names_survive_the_wire(meant: EmailParts) -> None:
    """I6: an independent parser reads the names as they were given."""
    message = message_from_bytes(build_email(meant).as_bytes())
    ((sender, _),) = getaddresses([unfold(message["From"])])
    ((recipient, _),) = getaddresses([unfold(message["To"])])

    assert (meant.sender.name or "", meant.recipient.name or "") == (
        decoded(sender),
        decoded(recipient),
    )


@given(messages())
def test_bodies_survive_the_wire(meant: EmailParts) -> None:
    """An independent parser reads bodies and files as they were given."""
    parsed = message_from_bytes(build_email(meant).as_bytes())
    payloads = [part.get_payload(decode=True) for part in parsed.walk()]
    found = [payload for payload in payloads if isinstance(payload, bytes)]
    texts = [
        meant.text,
        meant.html,
        *([meant.calendar.content] if meant.calendar else []),
    ]

    assert texts == [
        payload.decode().replace("\r\n", "\n") for payload in found[: len(texts)]
    ]
    assert [file.content for file in meant.attachments] == found[len(texts) :]


@given(messages())
def test_file_names_survive_the_wire(meant: EmailParts) -> None:
    """An independent parser reads the names of files as they were given."""
    parsed = message_from_bytes(build_email(meant).as_bytes())
    names = [part.get_filename() for part in parsed.walk()]

    assert [file.filename for file in meant.attachments] == [
        name for name in names if name is not None
    ]


@given(hostile_text | snippets)
@example("=?utf-8?q?evil=40x=2Ecom=2C?=")
@example('a" <b@c.com>, "d')
def test_a_name_is_kept_or_refused(name: str) -> None:
    """A name is never repaired: it is kept to the letter, or refused by a code."""
    shown = name.strip(" ") if name.strip() else ""
    outcome: str | tuple[str, ...]
    try:
        outcome = Mailbox(name=name, address="a@example.com").name or ""
    except MailError as error:
        outcome = error.codes

    assert outcome in {shown, ("forbidden_character",), ("encoded_word",)}


MEANT = EmailParts(
    sender=Mailbox(name="Acme, Inc.", address="jobs@acme.example"),
    recipient=Mailbox(name="Björk", address="bjork@example.is"),
    subject="Ihre Bewerbung – wie es weitergeht, und mit wem Sie sprechen",
    text="Hallo Björk,\n\nwie geht es weiter?\n" * 4,
    html="選考結果のご連絡\n" * 9,
    language="de",
    message_id="<abc@acme.example>",
    calendar=CalendarPart(
        content="BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n", method="REQUEST"
    ),
    attachments=(
        Attachment(
            filename="Zusage für Björk.pdf", content=b"%PDF" * 20, media_type="a/pdf"
        ),
    ),
    date=datetime(2026, 11, 3, 9, 5, tzinfo=UTC),
)
RAW = build_email(MEANT).as_bytes()


@settings(max_examples=1_000)
@given(st.integers(0, len(RAW) - 1), st.integers(0, 255))
def test_no_single_octet_can_change(position: int, octet: int) -> None:
    """The check finds every change of one octet, wherever it is."""
    assume(RAW[position] != octet)

    with pytest.raises(MailError):
        verify_wire(RAW[:position] + bytes((octet,)) + RAW[position + 1 :], MEANT)


@settings(max_examples=300)
@given(
    st.integers(0, len(RAW) - 1),
    st.one_of(
        st.sampled_from(
            (b"\r\n", b"\r\nBcc: a@b.com", b", a@b.com", b"a@b.com, ", b"\n", b" ")
        ),
        st.binary(min_size=1, max_size=3),
    ),
)
def test_nothing_can_be_slipped_in(position: int, extra: bytes) -> None:
    """What is inserted is found, unless the message says the same as before."""
    changed = RAW[:position] + extra + RAW[position:]
    try:
        verify_wire(changed, MEANT)
    except MailError:
        return
    assert b"\r\n" in extra
    old, new = message_from_bytes(RAW), message_from_bytes(changed)
    assert [(name, unfold(value)) for name, value in old.items()] == [
        (name, unfold(value)) for name, value in new.items()
    ]


@given(st.binary(max_size=400))
def test_any_octets_get_a_typed_answer(raw: bytes) -> None:
    """Whatever is read, the answer is an error of ours."""
    with pytest.raises(MailError):
        verify_wire(raw, MEANT)
