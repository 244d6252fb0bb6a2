"""Times: that each meeting is stated at its own, and no other time or zone is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from followup_kit.review._day_mentions import DayMention
from followup_kit.review._fact_sheet import Appointment
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known, wall
from followup_kit.review._mentions import Mentions
from followup_kit.review._recognise_times import TimeMention
from followup_kit.review._recognise_zones import ZoneMention
from followup_kit.review._report import report


__all__ = ["time_findings"]

# How far a time may stand from the day it belongs to.
_BEFORE: Final = 250
_AFTER: Final = 80
_BESIDE: Final = 60
_CLOSE: Final = 12


def time_findings(parts: Mapping[str, Mentions], known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the times that the parts of a message state."""
    for part, mentions in parts.items():
        for time in mentions.times:
            if time.certain:
                yield from _on_time(time, known, part, mentions)
    for meeting in known.sheet.appointments:
        yield from _on_meeting(meeting, parts, known)


def _on_time(
    time: TimeMention, known: Known, part: str, mentions: Mentions
) -> Iterator[Finding]:
    code, message, remedy, place = _judged(time, known, mentions)
    if code:
        span = mentions.scan.span(place.start, place.end)
        yield report(code, message, remedy, part=part, span=span)


def _judged(
    time: TimeMention, known: Known, mentions: Mentions
) -> tuple[str, str, str, TimeMention | ZoneMention]:
    """Return code, message, remedy and place of what is wrong; no code if nothing."""
    every = [
        (meeting, x) for meeting in known.meetings for x in _moments(meeting, time)
    ]
    fitting = [(meeting, x) for meeting, x in every if _reads(time, x, meeting)]
    if fitting:
        if _belongs(time, fitting, known, mentions):
            return "", "", "", time
        message = "states a time that is not the one of that day."
        return "unknown_time", message, "Correct the time, or the day.", time
    if any(time.clocks & free.clocks for free in known.free.times):
        return "", "", "", time
    if _sure_zones(time) and any(_reads_without_zone(time, x, m) for m, x in every):
        message = "tells a time in another zone than the facts do."
        remedy = "Correct the zone, or convert the time."
        return "wrong_zone", message, remedy, time.zones[0]
    message = "states a time that is not among the facts."
    return "unknown_time", message, "Correct it, or add it to the facts.", time


def _moments(meeting: Appointment, time: TimeMention) -> Sequence[dt.datetime]:
    """Return the moments of a meeting that a time may be: its start, its end."""
    if time.role == "start":
        return (meeting.start,)
    if time.role == "end" and meeting.end is not None:
        return (meeting.end,)
    return meeting.moments


def _sure_zones(time: TimeMention) -> bool:
    return any(zone.certain for zone in time.zones)


def _reads(time: TimeMention, moment: dt.datetime, meeting: Appointment) -> bool:
    """Tell whether a moment reads as the time does, in the zones it states."""
    if not _sure_zones(time):
        return _reads_without_zone(time, moment, meeting)
    return all(
        any((x.hour, x.minute) in time.clocks for x in zone.local(moment))
        for zone in time.zones
    )


def _reads_without_zone(
    time: TimeMention, moment: dt.datetime, meeting: Appointment
) -> bool:
    return any(wall(moment, zone) in time.clocks for zone in meeting.zones)


def _local_days(
    time: TimeMention, moment: dt.datetime, meeting: Appointment
) -> set[dt.date]:
    if _sure_zones(time):
        return {x.date() for zone in time.zones for x in zone.local(moment)}
    return {moment.astimezone(zone).date() for zone in meeting.zones}


def _belongs(
    time: TimeMention,
    fitting: Sequence[tuple[Appointment, dt.datetime]],
    known: Known,
    mentions: Mentions,
) -> bool:
    """Tell whether the time is one of the day it stands beside."""
    beside = _beside(time, mentions)
    if not beside:
        return True
    days = {x for m, moment in fitting for x in _local_days(time, moment, m)}
    nearest, gap = beside[0]
    if any(map(nearest.says, days)) or not _is_meeting_day(nearest, known):
        return True
    others = [day for day, _ in beside[1:]]
    return gap > _CLOSE and any(day.says(x) for day in others for x in days)


