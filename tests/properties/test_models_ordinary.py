"""Ordinary facts are built without our exact checks; nothing else may differ."""

from __future__ import annotations

import contextlib
import copy
import importlib
import json
from collections.abc import Generator, Iterator
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, get_args, get_origin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from followup_kit.errors import FollowupError
from followup_kit.models import (
    Day,
    DocumentField,
    Duration,
    EmailAddress,
    Facts,
    Identifier,
    Interview,
    Line,
    Link,
    LocaleTag,
    Localized,
    Moment,
    Name,
    Outcome,
    PhoneNumber,
    Prose,
    TimeZoneName,
    contradictions,
    load_facts,
    outcome_kinds,
)
from followup_kit.models import _quick as quick
from followup_kit.models._names import CalledName
from followup_kit.models._ordinary import UnusualError, look_closely
from followup_kit.models._values import ReplyAddress
from tests.factories import interview, interview_record, outcome
from tests.properties.any_facts import ZONES, hostile_texts, records, tame_records


class Text(str):
    """Text of a host's own kind, as a templating library has it."""

    __slots__ = ()


def _models(base: type[Facts] = Facts) -> Iterator[type[Facts]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


@contextlib.contextmanager
def exactly() -> Generator[None]:
    """Have every model built by pydantic and the exact checks alone."""
    kept = {model: model._build_ordinary for model in _models()}
    for model in kept:
        model._build_ordinary = look_closely
    try:
        yield
    finally:
        for model, build in kept.items():
            model._build_ordinary = build


def anatomy(value: Any) -> Any:
    """Return a value in full: types, zones, and which fields were set."""
    if isinstance(value, Facts):
        parts = {name: anatomy(part) for name, part in vars(value).items()}
        fields = sorted(value.model_fields_set)
        return type(value), parts, fields, value.__pydantic_private__
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), asdict(value)
    if isinstance(value, tuple):
        return tuple(map(anatomy, value))
    if isinstance(value, datetime):
        return value.isoformat(), value.fold, str(value.tzinfo)
    return type(value), value


def built(model: Any, value: Any) -> Any:
    """Return the anatomy of what is built, or every problem with it."""
    try:
        return anatomy(model.model_validate(value))
    except FollowupError as error:
        return error.problems


def assert_same(model: type[Facts], value: Any) -> None:
    """Assert that a model is the same, or refused in the same words, either way."""
    with exactly():
        expected = built(model, value)
    assert expected == built(model, value)


# ---- one field at a time


_days = st.dates(date(1960, 1, 1), date(2210, 1, 1))
_walls = st.datetimes(datetime(1960, 1, 1), datetime(2210, 1, 1))
_offsets = ("", "Z", "z", "+01:00", "-05:00", "+00:00", "-00:00", "+0100", "+05:45")


@st.composite
def _moments(draw: st.DrawFn) -> str:
    wall = draw(_walls)
    zone = draw(st.sampled_from((*ZONES, "Mars/Phobos", "")))
    offset = draw(st.sampled_from(_offsets))
    if zone in ZONES and draw(st.booleans()):
        there = wall.replace(tzinfo=ZoneInfo(zone), fold=draw(st.integers(0, 1)))
        offset = there.isoformat()[-6:]
    timespec = draw(st.sampled_from(("minutes", "seconds", "milliseconds")))
    stated = wall.isoformat(draw(st.sampled_from("TTTt ")), timespec)
    return stated + offset + (f"[{zone}]" if zone else "")


