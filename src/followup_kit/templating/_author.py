"""Writes the program of a whole letter: what it reads, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from followup_kit.templating._conditions import Known
from followup_kit.templating._desk import ABOVE, Desk, Passage
from followup_kit.templating._dressing import dress
from followup_kit.templating._links import is_safe_address
from followup_kit.templating._listing import looks_like_bullet
from followup_kit.templating._page import LONGEST_LIST, one_line
from followup_kit.templating._passages import Passages
from followup_kit.templating._patterns import pattern_without, placeholders
from followup_kit.templating._phrasing import (
    Key,
    Phrasing,
    Words,
    ask,
    forked,
    leaves_of,
)
from followup_kit.templating._program import (
    Program,
    Slot,
    UnwritableError,
    expression,
    literal,
)
from followup_kit.templating._tree import Sentence
from followup_kit.templating._values import (
    ENDS,
    LARGEST_OUTPUT,
    PDI,
    escaped,
    stop_after,
)
from followup_kit.templating._variables import GETTERS, Flow, Variables
from followup_kit.templating._wording import ends_sentence


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._letter import Body
    from followup_kit.templating._phrases import Phrases, Row
    from followup_kit.templating._phrasing import Tree
    from followup_kit.templating._program import Pieces
    from followup_kit.templating._trail import Trail
    from followup_kit.templating._variables import ItemVariables

_HEAD: Final = "def write(g, n, s, gender, writer, cap, style):"
_MOST_LOOPS: Final = 8
_MOST_PARTS: Final = 3
_GENDERS: Final = ("feminine", "masculine")


_PLAIN_LINK: Final = re.compile(
    r"https://(?:[a-z0-9]{1,20}+(?:-[a-z0-9]{1,20}+){0,2}\.){1,3}[a-z]{2,24}"
    r"(?:/[A-Za-z0-9._~/?=&+-]{0,300}+)?"
)
"""What most links are like; ``check_link`` accepts all of it, and much more."""

_SMALL: Final = LARGEST_OUTPUT // 4
"""What cannot exceed the budgets of a message, however they are counted."""


_KNOWN: Final[Mapping[str, object]] = {
    "dict": dict,
    "dress": dress,
    "ends": frozenset((*ENDS, PDI, '"')),
    "enumerate": enumerate,
    "escaped": escaped,
    "is_link": is_safe_address,
    "is_plain_link": _PLAIN_LINK.fullmatch,
    "len": len,
    "like_bullet": looks_like_bullet,
    "most": LONGEST_LIST,
    "one_line": one_line,
    "sequences": frozenset((tuple, list)),
    "slice": slice,
    "small": _SMALL,
    "stop_after": stop_after,
    "str": str,
    "tuple": tuple,
    "type": type,
}
"""What every program sees."""


class Author:
    """
    Writes the program of one letter.

    Args:
        body: What the letter says.
        phrases: What its locale says around it.
        formality: Its formality.
        trail: Gets the paragraphs that it may have.
    """

    def __init__(
        self, body: Body, phrases: Phrases, formality: str, trail: Trail
    ) -> None:
        self._body = body
        self._phrases = phrases
        self._formality = formality
        self._trail = trail
        self._program = Program()
        self._program.known.update(_KNOWN)
        self._variables = Variables(self._program, phrases.sentences(formality))
        self._desk = Desk(self._variables, trail)

    def write(self, *, whole: bool) -> tuple[str, Callable[..., Any]]:
        """
        Return the source of the function, and the function.

        Args:
            whole: Whether the letter is greeted and signed.

        Raises:
            UnwritableError: The letter has what no function is made for.
        """
        with self._program.aside() as lines:
            subject = self._one_line(self._body.subject)
            preheader = self._one_line(self._body.preheader)
            passage = self._whole() if whole else self._short()
            self._program.store("t", passage.text)
            self._program.store("b", passage.html)
            self._leave_if("not t or len(t) + len(b) > small")
            if not whole:
                # Nothing stands above the first paragraph, and nobody wants HTML.
                self._program.line(f"t, b = t[{len(ABOVE[0])}:], ''")
            masks = [f"m | {passage.mask}", *map("tuple({})".format, self._desk.turns)]
            mask = f"({', '.join(masks)})" if self._desk.turns else masks[0]
            self._program.line(f"return {subject}, {preheader}, t, b, {mask}")
        self._prelude()
        self._program.extend(lines)
        return self._program.source(_HEAD), self._program.compiled(_HEAD)

    # --- what it says ---------------------------------------------------------

    def _one_line(self, fragment: Fragment | None) -> str:
        """Add the lines of a subject; return its variable."""
        name = self._program.fresh("o")
        if fragment is None:
            return "''"
        tree = Phrasing(fragment).tree(fragment.sentences, capital=False)

        def act(words: Words | None, flow: Flow) -> None:
            if words is None:
                self._program.store(name, ())
                return
            self._desk.ready(words, flow)
            text = expression(self._desk.text((*words.text, *words.links)))
            self._program.line(f"{name} = one_line({text})")

        ask(self._variables, tree, Flow(), act)
        return name

    def _short(self) -> Passage:
        return self._passages().sequence(self._body.ops, Flow(capital=None))

    def _whole(self) -> Passage:
        greeting = self._greeting()
        body = self._passages().sequence(self._body.ops, greeting.flow)
        closing = self._closing(body.flow)
        signature = self._signature(closing.flow)
        parts = (greeting, body, closing, signature)
        return Passage(
            tuple(piece for part in parts for piece in part.text),
            tuple(piece for part in parts for piece in part.html),
            sum(part.mask for part in parts),
            signature.flow,
        )

    def _passages(self) -> Passages:
        return Passages(self._desk, self._phrases.bulleted, self._phrases.numbered)

    def _greeting(self) -> Passage:
        """Add the choice among greetings."""
        rows = self._phrases.rows(self._formality)
        capitals = {not row.runs_on for row in rows}
        capital = capitals.pop() if len(capitals) == 1 else None
        p, q = self._program.fresh("p"), self._program.fresh("q")
        head = "if"
        for row in rows:
            asked = self._fits(row)
            with self._program.under(f"{head} {' and '.join(asked) or 'type'}:"):
                self._row(row, p, q)
                if capital is not True:
                    self._program.line(f"cap = {not row.runs_on}")
            head = "elif"
        with self._program.under("else:"):
            self._program.line("return None")
        bit = self._trail.bit(rows[0].fragment.origin)
        return Passage((Slot(p),), (Slot(q),), bit, Flow(capital=capital))

    def _fits(self, row: Row) -> list[str]:
        asked = [self._variables.raw(need) for need in sorted(row.needs)]
        if row.gender is not None:
            asked.append(f"gender == {literal(row.gender)}")
        if row.writer is not None:
            asked.append(f"writer == {literal(row.writer)}")
        return asked

    def _row(self, row: Row, p: str, q: str) -> None:
        tree = said(row.fragment)
        text, html, _ = self._desk.framed(
            [tree], row.fragment, Flow(row.needs), above=("", "")
        )
        self._program.store(p, text)
        self._program.store(q, html)

    def _closing(self, flow: Flow) -> Passage:
        """Add the words above the signature."""
        fragment = self._phrases.closing(self._formality)
        trees: list[tuple[str, Tree]] = []
        for gender in _GENDERS:
            other = self._phrases.closing(self._formality, gender)
            trees.append((f"writer == {literal(gender)}", said(other)))
        tree = forked(trees, said(fragment))
        text, html, flow = self._desk.framed([tree], fragment, flow)
        return Passage(text, html, self._trail.bit(fragment.origin), flow)

    def _signature(self, flow: Flow) -> Passage:
        """Add the lines of the signature that have something to say."""
        fragment = self._phrases.signature({})
        trees = signature_trees(self._phrases.signature_lines, fragment)
        bit = self._trail.bit(fragment.origin)
        p, q = self._program.fresh("p"), self._program.fresh("q")
        text: Pieces = ()
        html: Pieces = ()
        for tree in trees:
            made = self._desk.told_below(tree, flow, "\n", "<br>")
            text, html = text + made[0], html + made[1]
        self._program.store(p, text)
        with self._program.under(f"if {p}:"):
            before, after, _ = fragment.frame
            self._program.line(f"{p} = {literal(ABOVE[0])} + {p}[1:]")
            self._program.line(f"{q} = ({expression(html)})[{len('<br>')}:]")
            self._program.store(q, (ABOVE[1] + before.text, Slot(q), after))
            self._program.line(f"m |= {bit}")
        with self._program.under("else:"):
            self._program.line(f"{q} = ''")
        return Passage((Slot(p),), (Slot(q),), 0, flow)

    # --- what it reads --------------------------------------------------------

    def _prelude(self) -> None:
        """Add the lines that read the values, and put them in their clothes."""
        variables, line = self._variables, self._program.line
        if len(variables.loops) > _MOST_LOOPS:
            raise UnwritableError
        for key, name in variables.raws.items():
            getter = GETTERS.get(key[0], "g")
            line(f"{name} = {getter}({literal(key if getter == 'g' else key[1:])})")
        for path, name in variables.lists.items():
            line(f"{name} = {variables.raw(path)} or ()")
            unfit = [f"type({name}) not in sequences", f"len({name}) > most"]
            if path in variables.spreads:
                unfit.append(f"'' in {name}")
            self._leave_if(" or ".join(unfit))
        for loop in variables.loops:
            self._check_items(loop)
        for masks in self._desk.turns:
            line(f"{masks} = []")
        line("m = 0")
        self._dress()

    def _leave_if(self, condition: str) -> None:
        with self._program.under(f"if {condition}:"):
            self._program.line("return None")

    def _check_items(self, loop: ItemVariables) -> None:
        """Add the checks that the items of a loop are what its body takes them for."""
        fields = loop.fields()
        if not fields:
            return
        given = [f"g({literal(f'{loop.variable}.{field}')})" for field in fields]
        self._leave_if(" or ".join(f"{one} is not None" for one in given))
        with self._program.under(f"for i in {loop.walked}:"):
            self._leave_if("type(i) is not dict")

    def _dress(self) -> None:
        variables, line = self._variables, self._program.line
        given = [f"{variables.raw(key)} or ''" for key in variables.texts]
        places: list[tuple[str, str, int]] = []
        for path, place in variables.spreads.items():
            given.append(f"*{variables.lists[path]}")
            places.append((place, variables.lists[path], 0))
        for loop in variables.loops:
            texts = loop.text_fields()
            if texts:
                given.append(_gathered(loop, texts))
                places.append((loop.place, loop.walked, len(texts)))
        rtl = self._phrases.rtl is True
        line(f"d = dress([{', '.join([*given, literal('')])}], {rtl})")
        self._leave_if("d is None")
        line("x, h = d")
        self._unpack(places)

    def _unpack(self, places: list[tuple[str, str, int]]) -> None:
        """Add the lines that give each text its variable, or its place."""
        line = self._program.line
        numbers = self._variables.texts.values()
        for kind in "xh" if numbers else "":
            names = "".join(f"{kind}{number}, " for number in numbers)
            line(f"{names}= {kind}[:{len(numbers)}]")
        line(f"j = {len(numbers)}")
        for place, walked, size in places:
            if size:
                line(f"{place} = j")
                line(f"j += len({walked}) * {size}")
            else:
                line(f"{place} = slice(j, j + len({walked}))")
                line(f"j += len({walked})")


def _gathered(loop: ItemVariables, texts: tuple[str, ...]) -> str:
    """Return the expression of all texts of a loop's items."""
    if texts == (loop.variable,):
        return f"*{loop.walked}"
    start = len(loop.variable) + 1
    fields = "".join(f"i.get({literal(key[start:])}) or '', " for key in texts)
    return f"*[y for i in {loop.walked} for y in ({fields})]"


