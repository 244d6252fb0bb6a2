"""When an interview ended, for everything that counts from there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from followup_kit.errors import FactsError, Problem
from followup_kit.models import Interview


__all__ = ["interview_end", "last_day"]


def interview_end(interview: Interview, path: str = "interview") -> datetime:
    """
    Return when the last session ended, in UTC.

    Raises:
        FactsError:
            ``no_end``: the last session has none; counting from its start would make
            every limit too early. ``end_before_start``: facts that were built
            without validation.
    """
    ended: datetime | None = None
    last = -1
    open_end = False
    for index, session in enumerate(interview.sessions):
        start = session.start.astimezone(UTC)
        end = None if session.end is None else session.end.astimezone(UTC)
        if end is not None and end <= start:
            raise _error(path, index, "end_before_start", "ends before it starts.")
        known = end or start
        if ended is None or known > ended:
            ended, last, open_end = known, index, end is None
    if ended is None:
        problem = Problem(f"{path}.sessions", "missing", "is empty.", "Add a session.")
        raise FactsError(problem)
    if open_end:
        raise _error(path, last, "no_end", "is missing; limits count from the end.")
    return ended


def last_day(interview: Interview, ended: datetime) -> date:
    """
    Return the day an interview ended on.

    Where the candidate and the interview were in zones with different dates, the
    earlier one: nobody is told a day too many.
    """
    zones = (interview.reader_zone, ZoneInfo(interview.time_zone))
    return min(ended.astimezone(zone).date() for zone in zones)


def _error(path: str, index: int, code: str, message: str) -> FactsError:
    remedy = "Set when the session ended."
    return FactsError(Problem(f"{path}.sessions[{index}].end", code, message, remedy))
