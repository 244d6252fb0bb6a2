"""Sample facts about invented people, chosen to break careless letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from followup_kit.models import Interview
from followup_kit.templating import TemplateSet


__all__ = ["SampleInterview", "sample_extras", "sample_interviews", "sample_records"]

_ON_TIME: Final = "2026-11-20T09:30+01:00"
_LATE: Final = "2026-11-23T09:30+01:00"


@dataclass(frozen=True, slots=True)
class SampleInterview:
    """
    An invented interview, and when its message leaves.

    Attributes:
        name: What is special about it.
        interview: The facts.
        send_at: When the message leaves; None if that is not known.
    """

    name: str
    interview: Interview
    send_at: datetime | None


def sample_interviews() -> tuple[SampleInterview, ...]:
    """
    Return invented interviews that try a letter from many sides.

    The first holds every fact. The others differ in one respect each: few facts,
    genders, a title, a single name, long names, names of the other direction, many
    entries, a late message, promised days that have passed or are replaced. The facts
    are in English and of November 2026; nothing depends on the clock.
    """
    return tuple(
        SampleInterview(
            name,
            Interview.model_validate(record),
            datetime.fromisoformat(send_at) if send_at else None,
        )
        for name, record, send_at in sample_records()
    )


def sample_records() -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """Yield the name, the plain facts and the send time of each sample."""
    full = _full()
    yield "every fact", full, _ON_TIME
    yield "few facts, no send time", _few(), None
    yield "few facts", _few(), _ON_TIME
    for gender in ("feminine", "masculine", "neutral"):
        yield f"{gender}", _with(full, gender=gender), _ON_TIME
        titled = {"title": "Dr.", "given": "Robin", "surname": "Lindgren"}
        both = full | {"sender": full["sender"] | {"gender": gender}}
        yield f"{gender}, with a title", _with(both, name=titled, gender=gender), None
    yield "a single name", _with(full, name="Suharto"), _ON_TIME
    yield "a mononym in parts", _with(full, name={"given": "Sukarno"}), _ON_TIME
    yield "called by name", _with(full, vocative="Marto"), _ON_TIME
    yield "long names", _long(full), _ON_TIME
    yield "names from right to left", _other_names(full, _RIGHT_TO_LEFT), _ON_TIME
    yield "names in Han characters", _other_names(full, _HAN), _ON_TIME
    yield "many entries", _many(full), _ON_TIME
    yield "late", _few(), _LATE
    for days in (("2026-11-20",), ("2026-11-20", "2026-11-21")):
        promised = full | {"promises": [{"due": day} for day in days]}
        yield f"{len(days)} promised days have passed", promised, _LATE
    for day in ("2026-11-24", "2027-11-24"):
        promised = full | {"promises": [{"due": day}]}
        yield f"{day} was promised", promised, _LATE
    yield "no reason may be stated", _silent(full), _ON_TIME


_QUESTIONS: Final = (
    {"question": "Is there a training budget?", "answer": "Yes, each year."},
    {
        "question": "How large is the team?",
        "answered_by": {"name": "Ingrid Berg"},
        "answer_by": "2026-12-02",
    },
    {"question": "When would I start?", "answer_by": "2026-12-03"},
)


def _full() -> dict[str, Any]:
    return {
        "candidate": {
            "name": {"given": "Marta", "surname": "Kowalska"},
            "email": "marta.kowalska@example.org",
            "time_zone": "Europe/Warsaw",
        },
        "company": {
            "name": "Norrland Data",
            "careers_url": "https://norrland.example.com/open-roles",
            "privacy_url": "https://norrland.example.com/privacy",
        },
        "role": {"title": "Platform Engineer", "reference": "PE-2026-07"},
        "sender": {
            "name": {"given": "Jonas", "surname": "Lindqvist"},
            "email": "jonas.lindqvist@norrland.example.com",
            "role": "Talent Partner",
            "phone": "+46 8 555 010 20",
        },
        "sessions": [
            {
                "start": "2026-11-19T14:00+01:00[Europe/Stockholm]",
                "end": "2026-11-19T15:00+01:00[Europe/Stockholm]",
                "interviewers": [
                    {"name": "Ingrid Berg", "role": "Head of Platform"},
                    {"name": "Tomasz Nowak"},
                ],
            }
        ],
        "time_zone": "Europe/Stockholm",
        "highlights": ["How you planned the database migration."],
        "questions": [*_QUESTIONS],
    }


def _few() -> dict[str, Any]:
    return {
        "candidate": {"name": "Marta Kowalska", "email": "marta@example.org"},
        "company": {"name": "Norrland Data"},
        "role": {"title": "Platform Engineer"},
        "sender": {"name": "Jonas Lindqvist", "email": "jonas@norrland.example.com"},
        "sessions": [{"start": "2026-11-19T14:00+01:00[Europe/Stockholm]"}],
        "time_zone": "Europe/Stockholm",
    }


def _with(record: Mapping[str, Any], **candidate: Any) -> dict[str, Any]:
    return {**record, "candidate": {**record["candidate"], **candidate}}


_RIGHT_TO_LEFT: Final = ("ليلى الحداد", "شركة الأفق", "דנה לוי", "مهندس بيانات")
_HAN: Final = ("山田太郎", "北国データ株式会社", "佐藤花子", "データエンジニア")


def _other_names(
    record: Mapping[str, Any], names: tuple[str, str, str, str]
) -> dict[str, Any]:
    person, company, sender, role = names
    changed = _with(record, name=person)
    return changed | {
        "company": {**record["company"], "name": company},
        "sender": {**record["sender"], "name": sender},
        "role": {**record["role"], "title": role},
    }


def _long(record: Mapping[str, Any]) -> dict[str, Any]:
    names = (
        "Maria Aparecida dos Santos de Albuquerque Cavalcanti-Wolfeschlegelstein",
        "Norrländska Datasammanslutningen för Öppen Infrastruktur Aktiebolag (publ.)",
        "Jonas-Maximilian von und zu Hohenlohe-Waldenburg-Schillingsfürst",
        "Senior Staff Engineer, Distributed Storage & Data-Platform Reliability (all)",
    )
    return _other_names(record, names)


def _many(record: Mapping[str, Any]) -> dict[str, Any]:
    people = [{"name": f"Person {letter}. Berg"} for letter in "ABCDEFGHIJKL"]
    session = {**record["sessions"][0], "interviewers": people}
    later = {
        "start": "2026-11-19T17:00+01:00[Europe/Stockholm]",
        "end": "2026-11-19T18:00+01:00[Europe/Stockholm]",
    }
    return {
        **record,
        "sessions": [session, later],
        "highlights": [f"Point number {n} of the talk." for n in range(1, 11)],
        "questions": [
            {"question": f"Question {n}?", "answer": f"Answer {n}."}
            for n in range(1, 21)
        ],
    }


def _silent(record: Mapping[str, Any]) -> dict[str, Any]:
    return {**record, "company": {**record["company"], "reason_policy": "none"}}


_EXTRAS: Final[Mapping[str, object]] = {
    "name": "Sample name",
    "line": "Sample line",
    "prose": "A sample of what people type.",
    "day": "2026-12-01",
    "url": "https://jobs.example.com/sample",
    "flag": True,
}


def sample_extras(
    template_set: TemplateSet, *, optional: bool = True
) -> dict[str, object]:
    """
    Return sample values of the extra fields that a set declares.

    Args:
        template_set: The set.
        optional: Give the optional ones too.
    """
    return {
        extra.path.removeprefix("extras."): (
            [_EXTRAS[extra.position]] if extra.many else _EXTRAS[extra.position]
        )
        for extra in template_set.extras
        if optional or not extra.optional
    }
