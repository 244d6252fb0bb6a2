"""Options and extra fields of a set: declared ones are used, others refused."""

from __future__ import annotations

from datetime import date

import pytest

from followup_kit import Composer, Rejected, compose_followup
from followup_kit.composer import letter_schema
from followup_kit.errors import FactsError
from followup_kit.templating import TemplateSet
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
