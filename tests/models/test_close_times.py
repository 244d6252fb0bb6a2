"""Times that lie close together, on either side of the date line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_kit.models import contradictions
from tests.factories import interview, outcome


EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
"""Twenty-five hours apart, so that days differ by up to two."""


def _slot(start: str, end: str, zone: str) -> dict[str, Any]:
    slot = {"start": f"{start}[{zone}]", "end": f"{end}[{zone}]"}
    nothing = {"confirm_by": None, "decision_by": None, "duration": None}
    return {**nothing, "slots": (), "slot": slot}


IN_THE_EAST = _slot("2026-12-03T00:30", "2026-12-03T01:30", EAST)
IN_THE_WEST = _slot("2026-12-01T22:30", "2026-12-01T23:30", WEST)
UNDER_WAY = _slot("2026-11-21T01:00", "2026-11-21T03:00", EAST)


@pytest.mark.parametrize(
    ("kind", "changes", "reader", "sent", "found"),
    (
        (
            "next_round",
            {**IN_THE_EAST, "confirm_by": "2026-12-02"},
            WEST,
            datetime(2026, 11, 20, tzinfo=UTC),
            [("outcome.confirm_by", "after_the_event")],
        ),
        (
            "next_round",
            {**IN_THE_EAST, "confirm_by": "2026-12-01"},
            WEST,
            datetime(2026, 11, 20, tzinfo=UTC),
            [],
        ),
        (
            "next_round",
            {**IN_THE_WEST, "decision_by": "2026-12-02"},
            EAST,
            datetime(2026, 11, 20, tzinfo=UTC),
            [("outcome.decision_by", "before_the_event")],
        ),
        (
            "next_round",
            {**IN_THE_WEST, "decision_by": "2026-12-03"},
            EAST,
            datetime(2026, 11, 20, tzinfo=UTC),
            [],
        ),
        (
            "next_round",
            UNDER_WAY,
            EAST,
            datetime(2026, 11, 20, 12, tzinfo=UTC),
            [("outcome.slot", "in_the_past")],
        ),
        (
            "next_round",
            UNDER_WAY,
            EAST,
            datetime(2026, 11, 20, 10, tzinfo=UTC),
            [],
        ),
        (
            "still_considered",
            {"decision_by": "2026-11-21"},
            EAST,
            datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo(WEST)),
            [("outcome.decision_by", "in_the_past")],
        ),
        (
            "still_considered",
            {"decision_by": "2026-11-22"},
            EAST,
            datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo(WEST)),
            [],
        ),
        (
            "withdrawal_acknowledged",
            {"received_on": "2026-11-20"},
            WEST,
            datetime(2026, 11, 20, 5, tzinfo=UTC),
            [("outcome.received_on", "in_the_future")],
        ),
        (
            "withdrawal_acknowledged",
            {"received_on": "2026-11-20"},
            WEST,
            datetime(2026, 11, 20, 12, tzinfo=UTC),
            [],
        ),
    ),
)
def test_days_are_compared_where_the_reader_is(
    kind: str,
    changes: dict[str, Any],
    reader: str,
    sent: datetime,
    found: list[tuple[str, str]],
) -> None:
    """A day or a slot counts as the candidate's calendar shows it, to the hour."""
    facts = interview(
        candidate={"name": "Ana", "time_zone": reader},
        sessions=[{"start": "2026-11-10T14:00Z"}],
    )
    problems = contradictions(facts, outcome(kind, **changes), sent)
    assert found == [(problem.path, problem.code) for problem in problems]


def test_a_question_that_is_answered_needs_no_day_ahead() -> None:
    """The day of an answer that was given may be past; of one to come it may not."""
    asked = {"question": "When?", "answer_by": "2026-11-20"}
    sent = datetime(2026, 11, 20, 12, tzinfo=UTC)
    ana = {"name": "Ana", "time_zone": EAST}
    answered = interview(candidate=ana, questions=[{**asked, "answer": "Soon."}])
    late = interview(candidate=ana, questions=[asked])
    assert () == contradictions(answered, outcome("rejected"), sent)
    assert ["in_the_past"] == [
        problem.code for problem in contradictions(late, outcome("rejected"), sent)
    ]
