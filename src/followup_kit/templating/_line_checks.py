"""
One line of a letter against the schema.

Where each value stands is judged from the words before and after it, whichever
branch of a condition they are in.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, TypeAlias
from typing import Literal as Only

from followup_kit.templating._guards import NOTHING, Facts, known_if, known_unless
from followup_kit.templating._links import misleads
from followup_kit.templating._tree import (
    Choice,
    Inline,
    Inlines,
    Link,
    Literal,
    Loop,
    Strong,
    Value,
    Word,
)


if TYPE_CHECKING:
    from followup_kit.templating._schema import Field
    from followup_kit.templating._view import View

Kind: TypeAlias = Only["sentence", "paragraph", "bullet", "label", "subject"]
"""What a line is: one of several sentences, a whole paragraph, and so on."""

MOST_PARTS: Final = 96
_MOST_READINGS: Final = 32
_VALUE: Final = "\0"
_FINAL_COLON: Final = re.compile(r"[:：]\s*\Z")
_ONLY_STOP: Final = re.compile(r"[.!?…。！？؟।]?[\s\"»”’)]*")
_ELIDED: Final = re.compile(r"[^\W\d_][’'‘]\Z")
_SUFFIX: Final = re.compile(r"[’'‘][^\W\d_]")
_FREE_SCRIPTS: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO")
_WAVERING: Final[dict[str, frozenset[str]]] = {
    "cs": frozenset(["k", "ke", "s", "se", "v", "ve", "z", "ze"]),
    "en": frozenset({"a", "an"}),
    "fr": frozenset(["de", "la", "le", "que"]),
    "hu": frozenset({"a", "az"}),
    "pl": frozenset(["w", "we", "z", "ze"]),
    "sk": frozenset(["k", "ku", "s", "so", "v", "vo", "z", "zo"]),
}
"""Words that change with the sound after them, so no value may follow."""

_WAVERING_BEFORE_DAYS: Final = frozenset({"cs", "pl", "sk"})


def check_line(
    content: Inlines, view: View, kind: Kind, spared: Facts = NOTHING
) -> None:
    """Check a line; ``spared`` are optional facts it may print without a guard."""
    parts = _count(content)
    if parts > MOST_PARTS:
        view.at.fault("too_large", "The line has too many parts.", "Split it.")
        return
    if not view.context.count(parts):
        view.at.fault("too_large", "The letter has too many parts.", "Shorten it.")
        return
    _LineChecker(view.given(spared), kind).walk(content, "", ())


def _count(content: Inlines) -> int:
    total = 0
    for part in content:
        total += 1
        match part:
            case Strong(content=inner) | Loop(content=inner) | Link(label=inner):
                total += _count(inner)
            case Choice(branches=branches, otherwise=otherwise):
                total += sum(_count(branch) for _, branch in branches)
                total += _count(otherwise)
            case _:
                pass
    return total


class _LineChecker:
    def __init__(self, view: View, kind: Kind) -> None:
        self._view = view
        self._kind = kind

    def walk(self, content: Inlines, before: str, after: tuple[Inline, ...]) -> None:
        """Check parts, given the words before and the parts after them."""
        for index, part in enumerate(content):
            rest = (*content[index + 1 :], *after)
            match part:
                case Literal():
                    pass
                case Value():
                    self._value(part, before, rest)
                case Word(name=name):
                    self._word(name)
                case Strong(content=inner):
                    self.walk(inner, before, rest)
                case Link():
                    self._link(part, before)
                case Choice():
                    self._choice(part, before, rest)
                case _:
                    self._loop(part)
            before += _plain((part,))

    def _choice(self, choice: Choice, before: str, rest: tuple[Inline, ...]) -> None:
        outer = view = self._view
        for condition, branch in choice.branches:
            view.ask(condition)
            self._view = view.given(known_if(condition))
            self.walk(branch, before, rest)
            view = view.given(known_unless(condition))
        self._view = view
        self.walk(choice.otherwise, before, rest)
        self._view = outer

    def _loop(self, loop: Loop) -> None:
        outer = self._view
        self._view = outer.enter(loop.variable, loop.path, loop.condition)
        self.walk(loop.content, _VALUE, (Literal(_VALUE),))
        self._view = outer

    def _word(self, name: str) -> None:
        if name not in self._view.context.words:
            self._view.at.fault(
                "unknown_word",
                f"phrases.toml has no word “{name}”.",
                f"Write [words.{name}] with feminine, masculine and neutral.",
            )

    def _link(self, link: Link, before: str) -> None:
        view = self._view
        if not _plain(link.label).strip():
            view.at.fault("empty_label", "The link has no label.", "Write one.")
        literal = link.target if isinstance(link.target, str) else None
        labels = _readings(link.label)
        if not labels or any(misleads(label, literal) for label in labels):
            view.at.fault(
                "misleading_link",
                "The label names another address than the one it leads to.",
                "Write words, or the very host of a literal address.",
            )
        if self._kind in {"label", "subject"}:
            view.at.fault(
                "link_here", "A link cannot stand here.", "Put it into a paragraph."
            )
        self.walk(link.label, before, (Literal(_VALUE),))
        if isinstance(link.target, Value):
            found = view.find(link.target.path)
            if found is None:
                return
            if found.position != "url" or found.many or link.target.form:
                view.at.fault(
                    "not_a_url",
                    f"“{link.target.path}” is not an address.",
                    "Use a field of position url.",
                )
            self._guarded(found, link.target.path)

    def _value(self, value: Value, before: str, rest: tuple[Inline, ...]) -> None:
        found = self._view.find(value.path)
        if found is None:
            return
        at = self._view.at
        counted = value.form == "length" and found.many
        if value.form and not counted and value.form not in found.forms:
            at.fault(
                "unknown_form",
                f"“{value.path}” has no form “{value.form}”.",
                f"Its forms: {', '.join(found.forms) or 'none'}.",
            )
            return
        if not counted and found.position != "flag":
            self._guarded(found, value.path)
        problem = self._wrong_place(found, value, before, rest)
        if problem:
            at.fault(*problem)
        elif not counted:
            self._neighbours(found, before, rest)
        self._view.note(value.key)

    def _guarded(self, found: Field, path: str) -> None:
        if found.optional and path not in self._view.known:
            self._view.at.fault(
                "unguarded",
                f"“{path}” may be missing and is printed without asking.",
                f"Write {{% if {path} %}}…{{% endif %}} around it.",
            )

    def _wrong_place(
        self, found: Field, value: Value, before: str, rest: tuple[Inline, ...]
    ) -> tuple[str, str, str] | None:
        if found.many and value.form is None:
            return (
                "list_in_sentence",
                f"“{value.path}” is a list and stands inside a line.",
                "Write it as a bullet of its own, “- {{ list }}”, or walk it with for.",
            )
        match found.position:
            case "flag":
                return (
                    "flag_printed",
                    f"“{value.path}” is a yes or no and cannot be printed.",
                    "Ask it: {% if field %}.",
                )
            case "url":
                return (
                    "url_in_text",
                    f"“{value.path}” is an address and stands in the text.",
                    "Write [label]({{ field }}).",
                )
            case "line" | "prose" | "phrase" if value.form != "length":
                return self._placed(found, value, before, rest)
            case _:
                pass
        return None

    def _placed(
        self, found: Field, value: Value, before: str, rest: tuple[Inline, ...]
    ) -> tuple[str, str, str] | None:
        last = _only_stop(rest)
        whole = last and not before.strip()
        colon = last and _FINAL_COLON.search(before) is not None
        keep = self._view.context.lines == "keep"
        allowed = {
            "paragraph": whole or colon,
            "bullet": whole or colon,
            "sentence": colon or (whole and (keep or found.position == "phrase")),
            "subject": found.position == "line" and (whole or colon),
            "label": False,
        }
        if allowed[self._kind]:
            return None
        return (
            "position",
            f"“{value.path}” ({found.position}) stands inside a sentence.",
            "Make it a whole bullet or paragraph, or put it last after a colon.",
        )

    def _neighbours(self, found: Field, before: str, rest: tuple[Inline, ...]) -> None:
        after = _plain(rest)
        if _letter(before[-1:]) or _letter(after[:1]):
            self._inflected("A letter touches a value.")
        elif _ELIDED.search(before) or _SUFFIX.match(after):
            self._inflected("A shortened word or ending touches a value.")
        language = self._view.context.language
        words = _WAVERING.get(language, NOTHING)
        if found.position == "day" and language not in _WAVERING_BEFORE_DAYS:
            return
        word = before.rstrip(" ").rpartition(" ")[2].lower()
        if before.endswith(" ") and word in words:
            self._inflected(f"“{word}” changes with the word after it.")

    def _inflected(self, message: str) -> None:
        self._view.at.fault(
            "inflected",
            f"{message} Values stay as they are.",
            "Put a noun, quotation marks, a colon or brackets before the value.",
        )


def _letter(character: str) -> bool:
    """Tell whether a character is a letter of a script that joins words by spaces."""
    if not character.isalpha():
        return False
    return not unicodedata.name(character, "").startswith(_FREE_SCRIPTS)


def _plain(content: Inlines) -> str:
    """Return the words of parts, with a mark for each value or choice."""
    texts: list[str] = []
    for part in content:
        match part:
            case Literal(text=text):
                texts.append(text)
            case Strong(content=inner) | Link(label=inner):
                texts.append(_plain(inner))
            case _:
                texts.append(_VALUE)
    return "".join(texts)


def _readings(content: Inlines) -> set[str]:
    """Return the words of parts, however conditions go; none for too many ways."""
    readings = {""}
    for part in content:
        match part:
            case Literal(text=text):
                more = {text}
            case Strong(content=inner) | Link(label=inner):
                more = _readings(inner)
            case Choice(branches=branches, otherwise=otherwise):
                ways = [otherwise, *(branch for _, branch in branches)]
                read = [_readings(way) for way in ways]
                more = set().union(*read) if all(read) else set()
            case _:
                more = {_VALUE}
        if len(readings) * len(more) > _MOST_READINGS:
            return set()
        readings = {a + b for a in readings for b in more}
    return readings


def _only_stop(rest: tuple[Inline, ...]) -> bool:
    """Tell whether nothing but a final stop follows, whatever is chosen."""
    text = ""
    for part in rest:
        match part:
            case Literal(text=words):
                text += words
            case Choice(branches=branches, otherwise=otherwise):
                inners = [otherwise, *(branch for _, branch in branches)]
                if not all(_only_stop(inner) for inner in inners):
                    return False
            case _:
                return False
    return _ONLY_STOP.fullmatch(text.lstrip()) is not None
