"""Every fault of a set is told in the same words at the same place as ever."""

from __future__ import annotations

import re

import pytest

from tests.templating.broken_sets import CASES, accepted, said


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_as_it_was_accepted(name: str) -> None:
    """Place, code, message and remedy are those of the golden file."""
    assert accepted()[name] == said(CASES[name])


def test_every_accepted_fault_is_still_tried() -> None:
    """The golden file holds the cases there are, and no others."""
    assert list(CASES) == list(accepted())


def test_every_case_breaks_something() -> None:
    """A set that is none the worse for it would be no case."""
    assert [] == [name for name, words in accepted().items() if words == "nothing\n"]


def test_messages_and_remedies_are_sentences() -> None:
    """Each ends with a full stop."""
    lines = [
        line
        for words in accepted().values()
        for line in words.splitlines()
        if line.startswith("    ")
    ]
    assert [] == [line for line in lines if not re.search(r"[.…]$", line)]
