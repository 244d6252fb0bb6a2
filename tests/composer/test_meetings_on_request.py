"""Meetings are worded when somebody asks for them, and are then as if at once."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError, asdict, replace
from multiprocessing import get_context
from typing import Any, ClassVar

import pytest

from followup_kit import Composer, Followup, compose_followup
from followup_kit.batch import Item, compose_many
from followup_kit.composer import Meeting, _meetings
from followup_kit.composer._followup import kept_meetings
from followup_kit.composer._meetings import MeetingsRequest
from followup_kit.errors import FactsError
from followup_kit.models import Facts, Interview, Outcome, Slot
from tests.factories import interview, interview_record, outcome


COMPOSER = Composer()
SLOT = {
    "start": "2026-12-01T10:00+01:00[Europe/Berlin]",
    "end": "2026-12-01T11:30+01:00[Europe/Berlin]",
}
FIXED = Outcome.model_validate(
    {
        "kind": "next_round",
        "stage": "Technical interview",
        "slot": SLOT,
        "place": "Hall 3",
    }
)
OFFERED = Outcome.model_validate(
    {
        "kind": "next_round",
        "stage": "Technical interview",
        "slots": [
            SLOT,
            {name: moment.replace("-01T", "-02T") for name, moment in SLOT.items()},
        ],
    }
)


def composed(told: Outcome = FIXED, **wishes: Any) -> Followup:
    return COMPOSER.compose(interview(), told, **wishes)


def is_worded(followup: Followup) -> bool:
    return type(kept_meetings(followup)) is not MeetingsRequest


def test_reading_the_message_words_no_meeting() -> None:
    """Subject, text, HTML, findings, key, hash and repr need no invitation."""
    followup = composed()
    read = (followup.text, followup.html, followup.findings, hash(followup))

    assert all(read)
    assert "<Followup next_round" in repr(followup)
    assert not is_worded(followup)


def test_meetings_are_worded_once() -> None:
    """Who asks again gets the very same."""
    followup = composed()
    first = followup.meetings

    assert "Technical interview: Platform Engineer at Norrland Data" == first[0].summary
    assert is_worded(followup)
    assert first is followup.meetings


@pytest.mark.parametrize(
    "told", (FIXED, OFFERED, outcome("next_round"), outcome("rejected"))
)
@pytest.mark.parametrize("locale", COMPOSER.offered_locales)
def test_a_stored_message_has_the_meetings_of_the_first(
    told: Outcome, locale: str
) -> None:
    """Through JSON, a pickle, a copy or dataclasses, asked before or not."""
    asked = composed(told, locale=locale)
    meetings = asked.meetings
    others = [composed(told, locale=locale) for _ in range(5)]
    again = (
        Followup.from_json(others[0].to_json()),
        pickle.loads(pickle.dumps(others[1])),  # noqa: S301  ours
        copy.deepcopy(others[2]),
        replace(others[3], letters=None),
        others[4],
    )

    assert [meetings] * 5 == [other.meetings for other in again]
    assert [asked] * 5 == list(again)
    assert {hash(asked)} == {hash(other) for other in again}
    assert [asdict(m) for m in meetings] == json.loads(asked.to_json())["meetings"]


@pytest.mark.parametrize("moment", ("10:00+01:00[Europe/Berlin]", "09:00Z"))
def test_a_reader_without_a_zone_is_told_the_clock_of_the_place(moment: str) -> None:
    """The entry and the letter say the same, whatever zone the time came in."""
    record = interview_record(time_zone="Europe/Berlin")
    del record["candidate"]["time_zone"]
    told = Outcome.model_validate(
        {**FIXED.model_dump(), "slot": {**SLOT, "start": f"2026-12-01T{moment}"}}
    )
    followup = COMPOSER.compose(Interview.model_validate(record), told)
    when, place = followup.meetings[0].description.split("\n")

    assert "Tuesday, December 1, 2026, 10:00" in when
    assert when in followup.text
    assert "Hall 3" == place


def test_a_reader_elsewhere_is_told_both_clocks() -> None:
    """The entry says the reader's time and that of the place, as the letter does."""
    record = interview_record(time_zone="Europe/Berlin")
    record["candidate"]["time_zone"] = "America/New_York"
    followup = COMPOSER.compose(Interview.model_validate(record), FIXED)
    when = followup.meetings[0].description.split("\n")[0]

    assert ("4:00" in when, "10:00" in when) == (True, True)
    assert when in followup.text


def test_the_place_of_a_meeting_is_where_it_begins() -> None:
    """Of two zones in one slot, that of the beginning gives the clock."""
    told = Outcome.model_validate(
        {
            **FIXED.model_dump(),
            "slot": {**SLOT, "end": "2026-12-01T10:30+00:00[Europe/London]"},
        }
    )
    when = composed(told).meetings[0].description.split("\n")[0]

    assert "10:00 – 11:30 AM" in when
    assert "London" not in when


def test_without_ids_another_place_makes_another_meeting() -> None:
    """What names a meeting that has no ids is all that tells it from others."""
    halls = ("Hall 3", "Hall 4")
    names = {
        composed(FIXED.model_copy(update={"place": hall})).meetings[0].uid
        for hall in halls
    }

    assert len(halls) == len(names)


def test_the_class_shows_where_meetings_are_kept() -> None:
    """Tools that look at the class, not at a message, find its slot."""
    assert "meetings" == Followup.__dict__["meetings"].__get__(None, Followup).__name__


