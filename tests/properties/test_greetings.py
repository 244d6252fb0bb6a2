"""No greeting is ever empty, doubled, or shows a form that nothing filled."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit import Composer, Rejected
from followup_kit.composer._scene import reader_name_forms
from followup_kit.errors import FactsError
from followup_kit.models import Formality
from tests.factories import interview
from tests.golden_greetings import LANGUAGES


_COMPOSER = Composer()
_ISOLATES = str.maketrans("", "", "\u2068\u2069")
_LETTERS = st.text(
    st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=8
)
_SAMPLES = st.sampled_from(
    (
        *("Ada", "O'Brien", "van den Berg", "X", "Łukasz", "Анна", "山田", "太郎"),
        *(
            "محمد",
            "אברהם",
            "김",
            "Nguyễn",
            "Null",
            "None",
            "Frau",
            "Dr.",
            "様",
            "佐藤先生",
            "السيدة",
            "Berg,",
            "Mr/Mrs",
            "{full}",
        ),
        *("Hello", "Guten", "%s", "<b>", "&amp;", "\u0301a", "J.", "!", "\ufe0f", "، "),
    )
)
_PARTS = _SAMPLES | _LETTERS
_NAME_PARTS = ("given", "given_informal", "given2", "surname", "surname2", "title")


@st.composite
def _names(draw: st.DrawFn) -> str | dict[str, str]:
    if draw(st.booleans()):
        return draw(_PARTS)
    name = {part: draw(_PARTS) for part in _NAME_PARTS if draw(st.booleans())}
    if not {"given", "surname"} & set(name):
        name[draw(st.sampled_from(("given", "surname")))] = draw(_PARTS)
    return name


_CANDIDATES = st.fixed_dictionaries(
    {"name": _names()},
    optional={
        "gender": st.sampled_from(("feminine", "masculine", "neutral")),
        "vocative": _PARTS,
        "locale": st.sampled_from(("en", "de", "ja", "ar", "hu", "vi", "ko", "es")),
    },
)


def _greeting(
    candidate: dict[str, Any], language: tuple[str, Formality]
) -> tuple[str, str] | None:
    """Return the greeting in text and the HTML; None if the facts are refused."""
    locale, formality = language
    try:
        facts = interview(candidate=candidate)
    except FactsError:
        return None
    followup = _COMPOSER.compose(facts, Rejected(), locale=locale, formality=formality)
    return followup.explain()[0].text, followup.html


def _forms(candidate: dict[str, Any], locale: str) -> list[str]:
    """Return the forms of the name that a greeting may show, the longest first."""
    forms = reader_name_forms(interview(candidate=candidate).candidate, locale)
    return sorted(set(forms.values()), key=len, reverse=True)


@given(_CANDIDATES, st.sampled_from(LANGUAGES))
def test_a_greeting_is_never_empty_or_unfilled(
    candidate: dict[str, Any], language: tuple[str, Formality]
) -> None:
    """What is left without the name is words of the language, and never a hole."""
    written = _greeting(candidate, language)
    if written is None:
        return
    text = written[0].translate(_ISOLATES)
    shown = [form for form in _forms(candidate, language[0]) if form in text]

    assert shown
    assert text == text.strip()
    for form in shown:
        text = text.replace(form, " ", 1)
    assert not re.search(r"[{}%<>@]|None", text)


@given(
    st.sets(st.sampled_from(_NAME_PARTS)).filter({"given", "surname"}.intersection),
    st.sampled_from((None, "feminine", "masculine", "neutral")),
    st.booleans(),
    st.sampled_from(LANGUAGES),
)
def test_a_greeting_says_each_part_once(
    known: set[str],
    gender: str | None,
    vocative: bool,  # noqa: FBT001  drawn by hypothesis
    language: tuple[str, Formality],
) -> None:
    """No part of the name is doubled, and no other part stands in for it."""
    name = {part: f"Name{number}" for number, part in enumerate(sorted(known))}
    candidate = {"name": name, "gender": gender}
    if vocative:
        candidate["vocative"] = "Vocative"
    written = _greeting(candidate, language)
    assert written is not None
    said = Counter(re.findall(r"Name\d", written[0]))

    assert said
    assert {1} == set(said.values())
    assert "Vocative" not in written[0]
    informal = name.get("given_informal")
    assert informal is None or name.get("given") not in said
    first_line = written[0].translate(_ISOLATES).partition("\n")[0]
    assert not re.search(r"(\b\w+\b)\W+\1\b|  |[,،]{2}", first_line)


_COURTESIES = {
    "feminine": ("Frau", "Ms", "Mrs.", "Mme", "Señora", "السيدة", "Pani"),
    "masculine": ("Herr", "Herrn", "Hr.", "Mr", "Monsieur", "السيد", "Pan"),
    "neutral": ("Mx", "様", "さん", "님"),
}
_LEARNING = ("", "Dr.", "Prof. Dr.", "د.", "先生", "教授", "박사님")


@given(
    st.sampled_from([(kind, x) for kind, xs in _COURTESIES.items() for x in xs]),
    st.sampled_from(_LEARNING),
    st.sampled_from((None, "feminine", "masculine", "neutral")),
    st.sampled_from(LANGUAGES),
    st.sampled_from((None, "de", "ja", "ko", "fr")),
)
def test_a_courtesy_is_said_once_or_refused(
    courtesy: tuple[str, str],
    learning: str,
    gender: str | None,
    language: tuple[str, Formality],
    locale: str | None,
) -> None:
    """Whatever a title says, no greeting says two courtesies or the wrong one."""
    kind, word = courtesy
    name = {"title": f"{word} {learning}".strip(), "given": "Ada", "surname": "Lind"}
    candidate = {"name": name, "gender": gender, "locale": locale}
    if gender not in {None, kind} and kind != "neutral":
        with pytest.raises(FactsError, match="contradictory_title"):
            _greeting(candidate, language)
        return
    written = _greeting(candidate, language)
    assert written is not None
    said = written[0].translate(_ISOLATES)
    women = len(re.findall(r"\b(?:Frau|Mrs|Ms|السيدة)\b", said))
    men = len(re.findall(r"\b(?:Herr|Mr|السيد)\b", said))

    assert women + men <= 1
    assert not (gender == "feminine" and men)
    assert not (gender == "masculine" and women)
    assert said.count("様") <= 1


@given(_CANDIDATES, st.sampled_from(LANGUAGES))
def test_a_name_never_becomes_markup(
    candidate: dict[str, Any], language: tuple[str, Formality]
) -> None:
    """The HTML has the same elements whatever the candidate is called."""
    written = _greeting(candidate, language)
    if written is None:
        return
    plain = _greeting({"name": "Ada"}, language)
    assert plain is not None

    elements = re.compile(r"<(?!/?bdi>|br>)[^>]*>")
    assert elements.findall(plain[1]) == elements.findall(written[1])
