"""Money, addresses, telephone numbers and lengths of time against the facts."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from followup_kit.dates import DatePhraser
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._mentions import Mentions
from followup_kit.review._recognise_values import MoneyMention, find_money
from followup_kit.review._report import report
from followup_kit.review._scan import scan


__all__ = ["value_findings"]

_SUBSCRIBER: Final = 7
_DAY: Final = 1440
_CLOSE: Final = 0.01


def value_findings(parts: Mapping[str, Mentions], known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the amounts, addresses and lengths of a message."""
    for part, mentions in parts.items():
        yield from _on_money(part, mentions, known)
        yield from _on_addresses(part, mentions, known)
        yield from _on_phones(part, mentions, known)
        yield from _on_lengths(part, mentions, known)
    yield from _missing_money(parts, known)


def _on_money(part: str, mentions: Mentions, known: Known) -> Iterator[Finding]:
    for money in mentions.money:
        if not any(abs(money.amount - x) < _CLOSE for x in known.numbers):
            yield report(
                "unknown_money",
                "states an amount of money that is not among the facts.",
                "Correct it, or add it to the facts.",
                part=part,
                span=mentions.scan.span(money.start, money.end),
            )


def _missing_money(parts: Mapping[str, Mentions], known: Known) -> Iterator[Finding]:
    stated: set[float] = set()
    for mentions in parts.values():
        stated |= {money.amount for money in mentions.money}
    for fact in known.sheet.names:
        amounts = [x for text in fact.value for x in _amounts(text)]
        if amounts and not all(x.amount in stated for x in amounts):
            yield report(
                "fact_missing",
                "is an amount of money that the message does not state.",
                "State it as the facts do.",
                path=fact.path,
            )


def _amounts(text: str) -> list[MoneyMention]:
    return find_money(scan(text))


def _on_addresses(part: str, mentions: Mentions, known: Known) -> Iterator[Finding]:
    interview = known.sheet.interview
    allowed = {x.address for x in known.free.addresses}
    allowed |= {
        address.lower()
        for address in (interview.sender.email, interview.candidate.email)
        if address is not None
    }
    for mailto in known.sheet.known_links:
        allowed.add(mailto.value.lower().removeprefix("mailto:").partition("?")[0])
    for found in mentions.addresses:
        if found.address not in allowed:
            yield report(
                "unknown_address",
                "holds a mail address that is not among the facts.",
                "Correct it, or add it to the facts.",
                part=part,
                span=mentions.scan.span(found.start, found.end),
            )


def _on_phones(part: str, mentions: Mentions, known: Known) -> Iterator[Finding]:
    allowed = {x.digits[-_SUBSCRIBER:] for x in known.free.phones}
    phone = known.sheet.interview.sender.phone
    if phone is not None:
        allowed.add("".join(filter(str.isdigit, scan(phone).text))[-_SUBSCRIBER:])
    for found in mentions.phones:
        if found.digits[-_SUBSCRIBER:] not in allowed:
            yield report(
                "unknown_phone",
                "holds a telephone number that is not among the facts.",
                "Correct it, or add it to the facts.",
                part=part,
                span=mentions.scan.span(found.start, found.end),
            )


@functools.lru_cache(maxsize=256)
def _phrases(locale: str, lengths: frozenset[float]) -> tuple[str, ...]:
    """Return how our own letters say lengths of time, with its duals and singulars."""
    phraser = DatePhraser(locale, time_zone="UTC")
    return tuple(
        scan(phraser.duration(timedelta(minutes=minutes))).low for minutes in lengths
    )


def _counts_from_weekday(start: int, mentions: Mentions) -> bool:
    """Tell whether a length of time tells which weekday: "Tuesday in two weeks"."""
    return any(0 <= start - x.end <= 1 for x in mentions.weekdays)


def _on_lengths(part: str, mentions: Mentions, known: Known) -> Iterator[Finding]:
    phrased = _phrases(known.sheet.locale, known.lengths) if mentions.spans else ()
    for length in mentions.spans:
        around = mentions.scan.low[max(0, length.start - 20) : length.end + 20]
        if length.minutes in known.lengths or any(x in around for x in phrased):
            continue
        if length.minutes >= _DAY and _counts_from_weekday(length.start, mentions):
            continue
        span = mentions.scan.span(length.start, length.end)
        if length.promises:
            yield report(
                "unknown_period",
                "says that something happens within a time that no fact states.",
                "Say the date of a fact, or leave it out.",
                part=part,
                span=span,
            )
        elif length.minutes < _DAY and known.sheet.appointments:
            yield report(
                "unknown_duration",
                "states a length of time that is not among the facts.",
                "Correct it, or add it to the facts.",
                part=part,
                span=span,
            )
