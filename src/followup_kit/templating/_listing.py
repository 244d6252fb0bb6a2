"""How a list and the line above it are put together, in text and in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup_kit.templating._variant import PARAGRAPH


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TIGHT: Final = '<p style="margin:0 0 6px">'
_LIST: Final = ' style="margin:0 0 16px;padding:0;padding-inline-start:24px">'
_ITEM: Final = '<li style="margin:0 0 6px">'
NEXT_ITEM: Final = f"</li>{_ITEM}"
_SENTENCE: Final = re.compile(r"[.!?。！？؟।;；\n]")
_FRAGMENT: Final = 60


LIKE_BULLET: Final = re.compile(
    r"(?:[-*+\u00b7\u2013\u2014\u2022\u2023\u25e6\u25aa\u30fb]|\d{1,3}[.)])\s"
)
"""What an entry of a list begins with in plain text, a value's own included."""


class ListStyle:
    """
    How one locale sets lists.

    Args:
        mark: What stands before a bullet in plain text, its space included.
        stop: The full stop added to a single item that runs into its lead-in.
        ordered: Whether the items are numbered.

    Attributes:
        mark: What stands before a bullet in plain text.
        between: What stands between bullets in plain text.
        head: What stands before the first item in HTML.
        tail: What stands after the last.
    """

    __slots__ = ("_ordered", "_stop", "between", "head", "mark", "tail")

    def __init__(self, mark: str, stop: str, *, ordered: bool) -> None:
        name = "ol" if ordered else "ul"
        self.mark: str = mark
        self.between: str = f"\n{mark}"
        self._stop = stop
        self._ordered = ordered
        self.head: str = f"<{name}{_LIST}{_ITEM}"
        self.tail: str = f"</li></{name}>"

    def alone(self, texts: Sequence[str], htmls: Sequence[str]) -> tuple[str, str]:
        """Return the list."""
        text = self.between.join(texts)
        if self._ordered or text.count("\n") >= len(texts):
            text = "\n".join(self._marked(texts))
        else:
            text = self.mark + text
        return text, f"{self.head}{NEXT_ITEM.join(htmls)}{self.tail}"

    def below(
        self,
        lead: str,
        lead_html: str,
        texts: Sequence[str],
        htmls: Sequence[str],
        runs_in: bool,  # noqa: FBT001 -- the hot path passes it by position
    ) -> tuple[str, str]:
        """Return the list under its lead-in; a single short item may run into it."""
        if runs_in and len(texts) == 1 and self._fits(texts[0]):
            space = "" if lead.endswith("：") else " "
            before, after, _ = PARAGRAPH
            return (
                f"{lead}{space}{texts[0]}{self._stop}",
                f"{before.text}{lead_html}{space}{htmls[0]}{self._stop}{after}",
            )
        text = self.between.join(texts)
        if self._ordered or text.count("\n") >= len(texts):
            text = "\n".join(["", *self._marked(texts)])
        else:
            text = self.between + text
        items = NEXT_ITEM.join(htmls)
        return (
            f"{lead}{text}",
            f"{TIGHT}{lead_html}</p>{self.head}{items}{self.tail}",
        )

    def _fits(self, text: str) -> bool:
        if self._ordered or len(text) > _FRAGMENT:
            return False
        return not _SENTENCE.search(text)

    def _marked(self, texts: Sequence[str]) -> Iterator[str]:
        """Yield items with their marks, further lines of an item indented."""
        for number, text in enumerate(texts, start=1):
            before = f"{number}. " if self._ordered else self.mark
            indent = " " * (len(before) + before.isascii() - 1)
            yield before + text.replace("\n", f"\n{indent}")


def looks_like_bullet(value: object) -> bool:
    """Tell whether a value begins as an entry of a list does."""
    return isinstance(value, str) and LIKE_BULLET.match(value.lstrip()) is not None
