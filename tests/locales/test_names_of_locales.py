"""What locales are called, for people who read errors and reports."""

from __future__ import annotations

import pytest

from followup_kit.errors import LocaleError
from followup_kit.locales import name_of


@pytest.mark.parametrize(
    ("tag", "within", "name"),
    (
        ("de-AT", "en", "German (Austria)"),
        ("ja", "de", "Japanisch"),
        ("zh-Hant", "en", "Chinese (Traditional)"),
        ("pt_BR", "en", "Portuguese (Brazil)"),
    ),
)
def test_a_locale_is_called_by_its_name(tag: str, within: str, name: str) -> None:
    """The name is in the language of whoever reads it."""
    assert name_of(tag, within=within) == name


def test_a_tag_that_is_none_has_no_name() -> None:
    """Malformed tags are refused before anybody is asked."""
    with pytest.raises(LocaleError):
        name_of("x-klingon")
