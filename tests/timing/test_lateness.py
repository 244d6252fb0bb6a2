"""What the composer asks: early, on time or late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from followup_kit.errors import TimeError
from followup_kit.models import Rejected, StillConsidered
from followup_kit.timing import (
    FollowupWindow,
    is_late,
    missed_promises,
    punctuality,
)
from tests.factories import interview


# The factory's interview ends on Thursday 2026-11-19, 15:00 in Warsaw; 48 hours later
# is Saturday, so that Monday at nine is the limit.
_LIMIT = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("send_at", "expected"),
    (
        (datetime(2026, 11, 19, 13, 59, tzinfo=UTC), "early"),
        (datetime(2026, 11, 19, 14, 0, tzinfo=UTC), "on_time"),
        (datetime(2026, 11, 21, 14, 1, tzinfo=UTC), "on_time"),
        (_LIMIT, "on_time"),
        (_LIMIT + timedelta(seconds=1), "late"),
    ),
)
def test_punctuality_at_the_limits(send_at: datetime, expected: str) -> None:
    """A message is early before the end and late after the rolled limit."""
    assert expected == punctuality(interview(), send_at)


def test_lateness_agrees_with_the_window() -> None:
    """The composer's question and the window give the same answer."""
    facts = interview()
    window = FollowupWindow.for_interview(facts)
    for minutes in range(-200, 200, 7):
        at = _LIMIT + timedelta(minutes=minutes)
        assert (window.status(at).state == "late") == is_late(facts, at)


def test_a_kind_may_allow_another_time() -> None:
    """The outcome's class says how much time there is, or that no clock runs."""
    facts = interview()
    at = datetime(2026, 12, 24, 12, tzinfo=UTC)

    assert is_late(facts, at, allowed=Rejected.due_after_interview)
    assert not is_late(facts, at, allowed=StillConsidered.due_after_interview)
    assert not is_late(facts, at, allowed=timedelta(days=40))


def test_an_interview_without_an_end_counts_from_its_start() -> None:
    """A letter can be written without an end; the last known moment stands in."""
    facts = interview(sessions=[{"start": "2026-11-16T12:00+01:00[Europe/Warsaw]"}])

    assert not is_late(facts, datetime(2026, 11, 18, 11, tzinfo=UTC))
    assert is_late(facts, datetime(2026, 11, 18, 11, 0, 1, tzinfo=UTC))


def test_a_naive_send_time_is_refused() -> None:
    """A send time without a zone is refused, even if nothing else is to be known."""
    with pytest.raises(TimeError) as caught:
        is_late(interview(), datetime(2026, 11, 20, 12))

    assert ("send_at",) == caught.value.paths


def test_a_promise_is_missed_when_its_day_is_over_for_the_reader() -> None:
    """The promised day lasts until midnight in the candidate's zone."""
    facts = interview(promises=[{"due": "2026-12-04"}, {"due": "2026-11-27"}])
    evening = datetime(2026, 12, 4, 22, 59, tzinfo=UTC)

    assert (date(2026, 11, 27),) == missed_promises(facts, evening)
    assert (date(2026, 11, 27), date(2026, 12, 4)) == missed_promises(
        facts, evening + timedelta(minutes=1)
    )