_addresses = st.from_regex(
    r"[a-z]{1,9}([._+-]?(reply|no|news|a|B|7)){0,3}@([a-z0-9-]{1,40}\.){1,3}[a-z]{1,5}",
    fullmatch=True,
)
_links = st.from_regex(
    r"https?://([a-z0-9-]{1,62}\.){1,5}[a-z]{2,5}([/?=&x-]{0,9}|/[a-z?=&%#]{0,12})",
    fullmatch=True,
)
_called = st.from_regex(
    r"[A-Za-zÀ-ɏА-я山田아ヤ \n.'’&,-]{1,70}|[A-Z][a-z]{1,9}\.?", fullmatch=True
)
_names = st.dictionaries(
    st.sampled_from(("given", "surname", "title", "locale", "surname_prefix", "nick")),
    st.one_of(_called, st.none(), _called.map(Text), st.sampled_from(("de", "Dr."))),
    max_size=5,
)
_anything = st.one_of(
    hostile_texts,
    hostile_texts.map(Text),
    st.text(st.sampled_from("ab Zé.<>%=?*[]{}\n\t山\u0301-'"), max_size=12),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    _days,
    _walls,
    st.binary(max_size=3),
    st.lists(hostile_texts, max_size=2),
    st.dictionaries(st.text(max_size=5), hostile_texts, max_size=2),
)
_TYPES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "CalledName": (CalledName, _called),
    "Day": (Day, _days.map(date.isoformat)),
    "DocumentField": (DocumentField, _called),
    "Duration": (Duration, st.sampled_from(("PT45M", "PT1H", "45"))),
    "EmailAddress": (EmailAddress, _addresses),
    "Identifier": (Identifier, _called),
    "Line": (Line, _called),
    "Link": (Link, _links),
    "LocaleTag": (LocaleTag, st.sampled_from(("de", "DE_at", "xx", "iw", "zh-Hant"))),
    "Localized": (Localized, _called),
    "Moment": (Moment, _moments()),
    "Name": (Name, st.one_of(_called, _names)),
    "PhoneNumber": (PhoneNumber, st.from_regex(r"[+0-9 ()./-]{1,35}", fullmatch=True)),
    "Prose": (Prose, _called),
    "ReplyAddress": (ReplyAddress, _addresses),
    "TimeZoneName": (TimeZoneName, st.sampled_from((*ZONES, "CEST", "UTC", "europe"))),
}


@pytest.mark.parametrize("name", _TYPES)
@given(data=st.data())
def test_what_is_ordinary_the_exact_check_returns_as_it_is(
    name: str, data: st.DataObject
) -> None:
    """Whatever value the quick way lets through, the exact one returns the same of."""
    kind, likely = _TYPES[name]
    value = data.draw(st.one_of(likely, likely, _anything))
    shape, *marks = get_args(kind)
    assert Annotated is get_origin(kind)
    try:
        ordinary = SchemaValidator(quick._of_type(shape, tuple(marks))).validate_python(
            value
        )
    except (ValidationError, UnusualError, TypeError, FollowupError):
        return
    with exactly():
        assert anatomy(TypeAdapter(kind).validate_python(value)) == anatomy(ordinary)


# ---- whole records


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield holder and key of everything in a record."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in list(pairs):
        yield value, key
        if isinstance(below, dict | list):
            yield from _places(below)


@st.composite
def _damaged(draw: st.DrawFn) -> dict[str, Any]:
    """Return a record in which a few things are anything else."""
    record = draw(records(hostile_texts))
    everything = list(_places(record["interview"])) + list(_places(record["outcome"]))
    for holder, key in draw(st.lists(st.sampled_from(everything), max_size=3)):
        if draw(st.booleans()):
            holder[key] = draw(_anything)
        elif isinstance(holder, dict):
            holder.pop(key, None)
            holder[draw(st.sampled_from(("note", "kind", key)))] = draw(_anything)
    return record


@given(record=_damaged())
def test_facts_are_the_same_either_way(record: dict[str, Any]) -> None:
    """Sound or damaged, a record gives equal facts, or the same problems in order."""
    assert_same(Interview, record["interview"])
    assert_same(Outcome, record["outcome"])


@given(record=_damaged())
def test_both_records_at_once_are_the_same_either_way(record: dict[str, Any]) -> None:
    """What load_facts returns or refuses does not depend on the way either."""

    def loaded() -> Any:
        try:
            return [anatomy(facts) for facts in load_facts(**copy.deepcopy(record))]
        except FollowupError as error:
            return error.problems

    with exactly():
        expected = loaded()
    assert expected == loaded()


