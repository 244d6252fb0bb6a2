"""``phrases.toml`` against its rules; faults are noted with the line of the key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from followup_kit.templating._faults import quoted
from followup_kit.templating._patterns import placeholders, well_formed
from followup_kit.templating._phrase_shapes import (
    GENDERS,
    MOST_ROWS,
    are_titles,
    is_bullet,
    is_closing,
    is_day_pattern,
    is_row,
    is_typography,
    listed_in,
    phrase_fields,
)
from followup_kit.templating._source import SHORT
from followup_kit.templating._toml_lines import Places


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_kit.templating._faults import Faults
    from followup_kit.templating._schema import Schema

_RESERVED: Final = frozenset(
    {
        "after_greeting",
        "bullet",
        "closing",
        "dates",
        "default_formality",
        "formalities",
        "greeting",
        "lines",
        "signature",
        "titles",
        "typography",
        "words",
    }
)
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CONTROL: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff"
    "\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_MOST_FORMALITIES: Final = 4
_MOST_LINES: Final = 12
_LONGEST: Final = 1_000


class PhraseChecker:
    """Checks the merged phrases of one locale."""

    def __init__(
        self,
        table: Mapping[str, Any],
        places: Places,
        faults: Faults,
        told: frozenset[str] = frozenset(),
    ) -> None:
        """Take the phrases, and formalities that one of the merged files lists."""
        self._table = table
        self._told = told
        self._places = places
        self._faults = faults

    def run(self, schema: Schema) -> bool:
        """Note every fault; tell whether there was none."""
        before = len(self._faults)
        self._known_keys(schema)
        self._formalities()
        self._join()
        if len(self._faults) == before:
            for formality in self._table["formalities"]:
                self._greetings(formality, schema)
                self._closing(formality)
            for table in ("greeting", "closing"):
                self._formalities_of(table)
        self._signature(schema)
        self._words()
        self._titles()
        self._enums(schema)
        self._patterns(schema)
        self._typography()
        return len(self._faults) == before

    def _fault(self, key: str, code: str, message: str, remedy: str) -> None:
        file, line = self._places.of(tuple(key.split(".")))
        self._faults.add(file, line, code, message, remedy)

    def _known_keys(self, schema: Schema) -> None:
        tables = {name.partition(".")[0] for name in schema.patterns}
        known = _RESERVED | tables | {f.enum for f in phrase_fields(schema) if f.enum}
        for key in self._table:
            if key not in known:
                self._fault(
                    key,
                    "unknown_key",
                    f"{quoted(key)} means nothing here.",
                    f"The keys are: {', '.join(sorted(known))}.",
                )

    def _texts(self, name: str) -> dict[str, str]:
        """Return a table of texts, noting whatever is none."""
        table = self._table.get(name, {})
        if not isinstance(table, dict):
            self._fault(name, "not_a_table", f"[{name}] is no table.", "Make it one.")
            return {}
        return {
            key: value
            for key, value in table.items()
            if self._is_text(f"{name}.{key}", value)
        }

    def _is_text(self, key: str, value: object) -> bool:
        if isinstance(value, str) and len(value) <= _LONGEST:
            if not _CONTROL.search(value):
                return True
            self._fault(
                key,
                "forbidden_character",
                f"“{key}” holds a control character.",
                "Delete it; direction marks are set by the renderer.",
            )
            return False
        self._fault(key, "not_text", f"“{key}” is no text.", "Write it in quotes.")
        return False

    def _formalities(self) -> None:
        found = self._table.get("formalities")
        if (
            not isinstance(found, list)
            or not 0 < len(found) <= _MOST_FORMALITIES
            or not all(isinstance(f, str) and _NAME.fullmatch(f) for f in found)
            or len(set(found)) < len(found)
        ):
            self._fault(
                "formalities",
                "formalities",
                "The formalities are not listed, each once.",
                'Write formalities = ["formal"], or ["formal", "informal"].',
            )
            return
        if SHORT in found:
            self._fault(
                "formalities",
                "reserved",
                f"“{SHORT}” is how files of short letters are named.",
                "Call the formality something else.",
            )
        if self._table.get("default_formality", found[0]) not in found:
            self._fault(
                "default_formality",
                "formalities",
                "The default formality is not among the formalities.",
                f"Choose one of: {', '.join(found)}.",
            )

    def _join(self) -> None:
        if self._table.get("lines", "space") not in ("space", "none", "keep"):
            self._fault(
                "lines",
                "bad_value",
                "“lines” is not one of its values.",
                'Write "space", "none" or "keep".',
            )
        bullet = self._table.get("bullet", "-")
        if not is_bullet(bullet):
            self._fault(
                "bullet", "bad_value", "“bullet” is no short mark.", 'Write "- ".'
            )
        case = self._texts("after_greeting")
        if case.get("case", "upper") not in {"lower", "upper"} or case.keys() - {
            "case"
        }:
            self._fault(
                "after_greeting",
                "bad_value",
                "[after_greeting] has one key, case.",
                'Write case = "lower" or "upper".',
            )
        day = self._texts("dates").get("day")
        if day is not None and not is_day_pattern(day):
            self._fault(
                "dates.day",
                "bad_pattern",
                "The day pattern needs {weekday} and {date}.",
                'Write day = "{weekday}, {date}".',
            )

    def _greetings(self, formality: str, schema: Schema) -> None:
        rows = self._rows(formality)
        if rows is None:
            return
        seen: list[tuple[str | None, str | None, frozenset[str]]] = []
        for index, row in enumerate(rows):
            key = f"greeting.{formality}.{index}"
            text, gender, writer = row["text"], row.get("gender"), row.get("sender")
            self._pattern(f"{key}.text", text, schema.name_forms)
            needs = frozenset(placeholders(text))
            if any(
                g in {None, gender} and w in {None, writer} and n <= needs
                for g, w, n in seen
            ):
                self._fault(
                    key,
                    "unreachable_greeting",
                    "A greeting can never be chosen, because one above always is.",
                    "Put rows that need more, or a gender, first.",
                )
            seen.append((gender, writer, needs))
        if not any(g is w is None and n <= {"full"} for g, w, n in seen):
            self._fault(
                f"greeting.{formality}",
                "no_plain_greeting",
                f"No greeting for “{formality}” works with the full name alone.",
                f'Add a last [[greeting.{formality}]] text = "… {{full}} …".',
            )

    def _rows(self, formality: str) -> list[dict[str, str]] | None:
        table = self._table.get("greeting", {})
        rows = table.get(formality) if isinstance(table, dict) else None
        if (
            not isinstance(rows, list)
            or not 0 < len(rows) <= MOST_ROWS
            or not all(is_row(row) for row in rows)
        ):
            self._fault(
                f"greeting.{formality}",
                "no_greeting",
                f"There are no sound greetings for “{formality}”.",
                f"Write [[greeting.{formality}]] rows with text, and gender "
                "(or sender, for who signs) if it is for feminine or masculine only.",
            )
            return None
        return rows

    def _pattern(self, key: str, text: str, allowed: Iterable[str]) -> None:
        if not self._is_text(key, text):
            return
        strange = set(placeholders(text)) - set(allowed)
        if strange or not well_formed(text):
            listed = ", ".join(f"{{{one}}}" for one in allowed)
            self._fault(
                key,
                "bad_pattern",
                f"“{key}” has a placeholder that is not known.",
                f"It may use: {listed or 'none'}.",
            )

    def _is_plain(self, key: str, text: object) -> bool:
        """Tell whether this is text; a placeholder in it is noted."""
        if not self._is_text(key, text):
            return False
        self._pattern(key, str(text), ())
        return True

    def _closing(self, formality: str) -> None:
        table = self._table.get("closing", {})
        said = table.get(formality) if isinstance(table, dict) else None
        if not is_closing(said, self._is_plain, f"closing.{formality}"):
            self._fault(
                "closing",
                "no_closing",
                f"There is no closing for “{formality}”.",
                f'Write [closing] {formality} = "…"; or, where it shows the gender of '
                "who signs, texts for feminine, masculine and neutral.",
            )

    def _formalities_of(self, name: str) -> None:
        """Words for a formality that no file lists would never be said."""
        table = self._table.get(name, {})
        listed = self._table["formalities"]
        for key in table if isinstance(table, dict) else ():
            if key not in listed and key not in self._told:
                self._fault(
                    f"{name}.{key}",
                    "unknown_key",
                    f"{quoted(key)} in [{name}] is no formality.",
                    f"The formalities are: {', '.join(listed)}.",
                )

    def _signature(self, schema: Schema) -> None:
        lines = self._table.get("signature", [])
        if not isinstance(lines, list) or len(lines) > _MOST_LINES:
            self._fault(
                "signature",
                "not_a_list",
                "The signature is no list of a few lines.",
                "Make it one.",
            )
            return
        for index, line in enumerate(lines):
            self._pattern(f"signature.{index}", line, schema.signature)

    def _rows_of(self, name: str) -> Mapping[str, Any]:
        """Return a table, noting if it is none."""
        found = self._table.get(name, {})
        if isinstance(found, dict):
            return found
        self._fault(name, "not_a_table", f"[{name}] is no table.", "Make it one.")
        return {}

    def _words(self) -> None:
        for name, forms in self._rows_of("words").items():
            if (
                not isinstance(forms, dict)
                or "neutral" not in forms
                or forms.keys() - GENDERS - {"of"}
                or forms.get("of", "reader") not in {"reader", "sender"}
                or not _NAME.fullmatch(name)
            ):
                self._fault(
                    f"words.{name}",
                    "bad_word",
                    f"[words.{name}] lacks neutral, or has a key that is no gender.",
                    "Write feminine, masculine and neutral; neutral may be empty.",
                )
                continue
            for gender, word in forms.items():
                self._pattern(f"words.{name}.{gender}", word, ())

    def _titles(self) -> None:
        table = self._table.get("titles", {})
        if not are_titles(table, self._is_text):
            self._fault(
                "titles",
                "bad_titles",
                "[titles] is no table of words of courtesy.",
                'Write feminine = ["…"] and masculine = ["…"], the usual word first.',
            )

    def _enums(self, schema: Schema) -> None:
        for field in phrase_fields(schema):
            rows = self._rows_of(field.enum or "")
            missing = [key for key in field.choices if key not in rows]
            if missing and rows:
                self._fault(
                    str(field.enum),
                    "missing_phrase",
                    f"[{field.enum}] lacks: {', '.join(missing)}.",
                    "Write a whole sentence for each.",
                )
            for key, value in rows.items():
                for text in self._said(f"{field.enum}.{key}", value):
                    self._pattern(f"{field.enum}.{key}", text, ())
                if key not in field.choices:
                    self._fault(
                        f"{field.enum}.{key}",
                        "unknown_key",
                        f"{quoted(key)} is no key of [{field.enum}].",
                        f"The keys are: {', '.join(field.choices)}.",
                    )

    def _said(self, key: str, value: object) -> Iterable[Any]:
        """Return a sentence, or one for each formality."""
        if not isinstance(value, dict):
            return (value,)
        formalities = listed_in(self._table)
        if sorted(value) != sorted(formalities):
            self._fault(
                key,
                "missing_phrase",
                f"“{key}” does not have a sentence for each formality.",
                f"Write one for: {', '.join(formalities)}.",
            )
        return value.values()

    def _patterns(self, schema: Schema) -> None:
        for table in {name.partition(".")[0] for name in schema.patterns}:
            for key, text in self._texts(table).items():
                allowed = schema.patterns.get(f"{table}.{key}")
                if allowed is None:
                    self._fault(
                        f"{table}.{key}",
                        "unknown_key",
                        f"{quoted(key)} is no pattern of [{table}].",
                        f"The patterns are: {', '.join(sorted(schema.patterns))}.",
                    )
                else:
                    self._pattern(f"{table}.{key}", text, allowed)

    def _typography(self) -> None:
        if not is_typography(self._table.get("typography", {})):
            self._fault(
                "typography",
                "bad_value",
                "[typography] has a key or value of no use.",
                "It has space_before and space_after (mark = no-break space), "
                "bind_after (list of words) and stop (one mark).",
            )
