"""Every letter of the built-in set keeps the practices it is reviewed by."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from followup_kit import Composer, Interview, Outcome
from followup_kit.errors import FactsError
from followup_kit.models import outcome_kinds
from followup_kit.review import review
from tests.golden_letters import FOLDER, LETTERS


_FACTS: Final = {
    locale: json.loads((FOLDER / locale / "facts.json").read_text("utf-8"))
    for locale, _ in LETTERS
}
_COMPOSER: Final = Composer()
_SENT: Final = (None, "2026-11-20T09:30+01:00", "2026-12-10T09:30+01:00")

_FROM_FACTS: Final = frozenset({"reason_missing", "strength_missing"})
"""A letter cannot give a reason or a strength that nobody told."""


@st.composite
def _letters(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], Any]:
    locale, formality = draw(st.sampled_from(LETTERS))
    facts = _FACTS[locale]
    kind = draw(st.sampled_from(sorted(facts["outcomes"])))
    outcome = draw(st.sampled_from(facts["outcomes"][kind]))
    interview = dict(
        draw(st.sampled_from([facts["interview"], facts["bare_interview"]]))
    )
    interview["promises"] = draw(st.sampled_from([[], facts["promises"]]))
    questions = interview.pop("only_questions", [])
    if kind == "questions_answered":
        interview.setdefault("questions", questions)
    if kind == "no_show":
        interview = {k: v for k, v in interview.items() if k not in _OF_A_TALK}
    left_out = draw(
        st.sets(st.sampled_from(sorted({*interview, *outcome})), max_size=6)
    )
    kept = {k: v for k, v in interview.items() if k not in left_out or k in _NEEDED}
    said = {k: v for k, v in outcome.items() if k not in left_out}
    options = {"locale": locale, "formality": formality}
    return kept, {"kind": kind, **said}, (options, draw(st.sampled_from(_SENT)))


_OF_A_TALK: Final = frozenset({"highlights", "questions"})
_NEEDED: Final = frozenset({"candidate", "company", "role", "sender", "sessions"})


@settings(max_examples=150)
@given(_letters())
def test_a_built_in_letter_raises_no_finding_that_its_facts_did_not_cause(
    letter: tuple[dict[str, Any], dict[str, Any], Any],
) -> None:
    """Whatever optional facts there are: no error and no warning, of any code."""
    interview_facts, outcome_facts, (options, send_at) = letter
    at = None if send_at is None else datetime.fromisoformat(send_at)
    try:
        interview = Interview.model_validate(interview_facts)
        outcome = Outcome.model_validate(outcome_facts)
        followup = _COMPOSER.compose(interview, outcome, **options, send_at=at)
    except FactsError:
        # A fact without which the message would be false was left out.
        reject()
    found = review(followup, interview, outcome, send_at=at).findings
    amiss = [f for f in found if f.severity != "info" and f.code not in _FROM_FACTS]
    assert [] == [(f.code, f.path) for f in amiss]


def test_every_kind_is_among_the_letters() -> None:
    """No built-in kind goes unreviewed."""
    own = {
        kind
        for kind, cls in outcome_kinds().items()
        if cls.__module__.startswith("followup_kit.")
    }
    assert own == set(_FACTS["en"]["outcomes"])
