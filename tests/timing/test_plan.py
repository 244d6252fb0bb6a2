"""What is owed to a candidate from a moment on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from followup_kit.errors import FactsError, TimeError
from followup_kit.models import Interview
from followup_kit.timing import (
    BusinessCalendar,
    HeartbeatRule,
    LegalFacts,
    Plan,
    PlanItem,
    Process,
    SentMessage,
    heartbeat_rule,
    plan,
)
from tests.factories import interview


# The factory's interview ends on Thursday 2026-11-19 at 15:00 in Warsaw.
_WEEKDAYS = BusinessCalendar(country="PL", holidays="ignored")


def _interview(day: str, **changes: Any) -> Interview:
    sessions = [
        {
            "start": f"{day}T10:00+01:00[Europe/Warsaw]",
            "end": f"{day}T11:00+01:00[Europe/Warsaw]",
        }
    ]
    return interview(sessions=sessions, **changes)


def _sent(kind: str, day: str) -> SentMessage:
    moment = datetime.fromisoformat(f"{day}T12:00+01:00")
    return SentMessage(kind=kind, sent_at=moment)


def _at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00+01:00")


def _plan(process: Process, day: str, **options: Any) -> Plan:
    return plan(process, at=_at(day), calendar=_WEEKDAYS, **options)


def _of(found: Plan, reason: str) -> list[PlanItem]:
    return [item for item in found.items if item.reason == reason]


def test_a_thank_you_is_owed_after_an_interview() -> None:
    """After an interview without a message a thank-you is owed within 48 hours."""
    process = Process(interviews=(_interview("2026-11-19"),))
    (item,) = _of(_plan(process, "2026-11-20"), "thank_you")

    assert "decision_pending" == item.kind
    assert "interviews[0]" == item.path
    assert (date(2026, 11, 19), date(2026, 11, 23)) == (item.due, item.latest)
    assert datetime(2026, 11, 20, 10, tzinfo=UTC) == item.ideal_at
    assert datetime(2026, 11, 23, 8, tzinfo=UTC) == item.latest_at
    assert "due" == item.urgency(date(2026, 11, 20))


def test_a_message_after_the_interview_ends_what_is_owed() -> None:
    """Nothing is owed for an interview that was followed up."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        messages=(_sent("decision_pending", "2026-11-19"),),
    )

    assert [] == _of(_plan(process, "2026-11-20"), "thank_you")


def test_one_message_for_several_interviews() -> None:
    """Two interviews without a message are owed one, which says that it covers both."""
    process = Process(interviews=(_interview("2026-11-19"), _interview("2026-11-17")))
    (item,) = _of(_plan(process, "2026-11-20"), "thank_you")

    assert "interviews[0]" == item.path
    assert "Also covers interviews[1]." == item.note


def test_an_arranged_interview_has_its_own_thank_you() -> None:
    """A later interview is followed up separately, and no heartbeat comes before it."""
    process = Process(
        interviews=(_interview("2026-11-19"), _interview("2026-12-17")),
        messages=(_sent("next_round", "2026-11-20"),),
    )
    found = _plan(process, "2026-11-23")

    assert ["interviews[1]"] == [item.path for item in _of(found, "thank_you")]
    assert [] == _of(found, "heartbeat")


def test_heartbeats_every_two_to_three_working_days() -> None:
    """While nothing is decided, news is due two working days after the last contact."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        messages=(_sent("decision_pending", "2026-11-20"),),
    )
    found = _of(_plan(process, "2026-11-20"), "heartbeat")

    assert [
        (date(2026, 11, 24), date(2026, 11, 25)),
        (date(2026, 11, 26), date(2026, 11, 27)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 2), date(2026, 12, 3)),
        (date(2026, 12, 4), date(2026, 12, 7)),
    ] == [(item.due, item.latest) for item in found]
    assert {"still_considered"} == {item.kind for item in found}
    assert "Greenhouse" in found[0].source


def test_a_missed_heartbeat_is_overdue_and_the_next_counts_from_today() -> None:
    """A silence of weeks gives one overdue message, then the usual steps."""
    process = Process(
        interviews=(_interview("2026-11-02"),),
        messages=(_sent("decision_pending", "2026-11-03"),),
    )
    found = _of(_plan(process, "2026-11-20"), "heartbeat")

    assert "overdue" == found[0].urgency(date(2026, 11, 20))
    assert date(2026, 11, 24) == found[1].due


def test_japan_has_its_own_custom() -> None:
    """In Japan a candidate waits about a week."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        messages=(_sent("decision_pending", "2026-11-20"),),
    )
    calendar = BusinessCalendar(country="JP", holidays="ignored")
    found = plan(process, at=_at("2026-11-20"), calendar=calendar)

    item = _of(found, "heartbeat")[0]
    assert (date(2026, 11, 25), date(2026, 11, 27)) == (item.due, item.latest)


