"""
A paragraph, bullet or line compiled to format strings, one pair per variant.

Which branches of its conditions are taken decides the variant. Each variant is
made the first time it is needed: words are joined, tidied, capitalised and
escaped then, so that writing a message is little more than two ``%`` operations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup_kit.templating._tree import (
    Choice,
    Inlines,
    Link,
    Loop,
    Sentence,
    SentenceChoice,
    SentenceLike,
    Strong,
    Word,
)
from followup_kit.templating._variant import NO_FRAME, Frame, Variant, Voice
from followup_kit.templating._writer import Writer


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_kit.templating._conditions import Test
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._values import Values

_MOST_VARIANTS: Final = 64


class Fragment:
    """
    Sentences with their conditions, and the variants made of them so far.

    Attributes:
        sentences: What it says.
        voice: How the locale says it.
        origin: Where the words were written.
        frame: What stands around them.
        loops: Keys of the loops inside its lines, by identity.
        gendered: Whether it has words that follow a gender.
    """

    __slots__ = (
        "_choices",
        "_variants",
        "_whole",
        "frame",
        "gendered",
        "loops",
        "origin",
        "sentences",
        "voice",
    )

    def __init__(
        self,
        sentences: tuple[SentenceLike, ...],
        voice: Voice,
        origin: Origin,
        *,
        frame: Frame = NO_FRAME,
        loops: Mapping[int, str] | None = None,
        whole: bool = True,
    ) -> None:
        self.sentences: tuple[SentenceLike, ...] = sentences
        self.voice: Voice = voice
        self.origin: Origin = origin
        self.frame: Frame = frame
        self.loops: Mapping[int, str] = loops or {}
        self.gendered: bool = _has_word(sentences)
        self._whole = whole
        self._choices = tuple(_choices(sentences))
        self._variants: dict[object, Variant | None] = {}

    def variant(self, values: Values, *, capital: bool) -> Variant | None:
        """Return the variant for these values, or None if it is empty."""
        picks = 0
        if self._choices:
            scope = values.scope
            for _, tests in self._choices:
                picks *= len(tests) + 1
                for test in tests:
                    if test(scope):
                        break
                    picks += 1
        key: tuple[object, ...] = (picks, capital)
        if self.gendered:
            key = (picks, capital, values.gender, values.writer)
        try:
            return self._variants[key]
        except KeyError:
            genders = values.gender or "neutral", values.writer or "neutral"
            made = self._make(picks, genders, capital=capital)
            if len(self._variants) < _MOST_VARIANTS:
                self._variants[key] = made
            return made

    def _make(
        self, picks: int, genders: tuple[str, str], *, capital: bool
    ) -> Variant | None:
        picked: dict[int, int] = {}
        for choice, tests in reversed(self._choices):
            picks, index = divmod(picks, len(tests) + 1)
            picked[id(choice)] = index
        writer = Writer(self.voice, genders, picked, self.loops)
        found = writer.write(self.sentences, capital=capital, whole=self._whole)
        if found is None:
            return None
        text, links, html, colon = found
        before, after, under = self.frame
        return Variant(
            text.text + links.text + under.text,
            f"{before.text}{html.text}{after}",
            (*text.keys, *links.keys, *under.keys),
            (*before.keys, *html.keys),
            self.origin,
            colon,
        )


def _choices(
    sentences: Iterable[SentenceLike],
) -> Iterable[tuple[Choice | SentenceChoice, tuple[Test, ...]]]:
    for sentence in sentences:
        if isinstance(sentence, Sentence):
            yield from _inline_choices(sentence.content)
        else:
            yield sentence, _tests(sentence)
            for _, branch in sentence.branches:
                yield from _choices(branch)
            yield from _choices(sentence.otherwise)


def _inline_choices(
    content: Inlines,
) -> Iterable[tuple[Choice | SentenceChoice, tuple[Test, ...]]]:
    for part in content:
        match part:
            case Strong(content=inner) | Link(label=inner):
                yield from _inline_choices(inner)
            case Choice():
                yield part, _tests(part)
                for _, branch in part.branches:
                    yield from _inline_choices(branch)
                yield from _inline_choices(part.otherwise)
            case _:
                pass


def _tests(choice: Choice | SentenceChoice) -> tuple[Test, ...]:
    return tuple(condition.compiled() for condition, _ in choice.branches)


def _has_word(sentences: Iterable[SentenceLike]) -> bool:
    for sentence in sentences:
        if isinstance(sentence, Sentence):
            if _inline_has_word(sentence.content):
                return True
        elif _has_word(sentence.otherwise) or any(
            _has_word(branch) for _, branch in sentence.branches
        ):
            return True
    return False


def _inline_has_word(content: Inlines) -> bool:
    for part in content:
        match part:
            case Word():
                return True
            case Strong(content=inner) | Link(label=inner) | Loop(content=inner):
                if _inline_has_word(inner):
                    return True
            case Choice():
                inners = (part.otherwise, *(branch for _, branch in part.branches))
                if any(map(_inline_has_word, inners)):
                    return True
            case _:
                pass
    return False
