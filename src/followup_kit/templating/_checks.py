"""
A letter against the schema: every rule that can be broken before data exist.

This walks the blocks in their place and knows what is guarded there; single
lines are judged by :mod:`_line_checks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup_kit.templating._faults import At
from followup_kit.templating._guards import (
    NOTHING,
    known_if,
    known_unless,
    unguarded,
)
from followup_kit.templating._line_checks import Kind, check_line
from followup_kit.templating._tree import (
    Bullet,
    BulletChoice,
    BulletLike,
    Button,
    Include,
    Listing,
    Node,
    NodeChoice,
    Nodes,
    Paragraph,
    Sentence,
    SentenceLike,
    Value,
)
from followup_kit.templating._view import Context, View


if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup_kit.templating._guards import Fields
    from followup_kit.templating._resolution import Placed, Plan

_LARGEST: Final = 3_000


class Checker:
    """Checks one letter; faults are noted with file and line."""

    def __init__(self, context: Context, fields: Fields) -> None:
        self._context = context
        self._fields = fields
        self._size = 0

    def plan(self, plan: Plan) -> None:
        """Check every block of a letter."""
        for placed in (plan.subject, plan.preheader):
            if placed is not None:
                self._one_liner(placed)
        for placed in plan.body:
            at = At(self._context.faults, placed.block.file, placed.block.line)
            view = View(self._context, self._fields, NOTHING, at)
            self._nodes(placed.block.content, view, placed)

    def _one_liner(self, placed: Placed) -> None:
        at = At(self._context.faults, placed.block.file, placed.block.line)
        match placed.block.content:
            case (Paragraph(sentences=(Sentence(content=content),)),):
                view = View(self._context, self._fields, NOTHING, at)
                check_line(content, view, "subject")
            case _:
                at.fault(
                    "not_one_line",
                    f"“{placed.block.name}” is not one line of text.",
                    f"Write {{% block {placed.block.name} %}}…{{% endblock %}}.",
                )

    def _nodes(self, nodes: Nodes, view: View, placed: Placed) -> None:
        for node in nodes:
            self._size += 1
            if self._size > _LARGEST:
                view.at.fault("too_large", "The letter is too long.", "Shorten it.")
                return
            self._node(node, view.on(node.line), placed)

    def _node(self, node: Node, view: View, placed: Placed) -> None:
        match node:
            case Include(name=name):
                target = placed.includes.get(name)
                if target is not None:
                    at = At(view.at.faults, target.block.file, target.block.line)
                    self._nodes(target.block.content, view._replace(at=at), target)
            case Paragraph(sentences=sentences):
                alone = len(sentences) == 1 and isinstance(sentences[0], Sentence)
                self._sentences(sentences, view, "paragraph" if alone else "sentence")
            case Listing(lead=lead, items=items):
                self._sentences(lead, view, "sentence")
                self._bullets(items, view)
            case Button(link=link):
                check_line((link,), view, "paragraph")
            case NodeChoice(branches=branches, otherwise=otherwise):
                for condition, inner in branches:
                    view.ask(condition)
                    self._nodes(inner, view.given(known_if(condition)), placed)
                    view = view.given(known_unless(condition))
                self._nodes(otherwise, view, placed)
            case _:
                inner_view = view.enter(node.variable, node.path, node.condition)
                self._nodes(node.content, inner_view, placed)

    def _sentences(
        self, sentences: Iterable[SentenceLike], view: View, kind: Kind
    ) -> None:
        for sentence in sentences:
            here = view.on(sentence.line)
            if isinstance(sentence, Sentence):
                check_line(sentence.content, here, kind)
                continue
            for condition, inner in sentence.branches:
                here.ask(condition)
                self._sentences(inner, here.given(known_if(condition)), kind)
                here = here.given(known_unless(condition))
            self._sentences(sentence.otherwise, here, kind)

    def _bullets(self, bullets: Iterable[BulletLike], view: View) -> None:
        for bullet in bullets:
            self._size += 1
            here = view.on(bullet.line)
            match bullet:
                case Bullet():
                    self._bullet(bullet, here)
                case BulletChoice(branches=branches, otherwise=otherwise):
                    for condition, inner in branches:
                        here.ask(condition)
                        self._bullets(inner, here.given(known_if(condition)))
                        here = here.given(known_unless(condition))
                    self._bullets(otherwise, here)
                case _:
                    inner_view = here.enter(
                        bullet.variable, bullet.path, bullet.condition
                    )
                    self._bullets(bullet.items, inner_view)

    def _bullet(self, bullet: Bullet, view: View) -> None:
        """Check a bullet: a list alone, or a line about one optional fact at most."""
        match bullet.content:
            case (Value(path=path, form=None),) if self._spreads(path, view):
                return
            case _:
                pass
        bare = set(unguarded(bullet.content, view.fields, view.known))
        spared = frozenset(bare) if len(bare) == 1 else NOTHING
        check_line(bullet.content, view, "bullet", spared)

    def _spreads(self, path: str, view: View) -> bool:
        found = view.fields.get(path)
        if found is None or not found.many:
            return False
        view.find(path)
        if found.items:
            view.at.fault(
                "structured",
                f"Each item of “{path}” has fields of its own.",
                f"Write {{% for item in {path} %}} and print item."
                f"{found.items[0].path}.",
            )
        if found.position in {"flag", "url"}:
            view.at.fault(
                "position",
                f"“{path}” cannot be printed as bullets.",
                "Walk it with for.",
            )
        return True
