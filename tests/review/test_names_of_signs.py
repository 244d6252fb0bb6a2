"""Reviews of messages whose names are unusual."""

from __future__ import annotations

import pytest

from followup_kit import Composer
from followup_kit.models import Interview
from followup_kit.review import review, review_text
from tests.factories import interview, interview_record, outcome


@pytest.mark.parametrize("name", ("😀", "…", "!!!", "°"))
def test_a_company_without_letters_is_reviewed_like_others(name: str) -> None:
    """There is no word in its name that another could be mistaken for."""
    record = interview_record()
    record["company"]["name"] = name
    facts, decision = Interview.model_validate(record), outcome("rejected")
    followup = Composer().compose(facts, decision)

    assert () == review(followup, facts, decision).errors
    assert review_text("Hello Marta, no.", facts, decision, locale="en").findings


def test_an_entry_about_a_colleague_of_the_same_name_is_not_about_the_candidate() -> (
    None
):
    """Who answers a question may be called like who asked it."""
    question = {
        "question": "When?",
        "answer_by": "2027-01-11",
        "answered_by": {"name": "Marta Kowalska"},
    }
    facts, decision = interview(questions=[question]), outcome("rejected")
    followup = Composer().compose(facts, decision)

    found = review(followup, facts, decision).findings

    assert "third_person" not in {finding.code for finding in found}
