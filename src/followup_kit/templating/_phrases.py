"""
``phrases.toml``: what a locale says outside of its letters.

Formalities, greetings, closings, words by gender, whole sentences by key, and
how lines are joined and spaced.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from followup_kit.errors import Problem, RenderError
from followup_kit.locales import direction_of, language_of
from followup_kit.templating._fragment import Fragment
from followup_kit.templating._listing import ListStyle
from followup_kit.templating._origin import Origin
from followup_kit.templating._patterns import (
    fill,
    pattern_lines,
    pattern_without,
    placeholders,
)
from followup_kit.templating._source import refuse
from followup_kit.templating._tree import Sentence
from followup_kit.templating._values import Filled, Values, escaped
from followup_kit.templating._variant import PARAGRAPH, Voice
from followup_kit.templating._wording import runs_on, typography


if TYPE_CHECKING:
    from followup_kit.templating._schema import Schema

Table: TypeAlias = Mapping[str, Any]
Sentences: TypeAlias = Mapping[str, Mapping[str, tuple[str, str]]]
"""Whole sentences as text and HTML, by path of the field and key."""

_FULL_STOPS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("as", "bn", "hi", "mr", "ne", "or", "pa"), "।"),
    **dict.fromkeys(("km", "lo", "th"), ""),
    **dict.fromkeys(("ja", "yue", "zh"), "。"),
    "ur": "۔",
}
"""Full stops other than U+002E, by language."""

_QUOTED: Final = r"\"(?!\"\")(?:[^\"\\\n]|\\.)*+\"?+|'(?!'')[^'\n]*+'?+"
_LONG: Final = (
    r"\"{3}(?:[^\"\\]|\\.|\"{1,2}(?!\"))*+(?:\"{3})?+"
    r"|'{3}(?:[^']|'{1,2}(?!'))*+(?:'{3})?+"
)
_NAMES: Final = re.compile(
    rf"{_LONG}|#[^\n]*+|((?:[\w-]|{_QUOTED})(?:[\w \t.-]|{_QUOTED})*+)", re.DOTALL
)
"""Long texts and notes; or, as its group, what may be names with dots between."""

_DEEPEST_KEY: Final = 8

PHRASES: Final = "phrases.toml"
PHRASE_BLOCKS: Final = frozenset({"greeting", "closing", "signature"})
"""The parts of a letter that are written in phrases.toml."""

SIGNATURE: Final = ("{name}", "{role}", "{company}", "{phone}")


@dataclass(frozen=True, slots=True)
class Row:
    """A greeting, and for whom it is."""

    gender: str | None
    writer: str | None
    needs: frozenset[str]
    runs_on: bool
    fragment: Fragment


class Phrases:
    """
    The phrases of one locale of one set.

    Attributes:
        locale: The locale's tag as the set writes it.
        formalities: What the locale tells apart, for example formal, informal.
        default_formality: The one that is used unless another is asked for.
        states_default: Whether phrases.toml names it, rather than its order.
        day_pattern: How weekday and date are joined, or None for the locale's own.
        runs_on: Whether the letter goes on in lower case after the greeting.
        bullet: What stands before a bullet in plain text, its space included.
        rtl: Whether the locale is written from right to left.
    """

    def __init__(
        self,
        table: Table,
        locale: str,
        schema: Schema,
        name: str,
        homes: Mapping[str, Origin] = MappingProxyType({}),
    ) -> None:
        self._table = table
        file = f"{locale}/phrases.toml"
        self._origins = {
            block: homes.get(block, Origin(name, file, 0, block))
            for block in PHRASE_BLOCKS
        }
        self.locale: str = locale
        self.formalities: tuple[str, ...] = tuple(table["formalities"])
        self.states_default: bool = "default_formality" in table
        self.default_formality: str = table.get(
            "default_formality", self.formalities[0]
        )
        self.rtl: bool = direction_of(locale) == "rtl"
        self.day_pattern: str | None = table.get("dates", {}).get("day")
        self.runs_on: bool = table.get("after_greeting", {}).get("case") == "lower"
        self.bullet: str = _bullet(table.get("bullet", "- "))
        usual = _FULL_STOPS.get(language_of(locale), ".")
        self.stop: str = table.get("typography", {}).get("stop", usual)
        self.bulleted: ListStyle = ListStyle(self.bullet, self.stop, ordered=False)
        self.numbered: ListStyle = ListStyle(self.bullet, self.stop, ordered=True)
        self._sentences = {f: _sentences(table, schema, f) for f in self.formalities}
        self.voice: Voice = _voice(table, locale)
        self._kept = replace(self.voice, lines="keep")
        self._rows: dict[str, tuple[Row, ...]] = {}
        self.signature_lines: Sequence[str] = table.get("signature", SIGNATURE)
        self._signature_keys = tuple(
            dict.fromkeys(
                f"${n}" for line in self.signature_lines for n in placeholders(line)
            )
        )
        self._signatures: dict[tuple[str, ...], Fragment] = {}
        self._closings: dict[tuple[str, str | None], Fragment] = {}

    def sentences(self, formality: str) -> Sentences:
        """Return the whole sentences that stand for keys, by field and key."""
        return self._sentences[formality]

    @property
    def courtesies(self) -> Mapping[str, Sequence[str]]:
        """Its words of courtesy by gender, such as Frau; the usual one first."""
        titles: Mapping[str, Sequence[str]] = self._table.get("titles", {})
        return titles

    def words(self, gender: str | None) -> Mapping[str, str]:
        """Return the gender words; anything but feminine, masculine is neutral."""
        words: Mapping[str, Mapping[str, str]] = self._table.get("words", {})
        return {
            name: forms.get(gender or "neutral", forms["neutral"])
            for name, forms in words.items()
        }

    def pattern(self, name: str, default: str | None = None) -> str:
        """
        Return a pattern, for example ``person.with_role``.

        Raises:
            RenderError: The locale has none, and there is no default.
        """
        table, _, key = name.partition(".")
        found = self._table.get(table, {}).get(key, default)
        if found is None:
            raise RenderError(
                Problem(
                    f"{self.locale}/phrases.toml",
                    "no_pattern",
                    f"The locale has no pattern “{name}”.",
                    f"Write [{table}] {key} = “…” in phrases.toml.",
                )
            )
        return str(found)

    def fill(self, pattern: str, values: Mapping[str, str | Filled]) -> Filled:
        """
        Return a pattern with values in place, each set apart by direction.

        Args:
            pattern: Text with ``{placeholders}``, for example of :meth:`pattern`.
            values: A value for each.

        Raises:
            RenderError: A value is no text or holds a control character.
            KeyError: A placeholder has no value.
        """
        return fill(pattern, values, rtl=self.rtl)

    def tells_gender(self, formality: str) -> bool:
        """Tell whether a greeting of this formality states the reader's gender."""
        return any(row.gender for row in self.rows(formality))

    def greeting(
        self,
        formality: str,
        gender: str | None,
        forms: Mapping[str, str],
        *,
        writer: str | None = None,
    ) -> tuple[str, ...]:
        """
        Return the lines of the greeting, in plain text.

        The first row wins whose genders of reader and writer, if it states them, are
        those given, and whose placeholders are all among the forms of the name.

        Raises:
            RenderError: No row fits: the form ``full`` is missing.
        """
        scope = {f"@{key}": value for key, value in forms.items()}
        row = self.row(formality, gender, scope, writer=writer)
        values = Values(dict(scope), rtl=self.rtl, gender=gender)
        variant = row.fragment.variant(values, capital=False)
        text, _ = values.written(variant) if variant else ("", "")
        return tuple(text.split("\n"))

    def continues(self, greeting: str) -> bool:
        """Tell whether what stands under *greeting* goes on in its sentence."""
        return self.runs_on and runs_on(greeting)

    def row(
        self,
        formality: str,
        gender: str | None,
        scope: Mapping[str, object],
        *,
        writer: str | None = None,
    ) -> Row:
        """
        Return the greeting that fits; forms of the name have ``@`` in front.

        Raises:
            RenderError: No row fits.
        """
        for row in self.rows(formality):
            if (
                row.gender in {None, gender}
                and row.writer in {None, writer}
                and all(scope.get(need) for need in row.needs)
            ):
                return row
        raise RenderError(
            Problem(
                "name_forms",
                "no_greeting",
                "No greeting fits the forms of the name that are given.",
                "Hand over the form “full”.",
            )
        )

    def rows(self, formality: str) -> tuple[Row, ...]:
        """Return the greetings of a formality; the first that fits is taken."""
        rows = self._rows.get(formality)
        if rows is None:
            listed: Sequence[Table] = self._table.get("greeting", {}).get(formality, ())
            rows = tuple(self._row(row) for row in listed)
            self._rows[formality] = rows
        return rows

    def _row(self, row: Table) -> Row:
        text: str = row["text"]
        needs = frozenset(f"@{name}" for name in placeholders(text))
        fragment = self._fragment(pattern_lines(text, "@"), "greeting")
        runs = self.runs_on and runs_on(text)
        return Row(row.get("gender"), row.get("sender"), needs, runs, fragment)

    def _fragment(self, lines: tuple[Sentence, ...], block: str) -> Fragment:
        return Fragment(lines, self._kept, self._origins[block], frame=PARAGRAPH)

    def closing(self, formality: str, writer: str | None = None) -> Fragment:
        """Return the words above the signature, in the writer's gender."""
        made = self._closings.get((formality, writer))
        if made is None:
            said: str | Mapping[str, str] = self._table["closing"][formality]
            forms = {"neutral": said} if isinstance(said, str) else said
            text = forms.get(writer or "neutral", forms["neutral"])
            made = self._fragment(pattern_lines(text, "$"), "closing")
            self._closings[formality, writer] = made
        return made

    def signature(self, scope: Mapping[str, object]) -> Fragment:
        """Return the signature; a line vanishes if all of its parts are missing."""
        given = tuple([key for key in self._signature_keys if scope.get(key)])
        made = self._signatures.get(given)
        if made is None:
            missing = {key[1:] for key in self._signature_keys} - {k[1:] for k in given}
            lines = [
                pattern_without(pattern, "$", frozenset(missing))
                for pattern in self.signature_lines
            ]
            sentences = tuple(Sentence(0, line) for line in lines if line)
            made = self._fragment(sentences, "signature")
            self._signatures[given] = made
        return made


