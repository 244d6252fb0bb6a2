"""What a locale says does not depend on which locales were used before."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import TYPE_CHECKING

from followup_kit.dates import DatePhraser, supported_locales
from followup_kit.dates import _data as data
from followup_kit.dates import _formats as formats
from followup_kit.locales import read_data


if TYPE_CHECKING:
    from collections.abc import Iterable

MOMENTS = [
    dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC),
    dt.datetime(2027, 2, 3, 23, 45, tzinfo=dt.UTC),
    dt.datetime(2028, 7, 1, 5, 7, tzinfo=dt.UTC),
]


def _forget() -> None:
    formats._formats.cache_clear()
    data.locale_record.cache_clear()
    data.city_names.cache_clear()
    data.shard.cache_clear()
    data._root.cache_clear()


def _phrases(locale: str) -> list[str]:
    say = DatePhraser(locale, time_zone="Europe/Kyiv")
    found = [say.join(["1", "2", "3"]), say.relative_day(1), say.relative_day(5)]
    found.append(say.duration(dt.timedelta(days=3, hours=2, minutes=41)))
    for moment in MOMENTS:
        later = moment + dt.timedelta(hours=3)
        found += [say.appointment(moment, later, sent_at=MOMENTS[0]), say.time(moment)]
        found += [say.date(moment, "medium"), say.date_time(moment), say.day(moment)]
        found += [say.appointment(moment), say.deadline(moment)]
        found += [say.date_range(moment, later + dt.timedelta(days=40))]
    return found


def _said(locales: Iterable[str]) -> dict[str, list[str]]:
    _forget()
    return {locale: _phrases(locale) for locale in locales}


def test_order_of_use_does_not_matter() -> None:
    """All locales say the same in any order, and so alone."""
    locales = list(supported_locales())
    first = _said(locales)
    backwards = _said(reversed(locales))
    shuffled = locales[:]
    random.Random(20261122).shuffle(shuffled)  # noqa: S311 - an order, no secret

    assert first == backwards
    assert first == _said(shuffled)
    assert first == _said([*shuffled, *locales])


def test_a_locale_alone_says_the_same_as_after_all_others() -> None:
    """Each locale in a fresh state agrees with the same one in a long process."""
    together = _said(supported_locales())
    alone = {}
    for locale in supported_locales():
        _forget()
        alone[locale] = _phrases(locale)

    assert together == alone


def test_using_locales_leaves_the_data_as_read() -> None:
    """No phrase writes into what is shared between locales."""
    _said(supported_locales())
    languages = sorted({locale.partition("-")[0] for locale in supported_locales()})
    for language in languages:
        kept = json.dumps(data.shard("phrases", language))

        assert json.dumps(read_data(f"phrases/{language}.json")) == kept
