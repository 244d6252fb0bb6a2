"""What was said before, or is looked up at once, is what working it out gives."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit.composer import _joining, _language, _short_facts, _wording
from followup_kit.composer._scene import Scene, phraser_of
from followup_kit.composer._values import values_for
from followup_kit.errors import FollowupError, LocaleError
from followup_kit.models import Interview, Rejected, load_facts
from followup_kit.names import name_forms
from followup_kit.timing import is_late, missed_promises
from tests.factories import interview_record, outcome
from tests.properties.any_facts import COMPOSER, ZONES, records


_LETTERS = COMPOSER.template_set
_LOCALES = st.sampled_from(("en", "en-GB", "de", "de-AT", "ja", "ar", "ar-EG"))
_DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
_INSTANTS = st.datetimes(datetime(2026, 11, 15), datetime(2026, 12, 15))


def _scene(
    interview: Interview,
    told: Any = None,
    *,
    locale: str = "en",
    send_at: datetime | None = None,
) -> Scene:
    candidate = interview.candidate
    phrases = _LETTERS.phrases(locale.partition("-")[0])
    return Scene(
        interview=interview,
        outcome=told or Rejected(),
        locale=locale,
        phraser=phraser_of(locale, candidate.time_zone or interview.time_zone),
        phrases=phrases,
        send_at=send_at,
        extras={},
    )


def _interview(**changes: Any) -> Interview:
    return Interview.model_validate(interview_record(**changes))


@st.composite
def _senders(draw: st.DrawFn) -> datetime | None:
    """Return no moment, one in UTC, or one in a zone."""
    moment = draw(st.none() | _INSTANTS)
    zone = draw(st.sampled_from((UTC, UTC, *map(ZoneInfo, ZONES))))
    return moment and moment.replace(tzinfo=UTC).astimezone(zone)


@given(_LOCALES, _DAYS, st.sampled_from(("", "short")), _senders())
def test_a_day_is_said_as_if_for_the_first_time(
    locale: str, day: date, form: str, send_at: datetime | None
) -> None:
    """Days that were said before read as the phraser says them now."""
    scene = _scene(_interview(), locale=locale, send_at=send_at)
    said = _wording.phrase_day(day, form, scene)

    assert _wording._day(day, form, scene) == said
    assert said == _wording.phrase_day(day, form, scene)


def test_days_are_kept_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that names ever new days keeps no more than it was told to."""
    monkeypatch.setattr(_wording, "_MOST_DAYS", 3)
    _scene_of = _scene(_interview(), locale="en-MT")
    days = [date(2026, 12, number) for number in range(1, 8)]
    said = [_wording.phrase_day(day, "", _scene_of) for day in days]

    assert len(days) == len(set(said))
    assert days[:3] == list(_scene_of.days)


_PEOPLE = st.sampled_from(
    (
        {"name": "Ingrid Berg"},
        {"name": "Ingrid Berg", "role": "CTO"},
        {"name": "Tomasz Nowak"},
        {"name": {"given": "Zoë", "surname": "Öst"}, "role": "Lead"},
        {"name": "佐藤薫様"},
        {"name": "佐藤薫先生", "role": "部長"},
        {"name": "אברהם"},
        {"name": "محمد علي"},
        {"name": {"given": "Jonas", "surname": "Lindqvist"}},
        {"name": "Ana", "role": {"de": "Leitung"}},
        {"name": "Łukasz"},
    )
)


@given(
    _LOCALES,
    st.lists(_PEOPLE, min_size=1, max_size=5),
    st.lists(st.sampled_from(("", "with_roles")), min_size=1, max_size=3),
)
def test_people_are_joined_as_one_by_one(
    locale: str, people: list[dict[str, Any]], forms: list[str]
) -> None:
    """In whichever order forms are asked for, each is that of all people in turn."""
    told = outcome("next_round", interviewers=people)
    scene = _scene(_interview(), told, locale=locale)
    listed: Any = vars(told)["interviewers"]
    for form in forms:
        fresh = _scene(_interview(), told, locale=locale)
        once = _joining._once(listed, form, "outcome.interviewers", fresh)
        path = "outcome.interviewers"

        assert _joining._joined(once, fresh) == _joining.join_people(
            listed, form, path, scene
        )
        assert fresh.problems == [] or form == "with_roles"


