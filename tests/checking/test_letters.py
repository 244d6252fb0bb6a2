"""Form of address, direction and HTML of letters are examined."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.checking._address import mixes_address
from followup_kit.checking._markup import html_faults, is_balanced
from tests.checking.sets import LETTER, PHRASES, codes, report_on


_DOCUMENT = "<!doctype html><html><head><title>T</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("locale", "formality", "text"),
    (
        ("de", "formal", "Wir danken dir für das Gespräch."),
        ("de-AT", "formal", "Danke für deine Zeit."),
        ("de", "informal", "Wir danken Ihnen für das Gespräch."),
        ("fr", "formal", "Nous te remercions, et vous répondrons. Ta candidature."),
        ("fr", "informal", "Merci de votre candidature."),
        ("es", "informal", "Le agradecemos a usted su interés."),
        ("it", "formal", "Grazie per il tuo tempo."),
        ("pl", "informal", "Dziękujemy Pani za rozmowę."),
        ("ru", "formal", "Спасибо тебе за разговор."),
        ("nl", "formal", "Bedankt voor jouw tijd."),
    ),
)
def test_the_other_form_of_address_is_found(
    locale: str, formality: str, text: str
) -> None:
    """A letter that falls into the other form of address is found."""
    assert mixes_address(text, locale=locale, formality=formality, has_both=True)


@pytest.mark.parametrize(
    ("locale", "formality", "text"),
    (
        (
            "de",
            "formal",
            "Wir danken Ihnen. Ihre Bewerbung liegt vor, Sie hören von uns.",
        ),
        ("de", "informal", "Sie ist besetzt. Danke für deine Zeit."),
        ("fr", "formal", "Nous vous remercions de votre candidature."),
        ("en", "formal", "Thank you for your time."),
        ("ja", "formal", "お時間をいただきありがとうございました。"),
    ),
)
def test_one_form_of_address_is_left_alone(
    locale: str, formality: str, text: str
) -> None:
    """A letter in one form throughout is no fault."""
    assert not mixes_address(text, locale=locale, formality=formality, has_both=True)


def test_the_only_form_may_have_either_name() -> None:
    """Where a locale has one form, only a mixture within the letter counts."""
    only: dict[str, Any] = {"locale": "de", "formality": "formal", "has_both": False}

    assert not mixes_address("Danke für deine Zeit.", **only)
    assert mixes_address("Danke, dass Sie da waren, und für deine Zeit.", **only)


def test_a_letter_that_mixes_is_reported() -> None:
    """Sie and du in one letter is an error."""
    german = LETTER.replace(
        "You will hear from us by", "Danke, dass Sie warten. Du hörst von uns bis zum"
    )
    report = report_on(
        {
            "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["de"]\n',
            "en/phrases.toml": None,
            "en/still_considered.txt": None,
            "de/phrases.toml": PHRASES,
            "de/still_considered.txt": german,
        }
    )

    assert ["mixed_formality"] == codes(report)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("plain", True),
        ("\u2068شركة\u2069 and \u2066x\u2069", True),
        ("\u2067a\u2068b\u2069\u2069", True),
        ("\u2068open", False),
        ("closed\u2069", False),
        ("\u2068one line\ntwo\u2069", False),
        ("\u202bx\u2069", False),
        ("\u202ex\u202c", True),
    ),
)
def test_direction_marks_are_counted(text: str, *, expected: bool) -> None:
    """Each line closes what it opens, with the mark that belongs to it."""
    assert expected == is_balanced(text)


@pytest.mark.parametrize(
    "body",
    (
        '<p>One <a href="https://example.com/?a=1&amp;b=2">link</a><br>two</p>',
        "<style>a > b { color: red }</style><p>x</p>",
        "<!-- <p> --><p class='a' hidden>x</p>",
    ),
)
def test_sound_html_has_no_fault(body: str) -> None:
    """Void elements, style sheets and comments are understood."""
    assert () == html_faults(_DOCUMENT.format(body))


@pytest.mark.parametrize(
    "body",
    (
        "<p>open",
        "<b><i>x</b></i>",
        "</p>",
        '<p class="a" class="b">x</p>',
        "<p>a < b</p>",
        "<p class=a>x</p>",
        "<title>second</title>",
        '<p title="<b>">x</p>',
    ),
)
def test_broken_html_is_found(body: str) -> None:
    """What a browser forgives and a mail client does not is found."""
    assert html_faults(_DOCUMENT.format(body))
