"""What holds of every choice among locales."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from followup_kit.dates import supported_locales
from followup_kit.errors import LocaleError
from followup_kit.locales import (
    canonical_locale,
    choose_locale,
    language_of,
    parent_locales,
    script_of,
)


tags = st.sampled_from([*supported_locales(), "zh-HK", "zh-SG", "sr-ME", "pa-PK"])


@given(tags, st.lists(tags, max_size=6))
def test_a_choice_keeps_language_and_script(wanted: str, offered: list[str]) -> None:
    """Whatever is offered, the reader's language and script are kept."""
    choice = choose_locale([wanted], offered)

    if choice is not None:
        assert choice.used in offered
        assert language_of(choice.used) == language_of(wanted)
        assert script_of(choice.used) == script_of(wanted)


@given(tags, st.lists(tags, max_size=6))
def test_what_is_offered_exactly_is_chosen(wanted: str, offered: list[str]) -> None:
    """A reader whose locale is on offer gets it."""
    choice = choose_locale([wanted], [*offered, wanted])

    assert choice is not None
    assert canonical_locale(choice.used) == canonical_locale(wanted)
    assert choice.reason == "exact"


@given(tags)
def test_parents_keep_language_and_script(tag: str) -> None:
    """No locale inherits from another language or script, or from itself."""
    parents = parent_locales(tag)

    assert canonical_locale(tag) not in parents
    assert len(set(parents)) == len(parents)
    for parent in parents:
        assert canonical_locale(parent) == parent
        assert (language_of(parent), script_of(parent)) == (
            language_of(tag),
            script_of(tag),
        )


@given(
    st.text(max_size=20) | st.from_regex(r"[A-Za-z]{1,4}([-_][A-Za-z0-9]{1,9}){0,3}")
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """A tag has one canonical form, or is refused with a code; nothing else happens."""
    with contextlib.suppress(LocaleError):
        canonical = canonical_locale(text)
        assert canonical_locale(canonical) == canonical
