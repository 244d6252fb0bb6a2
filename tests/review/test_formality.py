"""A message keeps to one form of address."""

from __future__ import annotations

import pytest

from followup_kit.review._formality import formality_findings
from followup_kit.review._message import Message


def _marked(text: str, locale: str, formality: str | None = None) -> list[str]:
    message = Message(locale=locale, kind="rejected", text=text, formality=formality)
    return [
        text[slice(*(finding.span or (0, 0)))]
        for finding in formality_findings(message)
    ]


@pytest.mark.parametrize(
    ("locale", "text", "marked"),
    (
        (
            "de",
            "Wir danken Ihnen. Wir haben Sie gern getroffen. Melde dich bei Fragen.",
            ["dich"],
        ),
        ("de", "Danke, dass du da warst. Deine Fragen schicken wir an Sie.", ["Sie"]),
        ("de", "Sehr geehrte Frau Kowalska,\nhier ist dein Termin, bitte sehr.", []),
        (
            "ja",
            "ありがとうございます。慎重に検討した。結果をお知らせいたします。",
            ["した。"],
        ),
        ("ar", "نشكركم على طلبكم. يسعدنا لقاؤك ونراسلك غدًا، وشكرًا لك.", None),
        ("ar", "تفضلي بإرسال الملف. اختر موعدًا.", ["اختر"]),
    ),
)
def test_the_rarer_form_is_found(
    locale: str, text: str, marked: list[str] | None
) -> None:
    """Where two forms stand side by side, the odd one out is marked."""
    found = _marked(text, locale)
    assert found if marked is None else marked == found


@pytest.mark.parametrize(
    ("locale", "text"),
    (
        ("de", "Danke, dass du da warst. Sie hat dir gern zugehört, sagt Ingrid."),
        ("de", "Deine Fragen gehen an die Leitung. Ihr gefiel dein Beispiel."),
        ("de", "Du triffst Ingrid. Ihnen beiden lag dein Beispiel am Herzen."),
        ("de", "Wir haben Sie gern getroffen. Das Team Du & Ich dankt Ihnen."),
        ("de", "Wir danken Ihnen. Sie sagten: „Ich frage immer, was dich stört.“"),
        ("de", "Wir danken Ihnen. Unsere Kunden mögen ihr Werkzeug, sagten Sie."),
        ("ja", "ありがとうございます。\n・移行を一人で完了した。\n承知しました。"),
        ("ja", "問題ございません。確認しました。以上でした。"),
        ("ar", "نشكركم على طلبكم. هذا حكم عام، والمحكم كتبه بذلك الشكل."),
        ("en", "You and thou."),
    ),
)
def test_what_only_looks_mixed_is_left_alone(locale: str, text: str) -> None:
    """Third persons, sentence starts, quotations and lists are no address."""
    assert [] == _marked(text, locale)


def test_the_form_that_was_asked_for_decides() -> None:
    """A letter that is informal throughout is wrong where Sie was asked for."""
    assert ["du", "dir"] == _marked("Danke, dass du da warst, sagt dir", "de", "formal")
