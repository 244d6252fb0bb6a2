"""The quick look at a text loses no finding of the rules themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from followup_kit.review._wording_rules import rules_for


_CORPUS: Final = Path(__file__).parent.parent / "corpora" / "wording"
_LANGUAGES: Final = ("ar", "de", "en", "ja")


def _texts(language: str) -> list[str]:
    data = json.loads((_CORPUS / f"rules.{language}.json").read_text("utf-8"))
    hits = [text for texts in data["hit"].values() for text in texts]
    misses = [text for texts in data["miss"].values() for text in texts]
    lines = (_CORPUS / f"clean.{language}.txt").read_text("utf-8").splitlines()
    return [*hits, *misses, *lines]


_BY_LANGUAGE: Final = {language: _texts(language) for language in _LANGUAGES}
_HITS: Final = {
    language: [
        text
        for texts in json.loads(
            (_CORPUS / f"rules.{language}.json").read_text("utf-8")
        )["hit"].values()
        for text in texts
    ]
    for language in _LANGUAGES
}
_GLUE: Final = st.text(" \n\u00a0.,;:!?()„“”‘’«»-–—/…\u2068\u2069*_aé日ب", max_size=4)
_CASES: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str.upper,
    str.lower,
    str.title,
    str.capitalize,
)


@st.composite
def _embedded(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(_LANGUAGES))
    pieces = [
        draw(st.sampled_from(_BY_LANGUAGE[language])),
        draw(st.sampled_from(_HITS[language])),
        draw(st.sampled_from(_BY_LANGUAGE[language])),
    ]
    recased = [draw(st.sampled_from(_CASES))(piece) for piece in pieces]
    glue = [draw(_GLUE) for _ in range(4)]
    text = "".join(g + p for g, p in zip(glue, [*recased, ""], strict=True))
    return language, text


@given(_embedded())
def test_the_quick_look_loses_no_rule(given_text: tuple[str, str]) -> None:
    """Every rule that matches the text is among those looked at."""
    language, text = given_text
    rules = rules_for(language)
    matching = {rule.number for rule in rules.each if rule.pattern.search(text)}
    assert set() == matching - set(rules.filter.numbers(text))
