"""A finding is plain frozen data that survives storage."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from followup_kit.review import Finding


_FINDING = Finding(
    code="vague_time",
    severity="warning",
    practice="timely",
    path="text",
    message="names no date.",
    remedy="Name a date.",
    span=(4, 8),
    part="text",
    source="Cortini et al. 2019",
)


def test_a_finding_survives_json() -> None:
    """What JSON makes of the span is a span again."""
    assert _FINDING == Finding.from_dict(json.loads(json.dumps(asdict(_FINDING))))


def test_a_finding_stored_before_there_were_spans_is_read() -> None:
    """The six first fields are enough; the others are empty."""
    old = {
        name: value
        for name, value in asdict(_FINDING).items()
        if name not in {"span", "part", "source"}
    }
    found = Finding.from_dict(old)
    assert (None, "", "") == (found.span, found.part, found.source)


def test_findings_can_be_kept_in_sets() -> None:
    """Equal findings count once, also after storage."""
    again = Finding.from_dict(asdict(_FINDING))
    assert {_FINDING} == {_FINDING, again}


@pytest.mark.parametrize("span", ([1], [1, 2, 3], ["1", "2"], "ab", 3))
def test_a_span_is_two_numbers(span: object) -> None:
    """Anything else in that place is refused instead of kept."""
    with pytest.raises(TypeError, match="start and an end"):
        Finding.from_dict({**asdict(_FINDING), "span": span})
