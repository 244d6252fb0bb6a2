"""
What a compiled letter is made of: one small object per paragraph, list, choice.

Each writes itself in plain text and in HTML in one go, so the two can never
tell different things.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from followup_kit.templating._fragment import PARAGRAPH
from followup_kit.templating._page import items_of, turns
from followup_kit.templating._values import dressed


if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_kit.templating._conditions import Test
    from followup_kit.templating._fragment import Fragment, Variant
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._page import Page
    from followup_kit.templating._values import Values

_TIGHT: Final = '<p style="margin:0 0 6px">'
_LIST: Final = ' style="margin:0 0 16px;padding:0;padding-inline-start:24px">'
_ITEM: Final = '<li style="margin:0 0 6px">'
_NEXT_ITEM: Final = f"</li>{_ITEM}"
_SENTENCE: Final = re.compile(r"[.!?。！？؟।;；\n]")
_FRAGMENT: Final = 60

Entry: TypeAlias = tuple[str, str, bool]
"""A bullet as text and HTML, and whether it is nothing but one value."""


class Op(Protocol):
    """A part of a letter that can write itself."""

    def emit(self, page: Page) -> None:
        """Write this part."""


class Items(Protocol):
    """Bullets that can write themselves."""

    def entries(self, page: Page) -> list[Entry]:
        """Return each bullet."""


class ParagraphOp:
    """A paragraph or a button."""

    __slots__ = ("_fragment",)

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        variant = self._fragment.variant(page.values, page.capital)
        if variant is not None:
            page.chunks.append(variant)
            page.capital = True


class LoopedOp:
    """A paragraph with a loop inside a line, which may turn out empty."""

    __slots__ = ("_fragment",)

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        variant = self._fragment.variant(page.values, page.capital)
        if variant is not None:
            text, html = page.values.written(variant)
            if text.strip():
                page.ready(text, html, variant.origin)


class ListOp:
    """A list, with the lines above it; the last of them vanishes with it."""

    __slots__ = ("_above", "_items", "_lead", "_ordered", "_origin")

    def __init__(
        self,
        lead: Fragment | None,
        above: Fragment | None,
        items: tuple[Items, ...],
        origin: Origin,
        *,
        ordered: bool,
    ) -> None:
        self._lead = lead
        self._above = above
        self._items = items
        self._ordered = ordered
        self._origin = origin

    def emit(self, page: Page) -> None:
        """Write the list, or what is left of the lines above if it is empty."""
        entries = entries_of(self._items, page)
        if not entries:
            variant = self._above and self._above.variant(page.values, page.capital)
            if variant:
                page.chunks.append(variant)
                page.capital = True
            return
        variant = self._lead and self._lead.variant(page.values, page.capital)
        if not variant:
            page.ready(*self._list(page, entries), self._origin)
            return
        text, html = page.values.written(variant)
        if self._runs_in(variant, entries):
            page.ready(*_run_in(text, html, entries[0], page.stop), self._origin)
        else:
            listed, items = self._list(page, entries)
            page.ready(f"{text}\n{listed}", f"{_TIGHT}{html}</p>{items}", self._origin)

    def _runs_in(self, variant: Variant, entries: list[Entry]) -> bool:
        if len(entries) > 1 or self._ordered or not variant.colon:
            return False
        text, _, bare = entries[0]
        return bare and len(text) <= _FRAGMENT and not _SENTENCE.search(text)

    def _list(self, page: Page, entries: list[Entry]) -> tuple[str, str]:
        lines: list[str] = []
        htmls: list[str] = []
        mark = page.bullet
        for number, (text, html, _) in enumerate(entries, start=1):
            if self._ordered:
                mark = f"{number}. "
            if "\n" in text:
                text = text.replace("\n", "\n" + " " * len(mark))  # noqa: PLW2901
            lines.append(mark + text)
            htmls.append(html)
        name = "ol" if self._ordered else "ul"
        items = _NEXT_ITEM.join(htmls)
        return "\n".join(lines), f"<{name}{_LIST}{_ITEM}{items}</li></{name}>"


def entries_of(items: tuple[Items, ...], page: Page) -> list[Entry]:
    """Return the bullets of several sources in order."""
    if len(items) == 1:
        return items[0].entries(page)
    return [entry for item in items for entry in item.entries(page)]


def _run_in(text: str, html: str, entry: Entry, stop: str) -> tuple[str, str]:
    space = "" if text.endswith("：") else " "
    before, after, _ = PARAGRAPH
    return (
        f"{text}{space}{entry[0]}{stop}",
        f"{before.text}{html}{space}{entry[1]}{stop}{after}",
    )


class BulletOp:
    """One bullet; it vanishes without the optional fact it is about."""

    __slots__ = ("_bare", "_fragment", "_needs")

    def __init__(self, fragment: Fragment, needs: str | None, *, bare: bool) -> None:
        self._fragment = fragment
        self._needs = needs
        self._bare = bare

    def entries(self, page: Page) -> list[Entry]:
        """Return the bullet, unless it is empty."""
        values = page.values
        if self._needs is not None and not values.scope.get(self._needs):
            return []
        variant = self._fragment.variant(values, False)
        if variant is None:
            return []
        text, html = values.written(variant)
        return [(text, html, self._bare)] if text else []


class SpreadOp:
    """One bullet for each item of a list: ``- {{ list }}``."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def entries(self, page: Page) -> list[Entry]:
        """Return a bullet for each item."""
        path, rtl = self._path, page.values.rtl
        found: list[Entry] = []
        for item in items_of(page.values.scope, path):
            text, html = dressed(path, item, rtl)
            if text:
                found.append((text, html, True))
        return found


