"""Finds links, mail addresses, telephone numbers and amounts of money in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from followup_kit.review._day_mentions import MOST
from followup_kit.review._language_words import alternatives
from followup_kit.review._scan import Scan, numbers_of


__all__ = [
    "AddressMention",
    "LinkMention",
    "MoneyMention",
    "PhoneMention",
    "find_addresses",
    "find_links",
    "find_money",
    "find_phones",
    "numbers_in",
]

# The trailing characters that belong to the sentence, not to the link.
_TRAILING: Final = ".,;:!?'\"*_>»”’)]}）」』】、。，"
_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"「」『』【】、。（），]{1,2000}", re.IGNORECASE
)
_ADDRESS: Final = re.compile(
    r"(?<![\w.@+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})"
)
_PHONE: Final = re.compile(
    r"(?=[+(\d])(?:(?<![\w@./:=-])(?<!\d )(?:\+|\(?0)[\d()][\d ()/.-]{5,22}\d(?![\w@])"
    # As in North America, without a leading 0.
    r"|(?<![\w@./:=+-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-. ]\d{4}(?![\w@-]))"
)
_NUMBER: Final = re.compile(r"\d(?:[\d]|[.,'’ ](?=\d)){0,18}")
_SYMBOLS: Final = "€$£¥￥₩₹₽₺₪zł"
_CODES: Final = (
    *("eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "czk", "huf", "ron"),
    *("jpy", "cny", "krw", "inr", "aed", "sar", "egp", "qar", "kwd", "brl", "mxn"),
    *("cad", "aud", "nzd", "zar", "try", "uah", "rub", "ils", "sgd", "hkd", "twd"),
)
_BEFORE: Final = (
    *"€$£¥₩₹₽₺₪",
    *_CODES,
    *("us$", "s$", "sg$", "hk$", "nt$", "a$", "au$", "c$", "ca$", "nz$", "mx$", "r$"),
    "kr",
)
_AFTER: Final = (
    *"€$£¥₩₹₽₺₪",
    *_CODES,
    *("euro", "euros", "dollar", "dollars", "pound", "pounds", "franken", "francs"),
    *("kronor", "kroner", "złotych", "złote", "zł", "円", "元", "원", "人民币"),
    *("ريال", "ريالا", "ريالاً", "ريالًا", "درهم", "درهما", "درهماً", "جنيه", "دينار"),
    *("دولار", "يورو", "reais", "dólares", "libras", "libres", "рублей", "грн", "kč"),
)
_TIMES: Final = {
    "k": 1000,
    "tsd": 1000,
    "tsd.": 1000,
    "thousand": 1000,
    "tausend": 1000,
    "mil": 1000,
    "tys": 1000,
    "tys.": 1000,
    "ألف": 1000,
    "тыс": 1000,
    "千": 1000,
    "万": 10_000,
    "萬": 10_000,
    "만": 10_000,
    "mln": 1_000_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "億": 100_000_000,
    "억": 100_000_000,
}
_FACTOR: Final = rf"(?: ?({alternatives(_TIMES)})(?![^\W\d_円元원]))?"
_AMOUNT: Final = re.compile(
    rf"(?:(?<![^\W\d_])({alternatives(_BEFORE)}) ?)?"
    r"(?<![\d:])(?<!\d[.,])"
    rf"(\d(?:\d|[.,' ](?=\d\d\d(?!\d))|[.,](?=\d)){{0,15}}){_FACTOR}"
    rf"(?: ?({alternatives(_AFTER)})(?![^\W\d_\u3040-\u9fff\uac00-\ud7af])"
    r"|[,.]-{1,2} ?€)?"
)
_LED: Final = re.compile(rf"(?<![^\W\d_]){alternatives(_BEFORE)} ?$")
_LEAD: Final = 5
"""Longer than any currency before its amount."""

_JOINT: Final = re.compile(r" ?(?:-|~|to|bis|and|und|à|a|até|do|e|y|から|至|إلى|و|–) ?")
_CENTS: Final = 2


@dataclass(frozen=True, slots=True, repr=False)
class LinkMention:
    """
    A link that a text states.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends.
        url: The link as it is written.
    """

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, repr=False)
class AddressMention:
    """A mail address that a text states, in lower case."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True, repr=False)
