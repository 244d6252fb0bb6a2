"""Each legal rule at, before and after its last day, with the source beside it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from followup_kit.errors import FactsError
from followup_kit.models import outcome_kinds
from followup_kit.timing import (
    LEGAL_NOTICE,
    LegalCondition,
    LegalDeadline,
    LegalFacts,
    legal_deadlines,
    legal_events,
    legal_notes,
    legal_questions,
    legal_rules,
)
from followup_kit.timing._periods import add_months


_ONTARIO = {
    "employees": 25,
    "publicly_advertised": True,
    "formal_interview": True,
    "work_in_jurisdiction": True,
    "general_campaign": False,
}
_ISRAEL = {
    "employees": 26,
    "private_employer": True,
    "job_longer_than_30_days": True,
    "food_service": False,
}
_KOREA = {"employees": 30, "civil_service": False, "documents_on_paper": True}


def _deadline(
    rule: str, place: str, scope: dict[str, Any], **events: date
) -> LegalDeadline:
    """Return what one rule asks."""
    facts = LegalFacts(jurisdictions=(place,), scope=scope, events=events)
    found = legal_deadlines(facts, holidays="ignored")
    return next(deadline for deadline in found if deadline.rule.id == rule)


# rule, place, scope, event, its day, last day; the comment is where the period is read.
_LAST_DAYS = [
    # O. Reg. 476/24 and the guide to the ESA: within 45 days of the last interview.
    # https://www.ontario.ca/laws/regulation/240476
    ("CA-ON-45", "CA-ON", _ONTARIO, "last_interview", "2026-01-01", "2026-02-15"),
    # The raw day, although it is Canada Day and Legislation Act s. 89 would roll it.
    ("CA-ON-45", "CA-ON", _ONTARIO, "last_interview", "2026-05-17", "2026-07-01"),
    # Amendment 6: two months from the beginning of the screening.
    # https://www.lexology.com/library/detail.aspx?g=d688deea-6502-45cd-954c-11f5752ab41f
    ("IL-2M", "IL", _ISRAEL, "screening_started", "2026-09-15", "2026-11-15"),
    ("IL-2M", "IL", _ISRAEL, "screening_started", "2026-12-31", "2027-02-28"),
    # Amendment 6: 14 days after another candidate was accepted (the same source).
    ("IL-14D", "IL", _ISRAEL, "other_person_hired", "2026-11-20", "2026-12-04"),
    # ZDR-1, article 30(1): v osmih dneh po zaključenem postopku izbire.
    # https://portal-zdr.si/articles/30
    ("SI-8D", "SI", {}, "selection_ended", "2026-11-20", "2026-11-28"),
    # Within 14 days of the claim. https://blog.greetinghr.com/recruitment-law/
    (
        "KR-DOCUMENTS-14D",
        "KR",
        _KOREA,
        "document_claim_received",
        "2026-11-20",
        "2026-12-04",
    ),
    # Labour Code, article 64: семи рабочих дней. https://newtkrf.ru/statya64-tk-rf
    ("RU-64", "RU", {}, "written_request_received", "2026-11-20", "2026-12-01"),
    # AGG § 15(4): zwei Monate ab Zugang. https://haufe.de (…HI16233637.html)
    ("DE-AGG-15", "DE", {}, "rejection_received", "2026-12-31", "2027-02-28"),
    # BfDI: maximal sechs Monate. https://ds123.de/2025/07/30/
    ("DE-RETENTION", "DE", {}, "rejection_received", "2026-11-20", "2027-05-20"),
    # https://autoriteitpersoonsgegevens.nl/nl/onderwerpen/werk-uitkering/sollicitaties
    ("NL-RETENTION", "NL", {}, "selection_ended", "2026-11-20", "2026-12-18"),
    # https://lexing.be/de/conservation-des-donnees-de-candidats-par-un-recruteur
    ("FR-RETENTION", "FR", {}, "last_active_contact", "2024-02-29", "2026-02-28"),
    # https://www.lexology.com/library/detail.aspx?g=c5e8f34c-fd7d-4fb3-a020-d0820c009a6c
    ("GB-RETENTION", "GB", {}, "rejection_received", "2026-08-31", "2027-02-28"),
]


@pytest.mark.parametrize(
    ("rule", "place", "scope", "event", "start", "last"), _LAST_DAYS
)
def test_each_rule_at_before_and_after_its_last_day(  # noqa: PLR0917
    rule: str, place: str, scope: dict[str, Any], event: str, start: str, last: str
) -> None:
    """A rule is kept on the day before and on its last day, and not on the next."""
    found = _deadline(rule, place, scope, **{event: date.fromisoformat(start)})
    day = date.fromisoformat(last)

    assert ("applies", day) == (found.verdict, found.last_day)
    assert not found.has_passed(day - timedelta(days=1))
    assert not found.has_passed(day)
    assert found.has_passed(day + timedelta(days=1))


# KR article 10: 지체 없이. https://a-ha.io/questions/4600c3987b6532d182a0e7d644fa062a
# CCT 38, article 9: dans un délai raisonnable. https://securex.be/fr/lex4you
@pytest.mark.parametrize(
    ("rule", "place", "scope", "undated", "suggested"),
    (
        ("KR-10", "KR", _KOREA, "without delay", "2026-11-23"),
        (
            "BE-38",
            "BE",
            {"met_requirements": True},
            "within a reasonable time",
            "2026-11-27",
        ),
    ),
)
def test_rules_without_a_number_of_days(
    rule: str, place: str, scope: dict[str, Any], undated: str, suggested: str
) -> None:
    """Where the text gives no number there is no last day, only our suggestion."""
    found = _deadline(rule, place, scope, hiring_decided=date(2026, 11, 20))

    assert ("applies", None) == (found.verdict, found.last_day)
    assert undated == found.rule.undated
    assert date.fromisoformat(suggested) == found.suggested_day
    assert not found.has_passed(date(2036, 1, 1))


def test_every_rule_has_a_boundary_test() -> None:
    """A rule that is added to the data without a test of its day fails here."""
    tested = {row[0] for row in _LAST_DAYS} | {"KR-10", "BE-38"}

    assert tested == {rule.id for rule in legal_rules()}


def test_ontario_warns_at_day_30_and_40() -> None:
    """Ontario's 45 days are warned of at day 30 and at day 40."""
    found = _deadline("CA-ON-45", "CA-ON", _ONTARIO, last_interview=date(2026, 3, 1))

    assert (date(2026, 3, 31), date(2026, 4, 10)) == found.warn_on


