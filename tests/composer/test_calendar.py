"""Invitations: a fixed time as a calendar entry that says what the letter says."""

from __future__ import annotations

import json
import pickle
import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from hashlib import blake2b
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_kit import (
    Composer,
    Followup,
    NextRound,
    PositionClosed,
    compose_followup,
)
from followup_kit.composer import letter_schema
from followup_kit.errors import FactsError, MailError
from followup_kit.mail import build_calendar
from followup_kit.models import Interview, Outcome
from followup_kit.templating import TemplateSet
from tests.factories import interview, interview_record, outcome, sample_outcomes


icalendar = pytest.importorskip("icalendar")
vobject = pytest.importorskip("vobject")

LOCALES = Composer().offered_locales
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
# HTML keeps lines together where text cannot.
PLAIN = {**ISOLATES, 0xA0: " "}
STAMP = datetime(2026, 11, 25, 8, tzinfo=UTC)
NAMESPACE = "a secret of at least 16 characters"


def fixed(**changes: Any) -> Outcome:
    facts = {
        "kind": "next_round",
        "stage": "Technical interview",
        "slot": {
            "start": "2026-12-01T10:00+01:00[Europe/Berlin]",
            "end": "2026-12-01T11:30+01:00[Europe/Berlin]",
        },
        "video_url": "https://meet.example.com/abc?x=1&y=2",
    }
    return Outcome.model_validate({**facts, **changes})


def invited(
    *, locale: str = "en", candidate: dict[str, Any] | None = None, **changes: Any
) -> Followup:
    record = interview_record()
    record["candidate"] |= candidate or {}
    return compose_followup(
        Interview.model_validate(record), fixed(**changes), locale=locale
    )


def with_ids(**changes: Any) -> Interview:
    record = interview_record(process_id="p-1", **changes)
    record["candidate"]["candidate_id"] = "c-1"
    return Interview.model_validate(record)


class Reader(HTMLParser):
    """Collects what a reader sees and where links lead."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the target of a link."""
        if tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


def bodies(followup: Followup) -> tuple[str, Reader, Any]:
    """Return the text, the HTML and the event, each read out of the bytes."""
    message = message_from_bytes(followup.to_email().as_bytes())
    leaves = [part for part in message.walk() if not part.is_multipart()]
    octets = [_payload(part) for part in leaves]
    text, html = (payload.decode() for payload in octets[:2])
    parsed = vobject.readOne(octets[2].decode())
    return text.translate(PLAIN), Reader(html.translate(PLAIN)), parsed.vevent


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("zone", "clock"),
    (
        ("Europe/Warsaw", ("10", "11")),
        ("America/New_York", ("4", "5")),
        ("Asia/Kolkata", ("2:30", "14:30", "4:00")),
        ("Pacific/Kiritimati", ("11", "23", "12", "0")),
        ("Pacific/Pago_Pago", ("10", "22", "11", "23")),
    ),
)
def test_the_three_forms_agree(locale: str, zone: str, clock: tuple[str, ...]) -> None:
    """Text, HTML and calendar name the same person, instant, zone and link."""
    followup = invited(locale=locale, candidate={"time_zone": zone})
    text, html, event = bodies(followup)
    when = event.description.value.split("\n")[0].translate(PLAIN)
    start = event.dtstart.value.astimezone(ZoneInfo(zone))

    assert datetime(2026, 12, 1, 9, tzinfo=UTC) == event.dtstart.value
    assert datetime(2026, 12, 1, 10, 30, tzinfo=UTC) == event.dtend.value
    assert when in text
    assert when in html.text
    assert str(start.day) in when
    assert any(hour in when for hour in clock)
    assert "https://meet.example.com/abc?x=1&y=2" == event.url.value
    assert event.url.value in text
    assert event.url.value in html.links
    assert followup.recipient.name == event.attendee.params["CN"][0]
    assert "mailto:marta.kowalska@example.org" == event.attendee.value
    assert all("Marta" in shown for shown in (text, html.text))


@pytest.mark.parametrize("length", range(1, 80))
def test_an_invitation_is_sent_wherever_its_lines_are_folded(length: int) -> None:
    """A folded line may end in a space, which quoted-printable writes as three."""
    message = message_from_bytes(
        invited(stage=f"{'x' * length} y").to_email().as_bytes()
    )

    assert "text/calendar" == [part.get_content_type() for part in message.walk()][-1]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_entry_is_in_the_language_of_the_letter(locale: str) -> None:
    """Title and description carry the letter's locale, and each has its own words."""
    raw = invited(locale=locale).calendar
    assert raw is not None
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")

    assert locale == event["SUMMARY"].params["LANGUAGE"]
    assert locale == event["DESCRIPTION"].params["LANGUAGE"]
    assert 1 == len({locale, invited(locale=locale).locale})


