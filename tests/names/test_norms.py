"""The norms of address: who is greeted how in letters, by locale."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale
from followup_kit.names import (
    FormalityNorm,
    PersonName,
    formality_norm,
    formality_norms,
    name_forms,
)


_FORMAL = (
    "ar bn cs de de-CH el es-419 fa fr fr-CA hi hu id it ja ko ms nl-BE pl pt-PT ro ru "
    "sk th tr uk vi zh zh-Hant"
)
_INFORMAL = "da en es fi he nb nl pt sv"
_FORMS = {
    "title": "Title",
    "given": "Given",
    "surname": "Surname",
    "full": "Given Surname",
    "vocative": "Vocative",
}
_each_norm = pytest.mark.parametrize(
    "norm", formality_norms().values(), ids=formality_norms()
)


def test_each_locale_has_its_default() -> None:
    """The whole table, as it was taken from our research on letters."""
    expected = dict.fromkeys(_FORMAL.split(), "formal")
    expected |= dict.fromkeys(_INFORMAL.split(), "informal")

    assert expected == {t: norm.default for t, norm in formality_norms().items()}


@pytest.mark.parametrize("locale", ("de", "ko", "pl", "zh"))
def test_the_default_is_not_cldr_s(locale: str) -> None:
    """CLDR 48 marks these languages as informal, for names in user interfaces."""
    norm = formality_norm(locale)

    assert norm is not None
    assert "formal" == norm.default


@pytest.mark.parametrize(
    ("locale", "found"),
    (
        ("de-AT", "de"),
        ("de-CH", "de-CH"),
        ("es-ES", "es"),
        ("es-MX", "es-419"),
        ("nl-BE", "nl-BE"),
        ("no", "nb"),
        ("pt-AO", "pt-PT"),
        ("pt-BR", "pt"),
        ("zh-TW", "zh-Hant"),
        ("EN-gb", "en"),
    ),
)
def test_a_region_has_its_own_norm_or_its_parent_s(locale: str, found: str) -> None:
    """Regions follow their CLDR parents, so Mexico is not Spain."""
    norm = formality_norm(locale)

    assert norm is not None
    assert found == norm.locale


def test_a_language_without_a_norm_has_none() -> None:
    """What we do not know is not made up."""
    assert formality_norm("eo") is None


@pytest.mark.parametrize("locale", ("", "nowhere", "de_DE.UTF-8"))
def test_the_locale_of_a_norm_must_be_one(locale: str) -> None:
    """A malformed tag is an error and never another language's custom."""
    with pytest.raises(LocaleError):
        formality_norm(locale)


@_each_norm
def test_a_norm_is_whole(norm: FormalityNorm) -> None:
    """Tags are canonical, a formality has both words and greetings, the default too."""
    assert canonical_locale(norm.locale) == norm.locale
    assert norm.default in {"formal", "informal"}
    assert (norm.formal is None) == (norm.formal_greetings == ())
    assert (norm.informal is None) == (norm.informal_greetings == ())
    default = norm.formal if norm.default == "formal" else norm.informal
    assert default is not None


@_each_norm
def test_every_name_is_greeted_without_a_hole(norm: FormalityNorm) -> None:
    """Whatever is known beside the full name, a greeting fits and is filled."""
    for count in range(len(_FORMS) + 1):
        for known in combinations(_FORMS, count):
            forms = {form: _FORMS[form] for form in ("full", *known)}
            for formality, words in (
                ("formal", norm.formal),
                ("informal", norm.informal),
            ):
                said = norm.greeting(formality, forms)  # type: ignore[arg-type]  # literals
                assert (said is None) == (words is None)
                assert said is None or said.strip() == said
                assert not set(said or "") & set("{}")
                assert len(re.findall("Surname|Vocative", said or "")) <= 1


@_each_norm
def test_a_norm_keeps_the_given_name_unless_there_is_a_title(
    norm: FormalityNorm,
) -> None:
    """Nobody is called by a bare surname."""
    for row in (*norm.formal_greetings, *norm.informal_greetings):
        if "{surname}" in row:
            assert "{title}" in row


def test_a_greeting_follows_the_order_of_its_language() -> None:
    """The forms of the name bring order and space; the norm brings the words."""
    norm = formality_norm("hu")
    anna = PersonName(given="Anna", surname="Kovács", locale="hu")

    assert norm is not None
    assert "Tisztelt Kovács Anna!" == norm.greeting("formal", name_forms(anna, "hu"))
