"""Accidents that really happened, as batches: which guard would have stopped each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup_kit.batch import Item, compose_many, summarise
from followup_kit.errors import BatchError, FactsError
from tests.batch.samples import pair, told


_CORPUS = Path(__file__).parent.parent / "corpora" / "incidents.json"

_ELSEWHERE = {
    "bellevue": "internal text has no place in the facts of a letter",
    "chiefonboarding-130": "names of candidate and sender are fields of their own",
    "workshop-portal-492": "misspelt fields fail when a set loads",
    "opencats-133": "merge tags are refused in facts",
    "calcom-18248": "dates are told on the reader's clock, with its zone",
    "calcom-2268": "moments are instants in a zone",
    "mailgun-display-name": "mail headers are read back",
    "none-salutation": "nothing is printed for a missing fact",
}
"""Incidents that no look at a batch could have stopped, and what does."""


def _applicant(number: int, kind: str, **changes: Any) -> Item:
    candidate = {"name": f"Applicant {number}", "locale": "en"} | changes
    candidate.setdefault("candidate_id", f"C-{number}")
    interview, outcome = pair(kind, candidate=candidate, process_id="P-1")
    return Item(interview, outcome, key=(candidate["candidate_id"], kind))


def _all(kind: str, count: int) -> list[Item]:
    return [_applicant(number, kind) for number in range(count)]


def _refused(items: list[Item], expect: dict[str, int]) -> tuple[str, ...]:
    """Return the paths of the refusal, made before anything is composed."""
    with pytest.raises(BatchError) as raised:
        compose_many(items, expect=expect)
    return raised.value.paths


def test_everyone_instead_of_one() -> None:
    """One rejection was meant, and all addresses were selected."""
    assert ("expect.rejected",) == _refused(_all("rejected", 60), {"rejected": 1})


def test_a_wrong_flag_for_many() -> None:
    """Records were flagged as admitted: more good news than places."""
    batch = [*_all("offer_coming", 50), *_all("rejected", 4)]

    assert ("expect.offer_coming", "expect.rejected") == _refused(
        batch, {"offer_coming": 4, "rejected": 50}
    )


def test_the_list_of_all_for_the_list_of_some() -> None:
    """All applicants were told what was meant for those who were chosen."""
    batch = _all("next_round", 46)

    assert ("expect.next_round",) == _refused(batch, {"next_round": 17})


def test_good_news_for_the_undecided() -> None:
    """Candidates of whom nothing is decided were congratulated."""
    batch = [*_all("offer_coming", 3), *_all("decision_pending", 9)]

    paths = _refused(batch, {"decision_pending": 12})

    assert ("expect.decision_pending", "expect.offer_coming") == paths


def test_rejected_who_had_accepted() -> None:
    """A rejection for somebody who is told of an offer in the same batch."""
    batch = [_applicant(1, "offer_coming"), _applicant(2, "rejected")]
    assert () == summarise(batch).contradictory

    (found,) = summarise([*batch, _applicant(1, "rejected")]).contradictory

    assert ((0, 2), ("offer_coming", "rejected")) == (found.indices, found.kinds)


def test_a_code_for_a_letter() -> None:
    """The outcome was a word that names no kind, and was sent as the letter."""
    item = ({**pair()[0]}, {"kind": "Decline"})

    (result,) = compose_many([item])

    assert isinstance(result.error, FactsError)
    assert ("items[0].outcome.kind",) == result.error.paths
    assert (0,) == summarise([item]).unreadable


def test_columns_that_slipped() -> None:
    """Facts were sorted apart from their people: here, each item holds its own."""
    batch = [_applicant(n, "on_hold", email=f"a{n}@example.org") for n in range(6)]
    shuffled = [batch[n] for n in (3, 0, 5, 1, 4, 2)]

    expected = {r.key: r.unwrap() for r in compose_many(batch)}

    assert expected == {r.key: r.unwrap() for r in compose_many(shuffled)}
    assert [f"a{n}@example.org" for n in range(6)] == [
        followup.recipient.address for followup in expected.values()
    ]


def test_the_first_for_everybody() -> None:
    """What was filled in for the first message appeared in every other."""
    batch = [_applicant(n, "rejected") for n in range(8)]

    alone = [told(compose_many([item]))[0] for item in batch]
    together = told(compose_many(batch))

    for number, (one, among) in enumerate(zip(alone, together, strict=True)):
        assert isinstance(one, tuple)
        assert isinstance(among, tuple)
        assert one[1:] == among[1:]
        assert f"Applicant {number}" in among[2]
        assert f"Applicant {(number + 1) % 8}" not in among[2]


def test_the_batch_again_after_a_retry() -> None:
    """A job ran again from the start, and people were written to twice."""
    batch = _all("rejected", 9)
    results = compose_many(batch)
    sent = {next(results).key for _ in range(5)}
    results.close()

    again = [result.key for result in compose_many(batch, done=sent)]
    doubled = [r.ok for r in compose_many([*batch, *batch])]

    assert [item.key for item in batch[5:]] == again
    assert [True] * 9 + [False] * 9 == doubled
    assert tuple(range(9, 18)) == summarise([*batch, *batch]).repeated_keys


_STOPPED: dict[str, Callable[[], None]] = {
    "gmo-2015": test_everyone_instead_of_one,
    "eskaton-2024": test_a_code_for_a_letter,
    "cmu-2015": test_a_wrong_flag_for_many,
    "ucsd-2009": test_the_list_of_all_for_the_list_of_some,
    "usfsp": test_the_list_of_all_for_the_list_of_some,
    "standrews-2015": test_good_news_for_the_undecided,
    "gwu-vanderbilt-2010": test_a_wrong_flag_for_many,
    "ats-reject-new-hire": test_rejected_who_had_accepted,
    "pcpd-2019DB03": test_columns_that_slipped,
    "ditsnews-11": test_the_first_for_everybody,
    "ats-issues-139": test_the_first_for_everybody,
    "launchnotes-2024-07": test_the_batch_again_after_a_retry,
}


def test_every_incident_is_accounted_for() -> None:
    """Each incident of the corpus has a guard here or a rule elsewhere."""
    corpus = json.loads(_CORPUS.read_text(encoding="utf-8"))

    assert {*_STOPPED, *_ELSEWHERE} == {entry["id"] for entry in corpus}
