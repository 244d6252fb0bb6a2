"""Reads the oracle file and says what the phraser answers to each of its cases."""

from __future__ import annotations

import datetime as dt
import json
import lzma
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup_kit.dates import DatePhraser


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup_kit.dates._formats import DateStyle

FOLDER = Path(__file__).parents[1] / "corpora" / "dates"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# No-break, thin, hair and narrow no-break spaces; marks, embeddings, isolates.
_SPACES = re.compile("[\u00a0\u2007\u2009\u200a\u202f]")
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STYLES: tuple[DateStyle, ...] = ("full", "long", "medium", "short")


def normalised(text: str) -> str:
    """Return text with plain spaces and without direction marks."""
    return _MARKS.sub("", _SPACES.sub(" ", text))


@dataclass(frozen=True)
class Disagreement:
    """A case in which we do not say what ICU says."""

    construct: str
    locale: str
    index: int
    theirs: str
    ours: str


@dataclass(frozen=True)
class Tally:
    """How many cases of a construct there are, and how many of them agree."""

    cases: int
    agreed: int

    @property
    def rate(self) -> float:
        """Return the share that agrees, from 0 to 1."""
        return self.agreed / self.cases


@cache
def oracle() -> Any:
    """Return the oracle file of this repository."""
    (path,) = FOLDER.glob("oracle-*.json.xz")
    return json.loads(lzma.decompress(path.read_bytes()))


@cache
def disagreements() -> tuple[Disagreement, ...]:
    """Compare every case of every locale."""
    known = oracle()
    found = []
    for locale, theirs in known["locales"].items():
        for construct, ours in answers(locale, known["cases"]):
            pairs = zip(theirs[construct], ours, strict=True)
            for index, pair in enumerate(pairs):
                expected, actual = map(normalised, pair)
                if expected != actual:
                    found.append(
                        Disagreement(construct, locale, index, expected, actual)
                    )
    return tuple(found)


def tallies(*, modern: bool) -> dict[str, Tally]:
    """Count agreement by construct, over all locales or those of modern coverage."""
    known = oracle()
    locales = set(known["modern"] if modern else known["locales"])
    cases: dict[str, int] = {}
    for locale in locales:
        for construct, texts in known["locales"][locale].items():
            if construct == "city":
                continue
            cases[construct] = cases.get(construct, 0) + len(texts)
    missed = dict.fromkeys(cases, 0)
    for case in disagreements():
        missed[case.construct] += case.locale in locales
    return {name: Tally(n, n - missed[name]) for name, n in sorted(cases.items())}


def moment(minutes: int) -> dt.datetime:
    """Return the moment the oracle writes as minutes of 1970."""
    return EPOCH + dt.timedelta(minutes=minutes)


def answers(locale: str, cases: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield every construct of a locale with our answers to its cases."""
    say = DatePhraser(locale, time_zone="Etc/UTC")
    moments = [moment(m) for m in cases["moments"]]
    pairs = [(moment(a), moment(b)) for a, b in cases["ranges"]]
    for style in _STYLES:
        yield f"date_{style}", [say.date(m, style) for m in moments]
        yield f"date_time_{style}", [say.date_time(m, style) for m in moments]
    simple: dict[str, Callable[[dt.datetime], str]] = {
        "time": say.time,
        "day": say.day,
        "month_day": say.month_day,
        "weekday": say.weekday,
    }
    for name, phrase in simple.items():
        yield name, [phrase(m) for m in moments]
    yield "time_range", [say.time_range(a, b) for a, b in pairs[:4]]
    yield "date_range_full", [say.date_range(a, b) for a, b in pairs]
    yield "date_range_long", [say.date_range(a, b, "long") for a, b in pairs]
    yield "date_time_range", [say.date_time_range(a, b) for a, b in pairs]
    yield "relative_day", [say.relative_day(n) for n in cases["days"]]
    yield "duration", [say.duration(dt.timedelta(**d)) for d in cases["durations"]]
    yield "join_and", [say.join(x, "and") for x in cases["lists"]]
    yield "join_or", [say.join(x, "or") for x in cases["lists"]]
    yield "offset", [_offset(locale, *case) for case in cases["zones"]]
    yield "hour_cycle", [_hour_cycle(say)]


def _offset(locale: str, zone: str, minutes: int) -> str:
    phraser = DatePhraser(locale, time_zone=zone)
    local = moment(minutes).astimezone(phraser.time_zone)
    offset = local.utcoffset()
    assert offset is not None
    return phraser._formats.offsets.write(offset)


def _hour_cycle(say: DatePhraser) -> str:
    latin = DatePhraser(say.locale, time_zone="Etc/UTC", digits="latn")
    afternoon, night = (latin.time(dt.time(hour)) for hour in (15, 0))
    if "15" in afternoon:
        return "h23"
    return "h12" if "12" in night else "h11"