class BulletChoiceOp:
    """Bullets under a condition."""

    __slots__ = ("_branches", "_otherwise")

    def __init__(
        self,
        branches: tuple[tuple[Test, tuple[Items, ...]], ...],
        otherwise: tuple[Items, ...],
    ) -> None:
        self._branches = branches
        self._otherwise = otherwise

    def entries(self, page: Page) -> list[Entry]:
        """Return the bullets of the branch that is taken."""
        taken = self._otherwise
        for test, items in self._branches:
            if test(page.values.scope):
                taken = items
                break
        return entries_of(taken, page)


class BulletLoopOp:
    """Bullets repeated for each item of a list."""

    __slots__ = ("_items", "_path", "_test", "_variable")

    def __init__(
        self, variable: str, path: str, test: Test | None, items: tuple[Items, ...]
    ) -> None:
        self._variable = variable
        self._path = path
        self._test = test
        self._items = items

    def entries(self, page: Page) -> list[Entry]:
        """Return the bullets of each item."""
        outer = page.values
        found: list[Entry] = []
        for seen in turns(outer.scope, self._variable, self._path):
            page.step()
            if self._test is None or self._test(seen):
                page.values = outer.child(seen)
                found += entries_of(self._items, page)
                page.values = outer
        return found


class ChoiceOp:
    """Paragraphs under a condition."""

    __slots__ = ("_branches", "_otherwise")

    def __init__(
        self,
        branches: tuple[tuple[Test, tuple[Op, ...]], ...],
        otherwise: tuple[Op, ...],
    ) -> None:
        self._branches = branches
        self._otherwise = otherwise

    def emit(self, page: Page) -> None:
        """Write the branch that is taken."""
        taken = self._otherwise
        for test, ops in self._branches:
            if test(page.values.scope):
                taken = ops
                break
        for op in taken:
            op.emit(page)


class LoopOp:
    """Paragraphs repeated for each item of a list."""

    __slots__ = ("_ops", "_path", "_test", "_variable")

    def __init__(
        self, variable: str, path: str, test: Test | None, ops: tuple[Op, ...]
    ) -> None:
        self._variable = variable
        self._path = path
        self._test = test
        self._ops = ops

    def emit(self, page: Page) -> None:
        """Write the paragraphs of each item."""
        outer = page.values
        for seen in turns(outer.scope, self._variable, self._path):
            page.step()
            if self._test is None or self._test(seen):
                page.values = values = outer.child(seen)
                start = len(page.chunks)
                for op in self._ops:
                    op.emit(page)
                made = page.chunks[start:]
                del page.chunks[start:]
                for variant in made:
                    page.ready(*values.written(variant), variant.origin)
                page.values = outer


def inline_loop(
    variable: str, path: str, test: Test | None, fragment: Fragment
) -> Callable[[Values], tuple[str, str]]:
    """Return a function that writes a loop inside a line."""

    def write(outer: Values) -> tuple[str, str]:
        written: list[tuple[str, str]] = []
        for seen in turns(outer.scope, variable, path):
            if test is None or test(seen):
                values = outer.child(seen)
                variant = fragment.variant(values, False)
                if variant is not None:
                    written.append(values.written(variant))
        return "".join([t for t, _ in written]), "".join([h for _, h in written])

    return write
