"""A person's name in parts: what it takes, what it refuses, what it shows."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from followup_kit.errors import LocaleError, NameFormError, Problem
from followup_kit.locales import canonical_locale
from followup_kit.names import PersonName


@pytest.mark.parametrize(
    "parts",
    (
        {},
        {"title": "Dr."},
        {"given_informal": "Bob", "surname_prefix": "van"},
        {"given": "", "surname": "  "},
        {"given": "\u200b", "surname": "\u3164\u2800"},
    ),
)
def test_a_name_needs_something_to_call_by(parts: dict[str, str]) -> None:
    """Without a given name and a surname there is no name."""
    with pytest.raises(NameFormError) as caught:
        PersonName(**parts)

    expected = Problem(
        "name",
        "empty_name",
        "The name has neither a given name nor a surname.",
        "State one of them, or pass the whole name as one string.",
    )
    assert (expected,) == caught.value.problems


@pytest.mark.parametrize("part", ("given", "surname", "surname_core"))
def test_one_name_is_enough(part: str) -> None:
    """A mononym is a name, whichever part holds it."""
    name = PersonName(**{part: "Sukarno"})

    assert "Sukarno" == getattr(name, part)


def test_blank_parts_are_not_given() -> None:
    """White space alone is no part, and outer and doubled spaces are dropped."""
    name = PersonName(title=" ", given=" Mary  Ann ", surname="\u3000Lee\u00a0")

    assert PersonName(given="Mary Ann", surname="Lee") == name


@pytest.mark.parametrize(
    "damage",
    ("a\nb", "a\tb", "a\x00", "a\x7f", "a\u2028b", "\u202ea", "a\u2067b", "a\ud800"),
)
def test_what_can_damage_a_message_is_refused(damage: str) -> None:
    """Control characters, overrides and half surrogates are no part of a name."""
    with pytest.raises(NameFormError) as caught:
        PersonName(given="Ada", surname=f"x{damage}x")

    assert ("unprintable",) == caught.value.codes
    assert ("name.surname",) == caught.value.paths


@pytest.mark.parametrize("mark", ("\u200c", "\u200d", "\u200e", "\u200f", "\u061c"))
def test_joiners_and_direction_marks_stay(mark: str) -> None:
    """Persian names need the non-joiner, and marks of direction do no harm."""
    assert f"a{mark}b" == PersonName(given=f"a{mark}b").given


def test_only_text_is_a_part() -> None:
    """A part that is not text is refused, not turned into text."""
    with pytest.raises(NameFormError) as caught:
        PersonName(given=7)  # type: ignore[arg-type]

    assert ("not_text",) == caught.value.codes


def test_a_text_of_another_class_is_taken_for_its_text() -> None:
    """Whatever a class says of its text, the text itself is the part."""

    class Text(str):
        """A text of a host's own type."""

        __slots__ = ()

        def strip(self, _: object = None) -> str:
            """Say something else."""
            return "Eve\nx"

    name = PersonName(given=Text("Ada "))

    assert (str, "Ada") == (type(name.given), name.given)


@pytest.mark.parametrize("tag", ("de_DE.UTF-8", "x" * 99, "und", "qqx-QQ"))
def test_the_locale_must_be_one(tag: str) -> None:
    """A tag that CLDR does not know is refused where it is stated."""
    with pytest.raises(LocaleError) as caught:
        PersonName(given="Ada", locale=tag)
    with pytest.raises(LocaleError) as alone:
        canonical_locale(tag)

    (problem,) = alone.value.problems
    assert (dataclasses.replace(problem, path="name.locale"),) == caught.value.problems


def test_errors_show_no_values() -> None:
    """What a person is called stays out of errors."""
    with pytest.raises(NameFormError) as caught:
        PersonName(given="Secret\x00", surname="Hidden")

    assert "Secret" not in str(caught.value)
    assert "Hidden" not in str(caught.value)


def test_the_repr_shows_which_parts_are_there() -> None:
    """The representation names the parts and keeps their values to itself."""
    name = PersonName(given="Ada", surname="Lovelace", locale="en")

    assert "PersonName(given=…, surname=…, locale=…)" == repr(name)
    assert repr(name) == str(name)


def test_names_are_values() -> None:
    """Names compare, hash, copy and pickle by their parts, and do not change."""
    name = PersonName(given="Ada", surname="Lovelace", locale="en")

    assert name == copy.deepcopy(name) == pickle.loads(pickle.dumps(name))  # noqa: S301
    assert 1 == len({name, copy.copy(name)})
    assert name != dataclasses.replace(name, given="Eve")
    with pytest.raises(dataclasses.FrozenInstanceError):
        name.given = "Eve"  # type: ignore[misc]


def test_parts_are_named() -> None:
    """Positions mean nothing in a name, so parts are given by keyword only."""
    with pytest.raises(TypeError):
        PersonName("Ada")  # type: ignore[call-arg]