def said(fragment: Fragment) -> Tree:
    """
    Return what a greeting or a closing says.

    Raises:
        UnwritableError: It may say nothing.
    """
    tree = Phrasing(fragment).tree(fragment.sentences, capital=False)
    if None in leaves_of(tree):
        raise UnwritableError
    return tree


def signature_trees(lines: Sequence[str], fragment: Fragment) -> list[Tree]:
    """
    Return what each line of a signature says, by the parts that are given.

    Raises:
        UnwritableError: What a line says depends on others.
    """
    phrasing = Phrasing(fragment)
    pairs: list[tuple[Tree, Tree]] = []
    for pattern in lines:
        names = tuple(dict.fromkeys(placeholders(pattern)))
        if len(names) > _MOST_PARTS:
            raise UnwritableError
        one, other = (
            _line_tree(phrasing, pattern, names, frozenset(), capital=capital)
            for capital in (False, True)
        )
        pairs.append((one, other))
    trees = [one for one, _ in pairs]
    if any(one != other for one, other in pairs) and any(
        _may_end_sentence(words) for tree in trees for words in leaves_of(tree) if words
    ):
        raise UnwritableError
    return trees


def _line_tree(
    phrasing: Phrasing,
    pattern: str,
    names: tuple[str, ...],
    missing: frozenset[str],
    *,
    capital: bool,
) -> Tree:
    if names:
        first, rest = names[0], names[1:]
        given = _line_tree(phrasing, pattern, rest, missing, capital=capital)
        without = _line_tree(
            phrasing, pattern, rest, missing | {first}, capital=capital
        )
        return forked([(Known(f"${first}"), given)], without)
    line = pattern_without(pattern, "$", missing)
    return phrasing.tree((Sentence(0, line),), capital=capital) if line else None


def _may_end_sentence(words: Words) -> bool:
    last = words.text[-1]
    return last.key[0] in ENDS if isinstance(last, Key) else ends_sentence(last)
