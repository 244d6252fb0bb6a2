"""The parts of a letter as lines of a program: lists, choices, loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_kit.templating._desk import ABOVE, Desk, Passage
from followup_kit.templating._listing import NEXT_ITEM, TIGHT
from followup_kit.templating._ops import (
    BulletChoiceOp,
    BulletOp,
    ChoiceOp,
    ListOp,
    LoopOp,
    ParagraphOp,
    SpreadOp,
)
from followup_kit.templating._phrasing import Key, Phrasing, Words, ask
from followup_kit.templating._program import Slot, UnwritableError, expression, literal
from followup_kit.templating._variables import Flow, is_plain


if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from followup_kit.templating._listing import ListStyle
    from followup_kit.templating._ops import Items, Op
    from followup_kit.templating._phrasing import Parts
    from followup_kit.templating._program import Pieces


class Passages:
    """
    Writes the parts of a letter.

    Args:
        desk: Where the lines go.
        bulleted: How lists are set.
        numbered: How numbered lists are set.
    """

    def __init__(self, desk: Desk, bulleted: ListStyle, numbered: ListStyle) -> None:
        self._desk = desk
        self._program = desk.program
        self._styles = {False: bulleted, True: numbered}

    def sequence(self, ops: Sequence[Op], flow: Flow) -> Passage:
        """Add what several parts add."""
        text: Pieces = ()
        html: Pieces = ()
        mask = 0
        for op in ops:
            made = self._part(op, flow)
            text, html = text + made.text, html + made.html
            mask |= made.mask
            flow = made.flow
        return Passage(text, html, mask, flow)

    def _part(self, op: Op, flow: Flow) -> Passage:
        match op:
            case ParagraphOp(fragment=fragment):
                bit = self._desk.trail.bit(fragment.origin)
                return self._desk.paragraph(fragment, flow, bit, value=True)
            case ListOp():
                return self._list(op, flow)
            case ChoiceOp():
                return self._choice(op, flow)
            case LoopOp():
                return self._loop(op, flow)
            case _:
                raise UnwritableError

    def _choice(self, op: ChoiceOp, flow: Flow) -> Passage:
        p, q = self._program.fresh("p"), self._program.fresh("q")

        def arm(ops: Sequence[Op]) -> Callable[[Flow], Flow]:
            return lambda there: self._stored(p, q, self.sequence(ops, there))

        asked = [(condition, arm(ops)) for condition, ops in op.branches]
        flow = self._desk.branches(asked, arm(op.otherwise), flow)
        return Passage((Slot(p),), (Slot(q),), 0, flow)

    def _stored(self, p: str, q: str, passage: Passage) -> Flow:
        self._program.store(p, passage.text)
        self._program.store(q, passage.html)
        # That the next paragraph begins with a capital is said where one is written.
        self._desk.mark(passage.mask, Flow())
        return passage.flow

    def _loop(self, op: LoopOp, flow: Flow) -> Passage:
        p, q = self._program.fresh("p"), self._program.fresh("q")
        self._program.line(f"{p} = {q} = ''")
        with (
            self._desk.turn() as (mask, masks),
            self._desk.walk(op.variable, op.path, op.condition, flow) as there,
        ):
            self._program.line(f"{mask} = 0")
            made = self.sequence(op.ops, there)
            self._program.line(f"{p} += {expression(made.text)}")
            self._program.line(f"{q} += {expression(made.html)}")
            self._program.line(f"{masks}.append({mask} | {made.mask})")
        after = flow if flow.capital is True else flow._replace(capital=None)
        return Passage((Slot(p),), (Slot(q),), 0, after)

    # --- lists ----------------------------------------------------------------

    def _list(self, op: ListOp, flow: Flow) -> Passage:
        a, b, p, q = (self._program.fresh(kind) for kind in "abpq")
        bit = self._desk.trail.bit(op.origin)
        items = op.items
        match items:
            case (SpreadOp(path=path), *rest):
                place = self._desk.variables.spread(path)
                self._program.line(f"{a}, {b} = x[{place}], h[{place}]")
                items = tuple(rest)
            case _:
                self._program.line(f"{a}, {b} = [], []")
        bare = " and ".join(self._bullets(items, (a, b), flow)) or "True"
        with self._program.under(f"if {a}:"):
            self._led(op, flow, (a, b, p, q), bare)
            self._desk.mark(bit, flow)
        with self._program.under("else:"):
            self._above(op, flow, (p, q), bit)
        capital = True if flow.capital is True else None
        return Passage((Slot(p),), (Slot(q),), 0, flow._replace(capital=capital))

    def _led(
        self, op: ListOp, flow: Flow, names: tuple[str, str, str, str], bare: str
    ) -> None:
        """Add the list that has items, under its lead-in."""

        def act(words: Words | None, there: Flow) -> None:
            if words is None:
                self._listed(op, names, "alone")
                return
            self._desk.ready(words, there)
            text = self._desk.text((*words.text, *words.links))
            html = self._desk.html(words.html)
            runs_in = bare if words.colon and not op.ordered else "False"
            said = f"{expression(text)}, {expression(html)}, "
            if op.ordered:
                self._listed(op, names, "below", said, f", {runs_in}")
                return
            self._bulleted(names, text, html, runs_in)
            with self._program.under("else:"):
                self._listed(op, names, "below", said, f", {runs_in}")

        if op.lead is None:
            act(None, flow)
            return
        tree = Phrasing(op.lead).tree(op.lead.sentences, capital=flow.capital)
        ask(self._desk.variables, tree, flow, act)

    def _listed(
        self,
        op: ListOp,
        names: tuple[str, str, str, str],
        way: str,
        before: str = "",
        after: str = "",
    ) -> None:
        """Add the call of what sets a list in one of its ways."""
        a, b, p, q = names
        style = self._program.constant("s", self._styles[op.ordered])
        self._program.line(f"{p}, {q} = {style}.{way}({before}{a}, {b}{after})")
        self._program.store(p, (ABOVE[0], Slot(p)))
        self._program.store(q, (ABOVE[1], Slot(q)))

    def _bulleted(
        self, names: tuple[str, str, str, str], text: Pieces, html: Pieces, runs_in: str
    ) -> None:
        """Add what most lists are: bullets of one line each, under their lead-in."""
        a, b, p, q = names
        style = self._styles[False]
        y, z = self._program.fresh("y"), self._program.fresh("z")
        self._program.line(f"{y} = {literal(style.between)}.join({a})")
        several = "" if runs_in == "False" else f"len({a}) > 1 and "
        with self._program.under(f"if {several}{y}.count('\\n') < len({a}):"):
            self._program.line(f"{z} = {literal(NEXT_ITEM)}.join({b})")
            self._program.store(p, (ABOVE[0], *text, style.between, Slot(y)))
            above = (ABOVE[1], TIGHT, *html, "</p>", style.head)
            self._program.store(q, (*above, Slot(z), style.tail))

    def _above(self, op: ListOp, flow: Flow, names: tuple[str, str], bit: int) -> None:
        """Add what is left of the lines above a list that is empty."""
        if op.above is None:
            self._program.line(f"{' = '.join(names)} = ''")
        else:
            self._stored(*names, self._desk.paragraph(op.above, flow, bit))

    def _bullets(
        self, items: Sequence[Items], names: tuple[str, str], flow: Flow
    ) -> tuple[str, ...]:
        """Add bullets; return conditions under which they are nothing but values."""
        return tuple(
            dict.fromkeys(b for i in items for b in self._bullet(i, names, flow))
        )

    def _bullet(
        self, item: Items, names: tuple[str, str], flow: Flow
    ) -> tuple[str, ...]:
        match item:
            case SpreadOp(path=path):
                place = self._desk.variables.spread(path)
                self._program.line(f"{names[0]} += x[{place}]")
                self._program.line(f"{names[1]} += h[{place}]")
                return ()
            case BulletOp():
                self._single(item, names, flow)
                return () if item.bare else ("False",)
            case BulletChoiceOp():
                return self._chosen(item, names, flow)
            case _:
                walked = item.variable, item.path, item.condition
                with self._desk.walk(*walked, flow) as there:
                    self._bullets(item.items, names, there)
                return ("False",)

    def _chosen(
        self, item: BulletChoiceOp, names: tuple[str, str], flow: Flow
    ) -> tuple[str, ...]:
        bare = self._program.fresh("r")

        def arm(items: Sequence[Items]) -> Callable[[Flow], Flow]:
            def act(there: Flow) -> Flow:
                only = self._bullets(items, names, there)
                self._program.line(f"{bare} = {' and '.join(only) or 'True'}")
                return there

            return act

        asked = [(condition, arm(items)) for condition, items in item.branches]
        self._desk.branches(asked, arm(item.otherwise), flow)
        return (bare,)

    def _single(self, item: BulletOp, names: tuple[str, str], flow: Flow) -> None:
        if item.needs is None:
            self._worded(item, names, flow)
            return
        with self._program.under(f"if {self._desk.variables.raw(item.needs)}:"):
            self._worded(item, names, flow.with_ready((item.needs,)))

    def _worded(self, item: BulletOp, names: tuple[str, str], flow: Flow) -> None:
        def act(words: Words | None, there: Flow) -> None:
            if words is None:
                self._program.line("pass")
                return
            self._desk.ready(words, there)
            parts = (*words.text, *words.links)
            text = expression(self._desk.text(parts))
            if not _ends_in_words(parts):
                text = f"({text}).rstrip()"
            added = [
                f"{names[0]}.append({text})",
                f"{names[1]}.append({expression(self._desk.html(words.html))})",
            ]
            if _surely_says_something(parts):
                for line in added:
                    self._program.line(line)
                return
            said = self._program.fresh("t")
            self._program.line(f"{said} = {text}")
            with self._program.under(f"if {said}:"):
                self._program.line(f"{names[0]}.append({said})")
                self._program.line(added[1])

        tree = Phrasing(item.fragment).tree(item.fragment.sentences, capital=False)
        ask(self._desk.variables, tree, flow, act)


def _ends_in_words(parts: Parts) -> bool:
    last = parts[-1]
    return isinstance(last, str) and last == last.rstrip()


def _surely_says_something(parts: Parts) -> bool:
    return any(
        is_plain(part.key) if isinstance(part, Key) else part.strip() for part in parts
    )