# The thresholds: O. Reg. 476/24, s. 1 (fewer than 25 exempt); Israel, section 3A(c) as
# quoted by hrm.co.il (no more than 25, and catering, exempt); Korea 30 or more
# (greetinghr), and article 11 (not what was sent by e-mail or through the website).
@pytest.mark.parametrize(
    ("rule", "place", "scope", "change", "verdict"),
    (
        ("CA-ON-45", "CA-ON", _ONTARIO, {"employees": 24}, "does_not_apply"),
        ("CA-ON-45", "CA-ON", _ONTARIO, {"employees": 25}, "applies"),
        ("CA-ON-45", "CA-ON", _ONTARIO, {"employees": 26}, "applies"),
        ("CA-ON-45", "CA-ON", _ONTARIO, {"formal_interview": False}, "does_not_apply"),
        ("CA-ON-45", "CA-ON", _ONTARIO, {"general_campaign": True}, "does_not_apply"),
        (
            "CA-ON-45",
            "CA-ON",
            _ONTARIO,
            {"publicly_advertised": False},
            "does_not_apply",
        ),
        (
            "CA-ON-45",
            "CA-ON",
            _ONTARIO,
            {"work_in_jurisdiction": False},
            "does_not_apply",
        ),
        ("IL-14D", "IL", _ISRAEL, {"employees": 24}, "does_not_apply"),
        ("IL-14D", "IL", _ISRAEL, {"employees": 25}, "does_not_apply"),
        ("IL-14D", "IL", _ISRAEL, {"employees": 26}, "applies"),
        ("IL-14D", "IL", _ISRAEL, {"food_service": True}, "does_not_apply"),
        ("IL-14D", "IL", _ISRAEL, {"private_employer": False}, "may_apply"),
        ("IL-14D", "IL", _ISRAEL, {"job_longer_than_30_days": False}, "does_not_apply"),
        ("KR-10", "KR", _KOREA, {"employees": 29}, "does_not_apply"),
        ("KR-10", "KR", _KOREA, {"employees": 30}, "applies"),
        ("KR-10", "KR", _KOREA, {"civil_service": True}, "does_not_apply"),
        (
            "KR-DOCUMENTS-14D",
            "KR",
            _KOREA,
            {"documents_on_paper": False},
            "does_not_apply",
        ),
        ("BE-38", "BE", {}, {"met_requirements": False}, "does_not_apply"),
    ),
)
def test_scope_decides_at_its_thresholds(
    rule: str, place: str, scope: dict[str, Any], change: dict[str, Any], verdict: str
) -> None:
    """Each threshold of a scope is right on both sides; disputed facts may apply."""
    trigger = next(r.trigger for r in legal_rules() if r.id == rule)
    found = _deadline(rule, place, {**scope, **change}, **{trigger: date(2026, 11, 2)})

    assert verdict == found.verdict


