"""One look at all texts of a message says the same as a look at each."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import given, reject
from hypothesis import strategies as st

from followup_kit import Composer, Followup
from followup_kit.composer import _findings
from followup_kit.errors import FollowupError
from tests.properties.any_facts import loaded, odd_texts, records
from tests.properties.test_review_wording import _BY_LANGUAGE, _LANGUAGES


_WORDED: Final = st.one_of(
    *(st.sampled_from(_BY_LANGUAGE[language]) for language in _LANGUAGES), odd_texts
)
_LOCALES: Final = st.sampled_from((*_LANGUAGES, "de-AT", "en-GB", "fr"))


def _texts_of_their_own(value: Any) -> list[dict[str, Any]]:
    """Return all structured texts of a record."""
    if isinstance(value, list):
        return [found for entry in value for found in _texts_of_their_own(entry)]
    if not isinstance(value, dict):
        return []
    own = [value] if "text" in value else []
    return own + [found for one in value.values() for found in _texts_of_their_own(one)]


@st.composite
def _worded_records(draw: st.DrawFn) -> dict[str, Any]:
    """Return records with badly worded texts, some foreign, informal or internal."""
    record = draw(records(_WORDED))
    record["interview"]["highlights"] = [
        draw(st.sampled_from((text, {"text": text})))
        for text in record["interview"]["highlights"]
    ]
    for text in _texts_of_their_own(record):
        if draw(st.booleans()):
            text["locale"] = draw(_LOCALES)
        if draw(st.booleans()):
            text["formality"] = draw(st.sampled_from(("formal", "informal")))
        if "shareable" in text:
            text["shareable"] = draw(st.booleans())
    return record


def _findings_in_full(composer: Composer, *facts: Any, locale: str) -> Followup:
    quick = _findings._says_nothing_amiss
    _findings._says_nothing_amiss = lambda *_: False
    try:
        return composer.compose(*facts, locale=locale)
    finally:
        _findings._says_nothing_amiss = quick


@given(record=_worded_records(), locale=st.sampled_from(_LANGUAGES))
def test_one_look_at_all_texts_loses_no_finding(
    record: dict[str, Any], locale: str
) -> None:
    """Whether a message is looked at in short or in full, it has the same findings."""
    facts = loaded(record)
    if isinstance(facts, FollowupError):
        reject()
    composer = Composer()
    try:
        expected = _findings_in_full(composer, *facts, locale=locale)
    except FollowupError:
        reject()
    actual = composer.compose(*facts, locale=locale)
    assert expected.findings == actual.findings
