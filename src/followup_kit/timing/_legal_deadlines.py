"""Which legal rules apply to a process, and by which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

from followup_kit.timing._calendar import BusinessCalendar, HolidayUse
from followup_kit.timing._legal_facts import LegalFacts
from followup_kit.timing._legal_rules import LegalRule, legal_data, legal_rules
from followup_kit.timing._moments import check_choice, check_day, check_type
from followup_kit.timing._periods import add_period


__all__ = [
    "LegalDeadline",
    "LegalNote",
    "Verdict",
    "legal_deadlines",
    "legal_notes",
]

Verdict: TypeAlias = Literal["applies", "may_apply", "does_not_apply"]
"""What the known facts say. An unknown fact never says that a rule does not apply."""

_TELLING = frozenset({"notice", "on_request", "soft"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDeadline:
    """
    A legal rule, seen against the facts of a process. Information, not legal advice.

    Attributes:
        rule: The rule, with statute, content and sources.
        verdict: Whether it applies.
        unknown: Facts that are needed and not known, or on which sources disagree;
            the event it counts from as ``events.<name>``.
        excluded_by: Facts that keep it from applying.
        counted_from: The day of the event; None if that is not known.
        last_day: The last day on which the rule is met, as the text gives it, without
            rolling over holidays; None where the text gives none.
        suggested_day: Our own reading where the text gives no number of days.
        warn_on: Days on which to warn.
    """

    rule: LegalRule
    verdict: Verdict
    unknown: tuple[str, ...]
    excluded_by: tuple[str, ...]
    counted_from: date | None
    last_day: date | None
    suggested_day: date | None
    warn_on: tuple[date, ...]

    def has_passed(self, on: date) -> bool:
        """
        Tell whether the last day lies before *on*; False where none is stated.

        Raises:
            FactsError: Codes ``not_a_day`` and ``out_of_range``.
        """
        check_day(on, "on")
        return self.last_day is not None and on > self.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalNote:
    """
    A jurisdiction for which no duty to write is on record.

    Attributes:
        jurisdiction: The place.
        finding: ``no_general_duty``: the research looked and found none.
            ``not_researched``: nobody looked, so nothing follows.
        text: The same, as a sentence.
        sources: Where it was read.
    """

    jurisdiction: str
    finding: Literal["no_general_duty", "not_researched"]
    text: str
    sources: tuple[str, ...]


def legal_deadlines(
    facts: LegalFacts, *, holidays: HolidayUse = "if_installed"
) -> tuple[LegalDeadline, ...]:
    """
    Return every rule of the jurisdictions, with what the facts say about it.

    Nothing is left out: rules that do not apply say which facts exclude them, and
    rules of a country's subdivisions may apply where only the country is known. For a
    rule that repeats, the first deadline is given.

    Args:
        facts: Jurisdictions, scope facts and events.
        holidays: Whether public holidays of the rule's country count in periods of
            working days. Without them such a day is too early, never too late.

    Raises:
        FactsError: Codes ``wrong_type`` and ``not_a_choice``.
        MissingExtraError: Holidays are required and the extra is not installed.
    """
    check_type(facts, LegalFacts, "facts")
    check_choice(holidays, get_args(HolidayUse), "holidays")
    return tuple(
        _judge(rule, facts, holidays, place_known=known)
        for rule in legal_rules()
        if (known := _place_known(rule.place, facts.jurisdictions)) is not None
    )


def legal_notes(facts: LegalFacts) -> tuple[LegalNote, ...]:
    """
    Return a note for each jurisdiction without a known duty to write.

    Raises:
        FactsError: *facts* are none; code ``wrong_type``.
    """
    check_type(facts, LegalFacts, "facts")
    return tuple(
        note for place in facts.jurisdictions if (note := _note(place)) is not None
    )


def deadline_after(
    rule: LegalRule, counted_from: date, holidays: HolidayUse, times: int
) -> date | None:
    """Return the day a rule's period ends, for the n-th time if it repeats."""
    if rule.amount is None or rule.unit is None:
        return None
    days = _calendar_of(rule, holidays)
    return add_period(counted_from, rule.amount * times, rule.unit, days)


def _calendar_of(rule: LegalRule, holidays: HolidayUse) -> BusinessCalendar:
    return BusinessCalendar(country=rule.place.partition("-")[0], holidays=holidays)


def _place_known(place: str, jurisdictions: tuple[str, ...]) -> bool | None:
    """Tell whether a rule's place is one of these; False: perhaps; None: no."""
    country = place.partition("-")[0]
    if place in jurisdictions or any(j.startswith(f"{place}-") for j in jurisdictions):
        return True
    return False if country in jurisdictions else None


def _judge(
    rule: LegalRule, facts: LegalFacts, holidays: HolidayUse, *, place_known: bool
) -> LegalDeadline:
    start = facts.events.get(rule.trigger)
    unknown, excluded = _scope(rule, facts)
    if not place_known:
        unknown.append("jurisdictions")
    if start is None:
        unknown.append(f"events.{rule.trigger}")
    elif rule.valid_from is not None and start < rule.valid_from:
        excluded.append(f"events.{rule.trigger}")
    last = None if start is None else deadline_after(rule, start, holidays, 1)
    return LegalDeadline(
        rule=rule,
        verdict=(
            "does_not_apply" if excluded else "may_apply" if unknown else "applies"
        ),
        unknown=tuple(unknown),
        excluded_by=tuple(excluded),
        counted_from=start,
        last_day=last,
        suggested_day=_suggestion(rule, start, holidays),
        warn_on=tuple(_warnings(rule, start)),
    )


def _scope(rule: LegalRule, facts: LegalFacts) -> tuple[list[str], list[str]]:
    unknown: list[str] = []
    excluded: list[str] = []
    for condition in rule.conditions:
        holds = condition.holds(facts.scope.get(condition.fact))
        if holds is None:
            unknown.append(f"scope.{condition.fact}")
        elif not holds:
            excluded.append(f"scope.{condition.fact}")
    return unknown, excluded


def _suggestion(
    rule: LegalRule, start: date | None, holidays: HolidayUse
) -> date | None:
    if start is None or rule.suggested_working_days is None:
        return None
    days = _calendar_of(rule, holidays)
    return add_period(start, rule.suggested_working_days, "working_days", days)


def _warnings(rule: LegalRule, start: date | None) -> Iterator[date]:
    if start is not None:
        for after in rule.warn_after_days:
            yield start + timedelta(days=after)


def _note(place: str) -> LegalNote | None:
    country = place.partition("-")[0]
    chain = (place, country)
    if any(rule.place in chain and rule.kind in _TELLING for rule in legal_rules()):
        return None
    for entry in legal_data()["no_general_duty"]:
        if entry["place"] in chain:
            return LegalNote(
                jurisdiction=place,
                finding="no_general_duty",
                text=entry["text"],
                sources=tuple(entry["sources"]),
            )
    return LegalNote(
        jurisdiction=place,
        finding="not_researched",
        text=f"The law of {place} was not researched: a duty may exist.",
        sources=(),
    )