def _voice(table: Table, locale: str) -> Voice:
    return Voice(
        language=language_of(locale),
        lines=table.get("lines", "space"),
        typography=typography(table.get("typography", {})),
        words=table.get("words", {}),
        phrase_keys=frozenset(),
        lists=frozenset(),
    )


def _bullet(mark: str) -> str:
    import unicodedata

    if mark.endswith((" ", "\u3000")):
        return mark
    wide = unicodedata.east_asian_width(mark[-1]) in {"W", "F"}
    return mark if wide else f"{mark} "


def _sentences(table: Table, schema: Schema, formality: str) -> Sentences:
    """
    Return the sentences of each phrase field by path and key.

    A sentence may differ by formality: ``key = {formal = "…", informal = "…"}``.
    """
    found: dict[str, Mapping[str, tuple[str, str]]] = {}
    for fields in (schema.common, *schema.kinds.values()):
        for field in fields:
            if field.position == "phrase" and field.enum:
                rows: Mapping[str, Any] = table.get(field.enum, {})
                said = {
                    key: row.get(formality, "") if isinstance(row, dict) else row
                    for key, row in rows.items()
                }
                found[field.path] = {k: (v, escaped(v)) for k, v in said.items()}
    return found


def parsed(text: str, name: str) -> dict[str, Any]:
    """
    Return the table that a TOML file of a set holds.

    Raises:
        TemplateSetError: It is no TOML.
    """
    deep = _deep_key(text)
    if deep is not None:
        # The reader of TOML takes time and memory squared in the depth of a key.
        line = text.count("\n", 0, deep) + 1
        raise refuse(
            f"{name}:{line}",
            "deep_key",
            "A key or a table of the file is nested too deeply.",
            "Write fewer names with dots between them.",
        )
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line = _line_of(str(error)) or text.rstrip("\n").count("\n") + 1
        raise refuse(
            f"{name}:{line}",
            "not_toml",
            "The file is not valid TOML.",
            "Check quotation marks, brackets and equals signs near that line.",
        ) from None


def _deep_key(text: str) -> int | None:
    """Return where names stand with more dots between them than an honest key has."""
    for found in _NAMES.finditer(text):
        names = found[1] or ""
        if names.count(".") >= _DEEPEST_KEY:
            bare = re.sub(_QUOTED, "", names)
            if bare.count(".") >= _DEEPEST_KEY:
                return found.start()
    return None


def _line_of(message: str) -> int:
    """Return the line that a message of the TOML reader names; 0 for the end."""
    _, _, rest = message.partition("at line ")
    return int(rest.partition(",")[0]) if rest[:1].isdigit() else 0


def merged(special: Table, general: Table, depth: int = 4) -> dict[str, Any]:
    """Return two tables merged key by key; the special one wins."""
    result: dict[str, Any] = dict(general)
    for key, value in special.items():
        below = result.get(key)
        if depth and isinstance(value, dict) and isinstance(below, dict):
            result[key] = merged(value, below, depth - 1)
        else:
            result[key] = value
    return result