@given(_LOCALES, st.lists(_PEOPLE, max_size=5), st.booleans())
def test_who_was_met_are_all_but_the_sender(
    locale: str,
    people: list[dict[str, Any]],
    two_sessions: bool,  # noqa: FBT001  drawn by hypothesis
) -> None:
    """Whoever interviewed is named once, in order, but for who signs."""
    record = interview_record()
    session = record["sessions"][0] | {"interviewers": people}
    earlier = {"start": "2026-11-18T14:00+01:00[Europe/Stockholm]"}
    also = [earlier | {"interviewers": people[:1]}] if two_sessions else []
    interview = _interview(sessions=[session, *also])
    scene = _scene(interview, locale=locale)
    signs = scene.forms_of(interview.sender.name)["full"]
    forms = {id(x): scene.forms_of(x.name)["full"] for x in interview.interviewers}
    expected = [x for x in interview.interviewers if forms[id(x)] != signs]

    met, names = scene.met
    assert expected == list(met)
    assert [forms.get(id(x)) or scene.full_name(x.name) for x in met] == names
    assert (met, names) == scene.met


@given(st.text(max_size=30) | st.sampled_from(("Ada B", "佐藤薫様", "Łukasz", " ")))
def test_a_full_name_is_one_of_its_forms(name: str) -> None:
    """A name that is told at once is its full form, if facts take it."""
    try:
        interview = _interview(sender={"name": name, "email": "a@example.org"})
    except FollowupError:
        return
    scene = _scene(interview, locale="ja")
    known: str = vars(interview.sender)["name"]

    assert scene.forms_of(known)["full"] == scene.full_name(known)
    assert known.isascii() <= (name_forms(known, "ja")["full"] == known)


def test_blocks_of_letters_from_right_to_left_are_complete() -> None:
    """No character that is written from right to left lies outside the blocks."""
    outside = [
        hex(point)
        for point in range(sys.maxunicode + 1)
        if bidirectional(chr(point)) in {"R", "AL"}
        and not _joining._RIGHT_TO_LEFT.match(chr(point))
    ]
    latin = [x for x in map(chr, range(128)) if _joining._LATIN.match(x)]

    assert [] == outside
    assert {"L"} == set(map(bidirectional, latin))


@given(_LOCALES, st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=3))
def test_directions_are_mixed_as_unicode_says(locale: str, names: list[str]) -> None:
    """Names are set apart if one of them has a letter of the other direction."""
    scene = _scene(_interview(), locale=locale)
    foreign = {"L"} if scene.phrases.rtl else {"R", "AL"}
    expected = any(bidirectional(x) in foreign for name in names for x in name)

    assert expected == _joining._mixes_directions(names, scene)


_TIMES = st.sampled_from(
    (
        ("2026-11-19T14:00+01:00[Europe/Stockholm]", None),
        ("2026-11-19T14:00+01:00[Europe/Stockholm]", "2026-11-19T15:00Z"),
        ("2026-11-19T23:30Z", None),
        ("2026-11-19T23:30Z", "2026-11-20T00:30Z"),
        ("2026-10-25T02:30+01:00[Europe/Stockholm]", None),
        ("2026-11-30T09:00-05:00[America/New_York]", None),
    )
)
_PROMISES = st.lists(
    st.sampled_from(("2026-11-18", "2026-11-24", "2026-12-01")), max_size=2
)


