"""The figures about each code are those of the labelled messages."""

from __future__ import annotations

from followup_kit.review import codes
from tests.review_codes import MEANT_FOR, PAGE, page
from tests.review_corpus import FACT_FAULTS, PRACTICE_FAULTS
from tests.review_figures import FITTING


def test_the_page_is_what_the_command_gives() -> None:
    """``python -m tests.review_codes --write`` was run after the last change."""
    assert page() == PAGE.read_text("utf-8")


def test_each_planted_fault_is_meant_for_a_code_that_tells_of_it() -> None:
    """No fault is left out of the figures, none counts for a code it does not fit."""
    assert FACT_FAULTS | PRACTICE_FAULTS == set(MEANT_FOR)
    assert [] == [x for x, code in MEANT_FOR.items() if code not in FITTING[x]]


def test_every_code_of_a_review_is_on_the_page_once() -> None:
    """A code is in a table, or among those without a labelled message."""
    text = PAGE.read_text("utf-8")
    named = [x.code for x in codes() if x.about != "composing"]
    assert dict.fromkeys(named, 1) == {x: text.count(f"`{x}`") for x in named}