def test_a_title_that_is_offered_isolates_its_facts_once() -> None:
    """The words around a finished title do not wrap it in isolates again."""
    followup = compose_followup(interview(), outcome("next_round"), locale="ar")

    assert (
        "\u2068Technical interview\u2069: \u2068Platform Engineer\u2069 – "
        "\u2068Norrland Data\u2069 (موعد مقترح)"
    ) == followup.invitations()[0].summary


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a zone of the process")
def test_the_zone_of_the_machine_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moments and names of meetings are made in UTC, wherever the process runs."""
    outcomes = (fixed(), outcome("next_round"))
    before = [compose_followup(interview(), one).meetings for one in outcomes]
    monkeypatch.setenv("TZ", "XXX-9")
    time.tzset()
    after = [compose_followup(interview(), one).meetings for one in outcomes]
    monkeypatch.undo()
    time.tzset()

    assert before == after


def test_a_fixed_time_is_certain() -> None:
    """The status of an entry says so, beside the method that asks for an answer."""
    (invitation,) = invited().invitations()

    assert ("REQUEST", "CONFIRMED") == (invitation.method, invitation.status)


def test_titles_of_entries_by_language() -> None:
    """The title says stage, role and company in the words of the language."""
    assert {
        "ar": "Technical interview: Platform Engineer – Norrland Data",
        "de": "Technical interview: Platform Engineer bei Norrland Data",
        "en": "Technical interview: Platform Engineer at Norrland Data",
        "ja": "Norrland Data\u3000Technical interview（Platform Engineer）",
    } == {
        locale: invited(locale=locale).invitations()[0].summary.translate(ISOLATES)
        for locale in ("ar", "de", "en", "ja")
    }


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    (
        # An hour that comes twice: first, and second.
        ("2027-10-31T02:30+02:00", "2027-10-31T02:45+02:00", "20271031T003000Z"),
        ("2027-10-31T02:30+01:00", "2027-10-31T02:45+01:00", "20271031T013000Z"),
        # Over the hour that does not exist.
        ("2027-03-28T01:30+01:00", "2027-03-28T03:15+02:00", "20270328T003000Z"),
    ),
)
def test_summer_time_begins_and_ends(start: str, end: str, expected: str) -> None:
    """The instant is that of the slot, whatever the clocks do."""
    slot = {"start": f"{start}[Europe/Berlin]", "end": f"{end}[Europe/Berlin]"}
    calendar = invited(slot=slot).calendar or b""

    assert f"DTSTART:{expected}\r\n".encode() in calendar


def test_place_and_link_stand_in_their_fields() -> None:
    """A place is the location, a link alone is one too, and both are described."""
    online = invited().invitations()[0]
    there = invited(place="12 Harbour Street").invitations()[0]

    assert (online.link, online.link) == (
        online.location,
        (online.description or "").split("\n")[-1],
    )
    assert ("12 Harbour Street", online.link) == (there.location, there.link)
    assert ["12 Harbour Street", online.link] == (there.description or "").split("\n")[
        1:
    ]


@pytest.mark.parametrize(
    "sample", [s for s in sample_outcomes() if getattr(s, "slot", None) is None]
)
def test_without_a_fixed_time_there_is_no_invitation(sample: Outcome) -> None:
    """Kinds without one compose and travel as before."""
    facts = interview(
        highlights=(), questions=[{"question": "Team size?", "answer": "Six."}]
    )
    if sample.kind == "no_show":
        facts = interview(highlights=())
    followup = compose_followup(facts, sample)
    types = [part.get_content_type() for part in followup.to_email().walk()]

    assert followup.calendar is None
    assert followup.cancellation(stamp=STAMP) is None
    assert ["multipart/alternative", "text/plain", "text/html"] == types


def test_offered_times_are_attached_on_request() -> None:
    """Each time that may be chosen is a file of its own, tentative, asking nobody."""
    followup = compose_followup(interview(), outcome("next_round"))
    message = message_from_bytes(followup.to_email(proposed="tentative").as_bytes())
    files = {
        part.get_filename(): icalendar.Calendar.from_ical(_payload(part))
        for part in message.walk()
        if part.get_filename()
    }
    events = [one for file in files.values() for one in file.walk("VEVENT")]

    assert ["1.ics", "2.ics"] == list(files)
    assert ["PUBLISH", "PUBLISH"] == [file["METHOD"] for file in files.values()]
    assert ["TENTATIVE", "TENTATIVE"] == [event["STATUS"] for event in events]
    assert [False, False] == ["ATTENDEE" in event for event in events]
    assert 2 == len({event["UID"] for event in events})
    assert all("offered time" in event["SUMMARY"] for event in events)
    assert [
        datetime(2026, 12, 1, 9, tzinfo=UTC),
        datetime(2026, 12, 2, 13, tzinfo=UTC),
    ] == [event["DTSTART"].dt for event in events]


def test_where_nothing_is_offered_nothing_is_attached() -> None:
    """Asking for offered times is harmless for kinds that have none."""
    followup = compose_followup(interview(), PositionClosed(closure="cancelled"))
    message = followup.to_email(proposed="tentative")

    assert () == followup.invitations()
    assert "multipart/alternative" == message.get_content_type()


def test_offered_times_stay_out_unless_asked_for() -> None:
    """By default several times are in the letter only."""
    message = compose_followup(interview(), outcome("next_round")).to_email()

    assert "multipart/alternative" == message.get_content_type()


def test_times_after_a_missed_talk_have_a_title_without_stage() -> None:
    """A kind that knows no stage calls it an interview."""
    followup = compose_followup(interview(highlights=()), outcome("no_show"))

    assert (
        "Interview: Platform Engineer at Norrland Data (offered time)"
        == followup.invitations()[0].summary
    )


def test_a_fixed_time_is_not_offered_as_well() -> None:
    """Asking for offered times changes nothing where the time is fixed."""
    followup = invited()

    assert (
        followup.to_email().as_bytes()
        == followup.to_email(proposed="tentative").as_bytes()
    )


def test_the_invitation_may_be_left_out_or_replaced() -> None:
    """A host sends none, or one of its own making."""
    followup = invited()
    (invitation,) = followup.invitations()
    part = build_calendar(invitation.cancelled(stamp=STAMP))
    without = followup.to_email(calendar="none")
    replaced = followup.to_email(calendar=part)

    assert 2 == len(list(without.iter_parts()))
    assert "CANCEL" == list(replaced.walk())[-1].get_param("method")


@pytest.mark.parametrize(
    ("option", "remedy"),
    (
        ("calendar", "Give invitation, none or a part."),
        ("proposed", "Give none or tentative."),
    ),
)
def test_an_unknown_choice_is_refused(option: str, remedy: str) -> None:
    """A misspelling leaves nothing out by accident."""
    choice: Any = {option: "non"}
    with pytest.raises(MailError) as caught:
        invited().to_email(**choice)

    assert f"{option}: is not one of the choices. {remedy} [not_a_choice]" == str(
        caught.value
    )


def test_a_cancellation_travels_with_another_letter() -> None:
    """The same UID, the next sequence, and the method in header and body."""
    first = invited()
    part = first.cancellation(stamp=STAMP)
    assert part is not None
    closed = compose_followup(
        interview(), PositionClosed(closure="cancelled"), locale="en"
    )
    message = message_from_bytes(closed.to_email(calendar=part).as_bytes())
    *_, last = message.walk()
    (event,) = icalendar.Calendar.from_ical(_payload(last)).walk("VEVENT")

    assert ("CANCEL", first.invitations()[0].uid, 1, "CANCELLED", STAMP) == (
        last.get_param("method"),
        event["UID"],
        event["SEQUENCE"],
        event["STATUS"],
        event["DTSTAMP"].dt,
    )


def test_a_moved_meeting_keeps_its_name() -> None:
    """With ids and a namespace, the next revision changes the entry of the first."""
    composer = Composer(namespace=NAMESPACE)
    later = {
        "start": "2026-12-03T10:00+01:00[Europe/Berlin]",
        "end": "2026-12-03T11:00+01:00[Europe/Berlin]",
    }
    first = composer.compose(with_ids(), fixed()).invitations()[0]
    moved = composer.compose(with_ids(), fixed(slot=later, revision=1)).invitations()[0]

    assert first.uid == moved.uid
    assert (0, 1) == (first.sequence, moved.sequence)
    assert timedelta(days=2) == moved.starts - first.starts


def test_a_colleague_of_another_domain_may_move_a_meeting() -> None:
    """The name of an entry tells nothing of the sender, and stays."""
    composer = Composer(namespace=NAMESPACE)
    other = {"name": "Ana Reyes", "email": "ana.reyes@agency.example.org"}
    made = [
        composer.compose(facts, fixed()).invitations()[0]
        for facts in (with_ids(), with_ids(sender=other))
    ]

    assert made[0].uid == made[1].uid
    assert made[0].organizer != made[1].organizer


def test_a_sender_with_a_long_domain_may_invite() -> None:
    """Key and entry leave room for a domain of 210 characters."""
    domain = ".".join(["d" * 63] * 3) + ".example.com"
    sender = {"name": "Ana Reyes", "email": f"ana@{domain}"}
    made = Composer(namespace=NAMESPACE).compose(with_ids(sender=sender), fixed())
    first = made.to_email()
    answer = made.to_email(in_reply_to=str(first["Message-ID"]))

    assert made.key is not None
    assert f"<{made.key.text}@{domain}>" == first["Message-ID"] == answer["In-Reply-To"]


def test_offered_times_are_named_after_ids_and_their_start() -> None:
    """Each offered time keeps its name from letter to letter, and is not the fixed one."""
    composer = Composer(namespace=NAMESPACE)
    (kept,) = composer.compose(with_ids(), fixed()).invitations()
    made = composer.compose(with_ids(), outcome("next_round"))

    assert [
        f"{kept.uid}.{start}" for start in ("20261201T0900Z", "20261202T1300Z")
    ] == [offered.uid for offered in made.invitations()]
    assert [False, False] == [meeting.is_fixed for meeting in made.meetings]


def test_a_time_that_is_kept_back_is_in_no_calendar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a policy withholds from the letter is withheld from its invitation."""
    monkeypatch.setattr(
        NextRound, "withheld", lambda _self, _company: frozenset({"slot"})
    )

    assert () == invited().meetings


