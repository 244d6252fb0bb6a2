"""A mailbox holds one name and one address, and shows neither by accident."""

from __future__ import annotations

import copy
import pickle

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import Mailbox, parse_address
from tests.mail.samples import reads_well


@pytest.mark.parametrize(
    "name",
    (
        "Teller",
        "É",
        "O'Brien",
        "Null",
        "山田 太郎",
        "محمد عبد الله",
        "حسین\u200cپور",
        "Anna, 2nd (of two)",
        "a  b",
        "What =? is",
        "?= why",
        "\u200fAna",
        "N" * 200,
    ),
)
def test_real_names_are_kept(name: str) -> None:
    """A name in any script is kept to the letter."""
    assert name == Mailbox(name=name, address="a@example.com").name


def test_a_name_has_no_isolates_even_in_pairs() -> None:
    """A subject may hold them to set off a title; a name has nothing to set off."""
    with pytest.raises(MailError) as caught:
        Mailbox(name="\u2066Ana\u2069", address="a@example.com")

    assert ("forbidden_character",) == caught.value.codes


@pytest.mark.parametrize("name", (None, "", "   ", "\xa0 \u3000"))
def test_no_name_is_none(name: str | None) -> None:
    """Nothing to show is one thing, however it was given."""
    assert Mailbox(name=name, address="a@example.com").name is None


@pytest.mark.parametrize(
    "name",
    (
        *("\u200b", "\u200b \u200b", " \u200d ", "\u3164", "\u2800", "\xad", "\u2060"),
        *("\ufe0f", "\u180e", "\u115f\u1160", "\uffa0", "\U000e0100", "\U0001d173"),
    ),
)
def test_a_name_that_nobody_sees_is_refused(name: str) -> None:
    """A name of characters without a form is not dropped: somebody meant something."""
    with pytest.raises(MailError) as caught:
        Mailbox(name=name, address="a@example.com")

    assert (("name",), ("invisible_name",)) == (caught.value.paths, caught.value.codes)
    assert reads_well(caught.value)


@pytest.mark.parametrize("name", ("علی\u200cرضا", "葛\U000e0100", "\u200bA", "❤\ufe0f"))
def test_one_character_that_shows_is_a_name(name: str) -> None:
    """Joiners and selectors belong to names that show."""
    assert name == Mailbox(name=name, address="a@example.com").name


def test_outer_space_is_dropped() -> None:
    """Space around a name is not part of it."""
    assert Mailbox(name=" Ana ", address="a@example.com").name == "Ana"


@pytest.mark.parametrize(
    "character",
    (
        *(
            "\0",
            "\t",
            "\n",
            "\r",
            "\x0b",
            "\x0c",
            "\x1b",
            "\x1f",
            "\x7f",
            "\x85",
            "\x9f",
        ),
        *("\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2068", "\u2069"),
        *("\u206a", "\ufeff", "\ufff9", "\ufdd0", "\uffff", "\U0001fffe"),
        *("\ud800", "\udfff", "\U000e0041", "\U000e007f"),
    ),
)
def test_characters_that_deceive_are_refused(character: str) -> None:
    """Controls, direction changes, tags, surrogates and non-characters are refused."""
    with pytest.raises(MailError) as caught:
        Mailbox(name=f"Ana{character}B", address="a@example.com")

    assert (("name",), ("forbidden_character",)) == (
        caught.value.paths,
        caught.value.codes,
    )
    assert reads_well(caught.value)


@pytest.mark.parametrize(
    "name",
    (
        "=?utf-8?q?evil=40x=2Ecom=2C?=",
        "Ana =?UTF-8?B?eA==?= B",
        "=?iso-8859-1*en?Q?a?=",
        "=?utf-8?q?unfinished",
        "=??q?x?=",
    ),
)
def test_encoded_words_are_refused(name: str) -> None:
    """A name that a decoder would turn into another text is refused."""
    with pytest.raises(MailError) as caught:
        Mailbox(name=name, address="a@example.com")

    assert (("name",), ("encoded_word",)) == (caught.value.paths, caught.value.codes)
    assert reads_well(caught.value)


def test_a_text_is_not_a_name() -> None:
    """Above 200 characters a name is refused."""
    with pytest.raises(MailError) as caught:
        Mailbox(name="N" * 201, address="a@example.com")

    assert (("name",), ("name_too_long",)) == (caught.value.paths, caught.value.codes)
    assert reads_well(caught.value)


def test_the_address_takes_its_normal_form() -> None:
    """A mailbox holds the address as `parse_address` returns it."""
    address = "Ana@EXÄMPLE.de"

    assert parse_address(address) == Mailbox(address=address).address


def test_a_wrong_address_is_refused() -> None:
    """A mailbox cannot hold what is no address."""
    with pytest.raises(MailError) as caught:
        Mailbox(name="Ana", address="a@example.com, b@example.com")

    assert (("address",), ("malformed_address",)) == (
        caught.value.paths,
        caught.value.codes,
    )


def test_the_repr_shows_nothing() -> None:
    """Neither name nor address shows in the repr."""
    assert repr(Mailbox(name="Ana", address="a@example.com")) == "Mailbox(...)"


def test_a_mailbox_is_a_value() -> None:
    """Mailboxes compare, hash, copy and pickle by value."""
    mailbox = Mailbox(name="Ana", address="a@example.com")
    same = Mailbox(name="Ana", address="a@EXAMPLE.com")

    assert {mailbox} == {same, pickle.loads(pickle.dumps(mailbox)), copy.copy(mailbox)}  # noqa: S301


@pytest.mark.parametrize("name", ("secret\n", "=?q?q?secret?=", "secret" * 40))
def test_the_error_holds_nothing_of_the_name(name: str) -> None:
    """What was typed does not stand in the error."""
    with pytest.raises(MailError) as caught:
        Mailbox(name=name, address="a@example.com")

    assert "secret" not in str(caught.value) + repr(caught.value)
