"""
Makes one variant of a paragraph: its words joined, tidied, capitalised, escaped.

This runs once for each combination of branches, before any value is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from followup_kit.templating._tree import (
    Choice,
    Inlines,
    Link,
    Literal,
    Sentence,
    SentenceChoice,
    SentenceLike,
    Strong,
    Value,
    Word,
)
from followup_kit.templating._values import ENDS, escaped
from followup_kit.templating._variant import Format, Voice
from followup_kit.templating._wording import (
    Lines,
    capitalised,
    ends_sentence,
    has_words,
    spaced,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LINK_STYLE: Final = ' style="color:inherit"'

_Token: TypeAlias = tuple[str, str]
"""Kind and payload: words, value (a key), html, or href (a key)."""


class Writer:
    """
    Makes one variant.

    Attributes:
        altered: Whether a sentence reads otherwise for its capital.
    """

    def __init__(
        self,
        voice: Voice,
        genders: tuple[str, str],
        picked: Mapping[int, int],
        loops: Mapping[int, str],
    ) -> None:
        self._voice = voice
        self._reader, self._writer = genders
        self._picked = picked
        self._loops = loops
        self.altered: bool = False
        self._addresses: list[Format] = []
        self._keys: list[str] = []
        self._html_keys: list[str] = []

    def write(
        self, sentences: Iterable[SentenceLike], *, capital: bool, whole: bool
    ) -> tuple[Format, Format, Format, bool] | None:
        """Return words, addresses under them, HTML; and if a colon ends the words."""
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
        join, brake = JOINS[self._voice.lines]
        under = "".join(f"\n{address.text}" for address in self._addresses)
        links = tuple(key for address in self._addresses for key in address.keys)
        colon = last.endswith((":", "："))
        return (
            Format(join.join(texts), tuple(self._keys)),
            Format(under, links),
            Format(brake.join(htmls), tuple(self._html_keys)),
            colon,
        )

    def _taken(self, sentences: Iterable[SentenceLike]) -> Iterable[Sentence]:
        for sentence in sentences:
            if isinstance(sentence, Sentence):
                yield sentence
            else:
                yield from self._taken(_sentences(sentence, self._picked))

    def _tokens(self, content: Inlines) -> Iterable[_Token]:
        for part in content:
            match part:
                case Literal(text=text):
                    yield "words", text
                case Word(name=name):
                    yield "words", self._word(self._voice.words[name])
                case Value():
                    yield "value", self._key(part)
                case Strong(content=inner):
                    yield "html", "<strong>"
                    yield from self._tokens(inner)
                    yield "html", "</strong>"
                case Link(label=label, target=target):
                    yield from self._link(label, target)
                case Choice():
                    yield from self._tokens(_part(part, self._picked))
                case _:
                    yield "value", self._loops[id(part)]

    def _word(self, forms: Mapping[str, str]) -> str:
        of_writer = forms.get("of") == "sender"
        gender = self._writer if of_writer else self._reader
        return forms.get(gender, forms["neutral"])

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
                self.altered = self.altered or changed[1] != payload
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


JOINS: Final[Mapping[Lines, tuple[str, str]]] = {
    "space": (" ", " "),
    "none": ("", ""),
    "keep": ("\n", "<br>"),
}


def _part(choice: Choice, picked: Mapping[int, int]) -> Inlines:
    """Return the branch of a choice that is taken."""
    index = picked[id(choice)]
    if index < len(choice.branches):
        return choice.branches[index][1]
    return choice.otherwise


def _sentences(
    choice: SentenceChoice, picked: Mapping[int, int]
) -> tuple[SentenceLike, ...]:
    """Return the sentences of the branch that is taken."""
    index = picked[id(choice)]
    if index < len(choice.branches):
        return choice.branches[index][1]
    return choice.otherwise
