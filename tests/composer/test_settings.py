"""Options and extra fields of a set: declared ones are used, others refused."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest

from followup_kit import Composer, Outcome, Rejected, compose_followup
from followup_kit.composer import letter_schema
from followup_kit.errors import FactsError, FollowupError
from followup_kit.models import _outcome
from followup_kit.templating import TemplateSet
from followup_kit.testing import sample_interview, sample_outcome
from tests.factories import interview


FILES = {
    "set.toml": """
schema = 1
title = "With extras"
extends = "standard"
locales = ["en"]

[extras.parking]
position = "name"

[extras.visit]
position = "day"
optional = false

[extras.notes]
position = "prose"
many = true
""",
    "en/rejected.txt": """
{% block closed %}
The office is open on {{ extras.visit }}.
{% if extras.parking %}
Park at {{ extras.parking }}.
{% endif %}

Good to know:
- {{ extras.notes }}
{% endblock %}
""",
}


def _set() -> TemplateSet:
    return TemplateSet.from_mapping("with-extras", FILES, schema=letter_schema())


def test_options_dress_the_html() -> None:
    """Colour, logo and footer of the host are in the HTML and escaped there."""
    followup = compose_followup(
        interview(),
        Rejected(),
        options={
            "accent_color": "#aa0033",
            "logo_url": "https://cdn.example.com/logo.png?a=1&b=2",
            "logo_alt": "Acme",
            "footer_text": "Acme & Sons, Reg. 1234",
        },
    )
    assert "#aa0033" in followup.html
    assert "https://cdn.example.com/logo.png?a=1&amp;b=2" in followup.html
    assert "Acme &amp; Sons, Reg. 1234" in followup.html
    assert "#aa0033" not in followup.text


@pytest.mark.parametrize(
    "options",
    (
        {"accent_color": "red;}"},
        {"logo_url": "javascript:alert(1)"},
        {"font": "Comic Sans"},
    ),
)
def test_an_option_that_is_none_is_refused(options: dict[str, str]) -> None:
    """Unknown names and values of the wrong type never reach the layout."""
    with pytest.raises(FactsError) as caught:
        Composer(options=options)
    assert caught.value.codes == ("bad_option",)


def test_extra_fields_reach_the_prose_that_declares_them() -> None:
    """A host's own facts are phrased like all others."""
    followup = Composer(_set()).compose(
        interview(),
        Rejected(),
        extras={
            "visit": date(2026, 12, 4),
            "parking": "Deck 2",
            "notes": ["Ring twice.", "Ask for Jo."],
        },
    )
    assert "The office is open on Friday, December 4, 2026." in followup.text
    assert "Park at Deck 2." in followup.text
    assert "- Ring twice.\n- Ask for Jo." in followup.text


def test_extra_fields_are_checked_all_at_once() -> None:
    """Undeclared, missing and unsafe extras are listed together."""
    with pytest.raises(FactsError) as caught:
        Composer(_set()).compose(
            interview(),
            Rejected(),
            extras={"parking": "a\x00", "notes": "no list", "colour": "red"},
        )
    assert set(zip(caught.value.paths, caught.value.codes, strict=True)) == {
        ("extras.colour", "unknown_field"),
        ("extras.parking", "unsafe_character"),
        ("extras.visit", "missing"),
        ("extras.notes", "not_a_list"),
    }


@pytest.mark.parametrize(
    "settings",
    (
        {"require": ["timley"]},
        {"require": "clear"},
        {"formality": "du"},
        {"fallback_locale": "!!"},
        {"fallback_locale": "fi"},
        {"offered_locales": []},
    ),
)
def test_a_misspelt_setting_is_refused(settings: dict[str, Any]) -> None:
    """A setting that would silently do nothing is an error at once."""
    with pytest.raises(FollowupError):
        Composer(**settings)


def test_regions_can_be_offered() -> None:
    """Offering a region means offering the letters of its language."""
    composer = Composer(offered_locales=["en-GB", "en-US", "de-AT"])
    assert composer.offered_locales == ("en", "de")
    letter = composer.compose(interview(), Rejected(), locale="de-AT")
    assert letter.language.habits == "de-AT"


def test_the_legal_footer_is_in_the_plain_text_too() -> None:
    """Business letters need it in both parts, and it can be explained."""
    options = {"footer_text": "Acme GmbH\n\nHRB 1234"}
    followup = compose_followup(interview(), Rejected(), options=options)
    assert followup.text.endswith("\n\nAcme GmbH\nHRB 1234")
    assert followup.explain()[-1].block == "footer_text"


def test_a_greeting_comes_from_the_set_that_wrote_it() -> None:
    """In a set that extends another, each part names the set it stands in."""
    followup = Composer(_set()).compose(
        interview(), Rejected(), extras={"visit": date(2026, 12, 4)}
    )
    explained = {part.block: part for part in followup.explain()}
    greeting, closed = explained["greeting"], explained["closed"]
    assert (greeting.template_set, greeting.file) == ("standard", "en/phrases.toml")
    assert (closed.template_set, closed.file) == ("with-extras", "en/rejected.txt")


def test_a_set_found_by_name_is_opened_once() -> None:
    """Composers and single calls share a set, so that nobody loads letters again."""
    assert Composer().template_set is Composer("standard").template_set


def test_a_kind_that_is_defined_later_opens_the_set_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A shared set knows the kinds of its day; a new kind has its letters checked."""
    before = Composer().template_set
    monkeypatch.setattr(_outcome, "_registry", dict(_outcome._registry))

    class Reminded(Outcome):
        kind: Literal["reminded_later"] = "reminded_later"

    assert "reminded_later" in Reminded().kind
    assert Composer().template_set is not before


@pytest.mark.parametrize("given", (["x"], "x", {1: "x"}))
def test_options_and_extras_are_mappings_from_names(given: Any) -> None:
    """Anything else is a typed error, as a record from outside may hold anything."""
    composer = Composer(fallback_locale="en")
    with pytest.raises(FactsError) as options:
        Composer(options=given)
    with pytest.raises(FactsError) as extras:
        composer.compose(sample_interview(), sample_outcome("rejected"), extras=given)

    assert [("options", "not_a_mapping")] == [
        (p.path, p.code) for p in options.value.problems
    ]
    assert [("extras", "not_a_mapping")] == [
        (p.path, p.code) for p in extras.value.problems
    ]
