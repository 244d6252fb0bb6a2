"""The labelled messages of ``tests/corpora/review``, and which facts a text states."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from followup_kit.models import Interview, Outcome, load_facts
from followup_kit.models.outcomes import NoShow
from followup_kit.names import PersonName


__all__ = [
    "FACT_FAULTS",
    "LANGUAGES",
    "LATER_LANGUAGES",
    "PRACTICE_FAULTS",
    "corpus",
    "facts_of",
    "known_facts",
    "unstated",
]

FOLDER: Final = Path(__file__).parent / "corpora" / "review"
LANGUAGES: Final = ("ar", "de", "en", "ja")
LATER_LANGUAGES: Final = ("es", "fr")

FACT_FAULTS: Final = frozenset(
    {
        *("wrong_day", "wrong_hour", "wrong_zone", "wrong_weekday", "wrong_year"),
        *("dropped_link", "altered_link", "dropped_date", "dropped_document"),
        *("swapped_names", "wrong_name", "wrong_company", "wrong_role"),
        *("added_date", "added_promise", "added_money", "wrong_decision"),
        *("placeholder_left", "wrong_language_passage"),
    }
)
PRACTICE_FAULTS: Final = frozenset(
    {
        *("missing_no", "false_hope", "empty_promise", "vague_time", "generic"),
        *("protected_ground", "age_proxy", "culture_fit", "comparison"),
        *("salary_history", "health_family", "mixed_formality", "officialese"),
        *("third_person_feedback", "fragment_feedback", "unshared_feedback"),
        *("no_reply_address", "late_without_apology"),
    }
)

_DAYS: Final = (
    *("confirm_by", "answer_by", "decision_by", "update_by", "offer_by", "due"),
    *("retain_until", "keep_until"),
)
_LINKS: Final = (
    *("booking_url", "reschedule_url", "video_url", "upload_url", "opt_in_url"),
    *("withdraw_url", "feedback_call_url", "feedback_url"),
)
# The months that the corpus' facts name; further names where regions differ.
_MONTHS: Final[Mapping[str, Mapping[int, str]]] = {
    "en": {1: "Jan", 2: "Feb", 5: "May", 6: "June?", 10: "Oct", 11: "Nov", 12: "Dec"},
    "de": {1: "J[aä]n", 2: "Feb", 5: "Mai", 10: "Okt", 11: "Nov", 12: "Dez"},
    "es": {5: "mayo", 11: "noviembre", 12: "diciembre"},
    "fr": {11: "nov", 12: "déc"},
    "ar": {
        1: "يناير|كانون الثاني",
        2: "فبراير|شباط",
        5: "مايو|أيار",
        6: "يونيو|حزيران",
        11: "نوفمبر|نونبر|تشرين الثاني",
        12: "ديسمبر|دجنبر|كانون الأول",
    },
}
_AFTER_FULL_HOUR: Final = (
    r"\s*(?:[ap]\.?m\b|uhr|時|bis|to\b|[–-]|إلى|صباحًا|ظهرًا|مساءً|h\b|central)"
)


@cache
def corpus() -> tuple[Mapping[str, Any], ...]:
    """Return every message of every language."""
    return tuple(
        json.loads(line)
        for language in (*LANGUAGES, *LATER_LANGUAGES)
        for line in (FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines()
    )


@cache
def known_facts() -> Mapping[str, Mapping[str, Any]]:
    """Return the records that the messages are about, by name."""
    found: dict[str, Mapping[str, Any]] = json.loads(
        (FOLDER / "facts.json").read_text("utf-8")
    )
    return found


@cache
def facts_of(name: str) -> tuple[Interview, Outcome, datetime | None]:
    """Return the interview, the outcome and the time of sending of a record."""
    record = known_facts()[name]
    interview, outcome = load_facts(record["interview"], record["outcome"])
    send_at = record.get("send_at")
    return interview, outcome, datetime.fromisoformat(send_at) if send_at else None


def unstated(entry: Mapping[str, Any]) -> list[str]:
    """
    Return the paths of facts that a message must state and does not.

    It knows only the ways of writing that occur in the corpus; ``stated_as`` of an
    entry says which words stand for a day or a time where none of them does.
    """
    interview, outcome, _ = facts_of(entry["facts"])
    text = _plain(f"{entry['subject']}\n{entry['text']}")
    return [
        *_people_unstated(text, interview, outcome),
        *_things_unstated(text, entry, outcome),
        *(
            path
            for path, day in _days(interview, outcome)
            if not _has_day(text, entry, day)
        ),
        *_times_unstated(text, entry, interview, outcome),
    ]


def _plain(text: str) -> str:
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    digits = {ord(c): str(i) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩")}
    return unicodedata.normalize("NFKC", shown.translate(digits)).casefold()


def _named(text: str, name: str | PersonName) -> bool:
    parts = name.split() if isinstance(name, str) else [name.given, name.surname]
    return any(_plain(part) in text for part in parts if part)


def _worded(text: str, words: str) -> bool:
    bare = re.sub(r"株式会社|\b(?:GmbH|AG)\b|[,&()（）]", " ", words)
    return all(_plain(word) in text for word in bare.split())


def _people_unstated(
    text: str, interview: Interview, outcome: Outcome
) -> Iterator[str]:
    locale = interview.candidate.locale or ""
    if not _named(text, interview.candidate.name):
        yield "candidate.name"
    if not _named(text, interview.sender.name):
        yield "sender.name"
    if not _worded(text, str(interview.company.name)):
        yield "company.name"
    if not _worded(text, str(interview.role.title)):
        yield "role.title"
    people = [
        *getattr(outcome, "interviewers", ()),
        getattr(outcome, "offer_from", None),
    ]
    for person in people:
        if person and not _named(text, person.name):
            yield f"person of the outcome ({locale})"


def _things_unstated(
    text: str, entry: Mapping[str, Any], outcome: Outcome
) -> Iterator[str]:
    for field in _LINKS:
        link = getattr(outcome, field, None)
        if link and not re.search(re.escape(link) + r"(?![\w/-])", text):
            yield field
    for document in getattr(outcome, "documents", ()):
        if not _worded(text, str(document.name)):
            yield "document"
    pay = str(getattr(outcome, "pay_range", None) or "")
    said = entry.get("stated_as", {}).get("pay_range")
    figures = [_plain(said)] if said else re.findall(r"\d[\d.,]*\d", pay)
    if any(figure not in text for figure in figures):
        yield "pay_range"


def _days(interview: Interview, outcome: Outcome) -> Iterator[tuple[str, date]]:
    for field in _DAYS:
        day = getattr(outcome, field, None)
        if day:
            yield field, day
    for question in interview.questions:
        if question.answer is None and question.answer_by:
            yield "answer_by", question.answer_by


def _has_day(text: str, entry: Mapping[str, Any], day: date) -> bool:
    said = entry.get("stated_as", {}).get(day.isoformat())
    if said:
        return _plain(said) in text
    return any(re.search(pattern, text) for pattern in _ways(entry["locale"], day))


def _ways(locale: str, day: date) -> Iterator[str]:
    language = locale.partition("-")[0]
    d, m = f"(?<![\\d/.:])0?{day.day}", f"0?{day.month}"
    month = f"(?:{_MONTHS.get(language, {}).get(day.month, '(?!)')})".casefold()
    yield f"(?<!\\d){day.year}-{day.month:02}-{day.day:02}"
    if language == "ja":
        yield f"(?<!\\d){m}月{day.day}日"
        yield f"(?<!\\d){m}/{day.day}(?!\\d)"
    elif language == "de":
        yield f"{d}\\. ?{month}"
        yield f"{d}\\. ?{m}\\.?(?!\\d\\d?:)"
    elif language == "en":
        yield f"{d}(?:st|nd|rd|th)? {month}"
        yield f"{month}[a-z]*\\.? {day.day}(?!\\d)"
        first, second = (day.month, day.day) if locale == "en" else (day.day, day.month)
        yield f"(?<![\\d/])0?{first}/0?{second}(?![\\d])"
    else:
        yield f"{d}(?:er)? (?:de )?{month}"
        yield f"{d}/{m}(?!\\d)"


def _times_unstated(
    text: str, entry: Mapping[str, Any], interview: Interview, outcome: Outcome
) -> Iterator[str]:
    fixed = getattr(outcome, "slot", None)
    slots = [*([fixed] if fixed else []), *getattr(outcome, "slots", ())]
    starts = [("slot", slot.start) for slot in slots]
    if isinstance(outcome, NoShow):
        starts.append(("sessions", interview.in_order[0].start))
    for path, start in starts:
        there = start.astimezone(interview.reader_zone)
        said = entry.get("stated_as", {}).get(there.strftime("%Y-%m-%dT%H:%M"))
        if said:
            if _plain(said) not in text:
                yield f"{path}.time"
        elif not any(_has_time(text, moment) for moment in (start, there)):
            yield f"{path}.time"
        if not any(_has_day(text, entry, moment.date()) for moment in (start, there)):
            yield f"{path}.day"


def _has_time(text: str, moment: datetime) -> bool:
    hours = {moment.hour, (moment.hour - 1) % 12 + 1}
    hour = f"(?<![\\d:.-])0?(?:{'|'.join(map(str, hours))})"
    minute = f"(?:[:.]{moment.minute:02}(?!\\d)|時{moment.minute:02}分)"
    found = re.search(hour + minute, text)
    if not found and moment.minute == 0:
        found = re.search(hour + _AFTER_FULL_HOUR, text)
    return found is not None


def _main() -> None:
    from tests.review_figures import figures

    halves = [x for x in sys.argv[1:] if x in {"odd", "even"}]
    print("\n".join(figures(*halves[:1])))


if __name__ == "__main__":
    _main()
