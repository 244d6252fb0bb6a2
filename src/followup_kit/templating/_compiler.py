"""Tree to ops: everything that can be settled before data exist is settled here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_kit.templating._faults import file_of
from followup_kit.templating._fragment import Fragment
from followup_kit.templating._guards import NOTHING, Fields, inside_loop, unguarded
from followup_kit.templating._ops import (
    BulletChoiceOp,
    BulletLoopOp,
    BulletOp,
    ChoiceOp,
    Items,
    ListOp,
    LoopedOp,
    LoopOp,
    Op,
    ParagraphOp,
    SpreadOp,
    inline_loop,
)
from followup_kit.templating._origin import Origin
from followup_kit.templating._tree import (
    Bullet,
    BulletChoice,
    BulletLike,
    Button,
    Choice,
    Include,
    Inlines,
    Link,
    Listing,
    Loop,
    Node,
    NodeChoice,
    Nodes,
    Paragraph,
    Sentence,
    SentenceLike,
    Strong,
    Value,
)
from followup_kit.templating._values import BUTTON, escaped
from followup_kit.templating._variant import (
    NO_FRAME,
    PARAGRAPH,
    Format,
    Frame,
    Voice,
)
from followup_kit.templating._writer import address_of


if TYPE_CHECKING:
    from followup_kit.templating._resolution import Placed
    from followup_kit.templating._values import InlineLoop


class Compiler:
    """Compiles the blocks of one letter."""

    def __init__(self, voice: Voice, fields: Fields) -> None:
        self._voice = voice
        self._fields = fields
        self._placed: Placed | None = None
        self._lists = 0
        self.loops: dict[str, InlineLoop] = {}

    def block(self, placed: Placed) -> tuple[Op, ...]:
        """Return the ops of a block in its place."""
        outer, self._placed = self._placed, placed
        ops = self._nodes(placed.block.content)
        self._placed = outer
        return ops

    def line(self, placed: Placed, content: Inlines) -> Fragment:
        """Return the fragment of a block that is a single line."""
        self._placed = placed
        return self._fragment((Sentence(placed.block.line, content),), NO_FRAME)

    def _nodes(self, nodes: Nodes) -> tuple[Op, ...]:
        return tuple(op for node in nodes for op in self._node(node))

    def _node(self, node: Node) -> tuple[Op, ...]:
        match node:
            case Include(name=name):
                return self._include(name)
            case Paragraph(sentences=sentences):
                return (self._paragraph(sentences, node.line),)
            case Listing():
                return (self._listing(node),)
            case Button(link=link):
                sentence = Sentence(node.line, link.label)
                frame = button_frame(link)
                return (ParagraphOp(self._fragment((sentence,), frame)),)
            case NodeChoice(branches=branches, otherwise=otherwise):
                made = tuple((c, self._nodes(n)) for c, n in branches)
                return (ChoiceOp(made, self._nodes(otherwise)),)
            case _:
                ops = self._within(node.variable, node.path, node.content)
                return (LoopOp(node.variable, node.path, node.condition, ops),)

    def _paragraph(self, sentences: tuple[SentenceLike, ...], line: int) -> Op:
        before = len(self.loops)
        fragment = self._fragment(sentences, PARAGRAPH, line)
        return (
            ParagraphOp(fragment) if len(self.loops) == before else LoopedOp(fragment)
        )

    def _within(self, variable: str, path: str, nodes: Nodes) -> tuple[Op, ...]:
        outer = self._fields
        self._fields = inside_loop(outer, variable, path)
        ops = self._nodes(nodes)
        self._fields = outer
        return ops

    def _include(self, name: str) -> tuple[Op, ...]:
        target = self._placed.includes.get(name) if self._placed else None
        return self.block(target) if target else ()

    def _at(self, line: int) -> Origin:
        placed = self._placed
        assert placed is not None  # noqa: S101 -- nodes are compiled inside a block
        file = file_of(placed.block.file)
        return Origin(placed.set, file, line, placed.block.name)

    def _listing(self, node: Listing) -> Op:
        items = tuple(self._bullet(item) for item in node.items)
        lead = above = None
        if node.lead:
            lead = self._fragment(node.lead, NO_FRAME, node.line)
        if len(node.lead) > 1:
            above = self._fragment(node.lead[:-1], PARAGRAPH, node.line)
        self._lists += 1
        key = f"*{self._lists}"
        at = self._at(node.line)
        return ListOp(lead, above, items, at, key, ordered=node.ordered)

    def _bullet(self, bullet: BulletLike) -> Items:
        match bullet:
            case Bullet(content=(Value(path=path, form=None),)) if self._many(path):
                return SpreadOp(path)
            case Bullet(content=content):
                needs = sorted(set(unguarded(content, self._fields, NOTHING)))
                sentence = Sentence(bullet.line, content)
                fragment = self._fragment((sentence,), NO_FRAME)
                bare = len(content) == 1 and isinstance(content[0], Value)
                return BulletOp(fragment, needs[0] if needs else None, bare=bare)
            case BulletChoice(branches=branches, otherwise=otherwise):
                made = tuple((c, self._bullets(b)) for c, b in branches)
                return BulletChoiceOp(made, self._bullets(otherwise))
            case _:
                variable, path = bullet.variable, bullet.path
                outer = self._fields
                self._fields = inside_loop(outer, variable, path)
                items = self._bullets(bullet.items)
                self._fields = outer
                return BulletLoopOp(variable, path, bullet.condition, items)

    def _bullets(self, bullets: tuple[BulletLike, ...]) -> tuple[Items, ...]:
        return tuple(self._bullet(bullet) for bullet in bullets)

    def _many(self, path: str) -> bool:
        field = self._fields.get(path)
        return field is not None and field.many

    def _fragment(
        self, sentences: tuple[SentenceLike, ...], frame: Frame, line: int = 0
    ) -> Fragment:
        loops: dict[int, str] = {}
        self._find_loops(sentences, loops)
        origin = self._at(line or sentences[0].line)
        return Fragment(sentences, self._voice, origin, frame=frame, loops=loops)

    def _find_loops(
        self, sentences: tuple[SentenceLike, ...], found: dict[int, str]
    ) -> None:
        for sentence in sentences:
            if isinstance(sentence, Sentence):
                self._inline_loops(sentence.content, found)
            else:
                for _, branch in sentence.branches:
                    self._find_loops(branch, found)
                self._find_loops(sentence.otherwise, found)

    def _inline_loops(self, content: Inlines, found: dict[int, str]) -> None:
        for part in content:
            match part:
                case Strong(content=inner) | Link(label=inner):
                    self._inline_loops(inner, found)
                case Choice(branches=branches, otherwise=otherwise):
                    for _, branch in branches:
                        self._inline_loops(branch, found)
                    self._inline_loops(otherwise, found)
                case Loop():
                    found[id(part)] = self._inline_loop(part)
                case _:
                    pass

    def _inline_loop(self, loop: Loop) -> str:
        inner: dict[int, str] = {}
        self._inline_loops(loop.content, inner)
        sentences = (Sentence(0, loop.content),)
        fragment = Fragment(
            sentences, self._voice, self._at(0), loops=inner, whole=False
        )
        key = f"~{len(self.loops)}"
        self.loops[key] = inline_loop(
            loop.variable, loop.path, loop.condition, fragment
        )
        return key


def button_frame(link: Link) -> Frame:
    """Return what stands around the label of a button."""
    address = address_of(link.target)
    before, after, _ = PARAGRAPH
    opening = Format(
        f'{before.text}<a class="button" href="{escaped(address.text)}" style="%s">',
        (*address.keys, BUTTON),
    )
    under = Format(f"\n{address.text}", address.keys)
    return Frame(opening, f"</a>{after}", under)