@pytest.mark.parametrize(("employees", "holds"), ((24, False), (25, None), (26, True)))
def test_between_two_thresholds_nothing_is_known(
    employees: int,
    holds: bool | None,  # noqa: FBT001  a case, not an option
) -> None:
    """Where sources name two numbers, what lies between them is undecided."""
    condition = LegalCondition(
        fact="employees", wanted=26, exempt_below=25, disputed=False
    )

    assert holds is condition.holds(employees)


@pytest.mark.parametrize("rule", legal_rules(), ids=lambda rule: rule.id)
def test_an_unknown_fact_never_excludes(rule: Any) -> None:
    """With no facts but the place, a rule may apply or applies, but never does not."""
    found = _deadline(rule.id, rule.place, {})

    assert "may_apply" == found.verdict
    assert f"events.{rule.trigger}" in found.unknown
    assert None is found.last_day


def test_each_missing_fact_is_named() -> None:
    """A rule that hangs on unknown facts lists them by their paths."""
    found = _deadline(
        "CA-ON-45", "CA-ON", {"employees": 30}, last_interview=date(2026, 11, 2)
    )

    assert "may_apply" == found.verdict
    assert (
        "scope.publicly_advertised",
        "scope.formal_interview",
        "scope.work_in_jurisdiction",
        "scope.internal_posting",
        "scope.general_campaign",
    ) == found.unknown


def test_ontario_before_its_law() -> None:
    """Interviews before 2026 are not covered; that of New Year's Day is."""
    day = date(2025, 12, 31)
    before = _deadline("CA-ON-45", "CA-ON", _ONTARIO, last_interview=day)

    assert "does_not_apply" == before.verdict
    assert ("events.last_interview",) == before.excluded_by


def test_a_province_that_is_not_stated_may_be_ontario() -> None:
    """If only the country is known, the law of its parts may apply."""
    facts = LegalFacts(jurisdictions=("CA",), scope=_ONTARIO)
    found = legal_deadlines(facts)

    assert ["CA-ON-45"] == [deadline.rule.id for deadline in found]
    assert "jurisdictions" in found[0].unknown


def test_another_province_is_not_ontario() -> None:
    """British Columbia has no rule here, and is said not to have been researched."""
    facts = LegalFacts(jurisdictions=("CA-BC",))

    assert () == legal_deadlines(facts)
    assert ["not_researched"] == [note.finding for note in legal_notes(facts)]


