"""
Sentences with their conditions as lines of a program.

What a sentence says is worked out by the same :class:`Writer` for every way its
conditions can turn out. The program asks them and takes the words that fit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from followup_kit.templating._program import Pieces, UnwritableError
from followup_kit.templating._tree import (
    Choice,
    Link,
    Sentence,
    SentenceChoice,
    Strong,
)
from followup_kit.templating._values import controls_in
from followup_kit.templating._variables import Flow, Variables, given_if
from followup_kit.templating._writer import Writer


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from followup_kit.templating._conditions import Condition
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._tree import Inline, SentenceLike
    from followup_kit.templating._variant import Format

_SLOT: Final = re.compile(r"%[s%]")
_MOST_LEAVES: Final = 32
_GENDERS: Final = ("feminine", "masculine", "neutral")


class Key(NamedTuple):
    """A place where a value goes."""

    key: str


Parts: TypeAlias = tuple[str | Key, ...]


class Words(NamedTuple):
    """What sentences say: as text, the addresses under it, as HTML."""

    text: Parts
    links: Parts
    html: Parts
    colon: bool

    def keys(self) -> Iterator[str]:
        """Yield the keys of the values."""
        for part in (*self.text, *self.links, *self.html):
            if isinstance(part, Key):
                yield part.key


class Fork(NamedTuple):
    """Conditions, with what follows from each; texts are expressions of ours."""

    branches: tuple[tuple[Condition | str, Tree], ...]
    otherwise: Tree


Tree: TypeAlias = "Words | Fork | None"
"""None says nothing."""


def leaves_of(tree: Tree) -> Iterator[Words | None]:
    """Yield all that may be said."""
    if isinstance(tree, Fork):
        for _, branch in tree.branches:
            yield from leaves_of(branch)
        yield from leaves_of(tree.otherwise)
    else:
        yield tree


_Choices: TypeAlias = "tuple[Choice | SentenceChoice, ...]"


def parts_of(found: Format) -> Parts:
    """Return a format as words and keys in their order."""
    text = found.text
    if not text:
        return ()
    if controls_in(text):
        raise UnwritableError
    parts: list[str | Key] = []
    start = 0
    if "%" in text:
        keys = iter(found.keys)
        for mark in _SLOT.finditer(text):
            parts.append(text[start : mark.start()])
            parts.append("%" if mark[0] == "%%" else Key(next(keys)))
            start = mark.end()
    parts.append(text[start:])
    return tuple([part for part in parts if part])


class Phrasing:
    """
    Works out what the sentences of a fragment say.

    Attributes:
        altered: Whether any sentence reads otherwise for its capital.
    """

    def __init__(self, fragment: Fragment) -> None:
        if fragment.loops:
            raise UnwritableError
        self.altered: bool = False
        self._voice = fragment.voice
        self._genders = _GENDERS if fragment.gendered else ("neutral",)

    def tree(
        self, sentences: tuple[SentenceLike, ...], *, capital: bool | None
    ) -> Tree:
        """Return what they say; a capital of None is asked for."""
        if capital is None:
            told = [self.tree(sentences, capital=one) for one in (True, False)]
            return forked([("cap", told[0])], told[1])
        pending = _inside(sentences)
        if _leaves(pending) > _MOST_LEAVES:
            raise UnwritableError
        return self._gendered(sentences, pending, capital=capital)

    def _gendered(
        self, sentences: tuple[SentenceLike, ...], pending: _Choices, *, capital: bool
    ) -> Tree:
        def told(reader: str, writer: str) -> Tree:
            def write(picked: dict[int, int]) -> Words | None:
                made = Writer(self._voice, (reader, writer), picked, {})
                found = made.write(sentences, capital=capital, whole=True)
                self.altered = self.altered or made.altered
                if found is None:
                    return None
                text, links, html, colon = found
                return Words(parts_of(text), parts_of(links), parts_of(html), colon)

            return _decided(write, {}, pending)

        *others, neutral = self._genders
        readers: list[Tree] = []
        for reader in self._genders:
            by_writer = [(f"writer == {one!r}", told(reader, one)) for one in others]
            readers.append(forked(by_writer, told(reader, neutral)))
        *trees, last = readers
        asked = [f"gender == {one!r}" for one in others]
        return forked(zip(asked, trees, strict=True), last)


def forked(branches: Iterable[tuple[Condition | str, Tree]], otherwise: Tree) -> Tree:
    """Return what is said under each condition."""
    return _collapsed(Fork(tuple(branches), otherwise))


def _collapsed(fork: Fork) -> Tree:
    """Return a fork, or what all of its branches say."""
    if all(tree == fork.otherwise for _, tree in fork.branches):
        return fork.otherwise
    return fork


def _decided(
    write: Callable[[dict[int, int]], Words | None],
    picked: dict[int, int],
    pending: _Choices,
) -> Tree:
    """Return what is said, by the conditions that are not decided yet."""
    if not pending:
        return write(picked)
    first, rest = pending[0], pending[1:]

    def taken(index: int, inner: _Choices) -> Tree:
        return _decided(write, {**picked, id(first): index}, (*inner, *rest))

    given: Iterable[tuple[Condition, Sequence[Inline | SentenceLike]]] = first.branches
    branches = tuple(
        (condition, taken(index, _inside(branch)))
        for index, (condition, branch) in enumerate(given)
    )
    last = taken(len(first.branches), _inside(first.otherwise))
    return _collapsed(Fork(branches, last))


def _leaves(pending: _Choices) -> int:
    total = 1
    for choice in pending:
        inner = [_leaves(_inside(branch)) for _, branch in choice.branches]
        total *= sum(inner) + _leaves(_inside(choice.otherwise))
    return total


def _inside(content: Sequence[Inline | SentenceLike]) -> _Choices:
    """Return the choices that stand in a branch, those inside of them left out."""
    found: list[Choice | SentenceChoice] = []
    for part in content:
        match part:
            case Sentence(content=inner) | Strong(content=inner) | Link(label=inner):
                found += _inside(inner)
            case Choice() | SentenceChoice():
                found.append(part)
            case _:
                pass
    return tuple(found)


# --- into the program ---------------------------------------------------------


def filled(parts: Parts, variables: Variables, clothes: int) -> Pieces:
    """Return parts with variables in place; clothes are 0 for text, 1 for HTML."""
    return tuple(
        variables.slots(part.key)[clothes] if isinstance(part, Key) else part
        for part in parts
    )


def ask(
    variables: Variables,
    tree: Tree,
    flow: Flow,
    act: Callable[[Words | None, Flow], None],
) -> None:
    """Add the conditions of a tree, and under each what is to be done."""
    if not isinstance(tree, Fork):
        act(tree, flow)
        return
    program = variables.program
    head = "if"
    for condition, branch in tree.branches:
        asked, told, denied = asking(variables, condition, flow)
        with program.under(f"{head} {asked}:"):
            ask(variables, branch, told, act)
        flow, head = denied, "elif"
    with program.under("else:"):
        ask(variables, tree.otherwise, flow, act)


def asking(
    variables: Variables, condition: Condition | str, flow: Flow
) -> tuple[str, Flow, Flow]:
    """Return a condition as an expression, and what is certain if it holds or not."""
    if isinstance(condition, str):
        return condition, flow, flow
    return (
        variables.question(condition),
        flow.with_ready(given_if(condition, holds=True)),
        flow.with_ready(given_if(condition, holds=False)),
    )


def sentences_of(fragment: Fragment, capital: bool | None) -> list[Tree]:  # noqa: FBT001
    """
    Return what the sentences of a paragraph say: each by itself, or all together.

    By itself if each is written alike whether or not a sentence ends before it, and
    if one of them surely says something.
    """
    phrasing = Phrasing(fragment)
    first, *rest = fragment.sentences
    if rest:
        alone = Phrasing(fragment)
        others = [alone.tree((sentence,), capital=True) for sentence in rest]
        if not alone.altered:
            trees = [phrasing.tree((first,), capital=capital), *others]
            if any(None not in leaves_of(tree) for tree in trees):
                return trees
    return [phrasing.tree(fragment.sentences, capital=capital)]
