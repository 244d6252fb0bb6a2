"""
A paragraph, bullet or line compiled to format strings, one pair per variant.

Which branches of its conditions are taken decides the variant. Each variant is
made the first time it is needed: words are joined, tidied, capitalised and
escaped then, so that writing a message is two ``%`` operations per paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from followup_kit.templating._tree import (
    Choice,
    Inlines,
    Link,
    Literal,
    Loop,
    Sentence,
    SentenceChoice,
    SentenceLike,
    Strong,
    Value,
    Word,
)
from followup_kit.templating._values import ENDS, escaped
from followup_kit.templating._wording import (
    Lines,
    Typography,
    capitalised,
    ends_sentence,
    has_words,
    spaced,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_kit.templating._conditions import Test
    from followup_kit.templating._origin import Origin
    from followup_kit.templating._values import Values

Keys: TypeAlias = tuple[str, ...]

_MOST_VARIANTS: Final = 256
_LINK_STYLE: Final = ' style="color:inherit"'


@dataclass(frozen=True, slots=True)
class Voice:
    """
    How one locale joins and dresses literal words.

    Attributes:
        language: Language subtag, for capitals.
        lines: How the source lines of a paragraph are joined.
        typography: Sets no-break spaces in literal words.
        words: The gender words by name and gender.
        phrase_keys: Paths of fields that print a sentence of ``phrases.toml``.
        lists: Paths of lists, whose ``|length`` is counted here.
    """

    language: str
    lines: Lines
    typography: Typography
    words: Mapping[str, Mapping[str, str]]
    phrase_keys: frozenset[str]
    lists: frozenset[str]


class Variant(NamedTuple):
    """
    One variant as format strings.

    Attributes:
        text: For plain text, with the addresses of links under it.
        html: The same words for HTML, inside the element they make.
        keys: What goes into the slots of ``text``, in order.
        html_keys: What goes into the slots of ``html``, in order.
        origin: Where the words were written.
        colon: Whether its words end with a colon.
    """

    text: str
    html: str
    keys: Keys
    html_keys: Keys
    origin: Origin
    colon: bool = False


class Format(NamedTuple):
    """A format string and the keys of its slots."""

    text: str = ""
    keys: Keys = ()


class Frame(NamedTuple):
    """What stands around the words of a fragment."""

    before: Format = Format()
    after: str = ""
    under: Format = Format()
    """Before and after the words in HTML, and under them in plain text."""


NO_FRAME: Final = Frame()
PARAGRAPH: Final = Frame(Format('<p style="margin:0 0 16px">'), "</p>")

_Token: TypeAlias = tuple[str, str]
"""Kind and payload: words, value (a key), html, or href (a key)."""

Options: TypeAlias = tuple[tuple["Test", ...], ...]


class Fragment:
    """Sentences with their conditions, and the variants made of them so far."""

    __slots__ = (
        "_choices",
        "_frame",
        "_gendered",
        "_loops",
        "_origin",
        "_sentences",
        "_variants",
        "_voice",
        "_whole",
    )

    def __init__(  # noqa: PLR0913 -- what a paragraph is made of
        self,
        sentences: tuple[SentenceLike, ...],
        voice: Voice,
        origin: Origin,
        *,
        frame: Frame = NO_FRAME,
        loops: Mapping[int, str] | None = None,
        whole: bool = True,
    ) -> None:
        self._sentences = sentences
        self._voice = voice
        self._origin = origin
        self._frame = frame
        self._loops = loops or {}
        self._whole = whole
        self._choices = tuple(_choices(sentences))
        self._gendered = _has_word(sentences)
        self._variants: dict[object, Variant | None] = {}

    @property
    def origin(self) -> Origin:
        """Where the words were written."""
        return self._origin

    def variant(self, values: Values, capital: bool) -> Variant | None:  # noqa: FBT001 -- called a dozen times a letter
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
        key = (picks, capital, values.gender) if self._gendered else (picks, capital)
        try:
            return self._variants[key]
        except KeyError:
            made = self._make(picks, values.gender or "neutral", capital=capital)
            if len(self._variants) < _MOST_VARIANTS:
                self._variants[key] = made
            return made

    def _make(self, picks: int, gender: str, *, capital: bool) -> Variant | None:
        picked: dict[int, int] = {}
        for choice, tests in reversed(self._choices):
            picks, index = divmod(picks, len(tests) + 1)
            picked[id(choice)] = index
        writer = _Writer(self._voice, gender, picked, self._loops)
        found = writer.write(self._sentences, capital=capital, whole=self._whole)
        if found is None:
            return None
        text, html, colon = found
        before, after, under = self._frame
        return Variant(
            text.text + under.text,
            f"{before.text}{html.text}{after}",
            (*text.keys, *under.keys),
            (*before.keys, *html.keys),
            self._origin,
            colon,
        )


class _Writer:
    """Makes one variant."""

    def __init__(
        self,
        voice: Voice,
        gender: str,
        picked: Mapping[int, int],
        loops: Mapping[int, str],
    ) -> None:
        self._voice = voice
        self._gender = gender
        self._picked = picked
        self._loops = loops
        self._addresses: list[Format] = []
        self._keys: list[str] = []
        self._html_keys: list[str] = []

    def write(
        self, sentences: Iterable[SentenceLike], *, capital: bool, whole: bool
    ) -> tuple[Format, Format, bool] | None:
        """Return the formats, and whether a colon ends the words."""
        texts: list[str] = []
        htmls: list[str] = []
        last = ""
        for sentence in self._taken(sentences):
            tokens = self._tidied(self._tokens(sentence.content), whole=whole)
            if not tokens:
                continue
            if capital if not texts else ends_sentence(last):
                tokens = self._capital(tokens)
            last = tokens[-1][1] if tokens[-1][0] == "words" else ""
            text, html = self._formats(tokens)
            texts.append(text)
            htmls.append(html)
        if not texts:
            return None
        join, brake = _JOINS[self._voice.lines]
        under = "".join(f"\n{address.text}" for address in self._addresses)
        for address in self._addresses:
            self._keys += address.keys
        colon = last.endswith((":", "："))
        return (
            Format(join.join(texts) + under, tuple(self._keys)),
            Format(brake.join(htmls), tuple(self._html_keys)),
            colon,
        )

    def _taken(self, sentences: Iterable[SentenceLike]) -> Iterable[Sentence]:
        for sentence in sentences:
            if isinstance(sentence, Sentence):
                yield sentence
            else:
                yield from self._taken(_picked_part(sentence, self._picked))

    def _tokens(self, content: Inlines) -> Iterable[_Token]:
        for part in content:
            match part:
                case Literal(text=text):
                    yield "words", text
                case Word(name=name):
                    yield "words", self._voice.words[name].get(self._gender, "")
                case Value():
                    yield "value", self._key(part)
                case Strong(content=inner):
                    yield "html", "<strong>"
                    yield from self._tokens(inner)
                    yield "html", "</strong>"
                case Link(label=label, target=target):
                    yield from self._link(label, target)
                case Choice():
                    yield from self._tokens(_picked_part(part, self._picked))
                case Loop():
                    yield "value", self._loops[id(part)]

    def _key(self, value: Value) -> str:
        if value.path in self._voice.phrase_keys:
            return f"={value.path}"
        if value.form == "length" and value.path in self._voice.lists:
            return f"+{value.path}"
        return value.key

    def _link(self, label: Inlines, target: Value | str) -> Iterable[_Token]:
        self._addresses.append(address_of(target))
        if isinstance(target, Value):
            yield "html", '<a href="'
            yield "href", f":{target.path}"
            yield "html", f'"{_LINK_STYLE}>'
        else:
            yield "html", f'<a href="{escaped(_literal(target))}"{_LINK_STYLE}>'
        yield from self._tokens(label)
        yield "html", "</a>"

    def _tidied(self, tokens: Iterable[_Token], *, whole: bool) -> list[_Token]:
        """Join words, collapse spaces across parts, trim the ends of a line."""
        joined: list[_Token] = []
        for kind, payload in tokens:
            if kind == "words" and joined and joined[-1][0] == "words":
                joined[-1] = ("words", joined[-1][1] + payload)
            else:
                joined.append((kind, payload))
        kept: list[_Token] = []
        after_space = whole
        for kind, payload in joined:
            if kind == "words":
                text = spaced(payload, after_space=after_space)
                after_space = text.endswith(" ") if text else after_space
                if text:
                    kept.append((kind, text))
            else:
                after_space = after_space and kind != "value"
                kept.append((kind, payload))
        return self._polished(_trimmed(kept) if whole else kept, whole=whole)

    def _polished(self, tokens: list[_Token], *, whole: bool) -> list[_Token]:
        if whole and not any(
            k == "value" or (k == "words" and p.strip()) for k, p in tokens
        ):
            return []
        polish = self._voice.typography
        return [(k, polish(p) if k == "words" else p) for k, p in tokens]

    def _capital(self, tokens: list[_Token]) -> list[_Token]:
        for index, (kind, payload) in enumerate(tokens):
            if kind == "value":
                break
            if kind == "words" and has_words(payload):
                changed = (kind, capitalised(payload, self._voice.language))
                return [*tokens[:index], changed, *tokens[index + 1 :]]
        return tokens

    def _formats(self, tokens: list[_Token]) -> tuple[str, str]:
        text: list[str] = []
        html: list[str] = []
        previous = ""
        for kind, payload in tokens:
            if kind == "html":
                html.append(payload)
            elif kind == "href":
                html.append("%s")
                self._html_keys.append(payload)
            elif kind == "value":
                self._slot(payload, text, html)
                previous = payload
            else:
                words = payload
                if previous and words[:1] and words[0] in ENDS:
                    self._slot(words[0] + previous, text, html)
                    words = words[1:]
                words = _literal(words).replace("\u202f", "\u00a0")
                text.append(words)
                html.append(escaped(words))
                previous = ""
        return "".join(text), "".join(html)

    def _slot(self, key: str, text: list[str], html: list[str]) -> None:
        text.append("%s")
        html.append("%s")
        self._keys.append(key)
        self._html_keys.append(key)


def address_of(target: Value | str) -> Format:
    """Return a link's address as it stands in plain text."""
    if isinstance(target, Value):
        return Format("%s", (f":{target.path}",))
    return Format(_literal(target))


def _literal(text: str) -> str:
    """Return text that a format prints as it is."""
    return text.replace("%", "%%")


def _trimmed(tokens: list[_Token]) -> list[_Token]:
    """Strip the white space at the end of a line."""
    for index in range(len(tokens) - 1, -1, -1):
        kind, payload = tokens[index]
        if kind == "value":
            break
        if kind == "words":
            tokens[index] = (kind, payload.rstrip())
            if payload.strip():
                break
    return tokens


_JOINS: Final[Mapping[Lines, tuple[str, str]]] = {
    "space": (" ", " "),
    "none": ("", ""),
    "keep": ("\n", "<br>"),
}


def _picked_part(choice: Choice | SentenceChoice, picked: Mapping[int, int]):  # type: ignore[no-untyped-def]
    index = picked[id(choice)]
    if index < len(choice.branches):
        return choice.branches[index][1]
    return choice.otherwise


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
    return False
