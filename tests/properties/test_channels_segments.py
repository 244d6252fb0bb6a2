"""Segments of text messages, compared with an independent implementation."""

from __future__ import annotations

import smsutil  # pyright: ignore[reportMissingTypeStubs]  # it has none
from hypothesis import assume, given
from hypothesis import strategies as st

from followup_kit.channels import plain, sms_of


# Letters of the alphabet, its extension, and what lies outside.
texts = st.text(
    st.sampled_from("ab @£Çç€[]{}~^\\|ł“”…–😀日\n"), max_size=500
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300)


@given(texts)
def test_segments_are_those_of_smsutil(text: str) -> None:
    """Encoding and every part agree with smsutil."""
    assume(text)  # it calls an empty text no text of the alphabet
    theirs = smsutil.split(text)
    ours = sms_of(text)

    assert smsutil.is_valid_gsm(text) == (ours.encoding == "gsm7")
    assert [part.content for part in theirs.parts] == list(ours.parts)


@given(texts)
def test_making_plain_never_costs_a_letter_or_a_segment(text: str) -> None:
    """Letters and digits stay, in order, and the text gets no longer to send."""
    from unicodedata import normalize

    def letters(one: str) -> list[str]:
        return [c for c in normalize("NFC", one) if c.isalnum()]

    made = plain(text)
    assert letters(text) == letters(made)
    composed = normalize("NFC", text)
    assert made == composed or sms_of(made).encoding == "gsm7"
    assert len(sms_of(made).parts) <= len(sms_of(composed).parts)
