"""
How an appointment is put into words: the joints between day, time and aside.

CLDR's general patterns serve except where our data say otherwise ("um 14:00 Uhr",
"2026, godz. 14:00", "ve 14:00"); ``tools/dates_overrides.py`` has each reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from followup_kit.dates._patterns import PatternCompiler, glued, literal_glue
from followup_kit.dates._ranges import RangeFormat
from followup_kit.locales import language_of


if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from followup_kit.dates._formats import LocaleFormats
    from followup_kit.dates._patterns import MomentFormat

_NOON = 12
_MOST_DATES = 800
_MOST_SPANS = 2000
_DAY_NUMBER = re.compile(r"(?<!d)d(?!d)")
# "1er décembre": French counts the first of a month by its ordinal and no other day
# (Imprimerie nationale, Lexique des règles typographiques, "Date"); CLDR has "1".
_FIRST_OF_MONTH = {"fr": "d'er'"}
_AFTER_BRACKET = "）"


class SpokenFormats:
    """
    The formats of an appointment in one locale.

    Args:
        formats: The locale's general formats.
    """

    def __init__(self, formats: LocaleFormats) -> None:
        self._formats = formats
        self._record = formats.record
        self._first = _FIRST_OF_MONTH.get(language_of(formats.record["locale"]))
        joints: dict[str, Any] = formats.record["appointment"]
        time: str = joints.get("time", "{0}")
        self._at: str = joints["at"]
        self._time = time.replace("{0}", formats.record["time"])
        self._times: str = literal_glue(joints.get("times", "{0}"))
        self._word: str = joints["word"]
        self._range: str = literal_glue(joints["range"])
        self._compiler, self._ranges = formats.compiler, formats.ranges
        if "periods" in joints:
            names = {**self._record["names"], "a": joints["periods"]}
            self._compiler = PatternCompiler(names, formats.digits)
            self._ranges = RangeFormat(self._record, self._compiler)
        if "plain_range" in joints:
            record = {**self._record, "time_range": {}}
            self._ranges = RangeFormat(record, self._compiler)
        self._hours = _hours_24(joints.get("hours"), self._record["time"])
        # Wording depends on the hour (prepositions) and on noon exactly.
        self._at_hour: dict[tuple[bool, int, bool, bool], MomentFormat] = {}
        # Days and hours that messages speak of are few: most were said before.
        self._dates: dict[tuple[int, int, int, bool], str] = {}
        self._spans: dict[tuple[int, int, int, int], str] = {}
        # What stands around the times of a day; see ``_appointment``.
        self.around: dict[tuple[int, int, bool], tuple[str, str]] = {}
        self._compiled: dict[tuple[str, str, str], MomentFormat] = {}

    def date(self, day: dt.date, *, year: bool) -> str:
        """Return weekday, day and month, and the year if it is needed."""
        key = (day.year, day.month, day.day, year)
        said = self._dates.get(key)
        if said is None:
            said = self._date(day, year=year)
            if len(self._dates) < _MOST_DATES:
                self._dates[key] = said
        return said

    def _date(self, day: dt.date, *, year: bool) -> str:
        formats = self._formats
        if day.day == 1 and self._first is not None:
            return formats.compiler.date(self._date_pattern(day, year=year))(day)
        return formats.date("full")(day) if year else formats.day(day)

    def _date_pattern(self, day: dt.date, *, year: bool) -> str:
        pattern: str = self._record["date"][0] if year else self._record["day"]
        if day.day == 1 and self._first is not None:
            return _DAY_NUMBER.sub(self._first, pattern)
        return pattern

    def at(self, moment: dt.datetime, *, year: bool) -> str:
        """Return a day at a time."""
        key = (year, moment.hour, moment.minute == 0, moment.day == 1)
        write = self._at_hour.get(key)
        if write is None:
            date = self._date_pattern(moment, year=year)
            glue = self._of_hour(self._at, moment.hour)
            write = self._format(glue, self._time_pattern(moment), date)
            self._at_hour[key] = write
        return write(moment)

    def time(self, moment: dt.datetime) -> str:
        """Return a time by itself."""
        return self._format("{0}", self._time_pattern(moment), "")(moment)

    def times(self, start: dt.datetime, end: dt.datetime) -> str:
        """Return two times of one day and one offset."""
        key = (start.hour, start.minute, end.hour, end.minute)
        said = self._spans.get(key)
        if said is None:
            said = self._times.replace("{0}", self._ranges.times(start, end))
            if len(self._spans) < _MOST_SPANS:
                self._spans[key] = said
        return said

    def on(self, day: str, times: str) -> str:
        """Return two times of a day after that day."""
        return _put(self._range, times, day)

    def worded(self, word: str, day: str) -> str:
        """Return a day word with its date as an aside: "tomorrow (26 November)"."""
        return word + self._formats.brackets.replace("%s", day)

    def worded_at(self, worded: str, moment: dt.datetime) -> str:
        """Return a worded day at a time."""
        glue = literal_glue(self._of_hour(self._word, moment.hour))
        return _put(glue, self.time(moment), worded)

    def _of_hour(self, glue: str, hour: int) -> str:
        hours, usual, special = self._hours
        return glue.replace(usual, special) if hour in hours else glue

    def _time_pattern(self, moment: dt.datetime) -> str:
        if moment.hour == _NOON and moment.minute == 0 and self._record["noon"]:
            return str(self._record["noon"])
        return self._time

    def _format(self, glue: str, time: str, date: str) -> MomentFormat:
        key = (glue, time, date)
        found = self._compiled.get(key)
        if found is None:
            pattern = glued(glue, time, date)
            found = self._compiled[key] = self._compiler.moment(pattern)
        return found


def _hours_24(
    entry: Sequence[str] | None, time: str
) -> tuple[frozenset[int], str, str]:
    """Return the hours of a preposition, told as displayed, on the 24-hour clock."""
    shown, usual, special = entry or ("", "", "")
    hours = {int(hour) for hour in shown.split()}
    if "h" in time or "K" in time:
        hours |= {hour + _NOON for hour in hours}
    return frozenset(hours), usual, special


def _put(glue: str, time: str, day: str) -> str:
    text = glue.replace("{0}", time).replace("{1}", day)
    # A full-width bracket brings its own space along.
    return text.replace(_AFTER_BRACKET + " ", _AFTER_BRACKET)
