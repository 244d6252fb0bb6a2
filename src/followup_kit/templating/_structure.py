"""
Elements grouped into paragraphs, lists, buttons and conditional paragraphs.

A group is what stands between blank lines. A tag line that touches text makes a
conditional sentence of that paragraph; alone in its group, a conditional
paragraph. Whatever would straddle the two is a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from followup_kit.templating._elements import (
    Each,
    Either,
    Element,
    Gap,
    Item,
    Press,
    Pull,
    Words,
    include_name,
    is_name,
    read_elements,
)
from followup_kit.templating._faults import At
from followup_kit.templating._inline import read_inline
from followup_kit.templating._scanner import Line, Tag, Text, scan
from followup_kit.templating._tree import (
    Block,
    Bullet,
    BulletChoice,
    BulletLike,
    BulletLoop,
    Button,
    Include,
    LetterFile,
    Link,
    Listing,
    Node,
    NodeChoice,
    NodeLoop,
    Nodes,
    Paragraph,
    Sentence,
    SentenceChoice,
    SentenceLike,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from followup_kit.templating._faults import Faults
    from followup_kit.templating._scanner import Piece

ONE_LINERS = frozenset({"subject", "preheader"})


def read_letter(file: str, source: str, faults: Faults) -> LetterFile:
    """Return the blocks of a template file in order; faults are noted."""
    return _File(file, scan(file, source, faults), faults).run()


class _File:
    def __init__(self, file: str, lines: list[Line], faults: Faults) -> None:
        self._lines = lines
        self._next = 0
        self._at = At(faults, file, 0)
        self._file = file
        self._blocks: dict[str, Block] = {}
        self._order: list[Block | Include] = []

    def run(self) -> LetterFile:
        while self._next < len(self._lines):
            line = self._lines[self._next]
            self._next += 1
            if not line.blank:
                self._top(line)
        return LetterFile(self._file, self._blocks, tuple(self._order))

    def _top(self, line: Line) -> None:
        at = self._at.on(line.number)
        match line.lone_tag:
            case Tag(name="include", rest=rest):
                if name := include_name(rest, at):
                    self._order.append(Include(line.number, name))
            case Tag(name="block", rest=rest):
                self._keep(rest, line, self._body(line), at)
            case _:
                self._one_line(line, at)

    def _one_line(self, line: Line, at: At) -> None:
        match [p for p in line.pieces if not isinstance(p, Text) or p.text.strip()]:
            case [
                Tag(name="block", rest=name),
                *inside,
                Tag(name="endblock", rest=after),
            ] if after in {"", name}:
                content = read_inline(_stripped(inside), at)
                sentence = Sentence(line.number, content)
                paragraph = Paragraph(line.number, (sentence,))
                self._keep(name, line, (paragraph,), at)
            case _:
                at.fault(
                    "outside_block",
                    "Text or a tag stands outside of every block.",
                    "Put it between {% block name %} and {% endblock %}.",
                )

    def _body(self, opening: Line) -> Nodes:
        start = self._next
        while self._next < len(self._lines):
            tag = self._lines[self._next].lone_tag
            if tag and tag.name == "endblock":
                break
            self._next += 1
        else:
            self._at.on(opening.number).fault(
                "unterminated",
                "The block is not closed.",
                "Write {% endblock %} on a line of its own.",
            )
        lines = self._lines[start : self._next]
        self._next += 1
        return nodes_of(read_elements(lines, self._at), self._at)

    def _keep(self, rest: str, line: Line, content: Nodes, at: At) -> None:
        if not is_name(rest):
            at.fault(
                "bad_name",
                "A block has a name of small letters, digits and _.",
                "Write {% block name %}.",
            )
            return
        name = rest
        if name in self._blocks:
            at.fault(
                "duplicate_block",
                f"The block “{name}” stands twice in this file.",
                "Give one of them another name.",
            )
            return
        if name == "original":
            at.fault("reserved", "“original” is reserved.", "Use another name.")
        block = Block(name, self._file, line.number, content)
        self._blocks[name] = block
        self._order.append(block)


def _stripped(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    kept = tuple(pieces)
    if kept and isinstance(kept[0], Text):
        kept = (Text(kept[0].text.lstrip()), *kept[1:])
    if kept and isinstance(kept[-1], Text):
        kept = (*kept[:-1], Text(kept[-1].text.rstrip()))
    return kept


def nodes_of(elements: Iterable[Element], at: At) -> Nodes:
    """Return the nodes that a sequence of elements makes."""
    nodes: list[Node] = []
    group: list[Element] = []
    for element in (*elements, Gap(0)):
        if not isinstance(element, Gap):
            group.append(element)
        elif group:
            nodes += _node(group, at)
            group = []
    return tuple(nodes)


def _node(group: list[Element], at: At) -> list[Node]:
    if all(isinstance(element, Pull) for element in group):
        return [Include(e.line, e.name) for e in group if isinstance(e, Pull)]
    match group:
        case [Press(line=line, pieces=pieces)]:
            return _button(line, pieces, at.on(line))
        case [Either() as either]:
            branches = tuple((c, nodes_of(b, at)) for c, b in either.branches)
            return [NodeChoice(either.line, branches, nodes_of(either.otherwise, at))]
        case [Each() as each] if not _is_items(each):
            head = each.head
            content = nodes_of(each.content, at)
            return [
                NodeLoop(each.line, head.variable, head.path, head.condition, content)
            ]
        case _:
            pass
    return _text(group, at)


def _button(line: int, pieces: tuple[Piece, ...], at: At) -> list[Node]:
    first = pieces[0]
    assert isinstance(first, Text)  # noqa: S101 -- Press is made of such lines only
    inner = [Text(first.text[1:]), *pieces[1:]]
    whole = [
        Text(p.text.replace("]](", "](")) if isinstance(p, Text) else p for p in inner
    ]
    match read_inline(whole, at):
        case (Link() as link,) if whole != inner:
            return [Button(line, link)]
        case _:
            pass
    at.fault(
        "bad_button",
        "A button is a label and an address, alone on its line.",
        "Write [[label]]({{ field }}).",
    )
    return []


def _text(group: list[Element], at: At) -> list[Node]:
    """Make a paragraph or a list of a group of several elements."""
    split = len(group)
    while split and _is_items(group[split - 1]):
        split -= 1
    above, items = group[:split], group[split:]
    for element in above:
        if not _is_words(element):
            at.on(element.line).fault(*_why_not(element))
            return []
    sentences = tuple(_sentence(element, at) for element in above)
    if not items:
        return [Paragraph(group[0].line, sentences)]
    ordered = {item.ordered for item in _items(items)}
    if len(ordered) > 1:
        at.on(items[0].line).fault(
            "mixed_list",
            "Bullets and numbers are mixed in one list.",
            "Use one of them, or put a blank line between two lists.",
        )
    bullets = tuple(_bullet(item, at) for item in items)
    return [Listing(group[0].line, sentences, True in ordered, bullets)]


def _why_not(element: Element) -> tuple[str, str, str]:
    match element:
        case Item():
            return (
                "straddling",
                "Text stands right under a list.",
                "Put a blank line between the list and the text.",
            )
        case Press():
            return (
                "straddling",
                "A button shares its paragraph with other lines.",
                "Put blank lines around the button.",
            )
        case Pull():
            return (
                "straddling",
                "An include touches other text.",
                "Put blank lines around it: it is a paragraph of its own.",
            )
        case _:
            pass
    return (
        "straddling",
        "A tag line touches text, but holds more than sentences of that paragraph.",
        "Put a blank line before the opening and after the closing tag line.",
    )


def _is_words(element: Element) -> TypeGuard[Words | Either]:
    match element:
        case Words():
            return True
        case Either():
            return all(_is_words(inner) for part in element.parts for inner in part)
        case _:
            pass
    return False


def _is_items(element: Element) -> TypeGuard[Item | Either | Each]:
    match element:
        case Item():
            return True
        case Either():
            inner = [one for part in element.parts for one in part]
            return bool(inner) and all(_is_items(one) for one in inner)
        case Each():
            return bool(element.content) and all(map(_is_items, element.content))
        case _:
            pass
    return False


def _items(elements: Sequence[Element]) -> Iterable[Item]:
    for element in elements:
        if isinstance(element, Either):
            for part in element.parts:
                yield from _items(part)
        elif isinstance(element, Each):
            yield from _items(element.content)
        else:
            assert isinstance(element, Item)  # noqa: S101 -- checked by the caller
            yield element


def _sentence(element: Element, at: At) -> SentenceLike:
    if isinstance(element, Either):
        branches = tuple((c, _sentences(b, at)) for c, b in element.branches)
        return SentenceChoice(element.line, branches, _sentences(element.otherwise, at))
    assert isinstance(element, Words)  # noqa: S101 -- checked by the caller
    return Sentence(element.line, read_inline(element.pieces, at.on(element.line)))


def _sentences(elements: Iterable[Element], at: At) -> tuple[SentenceLike, ...]:
    return tuple(_sentence(element, at) for element in elements)


def _bullet(element: Element, at: At) -> BulletLike:
    line = element.line
    if isinstance(element, Either):
        branches = tuple((c, _bullets(b, at)) for c, b in element.branches)
        return BulletChoice(line, branches, _bullets(element.otherwise, at))
    if isinstance(element, Each):
        inner, head = _bullets(element.content, at), element.head
        return BulletLoop(line, head.variable, head.path, head.condition, inner)
    assert isinstance(element, Item)  # noqa: S101 -- checked by the caller
    return Bullet(line, read_inline(element.pieces, at.on(line)))


def _bullets(elements: Iterable[Element], at: At) -> tuple[BulletLike, ...]:
    return tuple(_bullet(element, at) for element in elements)
