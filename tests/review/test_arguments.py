"""Arguments of a review that are no such thing are refused by errors of ours."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit import Composer
from followup_kit.errors import FactsError
from followup_kit.review import compare, review, review_email, review_html, review_text
from tests.factories import interview, outcome


WRONG: Any = object()


@pytest.mark.parametrize("read", (review_text, review_html, review_email))
@pytest.mark.parametrize(
    ("name", "code"),
    (
        ("policy", "wrong_type"),
        ("extras", "wrong_type"),
        ("formality", "not_a_choice"),
    ),
)
def test_options_of_a_review_have_their_type(read: Any, name: str, code: str) -> None:
    """The error names the argument."""
    text = b"" if read is review_email else "Hello."
    with pytest.raises(FactsError) as caught:
        read(text, interview(), outcome("rejected"), locale="en", **{name: WRONG})
    assert ((name,), (code,)) == (caught.value.paths, caught.value.codes)


def test_every_wrong_option_is_told_at_once() -> None:
    """So does a message that is none."""
    with pytest.raises(FactsError) as caught:
        review(WRONG, interview(), outcome("rejected"), policy=WRONG, extras=WRONG)
    assert ("followup", "policy", "extras") == caught.value.paths


@pytest.mark.parametrize("place", ("interview", "outcome"))
def test_facts_of_a_review_are_facts(place: str) -> None:
    """Reviews and comparisons ask for the same as composing."""
    facts: dict[str, Any] = {"interview": interview(), "outcome": outcome("rejected")}
    followup = Composer().compose(**facts)
    facts[place] = WRONG
    for read in (
        lambda: review(followup, **facts),
        lambda: review_text("Hello.", **facts, locale="en"),
        lambda: compare("Hello.", "Hello.", **facts, locale="en"),
    ):
        with pytest.raises(FactsError) as caught:
            read()
        assert (place,) == caught.value.paths
