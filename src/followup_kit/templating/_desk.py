"""Where the lines of a program are written: words, conditions, turns of a loop."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from followup_kit.templating._phrasing import (
    Key,
    Parts,
    Words,
    ask,
    asking,
    filled,
    leaves_of,
    parts_of,
    sentences_of,
)
from followup_kit.templating._program import Pieces, Slot, expression
from followup_kit.templating._variables import Flow, ItemVariables, is_plain
from followup_kit.templating._writer import JOINS


if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from followup_kit.templating._conditions import Condition
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._phrasing import Tree
    from followup_kit.templating._program import Program
    from followup_kit.templating._trail import Trail
    from followup_kit.templating._variables import Variables
    from followup_kit.templating._variant import Frame

ABOVE = ("\n\n", "\n")
"""What separates a paragraph from the one above, in text and in HTML."""

Cut: TypeAlias = "Callable[[Words], tuple[Parts, Parts, Parts]]"
"""What becomes of words: text, addresses under all of the text, HTML."""


class Passage(NamedTuple):
    """
    What a part of a letter adds to it.

    Attributes:
        text: Plain text, with a blank line above each paragraph.
        html: The same as HTML, with a line break above each paragraph.
        mask: The bits of the paragraphs that are there in any case.
        flow: What is certain after it.
    """

    text: Pieces
    html: Pieces
    mask: int
    flow: Flow


class Desk:
    """
    Where the lines of a program are written.

    Attributes:
        program: The program.
        variables: What is seen at this point.
        trail: The paragraphs there may be at this point.
        turns: Variables that hold the masks of the turns of each loop, in order.
    """

    def __init__(self, variables: Variables, trail: Trail) -> None:
        self.program: Program = variables.program
        self.variables: Variables = variables
        self.trail: Trail = trail
        self.turns: list[str] = []
        self._mask = "m"

    def paragraph(
        self, fragment: Fragment, flow: Flow, bit: int, *, value: bool = False
    ) -> Passage:
        """
        Add a paragraph.

        Args:
            fragment: What it says.
            flow: What is certain above it.
            bit: What tells that it is there.
            value: Whether a value at its beginning must not look like a bullet.
        """
        trees = sentences_of(fragment, flow.capital)
        certain = any(None not in leaves_of(tree) for tree in trees)
        mask = 0 if certain else bit
        text, html, there = self.framed(trees, fragment, flow, mask=mask, value=value)
        if flow.capital is not True and not mask:
            self.program.line("cap = True")
        capital = True if flow.capital is True or not mask else None
        return Passage(text, html, bit - mask, there._replace(capital=capital))

    def framed(
        self,
        trees: list[Tree],
        fragment: Fragment,
        flow: Flow,
        *,
        above: tuple[str, str] = ABOVE,
        mask: int = 0,
        value: bool = False,
    ) -> tuple[Pieces, Pieces, Flow]:
        """Add the lines of a paragraph; return text, HTML, and what is certain."""
        frame = fragment.frame
        flow = self.variables.make_ready((*frame.before.keys, *frame.under.keys), flow)
        if len(trees) == 1:
            cut = _whole(frame, above)
            text, _, html, flow = self._told(trees[0], flow, cut, mask, value=value)
            return text, html, flow
        text, links, html, flow = self._sentences(trees, fragment, flow, value=value)
        before = self.html(parts_of(frame.before))
        html = (above[1], *before, *html, frame.after)
        return (above[0], *text, *links), html, flow

    def _sentences(
        self, trees: list[Tree], fragment: Fragment, flow: Flow, *, value: bool
    ) -> tuple[Pieces, Pieces, Pieces, Flow]:
        """Add the lines of sentences; return text, addresses, HTML, what is certain."""
        text: Pieces = ()
        links: Pieces = ()
        html: Pieces = ()
        join, brake = JOINS[fragment.voice.lines]
        opens = None in leaves_of(trees[0])
        for index, tree in enumerate(trees):
            joins = opens or index > 0
            cut = _beginning(*(((join,), (brake,)) if joins else ((), ())))
            may_be_first = opens or index == 0
            more = self._told(tree, flow, cut, 0, value=value and may_be_first)
            text, links, html = text + more[0], links + more[1], html + more[2]
            flow = more[3]
        if opens:
            text, html = self._without(text, join), self._without(html, brake)
        return text, links, html, flow

    def _without(self, pieces: Pieces, join: str) -> Pieces:
        """Add a line that takes what joins sentences from before the first of them."""
        name = self.program.fresh("p")
        self.program.line(f"{name} = ({expression(pieces)})[{len(join)}:]")
        return (Slot(name),)

    def told_below(
        self, tree: Tree, flow: Flow, join: str, brake: str
    ) -> tuple[Pieces, Pieces]:
        """Add the lines of a line of text under others; return text and HTML."""
        text, _, html, _ = self._told(tree, flow, _beginning((join,), (brake,)), 0)
        return text, html

    def _told(
        self, tree: Tree, flow: Flow, cut: Cut, mask: int, *, value: bool = False
    ) -> tuple[Pieces, Pieces, Pieces, Flow]:
        """Add the lines of a tree; return text, addresses, HTML, what is certain."""
        if tree is None:
            return (), (), (), flow
        if isinstance(tree, Words):
            flow = self.ready(tree, flow, value=value)
            text, links, html = cut(tree)
            return self.text(text), self.text(links), self.html(html), flow
        with_links = any(cut(words)[1] for words in leaves_of(tree) if words)
        names = [self.program.fresh(kind) for kind in ("pqu" if with_links else "pq")]

        def act(words: Words | None, there: Flow) -> None:
            if words is None:
                self.program.line(f"{' = '.join(names)} = ''")
                return
            there = self.ready(words, there, value=value)
            text, links, html = cut(words)
            made = self.text(text), self.html(html), self.text(links)
            for name, pieces in zip(names, made, strict=False):
                self.program.store(name, pieces)
            self.mark(mask, there)

        ask(self.variables, tree, flow, act)
        said, marked, *linked = [Slot(name) for name in names]
        return (said,), tuple(linked), (marked,), flow

    def ready(self, words: Words, flow: Flow, *, value: bool = False) -> Flow:
        """Add the lines after which the values of words are text."""
        first = words.text[0] if words.text else ""
        if value and isinstance(first, Key) and is_plain(first.key):
            # At the margin it would read as an entry of the letter's own lists.
            raw = self.variables.raw(first.key)
            self.variables.leave_unless(f"not like_bullet({raw})")
        return self.variables.make_ready(words.keys(), flow)

    def text(self, parts: Parts) -> Pieces:
        """Return parts as plain text."""
        return filled(parts, self.variables, 0)

    def html(self, parts: Parts) -> Pieces:
        """Return parts as HTML."""
        return filled(parts, self.variables, 1)

    def mark(self, mask: int, flow: Flow) -> None:
        """Add that paragraphs are there."""
        if mask:
            self.program.line(f"{self._mask} |= {mask}")
            if flow.capital is not True:
                self.program.line("cap = True")

    def branches(
        self,
        asked: Iterable[tuple[Condition, Callable[[Flow], Flow]]],
        otherwise: Callable[[Flow], Flow],
        flow: Flow,
    ) -> Flow:
        """Add conditions with what is done under each; return what is certain."""
        ends: list[Flow] = []
        head, there = "if", flow
        for condition, act in asked:
            question, held, there = asking(self.variables, condition, there)
            with self.program.under(f"{head} {question}:"):
                ends.append(act(held))
            head = "elif"
        with self.program.under("else:"):
            ends.append(otherwise(there))
        return met(flow, ends)

    @contextmanager
    def walk(
        self, variable: str, path: str, condition: Condition | None, flow: Flow
    ) -> Generator[Flow]:
        """Add the lines of a loop; what is written inside of it is its body."""
        outer = self.variables
        self.variables = inner = ItemVariables(outer, variable, path)
        capital = True if flow.capital is True else None
        there = flow._replace(capital=capital)
        walked = f"enumerate({inner.walked}, 1)"
        with self.program.under(f"for {inner.turn}, {inner.item} in {walked}:"):
            with self.program.aside() as lines:
                if condition is not None:
                    question, there, _ = asking(inner, condition, there)
                    with self.program.under(f"if not ({question}):"):
                        self.program.line("continue")
                yield there
            for line in inner.top():
                self.program.line(line)
            self.program.extend(lines)
        self.variables = outer

    @contextmanager
    def turn(self) -> Generator[tuple[str, str]]:
        """Give the turns of a loop a mask of their own."""
        outer = self.trail, self._mask
        self.trail, self._mask = self.trail.loop(), self.program.fresh("m")
        masks = self.program.fresh("w")
        self.turns.append(masks)
        yield self._mask, masks
        self.trail, self._mask = outer


def met(flow: Flow, ends: Iterable[Flow]) -> Flow:
    """Return what is certain after branches that were entered with a flow."""
    capitals = {end.capital for end in ends}
    return flow._replace(capital=capitals.pop() if len(capitals) == 1 else None)


def _whole(frame: Frame, above: tuple[str, str]) -> Cut:
    before, under = parts_of(frame.before), parts_of(frame.under)
    return lambda words: (
        (above[0], *words.text, *words.links, *under),
        (),
        (above[1], *before, *words.html, frame.after),
    )


def _beginning(text: Parts, html: Parts) -> Cut:
    return lambda words: ((*text, *words.text), words.links, (*html, *words.html))
