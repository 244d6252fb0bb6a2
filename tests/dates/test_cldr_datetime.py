"""CLDR's own test data for date and time formatting passes where it applies."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from followup_kit.dates import DatePhraser
from tests.dates.oracle import FOLDER, normalised


if TYPE_CHECKING:
    from followup_kit.dates._formats import DateStyle


# How a case is said with our calls. Left out: other calendars (a time has none),
# eras, seconds, numeric skeletons and zone names, none of which we offer.
_DATES: dict[tuple[str, str], DateStyle] = {
    ("dateLength", "full"): "full",
    ("dateLength", "long"): "long",
    ("dateLength", "medium"): "medium",
    ("dateLength", "short"): "short",
    ("classicalSkeleton", "yMMMMdEEEE"): "full",
}
_NOISE = {
    "calendar",
    "expected",
    "input",
    "locale",
    "semanticSkeleton",
    "semanticSkeletonLength",
}


def _answer(case: dict[str, Any]) -> str | None:
    """Return what we say to a case, None if it does not apply."""
    found = re.fullmatch(r"(.*)\[(.*)\]", case["input"])
    assert found is not None
    phraser = DatePhraser(case["locale"], time_zone=found[2])
    moment = dt.datetime.fromisoformat(found[1])
    asked = {(k, v) for k, v in case.items() if k not in _NOISE}
    if asked == {("timeLength", "short")}:
        return phraser.time(moment)
    if asked == {("classicalSkeleton", "O"), ("zoneStyle", "offset")}:
        return re.split("[,、،] ?", phraser.zone(moment))[-1]
    if case["calendar"] != "gregorian":
        return None
    timed = ("timeLength", "short") in asked
    style: DateStyle | None = None
    for pair in asked & _DATES.keys():
        style = _DATES[pair]
    if style is None or len(asked) != 1 + timed:
        return None
    if timed:
        return phraser.date_time(moment, style)
    return phraser.date(moment, style)


def _applicable() -> list[tuple[str, str, str]]:
    cases = json.loads((FOLDER / "cldr-datetime.json").read_text("utf-8"))
    answered = [(case, _answer(case)) for case in cases]
    return [
        (case["locale"], normalised(case["expected"]), normalised(answer))
        for case, answer in answered
        if answer is not None
    ]


def test_cldr_cases_pass() -> None:
    """Every applicable case of CLDR's datetime.json gives the expected text."""
    assert [] == [case for case in _applicable() if case[1] != case[2]]


def test_cases_of_every_locale_apply() -> None:
    """The selection is not empty, and has cases of each locale of the file."""
    assert {"ar-SA", "en", "ja-JP", "th-TH"} == {case[0] for case in _applicable()}
    assert len(_applicable()) >= 29
