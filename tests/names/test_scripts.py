"""Names in every script find patterns, whoever reads them."""

from __future__ import annotations

import pytest

from followup_kit.names import NameFormatter, PersonName, name_forms
from followup_kit.names._data import _data, _script_runs


def _letters() -> dict[str, str]:
    """Return a letter of each script."""
    letters: dict[str, str] = {}
    starts, scripts = _script_runs()
    for start, end, script in zip(starts, starts[1:], scripts, strict=False):
        letter = next(filter(str.isalpha, map(chr, range(start, end))), "")
        if script and letter:
            letters.setdefault(script, letter)
    return letters


_LETTERS = _letters()


def test_each_script_of_the_data_has_a_letter() -> None:
    """The runs of scripts know every script that has a likely locale."""
    assert set(_data()["scripts"]) >= set(_LETTERS)
    assert {"Latn", "Hani", "Kana", "Hira", "Hang", "Cyrl", "Arab", "Deva"} <= set(
        _LETTERS
    )


@pytest.mark.parametrize("origin", (None, "de-CH", "ja", "sr", "zh-Hant-HK", "ur-PK"))
@pytest.mark.parametrize("reader", ("de", "ja", "eo", "zh-TW"))
def test_a_name_in_any_script_is_formatted(reader: str, origin: str | None) -> None:
    """Both parts of a name come out, in whatever script it is written."""
    for script, letter in _LETTERS.items():
        name = PersonName(given=f"{letter}1", surname=f"{letter}2", locale=origin)
        full = name_forms(name, reader)["full"]

        assert f"{letter}1" in full, script
        assert f"{letter}2" in full, script
        assert NameFormatter(reader).format(name, usage="addressing"), script


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        # Arabic letters are read as Urdu in Pakistan and as Persian in Iran.
        (PersonName(given="علی", surname="خان", locale="en-PK"), "علی خان"),
        (PersonName(given="علی", surname="رضا", locale="en-IR"), "علی رضا"),
    ),
)
def test_the_region_of_a_name_helps_to_read_its_script(
    name: PersonName, expected: str
) -> None:
    """A language that is not written in the name's script gives its region only."""
    assert expected == NameFormatter("de").format(name, formality="informal")
