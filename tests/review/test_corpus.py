"""The reviewer finds the planted faults of the labelled corpus, and only those."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from followup_kit.review import review_text
from tests.review_corpus import FACT_FAULTS, PRACTICE_FAULTS, facts_of
from tests.review_figures import FITTING, Verdict, figures, judged


_PAGE: Final = Path(__file__).parents[2] / "docs" / "explanation" / "review.md"
_GOOD: Final = tuple(x for x in judged() if not x.fault)
_FACTS: Final = tuple(x for x in judged() if x.fault in FACT_FAULTS)
_PRACTICES: Final = tuple(x for x in judged() if x.fault in PRACTICE_FAULTS)
# What the README says of each.
_NOT_FOUND: Final = {
    *("ar-practice-10", "ar-practice-14", "de-practice-18", "ja-practice-10"),
    "ja-practice-19",
}


def _ids(verdicts: tuple[Verdict, ...]) -> list[str]:
    return [verdict.entry["id"] for verdict in verdicts]


def test_every_fault_has_codes_that_tell_of_it() -> None:
    """No fault is counted as found by whatever happens to be said."""
    assert set(FITTING) == FACT_FAULTS | PRACTICE_FAULTS


@pytest.mark.parametrize("verdict", _FACTS, ids=_ids(_FACTS))
def test_a_planted_fact_fault_is_found(verdict: Verdict) -> None:
    """Every one is found at its place, as an error where it has to be one."""
    assert verdict.is_found


@pytest.mark.parametrize("verdict", _GOOD, ids=_ids(_GOOD))
def test_a_good_message_has_no_error(verdict: Verdict) -> None:
    """No error is reported on what a careful recruiter would send."""
    assert [] == [x.code for x in verdict.alarms if x.severity == "error"]


def test_practice_faults_are_found_but_for_those_listed() -> None:
    """The list of misses is neither longer nor shorter than the README's."""
    missed = {x.entry["id"] for x in _PRACTICES if not x.is_found}

    assert missed == _NOT_FOUND


@pytest.mark.parametrize("verdict", _GOOD, ids=_ids(_GOOD))
def test_what_the_labels_know_is_not_needed(verdict: Verdict) -> None:
    """The reviewer gets text and facts alone: ``stated_as`` is no argument of it."""
    entry = {k: v for k, v in verdict.entry.items() if k != "stated_as"}
    interview, outcome, send_at = facts_of(entry["facts"])
    found = review_text(
        entry["text"],
        interview,
        outcome,
        locale=entry["locale"],
        subject=entry["subject"],
        send_at=send_at,
    )

    assert found.is_safe


def test_the_figures_of_the_page_are_those_of_the_run() -> None:
    """Figures about the reviewer are printed by the command, not remembered."""
    printed = "\n".join(figures())
    quoted = re.findall(
        r"^\| `(\w+)` \| (\d+/\d+) \|$", _PAGE.read_text("utf-8"), re.MULTILINE
    )

    assert quoted
    for fault, share in quoted:
        assert re.search(rf"^{fault} .* {share}$", printed, re.MULTILINE), fault
