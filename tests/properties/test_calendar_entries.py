"""What holds for every calendar entry, read by a parser that is not ours."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from followup_kit.errors import MailError
from followup_kit.mail import Invitation, Mailbox, build_calendar
from followup_kit.mail._calendar import _meant
from followup_kit.mail._calendar_reader import read_calendar
from tests.mail.invitations import INVITATION, invitation
from tests.properties.any_facts import hostile_texts


vobject = pytest.importorskip("vobject")
icalendar = pytest.importorskip("icalendar")

# Half of what is drawn is refused, as it has to be.
patient = settings(
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)

lines = st.one_of(
    hostile_texts,
    st.text(
        st.sampled_from('a\\;,:"^n\nüé中😀\t\r\x0b\u2028\u2068\u2069 '), max_size=120
    ),
)
names = st.one_of(st.none(), lines)
moments = st.datetimes(
    min_value=datetime(1971, 1, 1),
    max_value=datetime(2200, 1, 1),
    timezones=st.timedeltas(
        min_value=timedelta(hours=-14), max_value=timedelta(hours=14)
    ).map(timezone),
)
locals_ = st.from_regex(r"[a-z0-9!#$%&'*+/=^_`{|}~]{1,20}", fullmatch=True)


@st.composite
def invitations(draw: st.DrawFn) -> Invitation:
    """Return entries with anything in them that is not refused."""
    starts = draw(moments)
    length = timedelta(seconds=draw(st.integers(1, 10**6)))
    try:
        made: Invitation | None = Invitation(
            uid=f"{draw(st.integers(0, 2**64)):x}@acme.example",
            stamp=draw(moments),
            starts=starts,
            ends=starts + length,
            summary=draw(lines.filter(str.strip)),
            description=draw(st.none() | lines),
            location=draw(st.none() | lines),
            link=draw(st.none() | st.just("https://x.example.com/a;b,c?d='e'")),
            organizer=Mailbox(name=draw(names), address="jobs@acme.example"),
            attendee=Mailbox(name=draw(names), address=f"{draw(locals_)}@example.com"),
            language=draw(st.sampled_from(("de", "zh-Hant", "ar-EG"))),
            sequence=draw(st.integers(0, 9)),
            method=draw(st.sampled_from(("REQUEST", "PUBLISH"))),
            status=draw(st.sampled_from(("CONFIRMED", "TENTATIVE"))),
            alarm=draw(
                st.none() | st.integers(1, 40_320).map(lambda m: timedelta(minutes=m))
            ),
        )
    except MailError:
        made = None
    assume(made)
    assert made is not None
    return made


@given(invitations())
@patient
def test_i18_exactly_one_event_as_meant(meant: Invitation) -> None:
    """I18: an independent parser finds one event that says what was meant."""
    text = build_calendar(meant).as_bytes().decode()
    (calendar,) = vobject.readComponents(text)
    (event,) = calendar.vevent_list

    assert (meant.summary, meant.starts, meant.ends, meant.uid) == (
        event.summary.value,
        event.dtstart.value,
        event.dtend.value,
        event.uid.value,
    )
    assert meant.description == _value(event, "description")
    assert meant.location == _value(event, "location")
    assert meant.link == _value(event, "url")


def _value(event: Any, name: str) -> str | None:
    return getattr(event, name).value if hasattr(event, name) else None


@given(invitations())
@patient
def test_i6_names_survive_in_the_calendar(meant: Invitation) -> None:
    """I6: another parser reads the names of people as they were given."""
    parsed = icalendar.Calendar.from_ical(build_calendar(meant).as_bytes())
    (event,) = parsed.walk("VEVENT")
    people = {"ORGANIZER": meant.organizer}
    if meant.method == "REQUEST":
        people["ATTENDEE"] = meant.attendee

    assert {key: box.name for key, box in people.items()} == {
        key: event[key].params.get("CN") for key in people
    }
    assert ("ATTENDEE" in event) == (meant.method == "REQUEST")


@given(invitations())
@patient
def test_i5_lines_are_folded_between_characters(meant: Invitation) -> None:
    """I5: no line has more than 75 octets, and each is whole characters."""
    octets = build_calendar(meant).as_bytes()
    folded = octets.split(b"\r\n")

    assert max(map(len, folded)) <= 75
    assert octets.decode() == "\r\n".join(line.decode() for line in folded)
    assert b"\n" not in octets.replace(b"\r\n", b"")


@given(invitations())
@patient
def test_i3_no_control_in_a_calendar(meant: Invitation) -> None:
    """I3: no control, override or surrogate stands in an object."""
    text = build_calendar(meant).content.replace("\n", "")

    assert not {unicodedata.category(c) for c in text} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e")


@given(lines)
@example("a\r\nATTENDEE:mailto:b@c.example")
@example("a\nBEGIN:VEVENT")
@example("END:VEVENT\\nBEGIN:VEVENT")
def test_a_text_is_kept_or_refused(text: str) -> None:
    """A title is never repaired: it stands as it is, or is refused."""
    try:
        made = invitation(summary=text)
    except MailError:
        return
    (calendar,) = vobject.readComponents(build_calendar(made).content)

    assert text == calendar.vevent.summary.value


RAW = build_calendar(INVITATION).as_bytes()


@settings(max_examples=600)
@given(st.integers(0, len(RAW) - 1), st.integers(0, 255))
def test_no_octet_can_change(position: int, octet: int) -> None:
    """Whatever octet changes, the reader refuses it or reads something else."""
    assume(RAW[position] != octet)
    changed = RAW[:position] + bytes((octet,)) + RAW[position + 1 :]
    try:
        read = read_calendar(changed)
    except MailError:
        return
    assert sorted(read) != sorted(_meant(INVITATION))


@given(st.binary(max_size=300))
def test_any_octets_get_a_typed_answer(octets: bytes) -> None:
    """Whatever is read, the answer is an error of ours."""
    with pytest.raises(MailError):
        read_calendar(octets)


@given(moments)
def test_moments_are_written_in_utc(moment: datetime) -> None:
    """Each instant is written with a Z, whatever zone it came in."""
    made = invitation(starts=moment, ends=moment + timedelta(hours=1))
    found = re.findall(r"^DTSTART:(.*)$", build_calendar(made).content, re.MULTILINE)

    assert [moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")] == found
