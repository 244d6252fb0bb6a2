"""Spaces for the medium a phrase is put into."""

from __future__ import annotations

from typing import Final


# U+00A0 no-break, U+2007 figure, U+2009 thin, U+200A hair, U+202F narrow no-break.
_PLAIN: Final[dict[int, str]] = dict.fromkeys((160, 8199, 8201, 8202, 8239), " ")
_HTML: Final[dict[int, str]] = dict.fromkeys((8199, 8201, 8202, 8239), "\xa0")


def plain_spaces(text: str) -> str:
    """
    Return a phrase for plain text and subjects: every special space is U+0020.

    Right-to-left marks and isolates are kept.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def html_spaces(text: str) -> str:
    """
    Return a phrase for HTML: thin and narrow spaces become U+00A0.

    Mail clients lack glyphs for U+202F and U+2009 more often than for U+00A0.
    """
    return text if text.isascii() else text.translate(_HTML)
