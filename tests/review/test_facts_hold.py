"""Messages in other words keep their facts; one planted fault is found."""

from __future__ import annotations

import re

import pytest

from followup_kit.review import Finding, codes, review_text
from followup_kit.review._mentions import read_mentions
from tests.review.rephrased import SEND_AT, Rephrased, rephrased


_ALL = rephrased()
_IDS = [message.name for message in _ALL]
_ADDED = {
    "ar": "سنتواصل معك بحلول 15 ديسمبر.",
    "de": "Sie hören bis zum 15. Dezember von uns.",
    "en": "You will hear from us by December 15.",
    "es": "Tendrás noticias antes del 15 de diciembre.",
    "fr": "Vous aurez une réponse avant le 15 décembre.",
    "ja": "12月15日までにご連絡いたします。",
    "ko": "12월 15일까지 연락드리겠습니다.",
    "pl": "Odezwiemy się do 15 grudnia.",
    "pt": "Você terá uma resposta até 15 de dezembro.",
    "zh": "我们会在12月15日前联系您。",
}


def _errors(message: Rephrased, text: str) -> list[Finding]:
    found = review_text(
        text,
        message.interview,
        message.outcome,
        locale=message.locale,
        send_at=SEND_AT,
    )
    return list(found.errors)


def _with(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
@pytest.mark.parametrize("sent", (True, False))
def test_a_rephrased_message_raises_nothing(message: Rephrased, *, sent: bool) -> None:
    """Any order, wording and notation of the same facts passes, in ten languages."""
    found = review_text(
        message.text,
        message.interview,
        message.outcome,
        locale=message.locale,
        send_at=SEND_AT if sent else None,
    )

    about_facts = {code.code for code in codes() if code.about == "facts"}
    assert [] == [finding.code for finding in found.errors]
    assert () == found.where(code=about_facts)


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_every_other_day_is_an_error(message: Rephrased) -> None:
    """Wherever a day stands, another day of the month in its place is found."""
    mentions = read_mentions(message.text, message.locale)
    for day in mentions.days:
        span = mentions.scan.span(day.start, day.end)
        plain = mentions.scan.text[day.start : day.end]
        changed = re.sub(
            rf"(?<!\d)0?{day.day}(?!\d|月|/\d)", str(day.day % 27 + 2), plain, count=1
        )
        if changed != plain:
            assert _errors(message, _with(message.text, span, changed)), changed


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_every_other_hour_is_an_error(message: Rephrased) -> None:
    """Wherever a time stands, the hour after it in its place is found."""
    mentions = read_mentions(message.text, message.locale)
    for time in mentions.times:
        span = mentions.scan.span(time.start, time.end)
        plain = mentions.scan.text[time.start : time.end]
        changed = re.sub(r"\d{1,2}", lambda x: str(int(x[0]) % 12 + 1), plain, count=1)
        if time.certain and changed != plain:
            assert _errors(message, _with(message.text, span, changed)), changed


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_every_other_zone_is_an_error(message: Rephrased) -> None:
    """Wherever a zone stands, a far one in its place is found."""
    mentions = read_mentions(message.text, message.locale)
    spans = {
        mentions.scan.span(zone.start, zone.end)
        for time in mentions.times
        for zone in time.zones
        if zone.certain
    }
    for span in spans:
        changed = _with(message.text, span, "UTC-9")
        assert "wrong_zone" in {finding.code for finding in _errors(message, changed)}


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_every_altered_link_is_an_error(message: Rephrased) -> None:
    """A host that is nearly right, and a link without encryption, are found."""
    for link in read_mentions(message.text, message.locale).links:
        for url, code in (
            (link.url.replace("example", "examp1e"), "link_lookalike"),
            (link.url.replace("https", "http"), "insecure_link"),
            (link.url + "x", "fact_altered"),
        ):
            changed = message.text.replace(link.url, url)
            assert code in {finding.code for finding in _errors(message, changed)}


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_a_dropped_link_is_found(message: Rephrased) -> None:
    """A link of the facts that is gone is missing."""
    for link in read_mentions(message.text, message.locale).links:
        found = review_text(
            message.text.replace(link.url, ""),
            message.interview,
            message.outcome,
            locale=message.locale,
        )
        assert found.where(code="fact_missing")


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_an_added_promise_is_an_error(message: Rephrased) -> None:
    """A day that no fact states is found in each language."""
    changed = message.text.replace("\n\n", f"\n\n{_ADDED[message.locale]}\n\n", 1)

    assert "unknown_date" in {finding.code for finding in _errors(message, changed)}


@pytest.mark.parametrize("message", _ALL, ids=_IDS)
def test_greeting_the_interviewer_is_an_error(message: Rephrased) -> None:
    """The candidate's name exchanged with an interviewer's is found."""
    name = message.interview.candidate.name
    said = [name] if isinstance(name, str) else [name.given, name.surname]
    changed = message.text.replace("Ingrid", "\0").replace("Marto", "Ingrid")
    for part, other in zip(said, ("Ingrid", "Berg"), strict=False):
        changed = changed.replace(str(part), other)
    changed = changed.replace("\0", str(said[0]))

    assert _errors(message, changed)


@pytest.mark.parametrize(
    ("locale", "text"),
    (
        ("en", "Tuesday, December 2"),
        ("de", "Dienstag, den 2. Dezember"),
        ("ja", "12月2日(火)"),
        ("ar", "الثلاثاء 2 ديسمبر"),
        ("fr", "mardi 2 décembre"),
        ("ko", "12월 2일 화요일"),
    ),
)
def test_a_weekday_has_to_be_that_of_its_date(locale: str, text: str) -> None:
    """The second of December 2026 is no Tuesday, and the span says where."""
    message = _ALL[0]
    outcome = message.outcome.model_copy(update={"decision_by": SEND_AT.date()})
    facts = outcome.model_copy(
        update={"confirm_by": SEND_AT.date().replace(month=12, day=2)}
    )
    found = review_text(f"x {text} y", message.interview, facts, locale=locale)
    wrong = found.where(code="weekday_mismatch")

    assert [text] == [found.quote(finding) for finding in wrong]