@given(record=tame_records())
def test_facts_of_built_parts_are_the_same_either_way(record: dict[str, Any]) -> None:
    """Parts that are facts already are checked and kept alike."""
    whole = load_facts(**record)
    for facts in whole:
        assert_same(type(facts), facts)
        assert_same(type(facts), dict(vars(facts)))
        dumped = json.loads(facts.model_dump_json())
        assert_same(type(facts), dumped)
        assert facts == type(facts)(**dict(vars(facts)))


# ---- times against one another


_SENT = datetime(2026, 11, 20, 9, tzinfo=UTC)
_near = st.integers(-3, 3).map(lambda days: _SENT.date() + timedelta(days=days))


@st.composite
def _slots(draw: st.DrawFn) -> dict[str, str]:
    minutes = draw(st.integers(-4000, 4000))
    start = (_SENT + timedelta(minutes=minutes)).astimezone(
        ZoneInfo(draw(st.sampled_from(ZONES)))
    )
    end = start.astimezone(UTC) + timedelta(minutes=draw(st.integers(1, 900)))
    return {
        key: f"{moment.isoformat()}[{moment.tzinfo}]"
        for key, moment in (
            ("start", start),
            ("end", end.astimezone(ZoneInfo(draw(st.sampled_from(ZONES))))),
        )
    }


@st.composite
def _close_calls(draw: st.DrawFn) -> tuple[Interview, Outcome, datetime | None]:
    """Return facts whose times lie close to one another."""
    kind = draw(st.sampled_from(sorted(_own_kinds())))
    days = {
        name: draw(_near)
        for name, info in _own_kinds()[kind].model_fields.items()
        if "date" in str(info.annotation) and draw(st.booleans())
    }
    times: dict[str, Any] = {}
    if kind == "next_round":
        times = {"slots": (), "slot": None, "booking_url": None, "duration": None}
        several = draw(st.booleans())
        some = draw(st.lists(_slots(), min_size=2, max_size=3, unique_by=str))
        times |= {"slots": some} if several else {"slot": some[0]}
    question = {"question": "What?", "answer_by": draw(_near)}
    record = interview_record(
        candidate={"name": "Ana", "time_zone": draw(st.sampled_from((None, *ZONES)))},
        sessions=[draw(_slots()), {"start": draw(_slots())["start"]}],
        questions=draw(st.sampled_from(([], [question], [question | {"answer": "A"}]))),
    )
    zone = ZoneInfo(draw(st.sampled_from(("UTC", *ZONES))))
    sent = draw(st.sampled_from((None, _SENT, _SENT.astimezone(zone))))
    return Interview.model_validate(record), outcome(kind, **days | times), sent


border: Any = importlib.import_module("followup_kit.models._contradictions")


def _own_kinds() -> dict[str, type[Outcome]]:
    return {
        kind: model
        for kind, model in outcome_kinds().items()
        if model.__module__.startswith("followup_kit.")
    }


def _exact_contradictions(*facts: Any) -> tuple[Any, ...]:
    kept, border.times_agree = border.times_agree, lambda *_: False
    try:
        return contradictions(*facts)
    finally:
        border.times_agree = kept


@given(facts=_close_calls())
def test_times_that_agree_beyond_doubt_are_contradicted_by_nothing(
    facts: tuple[Interview, Outcome, datetime | None],
) -> None:
    """However close the times, the quick proof never passes over a contradiction."""
    assert _exact_contradictions(*facts) == contradictions(*facts)


def test_the_quick_proof_settles_ordinary_times() -> None:
    """With days to spare, nothing is compared exactly; with none, everything is."""
    fit = {"confirm_by": "2026-11-27", "decision_by": "2026-12-08"}
    assert border.times_agree(interview(), outcome("next_round", **fit), _SENT)
    assert border.times_agree(interview(), outcome("rejected"), None)
    assert not border.times_agree(
        interview(), outcome("rejected", keep_until="2026-11-20"), _SENT
    )
