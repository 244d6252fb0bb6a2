"""Which language and formality a message is in, and that it says why."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit import Composer, Rejected, compose_followup
from followup_kit.composer import LocaleUse, letter_schema
from followup_kit.errors import LocaleError
from followup_kit.names import formality_norm
from followup_kit.templating import TemplateSet
from tests.factories import interview


def _used(**arguments: str) -> LocaleUse:
    candidate = {"name": "Ada"}
    if "candidate" in arguments:
        candidate["locale"] = arguments.pop("candidate")
    facts = interview(candidate=candidate)
    return compose_followup(facts, Rejected(), **arguments).language  # type: ignore[arg-type]  # only locales


def test_the_argument_decides_over_the_candidate() -> None:
    """The caller's locale comes first."""
    used = _used(locale="de", candidate="ja", fallback_locale="en")
    assert used == LocaleUse("de", "de", "argument", "exact", "de")


def test_the_candidate_s_language_comes_next() -> None:
    """A region is served by its language, and the result says how."""
    used = _used(candidate="de-AT", fallback_locale="en")
    assert (used.requested, used.used, used.source) == ("de-AT", "de", "candidate")
    assert used.match == "parent"


def test_a_region_keeps_its_habits_in_its_language_s_letter() -> None:
    """A British reader gets English letters with British dates."""
    facts = interview(candidate={"name": "Ada", "locale": "en-GB"})
    followup = compose_followup(facts, Rejected())
    assert (followup.language.used, followup.language.habits) == ("en", "en-GB")
    assert "19 November 2026" in followup.text


def test_the_fallback_is_used_if_the_wish_is_not_offered() -> None:
    """The result keeps what was asked for beside what was used."""
    used = _used(candidate="fi", fallback_locale="en")
    assert (used.requested, used.used, used.source) == ("fi", "en", "fallback")


def test_without_any_language_composing_is_refused() -> None:
    """No language is assumed."""
    with pytest.raises(LocaleError) as caught:
        _used()
    assert caught.value.codes == ("no_locale",)
    assert "English (en), German (de), Japanese (ja), Arabic (ar)" in str(caught.value)


def test_a_language_without_letters_is_refused_by_name() -> None:
    """Another language is never taken silently."""
    with pytest.raises(LocaleError) as caught:
        _used(locale="fi")
    assert caught.value.codes == ("locale_not_offered",)


def test_an_offer_that_the_set_does_not_have_is_refused() -> None:
    """A composer cannot offer letters that nobody wrote."""
    with pytest.raises(LocaleError) as caught:
        Composer(offered_locales=["de", "fi"])
    assert caught.value.codes == ("locale_not_in_set",)


@pytest.mark.parametrize("tag", ("", "de-informal", "x-klingon", "de_DE.UTF-8", "zz"))
def test_a_tag_that_is_no_locale_is_refused(tag: str) -> None:
    """A malformed tag is an error and never a default."""
    with pytest.raises(LocaleError):
        _used(locale=tag)


@pytest.mark.parametrize(
    ("wishes", "used"),
    (
        ({}, "formal"),
        ({"company": "informal"}, "informal"),
        ({"company": "informal", "candidate": "formal"}, "formal"),
        (
            {"company": "formal", "candidate": "formal", "message": "informal"},
            "informal",
        ),
    ),
)
def test_one_switch_decides_the_formality(wishes: dict[str, str], used: str) -> None:
    """The message decides over the candidate, the candidate over the company."""
    facts = interview(
        candidate={"name": "Ada", "formality": wishes.get("candidate")},
        company={"name": "Acme", "formality": wishes.get("company")},
    )
    followup = compose_followup(
        facts,
        Rejected(),
        locale="de",
        formality=wishes.get("message"),  # type: ignore[arg-type]  # a literal here
    )
    assert followup.formality == used
    assert ("Ihre Bewerbung" in followup.text) == (used == "formal")


