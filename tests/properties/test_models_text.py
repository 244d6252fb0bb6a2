"""Plain text takes a short way through the border; it must end at the same place."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from followup_kit.models import _text


NEVER = re.compile(r"(?!)")


def _outcome(check: str, text: str) -> str:
    try:
        return f"accepted {getattr(_text, check)(text)!r}"
    except PydanticCustomError as error:
        return f"refused {error.type}"


def _plain_texts() -> st.SearchStrategy[str]:
    return st.from_regex(_text._PLAIN_LINE.pattern, fullmatch=True)


@pytest.mark.parametrize("check", ("check_line", "check_free_text"))
@given(text=st.one_of(_plain_texts(), st.text(max_size=20)))
@example(text="e\u0301")
@example(text="{name}")
@example(text="a  b")
@example(text=" a")
@example(text="x" * 201)
@example(text="\uac00\u11a8")
def test_the_short_way_and_the_long_way_agree(check: str, text: str) -> None:
    """Whatever text the short way lets through, the long way returns unchanged."""
    short = _outcome(check, text)
    plain, _text._PLAIN_LINE = _text._PLAIN_LINE, NEVER  # type: ignore[misc]  # a final
    try:
        assert _outcome(check, text) == short
    finally:
        _text._PLAIN_LINE = plain  # type: ignore[misc]  # set back


def test_every_letter_of_the_short_way_is_safe_by_itself() -> None:
    """No letter that is taken as plain changes, composes or is refused on a close look."""
    plain = [
        chr(code) for code in range(0x110000) if _text._PLAIN_LINE.fullmatch(chr(code))
    ]
    pattern, _text._PLAIN_LINE = _text._PLAIN_LINE, NEVER  # type: ignore[misc]  # a final
    try:
        changed = [char for char in plain if _text.check_line(f"x{char}") != f"x{char}"]
    finally:
        _text._PLAIN_LINE = pattern  # type: ignore[misc]  # set back
    assert [] == changed
    assert len(plain) > 30_000
