"""Rules for wording find what they are for and leave the rest alone."""

from __future__ import annotations

import pytest

from followup_kit.review import find_wording


def _codes(text: str, locale: str) -> set[str]:
    return {finding.code for finding in find_wording(text, locale=locale, path="x")}


@pytest.mark.parametrize(
    ("locale", "text", "code"),
    (
        ("en", "You are overqualified.", "age_proxy"),
        ("en", "We were looking for a better culture fit.", "fit_vague"),
        ("en", "You will hear from us soon.", "vague_time"),
        ("en", "The last talk is just a formality.", "promise"),
        ("en", "Hi {{first_name}}", "placeholder"),
        ("de", "Sie sind überqualifiziert.", "age_proxy"),
        ("de", "Das passt nicht in unser Team.", "fit_vague"),
        ("de-AT", "Wir melden uns zeitnah.", "vague_time"),
        ("ja", "[NAME]", "placeholder"),
        ("ar", "[NAME]", "placeholder"),
    ),
)
def test_wording_that_does_not_belong_is_found(
    locale: str, text: str, code: str
) -> None:
    """Each category is found in the languages that have rules for it."""
    assert code in _codes(text, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    (
        ("en", "You explained the migration step by step."),
        ("en", "We decide by Friday, 4 December."),
        ("de", "Sie haben die Migration Schritt für Schritt erklärt."),
        ("ja", "移行作業を段階ごとに分かりやすくご説明いただきました。"),
        ("ar", "شرحتم عملية النقل خطوة بخطوة."),
        ("fi", "soon"),
    ),
)
def test_ordinary_wording_is_left_alone(locale: str, text: str) -> None:
    """Concrete praise and dates raise nothing, nor do words of other languages."""
    assert _codes(text, locale) == set()
