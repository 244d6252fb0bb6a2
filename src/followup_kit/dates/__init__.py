"""
Dates, times and durations phrased right in every locale CLDR knows.

Usable on its own::

    >>> from datetime import UTC, datetime
    >>> from followup_kit.dates import DatePhraser
    >>> phraser = DatePhraser("en-GB", time_zone="Europe/Berlin")
    >>> phraser.appointment(datetime(2026, 11, 26, 13, tzinfo=UTC))
    'Thursday, 26 November 2026 at 14:00 (Berlin time, GMT+1)'

The data are CLDR 48.1's, the version of Unicode's own ICU 78.2 that the phrases are
tested against; they load one language at a time. See ``docs/explanation/dates.md``.
"""

from __future__ import annotations

from followup_kit.dates._data import supported_locales
from followup_kit.dates._moments import check_moment
from followup_kit.dates._phraser import DatePhraser
from followup_kit.dates._spaces import html_spaces, plain_spaces
from followup_kit.dates._words import DateWords, date_words, zone_cities
from followup_kit.dates._zones import time_zone


__all__ = [
    "DatePhraser",
    "DateWords",
    "check_moment",
    "date_words",
    "html_spaces",
    "plain_spaces",
    "supported_locales",
    "time_zone",
    "zone_cities",
]
