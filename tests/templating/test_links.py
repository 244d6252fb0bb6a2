"""One rule for every link, and labels that claim no other address."""

from __future__ import annotations

import pytest

from followup_kit.errors import RenderError
from followup_kit.templating._links import is_host
from tests.templating.sets import codes_of, text_of


@pytest.mark.parametrize(
    "address",
    (
        "https://user@evil.example/",
        "https://user:pass@evil.example/",
        "https://acme.example@evil.example",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://localhost/",
        "https://acme.example:99999/",
        "http://acme.example/",
        "mailto:a@b.example?bcc=c@d.example",
        "mailto:a@b.example,c@d.example",
        "tel:+123456789",
    ),
)
def test_a_literal_link_is_held_to_the_rule_of_facts(address: str) -> None:
    """User names, numbers for hosts and other schemes are refused at load."""
    assert "bad_link" in codes_of(f"[Our site]({address})")


def test_a_value_is_held_to_the_same_rule() -> None:
    """Who renders without the models gets no further."""
    with pytest.raises(RenderError) as caught:
        text_of("[Go]({{ portal }})", {"portal": "https://user@evil.example/"})
    assert ("bad_address",) == caught.value.codes


@pytest.mark.parametrize(
    "link",
    (
        "[https://bank.example](https://evil.example/)",
        "[Go to www.bank.example now](https://evil.example/)",
        "[bank.example](https://evil.example/)",
        "[(bank.example)](https://evil.example/)",
        "[“bank.example”](https://evil.example/)",
        "[«bank.example»…](https://evil.example/)",
        "[Go to http://bank.example now](https://evil.example/)",
        "[Go to https://bank.example now](https://evil.example/)",
        "[Write mailto:jobs now](https://evil.example/)",
        "[Write to jobs@bank.example now](https://evil.example/)",
        "[Write to bank@x.example@y now](https://evil.example/)",
        "[https://](https://evil.example/)",
        "[https://]({{ portal }})",
        "[bank.example/login](https://evil.example/bank.example/login)",
        "[bank.example](https://bank.example.evil.example/)",
        "[jobs@bank.example](mailto:jobs@evil.example)",
        "[jobs@bank.example](https://bank.example/)",
        "[https://bank.example]({{ portal }})",
        "[**bank.example**]({{ portal }})",
        "[[bank.example]]({{ portal }})",
        "[[https://bank.example]](https://evil.example/)",
        "[bank\u200b.example](https://evil.example/)",
        "[bank\u00ad.example](https://evil.example/)",
        "[b\u2060ank.example](https://evil.example/)",
        "[bank\u3002example](https://evil.example/)",
        "[ｂａｎｋ．ｅｘａｍｐｌｅ](https://evil.example/)",
        "[b\u0430nk.example](https://bank.example/)",
        "[bank{% if late %}s{% endif %}.example](https://evil.example/)",
        "[{% if late %}Go{% else %}bank.example{% endif %}](https://evil.example/)",
        "[bank{% if late %}.example{% endif %}](https://evil.example/)",
    ),
)
def test_a_label_names_no_other_address(link: str) -> None:
    """A reader who trusts the label arrives where it says."""
    assert {"misleading_link"} == codes_of(link)


@pytest.mark.parametrize(
    "link",
    (
        "[Our site](https://acme.example/jobs)",
        "[acme.example](https://acme.example/jobs)",
        "[www.acme.example](https://acme.example/)",
        "[https://acme.example/jobs](https://www.acme.example/jobs)",
        "[jobs@acme.example](mailto:jobs@acme.example?subject=Hi)",
        "[Node.js and .NET jobs]({{ portal }})",
        "[bücher.example](https://xn--bcher-kva.example/)",
        "[詳細はこちら。]({{ portal }})",
        "[Times{% if late %} and days{% endif %}]({{ portal }})",
        "[{{ company }}]({{ portal }})",
        "[acme.example](https://acme.example/@jobs)",
    ),
)
def test_an_honest_label_is_welcome(link: str) -> None:
    """Words, or the very address."""
    assert "https://" in text_of(link) or "mailto:" in text_of(link) or text_of(link)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("bank.example", True),
        ("a-b.c_d.example", True),
        ("bücher.example", True),
        ("bank.xn--p1ai", True),
        ("bank", False),
        ("3.14", False),
        (".example", False),
        ("bank.e", False),
        ("bank..example", False),
        ("bank.example/", False),
        ("a" * 245 + ".example", True),
        ("a" * 246 + ".example", False),
    ),
)
def test_a_host_is_words_with_dots_between(
    text: str,
    expected: bool,  # noqa: FBT001 -- a table
) -> None:
    """The last one has two letters at least, and all of it 253 characters at most."""
    assert expected is is_host(text)


def test_a_label_has_few_ways_to_read() -> None:
    """What cannot be read in every way is not trusted in any."""
    words = "".join(f"a{{% if late %}}{n}{{% endif %}}" for n in range(6))
    assert {"misleading_link"} == codes_of(f"[{words}]({{{{ portal }}}})")
