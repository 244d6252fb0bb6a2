"""Every case in which we do not say what ICU says, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exemption:
    """
    Cases that may disagree.

    Attributes:
        reason: Why ours is kept.
        constructs: The constructs of the oracle file concerned.
        locales: The locales concerned, all if empty.
    """

    reason: str
    constructs: tuple[str, ...]
    locales: tuple[str, ...] = ()


_WITH_TIME = (
    "date_time_full",
    "date_time_long",
    "date_time_medium",
    "date_time_short",
    "date_time_range",
    "hour_cycle",
    "time",
    "time_range",
)

EXEMPTIONS = (
    Exemption(
        "An offset of zero is GMT in CLDR's data (gmtZeroFormat) and in CLDR 48's own "
        "datetime.json; V8 prints GMT+0.",
        ("offset",),
    ),
    Exemption(
        "ICU takes the 12-hour clock of Iraq for this locale only; CLDR's pattern for "
        "it has 24 hours.",
        _WITH_TIME,
        ("ku-Latn-IQ",),
    ),
    Exemption(
        "CLDR 48.1's JSON has a comma between short date and time in French of Mali; "
        "ICU inherits the space of French.",
        ("date_time_short",),
        ("fr-ML",),
    ),
    Exemption(
        "ICU treats sr-Cyrl-ME as an alias of sr-ME and answers in Latin letters.",
        ("duration",),
        ("sr-Cyrl-ME",),
    ),
    Exemption(
        "ICU mixes abbreviated units into Lakota's long ones; CLDR has a word for the "
        "hour.",
        ("duration",),
        ("lkt", "lkt-US"),
    ),
    Exemption(
        "Toki Pona's long date has words that look like no interval pattern; ICU says "
        "both ends in full, CLDR has an interval.",
        ("date_range_long",),
        ("tok", "tok-001"),
    ),
)
