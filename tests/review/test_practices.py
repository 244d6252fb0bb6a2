"""What good follow-ups do is found missing where it is missing, and only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import pytest

from followup_kit.models import Interview, Outcome
from followup_kit.review import Finding
from followup_kit.review._fact_sheet import FactSheet, fact_sheet
from followup_kit.review._message import Message
from followup_kit.review._practices import practice_findings


_INTERVIEW: Final[dict[str, Any]] = {
    "candidate": {"name": "Ada Byrne", "email": "ada@example.org"},
    "company": {"name": "Norrland Data"},
    "role": {"title": "Platform Engineer"},
    "sender": {"name": "Jonas Lindqvist", "email": "jonas@example.com"},
    "sessions": [
        {
            "start": "2026-11-19T14:00+01:00[Europe/Stockholm]",
            "end": "2026-11-19T15:00+01:00[Europe/Stockholm]",
            "interviewers": [{"name": "Ingrid Berg"}],
        }
    ],
    "time_zone": "Europe/Stockholm",
    "highlights": ["How you explained the database migration."],
}
_GOOD: Final = """Dear Ada Byrne,

Thank you for talking to us. Unfortunately, we will not continue with your application.

The deciding point was a requirement: several years with Kubernetes.

What we valued:
- How you explained the database migration, including what went wrong.

The process is now closed. If you have questions, just reply to me.

