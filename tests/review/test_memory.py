"""Nothing of a text that was reviewed stays in memory."""

from __future__ import annotations

import pytest

from followup_kit import Composer
from followup_kit.review import _memory, compare, review, review_html, review_text
from followup_kit.review._customs import words_of
from tests.factories import interview, outcome


def _kept() -> int:
    return sum(memory.cache_info().currsize for memory in _memory._memories)  # type: ignore[attr-defined]  # an lru_cache


def test_a_review_forgets_the_text_it_has_read() -> None:
    """Words of a candidate do not outlive the review, whatever was reviewed."""
    facts, decision = interview(), outcome("next_round")
    followup = Composer().compose(facts, decision)

    for found in (
        review(followup, facts, decision),
        review_text(followup.text, facts, decision, locale="en"),
        review_html(followup.html, facts, decision, locale="en"),
    ):
        assert found.is_safe
        assert 0 == _kept()
    assert compare(followup.text, followup.text, facts, decision, locale="en").is_safe
    assert 0 == _kept()


def test_what_was_read_before_an_error_is_forgotten_too() -> None:
    """A reading that ends in an error leaves nothing behind."""
    kept: list[int] = []
    with _memory.remembering():
        words_of("of another test")
    with pytest.raises(ValueError, match="cut short"):
        _read_in_part(kept)
    assert [1, 0] == [*kept, _kept()]


def _read_in_part(kept: list[int]) -> None:
    with _memory.remembering():
        assert ((0, 5, "marta"),) == words_of("Marta")
        kept.append(_kept())
        raise ValueError("cut short")


def test_words_are_remembered_while_a_text_is_read() -> None:
    """The memory is used at all: a word that comes again is found in it."""
    calls = []

    @_memory.remembered
    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    with _memory.remembering():
        assert [3, 3] == [length("abc"), length("abc")]
        assert ["abc"] == calls
    length("abc")
    assert ["abc", "abc"] == calls
    _memory._memories.pop()
