"""
Text at the border: what people and systems typed, checked and normalised.

Two kinds of text exist. A *line* (a name, a title, a place) stands inside our
sentences. *Free text* was written by a person for the candidate, may run over
several lines, and is never glued into a sentence of ours.

Every text is normalised to NFC. Refused are characters that can change what a
reader sees or what a header means: controls, bidirectional overrides, embeddings
and isolates, surrogates, non-characters, code points that are not assigned, private
use, tags, invisible operators and fillers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, LiteralString

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from followup_kit.characters import (
    ANNOTATIONS,
    DEPRECATED_FORMATS,
    EMBEDDINGS,
    FILLERS,
    INVISIBLE_OPERATORS,
    ISOLATES,
    LINE_SEPARATORS,
    NON_CHARACTERS,
    PRIVATE_USE,
    SURROGATES,
    TAGS,
    TEXT_CONTROLS,
    ZERO_WIDTHS,
    holds_unassigned,
    late_pattern,
)
from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale, choose_locale, parent_locales
from followup_kit.models._markers import Phrased
from followup_kit.models._ordinary import LINE, PLAIN_LETTERS, ordinary_text


__all__ = [
    "FREE_TEXT_LIMIT",
    "LINE_LIMIT",
    "Identifier",
    "Line",
    "Localized",
    "LocalizedText",
    "PhoneNumber",
    "check_free_text",
    "check_line",
]

LINE_LIMIT: Final = 200
FREE_TEXT_LIMIT: Final = 4_000
_MAX_MARKS: Final = 8

_UNSAFE: Final = late_pattern(
    f"[{TEXT_CONTROLS}{SURROGATES}{LINE_SEPARATORS}{EMBEDDINGS}{ISOLATES}{FILLERS}"
    f"{ZERO_WIDTHS}{INVISIBLE_OPERATORS}{DEPRECATED_FORMATS}{ANNOTATIONS}{TAGS}"
    f"{NON_CHARACTERS}{PRIVATE_USE}]"
)
# As in ``mail``: some decoders take any letter for an encoding and wait for no end.
_ENCODED_WORD: Final = late_pattern(r"=\?[^?]*\?[A-Za-z]\?")
_MERGE_TAG: Final = late_pattern(
    # {{x}} {%x%} {x} {{{x}}}; *|X|*; <<X>>; %X%; [x.y]; [Job Title] and its like
    r"\{\{|\}\}|\{%|%\}|\{[A-Za-z_][\w .-]{0,60}\}|\*\||\|\*|<<|>>|%[A-Z_]{3,60}%"
    r"|\[\w{1,40}\.\w{1,40}\]"
    r"|\[[^\]]{0,40}\b(?:name|title|company|date|address|link|recruiter)\b[^\]]{0,40}\]",
    re.IGNORECASE,
)
_MARKS: Final = late_pattern(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a"
    r"\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    rf"\ufe20-\ufe2f]{{{_MAX_MARKS + 1},}}"
)
# Default-ignorable characters that a name or text may hold, but not consist of.
_SHOWS_NOTHING: Final = late_pattern(
    r"[\s\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f"
    "\U000e0100-\U000e01ef]+"
)
_SPACES: Final = late_pattern(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_EDGES: Final = " \t\r\n\u00a0\u2000\u2003\u2009\u202f\u3000"
_PHONE: Final = late_pattern(
    r"\+?[0-9(][0-9 ()./\u2011-]{3,30}(?: ?(?:x|ext\.?) ?\d{1,6})?"
)


# Most lines are plain: single spaces, and letters that are safe in NFC as they stand.
_PLAIN_LINE: Final = late_pattern(f"[{PLAIN_LETTERS}]+(?: [{PLAIN_LETTERS}]+)*+")


def _refuse(code: LiteralString, message: LiteralString) -> PydanticCustomError:
    return PydanticCustomError(code, message)


def _check_characters(text: str, limit: int) -> str:
    if not text.isascii():
        if _UNSAFE.search(text):
            raise _refuse(
                "unsafe_character", "contains an invisible or control character"
            )
        if holds_unassigned(text):
            raise _refuse(
                "unassigned_character", "contains a character without meaning"
            )
        text = unicodedata.normalize("NFC", text)
        if _SHOWS_NOTHING.fullmatch(text):
            raise _refuse("empty", "is empty")
        if _MARKS.search(text):
            raise _refuse("stacked_marks", "stacks too many combining marks")
    elif _UNSAFE.search(text):
        raise _refuse("unsafe_character", "contains an invisible or control character")
    if len(text) > limit:
        raise _refuse("text_too_long", "is too long")
    return text


def check_line(value: object, *, limit: int = LINE_LIMIT) -> str:
    """
    Return *value* as one clean line: NFC, trimmed, runs of spaces folded.

    Raises:
        PydanticCustomError: It is no text, empty, several lines, too long,
            unsafe, or holds an unfilled merge tag or an RFC 2047 encoded word.
    """
    if type(value) is not str:
        raise _refuse("not_text", "must be text")
    if len(value) <= limit and _PLAIN_LINE.fullmatch(value):
        return value
    text = value.strip(_EDGES)
    if not text:
        raise _refuse("empty", "is empty")
    if "\n" in text or "\r" in text:
        raise _refuse("several_lines", "must be a single line")
    text = _SPACES.sub(" ", _check_characters(text, limit)).strip(" ")
    if _MERGE_TAG.search(text):
        raise _refuse("placeholder", "holds an unfilled merge tag")
    if "=?" in text and _ENCODED_WORD.search(text):
        raise _refuse("encoded_word", "holds an encoded word of a mail header")
    return text


def check_free_text(value: object) -> str:
    """
    Return *value* as clean free text: NFC, line feeds only, no blank lines.

    Raises:
        PydanticCustomError: It is no text, empty, too long, or unsafe.
    """
    if type(value) is not str:
        raise _refuse("not_text", "must be text")
    if len(value) <= FREE_TEXT_LIMIT and _PLAIN_LINE.fullmatch(value):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip(_EDGES)
    if not text:
        raise _refuse("empty", "is empty")
    text = _check_characters(text, FREE_TEXT_LIMIT).replace("\t", " ")
    if "\n" in text:
        lines = (line.strip(_EDGES) for line in text.split("\n"))
        text = "\n".join(line for line in lines if line)
    return text


class LocalizedText(Mapping[str, str]):
    """
    One line in several languages, by locale: immutable and hashable.

    Keys are canonical BCP 47 tags. Built from any mapping by the models.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, str]) -> None:
        object.__setattr__(self, "_entries", dict(sorted(entries.items())))

    def __getitem__(self, locale: str) -> str:
        """Return the text for exactly this locale."""
        entries: dict[str, str] = self._entries  # type: ignore[attr-defined]  # slot set above
        return entries[locale]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the locales, sorted."""
        return iter(self._entries)  # type: ignore[attr-defined]  # slot set above

    def __len__(self) -> int:
        """Return how many locales there are."""
        return len(self._entries)  # type: ignore[attr-defined]  # slot set above

    def __hash__(self) -> int:
        """Return a hash over locales and texts."""
        return hash(tuple(self.items()))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: the value is immutable."""
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[LocalizedText], tuple[dict[str, str]]]:
        """Pickle and copy by the plain entries."""
        return LocalizedText, (dict(self),)

    def __repr__(self) -> str:
        """Return the locales, never the texts."""
        return f"LocalizedText({', '.join(self)})"

    def for_locale(self, locale: str) -> str | None:
        """
        Return the text for *locale*, its CLDR parent or a sibling region, else None.

        Never another language: a missing translation is the caller's to report.
        """
        for tag in (locale, *parent_locales(locale)):
            if tag in self:
                return self[tag]
        choice = choose_locale([locale], tuple(self))
        return None if choice is None else self[choice.used]