def test_a_cancellation_may_count_the_moves_in_between() -> None:
    """The host knows how often the meeting was moved since this letter."""
    part = invited().cancellation(stamp=STAMP, sequence=5)
    assert part is not None

    assert "\nSEQUENCE:5\n" in part.content


def test_each_round_of_a_process_has_a_name_of_its_own() -> None:
    """The invitation after another interview is another meeting."""
    composer = Composer(namespace=NAMESPACE)
    uids = {
        composer.compose(with_ids(interview_id=number), fixed()).invitations()[0].uid
        for number in (1, 2)
    }

    assert 2 == len(uids)


def test_without_ids_the_name_tells_the_meeting_and_not_the_person() -> None:
    """Two candidates in one meeting get one UID; another time is another meeting."""
    one = invited().invitations()[0].uid
    other = invited(candidate={"name": "Ana", "email": "ana@example.com"})
    moved = invited(
        slot={
            "start": "2026-12-01T10:01+01:00[Europe/Berlin]",
            "end": "2026-12-01T11:30+01:00[Europe/Berlin]",
        }
    )

    assert one == other.invitations()[0].uid
    assert one != moved.invitations()[0].uid


def test_the_name_of_a_meeting_is_that_of_the_documented_form() -> None:
    """A keyed BLAKE2b over ids, or a plain one over what the meeting is."""
    secret = blake2b(NAMESPACE.encode(), person=b"followup_kit").digest()
    ids = b"+3:c-1+3:p-1-+10:next_round"
    traits = (
        b"+25:2026-12-01T09:00:00+00:00+25:2026-12-01T10:30:00+00:00"
        b"+36:jonas.lindqvist@norrland.example.com"
        b"+55:Technical interview: Platform Engineer at Norrland Data"
        b"-+36:https://meet.example.com/abc?x=1&y=2"
    )
    keyed = blake2b(ids, key=secret, person=b"meeting").hexdigest()[:40]
    plain = blake2b(traits, person=b"traits").hexdigest()[:40]
    composer = Composer(namespace=NAMESPACE)
    names = [
        made.invitations()[0].uid
        for made in (
            composer.compose(with_ids(), fixed()),
            composer.compose(interview(), fixed()),
            compose_followup(with_ids(), fixed()),
        )
    ]

    assert [keyed, plain, plain] == names


