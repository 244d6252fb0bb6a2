"""The strict reader of calendar objects refuses what could be read in two ways."""

from __future__ import annotations

import pytest

from followup_kit.errors import MailError
from followup_kit.mail._calendar_reader import read_calendar


def framed(*lines: str) -> bytes:
    """Return an object with one event that has these lines."""
    every = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT"),
        *lines,
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return "\r\n".join(every).encode("utf-8", "surrogatepass")


def test_a_line_is_component_name_parameters_and_value() -> None:
    """Quotes, carets and backslashes are undone, and parameters are in order."""
    octets = framed(
        """ATTENDEE;RSVP=TRUE;CN="a ^'b^', ^^n^n":mailto:a\\,b""",
        "SUMMARY;LANGUAGE=de;ALTREP=x:a\\\\b\\;c\\,d\\ne: f",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "END:VALARM",
    )

    assert [
        ("VCALENDAR", "VERSION", (), "2.0"),
        (
            "VEVENT",
            "ATTENDEE",
            (("CN", 'a "b", ^n\n'), ("RSVP", "TRUE")),
            "mailto:a\\,b",
        ),
        (
            "VEVENT",
            "SUMMARY",
            (("ALTREP", "x"), ("LANGUAGE", "de")),
            "a\\b;c,d\ne: f",
        ),
        ("VALARM", "ACTION", (), "DISPLAY"),
    ] == read_calendar(octets)


def test_an_unknown_caret_stands_for_itself() -> None:
    """RFC 6868 knows three; any other is two characters."""
    assert ("VEVENT", "A", (("CN", "a^x^"),), "b") in read_calendar(
        framed("A;CN=a^x^:b")
    )


def test_folded_lines_are_one() -> None:
    """A line goes on after a line break and one space; a further space belongs to it."""
    assert ("VEVENT", "SUMMARY", (), "ab c") in read_calendar(
        framed("SUMM", " ARY:a", " b", "  c")
    )


def test_a_line_may_have_75_octets() -> None:
    """The limit counts octets and not the line break."""
    octets = framed("SUMMARY:" + "ü" * 33 + "x")

    assert ("VEVENT", "SUMMARY", (), "ü" * 33 + "x") in read_calendar(octets)


def test_an_isolate_may_be_closed_after_a_fold() -> None:
    """Where a line is folded has nothing to do with direction."""
    octets = framed("SUMMARY:\u2068ab", " c\u2069")

    assert ("VEVENT", "SUMMARY", (), "\u2068abc\u2069") in read_calendar(octets)


@pytest.mark.parametrize(
    "octets",
    (
        b"",
        b"\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        framed().removesuffix(b"\r\n"),
        framed() + b"X",
        framed() + b"X:1\r\n",
        framed() * 2,
        framed().replace(b"\r\n", b"\n"),
        framed("A:b\nC:d"),
        framed("A:b\rC:d"),
        framed("A:b\0"),
        framed("A:b\x0b"),
        framed("A:b\tc"),
        framed("A:b\x85"),
        framed("A:b\u2028c"),
        framed("A:\u202eb"),
        framed("A:\ud800"),
        framed("A:\ufffe"),
        framed("A:" + "ü" * 37),
        framed("SUMMARY:x" + "ü" * 34),
        framed("SUMMARY:ü").replace(b"\xc3\xbc", b"\xc3\r\n \xbc"),
        framed("SUMMARY:\xff").replace(b"\xc3\xbf", b"\xff"),
        framed("A"),
        framed(""),
        framed(":b"),
        framed("a:b"),
        framed("A B:c"),
        framed("A;B:c"),
        framed("A;B=c;B=d:e"),
        framed('A;B="c:d'),
        framed('A;B=c"d:e'),
        framed("A;B=c,d:e"),
        framed("SUMMARY:a;b"),
        framed("SUMMARY:a,b"),
        framed("SUMMARY:a\\"),
        framed("SUMMARY:a\\Nb"),
        framed("SUMMARY:a\\xb"),
        framed("END:VEVENT"),
        framed("BEGIN:VEVENT", "END:VEVENT"),
        framed("BEGIN:VTODO", "END:VTODO"),
        framed("BEGIN:VCALENDAR", "END:VCALENDAR"),
        framed("BEGIN:VALARM"),
        framed("BEGIN:VALARM", "END:VALARM", "BEGIN:VALARM", "END:VALARM"),
        framed("BEGIN:VALARM", "END:VEVENT"),
        framed("END:VEVENT", "BEGIN:VEVENT"),
        b" " + framed(),
    ),
)
def test_everything_else_is_refused(octets: bytes) -> None:
    """A malformed object is refused with one error that quotes nothing of it."""
    with pytest.raises(MailError) as caught:
        read_calendar(octets)

    assert (
        "calendar: The calendar object is not of the form that this library sends. "
        "Do not send it. Report it, with the version of icalendar. [wire_calendar]"
    ) == str(caught.value)
    assert None is caught.value.__context__
