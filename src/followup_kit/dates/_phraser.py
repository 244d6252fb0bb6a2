"""The date phraser: dates, times and ranges in one locale and one time zone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal

from followup_kit.dates._appointment import appointment_phrase, deadline_phrase
from followup_kit.dates._checks import (
    known_kind,
    known_style,
    refuse_reversed,
    whole_seconds,
)
from followup_kit.dates._formats import STYLES, formats_of
from followup_kit.dates._moments import calendar_day, to_day, to_local, to_zone
from followup_kit.dates._ranges import same_minute
from followup_kit.dates._zones import time_zone as find_zone
from followup_kit.dates._zones import zone_phrases


if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from followup_kit.dates._formats import DateStyle
    from followup_kit.dates._moments import Local

_RANGE_STYLES: Final = STYLES[:2]


class DatePhraser:
    """
    Says dates and times as a reader of one locale, in one time zone, expects them.

    Moments are aware datetimes, converted to the phraser's zone; dates are taken as
    they are. The calendar is Gregorian. Results keep CLDR's no-break spaces and
    direction marks; see :func:`plain_spaces` and :func:`html_spaces`. Phrasers are
    cheap to make, immutable and safe to share between threads.

    Args:
        locale: A BCP 47 tag, for example ``"de-AT"``.
        time_zone: The reader's IANA zone, for example ``"Europe/Vienna"``.
        digits:
            A CLDR numbering system such as ``"latn"``; None for the digits usual
            in the locale.

    Attributes:
        locale: The locale, in canonical form.
        time_zone: The zone.
        direction: ``"ltr"`` or ``"rtl"``.
        data_locale:
            The locale whose data are used: the nearest that has dates of its own
            in the same language and script (``de`` for ``de-JP``).

    Raises:
        LocaleError:
            The tag is not one (see :func:`followup_kit.locales.canonical_locale`),
            CLDR has no dates for it (``no_date_data``), or ``unknown_digits``.
        TimeError: ``unknown_time_zone`` or ``no_zone_data``.
    """

    __slots__ = (
        "_digits",
        "_formats",
        "data_locale",
        "direction",
        "locale",
        "time_zone",
    )

    def __init__(
        self, locale: str, *, time_zone: str | ZoneInfo, digits: str | None = None
    ) -> None:
        self._formats = formats_of(locale, digits)
        self.locale: Final[str] = self._formats.locale
        self.data_locale: Final[str] = self._formats.record["locale"]
        self.direction: Final[Literal["ltr", "rtl"]] = self._formats.direction
        self.time_zone: Final[ZoneInfo] = find_zone(time_zone)
        self._digits = digits

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as the call that makes this phraser: formats are not carried."""
        return _remade, (self.locale, self.time_zone.key, self._digits)

    def __repr__(self) -> str:
        """Return the call that makes this phraser."""
        return f"DatePhraser({self.locale!r}, time_zone={self.time_zone.key!r})"

    def date(self, d: dt.date, style: DateStyle = "full") -> str:
        """
        Return a date: "Thursday, 26 November 2026" and CLDR's shorter styles.

        Raises:
            TimeError: ``d`` is a datetime that :func:`check_moment` refuses.
        """
        write = self._formats.dates.get(style)
        if write is None:
            write = self._formats.date(known_style(style))
        return write(to_day(d, self.time_zone, "d"))

    def day(self, d: dt.date) -> str:
        """Return weekday, day and month without the year."""
        return self._formats.day(to_day(d, self.time_zone, "d"))

    def month_day(self, d: dt.date) -> str:
        """Return day and spelled month."""
        return self._formats.month_day(to_day(d, self.time_zone, "d"))

    def weekday(self, d: dt.date) -> str:
        """Return the weekday's full name, as it stands alone."""
        return self._formats.weekday(to_day(d, self.time_zone, "d"))

    def time(self, t: dt.datetime | dt.time) -> str:
        """
        Return hour and minute on the 12 or 24-hour clock of the region.

        A bare :class:`datetime.time` is taken as the reader's wall time.
        """
        if isinstance(t, dt.time):
            return self._formats.time(t)
        return self._formats.time(to_zone(t, self.time_zone, "t"))

    def date_time(self, moment: dt.datetime, style: DateStyle = "full") -> str:
        """
        Return a date and a time: "Thursday, 26 November 2026 at 14:00".

        The two are joined by CLDR's *atTime* pattern of the style.
        """
        local = to_zone(moment, self.time_zone, "moment")
        write = self._formats.moments.get(style)
        if write is None:
            write = self._formats.moment(known_style(style))
        return write(local)

    def time_range(self, start: dt.datetime, end: dt.datetime) -> str:
        """
        Return two times of one day as a range: "2:00 – 2:45 PM".

        If they fall on different days in the reader's zone the days are said too.

        Raises:
            TimeError: A moment is refused, or ``reversed_range``.
        """
        a, b = self._ordered(start, end)
        if a.date() != b.date():
            return self.date_time_range(start, end)
        return self._formats.ranges.times(a, b)

    def date_range(
        self, start: dt.date, end: dt.date, style: Literal["full", "long"] = "full"
    ) -> str:
        """
        Return two dates as a range, what they share said once.

        Args:
            start: The first day.
            end: The last day.
            style: ``"full"`` says the weekdays, ``"long"`` does not.

        Raises:
            TimeError: A moment is refused, or ``reversed_range``.
        """
        zone = self.time_zone
        a, b = calendar_day(start, zone, "start"), calendar_day(end, zone, "end")
        if a > b:
            refuse_reversed()
        index = _RANGE_STYLES.index(known_style(style, _RANGE_STYLES))
        write = self._formats.date(style)
        if a == b:
            return write(a)
        compiled = self._formats.ranges.dates(a, b, index)
        if compiled is None:
            return self._formats.ranges.both(write(a), write(b))
        noon = dt.time(12)
        return compiled(dt.datetime.combine(a, noon), dt.datetime.combine(b, noon))

    def date_time_range(self, start: dt.datetime, end: dt.datetime) -> str:
        """
        Return two moments as a range; on one day the day is said once.

        Raises:
            TimeError: A moment is refused, or ``reversed_range``.
        """
        a, b = self._ordered(start, end)
        if same_minute(a, b):
            return self._formats.moment("full")(a)
        return self._formats.ranges.moments(a, b)

    def relative_day(self, n: int) -> str:
        """
        Return the day that is ``n`` days from the reader's today.

        "tomorrow" where the language has a word for it, else "in 3 days". The
        caller counts from the reader's day at the moment of reading.
        """
        formats = self._formats
        word: str | None = formats.record["relative"].get(str(n))
        if word is not None:
            return word
        table = formats.record["days_ago" if n < 0 else "in_days"]
        return formats.counted(table, abs(n))

    def duration(self, delta: dt.timedelta) -> str:
        """
        Return a length of time exactly: "1 hour, 30 minutes".

        Days, hours, minutes and seconds, those that are zero left out; never
        rounded. A day is 24 hours.

        Raises:
            TimeError:
                ``not_a_duration``, ``negative_duration``, or ``fraction_of_second``.
        """
        return self._formats.duration(whole_seconds(delta))

    def join(self, items: Sequence[str], kind: Literal["and", "or"] = "and") -> str:
        """Return items as a list: "Ana, Luis e Isabel". None give an empty text."""
        return self._formats.joiners[known_kind(kind)].join(items)

    def zone(self, moment: dt.datetime) -> str:
        """
        Return the phraser's zone at a moment: "Berlin time, GMT+1".

        The offset is the one in force then. A zone of no place (``UTC``) is told
        by its offset alone.
        """
        _, offset = to_local(moment, self.time_zone, "moment")
        return zone_phrases(self._formats, self.time_zone, offset)[0]

    def appointment(
        self,
        start: dt.datetime,
        end: dt.datetime | None = None,
        *,
        sent_at: dt.datetime | None = None,
        other_zone: str | ZoneInfo | None = None,
    ) -> str:
        """
        Return the whole phrase a reader needs to be somewhere on time.

        "Thursday, November 26, 2026 at 2:00 PM (Berlin time, GMT+1)": weekday,
        day, spelled month, year, time and zone, always by place and offset.

        Args:
            start: When it begins.
            end: When it ends, if that is known.
            sent_at:
                When the message goes out. Given, the year is left out for a date
                of the same year within six months, and "tomorrow" and its like
                are added from the reader's day; without it neither happens.
            other_zone:
                The other side's zone. Its time follows the reader's, with its
                date where that differs; left out if both clocks read the same.

        Raises:
            TimeError: A moment or zone is refused, or ``reversed_range``.
        """
        zone = self.time_zone
        a = to_local(start, zone, "start")
        b = None if end is None else to_local(end, zone, "end")
        if b is not None:
            _check_order(a, b)
        sent = None if sent_at is None else to_zone(sent_at, zone, "sent_at")
        other = None if other_zone is None else find_zone(other_zone)
        return appointment_phrase(self._formats, (zone, other), a, b, sent)

    def deadline(self, d: dt.date, *, sent_at: dt.datetime | None = None) -> str:
        """
        Return the day something is due, to be put after a label.

        "Friday, December 4, 2026"; with ``sent_at`` the year is left out as in
        :meth:`appointment`. A moment is said with its time and zone; midnight at
        the end of a day is said as 23:59 of that day, because "midnight on Friday"
        is read as either end of it.

        Raises:
            TimeError: A moment is refused.
        """
        if sent_at is None and type(d) is dt.date:
            return self._formats.spoken.date(d, year=True)
        zone = self.time_zone
        sent = None if sent_at is None else to_zone(sent_at, zone, "sent_at")
        return deadline_phrase(self._formats, to_day(d, zone, "d"), sent, zone)

    def _ordered(
        self, start: dt.datetime, end: dt.datetime
    ) -> tuple[dt.datetime, dt.datetime]:
        a = to_local(start, self.time_zone, "start")
        b = to_local(end, self.time_zone, "end")
        _check_order(a, b)
        return a[0], b[0]


def _check_order(a: Local, b: Local) -> None:
    # Datetimes of one zone compare by wall time, which folds back in autumn.
    if a[0] - a[1] > b[0] - b[1] if a[1] != b[1] else a[0] > b[0]:
        refuse_reversed()


def _remade(locale: str, zone: str, digits: str | None) -> DatePhraser:
    return DatePhraser(locale, time_zone=zone, digits=digits)