def test_the_stamp_is_the_moment_of_sending() -> None:
    """Without a clock: when the message leaves or, not knowing, when they parted."""
    known = compose_followup(interview(), fixed(), send_at=STAMP).invitations()[0]

    assert STAMP == known.stamp
    assert datetime(2026, 11, 19, 14, tzinfo=UTC) == invited().invitations()[0].stamp


def test_a_stage_without_translation_is_refused() -> None:
    """A title never borrows another language's word."""
    with pytest.raises(FactsError) as caught:
        invited(stage={"de": "Fachgespräch"})

    assert [("outcome.stage", "no_translation")] == [
        (p.path, p.code) for p in caught.value.problems
    ]


def test_a_letter_that_names_no_stage_still_needs_it_translated() -> None:
    """What only the calendar prints is checked like what the letter prints."""
    files = {
        "set.toml": 'schema = 1\ntitle = "T"\nextends = "standard"\nlocales = ["en"]\n',
        "en/next_round.txt": "{% block subject %}Hi{% endblock %}\n"
        "{% block preheader %}Hi.{% endblock %}\n"
        "{% block opening %}\nWe invite you.\n{% endblock %}\n",
    }
    letters = TemplateSet.from_mapping("t", files, schema=letter_schema())
    with pytest.raises(FactsError) as caught:
        compose_followup(
            interview(role={"title": {"de": "Entwicklung"}}),
            fixed(stage={"de": "Fachgespräch"}),
            template_set=letters,
        )

    assert {"outcome.stage", "interview.role.title"} == {*caught.value.paths}