def test_the_custom_of_a_place() -> None:
    """Countries without a custom of their own share the general one."""
    assert heartbeat_rule(None) == heartbeat_rule("DE")
    assert 7 == heartbeat_rule("JP").latest


def test_a_rule_of_your_own_and_none_at_all() -> None:
    """A host may set its own heartbeat, or switch it off."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        messages=(_sent("decision_pending", "2026-11-20"),),
    )
    weekly = HeartbeatRule(first=5, latest=5)

    assert (
        date(2026, 11, 27)
        == _plan(process, "2026-11-20", heartbeats=weekly).items[0].due
    )
    assert () == _plan(process, "2026-11-20", heartbeats="off").items


def test_a_promise_ahead_is_kept_on_the_working_day_before_it() -> None:
    """A date promised for a Saturday is met by writing on the Friday."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-12-05"}]),),
        messages=(_sent("decision_pending", "2026-11-20"),),
    )
    (item,) = _of(_plan(process, "2026-11-23"), "promise")

    assert (date(2026, 12, 4), date(2026, 12, 5)) == (item.due, item.latest)
    assert "interviews[0].promises[0]" == item.path


def test_a_promise_stands_for_the_heartbeat_of_those_days() -> None:
    """Where a promised day falls into the wait, no separate heartbeat is owed."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-11-24"}]),),
        messages=(_sent("decision_pending", "2026-11-20"),),
    )
    found = _plan(process, "2026-11-20", horizon=timedelta(days=6))

    assert [("promise", date(2026, 11, 24)), ("heartbeat", date(2026, 11, 26))] == [
        (item.reason, item.due) for item in found.items
    ]


def test_missed_promises_are_owed_an_apology_and_a_new_date() -> None:
    """Promised days that passed without news are one item that names each of them."""
    promises = [{"due": "2026-11-23"}, {"due": "2026-11-26"}, {"due": "2026-12-04"}]
    process = Process(interviews=(_interview("2026-11-19", promises=promises),))
    found = _plan(process, "2026-11-27")
    (item,) = _of(found, "missed_promise")

    assert (date(2026, 11, 23), date(2026, 11, 26)) == item.missed
    assert "overdue" == item.urgency(found.today)
    assert "Apologise and name a new date." == item.note
    assert [date(2026, 12, 4)] == [i.latest for i in _of(found, "promise")]


def test_the_promised_day_itself_is_not_missed() -> None:
    """On the promised day the promise can still be kept."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-11-27"}]),)
    )
    found = _plan(process, "2026-11-27")

    assert [] == _of(found, "missed_promise")
    assert ["due"] == [i.urgency(found.today) for i in _of(found, "promise")]


def test_a_decision_that_is_not_told_stands_for_everything_else() -> None:
    """Once decided, one message is owed, with the outcome's kind and the apology."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-11-20"}]),),
        state="decided",
        decided_at=_at("2026-11-23"),
        decision="rejected",
    )
    found = _plan(process, "2026-11-23")

    assert ["decision"] == [item.reason for item in found.items]
    item = found.items[0]
    assert ("rejected", date(2026, 11, 23), date(2026, 11, 25)) == (
        item.kind,
        item.due,
        item.latest,
    )
    assert (date(2026, 11, 20),) == item.missed


@pytest.mark.parametrize(
    ("decision", "owed"),
    (
        ("rejected", []),
        ("position_closed", []),
        ("offer_coming", ["heartbeat"]),
        ("next_round", ["heartbeat"]),
    ),
)
def test_a_decision_that_was_told_is_not_owed_again(
    decision: str, owed: list[str]
) -> None:
    """Nobody is told no twice because the host has not noted the state yet."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        state="decided",
        decided_at=_at("2026-11-23"),
        decision=decision,
        messages=(_sent(decision, "2026-11-23"),),
    )
    found = _plan(process, "2026-11-25", horizon=timedelta(days=1))

    assert owed == [item.reason for item in found.items]


