"""Arguments of a composer that are no such thing are refused by errors of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from followup_kit import Composer, compose_followup
from followup_kit.errors import FactsError, LocaleError, TemplateSetNotFoundError
from followup_kit.models import contradictions
from followup_kit.models._plain_times import _zone, find_zone
from tests.factories import interview, interview_record, outcome


NEVER: Any = object()


@pytest.mark.parametrize("given", (None, 1, [], {}, NEVER))
def test_what_is_no_template_set_is_told_by_its_argument(given: Any) -> None:
    """The error is the one of a name that is not installed."""
    with pytest.raises(TemplateSetNotFoundError) as caught:
        Composer(given)
    assert (("template_set",), ("no_set",)) == (caught.value.paths, caught.value.codes)


@pytest.mark.parametrize("given", (1, "en", NEVER))
def test_offered_locales_are_a_list(given: Any) -> None:
    """A single tag would be read letter by letter."""
    with pytest.raises(LocaleError) as caught:
        Composer(offered_locales=given)
    assert ("offered_locales",) == caught.value.paths


@pytest.mark.parametrize("given", (1, [[1]], [None], "clear", NEVER))
def test_requirements_are_a_list_of_names(given: Any) -> None:
    """Anything else would insist on nothing."""
    with pytest.raises(FactsError) as caught:
        Composer(require=given)
    assert ("unknown_requirement",) == caught.value.codes


@pytest.mark.parametrize(
    "moment",
    (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)),
)
@pytest.mark.parametrize("zone", ("Asia/Tokyo", "America/New_York"))
def test_the_ends_of_the_calendar_are_refused_in_every_zone(
    moment: datetime, zone: str
) -> None:
    """A reader's clock would show a day that no calendar has."""
    record = interview_record()
    record["candidate"]["time_zone"] = zone
    facts = interview(**record), outcome("rejected")
    with pytest.raises(FactsError) as caught:
        compose_followup(*facts, send_at=moment)
    assert "send_at" in caught.value.paths


def test_a_moment_of_a_kind_of_its_own_is_no_day() -> None:
    """What a host means by it is not known, so nothing contradicts it."""
    sent = datetime(2026, 11, 20, 9, tzinfo=UTC)
    # So close to the day of sending, everything is compared exactly.
    decision = outcome("rejected", keep_until="2026-11-20").model_copy()
    vars(decision)["called_at"] = datetime(2020, 1, 1, tzinfo=UTC)
    assert () == contradictions(interview(), decision, sent)


def test_what_is_no_zone_is_not_kept() -> None:
    """It may be a name that somebody put into the wrong column."""
    before = _zone.cache_info().currsize
    assert find_zone("Marta/Nowak") is None
    assert before == _zone.cache_info().currsize
