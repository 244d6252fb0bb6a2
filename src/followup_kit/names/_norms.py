"""How strangers are addressed in a letter: the customs of each language."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from followup_kit._package_data import read_package_data
from followup_kit.locales import canonical_locale, parent_locales
from followup_kit.names._formatter import Formality


__all__ = ["FormalityNorm", "formality_norm", "formality_norms"]

_FORM: Final = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalityNorm:
    """
    The customs of address in letters of one locale.

    Attributes:
        locale: The locale they are stated for: the one asked for, or its parent.
        default: The formality strangers are addressed in, unless somebody asks
            otherwise.
        formal: The words that formal address shows in; None if the language has no
            such form.
        informal: The same for informal address.
        formal_greetings: Greetings with forms of the name in braces, for people
            whose gender is not known. The first that can be filled is the one.
        informal_greetings: The same for informal address.
    """

    locale: str
    default: Formality
    formal: str | None
    informal: str | None
    formal_greetings: tuple[str, ...]
    informal_greetings: tuple[str, ...]

    def greeting(self, formality: Formality, forms: Mapping[str, str]) -> str | None:
        """
        Return the greeting for a name, or None if there is no such formality.

        Plain text in one direction: a name in another script is not isolated.

        Args:
            formality: How the person is addressed.
            forms: The forms of their name, see :func:`name_forms`; and ``vocative``,
                if they stated it.
        """
        formal = formality == "formal"
        for row in self.formal_greetings if formal else self.informal_greetings:
            if all(forms.get(form) for form in _FORM.findall(row)):
                return _FORM.sub(lambda found: forms[found[1]], row)
        return None


def formality_norm(locale: str) -> FormalityNorm | None:
    """
    Return how people are addressed in letters in *locale*; None if we do not know.

    The region's own customs, else those of its CLDR parents. This is the norm for
    letters to candidates, and not CLDR's "default formality" for names, which is made
    for user interfaces and marks German, Dutch and Polish as informal. Only a part
    of the table is confirmed by sources; its file says which.

    Raises:
        LocaleError: ``locale`` is not a tag that CLDR knows.
    """
    return _norm_of(canonical_locale(locale))


@functools.lru_cache(maxsize=1024)
def _norm_of(tag: str) -> FormalityNorm | None:
    norms = formality_norms()
    return next((norms[x] for x in (tag, *parent_locales(tag)) if x in norms), None)


@functools.cache
def formality_norms() -> Mapping[str, FormalityNorm]:
    """Return the whole table by canonical locale, sorted."""
    import tomllib
    from types import MappingProxyType

    table = tomllib.loads(read_package_data("names/data/formality_norms.toml").decode())
    return MappingProxyType({tag: _norm(tag, table[tag]) for tag in sorted(table)})


def _norm(tag: str, row: Mapping[str, Any]) -> FormalityNorm:
    greetings = row["greetings"]
    return FormalityNorm(
        locale=tag,
        default=row["default"],
        formal=row.get("formal"),
        informal=row.get("informal"),
        formal_greetings=tuple(greetings.get("formal", ())),
        informal_greetings=tuple(greetings.get("informal", ())),
    )
