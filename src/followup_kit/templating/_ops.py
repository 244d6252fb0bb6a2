"""
What a compiled letter is made of: one small object per paragraph, list, choice.

Each writes itself in plain text and in HTML in one go, so the two can never
tell different things.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from followup_kit.templating._page import items_of, turns
from followup_kit.templating._values import begins_like_bullet, dressed
from followup_kit.templating._variant import PARAGRAPH, Variant


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from followup_kit.templating._conditions import Test
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._page import Page
    from followup_kit.templating._values import Values

_TIGHT: Final = '<p style="margin:0 0 6px">'
_LIST: Final = ' style="margin:0 0 16px;padding:0;padding-inline-start:24px">'
_ITEM: Final = '<li style="margin:0 0 6px">'
_NEXT_ITEM: Final = f"</li>{_ITEM}"
_SENTENCE: Final = re.compile(r"[.!?。！？؟।;；\n]")
_FRAGMENT: Final = 60


class Op(Protocol):
    """A part of a letter that can write itself."""

    def emit(self, page: Page) -> None:
        """Write this part."""


class Items(Protocol):
    """Bullets that can write themselves."""

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add each bullet, and tell whether they are nothing but values."""
        ...


class ParagraphOp:
    """A paragraph or a button."""

    __slots__ = ("_fragment",)

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        variant = self._fragment.variant(page.values, capital=page.capital)
        if variant is None:
            return
        if variant.text.startswith("%s") and begins_like_bullet(variant, page.values):
            # At the margin it would read as an entry of the letter's own lists.
            text, html = page.values.written(variant)
            page.ready(f"  {text}", html, variant.origin)
            return
        page.chunks.append(variant)
        page.capital = True


class LoopedOp:
    """A paragraph with a loop inside a line, which may turn out empty."""

    __slots__ = ("_fragment",)

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        variant = self._fragment.variant(page.values, capital=page.capital)
        if variant is not None:
            text, html = page.values.written(variant)
            text = text.rstrip()
            if text:
                page.ready(text, html, variant.origin)


class ListOp:
    """A list, with the lines above it; the last of them vanishes with it."""

    __slots__ = ("_above", "_chunk", "_items", "_key", "_lead", "_ordered")

    def __init__(
        self,
        lead: Fragment | None,
        above: Fragment | None,
        items: tuple[Items, ...],
        origin: Origin,
        key: str,
        *,
        ordered: bool,
    ) -> None:
        self._lead = lead
        self._above = above
        self._items = items
        self._ordered = ordered
        self._key = key
        self._chunk = Variant("%s", "%s", (key,), (key,), origin)

    def emit(self, page: Page) -> None:
        """Write the list, or what is left of the lines above if it is empty."""
        texts: list[str] = []
        htmls: list[str] = []
        bare = True
        for items in self._items:
            bare = items.fill(page, texts, htmls) and bare
        values = page.values
        if not texts:
            variant = self._above and self._above.variant(values, capital=page.capital)
            if variant:
                page.chunks.append(variant)
                page.capital = True
            return
        variant = self._lead and self._lead.variant(values, capital=page.capital)
        if not variant:
            text, html = self._list(page, texts, htmls)
        else:
            text, html = values.written(variant)
            if bare and len(texts) == 1 and self._runs_in(variant, texts[0]):
                text, html = _run_in(text, html, texts[0], htmls[0], page.stop)
            else:
                listed, items_html = self._list(page, texts, htmls)
                text = f"{text}\n{listed}"
                html = f"{_TIGHT}{html}</p>{items_html}"
        values.texts[self._key] = text
        values.htmls[self._key] = html
        page.chunks.append(self._chunk)
        page.capital = True

    def _runs_in(self, variant: Variant, text: str) -> bool:
        if self._ordered or not variant.colon or len(text) > _FRAGMENT:
            return False
        return not _SENTENCE.search(text)

    def _list(self, page: Page, texts: list[str], htmls: list[str]) -> tuple[str, str]:
        mark = page.bullet
        text = f"\n{mark}".join(texts)
        if self._ordered or text.count("\n") >= len(texts):
            text = "\n".join(self._marked(mark, texts))
        else:
            text = mark + text
        name = "ol" if self._ordered else "ul"
        items = _NEXT_ITEM.join(htmls)
        return text, f"<{name}{_LIST}{_ITEM}{items}</li></{name}>"

    def _marked(self, mark: str, texts: list[str]) -> Iterator[str]:
        """Yield items with their marks, further lines of an item indented."""
        for number, text in enumerate(texts, start=1):
            before = f"{number}. " if self._ordered else mark
            indent = " " * (len(before) + before.isascii() - 1)
            yield before + text.replace("\n", f"\n{indent}")


def _run_in(
    lead: str, lead_html: str, text: str, html: str, stop: str
) -> tuple[str, str]:
    space = "" if lead.endswith("：") else " "
    before, after, _ = PARAGRAPH
    return (
        f"{lead}{space}{text}{stop}",
        f"{before.text}{lead_html}{space}{html}{stop}{after}",
    )


class BulletOp:
    """One bullet; it vanishes without the optional fact it is about."""

    __slots__ = ("_bare", "_fragment", "_needs")

    def __init__(self, fragment: Fragment, needs: str | None, *, bare: bool) -> None:
        self._fragment = fragment
        self._needs = needs
        self._bare = bare

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add the bullet, unless it is empty."""
        values = page.values
        if self._needs is None or values.scope.get(self._needs):
            variant = self._fragment.variant(values, capital=False)
            if variant is not None:
                text, html = values.written(variant)
                text = text.rstrip()
                if text:
                    texts.append(text)
                    htmls.append(html)
                    values.spend(len(text))
        return self._bare


class SpreadOp:
    """One bullet for each item of a list: ``- {{ list }}``."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add a bullet for each item."""
        path = self._path
        values = page.values
        rtl = values.rtl
        size = 0
        for item in items_of(values.scope, path):
            text, html = dressed(path, item, rtl=rtl)
            if text and not text.isspace():
                texts.append(text)
                htmls.append(html)
                size += len(text)
        values.spend(size)
        return True


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

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add the bullets of the branch that is taken."""
        taken = self._otherwise
        for test, items in self._branches:
            if test(page.values.scope):
                taken = items
                break
        bare = True
        for item in taken:
            bare = item.fill(page, texts, htmls) and bare
        return bare


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

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add the bullets of each item."""
        outer = page.values
        for seen in turns(outer, self._variable, self._path):
            if self._test is None or self._test(seen):
                page.values = outer.child(seen)
                for item in self._items:
                    item.fill(page, texts, htmls)
                page.values = outer
        return False


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
        for seen in turns(outer, self._variable, self._path):
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
        for seen in turns(outer, variable, path):
            if test is None or test(seen):
                values = outer.child(seen)
                variant = fragment.variant(values, capital=False)
                if variant is not None:
                    made = values.written(variant)
                    outer.spend(len(made[0]))
                    written.append(made)
        return "".join([t for t, _ in written]), "".join([h for _, h in written])

    return write
