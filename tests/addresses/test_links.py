"""Which links may stand in a message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup_kit.addresses import check_link
from followup_kit.errors import MailError


URLS = json.loads(
    (Path(__file__).parent.parent / "corpora/mail/urls.json").read_text("utf-8")
)
STRICTER = {"tel:+34600111222"}
"""Accepted by the corpus; a message of ours holds https: and mailto: links only."""


def _is_accepted(url: str) -> bool:
    try:
        return check_link(url) == url
    except MailError:
        return False


def test_the_corpus_of_links_is_judged_right() -> None:
    """Every link of the corpus is accepted unchanged or refused as it says."""
    wrong = [
        entry["url"]
        for entry in URLS
        if _is_accepted(entry["url"])
        != (entry["must"] == "accept" and entry["url"] not in STRICTER)
    ]

    assert 100 < len(URLS)
    assert [] == wrong


@pytest.mark.parametrize(
    "url",
    (
        "https://medium.example.com/@ana",
        "https://example.com?x=1",
        "https://example.com#part",
        "https://example.com:443/a;b=c,d/~ana/$1!*'()",
        "https://EXAMPLE.com/Path",
        "https://example.com/?details=line%0D%0Aline",
        "mailto:hr+jobs@example.com?subject=Re%3A%20you&body=Dear%20team%0D%0A",
        "https://example.com/" + "a" * 2028,
        "https://" + ("a" * 49 + ".") * 5 + "com",
        "https://" + ("a" * 49 + ".") * 4 + "a" * 48 + ".info",
        "https://example.com:65535/",
    ),
)
def test_ordinary_links_are_kept_exactly(url: str) -> None:
    """A safe link comes back as it was given."""
    assert url == check_link(url)


@pytest.mark.parametrize(
    "url",
    (
        "https://example.com/" + "a" * 2029,
        "https://" + ("a" * 49 + ".") * 4 + "a" * 49 + ".info",
        "HTTPS://example.com/",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:/",
        "https://example.com/%zz",
        "https://example.com/%",
        "https://example.com/a b",
        "https://example.com/|",
        "https://example.com/[a]",
        "https://example.com./",
        "https://exämple.com/",
        "https://example.com/ü",
        "https://example.com/\\x",
        "https://example.com\n",
        "https://1.2.3.4.com.5/",
        "mailto:hr@example.com#x",
        "mailto:hr@exämple.com",
        "mailto:a@example.com,b@example.com",
        "mailto:hr@example.com?",
        "mailto:hr@example.com?subject=a&subject=b",
        "mailto:hr@example.com?subject=a%0D%0ABcc:x",
        "mailto:hr@example.com?body=a%00",
        "mailto:hr@example.com?body=a%0A",
        "mailto:hr@example.com?Subject=a",
        "mailto:hr@example.com?in-reply-to=a",
        "mailto:hr%40example.com",
        None,
        b"https://example.com",
    ),
)
def test_a_link_that_could_mislead_is_refused(url: str) -> None:
    """Anything beyond visible ASCII, a public host and one recipient is refused."""
    with pytest.raises(MailError) as caught:
        check_link(url, path="company.jobs")

    assert (("unsafe_link",), ("company.jobs",)) == (
        caught.value.codes,
        caught.value.paths,
    )


def test_the_error_holds_nothing_of_the_link() -> None:
    """A link may carry a token, so the error does not repeat it."""
    with pytest.raises(MailError) as caught:
        check_link("https://user:secret@example.com")

    assert "secret" not in repr(caught.value)


def test_the_error_says_what_to_do() -> None:
    """The error is a sentence on what is wrong and one on what to give."""
    with pytest.raises(MailError) as caught:
        check_link("x")

    assert str(caught.value) == (
        "link: This is not a safe https: or mailto: link. Give a complete https:// link "
        "to a public host, with characters outside ASCII percent-encoded, or mailto: "
        "with one address. [unsafe_link]"
    )
