"""
Finds the pattern for a date skeleton, as UTS #35 Part 4 describes.

"Matching Skeletons" and "Missing Skeleton Fields" of the specification, with the
weights that ICU's behaviour shows: the data are proved against ICU's own answers
(``oracle_dates.js``). Only what date phrases need: no week or quarter fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import Any


# Letters of one field; the field's name is that of its first letter.
FIELDS = {
    "G": "G",
    "y": "yYuUr",
    "Q": "Qq",
    "M": "ML",
    "w": "w",
    "W": "W",
    "E": "Ece",
    "d": "d",
    "D": "D",
    "F": "F",
    "a": "abB",
    "h": "hHkK",
    "m": "m",
    "s": "s",
    "S": "SA",
    "z": "zZOvVXx",
}
FIELD_OF = {letter: name for name, letters in FIELDS.items() for letter in letters}
ORDER = list(FIELDS)
DATE_FIELDS = set("GyQMwWEdDF")
TOKEN = re.compile(r"'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+")

NUMERIC, NARROW, SHORTER, SHORT, LONG = 0x100, -0x101, -0x102, -0x103, -0x104
DELTA = 0x10
EXTRA, MISSING = 0x10000, 0x1000
APPEND_NAMES = {"G": "Era", "y": "Year", "M": "Month", "E": "Day-Of-Week", "d": "Day"}


def tokens(pattern: str) -> list[str]:
    """Split a pattern into field runs, quoted text and the rest."""
    return [match.group(0) for match in TOKEN.finditer(pattern)]


def is_field(token: str) -> bool:
    """Tell whether a token is a field run."""
    return token[0].isascii() and token[0].isalpha()


def width_type(token: str) -> int:
    """Return the ordered kind of a field run: negative for words."""
    letter, count = token[0], len(token)
    if letter in "MLQq" and count <= 2:
        return NUMERIC + count + (DELTA if letter in "Lq" else 0)
    if letter in "ceu" and count <= 2 and letter != "E":
        return NUMERIC + count + (2 * DELTA if letter == "c" else DELTA)
    if letter in "MLQqEceGaBbU":
        kind = {4: LONG, 5: NARROW, 6: SHORTER}.get(count, SHORT)
        shift = {"L": 1, "q": 1, "c": 2, "e": 1, "b": 1, "B": 3}.get(letter, 0)
        return kind - shift * DELTA
    if letter in "zvVZOXx":
        return LONG if count == 4 else SHORT - ord(letter)
    shift = {"H": 10, "k": 11, "K": 1, "Y": 1, "u": 2}.get(letter, 0)
    return NUMERIC + count + shift * DELTA


@dataclass(frozen=True)
class Skeleton:
    """The fields of a pattern or request: field name to its run of letters."""

    fields: dict[str, str]

    @classmethod
    def of(cls, pattern: str) -> Skeleton:
        """Read the skeleton of a pattern, ``a`` left out as in ICU."""
        found: dict[str, str] = {}
        for token in tokens(pattern):
            if is_field(token) and token[0] != "a":
                found.setdefault(FIELD_OF[token[0]], token)
        return cls(found)

    def text(self) -> str:
        """Write the skeleton in canonical order."""
        return "".join(self.fields[x] for x in ORDER if x in self.fields)


def distance(wanted: Skeleton, other: Skeleton, mask: set[str]) -> tuple[int, set[str]]:
    """Return how far a known skeleton is from the wanted one, and what it lacks."""
    total, missing = 0, set()
    for name in ORDER:
        mine = width_type(wanted.fields[name]) if name in wanted.fields else 0
        mine = mine if name in mask else 0
        theirs = width_type(other.fields[name]) if name in other.fields else 0
        if mine == theirs:
            continue
        if mine == 0:
            total += EXTRA
        elif theirs == 0:
            total += MISSING
            missing.add(name)
        else:
            total += abs(mine - theirs)
    return total, missing


class PatternFinder:
    """
    The patterns of one locale's Gregorian calendar, searchable by skeleton.

    Args:
        calendar: ``ca-gregorian``'s object.
    """

    def __init__(self, calendar: dict[str, Any]) -> None:
        self.calendar = calendar
        self.glues = calendar["dateTimeFormats-atTime"]["standard"]
        formats = calendar["dateTimeFormats"]
        self.append_items = formats["appendItems"]
        self.known: dict[str, tuple[Skeleton, str]] = {}
        for style in ("full", "long", "medium", "short"):
            for table in ("dateFormats", "timeFormats"):
                pattern = plain_pattern(calendar[table][style])
                self._add(Skeleton.of(pattern), pattern)
        for key, pattern in sorted(formats["availableFormats"].items()):
            if "-" not in key:
                self._add(Skeleton.of(key), pattern, override=True)

    def _add(self, skeleton: Skeleton, pattern: str, *, override: bool = False) -> None:
        if override or skeleton.text() not in self.known:
            self.known[skeleton.text()] = (skeleton, pattern)

    def best(self, request: str) -> str:
        """Return the pattern for a skeleton such as ``MMMMEEEEd``."""
        wanted = Skeleton.of(request)
        dates = set(wanted.fields) & DATE_FIELDS
        times = set(wanted.fields) - DATE_FIELDS
        everything = dates | times
        skeleton, pattern, missing, extra = self._nearest(wanted, everything)
        if not missing and not extra:
            return _adjust(pattern, wanted, skeleton)
        date = self._appended(wanted, dates) if dates else ""
        time = self._appended(wanted, times) if times else ""
        if not date or not time:
            return date or time
        return glue(self.glues[glue_style(wanted)], time, date)

    def _nearest(
        self, wanted: Skeleton, mask: set[str]
    ) -> tuple[Skeleton, str, set[str], bool]:
        found = [
            (*distance(wanted, skeleton, mask), skeleton, pattern)
            for _, (skeleton, pattern) in sorted(self.known.items(), key=_boot_order)
        ]
        far, missing, skeleton, pattern = min(found, key=itemgetter(0))
        return skeleton, pattern, missing, far >= EXTRA

    def _appended(self, wanted: Skeleton, mask: set[str]) -> str:
        skeleton, pattern, missing, _ = self._nearest(wanted, mask)
        result = _adjust(pattern, wanted, skeleton)
        while missing:
            part, text, still, _ = self._nearest(wanted, missing)
            found = missing - still
            text = _adjust(text, wanted, part)
            top = next(x for x in ORDER if x in found)
            item = self.append_items[APPEND_NAMES[top]]
            result = item.replace("{0}", result).replace("{1}", text)
            missing = still
        return result


def glue_style(wanted: Skeleton) -> str:
    """Return which of the four date and time glues a skeleton takes."""
    month = wanted.fields.get("M", "")
    if len(month) == 4:
        return "full" if "E" in wanted.fields else "long"
    return "medium" if len(month) == 3 else "short"


def glue(pattern: str, time: str, date: str) -> str:
    """Put a time pattern and a date pattern into a glue pattern."""
    return pattern.replace("{0}", time).replace("{1}", date)


def plain_pattern(value: Any) -> str:
    """Return a pattern whose number overrides, if any, are dropped."""
    return str(value["_value"] if isinstance(value, dict) else value)


def _boot_order(item: tuple[str, Any]) -> tuple[int, str]:
    # ICU walks its patterns by first letter, capitals first.
    return (ord(item[0][0]) if item[0] else 0, "")


def _adjust(pattern: str, wanted: Skeleton, matched: Skeleton) -> str:
    return "".join(_adjust_token(token, wanted, matched) for token in tokens(pattern))


def _adjust_token(token: str, wanted: Skeleton, matched: Skeleton) -> str:
    if not is_field(token):
        return token
    name = FIELD_OF[token[0]]
    if name not in wanted.fields or name in {"h", "m", "s", "a"}:
        return token
    asked = wanted.fields[name]
    length = max(len(asked), 3) if asked[0] == "E" else len(asked)
    if asked[0] not in "ce" and name in matched.fields:
        given = matched.fields[name]
        numeric_pattern = width_type(token) > 0
        numeric_given = width_type(given) > 0
        if len(given) == length or numeric_pattern != numeric_given:
            length = len(token)
    keep = name in {"M", "E"} or (name == "y" and asked[0] != "Y")
    letter = token[0] if keep else asked[0]
    if letter == "E" and length < 3:
        letter = "e"
    return letter * length
