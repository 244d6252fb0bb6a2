"""What is told by one look at a message's facts is what looking closely tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit import Composer
from followup_kit.composer import _findings
from followup_kit.composer._findings_plan import plan_of
from followup_kit.composer._scene import Scene
from followup_kit.errors import FactsError
from followup_kit.models import FreeText, Interview, Outcome, Rejected
from followup_kit.review import find_wording, is_free_of_wording
from tests.factories import interview, interview_record, sample_outcomes


_CORPUS: Final = Path(__file__).parent.parent / "corpora" / "wording"
_LANGUAGES: Final = ("ar", "de", "en", "ja")
_COMPOSER: Final = Composer()
_KINDS: Final = (None, "rejected", "next_round", "talent_pool")


def _examples(language: str, which: str) -> list[str]:
    data = json.loads((_CORPUS / f"rules.{language}.json").read_text("utf-8"))
    return [text for texts in data[which].values() for text in texts]


def _clean(language: str) -> list[str]:
    return (_CORPUS / f"clean.{language}.txt").read_text("utf-8").splitlines()


_HITS: Final = {language: _examples(language, "hit") for language in _LANGUAGES}
_OTHERS: Final = {
    language: [*_examples(language, "miss"), *_clean(language), "", "Hi {{x}}", "<A>"]
    for language in _LANGUAGES
}


def _all_hits() -> Iterator[tuple[str, str]]:
    for language, texts in _HITS.items():
        for text in texts:
            yield language, text


@pytest.mark.parametrize(("language", "text"), tuple(_all_hits()))
def test_no_example_of_a_rule_is_overlooked_among_others(
    language: str, text: str
) -> None:
    """A text that a rule was made for is seen first, last and in between."""
    others = _clean(language)[:6]
    for place in (0, 3, 6):
        texts = [*others[:place], text, *others[place:]]
        assert not is_free_of_wording(texts, locale=language)


@given(st.data())
def test_texts_together_are_free_where_nothing_is_found_in_any(
    data: st.DataObject,
) -> None:
    """If the one look says that there is nothing, the rules find nothing anywhere."""
    language = data.draw(st.sampled_from(_LANGUAGES))
    kind = data.draw(st.sampled_from(_KINDS))
    known = st.sampled_from([*_OTHERS[language], *_HITS[language]])
    texts = data.draw(st.lists(known | st.text(max_size=9), max_size=8))

    if is_free_of_wording(texts, locale=language, kind=kind):
        found = [
            finding
            for text in texts
            for finding in find_wording(text, locale=language, path="x", kind=kind)
        ]
        assert [] == found


@pytest.mark.parametrize("language", _LANGUAGES)
def test_ordinary_texts_are_told_by_the_one_look(language: str) -> None:
    """Of what recruiters write, at most one line in twenty is looked at closely."""
    lines = _clean(language)
    closely = [x for x in lines if not is_free_of_wording([x], locale=language)]

    assert len(closely) * 20 <= len(lines)


def _scene(told: Interview, decided: Outcome, locale: str) -> Scene:
    scene, _, _ = _COMPOSER._settled((told, decided), (locale, None, None, None))
    return scene


@cache
def _is_taken(text: str) -> bool:
    """Tell whether facts may hold a text; those for the review may hold any."""
    try:
        FreeText(text=text)
    except FactsError:
        return False
    return True


@st.composite
def _rejections(draw: st.DrawFn) -> tuple[Scene, str]:
    language = draw(st.sampled_from(_LANGUAGES))
    texts = (*_OTHERS[language], *_HITS[language])
    plain = st.sampled_from([text for text in texts if _is_taken(text)])
    written = st.fixed_dictionaries(
        {"text": plain},
        optional={
            "locale": st.sampled_from([*_LANGUAGES, f"{language}-US"]),
            "formality": st.sampled_from(("formal", "informal")),
        },
    )
    shared = st.builds(
        lambda one, yes: {**one, "shareable": yes}, written, st.booleans()
    )
    prose = st.lists(plain | written, max_size=3)
    record = interview_record(highlights=draw(prose))
    record["role"]["title"] = draw(
        st.sampled_from(("Engineer", {language: "Ninja"}, {"fr": "Chef"}))
    )
    record["company"]["reason_policy"] = draw(
        st.sampled_from(("criterion_and_feedback", "criterion", "none"))
    )
    decided = Rejected.model_validate(
        {
            "strengths": draw(prose),
            "feedback": draw(st.lists(shared, max_size=3)),
            "criterion": draw(st.none() | plain | written),
        }
    )
    scene = _scene(Interview.model_validate(record), decided, language)
    return scene, draw(st.sampled_from(("formal", "informal")))


@given(_rejections())
def test_nothing_amiss_means_that_no_text_has_a_finding(
    made: tuple[Scene, str],
) -> None:
    """Whatever is written where, in which language or form of address."""
    scene, formality = made
    outcome = scene.outcome
    plan = plan_of(type(outcome), type(scene.interview), scene.withheld)

    if _findings._says_nothing_amiss(scene, formality, plan.texts):
        assert [] == list(_findings._free_texts(scene, formality))


def _lacking(scene: Scene) -> list[str]:
    """Return where content is missed, by the paths of each expectation itself."""
    found = []
    for expected in scene.outcome.expects:
        roots = (path.partition(".") for path in expected.paths)
        paths = [
            "".join(path)
            for path in roots
            if path[0] != "outcome" or path[2] not in scene.withheld
        ]
        brought = (*paths, *expected.unless)
        if paths and not any(_findings._is_given(path, scene) for path in brought):
            found.append(paths[0])
    return found


@pytest.mark.parametrize("policy", ("criterion_and_feedback", "criterion", "none"))
@pytest.mark.parametrize("changes", ({}, {"highlights": []}, {"sessions": None}))
def test_what_a_plan_misses_is_what_the_expectations_miss(
    policy: str, changes: dict[str, Any]
) -> None:
    """For every kind, whatever is kept back or left out."""
    record = interview_record()
    record["company"] |= {"reason_policy": policy}
    record |= {"highlights": changes.get("highlights", record["highlights"])}
    if "sessions" in changes:
        record["sessions"][0]["interviewers"] = []
        record["sender"]["phone"] = None
    told = Interview.model_validate(record)
    for decided in sample_outcomes():
        scene = _told(told, decided)
        found = _findings.findings_on(scene, "formal", drops_title=False)
        missed = [f.path for f in found if f.code == "expected_content"]
        assert _lacking(scene) == missed


def _told(told: Interview, decided: Outcome) -> Scene:
    scene = _scene(interview(), Rejected(), "en")
    return Scene(
        interview=told,
        outcome=decided,
        locale="en",
        phraser=scene.phraser,
        phrases=scene.phrases,
        send_at=None,
        extras={},
    )
