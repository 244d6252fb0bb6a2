"""Days: those the message must state, those it must not, and their weekdays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._day_mentions import DayMention, WeekdayMention
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._mentions import Mentions, day_on
from followup_kit.review._recognise_days import day_reader
from followup_kit.review._report import report


__all__ = ["day_findings"]

_ONE_MONTH: Final = dt.timedelta(days=28)
_SPACED: Final = re.compile(r"[^\W\d_\u3040-\u9fff]{3}")
# A day said by its number alone; it can state a known day, and is never reported.
_BARE: Final[Mapping[str, str]] = {
    "de": r"(?:zum|am|den|dem) {}\.",
    "en": r"the {}(?:st|nd|rd|th)(?!\w)",
    "es": r"el (?:día )?{}(?![\w.:/])",
    "fr": r"le {}(?:er)?(?![\w.:/])",
    "it": r"il {}(?![\w.:/])",
    "ja": r"{}日(?!間)",
    "zh": r"{}[日号](?!内)",
}
_HEADING: Final = 48
"""Characters of a line that holds place and date of a letter."""


def day_findings(parts: Mapping[str, Mentions], known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the days that the parts of a message state."""
    for part, mentions in parts.items():
        for day in mentions.days:
            yield from _on_day(day, known, part, mentions)
        for weekday in mentions.weekdays:
            yield from _on_weekday(weekday, known, part, mentions)
    for fact in known.sheet.days:
        yield from _on_missing(fact.value, fact.path, parts, known)


def _on_day(
    day: DayMention, known: Known, part: str, mentions: Mentions
) -> Iterator[Finding]:
    span = mentions.scan.span(day.start, day.end)
    stray = day.certain and not known.has_day(day)
    if stray and not _is_letter_date(day, known, mentions):
        yield report(
            "unknown_date",
            "holds a date that is not among the facts.",
            "Correct it, or add it to the facts.",
            part=part,
            span=span,
        )
        return
    if day.weekday is not None and not _weekday_fits(day, known):
        yield report(
            "weekday_mismatch",
            "names a weekday that is not the one of its date.",
            "Correct the weekday or the date.",
            part=part,
            span=span,
        )


def _is_letter_date(day: DayMention, known: Known, mentions: Mentions) -> bool:
    """Tell whether it is the day of sending, on a line of its own or as "today"."""
    if known.today is None or not day.says(known.today):
        return False
    low = mentions.scan.low
    line = low[low.rfind("\n", 0, day.start) + 1 : (low + "\n").index("\n", day.end)]
    before = low[max(0, day.start - 20) : day.start]
    # Forty Japanese characters are a whole sentence.
    heading = _HEADING if _SPACED.search(line) else _HEADING // 3
    words = [x for x, n in day_reader(known.sheet.locale).counted.items() if n == 0]
    return len(line) <= heading or any(word in before for word in words)


def _weekday_fits(day: DayMention, known: Known) -> bool:
    days = list(known.days_of(day))
    if day.year is not None:
        days.append(dt.date(day.year, day.month, day.day))
    return not days or any(one.weekday() == day.weekday for one in days)


def _on_weekday(
    mention: WeekdayMention, known: Known, part: str, mentions: Mentions
) -> Iterator[Finding]:
    if mention.weekday is not None:
        free = {x.weekday for x in known.free.weekdays}
        if mention.weekday in free or any(
            day.weekday() == mention.weekday for day in known.days
        ):
            return
        severity = "error" if mention.deadline else "warning"
    elif known.today is None:
        if any(x.distance == mention.distance for x in known.free.weekdays):
            return
        severity = "warning"
    else:
        if known.today + dt.timedelta(days=mention.distance or 0) in known.days:
            return
        severity = "error"
    yield report(
        "unknown_date",
        "speaks of a day that is not among the facts.",
        "Say the date of a fact, or leave it out.",
        part=part,
        span=mentions.scan.span(mention.start, mention.end),
        severity="error" if severity == "error" else "warning",
    )


def _says_bare(day: dt.date, mentions: Mentions, known: Known) -> bool:
    """Tell whether a day of the weeks ahead is said by its number: "by the 26th"."""
    bare = _BARE.get(language_of(known.sheet.locale))
    if bare is None or known.today is None:
        return False
    if not dt.timedelta(0) <= day - known.today < _ONE_MONTH:
        return False
    pattern = re.compile(rf"(?<![\w.,:]){bare.format(day.day)}")
    return any(
        not any(x.start < found.end() and found.start() < x.end for x in mentions.days)
        for found in pattern.finditer(mentions.scan.low)
    )


def _on_missing(
    day: dt.date, path: str, parts: Mapping[str, Mentions], known: Known
) -> Iterator[Finding]:
    weekday_said = False
    for mentions in parts.values():
        if any(mention.says(day) for mention in mentions.days):
            return
        for mention in mentions.weekdays:
            if mention.weekday == day.weekday():
                weekday_said = True
            elif known.today and day_on(mention, known.today) == day:
                return
    if any(_says_bare(day, mentions, known) for mentions in parts.values()):
        return
    yield report(
        "fact_missing",
        "is a day that the message does not state.",
        "State it with its date.",
        path=path,
        severity="warning" if weekday_said else None,
    )
