"""What the tables of ``phrases.toml`` have to look like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category

from followup_kit.templating._patterns import placeholders, well_formed


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from followup_kit.templating._schema import Field, Schema


__all__ = [
    "GENDERS",
    "MOST_ROWS",
    "are_marks",
    "are_titles",
    "is_bullet",
    "is_closing",
    "is_day_pattern",
    "is_row",
    "is_stop",
    "is_typography",
    "listed_in",
    "phrase_fields",
]

GENDERS: Final = frozenset({"feminine", "masculine", "neutral"})
MOST_ROWS: Final = 32
_MOST_WORDS: Final = 64
_BULLET: Final = re.compile(r"\S{1,3}[ \u3000]?")
_NO_STOPS: Final = frozenset("&%#@*/\\\"'")
_SPACES: Final = frozenset({"\u00a0", "\u202f", ""})


def is_row(row: object) -> bool:
    """Tell whether this is a greeting: one or two lines, and for whom it is."""
    return (
        isinstance(row, dict)
        and isinstance(row.get("text"), str)
        and bool(row["text"].strip())
        and row["text"].strip().count("\n") <= 1
        and all(
            row.get(whose) in (None, "feminine", "masculine")
            for whose in ("gender", "sender")
        )
        and not row.keys() - {"text", "gender", "sender"}
    )


def are_marks(table: object) -> bool:
    """Tell whether a table maps single marks to no-break spaces."""
    return isinstance(table, dict) and all(
        len(mark) == 1 and isinstance(space, str) and space in _SPACES
        for mark, space in table.items()
    )


def is_bullet(mark: object) -> bool:
    """Tell whether this is a short mark that can be seen, with or without a space."""
    return (
        isinstance(mark, str)
        and _BULLET.fullmatch(mark) is not None
        and mark.rstrip().isprintable()
    )


def is_day_pattern(text: str) -> bool:
    """Tell whether a pattern says how weekday and date are joined."""
    return sorted(placeholders(text)) == ["date", "weekday"] and well_formed(text)


def is_stop(mark: object) -> bool:
    """Tell whether this is a mark that ends a sentence, or nothing."""
    return isinstance(mark, str) and (
        not mark
        or (len(mark) == 1 and category(mark) == "Po" and mark not in _NO_STOPS)
    )


def is_typography(table: object) -> bool:
    """Tell whether a table says how literal words are spaced and ended."""
    rest = dict(table) if isinstance(table, dict) else {"?": None}
    bind, stop = rest.pop("bind_after", []), rest.pop("stop", ".")
    marks = [rest.pop("space_before", {}), rest.pop("space_after", {})]
    return (
        not rest
        and is_stop(stop)
        and isinstance(bind, list)
        and len(bind) <= _MOST_WORDS
        and all(isinstance(word, str) and word.isalpha() for word in bind)
        and all(are_marks(mark) for mark in marks)
    )


def is_closing(said: object, is_text: Callable[[str, object], bool], key: str) -> bool:
    """Tell whether this is a closing: one text, or one for each writer's gender."""
    forms = said if isinstance(said, dict) else {"neutral": said}
    return (
        forms.get("neutral") is not None
        and not forms.keys() - GENDERS
        and all(is_text(key, text) and str(text).strip() for text in forms.values())
    )


def are_titles(table: object, is_text: Callable[[str, object], bool]) -> bool:
    """Tell whether a table lists words of courtesy by gender."""
    return isinstance(table, dict) and all(
        gender in {"feminine", "masculine"}
        and isinstance(words, list)
        and 0 < len(words) <= MOST_ROWS
        and all(is_text("titles", word) and word.strip() for word in words)
        for gender, words in table.items()
    )


def listed_in(table: Mapping[str, Any]) -> list[str]:
    """Return the formalities that a table lists, whatever they are."""
    found = table.get("formalities")
    return [str(one) for one in found] if isinstance(found, list) else []


def phrase_fields(schema: Schema) -> Iterable[Field]:
    """Yield the fields whose sentences phrases.toml says."""
    for fields in (schema.common, *schema.kinds.values()):
        for field in fields:
            if field.position == "phrase" and field.enum:
                yield field