def test_a_set_without_titles_gets_them_from_facts_alone() -> None:
    """No word of another language slips into a set that has none."""
    files = {
        "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["sv"]\n',
        "sv/phrases.toml": 'formalities = ["informal"]\n[[greeting.informal]]\n'
        'text = "Hej {full}!"\n[closing]\ninformal = "Hälsningar"\n',
        "sv/next_round.txt": "{% block subject %}{{ role }}{% endblock %}\n"
        "{% block opening %}\nVi ses.\n{% endblock %}\n",
        "sv/no_show.txt": "{% block subject %}{{ role }}{% endblock %}\n"
        "{% block opening %}\nVi ses.\n{% endblock %}\n",
    }
    letters = TemplateSet.from_mapping("t", files, schema=letter_schema())
    composer = Composer(letters, fallback_locale="sv")
    facts = interview(highlights=())

    assert (
        "Technical interview: Platform Engineer, Norrland Data",
        "Platform Engineer, Norrland Data (?)",
    ) == tuple(
        composer.compose(facts, one, locale="sv").invitations()[0].summary
        for one in (fixed(), outcome("no_show"))
    )


def test_meetings_survive_json_and_pickle() -> None:
    """A stored message gives the same calendar, and its repr tells nothing."""
    followup = invited()
    (meeting,) = followup.meetings
    again = Followup.from_json(followup.to_json())

    assert followup == again == pickle.loads(pickle.dumps(followup))  # noqa: S301
    assert followup.calendar == again.calendar
    assert "Meeting(is_fixed=True, …)" == repr(meeting)


@pytest.mark.parametrize(
    "changes",
    (
        {"uid": 7},
        {"summary": None},
        {"description": None},
        {"location": 1},
        {"link": ["x"]},
        {"sequence": "0"},
        {"sequence": True},
        {"is_fixed": 1},
        {"stamp": "2026-01-01T00:00:00"},
        {"start": "yesterday"},
        {"end": None},
        {"other": 1},
    ),
)
def test_a_meeting_that_was_tampered_with_is_refused(changes: dict[str, Any]) -> None:
    """What is loaded has the form of what was stored, or is refused."""
    stored = json.loads(invited().to_json())
    stored["meetings"][0] |= changes
    with pytest.raises(FactsError) as caught:
        Followup.from_dict(stored)

    assert ("malformed_followup",) == caught.value.codes


def test_without_an_address_there_is_no_invitation_to_make() -> None:
    """An entry names its attendee by address; the error says whose is missing."""
    followup = invited(candidate={"email": None})
    with pytest.raises(MailError) as caught:
        _ = followup.calendar

    assert (
        "interview.candidate.email: is required for an e-mail. Give the candidate's "
        "address, or use text and html as they are. [missing]"
    ) == str(caught.value)
    with pytest.raises(MailError):
        followup.to_email()


def test_a_message_may_take_files_and_answers_elsewhere() -> None:
    """Reply-To, Auto-Submitted, unsubscribing and attachments reach the message."""
    from followup_kit.mail import Attachment, Mailbox

    message = invited().to_email(
        reply_to=Mailbox(name="Talent Team", address="talent@norrland.example.com"),
        auto_submitted="auto-generated",
        list_unsubscribe=["https://norrland.example.com/stop?i=1"],
        one_click_unsubscribe=True,
        attachments=[
            Attachment(
                filename="map.pdf", content=b"%PDF", media_type="application/pdf"
            )
        ],
    )

    assert (
        "Talent Team <talent@norrland.example.com>",
        "auto-generated",
        "<https://norrland.example.com/stop?i=1>",
        "List-Unsubscribe=One-Click",
        "multipart/mixed",
        ["map.pdf"],
    ) == (
        message["Reply-To"],
        message["Auto-Submitted"],
        message["List-Unsubscribe"],
        message["List-Unsubscribe-Post"],
        message.get_content_type(),
        [part.get_filename() for part in message.iter_attachments()],
    )