@pytest.mark.parametrize(
    ("kind", "day"), (("still_considered", "2026-11-23"), ("rejected", "2026-11-20"))
)
def test_a_message_of_another_kind_or_time_tells_no_decision(
    kind: str, day: str
) -> None:
    """What left before the decision, or says something else, does not tell it."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        state="decided",
        decided_at=_at("2026-11-23"),
        decision="rejected",
        messages=(_sent(kind, day),),
    )

    assert ["decision"] == [i.reason for i in _plan(process, "2026-11-24").items]


def test_a_promise_may_be_tighter_than_the_decision() -> None:
    """A date promised for tomorrow shortens the time to tell a decision."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-11-24"}]),),
        state="decided",
        decided_at=_at("2026-11-23"),
    )
    (item,) = _plan(process, "2026-11-23").items

    assert date(2026, 11, 24) == item.latest
    assert None is item.latest_at


def test_on_hold_is_quiet_until_the_promised_day() -> None:
    """A paused process owes no heartbeats while a date is promised."""
    promised = _interview("2026-11-19", promises=[{"due": "2027-01-15"}])
    messages = (_sent("on_hold", "2026-11-20"),)
    quiet = Process(interviews=(promised,), messages=messages, state="on_hold")
    open_ended = Process(
        interviews=(_interview("2026-11-19"),), messages=messages, state="on_hold"
    )

    assert ["promise"] == [i.reason for i in _plan(quiet, "2026-11-23").items]
    assert _of(_plan(open_ended, "2026-11-23"), "heartbeat")


def test_a_closed_process_owes_nothing() -> None:
    """After the last message nothing more is owed."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-11-20"}]),),
        state="closed",
    )

    assert () == _plan(process, "2026-12-24").items


_ONTARIO = LegalFacts(
    jurisdictions=("CA-ON",),
    scope={
        "employees": 40,
        "publicly_advertised": True,
        "formal_interview": True,
        "work_in_jurisdiction": True,
        "general_campaign": False,
    },
)


@pytest.mark.parametrize(
    ("day", "urgency"),
    (
        ("2026-12-18", "later"),  # day 29
        ("2026-12-19", "warning"),  # day 30
        ("2026-12-28", "warning"),  # day 39
        ("2026-12-29", "due"),  # day 40
        ("2027-01-03", "due"),  # day 45
        ("2027-01-04", "overdue"),  # day 46
    ),
)
def test_ontario_day_by_day(day: str, urgency: str) -> None:
    """Ontario warns at day 30, is due at 40 and passes after 45."""
    process = Process(interviews=(_interview("2026-11-19"),), legal=_ONTARIO)
    found = _plan(process, day)
    (item,) = _of(found, "legal")

    assert (date(2027, 1, 3), "owed") == (item.latest, item.certainty)
    assert urgency == item.urgency(found.today)
    assert "Employment Standards Act" in item.source


def test_a_further_interview_restarts_ontario() -> None:
    """The period counts from the last interview that has taken place."""
    process = Process(
        interviews=(_interview("2026-11-19"), _interview("2026-12-10")), legal=_ONTARIO
    )

    assert [date(2027, 1, 3)] == [
        i.latest for i in _of(_plan(process, "2026-12-01"), "legal")
    ]
    assert [date(2027, 1, 24)] == [
        i.latest for i in _of(_plan(process, "2026-12-11"), "legal")
    ]


def test_a_rejection_meets_ontario_and_a_not_yet_perhaps() -> None:
    """A decision told ends the duty; of a truthful 'not yet' the sources say nothing."""
    facts = (_interview("2026-11-19"),)
    told = Process(
        interviews=facts, messages=(_sent("rejected", "2026-11-23"),), legal=_ONTARIO
    )
    not_yet = Process(
        interviews=facts,
        messages=(_sent("still_considered", "2026-11-23"),),
        legal=_ONTARIO,
    )
    (item,) = _of(_plan(not_yet, "2026-11-24"), "legal")

    assert [] == _of(_plan(told, "2026-11-24"), "legal")
    assert "may_apply" == item.certainty
    assert "second notice" in item.note


def test_unknown_scope_facts_may_apply() -> None:
    """With only the place known the deadline is listed as one that may apply."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        legal=LegalFacts(jurisdictions=("CA-ON",)),
    )
    (item,) = _of(_plan(process, "2026-11-20"), "legal")

    assert "may_apply" == item.certainty
    assert "scope.employees" in item.note


