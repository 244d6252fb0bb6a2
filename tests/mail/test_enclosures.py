"""A calendar object and files travel with the message, and arrive unchanged."""

from __future__ import annotations

import copy
import pickle
import re
from email import message_from_bytes, policy

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import Attachment, CalendarPart, build_email, verify_wire
from followup_kit.mail._headers import attachment_header
from tests.mail.samples import parts, reads_well


INVITATION = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//followup_kit//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:1@acme.example
DTSTAMP:20261103T093000Z
SUMMARY:Gespräch
END:VEVENT
END:VCALENDAR
"""
CALENDAR = CalendarPart(content=INVITATION, method="REQUEST")
OFFER = Attachment(
    filename="offer.pdf", content=bytes(range(256)) * 3, media_type="application/pdf"
)
LETTER = Attachment(
    filename="Angebot für Jörg, 2026.pdf", content=b"", media_type="application/pdf"
)
LONG = Attachment(
    filename="契約" * 49 + ".x", content=b"\r\n.\r\n", media_type="text/csv"
)
WHOLE = parts(calendar=CALENDAR, attachments=(OFFER, LETTER, LONG))
RAW = build_email(WHOLE).as_bytes()


def test_the_calendar_comes_last_among_the_forms() -> None:
    """Mail programs take the last form they know, so the invitation is last."""
    message = build_email(parts(calendar=CALENDAR))
    calendar = list(message.iter_parts())[-1]

    assert "multipart/alternative" == message.get_content_type()
    assert ["text/plain", "text/html", "text/calendar"] == [
        part.get_content_type() for part in message.iter_parts()
    ]
    assert "REQUEST" == calendar.get_param("method")
    assert INVITATION == calendar.get_content().replace("\r\n", "\n")


def test_files_stand_beside_the_text() -> None:
    """With attachments the forms of the text are the first part of a mixed one."""
    message = build_email(WHOLE)
    files = list(message.iter_attachments())

    assert "multipart/mixed" == message.get_content_type()
    assert [attachment.filename for attachment in WHOLE.attachments] == [
        file.get_filename() for file in files
    ]
    assert [OFFER.content, LETTER.content, LONG.content] == [
        file.get_payload(decode=True) for file in files
    ]


def test_another_parser_reads_the_same_names() -> None:
    """File names survive the wire in plain, encoded and segmented form."""
    for chosen in (policy.compat32, policy.default):
        message = message_from_bytes(RAW, policy=chosen)
        names = [part.get_filename() for part in message.walk()]

        assert [attachment.filename for attachment in WHOLE.attachments] == [
            name for name in names if name
        ]


def test_the_message_pickles_with_its_files() -> None:
    """Copies have the same bytes."""
    message = build_email(WHOLE)

    assert {RAW} == {
        copy.deepcopy(message).as_bytes(),
        pickle.loads(pickle.dumps(message)).as_bytes(),  # noqa: S301
    }


def test_the_boundaries_follow_what_is_enclosed() -> None:
    """Other files or another calendar give other boundaries, each its own."""
    other = Attachment(filename="offer.pdf", content=b"x", media_type="application/pdf")
    variants = (
        parts(),
        parts(calendar=CALENDAR),
        parts(attachments=(OFFER,)),
        parts(attachments=(other,)),
        parts(attachments=(OFFER, other)),
    )
    boundaries = [
        re.findall(r'boundary="([^"]*)"', build_email(variant).as_string())
        for variant in variants
    ]

    assert [1, 1, 2, 2, 2] == [len(each) for each in boundaries]
    assert 8 == len({boundary for each in boundaries for boundary in each})


@pytest.mark.parametrize(
    ("filename", "expected"),
    (
        ("offer.pdf", 'attachment;\r\n filename="offer.pdf"'),
        ("a b (1).pdf", 'attachment;\r\n filename="a b (1).pdf"'),
        ("Ü.pdf", "attachment;\r\n filename*=utf-8''%C3%9C.pdf"),
        ("a'b.pdf", "attachment;\r\n filename*=utf-8''a%27b.pdf"),
        ("n" * 44, f'attachment;\r\n filename="{"n" * 44}"'),
        ("n" * 54, f"attachment;\r\n filename*=utf-8''{'n' * 54}"),
        (
            "n" * 55,
            f"attachment;\r\n filename*0*=utf-8''{'n' * 54};\r\n filename*1*=n",
        ),
    ),
)
def test_a_file_name_takes_its_plainest_form(filename: str, expected: str) -> None:
    """Names are quoted, encoded or cut into pieces, in that order of preference."""
    header = attachment_header(filename)

    assert (expected, expected.replace("\r\n", "")) == (header.wire, header)
    assert ("attachment", {"filename": filename}) == (
        header.content_disposition,
        header.params,
    )


def test_a_file_name_may_have_a_hundred_characters() -> None:
    """The limit belongs to what is allowed."""
    file = Attachment(filename="n" * 100, content=b"", media_type="application/pdf")

    assert "n" * 100 == file.filename


@pytest.mark.parametrize(
    "filename",
    (
        *("", ".", "..", ".profile", "a.", "../a", "a/b", "a\\b", "C:x", "a|b", "a?"),
        *(
            "a*",
            'a"b',
            "<a>",
            " a",
            "a ",
            "\xa0a",
            "a\u3000",
            "a\nb",
            "a\0",
            "a\u202efdp.exe",
            "a\u2068b\u2069",
            "a\ud800",
        ),
        *("=?utf-8?q?a?=", "n" * 101, "\u200b", "\u3164\u200d"),
    ),
)
def test_unsafe_file_names_are_refused(filename: str) -> None:
    """A name that leads elsewhere or hides what it is cannot be attached."""
    with pytest.raises(MailError) as caught:
        Attachment(filename=filename, content=b"", media_type="application/pdf")

    assert (("filename",), ("unsafe_filename",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert reads_well(caught.value)


@pytest.mark.parametrize(
    "media_type",
    (
        *("", "pdf", "application/", "/pdf", "Application/PDF", "application/pdf; a=b"),
        *("multipart/mixed", "message/rfc822", "application/pdf\n", "a/b\r\nX: y"),
    ),
)
def test_wrong_media_types_are_refused(media_type: str) -> None:
    """A media type is bare, and not one that holds other parts."""
    with pytest.raises(MailError) as caught:
        Attachment(filename="a", content=b"", media_type=media_type)

    assert (("media_type",), ("malformed_media_type",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert reads_well(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    (
        ("METHOD:REQUEST", "METHOD:CANCEL"),
        ("METHOD:REQUEST", "METHOD:REQUEST\nMETHOD:REQUEST"),
        ("METHOD:REQUEST", "METHOD:REQUEST\nmethod:CANCEL"),
        ("METHOD:REQUEST\n", ""),
        ("BEGIN:VCALENDAR\n", ""),
        ("BEGIN:VCALENDAR\n", "BEGIN:VCALENDAR\nBEGIN:VCALENDAR\n"),
        ("END:VCALENDAR\n", ""),
        ("END:VCALENDAR\n", "END:VCALENDAR\n\n"),
        ("Gespräch", "x" * 68),
        ("Gespräch", "ä" * 34),
        # Names mean the same in any case, and lines are what they are once unfolded.
        ("METHOD:REQUEST", "METHOD:REQUEST\nMETH\n OD:CANCEL"),
        ("METHOD:REQUEST", "METHOD:REQUEST\nMETH\n\tOD:CANCEL"),
        ("METHOD:REQUEST", "METHOD:REQUEST\nm\n E\n thod:CANCEL"),
        ("METHOD:REQUEST", "METHOD:REQUEST\nMethod;X=1:CANCEL"),
        ("METHOD:REQUEST", "METHOD;X=1:REQUEST"),
        ("METHOD:REQUEST", "METHOD:request"),
        ("METHOD:REQUEST", "METHOD:REQUEST\n X"),
        ("METHOD:REQUEST\n", "METHOD:REQUEST\nbegin:vcalendar\nend:vcalendar\n"),
        ("METHOD:REQUEST\n", "METHOD:REQUEST\nBEGIN:VCAL\n ENDAR\nEND:VCALENDAR\n"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nbegin:vcalendar\nend:vcalendar\n"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nMETHOD:CANCEL\n"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nX-A:b\n"),
        ("BEGIN:VCALENDAR\n", "X-A:b\nBEGIN:VCALENDAR\n"),
        ("BEGIN:VCALENDAR\n", " BEGIN:VCALENDAR\n"),
        ("BEGIN:VCALENDAR\n", "BEGIN:VCARD\n"),
        ("BEGIN:VCALENDAR\n", "BEGIN;X=1:VCALENDAR\n"),
        ("METHOD:REQUEST\n", "BEGIN:VTODO\nMETHOD:REQUEST\nEND:VTODO\n"),
        ("END:VEVENT", "END:VTODO"),
        ("END:VEVENT\n", ""),
        ("END:VEVENT\n", "END:VEVENT\nEND:VEVENT\n"),
        ("END:VEVENT\n", "END:VEVENT\n\n"),
        ("END:VEVENT\n", "END:VEVENT\nno name\n"),
        ("END:VEVENT\n", "END:VEVENT\na.METHOD:CANCEL\n"),
    ),
)
def test_a_broken_calendar_is_refused(old: str, new: str) -> None:
    """A calendar object is whole, of the method named, and folded."""
    with pytest.raises(MailError) as caught:
        CalendarPart(content=INVITATION.replace(old, new), method="REQUEST")

    assert (("calendar",), ("malformed_calendar",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert reads_well(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    (
        ("VCALENDAR", "vcalendar"),
        ("BEGIN:VCALENDAR", "begin:vcalendar"),
        ("BEGIN:VCALENDAR", "BEGIN:VCAL\n ENDAR"),
        ("END:VCALENDAR", "End\n\t:VCalendar"),
        ("END:VEVENT", "end:vevent"),
        ("METHOD:REQUEST", "method:REQUEST"),
        ("METHOD:REQUEST", "METH\n OD:REQ\n\tUEST"),
        ("SUMMARY:Gespräch", "SUMMARY:METHOD:CANCEL"),
        ("SUMMARY:Gespräch", "SUMMARY;X=BEGIN:VCALENDAR"),
        ("SUMMARY:Gespräch", "SUMMARY:\n METHOD:CANCEL"),
        ("SUMMARY:Gespräch", "X-METHOD:CANCEL"),
        ("SUMMARY:Gespräch", "METHODS:CANCEL"),
        ("END:VCALENDAR\n", "END:VCALENDAR"),
    ),
)
def test_case_and_folds_do_not_matter(old: str, new: str) -> None:
    """What RFC 5545 calls the same is taken, and stays as it was written."""
    content = INVITATION.replace(old, new)

    assert content == CalendarPart(content=content, method="REQUEST").content


def test_a_calendar_line_may_have_75_octets() -> None:
    """The limit itself is still within the limit."""
    content = INVITATION.replace("Gespräch", "x" * 67)

    assert content == CalendarPart(content=content, method="REQUEST").content


@pytest.mark.parametrize(
    "character", ("\0", "\x0b", "\ud800", "\u202e", "\x85", "\u2028", "\u2029")
)
def test_a_calendar_holds_no_control_character(character: str) -> None:
    """What calendar libraries let through is refused here."""
    content = INVITATION.replace("Gespräch", character)

    with pytest.raises(MailError) as caught:
        CalendarPart(content=content, method="REQUEST")

    assert (("calendar",), ("forbidden_character",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert reads_well(caught.value)


@pytest.mark.parametrize("method", ("", "request", "REQUEST\r\nX: y", 'R"'))
def test_a_method_is_a_word(method: str) -> None:
    """The method enters a header, so it is nothing but capital letters."""
    content = INVITATION.replace("METHOD:REQUEST", f"METHOD:{method}")

    with pytest.raises(MailError) as caught:
        CalendarPart(content=content, method=method)

    assert (("calendar",), ("malformed_calendar",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert reads_well(caught.value)


def test_the_reprs_show_nothing() -> None:
    """Neither appointment nor file name shows in a repr."""
    assert ("CalendarPart(...)", "Attachment(...)") == (repr(CALENDAR), repr(LETTER))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    (
        (b'filename="offer.pdf"', b'filename="offer.pdg"', "wire_structure"),
        (b'filename="offer.pdf"', b"filename=offer.pdf", "wire_headers"),
        (b'filename="offer.pdf"', b"filename*=utf-8''%FF", "wire_headers"),
        (b"filename*0*=", b"filename*1*=", "wire_headers"),
        (b"filename*1*=", b"filename*2*=", "wire_headers"),
        (b"filename*1*=", b"filename*01*=", "wire_headers"),
        (
            b"Content-Disposition: attachment",
            b"Content-Disposition: inline",
            "wire_headers",
        ),
        (b"Content-Type: text/csv", b"Content-Type: text/css", "wire_structure"),
        (b"Content-Type: text/csv", b"Content-Typo: text/csv", "wire_structure"),
        (b"DQouDQo=", b"DQouDQp=", "wire_body"),
        (b"DQouDQo=", b"DQouDQ==", "wire_body"),
        (b'method="REQUEST"', b'method="CANCEL"', "wire_structure"),
        (b"Gespr=C3=A4ch", b"Gespr=C3=A5ch", "wire_body"),
        (b"multipart/mixed", b"multipart/related", "wire_structure"),
        (b"multipart/alternative", b"multipart/related", "wire_structure"),
        (
            b"Content-Type: multipart/alternative",
            b"X-A: b\r\nContent-Type: multipart/alternative",
            "wire_structure",
        ),
    ),
)
def test_a_change_does_not_pass(old: bytes, new: bytes, code: str) -> None:
    """What is enclosed is compared like everything else."""
    assert old in RAW
    with pytest.raises(MailError) as caught:
        verify_wire(RAW.replace(old, new, 1), WHOLE)

    assert (("message",), (code,)) == (caught.value.paths, caught.value.codes)
    assert reads_well(caught.value)


@pytest.mark.parametrize(
    "meant",
    (
        parts(),
        parts(calendar=CALENDAR),
        parts(attachments=WHOLE.attachments),
        parts(calendar=CALENDAR, attachments=WHOLE.attachments[:2]),
        parts(calendar=CALENDAR, attachments=(OFFER, LONG, LETTER)),
    ),
)
def test_something_enclosed_or_left_out_does_not_pass(meant: object) -> None:
    """The number and order of what is enclosed are part of what was meant."""
    with pytest.raises(MailError) as caught:
        verify_wire(RAW, meant)  # type: ignore[arg-type]  # always parts

    assert ("wire_structure",) == caught.value.codes
