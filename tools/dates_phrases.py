"""
Resolves, for one locale, every pattern and word that date phrases need.

The keys are those the library reads; see ``followup_kit/dates/data/README.md``.
"""

from __future__ import annotations

import re
from typing import Any

from tools.dates_cldr import Cldr
from tools.dates_intervals import IntervalFinder, fields_of
from tools.dates_skeletons import (
    PatternFinder,
    Skeleton,
    glue_style,
    is_field,
    plain_pattern,
    tokens,
)


STYLES = ("full", "long", "medium", "short")
PLURALS = ("zero", "one", "two", "few", "many", "other")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ROMAN_MONTH = "MMMMMM"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
NAME_WIDTHS = {3: "abbreviated", 4: "wide", 5: "narrow"}


def build_phrases(cldr: Cldr, locale: str) -> dict[str, Any]:
    """Return the record of one locale."""
    calendar = cldr.main("dates", locale, "ca-gregorian")
    calendar = calendar["dates"]["calendars"]["gregorian"]
    record = _patterns(calendar)
    record["noon"] = _noon(cldr, locale, calendar, record["noon"])
    record["names"] = _names(cldr, locale, calendar, record)
    record |= _relative(cldr, locale)
    record |= _lists(cldr, locale)
    record["units"] = _units(cldr, locale)
    record |= _numbers(cldr, locale)
    record["plural"] = _plural(cldr, locale)
    record |= _offsets(cldr, locale)
    return record


def _patterns(calendar: dict[str, Any]) -> dict[str, Any]:
    finder = PatternFinder(calendar)
    intervals = IntervalFinder(calendar, finder)
    dates = [_numbered(calendar["dateFormats"][s]) for s in STYLES]
    time = calendar["timeFormats"]["short"]
    at_time = calendar["dateTimeFormats-atTime"]["standard"]
    plain = calendar["dateTimeFormats"]
    ranges = [intervals.dates(fields_of(x)) for x in dates[:2]]
    full = Skeleton.of(dates[0])
    times = intervals.times(fields_of(time))
    return {
        "date": dates,
        "day": finder.best("MMMMEEEEd"),
        "month_day": finder.best("MMMMd"),
        "weekday": finder.best("EEEE"),
        "time": time,
        "at": [at_time[s] for s in STYLES],
        "with": [plain[s] for s in STYLES],
        "relative_at": calendar["dateTimeFormats-relative"]["standard"]["full"],
        "date_range": [x.patterns for x in ranges],
        "range_date": finder.best(fields_of(dates[0])),
        "range_time": finder.best(fields_of(time)),
        "range_at": at_time[glue_style(full)],
        "time_range": times.patterns,
        "range": intervals.fallback,
        "noon": finder.best("Bhm") if "a" in tokens(time) else "",
    }


def _numbered(value: Any) -> str:
    """Return a pattern; a month in Roman numerals (Hawaiian) is written MMMMMM."""
    pattern = plain_pattern(value)
    if isinstance(value, dict) and value["_numbers"] == "M=romanlow":
        return re.sub("M+", ROMAN_MONTH, pattern)
    return pattern


def _names(
    cldr: Cldr, locale: str, calendar: dict[str, Any], record: dict[str, Any]
) -> dict[str, Any]:
    used: set[str] = set()
    for pattern in _every_pattern(record):
        used |= {t for t in tokens(pattern) if is_field(t)}
    names: dict[str, Any] = {}
    for token in sorted(used):
        table = _name_table(cldr, locale, calendar, token)
        if table is not None:
            names[token] = table
    return names


def _every_pattern(record: dict[str, Any]) -> list[str]:
    ranges = [p for table in record["date_range"] for p in table.values()]
    keys = ("day", "month_day", "weekday", "time", "range_date", "range_time")
    single = [record[key] for key in keys]
    return [*record["date"], *single, *ranges, *record["time_range"].values()]


def _name_table(cldr: Cldr, locale: str, calendar: dict[str, Any], token: str) -> Any:
    letter, width = token[0], NAME_WIDTHS.get(len(token), "abbreviated")
    form = "stand-alone" if letter in "Lc" else "format"
    if token == ROMAN_MONTH:
        return list(ROMAN)
    if letter in "ML" and len(token) >= 3:
        table = calendar["months"][form][width]
        return [table[str(n)] for n in range(1, 13)]
    if letter in "Ec" and not (letter == "c" and len(token) < 3):
        table = calendar["days"][form][width]
        return [table[day] for day in WEEKDAYS]
    if letter == "G":
        eras = {"wide": "eraNames", "abbreviated": "eraAbbr", "narrow": "eraNarrow"}
        return calendar["eras"][eras[width]]["1"]
    periods = calendar["dayPeriods"]["format"][width]
    if letter == "a":
        return [periods["am"], periods["pm"]]
    return _flexible(cldr, locale, periods) if letter == "B" else None


def _noon(cldr: Cldr, locale: str, calendar: dict[str, Any], pattern: str) -> str:
    """Return the pattern of 12:00 noon in a 12-hour locale that has a word for it."""
    rules = _day_period_rules(cldr, locale)
    periods = calendar["dayPeriods"]["format"]["abbreviated"]
    if not pattern or rules.get("noon", {}).get("_at") != "12:00":
        return ""
    word = periods["noon"].replace("'", "''")
    return "".join(f"'{word}'" if x[0] == "B" else x for x in tokens(pattern))


