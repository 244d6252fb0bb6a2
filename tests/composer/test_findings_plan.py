"""Findings where classes of facts are a host's own, or more than are remembered."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit import Composer
from followup_kit.composer import _findings, _findings_plan
from followup_kit.composer._findings_plan import plan_of, text_plan
from followup_kit.models import (
    Company,
    Expected,
    Interview,
    Localized,
    Outcome,
    Prose,
    Rejected,
    Role,
)
from tests.factories import interview, interview_record


class _Agency(Company):
    """A company with a text of its own, as a host may have it."""

    notice: Prose | None = None


class _Post(Role):
    """A role with several texts of its own."""

    duties: tuple[Localized, ...] = ()


class _Hiring(Interview):
    """An interview for a post, by an agency."""

    company: _Agency  # pyright: ignore[reportIncompatibleVariableOverride]  frozen
    role: _Post  # pyright: ignore[reportIncompatibleVariableOverride]  frozen


def _found(told: Interview, decided: Outcome | None = None) -> list[tuple[str, str]]:
    followup = Composer().compose(told, decided or Rejected(keep_until="2027-05-31"))
    return [(found.code, found.path) for found in followup.findings]


@pytest.mark.parametrize(
    ("changes", "path"),
    (
        (
            {"company": {"name": "Norrland", "notice": "You are overqualified."}},
            "interview.company.notice",
        ),
        (
            {"role": {"title": "Engineer", "duties": ["Run it", "Overqualified"]}},
            "interview.role.duties[1]",
        ),
    ),
)
def test_texts_of_a_hosts_own_classes_are_looked_at(
    changes: dict[str, Any], path: str
) -> None:
    """The fields that a host adds to company or role are texts of the message too."""
    told = _Hiring.model_validate(interview_record(**changes))

    assert ("age_proxy", path) in _found(told)


def test_a_title_without_a_text_in_the_language_says_nothing() -> None:
    """A session's title is not printed: that it is not translated stops nothing."""
    record = interview_record()
    record["sessions"][0]["title"] = {"de": "Fachgespräch"}

    assert _found(interview()) == _found(Interview.model_validate(record))


def test_beyond_so_many_classes_plans_are_made_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A host that makes classes without end fills no memory."""
    monkeypatch.setattr(_findings_plan, "_MOST", 0)
    monkeypatch.setattr(_findings_plan, "_plans", {})
    monkeypatch.setattr(_findings_plan, "_text_plans", {})
    plans = [plan_of(Rejected, Interview, frozenset()) for _ in range(2)]
    text_plan(Interview)

    assert plans[0].lacks == plans[1].lacks
    assert plans[0] is not plans[1]
    assert ({}, {}) == (_findings_plan._plans, _findings_plan._text_plans)


def test_a_plan_follows_what_the_class_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that changes what a kind expects is heard, also later."""
    before = _found(interview())
    expected: tuple[Expected, ...] = (
        Expected(("sender.phone",), "clear", "Say it."),
        Expected(("outcome.cause",), "clear", "Say why."),
    )
    monkeypatch.setattr(Rejected, "expects", expected)
    after = _found(interview())

    assert [("expected_content", "outcome.cause")] == after
    assert before != after


def test_a_finding_on_what_is_missing_is_shared() -> None:
    """Messages that are kept do not each hold what they all lack."""
    one, other = (
        Composer().compose(interview(), Rejected()).findings for _ in range(2)
    )

    assert one
    assert all(a is b for a, b in zip(one, other, strict=True))


def test_an_answer_in_another_language_is_found_inside_its_question() -> None:
    """What stands in a structured item is looked at like any other text."""
    answer = {"text": "Wir sind sechs.", "locale": "de"}
    told = interview(questions=[{"question": "How many are we?", "answer": answer}])

    assert ("other_language", "interview.questions[0].answer") in _found(told)


def test_text_of_a_class_of_its_own_is_left_to_the_closer_look() -> None:
    """The one look knows plain strings, free texts and translations only."""
    scene: Any = None

    assert _findings._plain(type("Text", (str,), {})("x"), scene, "formal") is None
