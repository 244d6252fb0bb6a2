"""
What a compiled letter is made of: one small object per paragraph, list, choice.

Each writes itself in plain text and in HTML in one go, so the two can never
tell different things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from followup_kit.templating._listing import looks_like_bullet
from followup_kit.templating._page import items_of, turns
from followup_kit.templating._values import dressed
from followup_kit.templating._variant import Variant


if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_kit.templating._conditions import Condition, Test
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._page import Page
    from followup_kit.templating._values import Values


class Op(Protocol):
    """A part of a letter that can write itself."""

    def emit(self, page: Page) -> None:
        """Write this part."""


class ParagraphOp:
    """A paragraph or a button."""

    __slots__ = ("fragment",)

    def __init__(self, fragment: Fragment) -> None:
        self.fragment = fragment

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        variant = self.fragment.variant(page.values, capital=page.capital)
        if variant is None:
            return
        if variant.text.startswith("%s") and looks_like_bullet(
            page.values.scope.get(variant.keys[0])
        ):
            # At the margin it would read as an entry of the letter's own lists.
            text, html = page.values.written(variant)
            page.ready(f"  {text}", html, variant.origin)
            return
        page.chunks.append(variant)
        page.capital = True


class LoopedOp:
    """A paragraph with a loop inside a line, which may turn out empty."""

    __slots__ = ("fragment",)

    def __init__(self, fragment: Fragment) -> None:
        self.fragment = fragment

    def emit(self, page: Page) -> None:
        """Write the paragraph, unless it is empty."""
        variant = self.fragment.variant(page.values, capital=page.capital)
        if variant is not None:
            text, html = page.values.written(variant)
            text = text.rstrip()
            if text:
                page.ready(text, html, variant.origin)


class ListOp:
    """A list, with the lines above it; the last of them vanishes with it."""

    __slots__ = ("_chunk", "_key", "above", "items", "lead", "ordered", "origin")

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
        self.lead = lead
        self.above = above
        self.items = items
        self.ordered = ordered
        self.origin = origin
        self._key = key
        self._chunk = Variant("%s", "%s", (key,), (key,), origin)

    def emit(self, page: Page) -> None:
        """Write the list, or what is left of the lines above if it is empty."""
        texts: list[str] = []
        htmls: list[str] = []
        bare = True
        for items in self.items:
            bare = items.fill(page, texts, htmls) and bare
        values = page.values
        if not texts:
            variant = self.above and self.above.variant(values, capital=page.capital)
            if variant:
                page.chunks.append(variant)
                page.capital = True
            return
        variant = self.lead and self.lead.variant(values, capital=page.capital)
        style = page.numbered if self.ordered else page.bulleted
        if not variant:
            text, html = style.alone(texts, htmls)
        else:
            runs_in = bare and variant.colon
            text, html = style.below(*values.written(variant), texts, htmls, runs_in)
        values.texts[self._key] = text
        values.htmls[self._key] = html
        page.chunks.append(self._chunk)
        page.capital = True


class BulletOp:
    """One bullet; it vanishes without the optional fact it is about."""

    __slots__ = ("bare", "fragment", "needs")

    def __init__(self, fragment: Fragment, needs: str | None, *, bare: bool) -> None:
        self.fragment = fragment
        self.needs = needs
        self.bare = bare

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add the bullet, unless it is empty."""
        values = page.values
        if self.needs is None or values.scope.get(self.needs):
            variant = self.fragment.variant(values, capital=False)
            if variant is not None:
                text, html = values.written(variant)
                text = text.rstrip()
                if text:
                    texts.append(text)
                    htmls.append(html)
                    values.spend(len(text))
        return self.bare


class SpreadOp:
    """One bullet for each item of a list: ``- {{ list }}``."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add a bullet for each item."""
        path = self.path
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

    __slots__ = ("_tests", "branches", "otherwise")

    def __init__(
        self,
        branches: tuple[tuple[Condition, tuple[Items, ...]], ...],
        otherwise: tuple[Items, ...],
    ) -> None:
        self.branches = branches
        self.otherwise = otherwise
        self._tests = tuple((asked.compiled(), part) for asked, part in branches)

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add the bullets of the branch that is taken."""
        taken = self.otherwise
        for test, items in self._tests:
            if test(page.values.scope):
                taken = items
                break
        bare = True
        for item in taken:
            bare = item.fill(page, texts, htmls) and bare
        return bare


class BulletLoopOp:
    """Bullets repeated for each item of a list."""

    __slots__ = ("_test", "condition", "items", "path", "variable")

    def __init__(
        self,
        variable: str,
        path: str,
        condition: Condition | None,
        items: tuple[Items, ...],
    ) -> None:
        self.variable = variable
        self.path = path
        self.condition = condition
        self._test = _test(condition)
        self.items = items

    def fill(self, page: Page, texts: list[str], htmls: list[str]) -> bool:
        """Add the bullets of each item."""
        outer = page.values
        for seen in turns(outer, self.variable, self.path):
            if self._test is None or self._test(seen):
                page.values = outer.child(seen)
                for item in self.items:
                    item.fill(page, texts, htmls)
                page.values = outer
        return False


class ChoiceOp:
    """Paragraphs under a condition."""

    __slots__ = ("_tests", "branches", "otherwise")

    def __init__(
        self,
        branches: tuple[tuple[Condition, tuple[Op, ...]], ...],
        otherwise: tuple[Op, ...],
    ) -> None:
        self.branches = branches
        self.otherwise = otherwise
        self._tests = tuple((asked.compiled(), part) for asked, part in branches)

    def emit(self, page: Page) -> None:
        """Write the branch that is taken."""
        taken = self.otherwise
        for test, ops in self._tests:
            if test(page.values.scope):
                taken = ops
                break
        for op in taken:
            op.emit(page)


class LoopOp:
    """Paragraphs repeated for each item of a list."""

    __slots__ = ("_test", "condition", "ops", "path", "variable")

    def __init__(
        self, variable: str, path: str, condition: Condition | None, ops: tuple[Op, ...]
    ) -> None:
        self.variable = variable
        self.path = path
        self.condition = condition
        self._test = _test(condition)
        self.ops = ops

    def emit(self, page: Page) -> None:
        """Write the paragraphs of each item."""
        outer = page.values
        for seen in turns(outer, self.variable, self.path):
            if self._test is None or self._test(seen):
                page.values = values = outer.child(seen)
                start = len(page.chunks)
                for op in self.ops:
                    op.emit(page)
                made = page.chunks[start:]
                del page.chunks[start:]
                for variant in made:
                    page.ready(*values.written(variant), variant.origin)
                page.values = outer


Items: TypeAlias = BulletOp | SpreadOp | BulletChoiceOp | BulletLoopOp
"""
What can write bullets. ``fill`` adds each of them, as text and as HTML, and tells
whether they are nothing but values.
"""


def inline_loop(
    variable: str, path: str, condition: Condition | None, fragment: Fragment
) -> Callable[[Values], tuple[str, str]]:
    """Return a function that writes a loop inside a line."""
    test = _test(condition)

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


def _test(condition: Condition | None) -> Test | None:
    return None if condition is None else condition.compiled()