def _day_period_rules(cldr: Cldr, locale: str) -> dict[str, dict[str, str]]:
    sets = cldr.supplemental("dayPeriods")["dayPeriodRuleSet"]
    current: str | None = locale
    while current and current not in sets:
        shorter = current.rpartition("-")[0] or None
        current = cldr.parent(current) or shorter
    found: dict[str, dict[str, str]] = sets[current or "und"]
    return found


def _flexible(cldr: Cldr, locale: str, periods: dict[str, str]) -> list[list[str]]:
    """Return the day periods of the 24 hours: on the hour, and after it."""
    rules = _day_period_rules(cldr, locale)
    exact, within = [""] * 24, [""] * 24
    for name, rule in rules.items():
        if "_at" in rule:
            # Noon only: midnight belongs to two days, and ICU never says it either.
            if name == "noon":
                exact[12] = periods.get(name, "")
            continue
        first, last = int(rule["_from"][:2]), int(rule["_before"][:2])
        for hour in range(first, last if last > first else last + 24):
            within[hour % 24] = periods[name]
    default = [periods["am"]] * 12 + [periods["pm"]] * 12
    within = [a or b for a, b in zip(within, default, strict=True)]
    return [[a or b for a, b in zip(exact, within, strict=True)], within]


def _relative(cldr: Cldr, locale: str) -> dict[str, Any]:
    day = cldr.main("dates", locale, "dateFields")["dates"]["fields"]["day"]
    words = {
        key.removeprefix("relative-type-"): text
        for key, text in day.items()
        if key.startswith("relative-type-") and key[-1] in "012"
    }
    counted = {}
    for key, name in (("future", "in_days"), ("past", "days_ago")):
        table = day[f"relativeTime-type-{key}"]
        counted[name] = _by_plural(table, "relativeTimePattern-count-")
    return {"relative": words, **counted}


def _by_plural(table: dict[str, str], prefix: str) -> dict[str, str]:
    return {p: table[prefix + p] for p in PLURALS if prefix + p in table}


def _lists(cldr: Cldr, locale: str) -> dict[str, Any]:
    lists = cldr.main("misc", locale, "listPatterns")["listPatterns"]
    kinds = {"and": "standard", "or": "or", "unit": "unit"}
    parts = ("2", "start", "middle", "end")
    return {
        f"list_{name}": [lists[f"listPattern-type-{kind}"][part] for part in parts]
        for name, kind in kinds.items()
    }


def _units(cldr: Cldr, locale: str) -> dict[str, dict[str, str]]:
    units = cldr.main("units", locale, "units")["units"]["long"]
    return {
        name: _by_plural(units[f"duration-{name}"], "unitPattern-count-")
        for name in ("day", "hour", "minute", "second")
    }


def _numbers(cldr: Cldr, locale: str) -> dict[str, Any]:
    numbers = cldr.main("numbers", locale, "numbers")["numbers"]
    system = numbers["defaultNumberingSystem"]
    pattern = numbers[f"decimalFormats-numberSystem-{system}"]["standard"]
    groups = [len(part) for part in re.split(r"[.;]", pattern)[0].split(",")[1:]]
    return {
        "digits": system,
        "group": numbers[f"symbols-numberSystem-{system}"]["group"],
        "latn_group": numbers["symbols-numberSystem-latn"]["group"],
        "grouping": [*reversed(groups)],
        "ungrouped": int(numbers["minimumGroupingDigits"]),
    }


def _plural(cldr: Cldr, locale: str) -> dict[str, str]:
    rules = cldr.supplemental("plurals")["plurals-type-cardinal"]
    current: str | None = locale
    while current and current not in rules:
        current = cldr.parent(current) or current.rpartition("-")[0] or None
    return integer_rules(rules[current] if current else {})


def _offsets(cldr: Cldr, locale: str) -> dict[str, str]:
    names = cldr.main("dates", locale, "timeZoneNames")["dates"]["timeZoneNames"]
    return {
        "offset": names["gmtFormat"],
        "offset_zero": names["gmtZeroFormat"],
        "offset_hours": names["hourFormat"],
        "zone": names["regionFormat"],
    }


def integer_rules(rules: dict[str, str]) -> dict[str, str]:
    """
    Return plural rules simplified for whole numbers.

    Operands of visible fractions and of compact exponents (``v w f t c e``) are
    zero, and ``i`` equals ``n`` (UTS #35 Part 3, "Operands").
    """
    found = {}
    for key, text in rules.items():
        condition = text.split("@")[0].strip()
        options = [_simplified(option) for option in condition.split(" or ")]
        if True in options:
            options = [True]
        kept = [x for x in options if isinstance(x, str)]
        name = key.removeprefix("pluralRule-count-")
        if name != "other" and (kept or True in options):
            found[name] = "" if True in options else " or ".join(kept)
    return found


def _simplified(option: str) -> str | bool:
    kept = []
    for relation in option.split(" and "):
        operand, _, rest = relation.strip().partition(" ")
        if operand in {"n", "i"}:
            kept.append(f"n {rest}")
            continue
        negative = "!=" in rest
        values = rest.split("=")[-1].strip()
        zero = any(v.split("..")[0].strip() == "0" for v in values.split(","))
        if zero == negative:
            return False
    return " and ".join(kept) if kept else True
