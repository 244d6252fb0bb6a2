"""Formats a person's name for a reader's locale, as UTS #35 Part 8 says."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from followup_kit.locales import canonical_locale, language_of, script_of
from followup_kit.names._data import (
    FORMALITIES,
    LENGTHS,
    ORDERS,
    USAGES,
    has_own_names,
    likely_locale,
    names_for,
)
from followup_kit.names._patterns import Pattern, best_pattern
from followup_kit.names._person import PersonName
from followup_kit.names._scripts import name_script, scripts_match
from followup_kit.names._text import (
    check_name_string,
    first_grapheme,
    refuse,
    to_capitals,
)


__all__ = ["Formality", "Length", "NameFormatter", "Order", "Setting", "Usage"]

Length: TypeAlias = Literal["long", "medium", "short"]
Usage: TypeAlias = Literal["referring", "addressing", "monogram"]
Formality: TypeAlias = Literal["formal", "informal"]
Order: TypeAlias = Literal["givenFirst", "surnameFirst", "sorting"]

# Names in these languages count as native to one another.
_HAN_LANGUAGES: Final = frozenset({"ja", "yue", "zh"})


@dataclass(frozen=True, slots=True)
class Setting:
    """
    How names of one origin and script are set in a reader's locale.

    Attributes:
        locale: The locale whose patterns are used.
        order: The order of given name and surname.
        space: What stands for a space.
    """

    locale: str
    order: Literal["givenFirst", "surnameFirst"]
    space: str


class NameFormatter:
    """
    Formats names for readers of one locale (UTS #35 Part 8, CLDR 48).

    Cheap to make, immutable and safe to share among threads.

    Args:
        locale: The reader's locale, as a BCP 47 tag.

    Raises:
        LocaleError: ``locale`` is not a tag that CLDR knows.
    """

    __slots__ = ("_locale",)

    def __init__(self, locale: str) -> None:
        self._locale = canonical_locale(locale)

    @property
    def locale(self) -> str:
        """The reader's locale in canonical form."""
        return self._locale

    def __repr__(self) -> str:
        """Return the call that makes this formatter."""
        return f"NameFormatter({self._locale!r})"

    def format(
        self,
        name: PersonName | str,
        *,
        length: Length = "medium",
        usage: Usage = "referring",
        formality: Formality = "formal",
        order: Order | None = None,
    ) -> str:
        """
        Return a name in the form asked for, never empty.

        A name in another script than the reader's is formatted as its own language
        does it: ``"Albert Einstein"`` in a Japanese letter stays as it is. Part of a
        name alone (``addressing``, ``short``) is what CLDR gives, and for most
        languages that is the title with the surname: without a title, use
        :func:`name_forms` to address somebody.

        Args:
            name:
                The name. A single string is returned as it stands, and as its first
                letter for a monogram.
            length: How many of the parts are used.
            usage:
                ``"addressing"`` speaks to the person, ``"referring"`` about them,
                ``"monogram"`` gives initials for a picture.
            formality:
                ``"informal"`` prefers the informal given name and leaves out title
                and credentials in most languages. It is the caller's choice, never
                CLDR's default for the locale.
            order:
                Overrides the order that the name's language and the reader's locale
                ask for. ``"sorting"`` is for sorted lists and disregards ``usage``.

        Raises:
            NameFormError:
                An option is unknown (``unknown_option``), or a single string is
                blank (``empty_name``) or ``unprintable``; another value is
                ``not_text``.
        """
        if not isinstance(name, PersonName):
            _check_options(order, length, usage, formality)
            return _format_string(name, usage)
        patterns = _patterns(
            self._locale,
            name.locale,
            name_script(name),
            order,
            length,
            usage,
            formality,
        )
        if len(patterns) == 1:
            return patterns[0].fill(name)
        return best_pattern(patterns, name).fill(name)


@functools.lru_cache(maxsize=1024)
def setting_for(
    locale: str, origin: str | None, script: str, assumed: str | None = None
) -> Setting:
    """
    Return how names of one origin and script are set for readers of a locale.

    Names that state no origin are taken to come from the locale assumed, if that is
    written in their script.

    Args:
        locale: The readers' locale.
        origin: The locale that the name states.
        script: What the name is written in; see :func:`name_script`.
        assumed: What to assume of a name that states none.

    Raises:
        LocaleError: A locale is not a tag that CLDR knows.
    """
    reader = canonical_locale(locale)
    if assumed:
        assumed = canonical_locale(assumed)
        if origin is None and scripts_match(script, script_of(assumed)):
            origin = assumed
    return _setting(reader, origin, script)


@functools.lru_cache(maxsize=1024)
def _setting(reader: str, origin: str | None, script: str) -> Setting:
    """
    Derive the setting of names from one origin in one script.

    "Derive the name locale", "Derive the formatting locale", "Derive the name order"
    and "Setting the spaceReplacement" in UTS #35 Part 8.
    """
    if origin:
        origin_language = language_of(origin)
    else:
        origin_language = likely_locale(script or "Latn").partition("-")[0]
    locale = reader
    if not scripts_match(script, script_of(reader)):
        locale = _locale_for_script(origin, script)
    language = language_of(locale)
    data = names_for(locale)
    native = origin_language == language or {origin_language, language} < _HAN_LANGUAGES
    return Setting(
        locale=locale,
        order="surnameFirst" if origin_language in data.surname_first else "givenFirst",
        space=data.native_space if native else data.foreign_space,
    )


def _locale_for_script(origin: str | None, script: str) -> str:
    """Return whose patterns serve a name in a script the reader's locale lacks."""
    if not origin:
        return likely_locale(script)
    canonical = canonical_locale(origin)
    language, *subtags = canonical.split("-")
    region = next((x for x in subtags if len(x) in {2, 3}), "")
    if not scripts_match(script, script_of(canonical)):
        canonical = "-".join(filter(None, (language, script, region)))
    return canonical if has_own_names(canonical) else likely_locale(script, region)


@functools.lru_cache(maxsize=1024)
def _patterns(  # noqa: PLR0917 - the key of a cache
    reader: str,
    origin: str | None,
    script: str,
    order: str | None,
    length: str,
    usage: str,
    formality: str,
) -> tuple[Pattern, ...]:
    setting = _setting(reader, origin, script)
    _check_options(order, length, usage, formality)
    order = order or setting.order
    return _compiled(setting.locale, setting.space, order, length, usage, formality)


# Apart from the cache above, since names of many origins share their patterns.
@functools.lru_cache(maxsize=512)
def _compiled(  # noqa: PLR0917 - the key of a cache
    locale: str, space: str, order: str, length: str, usage: str, formality: str
) -> tuple[Pattern, ...]:
    data = names_for(locale)
    language = language_of(locale)
    sources = data.patterns_of(order, length, usage, formality)
    return tuple(Pattern(source, data, language, space) for source in sources)


def _check_options(order: str | None, length: str, usage: str, formality: str) -> None:
    if order is not None:
        _check_option("order", order, ORDERS)
    _check_option("length", length, LENGTHS)
    _check_option("usage", usage, USAGES)
    _check_option("formality", formality, FORMALITIES)


def _check_option(argument: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        refuse(
            argument,
            "unknown_option",
            f"The {argument} of a name's form is not one that CLDR knows.",
            f"Use one of {', '.join(known)}.",
        )


def _format_string(name: str, usage: str) -> str:
    check_name_string(name)
    if usage == "monogram":
        return to_capitals(first_grapheme(name.strip()), "")
    return name
