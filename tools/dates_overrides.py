"""
Corrects how CLDR 48.1 names zones and says appointments; every entry has its reason.

The general phrases (dates, times, ranges, lists) stay exactly CLDR's, as the oracle
proves. What a candidate reads as one phrase, the appointment, is held to a native
writer's standard, which CLDR's interchangeable parts do not always reach. Nothing
here invents words: each is CLDR's own from another place, or the named source's.
"""

from __future__ import annotations

from typing import Any

from tools.dates_cldr import Cldr


# Zone names that read wrongly inside "(…, GMT+1)", and what is said instead. A
# label ("fuso orario: ") is CLDR's own name of the field ``zone`` in the language.
ZONE_PATTERNS = {
    # Title case is for a heading; in a sentence English writes "Berlin time".
    "en": "{0} time",
    # Brackets inside brackets: "(Berlin (Ortszeit), GMT+1)". Duden, "Ortszeit".
    "de": "Ortszeit {0}",
    "el": "ζώνη ώρας: {0}",
    "et": "ajavöönd: {0}",
    "rm": "temp local: {0}",
    "sl": "časovni pas: {0}",
    # "heure : Berlin" reads as a label of the hour; this is the label of the zone.
    "fr": "fuseau horaire : {0}",
    # Nouns in a row, "Ora Berlino", "Horário Berlim".
    "it": "fuso orario: {0}",
    "pt": "horário de {0}",
    "pt-PT": "hora de {0}",
    # Title case, as in English.
    "az": "{0} vaxtı",
    "tr": "{0} saati",
    # Names in a row whose first would need an ending: "berlini idő", "New York-tid".
    "hu": "időzóna: {0}",
    "sv": "tidszon: {0}",
    # A mark left over: the name ends in a colon.
    "sa": "{0} समय",
}
# How an appointment is said where CLDR's general joints read wrongly in a sentence:
# "at" joins a day and a time, "range" a day and two times, "word" a day word and a
# time; "time" and "times" surround a time and a range of times.
APPOINTMENTS: dict[str, dict[str, str]] = {
    # Spoken and written with "Uhr" (DIN 5008), which CLDR has in ranges only.
    "de": {"time": "{0} 'Uhr'"},
    # The same for "uur" (Taalunie, taaladvies.net, "tijdsaanduiding").
    "nl": {"time": "{0} 'uur'", "times": "{0} 'uur'"},
    # Year and hour run together, "2026 14:00"; the word is the one that announces an
    # hour in everyday print: "godz." (PWN), "plkst.", "saat" (TDK), "kell", "u".
    "pl": dict.fromkeys(("at", "range", "word"), "{1}, 'godz'. {0}"),
    "lv": dict.fromkeys(("at", "range", "word"), "{1}, 'plkst'. {0}"),
    "tr": dict.fromkeys(("at", "range", "word"), "{1}, 'saat' {0}"),
    "et": dict.fromkeys(("range", "word"), "{1}, 'kell' {0}"),
    "sr": {"at": "{1} у {0}", "word": "{1} у {0}"},
    "sr-Latn": {"at": "{1} 'u' {0}", "word": "{1} 'u' {0}"},
    # CLDR has the word before a time but not before a range of times.
    "da": {"range": "{1} 'kl'. {0}"},
    "fi": {"range": "{1} 'klo' {0}"},
    "nb": {"range": "{1} 'kl'. {0}"},
    "nn": {"range": "{1} 'kl'. {0}"},
    "sv": {"range": "{1} 'kl'. {0}"},
    "is": {"range": "{1} 'kl'. {0}"},
    # "14:00 ч" in one phrase, "в 14:00" in the other.
    "bg": {"word": "{1} 'в' {0}"},
    # Brackets around the time, beside those around the zone.
    "eu": dict.fromkeys(("at", "range", "word"), "{1}, {0}"),
    # "pm बजे" says the hour's unit after an English abbreviation.
    "hi": {"at": "{1}, {0}"},
    # A space after "の" and after a full-width bracket.
    "ja": {"word": "{1}の{0}"},
    # The time first puts two asides side by side: "14:00 ngày mai (…) (…)".
    "vi": dict.fromkeys(("range", "word"), "{1}, {0}"),
    # Minutes without a leading zero, "14:3"; CLDR's own ranges have "14:03".
    "yo": {"time": "HH:mm"},
    # A dash or slash where a sentence has a comma.
    "az": dict.fromkeys(("at", "word"), "{1}, {0}"),
    "el": {"word": "{1} στις {0}"},
}
# Prepositions that change with the hour, which CLDR's one pattern cannot say: the
# hours as they are displayed, CLDR's wording, the right wording.
AT_HOURS: dict[str, tuple[str, str, str]] = {
    # Singular: a la una, a les dues.
    "ca": ("1", "'a' 'les'", "'a' 'la'"),
    # Internetová jazyková příručka, "Vokalizace předložek": ve dvě, ve 14 hodin.
    "cs": ("2 3 4 12 13 14 20 21 22 23", "'v'", "'ve'"),
    # Singular: στη μία, στις δύο.
    "el": ("1", "στις", "στη"),
    # Singular: à uma hora, às duas.
    "pt": ("1", "'às'", "'à'"),
    # Before a vowel: об одинадцятій.
    "uk": ("11", "'о'", "'об'"),
}
# Ranges whose times are written otherwise than a single time of the same appointment:
# "14時00分～14時45分" beside "14:00". Both ends as a single time, CLDR's fallback.
PLAIN_RANGES = {"be", "bg", "ja"}
# Korean writes 오전 and 오후, CLDR's wide form; its abbreviated form, which patterns
# take, was set to AM and PM in CLDR 48 ("PM 2:00").
WIDE_DAY_PERIODS = {"ko"}
ALPHABETIC = {"Latn", "Cyrl", "Grek", "Armn", "Geor"}


