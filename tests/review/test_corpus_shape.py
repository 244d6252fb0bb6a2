"""The labelled corpus of reviewed messages is what its README says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from followup_kit.models import contradictions, outcome_kinds
from tests.review_corpus import (
    FACT_FAULTS,
    LANGUAGES,
    LATER_LANGUAGES,
    PRACTICE_FAULTS,
    corpus,
    facts_of,
    known_facts,
    unstated,
)


_FIELDS = {"id", "locale", "kind", "facts", "subject", "text", "good", "planted"} | {
    "note",
    "origin",
}
# What must be stated is gone from its only place.
_LEAVES_A_GAP = {"dropped_link", "dropped_date", "dropped_document", "altered_link"}
_WITHOUT_SPAN = {"dropped_link", "dropped_date", "dropped_document", "missing_no"} | {
    "generic",
    "late_without_apology",
}


def _ids(entries: tuple[Mapping[str, Any], ...]) -> list[str]:
    return [entry["id"] for entry in entries]


GOOD = tuple(entry for entry in corpus() if entry["good"])
BAD = tuple(entry for entry in corpus() if not entry["good"])


def _language(entry: Mapping[str, Any]) -> str:
    return str(entry["id"]).partition("-")[0]


@pytest.mark.parametrize("name", known_facts())
def test_every_record_of_facts_loads_and_is_consistent(name: str) -> None:
    """A message is never labelled against facts that the library would refuse."""
    interview, outcome, send_at = facts_of(name)

    assert () == contradictions(interview, outcome, send_at)


def test_every_record_of_facts_is_used() -> None:
    """No record stands there for nothing."""
    assert set(known_facts()) == {entry["facts"] for entry in corpus()}


def test_all_twelve_kinds_occur_among_the_good_messages() -> None:
    """No kind of letter is left out."""
    built_in = {
        kind
        for kind, cls in outcome_kinds().items()
        if cls.__module__.startswith("followup_kit.")
    }

    assert built_in == {entry["kind"] for entry in GOOD}


def test_ids_are_unique() -> None:
    """A figure about a message can name it."""
    assert [] == [name for name, count in Counter(_ids(corpus())).items() if count > 1]


def test_messages_are_unique() -> None:
    """No message is counted twice."""
    texts = Counter((entry["subject"], entry["text"]) for entry in corpus())

    assert 1 == max(texts.values())


@pytest.mark.parametrize("entry", corpus(), ids=_ids(corpus()))
def test_an_entry_is_complete(entry: Mapping[str, Any]) -> None:
    """Every entry has its fields, and those of its facts agree with it."""
    interview, outcome, _ = facts_of(entry["facts"])
    later = _language(entry) in LATER_LANGUAGES

    assert _FIELDS <= set(entry) <= _FIELDS | {"shipped", "stated_as"}
    assert (outcome.kind, interview.candidate.locale) == (
        entry["kind"],
        entry["locale"],
    )
    assert (entry["shipped"] is False) if later else ("shipped" not in entry)
    assert entry["good"] == (entry["planted"] is None)


@pytest.mark.parametrize("entry", BAD, ids=_ids(BAD))
def test_a_planted_fault_is_named_and_found_once(entry: Mapping[str, Any]) -> None:
    """The span of a fault is a unique part of the text, or what was there is gone."""
    fault, span = entry["planted"]["fault"], entry["planted"]["span"]

    assert fault in FACT_FAULTS | PRACTICE_FAULTS
    assert (span is None) == (fault in _WITHOUT_SPAN)
    assert span is None or entry["text"].count(span) == 1


@pytest.mark.parametrize("entry", GOOD, ids=_ids(GOOD))
def test_a_good_message_states_what_it_must(entry: Mapping[str, Any]) -> None:
    """People, company, role, days, times, links, documents and pay are all there."""
    assert [] == unstated(entry)


@pytest.mark.parametrize("entry", BAD, ids=_ids(BAD))
def test_a_bad_message_has_no_second_gap(entry: Mapping[str, Any]) -> None:
    """One fault each: a practice fault loses no fact, a fact fault one at most."""
    gaps = unstated(entry)
    fault = entry["planted"]["fault"]

    if fault in _LEAVES_A_GAP:
        assert 1 == len(gaps)
    else:
        assert len(gaps) <= (fault in FACT_FAULTS)


def test_the_corpus_is_large_and_even_enough() -> None:
    """It holds the numbers of messages that figures about the reviewer need."""
    shipped = [entry for entry in corpus() if _language(entry) in LANGUAGES]
    good = Counter(_language(entry) for entry in shipped if entry["good"])
    faults = Counter(
        (_language(entry), entry["planted"]["fault"])
        for entry in shipped
        if entry["planted"]
    )

    assert dict.fromkeys(LANGUAGES, 30) == good
    for language in LANGUAGES:
        assert (
            FACT_FAULTS == {f for lang, f in faults if lang == language} & FACT_FAULTS
        )
        wanted = PRACTICE_FAULTS - ({"mixed_formality"} if language == "en" else set())
        assert wanted <= {f for lang, f in faults if lang == language}


def test_a_quarter_of_the_good_messages_each_is_composed_and_edited() -> None:
    """False alarms are measured on the library's prose and on other people's."""
    origins = Counter(e["origin"] for e in GOOD if _language(e) in LANGUAGES)

    assert {"composed": 32, "edited": 32, "free": 56} == origins


def test_later_languages_carry_fact_faults_only() -> None:
    """Nobody judges the wording of languages that are not shipped."""
    faults = {e["planted"]["fault"] for e in BAD if _language(e) in LATER_LANGUAGES}

    assert faults <= FACT_FAULTS
