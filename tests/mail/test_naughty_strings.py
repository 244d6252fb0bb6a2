"""The Big List of Naughty Strings in every place of a message and its calendar."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import Attachment, Mailbox, build_calendar, build_email
from tests.mail.invitations import invitation
from tests.mail.samples import PARTS, for_name, parts


vobject = pytest.importorskip("vobject")

_FILE = Path(__file__).parent.parent / "corpora/naughty/blns.json"
STRINGS: list[str] = json.loads(_FILE.read_text("utf-8"))
HEADERS = build_email(PARTS).keys()


def decoded(header: str) -> str:
    return str(make_header(decode_header(header.replace("\r\n", ""))))


def test_the_list_is_there() -> None:
    """The corpus has its five hundred entries."""
    assert len(STRINGS) > 500


def test_names_reach_one_recipient_or_are_refused() -> None:
    """No string adds a recipient or a header; what is accepted is kept."""
    kept = 0
    for text in STRINGS:
        try:
            meant = for_name(text)
        except MailError:
            continue
        kept += 1
        message = message_from_bytes(build_email(meant).as_bytes())
        ((phrase, address),) = getaddresses(message.get_all("To", []))

        assert (meant.recipient.name or "", "ana@example.com") == (
            decoded(phrase),
            address,
        )
        assert HEADERS == message.keys()
    assert kept > 400


def test_subjects_and_bodies_arrive_or_are_refused() -> None:
    """Subject, text, HTML and file names say what was given."""
    kept = 0
    for text in STRINGS:
        try:
            subject = parts(subject=text)
            body = parts(text=text, html=text)
        except MailError:
            continue
        kept += 1
        message = message_from_bytes(build_email(subject).as_bytes())
        leaves = list(message_from_bytes(build_email(body).as_bytes()).walk())[1:]

        assert text.strip(" ") == decoded(message["Subject"])
        assert HEADERS == message.keys()
        assert [body.text, body.html] == [_text(leaf) for leaf in leaves]
    assert kept > 400


def _text(leaf: object) -> str:
    payload = leaf.get_payload(decode=True)  # type: ignore[attr-defined]  # a message
    assert isinstance(payload, bytes)
    return payload.decode().replace("\r\n", "\n")


def test_file_names_arrive_or_are_refused() -> None:
    """An attachment is called what it was called."""
    kept = 0
    for text in STRINGS:
        try:
            file = Attachment(filename=text, content=b"x", media_type="a/b")
        except MailError:
            continue
        kept += 1
        message = message_from_bytes(build_email(parts(attachments=[file])).as_bytes())

        assert text == list(message.walk())[-1].get_filename()
    assert kept > 150


def test_calendar_entries_say_them_or_they_are_refused() -> None:
    """Title, place and description of the one event are what was given."""
    kept = 0
    for text in STRINGS:
        try:
            meant = invitation(summary=text, location=text, description=text)
        except MailError:
            continue
        kept += 1
        (calendar,) = vobject.readComponents(build_calendar(meant).content)
        (event,) = calendar.vevent_list

        assert [text, text, meant.description] == [
            event.summary.value,
            event.location.value,
            event.description.value,
        ]
    assert kept > 400


def test_no_string_is_an_address_by_accident() -> None:
    """What counts as an address is one bare address."""
    accepted = []
    for text in STRINGS:
        try:
            accepted.append(Mailbox(address=text).address)
        except MailError:
            continue

    assert [] == accepted
