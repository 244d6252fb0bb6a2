"""Finds weekdays in a text, beside a date or alone, and days counted from today."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from followup_kit.dates import DateWords
from followup_kit.locales import language_of
from followup_kit.review._day_mentions import (
    MOST,
    DayMention,
    WeekdayMention,
    is_unspaced,
)
from followup_kit.review._language_words import LanguageWords, alternatives
from followup_kit.review._scan import Scan, places_of, starting_at


__all__ = ["WeekdayReader"]


class WeekdayReader:
    """
    Finds weekdays, beside a date or alone, and days counted from today.

    Args:
        words: The words of a locale's dates.
        small: The words around them.
    """

    def __init__(self, words: DateWords, small: LanguageWords) -> None:
        weekdays = {**words.weekdays, **small.weekdays}
        self._stems = {
            word.removesuffix("ek") if word.endswith("ek") else word[:-1]: day
            for word, day in words.full_weekdays.items()
            if small.inflected and len(word) > 4
        }
        self._known = weekdays | self._stems
        unspaced = is_unspaced(weekdays)
        any_word = alternatives(weekdays)
        if self._stems:
            any_word = rf"(?:{any_word}|{alternatives(self._stems)}[^\W\d_]{{0,3}})"
        edge, end = ("", "") if unspaced else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
        joint = rf"\.?[ ,()]{{0,3}}(?:{alternatives(small.the)} ?)?\(?$"
        self._before = re.compile(rf"{edge}({any_word}){end}{joint}")
        self._after = re.compile(
            rf"[ ,]{{0,2}}(\(?) ?({any_word}){end}(曜日?)?\.?(?: ?\))?"
        )
        full = [*words.full_weekdays, *(x for x in small.weekdays if len(x) > 2)]
        lone = alternatives(full)
        if self._stems:
            lone = rf"(?:{lone}|{alternatives(self._stems)}[^\W\d_]{{0,3}})"
        self._full = (*full, *self._stems)
        self._lone = re.compile(rf"{edge}{lone}{end}")
        self.counted = {**words.relative, **small.relative}
        self._ahead = [x for x, n in self.counted.items() if n > 0]
        self._relative = re.compile(rf"{edge}{alternatives(self._ahead)}{end}")
        self._deadline = re.compile(
            rf"(?<!\w){alternatives(small.deadline)} ?{alternatives(small.the)}? ?"
            r"(?:next |this |kommenden |nächsten |diesen |ce |el próximo )?$"
        )
        self._after_deadline = re.compile(rf" ?{alternatives(small.after_deadline)}")
        self._span = re.compile(
            rf" ?(?:-|~|{alternatives(small.range)})"
            rf" ?{alternatives(small.the)}? ?{lone}"
        )
        self._language = language_of(words.locale)

    def attached(self, scan: Scan, mention: DayMention) -> DayMention:
        """Return the mention with the weekday that stands beside it."""
        low = scan.low
        window = max(0, mention.start - 26)
        found = self._before.search(low[window : mention.start])
        if found is not None and not _is_bare_character(found):
            start = window + found.start()
            day = self._number(found[1])
            return replace(mention, start=start, weekday=day, certain=True)
        found = self._after.match(low, mention.end)
        if found is None or not (found[1] or found[3] or self._is_full(found[2])):
            return mention
        day = self._number(found[2])
        return replace(mention, end=found.end(), weekday=day, certain=True)

    def alone(self, scan: Scan, days: list[DayMention]) -> list[WeekdayMention]:
        """Return weekdays and counted days that belong to no date."""
        low, mentions = scan.low, []
        spans = [(x.start, x.end) for x in days]
        skipped = -1
        places = places_of(low, self._full)
        for found in islice(starting_at(self._lone, low, places), MOST):
            start, end = found.span()
            if start < skipped or any(a <= start < b for a, b in spans):
                continue
            stretch = self._span.match(low, end)
            if stretch is not None:
                # "Monday to Friday" are hours of an office.
                skipped = stretch.end()
                continue
            weekday = self._number(found[0])
            by = self._is_deadline(low, start, end)
            mentions.append(WeekdayMention(start, end, weekday, None, by))
        places = places_of(low, self._ahead)
        for found in islice(starting_at(self._relative, low, places), MOST):
            if not self._is_other_word(scan, found):
                start, end = found.span()
                distance = self.counted[found[0]]
                by = self._is_deadline(low, start, end)
                mentions.append(WeekdayMention(start, end, None, distance, by))
        return mentions

    def _is_deadline(self, low: str, start: int, end: int) -> bool:
        before = low[max(0, start - 30) : start]
        return bool(
            self._deadline.search(before) or self._after_deadline.match(low, end)
        )

    def _is_other_word(self, scan: Scan, found: re.Match[str]) -> bool:
        if self._language in {"de", "nl"} and found[0] == "morgen":
            before = scan.low[max(0, found.start() - 8) : found.start()]
            return scan.text[found.start()].isupper() or before.endswith(
                ("guten ", "goede", "am ", "heute ")
            )
        if self._language == "es" and found[0] == "mañana":
            return scan.low[max(0, found.start() - 3) : found.start()] == "la "
        return False

    def _number(self, word: str) -> int:
        known = self._known.get(word)
        if known is not None:
            return known
        return next(
            self._stems[word[:size]]
            for size in range(len(word), 0, -1)
            if word[:size] in self._stems
        )

    def _is_full(self, word: str) -> bool:
        return len(word) > (3 if word.isascii() else 1)


def _is_bare_character(found: re.Match[str]) -> bool:
    """Tell whether a sign such as the one for Sunday also ends another word."""
    word = found[1]
    opened = found.string[: found.start()].endswith("(")
    return len(word) == 1 and not word.isascii() and not opened