class PhoneMention:
    """A telephone number that a text states, its digits."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True, repr=False)
class MoneyMention:
    """
    An amount of money that a text states.

    Attributes:
        start: Where it begins in the scanned text.
        end: Where it ends.
        amount: The amount, without its currency.
    """

    start: int
    end: int
    amount: float


def find_links(scan: Scan) -> list[LinkMention]:
    """Return the links of a text in order."""
    if "://" not in scan.low and "www." not in scan.low:
        return []
    found = []
    for match in islice(_LINK.finditer(scan.text), MOST):
        url = _trimmed(match[0])
        found.append(LinkMention(match.start(), match.start() + len(url), url))
    return found


def _trimmed(url: str) -> str:
    size = len(url)
    while size and url[size - 1] in _TRAILING:
        if url[size - 1] == ")" and url.count("(", 0, size) >= url.count(")", 0, size):
            break
        size -= 1
    return url[:size]


def find_addresses(scan: Scan) -> list[AddressMention]:
    """Return the mail addresses of a text in order."""
    if "@" not in scan.low:
        return []
    return [
        AddressMention(*match.span(), match[0].removeprefix("mailto:"))
        for match in islice(_ADDRESS.finditer(scan.low), MOST)
    ]


def find_phones(scan: Scan) -> list[PhoneMention]:
    """Return the telephone numbers of a text in order: those with + or a leading 0."""
    found = []
    for match in islice(_PHONE.finditer(scan.low), MOST):
        digits = "".join(filter(str.isdigit, match[0]))
        if len(digits) >= 7:
            found.append(PhoneMention(*match.span(), digits))
    return found


def find_money(scan: Scan) -> list[MoneyMention]:
    """Return the amounts of money of a text in order, both ends of a range."""
    low = scan.low
    plain = list(islice(_amounts(low), 5 * MOST))
    found: list[MoneyMention] = []
    for index, match in enumerate(plain):
        if not _has_currency(scan, match):
            continue
        factor = _TIMES[match[3]] if match[3] else 1
        before = plain[index - 1] if index else None
        if before is not None and not (before[1] or before[4]):
            shared = _TIMES[before[3]] if before[3] else factor
            if _JOINT.fullmatch(low, before.end(), match.start()):
                found.append(_amount(before, shared))
        found.append(_amount(match, factor))
        after = plain[index + 1] if index + 1 < len(plain) else None
        if after is not None and not (after[1] or after[4]):
            shared = _TIMES[after[3]] if after[3] else factor
            if _JOINT.fullmatch(low, match.end(), after.start()):
                found.append(_amount(after, shared))
    return found


def _has_currency(scan: Scan, match: re.Match[str]) -> bool:
    for group in (1, 4):
        sign = match[group]
        # Codes are capitals: "try 3 times" is no sum of Turkish lira.
        if sign and (sign not in _CODES or scan.text[match.start(group)].isupper()):
            return True
    return match[0].endswith("€")


def _amounts(low: str) -> Iterator[re.Match[str]]:
    """Yield every number with what stands around it; it begins at its currency."""
    end = 0
    for number in numbers_of(low):
        if number < end:
            continue
        before = _LED.search(low, max(end, number - _LEAD), number)
        found = before and _AMOUNT.match(low, before.start())
        found = found or _AMOUNT.match(low, number)
        if found:
            yield found
            end = found.end()


def _amount(match: re.Match[str], factor: int) -> MoneyMention:
    return MoneyMention(*match.span(), number_of(match[2]) * factor)


def number_of(text: str) -> float:
    """Return a written number; one or two digits after a last mark are decimals."""
    tail = re.split(r"[.,' ]", text)
    whole = "".join(tail)
    if len(tail) > 1 and len(tail[-1]) <= _CENTS:
        return float("".join(tail[:-1]) + "." + tail[-1])
    return float(whole)


def numbers_in(text: str) -> Iterator[float]:
    """Yield every number a fact may be stating, also multiplied by its word."""
    for match in _amounts(text):
        number = number_of(match[2])
        yield number
        if match[3]:
            yield number * _TIMES[match[3]]