def overridden(
    cldr: Cldr, locale: str, record: dict[str, Any], script: str
) -> dict[str, Any]:
    """Return a locale's record with our corrections."""
    zone = _nearest(cldr, locale, ZONE_PATTERNS) or _lowered(record["zone"], script)
    spoken = _appointment(cldr, locale, record, script)
    return {**record, "zone": zone, "appointment": spoken}


def _lowered(pattern: str, script: str) -> str:
    """Return a zone pattern for the middle of a sentence: its noun is no name."""
    if script not in ALPHABETIC or pattern.startswith("{0}"):
        return pattern
    return pattern[0].lower() + pattern[1:]


def _nearest(cldr: Cldr, locale: str, table: dict[str, Any]) -> Any:
    current: str | None = "nb" if locale == "no" else locale
    while current:
        if current in table:
            return table[current]
        current = cldr.parent(current)
    return None


def _appointment(
    cldr: Cldr, locale: str, record: dict[str, Any], script: str
) -> dict[str, Any]:
    joints = {
        "at": record["at"][0],
        "range": record["with"][2],
        "word": record["relative_at"],
    }
    if script in ALPHABETIC:
        # A year and an hour must not run together: "26 Kasım 2026 14:00".
        joints = {k: "{1}, {0}" if v == "{1} {0}" else v for k, v in joints.items()}
    found: dict[str, Any] = joints | (_nearest(cldr, locale, APPOINTMENTS) or {})
    if locale != "und" and not locale.startswith("en"):
        root = cldr.main("dates", "und", "dateFields")["dates"]["fields"]["day"]
        if record["relative"]["1"] == root["relative-type-1"]:
            # Nobody has translated the day words: CLDR's root says them in English.
            found["word"] = ""
    if hours := _nearest(cldr, locale, AT_HOURS):
        found["hours"] = hours
    if locale.split("-", maxsplit=1)[0] in PLAIN_RANGES:
        found["plain_range"] = True
    if locale.split("-", maxsplit=1)[0] in WIDE_DAY_PERIODS:
        calendar = cldr.main("dates", locale, "ca-gregorian")
        periods = calendar["dates"]["calendars"]["gregorian"]["dayPeriods"]
        wide = periods["format"]["wide"]
        found["periods"] = [wide["am"], wide["pm"]]
    return found
