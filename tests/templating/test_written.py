"""Small letters are written as they were accepted, to the last origin."""

from __future__ import annotations

import pytest

from tests.templating.written_letters import CASES, accepted, written


@pytest.mark.parametrize("name", CASES)
def test_a_letter_is_written_as_it_was_accepted(name: str) -> None:
    """Subject, plain text, HTML and origins, or the refusal, are those of the file."""
    assert accepted()[name] == written(CASES[name])


def test_every_accepted_letter_is_still_written() -> None:
    """The golden file holds the letters there are, and no others."""
    assert list(CASES) == list(accepted())
