"""A company raises, lowers and mutes codes in data."""

from __future__ import annotations

import pytest

from followup_kit.errors import FactsError
from followup_kit.review import ReviewPolicy, finding_of


_FOUND = tuple(
    finding_of(code, path="text") for code in ("vague_time", "promise", "officialese")
)


def _severities(policy: ReviewPolicy) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in policy.applied(_FOUND)]


def test_without_rulings_the_catalogue_holds() -> None:
    """An empty policy changes nothing."""
    assert _FOUND == ReviewPolicy().applied(_FOUND)


def test_codes_are_raised_lowered_and_muted() -> None:
    """Each code counts as the company says."""
    policy = ReviewPolicy.from_mapping(
        {"vague_time": "error", "promise": "warning", "officialese": "off"}
    )
    expected = [("vague_time", "error"), ("promise", "warning")]
    assert expected == _severities(policy)


def test_a_practice_rules_its_codes_unless_one_is_named() -> None:
    """The narrower ruling goes first."""
    policy = ReviewPolicy.from_mapping({"clear": "off", "officialese": "info"})
    assert ("officialese", "info") in _severities(policy)
    policy = ReviewPolicy.from_mapping({"clear": "off"})
    assert "officialese" not in dict(_severities(policy))


def test_every_mistake_is_told_at_once() -> None:
    """Unknown names and rulings are refused together, without quoting them."""
    with pytest.raises(FactsError) as caught:
        ReviewPolicy.from_mapping({"vauge_time": "error", "promise": "fatal"})
    assert [("policy[0]", "unknown_code"), ("policy.promise", "not_a_choice")] == [
        (problem.path, problem.code) for problem in caught.value.problems
    ]


def test_a_policy_does_not_follow_its_source() -> None:
    """Changing the mapping afterwards changes nothing."""
    given = {"promise": "off"}
    policy = ReviewPolicy.from_mapping(given)
    given.clear()
    assert {"vague_time", "officialese"} == set(dict(_severities(policy)))