def test_israel_repeats_every_two_months() -> None:
    """Each message of progress leads to the next two-month mark."""
    legal = LegalFacts(
        jurisdictions=("IL",), events={"screening_started": date(2026, 9, 15)}
    )
    facts = (_interview("2026-11-12"),)
    before = Process(interviews=facts, legal=legal)
    after = Process(
        interviews=facts,
        messages=(_sent("still_considered", "2026-11-15"),),
        legal=legal,
    )

    assert [date(2026, 11, 15)] == [
        i.latest for i in _of(_plan(before, "2026-11-13"), "legal")
    ]
    assert [date(2027, 1, 15)] == [
        i.latest for i in _of(_plan(after, "2026-11-16"), "legal")
    ]


def test_rules_whose_event_has_no_day_are_listed_apart() -> None:
    """A rule without a known event has no date, and is not forgotten."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        legal=LegalFacts(jurisdictions=("SI", "DE", "IT")),
    )
    found = _plan(process, "2026-11-20")

    assert ["SI-8D", "DE-AGG-15", "DE-RETENTION"] == [d.rule.id for d in found.undated]
    assert ["DE", "IT"] == [note.jurisdiction for note in found.legal_notes]


def test_retention_is_no_message() -> None:
    """Until when data may be kept is listed apart from what is to be written."""
    legal = LegalFacts(
        jurisdictions=("NL",), events={"selection_ended": date(2026, 11, 20)}
    )
    process = Process(
        interviews=(_interview("2026-11-19"),), state="closed", legal=legal
    )
    found = _plan(process, "2026-11-23")

    assert () == found.items
    assert [date(2026, 12, 18)] == [deadline.last_day for deadline in found.keep]


def test_what_is_owed_today() -> None:
    """Due, overdue and warned-of items are owed today, later ones are not."""
    process = Process(
        interviews=(_interview("2026-11-19", promises=[{"due": "2026-12-04"}]),)
    )

    assert ["thank_you"] == [i.reason for i in _plan(process, "2026-11-20").owed_today]


def test_the_plan_says_what_it_did_not_consider() -> None:
    """Without a calendar the plan says that holidays were not considered."""
    process = Process(interviews=(_interview("2026-11-19"),))
    found = plan(process, at=_at("2026-11-20"))

    assert ("Public holidays were not considered.",) == found.notes


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    (
        ({"interviews": ()}, "interviews", "missing"),
        (
            {
                "interviews": (
                    interview(
                        sessions=[{"start": "2026-11-19T10:00+01:00[Europe/Warsaw]"}]
                    ),
                )
            },
            "interviews[0].sessions[0].end",
            "no_end",
        ),
        (
            {"interviews": (interview(process_id="a"), interview(process_id="b"))},
            "interviews",
            "mixed_processes",
        ),
        (
            {
                "interviews": tuple(
                    interview(candidate={"name": "Kim", "candidate_id": each})
                    for each in ("a", "b")
                )
            },
            "interviews",
            "mixed_processes",
        ),
        (
            {"messages": (SentMessage(kind="thanks", sent_at=_at("2026-11-20")),)},
            "messages[0].kind",
            "unknown_kind",
        ),
        (
            {"messages": (SentMessage(kind="rejected", sent_at=datetime(2026, 1, 1)),)},
            "messages[0].sent_at",
            "naive_time",
        ),
        ({"state": "limbo"}, "state", "not_a_choice"),
        ({"state": "decided"}, "decided_at", "missing"),
        ({"decided_at": _at("2026-11-20")}, "decided_at", "contradiction"),
        ({"decision": "rejected"}, "decision", "contradiction"),
    ),
)
def test_bad_processes_are_refused(
    changes: dict[str, Any], path: str, code: str
) -> None:
    """What is missing or contradicts itself is refused with its path."""
    with pytest.raises(FactsError) as caught:
        _process(**changes)

    assert ((path,), (code,)) == (caught.value.paths, caught.value.codes)


def _process(**changes: Any) -> Process:
    arguments: dict[str, Any] = {"interviews": (interview(),), **changes}
    return Process(**arguments)


def test_a_naive_now_is_refused() -> None:
    """The host's now needs a zone."""
    with pytest.raises(TimeError) as caught:
        plan(Process(interviews=(interview(),)), at=datetime(2026, 11, 20))

    assert ("at",) == caught.value.paths


