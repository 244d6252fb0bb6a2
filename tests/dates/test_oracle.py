"""Our phrases are ICU's, in every locale both know."""

from __future__ import annotations

import re

import pytest

from followup_kit.dates._zones import city_of
from followup_kit.locales import canonical_locale
from tests.dates.oracle import Disagreement, disagreements, normalised, oracle, tallies
from tests.dates.oracle_exceptions import EXEMPTIONS, Exemption


# Languages whose zones have names or abbreviations of their own in ICU, so that it
# does not name these cities; and sr-Cyrl-ME, which ICU answers in Latin letters.
_NAMED_OTHERWISE = {"cv", "cv-RU", "es-AR", "kk-Arab", "kk-Arab-CN", "sr-Cyrl-ME"}
_EXACT = (
    "date_full",
    "date_long",
    "date_medium",
    "date_short",
    "time",
    "date_time_full",
    "date_time_long",
    "date_time_medium",
    "day",
    "month_day",
    "weekday",
    "hour_cycle",
)
_GATES = {
    **dict.fromkeys(_EXACT, 1.0),
    "date_time_short": 0.998,
    "relative_day": 0.999,
    "duration": 0.995,
    "join_and": 0.995,
    "join_or": 0.995,
    "time_range": 0.99,
    "date_range_full": 0.99,
    "date_range_long": 0.99,
    "date_time_range": 0.99,
}


def _exempt(case: Disagreement) -> bool:
    return any(
        case.construct in exemption.constructs
        and (not exemption.locales or case.locale in exemption.locales)
        for exemption in EXEMPTIONS
    )


def test_every_disagreement_with_icu_has_a_reason() -> None:
    """No phrase differs from ICU's unless it is listed with a reason."""
    unexplained = [case for case in disagreements() if not _exempt(case)]

    assert [] == unexplained


@pytest.mark.parametrize("exemption", EXEMPTIONS, ids=lambda x: x.reason[:40])
def test_every_exemption_is_needed(exemption: Exemption) -> None:
    """Each listed exception still disagrees, in each locale it names."""
    found = {x.locale for x in disagreements() if x.construct in exemption.constructs}

    assert set(exemption.locales) <= found
    assert found


def test_zero_offset_is_the_only_offset_that_differs() -> None:
    """Every offset but zero is written as ICU writes it."""
    differing = {x.theirs for x in disagreements() if x.construct == "offset"}

    assert all(len(re.findall(r"\d", text)) == 1 for text in differing)


@pytest.mark.parametrize(("construct", "least"), sorted(_GATES.items()))
def test_agreement_in_modern_locales(construct: str, least: float) -> None:
    """In locales of modern coverage agreement reaches the gate, exceptions counted."""
    assert tallies(modern=True)[construct].rate >= least


@pytest.mark.parametrize("construct", sorted(_GATES))
def test_agreement_in_all_locales(construct: str) -> None:
    """Over every locale agreement is 99 % or more, exceptions counted."""
    assert tallies(modern=False)[construct].rate >= 0.99


def test_the_oracle_is_wide() -> None:
    """The oracle covers the locales and cases that the gates are about."""
    assert len(oracle()["locales"]) >= 889
    assert len(oracle()["modern"]) >= 504
    assert sum(t.cases for t in tallies(modern=False).values()) > 150_000


def test_cities_are_named_as_icu_names_them() -> None:
    """Zones that ICU tells by their city have the same city with us."""
    known = oracle()
    wrong = [
        (locale, zone, text)
        for locale, answers in known["locales"].items()
        if locale not in _NAMED_OTHERWISE
        for zone, text in zip(known["cases"]["cities"], answers["city"], strict=True)
        if normalised(city_of(zone, canonical_locale(locale))) not in normalised(text)
    ]

    assert [] == wrong
