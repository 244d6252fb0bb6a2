"""What is a mail address, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.addresses import check_address
from followup_kit.errors import MailError, Problem


PLAIN = (
    "ana@example.com",
    "ana.perez+jobs@mail.example.co.uk",
    "o'brien@example.com",
    "a@xn--exmple-cua.de",
    "x_y-z~1@a-b.example",
    "a@b.museum",
    "a" * 64 + "@example.com",
)

MALFORMED = (
    "",
    "@",
    "ana",
    "ana@",
    "@example.com",
    "ana@example",
    "ana@@example.com",
    "ana@b@example.com",
    ".ana@example.com",
    "ana.@example.com",
    "a..b@example.com",
    "ana @example.com",
    " ana@example.com",
    "ana@example.com ",
    "ana@example.com\n",
    "ana@example.com\r\nBcc: b@example.com",
    "ana@example.com, b@example.com",
    "ana@example.com;b@example.com",
    "Ana <ana@example.com>",
    "<ana@example.com>",
    '"ana"@example.com',
    '"a@b"@example.com',
    "ana(comment)@example.com",
    "ana@[192.0.2.1]",
    "ana@192.0.2.1",
    "ana@0x7f.0x1",
    "ana@-example.com",
    "ana@example-.com",
    "ana@exa_mple.com",
    "ana@.example.com",
    "ana@example.com.",
    "ana@example..com",
    "ana@" + "a" * 64 + ".com",
    "ana@example.c",
    "ana\x00@example.com",
    "-oQ/tmp@example.com",
    "=?utf-8?q?ana?=@example.com",
    "{{email}}@example.com",
    "{%email%}@example.com",
    "a=?b@example.com",
    "a?=b@example.com",
    "{{a@example.com",
    "a}}@example.com",
    "{%a@example.com",
    "a%}@example.com",
    "ana@example." + "a" * 64,
    "ana@example.1a",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_dot_atom_address_is_kept(text: str) -> None:
    """An address in normal form comes back unchanged."""
    assert text == check_address(text)


@pytest.mark.parametrize("text", MALFORMED)
def test_anything_else_is_refused(text: str) -> None:
    """Whatever two mail programs could read in two ways is refused."""
    with pytest.raises(MailError) as caught:
        check_address(text)

    assert ("malformed_address",) == caught.value.codes


@pytest.mark.parametrize("value", (None, 7, b"ana@example.com", ["ana@example.com"]))
def test_what_is_not_text_is_refused(value: object) -> None:
    """A value of another type is refused by the same error."""
    with pytest.raises(MailError) as caught:
        check_address(value)  # type: ignore[arg-type]  # the point of the test

    assert ("malformed_address",) == caught.value.codes


def test_the_domain_is_lower_cased_and_the_local_part_kept() -> None:
    """Only the receiving host knows whether the case of a local part matters."""
    assert "Ana.P@example.com" == check_address("Ana.P@EXAMPLE.Com")


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("a@exämple.de", "a@xn--exmple-cua.de"),
        ("a@EXÄMPLE.DE", "a@xn--exmple-cua.de"),
        ("a@exa\u0308mple.de", "a@xn--exmple-cua.de"),
        ("a@例え.jp", "a@xn--r8jz45g.jp"),
        ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
        ("a@почта.рф", "a@xn--80a1acny.xn--p1ai"),
        ("a@mail.موقع.com", "a@mail.xn--4gbrim.com"),
        ("a@ä-b.de", "a@xn---b-uia.de"),
        ("a@データー.jp", "a@xn--5ckp3nb.jp"),
        ("a@हिन्दी.com", "a@xn--j2bd4cyah0f.com"),
        ("a@ทดสอบกี่.th", "a@xn--12c1bin3fsa2dyi.th"),
        ("a@हि१.com", "a@xn--22bm4j.com"),
    ),
)
def test_an_international_domain_is_written_in_ascii(text: str, expected: str) -> None:
    """A domain with other letters takes its IDNA form."""
    assert expected == check_address(text)


@pytest.mark.parametrize(
    "domain",
    (
        "straße.de",  # one place in IDNA 2003, another in IDNA 2008
        "βόλος.gr",
        "a\u200cb.ir",
        "a\u200db.lk",
        "ｅxample.com",  # full-width
        "a。com",  # ideographic full stop
        "ﬁrm.de",  # ligature
        "😀.com",
        "ex\u202eample.com",
        "ex\u200bample.com",
        "ex\ud800ample.com",
        "ex\u00adample.com",
        "\u0301a.com",
        "aא.com",  # mixed directions
        "\U0001e900.com",  # unknown to Unicode 3.2
        "ä" * 60 + ".com",
        "-ä.com",
        "ä-.com",
        "aä--b.com",
        "aـä.com",
        "ᄀä.com",
        "a⃝ä.com",
    ),
)
def test_a_domain_with_two_meanings_is_refused(domain: str) -> None:
    """Labels the two IDNA standards could send to different hosts are refused."""
    with pytest.raises(MailError) as caught:
        check_address(f"a@{domain}")

    assert ("malformed_domain",) == caught.value.codes


def test_a_local_part_outside_ascii_is_refused() -> None:
    """Such a mailbox needs SMTPUTF8 on every host of the way."""
    with pytest.raises(MailError) as caught:
        check_address("björk@example.is")

    assert ("non_ascii_local_part",) == caught.value.codes


@pytest.mark.parametrize(
    "text",
    (
        "a" * 65 + "@example.com",
        "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 58 + ".com",
        "a@" + "b123456789." * 23 + "com",
        "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 60 + ".com",
        "a@" + ("é" * 20 + ".") * 49 + "com",
        "a@" + "é" * 2_000 + ".com",
        "a" * 100_000 + "@example.com",
    ),
)
def test_lengths_are_those_of_smtp(text: str) -> None:
    """Above 64 octets before the at sign or 254 in all, an address is refused."""
    with pytest.raises(MailError) as caught:
        check_address(text)

    assert ("address_too_long",) == caught.value.codes


def test_the_longest_address_is_accepted() -> None:
    """An address of 254 octets is still one."""
    text = "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 57 + ".com"

    assert (254, text) == (len(text), check_address(text))


@pytest.mark.parametrize(
    "text", ("ana secret@example.com", "secret@ﬁrm.de", "secrét@x.de")
)
def test_the_error_names_the_place_and_not_the_address(text: str) -> None:
    """The path given stands in the error; nothing of the address does."""
    with pytest.raises(MailError) as caught:
        check_address(text, path="candidate.email")

    assert ("candidate.email",) == caught.value.paths
    assert "secr" not in repr(caught.value) + str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


GIVE_ONE = "Give one bare address such as name@example.com."


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("ana", f"This is not one mail address. {GIVE_ONE} [malformed_address]"),
        (
            "é@example.com",
            (
                "The part before the @ has characters outside ASCII. "
                f"{GIVE_ONE} [non_ascii_local_part]"
            ),
        ),
        (
            ".a@example.com",
            f"The part before the @ is not a plain name. {GIVE_ONE} [malformed_address]",
        ),
        (
            "a@example",
            f"The part after the @ is not a domain name. {GIVE_ONE} [malformed_address]",
        ),
        (
            "a@straße.de",
            (
                "The domain has no unambiguous form for mail. Give the domain in its ASCII "
                "form, beginning with xn--. [malformed_domain]"
            ),
        ),
        (
            "a" * 65 + "@example.com",
            f"The mail address is too long. {GIVE_ONE} [address_too_long]",
        ),
        (
            "a" * 2_000 + "@example.com",
            f"The mail address is too long. {GIVE_ONE} [address_too_long]",
        ),
    ),
    ids=("at", "ascii", "local", "domain", "idna", "long", "longer"),
)
def test_the_error_says_what_to_do(text: str, expected: str) -> None:
    """Each error is a sentence on what is wrong and one on what to give."""
    with pytest.raises(MailError) as caught:
        check_address(text)

    assert f"address: {expected}" == str(caught.value)


def test_accepted_domains_agree_with_idna_2008() -> None:
    """Where a domain is accepted, the newer standard gives the same ASCII form."""
    idna = pytest.importorskip("idna")
    domains = (
        "exämple.de",
        "例え.jp",
        "почта.рф",
        "mail.موقع.com",
        "ñandú.cl",
        "hôtel.fr",
    )

    assert [idna.encode(domain).decode() for domain in domains] == [
        check_address(f"a@{domain}").partition("@")[2] for domain in domains
    ]


@pytest.mark.parametrize("address", (None, 5, b"a@b.com", ["a@b.com"], ""))
def test_what_is_no_text_is_no_address(address: Any) -> None:
    """Another value is refused where it stands, in the words for any other text."""
    with pytest.raises(MailError) as caught:
        check_address(address, path="x.y")

    expected = Problem(
        path="x.y",
        code="malformed_address",
        message="This is not one mail address.",
        remedy="Give one bare address such as name@example.com.",
    )
    assert (expected,) == caught.value.problems
