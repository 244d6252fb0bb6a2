"""Facts as letters say them, one by one: texts, people, extra fields, limits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from followup_kit import Composer
from followup_kit.composer import _short_facts, _values, _wording
from followup_kit.composer._joining import phrase_person
from followup_kit.composer._scene import Scene, phraser_of
from followup_kit.dates import DatePhraser
from followup_kit.dates import _formats as formats
from followup_kit.dates import _spoken as spoken
from followup_kit.models import Feedback, FreeText, Interviewer, Rejected
from followup_kit.models._text import LocalizedText
from followup_kit.names import PersonName
from followup_kit.templating import Filled
from tests.factories import interview


_LETTERS = Composer().template_set
_GERMAN = FreeText(text="Gut <gemacht>", locale="de")


def _scene(locale: str = "en", **changes: Any) -> Scene:
    return Scene(
        interview=interview(**changes),
        outcome=Rejected(),
        locale=locale,
        phraser=phraser_of(locale, "Europe/Warsaw"),
        phrases=_LETTERS.phrases(locale),
        send_at=None,
        extras={},
    )


_SPAN = Filled("Gut <gemacht>", '<span lang="de" dir="ltr">Gut &lt;gemacht&gt;</span>')


@pytest.mark.parametrize(
    ("text", "said"),
    (
        ("Well done", "Well done"),
        (FreeText(text="Well done"), "Well done"),
        (FreeText(text="Well done", locale="en-GB"), "Well done"),
        (Feedback(text="Well done", shareable=True), "Well done"),
        (Feedback(text="Slow"), None),
        (_GERMAN, _SPAN),
    ),
)
def test_a_text_is_told_unless_it_is_internal(text: Any, said: object) -> None:
    """A text keeps its words, and its language where that is another."""
    scene = _scene()
    listed = ("Hello", text)

    assert said == _wording.phrase_text(text, "", "outcome.x", scene)
    assert ("Hello", *([said] if said else [])) == _wording.phrase_texts(
        listed, "", "outcome.x", scene
    )


@pytest.mark.parametrize(
    ("person", "said"),
    (
        ("Ada Li", "Ada Li"),
        (PersonName(given="Ada", surname="Li"), "Ada Li"),
        (Interviewer(name="Ada Li", role="CTO"), "Ada Li"),
    ),
)
def test_one_person_is_told_by_full_name(person: Any, said: str) -> None:
    """Names of every form, and colleagues without their role, are full names."""
    assert said == phrase_person(person, "", "outcome.x", _scene())


@pytest.mark.parametrize(
    ("value", "said"),
    (
        (None, None),
        (True, True),
        ("Ada", "Ada"),
        (date(2026, 12, 4), "Friday, December 4, 2026"),
        (_GERMAN, _SPAN),
        (LocalizedText({"de": "Lager", "en": "Store"}), "Store"),
        (("a", date(2026, 12, 4)), ("a", "Friday, December 4, 2026")),
    ),
)
def test_extra_fields_are_said_by_what_they_are(value: Any, said: object) -> None:
    """An extra field of any form reads like a fact of ours."""
    assert said == _wording.phrase_extra(value, "", "extras.x", _scene())


def test_a_mapping_that_is_no_translation_is_a_problem() -> None:
    """Only texts that the models checked are looked into for a language."""
    scene = _scene()

    assert not scene.localized({"en": "Store"}, "extras.store")
    assert ["no_translation"] == [problem.code for problem in scene.problems]


def test_sessions_are_put_in_order_once() -> None:
    """Asked again, the scene tells the sessions that it put in order before."""
    late = {"start": "2026-11-19T14:00+01:00[Europe/Stockholm]"}
    early = {"start": "2026-11-18T14:00+01:00[Europe/Stockholm]"}
    scene = _scene(sessions=[late, early])

    assert [18, 19] == [session.start.day for session in scene.sessions]
    assert scene.sessions is scene.sessions


def test_what_is_not_kept_is_said_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where no more plans, names and days are kept, they are made each time."""
    for module, name in (
        (_values, "_MOST_PLANS"),
        (_short_facts, "_MOST_FIELDS"),
        (spoken, "_MOST_DATES"),
        (formats, "_MOST_DURATIONS"),
    ):
        monkeypatch.setattr(module, name, 0)
    scene = _scene()
    scene.phraser = DatePhraser("en", time_zone="UTC")
    scene.phraser._formats = formats.LocaleFormats("en", None)
    fields = _short_facts.with_short_facts(frozenset({"interview.day"}), Rejected)
    monkeypatch.setattr(_short_facts, "_json_names", {})
    for _ in range(2):
        values = _values.values_for(frozenset({*fields, "candidate"}), scene)
        facts = _short_facts.short_facts(Rejected, values)

        assert '"role":"Platform Engineer"' in facts
        assert values["candidate"] == "Marta Kowalska"
        assert scene.phraser.duration(timedelta(minutes=90)) == "1 hour, 30 minutes"
        assert scene.phraser.deadline(date(2026, 12, 4)) == "Friday, December 4, 2026"
    assert not _short_facts._json_names