def test_a_candidate_s_wish_counts_more_than_a_composer_s_habit() -> None:
    """Who asked to be addressed formally is, whatever the host prefers elsewhere."""
    composer = Composer(formality="informal")
    asked = interview(candidate={"name": "Ada", "formality": "formal"})
    silent = interview(company={"name": "Acme", "formality": "formal"})
    used = [
        composer.compose(facts, Rejected(), locale="de").formality
        for facts in (asked, silent)
    ]
    assert used == ["formal", "informal"]


def test_every_step_of_formality_has_its_place() -> None:
    """Call, candidate, composer, company, set and norm: the first that says it wins."""
    given: Any = {
        "call": "informal",
        "candidate": "formal",
        "composer": "informal",
        "company": "formal",
    }
    order = ("call", "candidate", "composer", "company")
    for first in range(len(order)):
        told = {step: given[step] for step in order[first:]}
        wish = {"formality": told.get("candidate")}
        facts = interview(
            candidate={"name": "Ada", "locale": "es", **wish},
            company={"name": "Acme", "formality": told.get("company")},
        )
        composer = Composer(_two_forms(), formality=told.get("composer"))
        followup = composer.compose(facts, Rejected(), formality=told.get("call"))
        assert given[order[first]] == followup.formality


@pytest.mark.parametrize(
    ("states", "expected"),
    (('default_formality = "formal"\n', "formal"), ("", "informal")),
)
def test_without_a_wish_the_set_decides_and_then_the_norm(
    states: str, expected: str
) -> None:
    """A set that names its default is followed; otherwise Spanish starts with tú."""
    facts = interview(candidate={"name": "Ada", "locale": "es"})
    followup = Composer(_two_forms(states)).compose(facts, Rejected())

    assert expected == followup.formality


def _two_forms(states: str = "") -> TemplateSet:
    """Return a Spanish set with both forms of address; the first is formal."""
    rows = "".join(
        f'[[greeting.{form}]]\ntext = "Hola, {{full}}:"\n'
        for form in ("formal", "informal")
    )
    return TemplateSet.from_mapping(
        "forms",
        {
            "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["es"]\n',
            "es/phrases.toml": f'formalities = ["formal", "informal"]\n{states}{rows}'
            '[closing]\nformal = "Atentamente"\ninformal = "Un saludo"\n',
            "es/rejected.txt": "{% block subject %}{{ role }}{% endblock %}\n",
        },
        schema=letter_schema(),
    )


def test_a_language_with_one_form_meets_every_wish_with_it() -> None:
    """Japanese business mail has no informal form to switch to."""
    facts = interview()
    letter = compose_followup(facts, Rejected(), locale="ja", formality="informal")
    assert letter.formality == "formal"


@pytest.mark.parametrize(("locale", "used"), (("nl", "informal"), ("nl-BE", "formal")))
def test_a_set_that_names_no_default_follows_the_custom(locale: str, used: str) -> None:
    """Strangers are addressed as the language and region do, not by a list's order."""
    norm = formality_norm(locale)
    assert norm is not None
    greeting = '[[greeting.{0}]]\ntext = "{1} {{full}},"\n'
    letters = TemplateSet.from_mapping(
        "dutch",
        {
            "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["nl"]\n',
            "nl/phrases.toml": 'formalities = ["informal", "formal"]\n'
            + greeting.format("informal", "Hallo")
            + greeting.format("formal", "Geachte")
            + '[closing]\ninformal = "Groet"\nformal = "Hoogachtend"\n',
            "nl/rejected.txt": "{% block subject %}{{ role }}{% endblock %}\n\n"
            "{% block opening %}\nBedankt.\n{% endblock %}\n",
        },
        schema=letter_schema(),
    )
    followup = Composer(letters).compose(interview(), Rejected(), locale=locale)
    assert (followup.formality, norm.default) == (used, used)
