"""Everything one locale needs for phrases, each part made on first use and kept."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, Literal

from followup_kit.dates._data import locale_record
from followup_kit.dates._lists import ListFormat
from followup_kit.dates._numbers import Plurals, digits_of, grouped
from followup_kit.dates._patterns import PatternCompiler, glued
from followup_kit.dates._ranges import RangeFormat
from followup_kit.dates._spoken import SpokenFormats
from followup_kit.dates._zones import OffsetFormat
from followup_kit.locales import canonical_locale, direction_of, language_of, script_of


if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from followup_kit.dates._patterns import DateFormat, MomentFormat

DateStyle = Literal["full", "long", "medium", "short"]
STYLES: Final = ("full", "long", "medium", "short")
_MOST_DURATIONS: Final = 200
UNITS: Final = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))

# The comma and the brackets of an aside, and the semicolon before the other zone's
# time, by script. CLDR has no such data; the marks are those its own date patterns
# and quotations use in these scripts.
_WESTERN_PUNCTUATION: Final = (", ", " (%s)", "; ")
_PUNCTUATION: Final = {
    "Arab": ("، ", " (%s)", "؛ "),
    "Ethi": ("፣ ", " (%s)", "፤ "),
    "Hans": ("，", "（%s）", "；"),
    "Hant": ("，", "（%s）", "；"),
    "Jpan": ("、", "（%s）", "；"),
    "Mymr": ("၊ ", " (%s)", "; "),
}


class LocaleFormats:
    """
    The compiled formats of one locale and numbering system. Immutable in effect.

    Args:
        locale: A locale tag in canonical form.
        digits: A numbering system, None for the locale's own.
    """

    def __init__(self, locale: str, digits: str | None) -> None:
        self.locale = locale
        self.record = locale_record(locale)
        self.digits = digits_of(self.record["digits"] if digits is None else digits)
        self.direction: Final = direction_of(locale)
        self.compiler = PatternCompiler(self.record["names"], self.digits)
        self.comma, self.brackets, self.semicolon = _PUNCTUATION.get(
            script_of(locale), _WESTERN_PUNCTUATION
        )
        self.dates: dict[str, DateFormat] = {}
        self.moments: dict[str, MomentFormat] = {}
        self._durations: dict[int, str] = {}

    def date(self, style: DateStyle) -> DateFormat:
        """Return the format of a date in one of CLDR's four styles."""
        found = self.dates.get(style)
        if found is None:
            pattern = self.record["date"][STYLES.index(style)]
            found = self.dates[style] = self.compiler.date(pattern)
        return found

    def moment(self, style: DateStyle) -> MomentFormat:
        """Return the format of a date at a time, joined as CLDR's *atTime* does."""
        found = self.moments.get(style)
        if found is None:
            found = self.moments[style] = self._moment(STYLES.index(style))
        return found

    def _moment(self, style: int) -> MomentFormat:
        date, glue = self.record["date"][style], self.record["at"][style]
        return self.compiler.moment(glued(glue, self.record["time"], date))

    @functools.cached_property
    def day(self) -> DateFormat:
        """Weekday, day and month."""
        return self.compiler.date(self.record["day"])

    @functools.cached_property
    def month_day(self) -> DateFormat:
        """Day and spelled month."""
        return self.compiler.date(self.record["month_day"])

    @functools.cached_property
    def weekday(self) -> DateFormat:
        """The weekday by itself."""
        return self.compiler.date(self.record["weekday"])

    @functools.cached_property
    def time(self) -> Callable[[dt.datetime | dt.time], str]:
        """Hour and minute in the region's habit."""
        return self.compiler.time(self.record["time"])

    @functools.cached_property
    def ranges(self) -> RangeFormat:
        """Ranges of dates and times."""
        return RangeFormat(self.record, self.compiler)

    @functools.cached_property
    def plurals(self) -> Plurals:
        """Plural categories."""
        return Plurals.of(self.record["plural"])

    @functools.cached_property
    def offsets(self) -> OffsetFormat:
        """Offsets from UTC."""
        return OffsetFormat(self.record, self.digits)

    @functools.cached_property
    def spoken(self) -> SpokenFormats:
        """Appointments."""
        return SpokenFormats(self)

    @functools.cached_property
    def joiners(self) -> dict[str, ListFormat]:
        """The formats of lists, by kind."""
        language = language_of(self.locale)
        return {
            kind: ListFormat(self.record[f"list_{kind}"], language)
            for kind in ("and", "or", "unit")
        }

    def duration(self, whole_seconds: int) -> str:
        """Return a length of time by its units, those that are zero left out."""
        said = self._durations.get(whole_seconds)
        if said is None:
            said = self._duration(whole_seconds)
            if len(self._durations) < _MOST_DURATIONS:
                self._durations[whole_seconds] = said
        return said

    def _duration(self, rest: int) -> str:
        units = self.record["units"]
        parts = []
        for unit, seconds in UNITS:
            count, rest = divmod(rest, seconds)
            if count:
                parts.append(self.counted(units[unit], count))
        return self.joiners["unit"].join(parts or [self.counted(units["minute"], 0)])

    def counted(self, table: dict[str, str], number: int) -> str:
        """Return the form of a counted phrase for a number, the number put in."""
        pattern = table.get(self.plurals.category(number)) or table["other"]
        return pattern.replace("{0}", grouped(number, self.record, self.digits))


def formats_of(locale: str, digits: str | None) -> LocaleFormats:
    """Return a locale's formats; made once, shared by every phraser."""
    try:
        return _formats(locale, digits)
    except TypeError:  # what has no hash is not looked up, but refused by name
        return LocaleFormats(canonical_locale(locale), digits)


@functools.lru_cache(maxsize=1024)
def _formats(locale: str, digits: str | None) -> LocaleFormats:
    return LocaleFormats(canonical_locale(locale), digits)