@pytest.mark.parametrize(
    ("place", "finding"),
    (
        ("IT", "not_researched"),
        ("DE", "not_researched"),
        ("JP", "no_general_duty"),
        ("GB", "no_general_duty"),
        ("US", "no_general_duty"),
        ("FR", "no_general_duty"),
    ),
)
def test_places_without_a_known_duty(place: str, finding: str) -> None:
    """Where no duty is on record it is said whether anybody looked."""
    notes = legal_notes(LegalFacts(jurisdictions=(place,)))

    assert [(place, finding)] == [(n.jurisdiction, n.finding) for n in notes]


def test_places_with_a_duty_have_no_note() -> None:
    """Slovenia has a rule, so there is nothing to excuse."""
    assert () == legal_notes(LegalFacts(jurisdictions=("SI",)))


@pytest.mark.parametrize(
    ("arguments", "path", "code"),
    (
        ({"jurisdictions": ()}, "jurisdictions", "missing"),
        ({"jurisdictions": "SI"}, "jurisdictions", "wrong_type"),
        ({"jurisdictions": ("XX",)}, "jurisdictions[0]", "unknown_country"),
        ({"jurisdictions": ("SI", "CA-ZZ")}, "jurisdictions[1]", "unknown_subdivision"),
        ({"scope": {"employes": 30}}, "scope", "unknown_fact"),
        ({"scope": {"employees": -1}}, "scope.employees", "wrong_type"),
        ({"scope": {"employees": True}}, "scope.employees", "wrong_type"),
        ({"scope": {"food_service": 1}}, "scope.food_service", "wrong_type"),
        ({"events": {"birthday": date(2026, 1, 1)}}, "events", "unknown_event"),
        (
            {"events": {"last_interview": datetime(2026, 1, 1)}},
            "events.last_interview",
            "wrong_type",
        ),
        (
            {"scope": {"publicly_advertised": True, "internal_posting": True}},
            "scope.internal_posting",
            "contradiction",
        ),
        (
            {
                "events": {
                    "screening_started": date(2026, 2, 1),
                    "last_interview": date(2026, 1, 1),
                }
            },
            "events.last_interview",
            "out_of_order",
        ),
    ),
)
def test_bad_facts_are_refused(arguments: dict[str, Any], path: str, code: str) -> None:
    """Unknown places and facts and contradictions are refused with their path."""
    whole: dict[str, Any] = {"jurisdictions": ("CA-ON",), **arguments}
    with pytest.raises(FactsError) as caught:
        LegalFacts(**whole)

    assert ((path,), (code,)) == (caught.value.paths, caught.value.codes)


def test_all_problems_come_at_once() -> None:
    """A bad place and a bad fact are both reported."""
    with pytest.raises(FactsError) as caught:
        LegalFacts(jurisdictions=("XX",), scope={"employees": -3})

    assert ("unknown_country", "wrong_type") == caught.value.codes


def test_adding_months_keeps_to_the_calendar() -> None:
    """A month later is the same day, or the last one of a shorter month."""
    assert date(2027, 2, 28) == add_months(date(2026, 12, 31), 2)
    assert date(2028, 2, 29) == add_months(date(2027, 12, 31), 2)
    assert date(2027, 1, 15) == add_months(date(2026, 12, 15), 1)


def test_the_data_is_whole() -> None:
    """Every rule names known facts, events and kinds, and says where it was read."""
    for rule in legal_rules():
        facts = {condition.fact for condition in rule.conditions}
        kinds = {rule.write} - {None} | rule.met_by | rule.perhaps_met_by

        assert rule.trigger in legal_events(), rule.id
        assert facts <= legal_questions().keys(), rule.id
        assert kinds <= outcome_kinds().keys(), rule.id
        assert (rule.amount is None) == (rule.unit is None), rule.id
        assert (rule.amount is None) == (rule.undated is not None), rule.id
        assert rule.sources, rule.id
        assert all(s.startswith("http") for s in rule.sources), rule.id
        said = (rule.statute, rule.content, rule.scope, rule.validity, rule.certainty)
        assert all(said), rule.id


def test_the_notice_says_what_it_is_not() -> None:
    """The notice says plainly that this is no legal advice."""
    assert "not legal advice" in LEGAL_NOTICE
