"""Locale tags are read into one form, or refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.errors import LocaleError
from followup_kit.locales import (
    canonical_locale,
    direction_of,
    language_of,
    parent_locales,
    script_of,
)
from tests.dates.oracle import FOLDER


@pytest.mark.parametrize(
    ("tag", "canonical"),
    (
        ("en", "en"),
        ("en_US", "en-US"),
        ("EN-us", "en-US"),
        ("DE_de", "de-DE"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("ca-ES-valencia", "ca-ES-valencia"),
        ("iw", "he"),
        ("in", "id"),
        ("ji", "yi"),
        ("no", "nb"),
        ("no-NO", "nb-NO"),
        ("sh", "sr-Latn"),
        ("sh-Cyrl", "sr-Cyrl"),
        ("mo", "ro"),
        ("tl", "fil"),
        ("deu", "de"),
        ("zh-yue", "yue"),
        ("zh-min-nan", "nan"),
        ("en-UK", "en-GB"),
        ("en-840", "en-US"),
        ("zh-HK", "zh-HK"),
        ("nan", "nan"),
        ("yue", "yue"),
    ),
)
def test_tags_are_brought_into_canonical_form(tag: str, canonical: str) -> None:
    """Case, separators and old codes are mended, nothing is added."""
    assert canonical == canonical_locale(tag)
    assert canonical == canonical_locale(canonical)


@pytest.mark.parametrize(
    ("tag", "code"),
    (
        ("", "empty_locale"),
        ("x-klingon", "malformed_locale"),
        ("i-default", "malformed_locale"),
        ("a", "malformed_locale"),
        ("abcdefghi", "malformed_locale"),
        ("en-", "malformed_locale"),
        ("-en", "malformed_locale"),
        ("en--US", "malformed_locale"),
        ("../../etc/passwd", "malformed_locale"),
        ("en\r\nBcc: x", "malformed_locale"),
        ("\u202een", "malformed_locale"),
        ("ｅｎ", "malformed_locale"),
        ("C", "malformed_locale"),
        ("POSIX", "malformed_locale"),
        ("null", "malformed_locale"),
        ("None", "malformed_locale"),
        pytest.param("en-" * 40, "malformed_locale", id="long"),
        pytest.param(None, "malformed_locale", id="no text"),
        (5, "malformed_locale"),
        ("und", "no_language"),
        ("und-Latn", "no_language"),
        ("root", "no_language"),
        ("zxx", "no_language"),
        ("en-US-u-ca-buddhist", "locale_extension"),
        ("de-x-informal", "locale_extension"),
        ("es_ES.UTF-8", "locale_extension"),
        ("en@euro", "locale_extension"),
        ("zz", "unknown_language"),
        ("qaa", "unknown_language"),
        ("de-Zzzq", "unknown_script"),
        ("de-ZX", "unknown_region"),
        ("de-informal", "unknown_variant"),
        ("de-1996-1996", "unknown_variant"),
    ),
)
def test_what_is_no_locale_is_refused_by_name(tag: str, code: str) -> None:
    """Each kind of mistake has its code, and nothing falls back."""
    with pytest.raises(LocaleError) as caught:
        canonical_locale(tag)

    assert (code,) == caught.value.codes


@pytest.mark.parametrize("tag", (["de"], {"de": 1}, 5, None, b"de"))
def test_what_is_no_text_is_refused(tag: Any) -> None:
    """A value that is no tag, or cannot even be looked up, is refused by type."""
    for ask in (canonical_locale, language_of, script_of, direction_of, parent_locales):
        with pytest.raises(LocaleError) as caught:
            ask(tag)

        assert ("malformed_locale",) == caught.value.codes


def test_hostile_tags_are_not_repeated() -> None:
    """Only harmless characters of a tag reach the message."""
    with pytest.raises(LocaleError) as caught:
        canonical_locale("en\r\nBcc: x")

    assert "Bcc" not in str(caught.value)


@pytest.mark.parametrize(
    ("tag", "parents"),
    (
        ("de", ()),
        ("de-AT", ("de",)),
        ("es-MX", ("es-419", "es")),
        ("en-AT", ("en-150", "en-001", "en")),
        ("pt-AO", ("pt-PT", "pt")),
        ("zh-Hant-MO", ("zh-Hant-HK", "zh-Hant")),
        ("zh-Hant", ()),
        ("zh-HK", ("zh-Hant-HK", "zh-Hant")),
        ("zh-MO", ("zh-Hant-MO", "zh-Hant-HK", "zh-Hant")),
        ("zh-CN", ("zh",)),
        ("zh-SG", ("zh-Hans-SG", "zh-Hans", "zh")),
        ("sr-Latn", ()),
        ("sr-ME", ("sr-Latn-ME", "sr-Latn")),
        ("sr-BA", ("sr-Cyrl-BA", "sr-Cyrl", "sr")),
        ("pa-PK", ("pa-Arab-PK", "pa-Arab")),
        ("de-Latn-AT", ("de-AT", "de")),
        ("de-Cyrl-AT", ()),
        ("ca-ES-valencia", ("ca-ES", "ca")),
        ("nn", ()),
        ("nb-NO", ("nb",)),
        ("hi-Latn", ()),
    ),
)
def test_parents_follow_cldr_within_the_language(
    tag: str, parents: tuple[str, ...]
) -> None:
    """The chain is CLDR's, without root, and never changes language or script."""
    assert parents == parent_locales(tag)


def test_likely_scripts_are_those_of_cldr() -> None:
    """Every tag of CLDR's likely-subtags test has the script it should have."""
    wrong, tried = [], 0
    for line in (FOLDER / "cldr-likely-subtags.txt").read_text("utf-8").splitlines():
        source, _, rest = line.partition("#")[0].partition(";")
        expected = rest.partition(";")[0].strip().split("-")
        try:
            script = script_of(source.strip())
        except LocaleError:
            continue
        tried += 1
        if script != expected[1]:
            wrong.append((source.strip(), expected, script))

    assert [] == wrong
    assert tried > 1_000


def test_direction_is_that_of_the_script() -> None:
    """The script decides, not the language."""
    found = {tag: direction_of(tag) for tag in ("ar", "he", "fa", "pa-PK", "ur-IN")}

    assert set(found.values()) == {"rtl"}
    assert direction_of("pa") == direction_of("az") == direction_of("ks-Deva") == "ltr"


def test_the_language_is_canonical() -> None:
    """Old codes do not survive."""
    assert language_of("iw_IL") == "he"