def test_another_meeting_makes_another_message() -> None:
    """Messages that have not worded their meetings are compared by them all the same."""
    moved = FIXED.model_copy(update={"place": "Hall 4"})
    one, other = composed(), composed(moved)

    assert replace(one, text="", html="", short_facts="") != replace(
        other, text="", html="", short_facts=""
    )


def test_many_threads_get_equal_meetings() -> None:
    """Nothing but the same can come of asking at the same time."""
    followups = [composed() for _ in range(50)]
    expected = composed().meetings
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: followups[n % 50].meetings, range(400)))

    assert [expected] * 400 == found


def test_a_message_stays_frozen() -> None:
    """What words the meetings is no way to put in others."""
    with pytest.raises(FrozenInstanceError):
        composed().meetings = ()  # type: ignore[misc]  # what is tested


def _reached(thing: object) -> Iterator[object]:
    seen: set[int] = set()
    queue = [thing]
    while queue:
        found = queue.pop()
        if id(found) in seen or isinstance(found, type):
            continue
        seen.add(id(found))
        yield found
        queue += gc.get_referents(found)


def test_a_kept_message_holds_no_facts() -> None:
    """What words a meeting later is a handful of plain values."""
    kept = kept_meetings(composed(outcome("next_round")))

    assert [] == [found for found in _reached(kept) if isinstance(found, Facts)]
    assert "Marta" not in repr(kept)


def test_what_words_a_meeting_weighs_less_than_the_meeting() -> None:
    """Facts that come from JSON and are let go: the message is lighter unasked."""
    unasked, asked = composed(), composed()
    meeting = asked.meetings[0]
    texts = [getattr(meeting, name) for name in Meeting.__slots__]
    kept = kept_meetings(unasked)
    parts = [*kept, *kept[3], *kept[3][0]]

    assert sum(map(sys.getsizeof, (kept, *parts))) < sum(
        map(sys.getsizeof, (meeting, *texts))
    )


@pytest.mark.parametrize("workers", (0, 1))
def test_a_batch_words_no_meeting_either(workers: int) -> None:
    """Results come back unworded, also from another process, and say the same."""
    item = Item(interview(), FIXED)
    if workers:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            (result,) = compose_many([item], composer=COMPOSER, executor=pool)
    else:
        (result,) = compose_many([item], composer=COMPOSER)
    followup = result.unwrap()

    assert not is_worded(followup)
    assert composed().meetings == followup.meetings
    assert composed() == followup


@pytest.mark.parametrize(
    ("changes", "told", "path"),
    (
        ({"company": {"name": {"de": "Nordland"}}}, {}, "interview.company.name"),
        ({"role": {"title": {"de": "Technik"}}}, {}, "interview.role.title"),
        ({}, {"stage": {"de": "Gespräch"}}, "outcome.stage"),
        ({}, {"place": {"de": "Halle 3"}}, "outcome.place"),
    ),
)
def test_what_cannot_be_worded_is_refused_at_once(
    changes: dict[str, Any], told: dict[str, Any], path: str
) -> None:
    """Whoever asks for a meeting later never gets an error for a fact."""
    moved = Outcome.model_validate({**FIXED.model_dump(), **told})
    with pytest.raises(FactsError) as caught:
        compose_followup(interview(**changes), moved, locale="en")

    assert path in {problem.path for problem in caught.value.problems}


def test_a_kind_of_a_host_has_meetings_by_a_property_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Slots may be worked out; beyond so many kinds they are looked up each time."""
    monkeypatch.setattr(_meetings, "_MOST_KINDS", 0)
    monkeypatch.setattr(_meetings, "_meets", {})

    offered = _Visit()
    scene: Any = _Scene(interview(), offered)
    asked = _meetings.meetings_request(scene, None)

    assert asked is not None
    assert (1, False, "Visit") == (len(asked.times), asked.is_fixed, asked.stage)
    assert {} == _meetings._meets


class _Visit:
    """As much of an outcome as meetings look at."""

    model_fields: ClassVar[dict[str, object]] = {}
    kind, revision = "visit", 0
    stage, place = "Visit", "Hall 3"

    @property
    def slots(self) -> tuple[object, ...]:
        """Return a time, and something that is none."""
        return (Slot.model_validate(SLOT), "later")


class _Scene:
    """As much of a scene as meetings look at."""

    withheld: frozenset[str] = frozenset()
    send_at = None

    def __init__(self, told: Any, decided: Any) -> None:
        self.interview = told
        self.outcome = decided

    def localized(self, value: str, path: str) -> str:
        """Return a plain text."""
        assert path
        return value


@pytest.mark.parametrize(
    ("members", "expected"),
    (
        ({"model_fields": {"slot": None}}, True),
        ({"model_fields": {"slots": None}}, True),
        ({"model_fields": {}, "slot": None}, True),
        ({"model_fields": {"stage": None}}, False),
    ),
)
def test_whether_a_kind_may_meet_is_looked_up_once(
    members: dict[str, Any], monkeypatch: pytest.MonkeyPatch, *, expected: bool
) -> None:
    """One field or property of either name will do, and the answer is kept."""
    monkeypatch.setattr(_meetings, "_meets", {})
    kind: Any = type("Visit", (), members)

    assert expected is _meetings._may_meet(kind)
    assert {kind: expected} == _meetings._meets
    kind.model_fields = {} if expected else {"slot": None}
    assert expected is _meetings._may_meet(kind)
