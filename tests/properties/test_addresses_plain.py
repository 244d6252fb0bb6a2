"""Plain addresses and links take a short way; it must end where the long one does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_kit import addresses
from followup_kit.errors import MailError


if TYPE_CHECKING:
    from collections.abc import Callable

NEVER = re.compile(r"(?!)")


def _outcome(check: Callable[[str], str], text: str) -> str:
    try:
        return f"accepted {check(text)}"
    except MailError as error:
        return f"refused {error.problems[0].code}"


@pytest.mark.parametrize(
    ("check", "plain"),
    (
        (addresses.check_address, "_PLAIN_ADDRESS"),
        (addresses.check_link, "_PLAIN_LINK"),
    ),
)
@given(data=st.data())
def test_the_short_way_and_the_long_way_agree(
    check: Callable[[str], str], plain: str, data: st.DataObject
) -> None:
    """Whatever the short way lets through, the long way returns unchanged."""
    pattern: re.Pattern[str] = getattr(addresses, plain)
    text = data.draw(st.from_regex(pattern.pattern, fullmatch=True))
    short = _outcome(check, text)
    setattr(addresses, plain, NEVER)
    try:
        assert _outcome(check, text) == short
    finally:
        setattr(addresses, plain, pattern)


def test_a_plain_address_is_not_longer_than_an_address() -> None:
    """The short way knows the limit of RFC 5321 section 4.5.3.1.3 too."""
    fits = f"{'a' * 32}@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 24}"[:254]
    assert _outcome(addresses.check_address, fits).startswith("accepted")
    more = f"{'a' * 32}-{'a' * 15}@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 24}"
    assert len(more) > 254
    assert _outcome(addresses.check_address, more) == "refused address_too_long"