def _check_localized(value: object) -> str | LocalizedText:
    if type(value) is str:
        return check_line(value)
    if isinstance(value, Mapping):
        if not value:
            raise _refuse("empty", "is empty")
        entries: dict[str, str] = {}
        for tag, text in value.items():
            try:
                locale = canonical_locale(tag if isinstance(tag, str) else "")
            except LocaleError:
                raise _refuse("unknown_locale", "has a key that is no locale") from None
            if locale in entries:
                raise _refuse("duplicate_locale", "names one locale twice")
            entries[locale] = check_line(text)
        return LocalizedText(entries)
    return check_line(value)


def _dump_localized(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _check_identifier(value: object) -> str:
    if type(value) is int:
        return str(value)
    return check_line(value)


def _check_phone(value: object) -> str:
    text = check_line(value, limit=40)
    if not _PHONE.fullmatch(text):
        raise _refuse("malformed_phone", "is not a telephone number")
    return text


_ORDINARY_LINE: Final = ordinary_text(LINE, LINE_LIMIT)
_ORDINARY_PHONE: Final = ordinary_text(r"^\+?[0-9](?:[ /.-]?[0-9]){3,15}$", 40)

Line = Annotated[
    str,
    PlainValidator(check_line, json_schema_input_type=str),
    Phrased("name"),
    _ORDINARY_LINE,
]
"""One clean line that may stand inside a sentence."""

Localized = Annotated[
    str | Mapping[str, str],
    PlainValidator(_check_localized, json_schema_input_type=str | dict[str, str]),
    PlainSerializer(_dump_localized),
    Phrased("name"),
    _ORDINARY_LINE,
]
"""One line, or a mapping of locale to line for what an employer translates."""

Identifier = Annotated[
    str,
    PlainValidator(_check_identifier, json_schema_input_type=str | int),
    _ORDINARY_LINE,
]
"""An opaque id of the host's own. Integers are accepted and kept as text."""

PhoneNumber = Annotated[
    str,
    PlainValidator(_check_phone, json_schema_input_type=str),
    Phrased("name"),
    _ORDINARY_PHONE,
]
"""A telephone number as it should be read, with country code for strangers."""