def test_a_bad_heartbeat_is_refused() -> None:
    """A heartbeat rule must be in order, and a choice must be one."""
    with pytest.raises(FactsError) as caught:
        HeartbeatRule(first=3, latest=2)
    assert ("reversed_period",) == caught.value.codes

    process = Process(interviews=(interview(),))
    with pytest.raises(FactsError) as caught:
        plan(process, at=_at("2026-11-20"), heartbeats="often")  # type: ignore[arg-type]
    assert ("not_a_choice",) == caught.value.codes


def test_a_process_shows_no_personal_data() -> None:
    """The repr of a process hides what its interviews hide."""
    shown = repr(Process(interviews=(interview(),)))

    assert "Marta" not in shown
    assert "example.org" not in shown


def test_a_scheduled_message_does_not_hide_a_legal_deadline() -> None:
    """What has not left has met nothing, whenever it is meant to leave."""
    facts = (_interview("2026-11-19"),)
    for day in ("2026-11-27", "2027-01-20"):
        process = Process(
            interviews=facts, messages=(_sent("rejected", day),), legal=_ONTARIO
        )
        assert 1 == len(_of(_plan(process, "2026-11-24"), "legal"))


def test_a_message_before_the_interview_meets_no_duty_after_it() -> None:
    """A message of the same day that left before the talk ended does not count."""
    (facts,) = (_interview("2026-11-19"),)
    early = SentMessage(kind="rejected", sent_at=facts.ended - timedelta(hours=3))
    process = Process(interviews=(facts,), messages=(early,), legal=_ONTARIO)
    assert 1 == len(_of(_plan(process, "2026-11-24"), "legal"))


def test_a_scheduled_message_within_the_window_stands_for_the_thank_you() -> None:
    """What leaves by the limit is planned already, before and after the interview."""
    process = Process(
        interviews=(_interview("2026-11-19"), _interview("2026-12-03")),
        messages=(
            _sent("decision_pending", "2026-11-20"),
            _sent("decision_pending", "2026-12-04"),
        ),
    )
    found = plan(process, at=_at("2026-11-19") + timedelta(hours=4))

    assert [] == _of(found, "thank_you")


def test_a_scheduled_message_that_comes_too_late_hides_no_thank_you() -> None:
    """A message after the limit leaves the thank-you owed, until it has left."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        messages=(_sent("decision_pending", "2026-11-24"),),
    )

    (item,) = _of(_plan(process, "2026-11-20"), "thank_you")
    assert date(2026, 11, 23) == item.latest
    assert ["thank_you"] == [i.reason for i in _plan(process, "2026-11-24").owed_today]
    assert [] == _of(_plan(process, "2026-11-25"), "thank_you")


def test_the_limit_itself_is_early_enough_for_a_scheduled_message() -> None:
    """At the last instant of the window a scheduled message stands for it."""
    limit = datetime(2026, 11, 23, 8, tzinfo=UTC)  # rolled: Monday, 9:00 in Warsaw
    for sent_at, owed in ((limit, 0), (limit + timedelta(seconds=1), 1)):
        message = SentMessage(kind="decision_pending", sent_at=sent_at)
        process = Process(interviews=(_interview("2026-11-19"),), messages=(message,))

        assert owed == len(_of(_plan(process, "2026-11-20"), "thank_you"))


def test_a_scheduled_message_hides_only_the_heartbeats_it_is_in_time_for() -> None:
    """News in two weeks leaves those before it owed, and starts the wait anew."""
    process = Process(
        interviews=(_interview("2026-11-19"),),
        messages=(
            _sent("decision_pending", "2026-11-20"),
            _sent("still_considered", "2026-12-02"),
        ),
    )
    found = _of(_plan(process, "2026-11-20"), "heartbeat")

    assert [
        date(2026, 11, 24),
        date(2026, 11, 26),
        date(2026, 11, 30),
        date(2026, 12, 4),  # not 2 December: that message is planned
    ] == [item.due for item in found]


def test_a_heartbeat_that_is_scheduled_in_time_is_not_listed_again() -> None:
    """A message on the last day of a heartbeat stands for it."""
    messages = (
        _sent("decision_pending", "2026-11-20"),
        _sent("still_considered", "2026-11-25"),
    )
    process = Process(interviews=(_interview("2026-11-19"),), messages=messages)
    found = _of(_plan(process, "2026-11-20"), "heartbeat")

    assert date(2026, 11, 27) == found[0].due
