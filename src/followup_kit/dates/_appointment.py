"""
The phrasing policy: what a candidate must read to be there on time.

Weekday, day and spelled month always; the year unless the message is known to go
out in the same year and within six months; the reader's time first, each zone by
place and offset. Reasons and sources: ``docs/explanation/dates.md``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from followup_kit.dates._moments import with_offset
from followup_kit.dates._zones import zone_phrases


if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from followup_kit.dates._formats import LocaleFormats
    from followup_kit.dates._moments import Local

_HALF_YEAR: Final = dt.timedelta(days=183)
# From this hour on a message may be read on the next day: no "tomorrow" then.
_LATE: Final = 21
_DAY_WORDS: Final = (-1, 0, 1, 2)
_MINUTE: Final = dt.timedelta(minutes=1)
# Pairs of a day and one of sending. They move on, so the old ones are forgotten.
_MOST_DAYS: Final = 2000
# Stands for the times of a day; no phrase has it.
_TIMES: Final = "\x00"


def needs_year(day: dt.date, sent: dt.datetime | None) -> bool:
    """Tell whether a date must be said with its year."""
    if sent is None:
        return True
    sent_day = sent.date()
    return day.year != sent_day.year or abs(day - sent_day) > _HALF_YEAR


def day_word(
    formats: LocaleFormats, day: dt.date, sent: dt.datetime | None
) -> str | None:
    """Return "today", "tomorrow" and the like, None if it is not safe to say."""
    if sent is None or sent.hour >= _LATE:
        return None
    distance = day.toordinal() - sent.toordinal()
    if distance not in _DAY_WORDS or not formats.record["appointment"]["word"]:
        return None
    word: str | None = formats.record["relative"].get(str(distance))
    return word


def appointment_phrase(
    formats: LocaleFormats,
    zones: tuple[ZoneInfo, ZoneInfo | None],
    start: Local,
    end: Local | None,
    sent: dt.datetime | None,
) -> str:
    """Return the whole phrase; the moments are in the first zone, the reader's."""
    zone, other = zones
    text = _when(formats, zone, start, end, sent, None)
    if other is None or other is zone:
        return text
    there = with_offset(start[0].astimezone(other))
    there_end = None if end is None else with_offset(end[0].astimezone(other))
    if _reads_same(start, there) and _reads_same(end, there_end):
        return text
    second = _when(formats, other, there, there_end, sent, start[0].date())
    return f"{text}{formats.semicolon}{second}"


def _reads_same(here: Local | None, there: Local | None) -> bool:
    return here is None or there is None or here[1] == there[1]


def deadline_phrase(
    formats: LocaleFormats, due: dt.date, sent: dt.datetime | None, zone: ZoneInfo
) -> str:
    """Return the day, or the moment in its zone, by which something is due."""
    if not isinstance(due, dt.datetime):
        return formats.spoken.date(due, year=needs_year(due, sent))
    if (due.hour, due.minute, due.second, due.microsecond) == (0, 0, 0, 0):
        before = (due.astimezone(dt.UTC) - _MINUTE).astimezone(due.tzinfo)
        # In a fold at midnight the minute before is of the same day.
        due = before if before.date() != due.date() else due
    due, offset = with_offset(due)
    text = formats.spoken.at(due, year=needs_year(due.date(), sent))
    return text + zone_phrases(formats, zone, offset)[1]


def _when(  # noqa: PLR0917  one zone's time in all its parts
    formats: LocaleFormats,
    zone: ZoneInfo,
    start: Local,
    end: Local | None,
    sent: dt.datetime | None,
    told: dt.date | None,
) -> str:
    """Say one zone's time; ``told`` is the date the reader has been told already."""
    begins, offset = start
    aside = zone_phrases(formats, zone, offset)[1]
    # Datetimes of one zone compare by wall time, which is the instant in one offset.
    if end is None or (end[1] == offset and end[0] == begins):
        return _one(formats, begins, sent, told) + aside
    ends, end_offset = end
    if end_offset != offset:
        first = _one(formats, begins, sent, told) + aside
        last_aside = zone_phrases(formats, zone, end_offset)[1]
        last = _one(formats, ends, sent, begins.date()) + last_aside
        return formats.ranges.both(first, last)
    if begins.day == ends.day and begins.date() == ends.date():
        return _same_day(formats, begins, ends, sent, told) + aside
    return _days_apart(formats, begins, ends, sent, told) + aside


def _one(
    formats: LocaleFormats,
    start: dt.datetime,
    sent: dt.datetime | None,
    told: dt.date | None,
) -> str:
    spoken = formats.spoken
    if told == start.date():
        return spoken.time(start)
    word = day_word(formats, start.date(), sent) if told is None else None
    if word is None:
        return spoken.at(start, year=needs_year(start.date(), sent))
    return spoken.worded_at(_worded(formats, word, start, sent), start)


def _worded(
    formats: LocaleFormats, word: str, day: dt.date, sent: dt.datetime | None
) -> str:
    # Day words are said for days near the sending only, so the year may go; it is
    # kept where the new year lies between.
    year = sent is None or day.year != sent.year
    return formats.spoken.worded(word, formats.spoken.date(day, year=year))


def _same_day(
    formats: LocaleFormats,
    start: dt.datetime,
    end: dt.datetime,
    sent: dt.datetime | None,
    told: dt.date | None,
) -> str:
    spoken = formats.spoken
    times = spoken.times(start, end)
    if told is None:
        before, after = _around_times(formats, start, sent)
        return f"{before}{times}{after}"
    day = start.date()
    if told == day:
        return times
    return spoken.on(spoken.date(start, year=needs_year(day, sent)), times)


def _around_times(
    formats: LocaleFormats, start: dt.datetime, sent: dt.datetime | None
) -> tuple[str, str]:
    """Return what a day says before and after its times, seen from the sending."""
    said = formats.spoken.around
    is_late = sent is not None and sent.hour >= _LATE
    key = (start.toordinal(), sent.toordinal() if sent else 0, is_late)
    found = said.get(key)
    if found is None:
        if len(said) >= _MOST_DAYS:
            said.clear()
        found = said[key] = _made_around(formats, start, sent)
    return found


def _made_around(
    formats: LocaleFormats, start: dt.datetime, sent: dt.datetime | None
) -> tuple[str, str]:
    spoken, day = formats.spoken, start.date()
    word = day_word(formats, day, sent)
    if word is None:
        text = spoken.date(start, year=needs_year(day, sent))
    else:
        text = _worded(formats, word, start, sent)
    before, _, after = spoken.on(text, _TIMES).partition(_TIMES)
    return before, after


def _days_apart(
    formats: LocaleFormats,
    start: dt.datetime,
    end: dt.datetime,
    sent: dt.datetime | None,
    told: dt.date | None,
) -> str:
    first = _one(formats, start, sent, told)
    last = formats.spoken.at(end, year=needs_year(end.date(), sent))
    return formats.ranges.both(first, last)
