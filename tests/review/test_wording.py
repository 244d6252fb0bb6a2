"""Rules for wording find what they are for and leave the rest alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pytest

from followup_kit.review import find_wording
from followup_kit.review._wording_rules import numbered_rules
from tools.build_wording import files


_CORPUS: Final = Path(__file__).parent.parent / "corpora" / "wording"
_LANGUAGES: Final = ("ar", "de", "en", "ja")


def _codes(text: str, locale: str) -> set[str]:
    return {finding.code for finding in find_wording(text, locale=locale, path="x")}


def _examples(language: str) -> Any:
    path = _CORPUS / f"rules.{language}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _all(which: str) -> Iterator[tuple[str, str, str]]:
    for language in _LANGUAGES:
        for code, texts in _examples(language)[which].items():
            for text in texts:
                yield language, code, text


@pytest.mark.parametrize(("language", "code", "text"), tuple(_all("hit")))
def test_wording_that_does_not_belong_is_found(
    language: str, code: str, text: str
) -> None:
    """Each example is found under its code."""
    assert code in _codes(text, language)


@pytest.mark.parametrize(("language", "code", "text"), tuple(_all("miss")))
def test_near_misses_are_left_alone(language: str, code: str, text: str) -> None:
    """What only looks like it raises nothing, under this code or another."""
    assert set() == _codes(text, language), code


@pytest.mark.parametrize("language", _LANGUAGES)
def test_ordinary_texts_are_left_alone(language: str) -> None:
    """What recruiters write about good conversations raises nothing."""
    lines = (_CORPUS / f"clean.{language}.txt").read_text(encoding="utf-8").splitlines()
    assert [] == [line for line in lines if _codes(line, language)]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_each_rule_has_an_example(language: str) -> None:
    """No rule stands in the data that was never seen to find something."""
    hits = _examples(language)["hit"]
    assert [] == [
        rule.find
        for rule in numbered_rules(language)
        if rule.code in hits
        and not any(rule.pattern.search(text) for text in hits[rule.code])
    ]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_each_code_of_a_language_has_examples(language: str) -> None:
    """Codes with rules have examples that hit and examples that must not."""
    examples = _examples(language)
    known = {rule.code for rule in numbered_rules(language)} - {"placeholder"}
    assert (known, known) == (set(examples["hit"]), set(examples["miss"]))


def test_what_rules_need_was_derived_from_the_rules_as_they_are() -> None:
    """The files that tell which rules to look at are not stale."""
    data = resources.files("followup_kit.review") / "data"
    stale = [
        name
        for name, text in files().items()
        if (data / name).read_text(encoding="utf-8") != text
    ]
    assert [] == stale


@pytest.mark.parametrize("text", ("Hi {{first_name}}", "[NAME]", "TBD", "<LINK>"))
def test_placeholders_are_found_in_every_language(text: str) -> None:
    """A merge tag needs no rules of the language."""
    found = [_codes(text, locale) for locale in ("en", "ja", "ar", "fi")]
    assert [{"placeholder"}] * 4 == found


def test_words_of_other_languages_raise_nothing() -> None:
    """Rules hold for their own language."""
    assert set() == _codes("soon", "fi")


def test_a_finding_says_where_it_stands() -> None:
    """The span holds the words and nothing else."""
    text = "Thank you. You are overqualified for this."
    (found,) = find_wording(text, locale="en-GB", path="x", part="text")
    start, end = found.span or (0, 0)
    assert ("overqualified", "text") == (text[start:end], found.part)


def test_each_place_is_a_finding() -> None:
    """A phrase that stands twice is found twice."""
    text = "We decide in due course. You hear from HR in due course."
    found = [f.span for f in find_wording(text, locale="en", path="x")]
    assert [(10, 23), (42, 55)] == found


def test_a_phrase_is_found_across_a_line_break() -> None:
    """A mail program's wrapping hides nothing."""
    assert {"vague_time"} == _codes("You get the result as soon as\npossible.", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("We will be in touch.", {"empty_promise"}),
        ("We will be in touch by Friday.", set()),
        ("We will be in touch. You hear from us by 4 December.", set()),
        ("We met on 4 December. We will be in touch.", {"empty_promise"}),
    ),
)
def test_a_date_beside_it_makes_a_promise_one(text: str, expected: set[str]) -> None:
    """A date in the sentence or the next excuses; one before does not."""
    assert expected == _codes(text, "en")


def test_some_rules_hold_for_some_kinds_only() -> None:
    """Praise that ranks is false hope in a rejection, not in an invitation."""
    text = "You are our strongest candidate."
    found = [
        [f.code for f in find_wording(text, locale="en", path="x", kind=kind)]
        for kind in ("rejected", "next_round")
    ]
    assert [["false_hope"], []] == found
