"""Left-over tokens of every dialect are found in prose, and not in what people typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup_kit.checking import leftover_tokens
from tests.checking.sets import LETTER, codes, report_on


_CORPUS = json.loads(
    (Path(__file__).parent.parent / "corpora" / "leftover_placeholders.json").read_text(
        encoding="utf-8"
    )
)


@pytest.mark.parametrize(
    "text", [entry["text"] for entry in _CORPUS if entry["must"] == "flag"]
)
def test_every_dialect_is_found(text: str) -> None:
    """A merge tag, a blank or a printed program value in prose is found."""
    assert leftover_tokens(text)


@pytest.mark.parametrize(
    "text", [entry["text"] for entry in _CORPUS if entry["must"] != "flag"]
)
def test_what_people_typed_is_not_searched(text: str) -> None:
    """The same characters in a fact are no fault of the template."""
    from followup_kit.checking import check_set
    from followup_kit.models import StillConsidered
    from tests.checking.sets import small_set

    facts = {
        "kind": "still_considered",
        "decision_by": "2026-12-04",
        "delay_reason": text,
    }
    report = check_set(
        small_set(), kinds=[StillConsidered], facts={"still_considered": [facts]}
    )

    assert [] == codes(report)


@pytest.mark.parametrize(
    "text",
    (
        "We pay 100% of the fare, $95 at most.",
        "None of the times suits you? Tell me.",
        "« Développeuse » à Paris ; à bientôt !",
        "„Plattform“ (m/w/d), C++ & C#",
        "Write to jobs@Example.com, 10 < 20.",
        "山田様、お世話になっております。",
        "12–14 Uhr (Ortszeit Berlin, MEZ)",
    ),
)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    """Prose that only resembles a token is not reported."""
    assert () == leftover_tokens(text)


def test_a_token_is_reported_with_its_line() -> None:
    """A token in a template is an error at the block that holds it."""
    text = LETTER.replace("Why it takes longer:", "Why it takes longer, FIRSTNAME:")
    report = report_on({"en/still_considered.txt": text})

    assert ["leftover_token"] == codes(report)
    assert 7 == report.problems[0].line


def test_a_token_in_the_subject_is_reported() -> None:
    """The subject is searched like the text."""
    text = LETTER.replace("Your application:", "Your application TODO:")

    assert ["leftover_token"] == codes(report_on({"en/still_considered.txt": text}))