def _beside(time: TimeMention, mentions: Mentions) -> list[tuple[DayMention, int]]:
    """Return the days just before and after a time in its line, the nearer first."""
    low, found = mentions.scan.low, []
    for day in mentions.days:
        if day.end <= time.start:
            start, end = day.end, time.start
        elif time.end <= day.start:
            start, end = time.end, day.start
        else:
            continue
        if end - start <= _BESIDE and "\n" not in low[start:end]:
            found.append((day, end - start))
    return sorted(found, key=lambda x: x[1])


def _is_meeting_day(mention: DayMention, known: Known) -> bool:
    return any(
        mention.says(moment.astimezone(zone).date())
        for meeting in known.meetings
        for moment in meeting.moments
        for zone in meeting.zones
    )


def _on_meeting(
    meeting: Appointment, parts: Mapping[str, Mentions], known: Known
) -> Iterator[Finding]:
    stated = [
        (time, mentions)
        for mentions in parts.values()
        for time in mentions.times
        if _reads(time, meeting.start, meeting)
        and _says_day(time, meeting, mentions, known)
    ]
    if not stated:
        part, span = _meant(meeting, parts) or ("", None)
        yield report(
            "fact_missing",
            "is a meeting whose day and time the message does not state.",
            "State its day, its time and the zone.",
            path=meeting.path,
            part=part,
            span=span,
        )
    elif _zones_differ(meeting) and not any(
        time.zones for mentions in parts.values() for time in mentions.times
    ):
        yield report(
            "zone_missing",
            "is told without its zone, and the reader is in another one.",
            "Say whose clock is meant, such as the city and the offset.",
            path=meeting.path,
        )


def _days_of(meeting: Appointment) -> set[dt.date]:
    return {meeting.start.astimezone(zone).date() for zone in meeting.zones}


def _meant(
    meeting: Appointment, parts: Mapping[str, Mentions]
) -> tuple[str, tuple[int, int]] | None:
    """Return the time beside the meeting's day, or the day beside its time."""
    for part, mentions in parts.items():
        for day in mentions.days:
            if not any(map(day.says, _days_of(meeting))):
                continue
            for time in mentions.times:
                if 0 <= time.start - day.end <= _BESIDE:
                    return part, mentions.scan.span(time.start, time.end)
    for part, mentions in parts.items():
        for time in mentions.times:
            days = [x for x in mentions.days if 0 <= time.start - x.end <= _BEFORE]
            if days and _reads(time, meeting.start, meeting):
                return part, mentions.scan.span(days[-1].start, days[-1].end)
    return None


def _zones_differ(meeting: Appointment) -> bool:
    return len({wall(meeting.start, zone) for zone in meeting.zones}) > 1


def _says_day(
    time: TimeMention, meeting: Appointment, mentions: Mentions, known: Known
) -> bool:
    days = _local_days(time, meeting.start, meeting)
    before = [x for x in mentions.days if 0 <= time.start - x.end <= _BEFORE]
    after = [x for x in mentions.days if 0 <= x.start - time.end <= _AFTER]
    nearest = [*before[-1:], *after[:1]]
    # The first day of a range or list: "1 or 2 December, 10:00".
    nearest += [x for x in before[-3:-1] if before[-1].start - x.end <= _CLOSE]
    if any(day.says(x) for day in nearest for x in days):
        return True
    return _says_relative_day(time, days, mentions, known.today)


def _says_relative_day(
    time: TimeMention,
    days: Iterable[dt.date],
    mentions: Mentions,
    today: dt.date | None,
) -> bool:
    return any(
        mention.distance is not None
        and today is not None
        and today + dt.timedelta(days=mention.distance) in days
        and abs(mention.start - time.start) <= _BEFORE
        for mention in mentions.weekdays
    )
