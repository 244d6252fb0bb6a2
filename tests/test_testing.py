"""The ready-made test cases for hosts and authors of sets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from followup_kit.errors import FactsError, OutcomeKindError
from followup_kit.models import Rejected, StillConsidered
from followup_kit.testing import (
    LetterCase,
    assert_letter_ok,
    assert_set_ok,
    sample_interview,
    sample_outcome,
    template_set_cases,
)
from tests.checking.sets import LETTER, small_set


@pytest.mark.parametrize("case", template_set_cases("standard", kinds=[Rejected]))
def test_a_letter_of_the_built_in_set(case: LetterCase) -> None:
    """The cases parametrize a test as the documentation shows."""
    assert_letter_ok(case)


def test_the_cases_are_all_letters() -> None:
    """There is one case a kind, locale and formality, with a name that tells which."""
    cases = template_set_cases("standard")

    assert len(cases) >= 72
    assert "rejected-de-informal" in {case.id for case in cases}


def test_a_broken_letter_fails_with_its_place() -> None:
    """The failure lists file, line and remedy."""
    made = small_set({"en/still_considered.txt": LETTER.replace("You are", "TBD are")})
    case = LetterCase(made, "still_considered", "en", "formal")

    with pytest.raises(AssertionError, match=r"en/still_considered\.txt:3: error"):
        assert_letter_ok(case)


def test_a_set_can_be_asserted_whole() -> None:
    """A sound set passes, and a broken one fails."""
    assert_set_ok(small_set(), kinds=[StillConsidered])
    with pytest.raises(AssertionError):
        assert_set_ok(
            small_set({"en/still_considered.txt": LETTER + "{{ nothing }}"}),
            kinds=[StillConsidered],
        )


def test_sample_facts_can_be_changed() -> None:
    """Hosts get valid facts and replace what their test is about."""
    interview = sample_interview(highlights=["The talk about tests."])

    assert ("The talk about tests.",) == interview.highlights
    outcome = sample_outcome("rejected", keep_until="2027-06-30")
    assert isinstance(outcome, Rejected)
    assert "2027-06-30" == str(outcome.keep_until)
    assert sample_interview("a single name").candidate.name == "Suharto"


def test_wrong_changes_are_refused() -> None:
    """Unknown samples, kinds and fields are errors."""
    with pytest.raises(KeyError):
        sample_interview("nobody")
    with pytest.raises(FactsError):
        sample_interview(nothing=1)
    with pytest.raises(OutcomeKindError):
        sample_outcome("nothing")


def test_importing_it_does_not_import_pytest() -> None:
    """A host may use the sample facts where pytest is not installed."""
    code = (
        "import sys; sys.modules['pytest'] = None; import followup_kit.testing as t; "
        "t.sample_interview(); t.assert_set_ok; from followup_kit.errors import "
        "MissingExtraError\n"
        "try:\n    t.template_set_cases('standard')\n"
        "except MissingExtraError as error:\n    print(error.codes)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )

    assert "('missing_extra',)" == done.stdout.strip()
    assert Path(sys.executable).exists()
