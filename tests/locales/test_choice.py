"""The reader gets an offered locale of their language and script, or none."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.errors import LocaleError
from followup_kit.locales import LocaleChoice, choose_locale


@pytest.mark.parametrize(
    ("requested", "offered", "used", "reason"),
    (
        (["de-AT"], ["de", "de-AT"], "de-AT", "exact"),
        (["no"], ["en", "nb"], "nb", "exact"),
        (["DE_at"], ["de-AT"], "de-AT", "exact"),
        (["de"], ["de_DE"], "de_DE", "equivalent"),
        (["zh-TW"], ["zh-Hant"], "zh-Hant", "equivalent"),
        (["zh-Hant"], ["zh-TW"], "zh-TW", "equivalent"),
        (["pt"], ["pt-PT", "pt-BR"], "pt-BR", "equivalent"),
        (["de-AT"], ["en", "de"], "de", "parent"),
        (["en-GB"], ["en"], "en", "parent"),
        (["es-MX"], ["es", "es-419"], "es-419", "parent"),
        (["zh-HK"], ["zh-Hans", "zh-Hant"], "zh-Hant", "parent"),
        (["zh-MO"], ["zh-Hant", "zh-Hant-HK"], "zh-Hant-HK", "parent"),
        (["zh-HK"], ["zh", "zh-TW"], "zh-TW", "region_sibling"),
        (["en-GB"], ["en-US", "en-AU"], "en-AU", "region_sibling"),
        (["es-MX"], ["es-ES", "es-AR"], "es-AR", "region_sibling"),
        (["es"], ["es-MX", "es-AR"], "es-MX", "region_sibling"),
        (["pt-BR"], ["pt-PT"], "pt-PT", "region_sibling"),
    ),
)
def test_the_nearest_offer_is_chosen_and_explained(
    requested: list[str], offered: list[str], used: str, reason: Any
) -> None:
    """The choice names what was asked for, what was used, and why."""
    choice = choose_locale(requested, offered)

    assert choice == LocaleChoice(requested[0], used, reason)


@pytest.mark.parametrize(
    ("requested", "offered"),
    (
        (["zh-HK"], ["zh", "zh-Hans", "zh-CN"]),
        (["zh"], ["zh-Hant", "zh-TW"]),
        (["sr-Latn"], ["sr", "sr-Cyrl"]),
        (["sr-ME"], ["sr"]),
        (["nn"], ["nb"]),
        (["fr"], ["en", "de"]),
        (["yue"], ["zh-Hant"]),
        ([], ["de"]),
        (["de"], []),
    ),
)
def test_no_other_language_or_script_is_offered_instead(
    requested: list[str], offered: list[str]
) -> None:
    """Rather nothing than a text the reader may not read."""
    assert choose_locale(requested, offered) is None


def test_requests_are_tried_in_their_order() -> None:
    """A parent of the first request wins over an exact second one."""
    choice = choose_locale(["fr", "de-AT", "en"], ["en", "de"])

    assert choice == LocaleChoice("de-AT", "de", "parent")


@pytest.mark.parametrize(
    ("requested", "offered"), ((["x-klingon"], ["de"]), (["de"], ["", "de"]))
)
def test_broken_tags_are_errors_not_misses(
    requested: list[str], offered: list[str]
) -> None:
    """A tag that is none is refused, on either side."""
    with pytest.raises(LocaleError):
        choose_locale(requested, offered)
