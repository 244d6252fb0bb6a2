"""
What a compiled letter is made of: one small object per paragraph, list, choice.

Each writes itself in plain text and in HTML in one go, so the two can never
tell different things.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from followup_kit.templating._page import items_of, turns
from followup_kit.templating._values import dressed


if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_kit.templating._conditions import Test
    from followup_kit.templating._fragment import Fragment, Variant
    from followup_kit.templating._page import Origin, Page
    from followup_kit.templating._values import Texts

P: Final = '<p style="margin:0 0 16px">'
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


def formatted(variant: Variant, texts: Texts) -> tuple[str, str]:
    """Return a variant with its values in place, as text and as HTML."""
    text = variant.text % texts
    if variant.addresses:
        text += variant.addresses % texts
    return text, variant.html % texts.htmls


class ParagraphOp:
    """A paragraph."""

    __slots__ = ("_fragment", "_origin")

    def __init__(self, fragment: Fragment, origin: Origin) -> None:
        self._fragment = fragment
        self._origin = origin

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        texts = page.texts
        variant = self._fragment.variant(texts, page.capital)
        if variant is not None:
            text, html = formatted(variant, texts)
            if text:
                page.add(text, f"{P}{html}</p>", self._origin)


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
        entries = (
            self._items[0].entries(page)
            if len(self._items) == 1
            else [entry for items in self._items for entry in items.entries(page)]
        )
        lead = self._lead if entries else self._above
        variant = None
        if lead is not None:
            variant = lead.variant(page.texts, page.capital)
        if variant is None:
            if entries:
                page.add(*self._list(page, entries), self._origin)
            return
        text, html = formatted(variant, page.texts)
        if not entries:
            page.add(text, f"{P}{html}</p>", self._origin)
        elif self._runs_in(variant, entries):
            page.add(*_run_in(text, html, entries[0], page.stop), self._origin)
        else:
            listed, items = self._list(page, entries)
            page.add(f"{text}\n{listed}", f"{_TIGHT}{html}</p>{items}", self._origin)

    def _runs_in(self, variant: Variant, entries: list[Entry]) -> bool:
        if self._ordered or len(entries) > 1 or not variant.colon:
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


def _run_in(text: str, html: str, entry: Entry, stop: str) -> tuple[str, str]:
    space = "" if text.endswith("：") else " "
    return (
        f"{text}{space}{entry[0]}{stop}",
        f"{P}{html}{space}{entry[1]}{stop}</p>",
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
        texts = page.texts
        if self._needs is not None and not texts.scope.get(self._needs):
            return []
        variant = self._fragment.variant(texts, False)
        if variant is None:
            return []
        text, html = formatted(variant, texts)
        return [(text, html, self._bare)] if text else []


class SpreadOp:
    """One bullet for each item of a list: ``- {{ list }}``."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def entries(self, page: Page) -> list[Entry]:
        """Return a bullet for each item."""
        path, rtl = self._path, page.texts.rtl
        found: list[Entry] = []
        for item in items_of(page.texts.scope, path):
            text, html = dressed(path, item, rtl=rtl)
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
            if test(page.texts.scope):
                taken = items
                break
        return [entry for item in taken for entry in item.entries(page)]


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
        outer = page.texts
        found: list[Entry] = []
        for seen in turns(outer.scope, self._variable, self._path):
            page.step()
            if self._test is None or self._test(seen):
                page.texts = outer.child(seen)
                for item in self._items:
                    found += item.entries(page)
                page.texts = outer
        return found


class ButtonOp:
    """A button: in plain text its label, with the address under it."""

    __slots__ = ("_fragment", "_href", "_origin")

    def __init__(self, fragment: Fragment, href: str, origin: Origin) -> None:
        self._fragment = fragment
        self._href = href
        self._origin = origin

    def emit(self, page: Page) -> None:
        """Write the button."""
        texts = page.texts
        variant = self._fragment.variant(texts, True)
        if variant is None:
            return
        label, html = formatted(variant, texts)
        target = self._href % texts
        href = self._href % texts.htmls
        page.add(
            f"{label}\n{target}",
            f'{P}<a class="button" href="{href}" style="{page.button}">{html}</a></p>',
            self._origin,
        )


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
            if test(page.texts.scope):
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
        outer = page.texts
        for seen in turns(outer.scope, self._variable, self._path):
            page.step()
            if self._test is None or self._test(seen):
                page.texts = outer.child(seen)
                for op in self._ops:
                    op.emit(page)
                page.texts = outer


def inline_loop(
    variable: str, path: str, test: Test | None, fragment: Fragment
) -> Callable[[Texts], tuple[str, str]]:
    """Return a function that writes a loop inside a line."""

    def write(outer: Texts) -> tuple[str, str]:
        written: list[tuple[str, str]] = []
        for seen in turns(outer.scope, variable, path):
            if test is None or test(seen):
                texts = outer.child(seen)
                variant = fragment.variant(texts, False)
                if variant is not None:
                    written.append(formatted(variant, texts))
        return "".join([t for t, _ in written]), "".join([h for _, h in written])

    return write