@given(st.lists(_TIMES, min_size=1, max_size=3), _PROMISES, _senders())
def test_lateness_and_days_are_what_timing_says(
    times: list[tuple[str, str | None]],
    promises: list[str],
    send_at: datetime | None,
) -> None:
    """What is seen at a glance agrees with looking at every session."""
    interview = _interview(
        sessions=[{"start": start, "end": end} for start, end in times],
        promises=[{"due": day} for day in promises],
    )
    scene = _scene(interview, send_at=send_at)
    zone = interview.reader_zone
    begun = {
        session.start.astimezone(zone).date()
        for session in interview.sessions
        if send_at is None or session.start.astimezone(UTC) <= send_at.astimezone(UTC)
    }

    assert tuple(sorted(begun)) == scene.interview_days
    assert interview.in_order == scene.sessions
    assert (send_at and missed_promises(interview, send_at)) == (
        send_at and scene.missed
    )
    owed = timedelta(hours=48)
    late = send_at is not None and not promises
    assert (late and is_late(interview, send_at, allowed=owed)) == scene.is_late  # type: ignore[arg-type]  # late only with it


def test_years_that_timing_refuses_are_refused_without_promises() -> None:
    """A message of a year beyond the calendar is not taken for one in time."""
    send_at = datetime(2300, 1, 1, tzinfo=UTC)
    scene = _scene(_interview(), send_at=send_at)
    for ask in ("missed", "is_late"):
        with pytest.raises(FollowupError, match="out_of_range"):
            getattr(scene, ask)


def test_a_negative_time_is_refused_by_timing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a kind allows is checked by timing, however soon a message leaves."""
    monkeypatch.setattr(Rejected, "due_after_interview", timedelta(hours=-1))
    send_at = datetime(2026, 11, 19, 15, tzinfo=UTC)
    with pytest.raises(FollowupError, match="out_of_range"):
        _ = _scene(_interview(), send_at=send_at).is_late


@given(records(), _senders())
def test_short_facts_are_what_the_encoder_of_json_writes(
    record: dict[str, Any], send_at: datetime | None
) -> None:
    """The facts of a short letter are written like any JSON."""
    try:
        interview, told = load_facts(**record)
    except FollowupError:
        return
    locale = interview.candidate.locale or "en"
    fields = _short_facts.with_short_facts(frozenset(), type(told))
    values = values_for(fields, _scene(interview, told, locale=locale, send_at=send_at))
    encoder = json.JSONEncoder(separators=(",", ":"), default=str)
    keys = _short_facts.keys_of(type(told))
    expected = encoder.encode({key: values[key] for key in keys if values[key]})

    assert expected == _short_facts.short_facts(type(told), values)


_TAGS = st.none() | st.sampled_from(("en", "de_AT", "zh-HK", "nb", "ar-EG", "x", ""))


@given(_TAGS, _TAGS, st.sampled_from(("de", "en-GB", None)), st.booleans())
def test_a_choice_of_language_does_not_depend_on_those_before(
    locale: str | None,
    candidates: str | None,
    fallback: str | None,
    only_japanese: bool,  # noqa: FBT001  drawn by hypothesis
) -> None:
    """The same wishes are met alike whether they were met before or not."""
    offered = ("ja",) if only_japanese else _LETTERS.locales
    record = interview_record()
    record["candidate"]["locale"] = candidates
    try:
        interview = Interview.model_validate(record)
    except FollowupError:
        return
    wishes = locale, interview.candidate.locale, fallback
    for _ in range(2):
        try:
            chosen: Any = _language._chosen.__wrapped__(*wishes, offered)
        except LocaleError as error:
            chosen = error.problems
        try:
            found: Any = _language.choose_language(
                interview, locale=locale, fallback_locale=fallback, offered=offered
            )
        except LocaleError as error:
            found = error.problems

        assert chosen == found


def test_a_locale_that_is_no_text_is_refused() -> None:
    """What cannot even be looked up is refused like any other malformed locale."""
    unhashable: Any = ["de"]
    interview = _interview()
    with pytest.raises(LocaleError, match="malformed_locale"):
        COMPOSER.compose(interview, Rejected(), locale=unhashable)


def test_phrasers_of_a_locale_and_zone_are_shared() -> None:
    """A phraser is immutable: the same locale and zone need no second one."""
    assert phraser_of("de", "Europe/Berlin") is phraser_of("de", "Europe/Berlin")
