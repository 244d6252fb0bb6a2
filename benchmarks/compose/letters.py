"""
The letter that everybody writes, as a list of parts: literal text, values, lists.

It is read off one of our own messages: every value is replaced by a mark before the
letter is written, and the marks are found again in the subject, the text and the
HTML. So the competition writes the very same message, and has no condition to
evaluate, which is to its advantage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from benchmarks.compose.facts import SEND_AT
from benchmarks.compose.parts import (
    Letter,
    Literal,
    Part,
    Parts,
    Phrases,
    Record,
    Repeat,
    Slot,
)
from followup_kit.composer import Composer, Followup
from followup_kit.composer._greeting import address_reader
from followup_kit.composer._people import signature_of
from followup_kit.composer._scene import Scene
from followup_kit.composer._values import values_for
from followup_kit.dates import DatePhraser
from followup_kit.models import load_facts
from followup_kit.templating import Filled, Rendered, TemplateSet


__all__ = ["composed", "letter_of", "phrases_of"]


_ASCII_MARK: Final = re.compile(r"(?:https://)?qx([a-j]+)zq(?:\.example)?")
_ARABIC_MARK: Final = re.compile("ظظ([ابتثجحخدذر]+)غغ")
_ARABIC: Final = str.maketrans("abcdefghij", "ابتثجحخدذر")
_LATIN: Final = str.maketrans("ابتثجحخدذر", "abcdefghij")
_DIGITS: Final = str.maketrans("0123456789", "abcdefghij")
_NUMBERS: Final = str.maketrans("abcdefghij", "0123456789")
_LATIN_LETTER: Final = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufefe]")
_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f]")
_OF_LIST: Final = re.compile(r"(.+)\[\d+\]")


class _Marker:
    """Gives every value a mark, and remembers which."""

    def __init__(self, *, rtl: bool) -> None:
        self._rtl = rtl
        self.keys: list[str] = []
        self.values: dict[str, Any] = {}

    def mark(self, key: str, value: Any) -> Any:
        """Return the value with every text in it replaced."""
        if isinstance(value, Filled):
            signed = self.mark(key, value.text)
            self.values[key] = value
            return Filled(signed, signed)
        if isinstance(value, str):
            self.values[key] = value
            self.keys.append(key)
            return self._sign(str(len(self.keys) - 1).translate(_DIGITS), value)
        if isinstance(value, tuple):
            entries = enumerate(value)
            return tuple(self.mark(f"{key}[{n}]", entry) for n, entry in entries)
        if isinstance(value, Mapping):
            return {n: self.mark(f"{key}.{n}", entry) for n, entry in value.items()}
        return value

    def _sign(self, number: str, value: str) -> str:
        if value.startswith("https://"):
            return f"https://qx{number}zq.example"
        # A value in the script of the letter is not set apart from it.
        if self._rtl and not _LATIN_LETTER.search(value) and not value.startswith("+"):
            return f"ظظ{number.translate(_ARABIC)}غغ"
        return f"qx{number}zq"

    def parts(self, written: str) -> Parts:
        """Return what was written with the marks found again."""
        both = re.compile(f"{_ASCII_MARK.pattern}|{_ARABIC_MARK.pattern}")
        parts: list[Part] = []
        end = 0
        for match in both.finditer(written):
            parts += [Literal(written[end : match.start()])]
            number = (match[1] or match[2].translate(_LATIN)).translate(_NUMBERS)
            parts += [Slot(self.keys[int(number)])]
            end = match.end()
        parts.append(Literal(written[end:]))
        return tuple(_with_lists(parts))


def _with_lists(parts: list[Part]) -> Iterator[Part]:
    """Yield parts, the entries of a list put together."""
    index = 0
    while index < len(parts):
        part = parts[index]
        entry = _OF_LIST.fullmatch(part.key) if isinstance(part, Slot) else None
        if entry is None:
            yield part
            index += 1
            continue
        between, end = "", index
        while end + 2 < len(parts):
            joint, follower = parts[end + 1], parts[end + 2]
            if (
                not isinstance(joint, Literal)
                or not isinstance(follower, Slot)
                or not follower.key.startswith(f"{entry[1]}[")
            ):
                break
            between, end = joint.text, end + 2
        yield Repeat(entry[1], between)
        index = end + 1


def _marked(template_set: TemplateSet, record: Record) -> tuple[Rendered, _Marker]:
    interview, outcome = load_facts(record["interview"], record["outcome"])
    locale = str(interview.candidate.locale)
    zone = interview.candidate.time_zone or interview.time_zone
    phrases = template_set.phrases(locale)
    scene = Scene(
        interview=interview,
        outcome=outcome,
        locale=locale,
        phraser=DatePhraser(locale, time_zone=zone),
        phrases=phrases,
        send_at=SEND_AT,
        extras={},
    )
    form = composed(record).formality
    letter = template_set.letter(outcome.kind, locale, form)
    marker = _Marker(rtl=phrases.rtl)
    rendered = letter.render(
        marker.mark("", values_for(letter.fields, scene)),
        name_forms=marker.mark("name", address_reader(scene, form).forms),
        signature=marker.mark("signature", signature_of(scene)),
    )
    return rendered, marker


def composed(record: Record) -> Followup:
    """Return our message for a record."""
    interview, outcome = load_facts(record["interview"], record["outcome"])
    return Composer().compose(interview, outcome, send_at=SEND_AT)


def letter_of(record: Record) -> Letter:
    """Return the letter that a message was written from."""
    rendered, marker = _marked(Composer().template_set, record)
    return Letter(
        marker.parts(rendered.subject),
        marker.parts(rendered.text),
        marker.parts(rendered.html),
    )


def phrases_of(record: Record) -> Phrases:
    """Return every value of a message as it is said: texts, and lists of them."""
    _, marker = _marked(Composer().template_set, record)
    texts: dict[str, Any] = {}
    htmls: dict[str, Any] = {}
    for key, value in marker.values.items():
        # Spaces of CLDR's phrases are plain in a text and kept in HTML.
        text = value.text if isinstance(value, Filled) else _SPACES.sub(" ", value)
        # Our own letter escaped it.
        marked = Markup(value.html) if isinstance(value, Filled) else value  # noqa: S704
        if isinstance(marked, str):
            marked = marked.replace("\u202f", "\u00a0").replace("\u2009", "\u00a0")
        entry = _OF_LIST.fullmatch(key)
        if entry:
            texts.setdefault(entry[1], []).append(text)
            htmls.setdefault(entry[1], []).append(marked)
        else:
            texts[key], htmls[key] = text, marked
    return Phrases(texts, htmls)
