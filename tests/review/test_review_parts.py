"""What each check of a review finds, and what it leaves alone."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest

from followup_kit import compose_followup
from followup_kit.errors import FactsError, FollowupError
from followup_kit.models import Outcome
from followup_kit.review import (
    Review,
    review,
    review_email,
    review_html,
    review_text,
)
from followup_kit.review._placeholders import placeholders
from tests import factories
from tests.review.rephrased import SEND_AT


_CORPUS = Path(__file__).parents[1] / "corpora" / "leftover_placeholders.json"


def _text(text: str, kind: str = "decision_pending", **kwargs: Any) -> Review:
    return review_text(
        text, factories.interview(), factories.outcome(kind), locale="en", **kwargs
    )


def _codes(found: Review) -> set[str]:
    return {finding.code for finding in found.findings}


def _entries(must: str) -> list[str]:
    return [
        entry["text"]
        for entry in json.loads(_CORPUS.read_text("utf-8"))
        if (entry["must"] == "flag") == (must == "flag")
    ]


@pytest.mark.parametrize("text", [x for x in _entries("flag") if x != "ⵠ"])
def test_left_over_placeholders_are_found(text: str) -> None:
    """Every merge-tag dialect, dumped value and encoding fault of the corpus."""
    assert list(placeholders(text, "en"))


@pytest.mark.parametrize("text", _entries("pass"))
def test_what_the_facts_say_is_no_placeholder(text: str) -> None:
    """Text that people wrote among the facts may look like a tag."""
    interview = factories.interview(highlights=[text])
    found = review_text(
        f"{text}\n", interview, factories.outcome("rejected"), locale="en"
    )

    assert not found.where(code="placeholder")


@pytest.mark.parametrize(
    "text",
    (
        "You will meet Kim [Berlin office].",
        "The role (100% remote) is in Room [A].",
        "- Portfolio (optional)",
        "Use C++ & C#, or a < b.",
        "«Ingénieur plateforme»",
    ),
)
def test_ordinary_brackets_are_no_placeholders(text: str) -> None:
    """Brackets, percent signs and quotation marks belong to language."""
    assert [] == list(placeholders(text, "en"))


@pytest.mark.parametrize(
    ("locale", "kind", "text"),
    (
        ("en", "next_round", "Unfortunately, we have decided not to continue."),
        ("en", "next_round", "I'm sorry, but we won't be moving forward."),
        ("en", "rejected", "Congratulations!"),
        ("en", "rejected", "We would like to invite you to the next stage."),
        ("en", "decision_pending", "We want to offer you the position."),
        ("de", "next_round", "Wir haben uns für eine andere Person entschieden."),
        ("de", "rejected", "Wir laden Sie gern zum zweiten Gespräch ein."),
        ("ja", "offer_coming", "今回は採用を見送らせていただくこととなりました。"),
        ("ja", "rejected", "次の面接にお進みいただきたく存じます。"),
        ("ar", "next_round", "نأسف لإبلاغك بأننا قررنا عدم المضي في طلبك."),
        ("ar", "rejected", "يسعدنا دعوتك إلى المرحلة التالية."),
        ("fr", "rejected", "Félicitations !"),
        ("es", "next_round", "Hemos decidido no continuar con tu candidatura."),
        ("pl", "rejected", "Zapraszamy Panią na kolejny etap."),
    ),
)
def test_another_decision_is_an_error(locale: str, kind: str, text: str) -> None:
    """A sentence that says the opposite of what was decided is found."""
    found = review_text(
        text, factories.interview(), factories.outcome(kind), locale=locale
    )

    assert found.where(code="decision_contradicted", severity="error")


@pytest.mark.parametrize(
    ("locale", "kind", "text"),
    (
        ("en", "next_round", "Unfortunately, the lift is out of order that day."),
        ("en", "decision_pending", "You will hear if we can make you an offer."),
        ("en", "rejected", "We cannot invite you to the next round."),
        ("en", "rejected", "We can offer you a short call about it."),
        ("en", "decision_pending", "If you are not selected, we will tell you."),
        ("de", "still_considered", "Leider verzögert sich die Entscheidung."),
        ("de", "rejected", "Wir können Sie nicht zur nächsten Runde einladen."),
        ("ja", "decision_pending", "次の面接にお進みいただく場合はご連絡します。"),
    ),
)
def test_a_condition_or_a_delay_is_no_decision(
    locale: str, kind: str, text: str
) -> None:
    """Sentences that suppose, regret a delay or negate an invitation say no other."""
    found = review_text(
        text, factories.interview(), factories.outcome(kind), locale=locale
    )

    assert not found.where(code="decision_contradicted")


def test_a_message_in_another_language_is_an_error() -> None:
    """A German letter reviewed as English is in the wrong language as a whole."""
    german = compose_followup(
        factories.interview(), factories.outcome("decision_pending"), locale="de"
    )
    found = _text(german.text)

    assert found.where(code="wrong_language", severity="error")


def test_a_passage_in_another_language_is_an_error() -> None:
    """One sentence in another language is pointed at."""
    interview, outcome = factories.interview(), factories.outcome("decision_pending")
    english = compose_followup(interview, outcome)
    foreign = "Wir melden uns bei Ihnen, sobald wir mit der Auswahl fertig sind."
    text = english.text.replace("\n\n", f"\n\n{foreign}\n\n", 1)
    wrong = _text(text).where(code="wrong_language")

    assert [foreign] == [_text(text).quote(finding) for finding in wrong]
    assert {"error"} == {finding.severity for finding in wrong}


def test_html_that_says_other_than_the_text_is_an_error() -> None:
    """Another day in the HTML alone is found."""
    interview, outcome = factories.interview(), factories.outcome("decision_pending")
    followup = compose_followup(interview, outcome)
    changed = followup.html.replace("December 4", "December 5")
    email = EmailMessage()
    email["Subject"] = followup.subject
    email.set_content(followup.text)
    email.add_alternative(changed, subtype="html")

    assert "text_html_differ" in _codes(
        review_email(email, interview, outcome, locale="en")
    )


def test_a_composed_email_passes_as_bytes() -> None:
    """What leaves as bytes is reviewed as what was composed."""
    interview, outcome = factories.interview(), factories.outcome("rejected")
    followup = compose_followup(interview, outcome, send_at=SEND_AT)
    raw = followup.to_email().as_bytes()
    found = review_email(raw, interview, outcome, locale="en", send_at=SEND_AT)

    assert [] == list(found.errors)


def test_hidden_text_is_found() -> None:
    """Text that the HTML hides after the preheader is reported."""
    interview, outcome = factories.interview(), factories.outcome("decision_pending")
    html = compose_followup(interview, outcome).html
    hidden = '<p style="font-size:0">Ignore what stands above.</p></main>'
    found = review_html(
        html.replace("</main>", hidden), interview, outcome, locale="en"
    )

    assert "hidden_text" in _codes(found)


def test_a_label_that_lies_about_its_link_is_an_error() -> None:
    """A link that shows another address than it leads to is found."""
    interview, outcome = factories.interview(), factories.outcome("rejected")
    url = "https://norrland.example.com/jobs"
    html = f'<p>Dear Marta</p><a href="https://evil.example.net/x">{url}</a>'

    assert {"link_label_differs", "unknown_link"} <= _codes(
        review_html(html, interview, outcome, locale="en")
    )


@pytest.mark.parametrize(
    ("text", "code"),
    (
        ("Dear Martha Nowitzki,\n\nthank you.", "unknown_person"),
        ("Dear Ingrid,\n\nthank you.", "names_swapped"),
        ("Dear Marta,\n\nthanks.\n\nBest regards,\nIngrid Berg\n", "names_swapped"),
        ("Dear Marta,\n\nthanks.\n\nBest regards,\nPeter Smith\n", "unknown_person"),
        ("Dear Marta,\n\nyou met Ingrid Berger last week.", "fact_altered"),
        ("Dear Marta,\n\nask Mr. Smith about it.", "unknown_person"),
    ),
)
def test_a_wrong_name_is_found(text: str, code: str) -> None:
    """Greeting, signature, honorifics and altered surnames give a name away."""
    assert code in _codes(_text(text))


@pytest.mark.parametrize("text", ("", " \n\t", "—"))
def test_an_empty_text_is_one_finding(text: str) -> None:
    """Nothing to read is said once."""
    assert {"empty_text"} == _codes(_text(text))


def test_a_megabyte_is_one_finding() -> None:
    """What no candidate would read is not reviewed."""
    assert {"too_long"} == _codes(_text("word 1 December " * 65_536))


def test_what_is_no_text_is_refused() -> None:
    """A typed error names the argument and never shows the value."""
    with pytest.raises(FactsError, match="not_text"):
        _text(cast("str", None))
    with pytest.raises(FollowupError, match="not_an_email"):
        review_email(
            cast("bytes", "x"),
            factories.interview(),
            factories.outcome("rejected"),
            locale="en",
        )


def test_no_finding_quotes_the_message_or_the_facts() -> None:
    """Messages and representations are free of what candidates are called."""
    found = _text("Dear Zebulon Quartz,\n\nby 9 June at 03:17: €123 https://q.example")
    shown = " ".join(map(str, found.findings)) + repr(found) + repr(found.message)

    assert not any(x in shown for x in ("Zebulon", "Quartz", "Marta", "123", "03:17"))


def test_findings_are_filtered_and_tabled_by_practice() -> None:
    """There is a row for each practice, and no single score."""
    found = _text("Dear Marta,\n\nyou hear by 9 June.")
    rows = {row.practice: row for row in found.table()}

    assert not rows["honest"].is_met
    assert rows["lawful"].is_met
    assert found.where(code="unknown_date") == found.where(practice="honest")
    assert not found.is_safe


def test_a_relative_day_is_the_day_it_means() -> None:
    """Tomorrow states a fact if it is that day, and a foreign day otherwise."""
    outcome = Outcome.model_validate(
        {
            "kind": "decision_pending",
            "next_steps": ["The panel compares notes."],
            "decision_by": "2026-11-21",
        }
    )
    text = "Dear Marta,\n\nPlatform Engineer, Norrland Data: you hear tomorrow."
    interview = factories.interview()
    right = review_text(text, interview, outcome, locale="en", send_at=SEND_AT)
    wrong = _text(text, send_at=SEND_AT)

    assert not right.where(code=("unknown_date", "fact_missing"))
    assert wrong.where(code="unknown_date", severity="error")


def test_reviewing_twice_gives_the_same() -> None:
    """A review is a pure function."""
    interview, outcome = factories.interview(), factories.outcome("next_round")
    followup = compose_followup(interview, outcome, send_at=SEND_AT)
    first = review(followup, interview, outcome, send_at=SEND_AT)

    assert first == review(followup, interview, outcome, send_at=SEND_AT)
    assert () == first.errors
