"""
All values of a message put in both clothes at once.

Most values are plain: nothing in them is refused, shortened or set apart. Joined,
they are proved to be so in a few passes over one string, and escaped together.
The others are dressed one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from followup_kit.errors import RenderError
from followup_kit.templating._values import (
    FSI,
    LONGEST_VALUE,
    PDI,
    Filled,
    controls_in,
    dressed,
    escaped,
    foreign,
    is_number,
)


if TYPE_CHECKING:
    from collections.abc import Sequence

Clothes: TypeAlias = "tuple[Sequence[str], Sequence[str]]"
"""What values say in plain text, and in HTML."""

_CONTROLS: Final = bytes([*range(10), *range(11, 32), 127])
_PLAIN_LEADS: Final = frozenset(
    # U+00C0 to U+033F, U+0400 to U+04FF, U+4000 to U+9FFF, U+B000 to U+CFFF
    [*range(0xC3, 0xCD), *range(0xD0, 0xD4), *range(0xE4, 0xEA), 0xEB, 0xEC]
)
"""First bytes in UTF-8 of printable characters that are written left to right."""
_SUSPECTS: Final = b"\n" + _CONTROLS + bytes(set(range(0xC0, 0x100)) - _PLAIN_LEADS)
_RTL_LEADS: Final = bytes([*range(0xD6, 0xE1), 0xF0])
"""First bytes in UTF-8 of printable characters that are written right to left."""
_NO_LTR: Final = bytes(
    # ASCII without letters and breaks, U+05C0 to U+07FF, bytes that are not the first
    set(range(0x80)) - {10} - {*b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    | set(range(0x80, 0xC0))
    | set(range(0xD7, 0xE0))
)
_SPACES: Final = ("\u202f", "\u2009", "\u00a0")
"""The spaces that dates and numbers have; all are as wide as U+00A0 in HTML."""


def dress(given: list[Any], rtl: bool) -> Clothes | None:  # noqa: FBT001 -- hot path
    """
    Return the clothes of a message's values, each at its place.

    Args:
        given:
            The values; an empty text stands for one that is missing. The last is
            empty.
        rtl: Whether the letter is written from right to left.

    Returns:
        None if one cannot be dressed, or is blank without being empty. What is wrong
        with it is worded by who needs it; perhaps nobody does.
    """
    types = list(map(type, given))
    if types.count(str) != len(given):
        return _with_phrases(given, types, rtl=rtl)
    joined = "\n".join(given)
    data = joined.encode("utf-8", "surrogatepass")
    if len(joined) > LONGEST_VALUE or " \n" in joined:
        return _one_by_one(given, rtl=rtl)
    if len(data) - len(data.translate(None, _SUSPECTS)) >= len(given):
        # There is more to look at than the breaks between values.
        return _unusual(given, joined, data, rtl=rtl)
    html = escaped(joined)
    htmls = given if html is joined else html.split("\n")
    return _set_apart(given, htmls, data) if rtl else (given, htmls)


def _with_phrases(given: list[Any], types: list[type], *, rtl: bool) -> Clothes | None:
    """Dress values among which are phrases that wear their clothes already."""
    phrases = types.count(Filled)
    if types.count(str) + phrases != len(given):
        return None
    plain = given.copy()
    places: list[int] = []
    place = -1
    for _ in range(phrases):
        place = types.index(Filled, place + 1)
        places.append(place)
        plain[place] = ""
    clothes = dress(plain, rtl)
    if clothes is None:
        return None
    texts, htmls = map(list, clothes)
    for place in places:
        phrase = given[place]
        if not phrase.text or phrase.text.isspace() or controls_in(phrase.text):
            return None
        texts[place], htmls[place] = phrase.text, phrase.html
    return texts, htmls


def _unusual(
    given: list[str], joined: str, data: bytes, *, rtl: bool
) -> Clothes | None:
    """Dress values among which some have special spaces, or are not Latin."""
    texts, html = given, joined
    if joined.count("\n") >= len(given):
        return _one_by_one(given, rtl=rtl)
    spaces = [space for space in _SPACES if space in joined]
    if spaces:
        for space in spaces:
            joined = joined.replace(space, " ")
            html = html.replace(space, "\u00a0")
        if " \n" in joined or "\n " in joined or joined.startswith(" "):
            return _one_by_one(given, rtl=rtl)
        texts = joined.split("\n")
        data = joined.encode("utf-8", "surrogatepass")
    if not "".join(texts).isprintable():
        return _one_by_one(given, rtl=rtl)
    html = escaped(html)
    htmls = texts if html is joined else html.split("\n")
    if rtl:
        return _set_apart(texts, htmls, data)
    if _may_be_rtl(data) and foreign(joined, rtl=False):
        return _isolated(texts, htmls)
    return texts, htmls


def _may_be_rtl(data: bytes) -> bool:
    """Tell whether printable text in UTF-8 may be written from right to left."""
    if len(data.translate(None, _RTL_LEADS)) < len(data):
        return True
    # From U+FB1D to U+FEFE; what follows are forms of Chinese, Japanese and Korean.
    return any(rest[0] < 0xBC for rest in data.split(b"\xef")[1:])


def _isolated(texts: list[str], htmls: list[str]) -> Clothes:
    """Set apart what is written from right to left in a letter that is not."""
    apart = texts.copy(), htmls.copy()
    for index, text in enumerate(texts):
        if foreign(text, rtl=False):
            apart[0][index] = f"{FSI}{text}{PDI}"
            apart[1][index] = f"<bdi>{htmls[index]}</bdi>"
    return apart


def _set_apart(texts: list[str], htmls: list[str], data: bytes) -> Clothes:
    """
    Set apart what is written from left to right in a letter that is not.

    Args:
        texts: The values; none of them holds a line break.
        htmls: The same as HTML.
        data: The values joined by line breaks, in UTF-8.
    """
    said, marked = texts.copy(), htmls.copy()
    # What is left of a value is empty unless it has a letter from left to right, or
    # some character that has to be looked at.
    for index, left in enumerate(data.translate(None, _NO_LTR).split(b"\n")):
        text = texts[index]
        if left:
            if not left.isalpha() and not foreign(text, rtl=True):
                continue
        elif not text or "\u0621" <= text[0] <= "\u063a" or not is_number(text):
            continue
        said[index] = f"{FSI}{text}{PDI}"
        marked[index] = f"<bdi>{htmls[index]}</bdi>"
    return said, marked


def _one_by_one(given: list[str], *, rtl: bool) -> Clothes | None:
    """Dress each value by itself."""
    texts: list[str] = []
    htmls: list[str] = []
    try:
        for value in given:
            text, html = dressed("", value, rtl=rtl) if value else ("", "")
            if value and (not text or text.isspace()):
                return None
            texts.append(text)
            htmls.append(html)
    except RenderError:
        # Whether the message needs that value at all is not known here.
        return None
    return None if controls_in("\n".join(texts)) else (texts, htmls)