Kind regards,
Jonas Lindqvist
"""
_VALUED: Final = _GOOD[_GOOD.index("What we valued") : _GOOD.index("The process")]
_NONE: Final[dict[str, Any]] = {}


def _sheet(
    outcome: dict[str, Any] = _NONE,
    *,
    locale: str = "en",
    send_at: str | None = None,
    **changes: Any,
) -> FactSheet:
    return fact_sheet(
        Interview.model_validate(_INTERVIEW | changes),
        Outcome.model_validate({"kind": "rejected"} | outcome),
        locale=locale,
        send_at=None if send_at is None else datetime.fromisoformat(send_at),
    )


def _found(text: str, sheet: FactSheet, formality: str | None = None) -> list[Finding]:
    kind, locale = sheet.outcome.kind, sheet.locale
    message = Message(locale=locale, kind=kind, text=text, formality=formality)
    return list(practice_findings(message, sheet))


def _codes(text: str, sheet: FactSheet | None = None) -> set[str]:
    return {finding.code for finding in _found(text, sheet or _sheet())}


def test_a_good_rejection_raises_nothing() -> None:
    """It says no, why, what was good, and to whom to turn."""
    assert set() == _codes(_GOOD)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    (
        ("Unfortunately, we will not continue with your", "We have your", "no_missing"),
        ("Thank you for", "We met. It was a fine day. Thank you for", "no_late"),
        (
            "The deciding point was a requirement: several years with Kubernetes.",
            "",
            "reason_missing",
        ),
        (
            _VALUED,
            "",
            "strength_missing",
        ),
        (
            _VALUED,
            "You were impressive.\n\n",
            "generic",
        ),
        ("just reply to me", "that is it", "should_missing"),
        ("just reply to me", "do not reply to this email", "noreply_wording"),
        ("- How you", "- N/A\n- How you", "filler"),
        ("- How you", "- -\n- How you", "filler"),
        ("- How you", "- Communication\n- How you", "fragment"),
        ("- How you", "- The candidate seemed nervous.\n- How you", "third_person"),
        ("- How you", "- She explained it well.\n- How you", "third_person"),
        ("The process is", "We keep your CV on file. The process is", "empty_promise"),
    ),
)
def test_what_is_missing_or_amiss_is_found(old: str, new: str, code: str) -> None:
    """One change to a good letter raises the finding for it."""
    assert old in _GOOD
    changed = _GOOD.replace(old, new)
    if code == "should_missing":
        changed = changed.replace("If you have questions", "So")
    assert code in _codes(changed)


def test_the_no_may_hide_in_the_second_sentence_but_no_later() -> None:
    """Abbreviations and the greeting are no sentences."""
    text = _GOOD.replace(
        "Thank you for talking to us.", "Thank you, e.g. Dr. Berg, too."
    )
    assert set() == _codes(text)


@pytest.mark.parametrize("address", ("noreply@x.example", "Do-Not-Reply@x.example"))
def test_an_address_that_nobody_reads_is_found(address: str) -> None:
    """Replies to a rejection have to reach somebody."""
    assert {"reply_address"} == _codes(_GOOD.replace("to me", f"to {address}"))


@pytest.mark.parametrize("address", ("noreen@x.example", "reply@x.example"))
def test_an_address_of_a_person_is_left_alone(address: str) -> None:
    """Names that begin alike are not taken for it."""
    assert set() == _codes(_GOOD.replace("to me", f"to {address}"))


@pytest.mark.parametrize(
    ("leaked", "expected"),
    (
        ("You seemed unsure about distributed consensus protocols.", True),
        ("We noticed you seemed unsure about distributed consensus.", True),
        ("Unsure about consensus in distributed systems: you seemed so.", True),
        ("You asked how the protocols work.", False),
        ("You seemed glad about the answer.", False),
    ),
)
def test_feedback_that_is_not_shareable_stays_inside(
    leaked: str, *, expected: bool
) -> None:
    """It is found word for word and rephrased; single words are no sign."""
    secret = "Seemed unsure about distributed consensus"
    sheet = _sheet({"feedback": [{"text": secret, "shareable": False}]})
    text = _GOOD.replace("The process", f"{leaked} The process")
    assert expected == ("not_shareable" in _codes(text, sheet))


def test_what_may_be_said_elsewhere_is_no_leak() -> None:
    """A secret that repeats a shareable strength gives nothing away."""
    same = "You explained the database migration very clearly to everyone."
    sheet = _sheet(
        {"strengths": [same], "feedback": [{"text": same, "shareable": False}]}
    )
    assert "not_shareable" not in _codes(f"{_GOOD}\n{same}", sheet)


@pytest.mark.parametrize(
    ("send_at", "expected"),
    (
        ("2026-11-20T09:00+01:00", False),
        ("2026-11-23T09:00+01:00", False),
        ("2026-12-08T09:00+01:00", True),
    ),
)
def test_a_late_message_apologises(send_at: str, *, expected: bool) -> None:
    """Surely late means later than owed by a long weekend."""
    sheet = _sheet(send_at=send_at)
    assert expected == ("late_without_apology" in _codes(_GOOD, sheet))
    sorry = _GOOD.replace("The process", "I am sorry for the wait. The process")
    assert "late_without_apology" not in _codes(sorry, sheet)


def test_a_broken_promise_needs_an_apology() -> None:
    """The promised day counts, not the interview."""
    sheet = _sheet(send_at="2026-11-24T09:00+01:00", promises=[{"due": "2026-11-22"}])
    assert "late_without_apology" in _codes(_GOOD, sheet)


def test_no_reason_is_asked_for_where_the_policy_keeps_it_back() -> None:
    """A company that gives no reasons is not told to."""
    company = {"name": "Norrland Data", "reason_policy": "none"}
    text = _GOOD.replace(
        "The deciding point was a requirement: several years with Kubernetes.\n\n", ""
    )
    assert set() == _codes(text, _sheet(company=company))


@pytest.mark.parametrize(
    ("kind", "facts", "text", "cue"),
    (
        (
            "decision_pending",
            {"next_steps": ["We compare notes."], "decision_by": "2026-12-04"},
            "Thank you for coming. Just reply if you have questions.",
            "message.not_decided",
        ),
        (
            "withdrawal_acknowledged",
            {},
            "Thank you for coming. Just reply if you have questions.",
            "message.withdrawn",
        ),
    ),
)
def test_a_message_says_what_its_kind_is_about(
    kind: str, facts: dict[str, Any], text: str, cue: str
) -> None:
    """The one sentence that the message was written for is missed."""
    found = _found(text, _sheet({"kind": kind, **facts}))
    assert [cue] == [f.path for f in found if f.code == "must_missing"]


def test_a_language_without_data_is_not_judged() -> None:
    """Polish letters are not told that they lack English words."""
    sheet = _sheet(locale="pl", highlights=[])
    assert set() == _codes("Dziękujemy za rozmowę.", sheet)


def test_spans_point_at_the_place() -> None:
    """What is marked in an editor is the phrase itself."""
    text = _GOOD.replace("- How you", "- N/A\n- How you")
    (found,) = (f for f in _found(text, _sheet()) if f.code == "filler")
    assert ("text", "N/A") == (found.part, text[slice(*(found.span or (0, 0)))])


def test_the_subject_is_read_too() -> None:
    """Wording is looked for in every part."""
    message = Message(
        locale="en", kind="rejected", text=_GOOD, subject="You are overqualified"
    )
    found = list(practice_findings(message, _sheet()))
    assert [("age_proxy", "subject")] == [(f.code, f.part) for f in found]


def test_html_is_read_where_there_is_no_text() -> None:
    """A message that has no plain text is judged by what its HTML shows."""
    html = replace(Message(locale="en", kind="rejected", text=_GOOD), text="", html="X")
    found = list(practice_findings(html, _sheet()))
    assert {"html"} == {f.part for f in found if f.code == "no_missing"}


_IN_OTHER_WORDS: Final = {
    "de": (
        "Guten Tag Ada Byrne,\n\nvielen Dank für das Gespräch am 19. November. Leider"
        " werden wir Ihre Bewerbung nicht weiterverfolgen.\n\nAusschlaggebend war eine"
        " Anforderung der Ausschreibung: Kubernetes.\n\nGut gefallen hat uns die"
        " Schilderung der Datenbankmigration.\n\nDas Verfahren ist abgeschlossen. Bei"
        " Fragen antworten Sie mir einfach."
    ),
    "ja": (
        "バーン様\n\nお世話になっております。\n株式会社ノルドの佐藤です。\n\n"
        "面接にお時間をいただき、ありがとうございました。\n"
        "残念ながら、今回は採用を見送らせていただくこととなりました。\n\n"
        "募集要項に記載の要件を踏まえたものです。\n\n"
        "面接では、データベース移行のご説明が印象に残りました。\n\n"
        "選考は終了となります。ご不明な点は、このメールへの返信でお尋ねください。"
    ),
    "ar": (
        "مرحبًا ليلى حداد،\n\nنشكركم على المقابلة. ويؤسفنا أننا قررنا عدم المضي في"
        " طلبكم.\n\nواستند قرارنا إلى متطلب في إعلان الوظيفة.\n\nوقدّرنا شرحكم لنقل"
        " قاعدة البيانات.\n\nوبهذا يُغلق طلبكم. ويكفي الرد على هذه الرسالة لأي سؤال."
    ),
}
_HIGHLIGHTS: Final = {
    "de": "Die Schilderung der Datenbankmigration",
    "ja": "データベース移行のご説明",
    "ar": "شرح نقل قاعدة البيانات",
}


@pytest.mark.parametrize("locale", ("de", "ja", "ar"))
def test_a_good_rejection_raises_nothing_in_other_languages(locale: str) -> None:
    """German, Japanese and Arabic letters in free wording pass."""
    sheet = _sheet(locale=locale, highlights=[_HIGHLIGHTS[locale]])
    assert set() == _codes(_IN_OTHER_WORDS[locale], sheet)


@pytest.mark.parametrize(
    ("locale", "old", "new", "code"),
    (
        (
            "de",
            "Leider werden wir Ihre Bewerbung nicht weiterverfolgen.",
            "",
            "no_missing",
        ),
        (
            "de",
            "Leider",
            "Es war schön. Wir lernen gern Leute kennen. Leider",
            "no_late",
        ),
        ("de", "die Schilderung der Datenbankmigration", "alles", "generic"),
        (
            "de",
            "antworten Sie mir einfach",
            "hilft dir die Webseite",
            "mixed_formality",
        ),
        (
            "ja",
            "残念ながら、今回は採用を見送らせていただくこととなりました。\n",
            "",
            "no_missing",
        ),
        ("ja", "、データベース移行のご説明が", "、お話が", "generic"),
        ("ja", "踏まえたものです。", "踏まえて判断した。", "mixed_formality"),
        (
            "ja",
            "ご不明な点は、",
            "候補者は緊張していた。ご不明な点は、",
            "third_person",
        ),
        ("ar", " ويؤسفنا أننا قررنا عدم المضي في طلبكم.", "", "no_missing"),
        ("ar", "شرحكم لنقل قاعدة البيانات", "كل شيء", "generic"),
        ("ar", "ويكفي الرد على هذه", "لا تردوا على هذه", "noreply_wording"),
    ),
)
def test_what_is_amiss_is_found_in_other_languages(
    locale: str, old: str, new: str, code: str
) -> None:
    """One change to a good letter raises the finding for it."""
    text = _IN_OTHER_WORDS[locale]
    assert old in text
    if code == "no_missing":
        text = text.replace("終了", "")
    sheet = _sheet(locale=locale, highlights=[_HIGHLIGHTS[locale]])
    assert code in _codes(text.replace(old, new), sheet)
