"""Facts with anything in them: texts from the corpora, dangerous points, any text."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from followup_kit import Composer
from followup_kit.errors import FollowupError
from followup_kit.models import Interview, Outcome, load_facts, outcome_kinds
from followup_kit.models._text import check_line
from tests.factories import interview_record


__all__ = ["COMPOSER", "ZONES", "hostile_texts", "loaded", "records", "tame_records"]

COMPOSER = Composer(namespace="a secret of at least 16 characters")
_CORPORA = Path(__file__).parent.parent / "corpora"
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Cairo",
)
_LOCALES = ("en", "en-GB", "en-US", "de", "de-AT", "ja", "ar", "ar-EG")


@functools.cache
def _corpus(name: str, key: str) -> tuple[str, ...]:
    entries = json.loads((_CORPORA / name).read_text(encoding="utf-8"))
    return tuple(entry[key] for entry in entries if entry.get(key))


def _naughty() -> tuple[str, ...]:
    texts: list[str] = json.loads((_CORPORA / "naughty/blns.json").read_text("utf-8"))
    return tuple(texts)


@functools.cache
def _all_texts() -> tuple[str, ...]:
    return (
        *_naughty(),
        *_corpus("names.json", "name"),
        *_corpus("leftover_placeholders.json", "text"),
        *_corpus("mail/rfc2047_torture.json", "wire"),
        *_corpus("mail/rfc2047_torture.json", "decoded"),
        *_corpus("mail/urls.json", "url"),
        *(f"Ana{char}Li" for char in _corpus("mail/unicode_dangerous.json", "char")),
    )


hostile_texts = st.one_of(
    st.deferred(lambda: st.sampled_from(_all_texts())),
    st.text(max_size=60),
    st.text(
        st.sampled_from("aé中م😀 ,;:<>@\"'\\=?&%{}[]|\u200d\u0301\u2068\u2069"),
        max_size=40,
    ),
)


def _acceptable(text: str) -> str:
    """Return a text that facts take; another for one they refuse."""
    try:
        check_line(text)
    except (FollowupError, PydanticCustomError):
        return "".join(char for char in text if char.isalpha()) or "Ana"
    # A name with a backslash is refused by calendar entries, and only there.
    return text.replace("\\", "") or "Ana"


odd_texts = hostile_texts.map(_acceptable)


def _names(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.one_of(
        texts,
        st.fixed_dictionaries(
            {"given": texts, "surname": texts},
            optional={"title": texts, "surname_prefix": texts},
        ),
    )


def _samples() -> list[dict[str, Any]]:
    return [
        dict(facts)
        for model in outcome_kinds().values()
        if model.__module__.startswith("followup_kit.")
        for facts in model.sample_facts()
    ]


def _texts(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield holder and key of each text of an outcome but its kind and codes."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in list(pairs):
        if isinstance(below, dict | list):
            yield from _texts(below)
        elif isinstance(below, str) and " " in below:
            yield value, key


@st.composite
def records(
    draw: st.DrawFn, texts: st.SearchStrategy[str] = odd_texts
) -> dict[str, Any]:
    """Return interview and outcome as plain values, with odd texts in places."""
    outcome = copy.deepcopy(draw(st.sampled_from(_samples())))
    holders = list(_texts(outcome))
    if holders:
        for holder, key in draw(st.lists(st.sampled_from(holders), max_size=2)):
            holder[key] = draw(texts)
    record = interview_record(process_id="p", interview_id=draw(st.integers(0, 99)))
    record["candidate"] |= {
        "name": draw(_names(texts)),
        "locale": draw(st.sampled_from(_LOCALES)),
        "time_zone": draw(st.sampled_from((None, *ZONES))),
        "candidate_id": draw(st.integers(1, 10**6)),
    }
    places = (("role", "title"), ("company", "name"), ("sender", "name"))
    for group, field in draw(st.lists(st.sampled_from(places), max_size=2)):
        record[group][field] = draw(texts)
    record["highlights"] = draw(st.lists(texts, max_size=2))
    if outcome["kind"] == "questions_answered":
        record["questions"] = [{"question": draw(texts), "answer": "Yes."}]
    if outcome["kind"] == "no_show":
        record["highlights"] = []
    return {"interview": record, "outcome": outcome}


_words = st.text(
    st.sampled_from("abcdeghijkmoprstuwyzäöüßéñçабвгд中文山田かなمحمد"),
    min_size=2,
    max_size=9,
)


@st.composite
def tame_records(draw: st.DrawFn) -> dict[str, Any]:
    """Return facts of harmless words, from which optional ones are missing."""
    record = draw(records())
    interview, outcome = record["interview"], record["outcome"]
    for holder, key in _texts(outcome):
        holder[key] = f"{draw(_words)} {draw(_words)}"
    interview["candidate"]["name"] = f"{draw(_words)} {draw(_words)}"
    interview["role"]["title"] = draw(_words)
    interview["company"]["name"] = draw(_words)
    interview["sender"]["name"] = draw(_words)
    if interview["highlights"]:
        interview["highlights"] = [f"{draw(_words)} {draw(_words)}"]
    if "questions" in interview:
        interview["questions"] = [{"question": "What?", "answer": draw(_words)}]
    for group, field in (
        ("sender", "role"),
        ("sender", "phone"),
        ("company", "careers_url"),
        ("company", "privacy_url"),
    ):
        if draw(st.booleans()):
            interview[group][field] = None
    return record


def loaded(record: dict[str, Any]) -> tuple[Interview, Outcome] | FollowupError:
    """Return the facts, or the error that refuses them."""
    try:
        return load_facts(record["interview"], record["outcome"])
    except FollowupError as error:
        return error
