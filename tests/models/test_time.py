"""Moments, days, durations and zones at the border of the facts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from followup_kit.errors import FactsError
from followup_kit.models import NextRound, OnHold, Session
from tests.factories import interview, outcome


BERLIN = ZoneInfo("Europe/Berlin")


def _codes(start: object) -> tuple[str, ...]:
    with pytest.raises(FactsError) as caught:
        Session.model_validate({"start": start})
    return caught.value.codes


def test_the_zone_of_a_moment_comes_back_from_json() -> None:
    """A moment survives JSON with its IANA zone and not only as an instant."""
    session = Session(start=datetime(2026, 11, 19, 14, tzinfo=BERLIN))
    back = Session.model_validate_json(session.model_dump_json())
    assert (back.start, back.start.tzinfo) == (session.start, BERLIN)


def test_the_second_two_o_clock_comes_back_from_json() -> None:
    """A wall time that exists twice keeps which of the two was meant."""
    start = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    back = Session.model_validate_json(Session(start=start).model_dump_json())
    assert back.start.astimezone(UTC) == start.astimezone(UTC)


def test_a_bare_offset_is_kept_as_an_instant() -> None:
    """An offset is not a place: the instant is kept and no zone is invented."""
    given = datetime(2026, 11, 19, 14, tzinfo=timezone(timedelta(hours=1)))
    assert Session(start=given).start == datetime(2026, 11, 19, 13, tzinfo=UTC)
    assert Session(start=given).start.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "code"),
    (
        (datetime(2026, 11, 19, 14), "naive_time"),
        ("2026-11-19T14:00", "naive_time"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN), "nonexistent_time"),
        ("2026-03-29T02:30[Europe/Berlin]", "nonexistent_time"),
        ("2026-10-25T02:30[Europe/Berlin]", "ambiguous_time"),
        ("2026-11-19T14:00+05:00[Europe/Berlin]", "contradictory_offset"),
        ("2026-11-19T14:00[Mars/Phobos]", "unknown_time_zone"),
        ("2026-11-19T14:00[../etc/passwd]", "malformed_time"),
        ("2026-02-29T14:00Z", "malformed_time"),
        ("2026-12-31T23:59:60Z", "malformed_time"),
        ("tomorrow", "malformed_time"),
        (1795201200, "not_a_time"),
        (1795201200.5, "not_a_time"),
        (True, "not_a_time"),
        (None, "not_a_time"),
        (date(2026, 11, 19), "not_a_time"),
        ("0001-01-01T00:00Z", "implausible_year"),
        ("9999-12-31T23:59+00:00", "implausible_year"),
    ),
)
def test_a_time_that_is_none_is_refused(start: object, code: str) -> None:
    """Naive, impossible, doubtful and numeric times are refused by name."""
    assert _codes(start) == (code,)


@pytest.mark.parametrize("value", (20261204, "2026-12-04T10:00", "04.12.2026", 1.5))
def test_a_deadline_is_a_day_and_nothing_else(value: object) -> None:
    """Numbers, moments and local spellings are not taken for days."""
    with pytest.raises(FactsError) as caught:
        OnHold.model_validate({"update_by": value})
    assert caught.value.paths == ("update_by",)


def test_a_moment_is_not_taken_for_a_day() -> None:
    """A datetime is refused where a day is meant: its zone would be lost."""
    with pytest.raises(FactsError) as caught:
        OnHold(update_by=datetime(2026, 12, 4, tzinfo=UTC))
    assert caught.value.codes == ("not_a_day",)


def test_a_session_that_ends_before_it_starts_is_refused() -> None:
    """The comparison is one of instants, whatever zones the two are in."""
    with pytest.raises(FactsError) as caught:
        Session(
            start=datetime(2026, 11, 19, 14, tzinfo=BERLIN),
            end=datetime(2026, 11, 19, 8, 30, tzinfo=ZoneInfo("America/New_York"))
            - timedelta(hours=1),
        )
    assert caught.value.codes == ("end_before_start",)


def test_a_duration_comes_back_from_json() -> None:
    """A duration survives JSON as ISO 8601."""
    invitation = outcome("next_round", duration=timedelta(minutes=90))
    dumped = invitation.model_dump_json()
    assert '"duration":"PT90M"' in dumped
    assert NextRound.model_validate_json(dumped) == invitation


@pytest.mark.parametrize(
    "zone", ("", "CEST", "europe", "Mars/Phobos", "../etc", 3, None)
)
def test_an_unknown_zone_is_refused(zone: object) -> None:
    """Only names of the IANA database are zones."""
    with pytest.raises(FactsError) as caught:
        interview(time_zone=zone)
    assert caught.value.codes == ("unknown_time_zone",)


def test_the_reader_s_zone_is_the_candidate_s_or_else_the_interview_s() -> None:
    """Times are read where the candidate is, if that is known."""
    assert interview().reader_zone == ZoneInfo("Europe/Warsaw")
    elsewhere = interview(candidate={"name": "Sukarno"})
    assert elsewhere.reader_zone == ZoneInfo("Europe/Stockholm")
