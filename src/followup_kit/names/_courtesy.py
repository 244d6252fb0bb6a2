"""Titles of courtesy, which say "Mr" or 様 and carry a form of address of their own."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from followup_kit._package_data import read_package_data
from followup_kit.locales import canonical_locale, language_of, script_of
from followup_kit.names._data import script_at
from followup_kit.names._scripts import scripts_match


__all__ = ["StatedTitle", "read_title", "split_honorific"]

Stated = Literal["feminine", "masculine"]
_STATED: Final[tuple[Stated, ...]] = ("feminine", "masculine")
_Kind: TypeAlias = Literal["feminine", "masculine", "neutral", "honorific"]
_KINDS: Final[tuple[_Kind, ...]] = ("feminine", "masculine", "neutral", "honorific")

_BETWEEN: Final = re.compile(r"[\s/]+")
_DOTS: Final = str.maketrans("", "", ".\u00b7")
_NORWEGIAN: Final = {"no": "nb", "nn": "nb"}
# 鵜殿 and 源氏 are surnames: these two end a name only behind a whole one.
_SHORTEST_BEFORE: Final = {"殿": 3, "氏": 3}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StatedTitle:
    """
    What a stated title says.

    Attributes:
        courtesy:
            The words of courtesy in it, as typed: ``"Frau"``; "" without any.
            Honorifics such as 様, which a greeting says to everybody, are not kept.
        rest: What else readers can read: ``"Prof. Dr."``; "" without anything.
        unreadable: Words in a script that the letter's language does not use.
        genders: The genders that its words of courtesy address somebody in.
        forms: The genders whose forms its other words have, as Dottoressa has.
        is_local: Whether its words of courtesy are those of the letter's language.
    """

    courtesy: str
    rest: str
    unreadable: str
    genders: frozenset[Stated]
    forms: frozenset[Stated]
    is_local: bool

    def __repr__(self) -> str:
        """Return nothing of what was stated."""
        return "StatedTitle(...)"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language, folded: gender of courtesy, and of other titles."""

    everywhere: Mapping[str, _Kind]
    here: Mapping[str, _Kind]
    forms: Mapping[str, Stated]
    after: tuple[str, ...]
    role_after: tuple[str, ...] = field(default=())


def read_title(
    title: str,
    locale: str,
    *,
    name_locales: Iterable[str] = (),
    gender: str | None = None,
    courtesies: Mapping[str, Collection[str]] | None = None,
) -> StatedTitle:
    """
    Return what a title says, read by somebody who knows the language of a letter.

    A word is looked up in the language of the letter, then in those of the person,
    then in all languages that we know, if these agree. Nothing is translated.

    Args:
        title: The title as it was stated.
        locale: The locale of the letter.
        name_locales: The locales that the name or its bearer states.
        gender:
            The gender that is known anyway. A short word such as "M." or "Sr." is one
            of courtesy if that is what it means in some language.
        courtesies: Further words of courtesy of the letter's language, by gender.

    Raises:
        LocaleError: A locale is not a tag that CLDR knows.
    """
    languages = [_language(tag) for tag in (locale, *name_locales)]
    own = _own_words(courtesies or {})
    courtesy: list[str] = []
    rest: list[str] = []
    genders: set[Stated] = set()
    is_local = True
    known = _without_honorific(title, languages[0])
    words = _BETWEEN.split(known)
    for word in words:
        kind, local = _looked_up(_folded(word), languages, own, gender)
        if kind is None:
            rest.append(word)
        elif kind != "honorific":
            courtesy.append(word)
            is_local = is_local and local
            genders |= {kind} if kind != "neutral" else set()
    forms = _words().get(languages[0], _NO_WORDS).forms
    readable = [word for word in rest if _is_readable(word, locale)]
    unreadable = [word for word in rest if not _is_readable(word, locale)]
    return StatedTitle(
        courtesy=" ".join(courtesy),
        rest=known if readable == words else " ".join(filter(None, readable)),
        unreadable=" ".join(unreadable),
        genders=frozenset(genders),
        forms=frozenset(forms[key] for key in map(_folded, rest) if key in forms),
        is_local=is_local,
    )


def _own_words(courtesies: Mapping[str, Collection[str]]) -> dict[str, _Kind]:
    return {
        _folded(word): gender
        for gender in _STATED
        for word in courtesies.get(gender, ())
    }


def _is_readable(text: str, locale: str) -> bool:
    script = next(filter(None, map(script_at, text)), "")
    return scripts_match(script, script_of(canonical_locale(locale)))


def _without_honorific(title: str, language: str) -> str:
    """Return 박사 for 박사님: the letter adds the honorific itself."""
    words = _words().get(language, _NO_WORDS)
    for role in words.role_after:
        for after in words.after:
            if title == f"{role}{after}":
                return role
    return title


def _looked_up(
    key: str, languages: list[str], own: Mapping[str, _Kind], gender: str | None
) -> tuple[_Kind | None, bool]:
    """Return what kind of courtesy a word is, and whether it is of the letter."""
    if key in own:
        return own[key], True
    for language in languages:
        words = _words().get(language, _NO_WORDS)
        for table in (words.here, words.everywhere):
            if key in table:
                return table[key], language == languages[0]
        if key in words.role_after:
            return None, False
    for stated in _STATED:
        if stated == gender and any(
            words.here.get(key) == stated for words in _words().values()
        ):
            return stated, False
    return _understood().get(key), False


def split_honorific(name: str, locale: str) -> tuple[str, str]:
    """
    Return a name without an honorific behind it, and the title that it was.

    Only words that the letter's language puts behind names count: 佐藤薫様 is 佐藤薫
    and no title, for a Japanese letter says 様 itself; 佐藤薫先生 is 佐藤薫 and 先生.
    In other languages a name may well end so and is left alone.

    Raises:
        LocaleError: ``locale`` is not a tag that CLDR knows.
    """
    endings, roles = _endings(locale)
    if not endings or not name.endswith(endings):
        return name, ""
    for ending in endings:
        bare = name.removesuffix(ending)
        kept = bare.rstrip()
        apart = kept != bare
        if bare != name and (apart or len(kept) >= _SHORTEST_BEFORE.get(ending, 1)):
            if ending in roles:
                return kept, ending
            inner, role = split_honorific(kept, locale)
            return (inner, role) if role else (kept, "")
    return name, ""


@functools.lru_cache(maxsize=1024)
def _endings(locale: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return what stands behind names in a locale, longest first; titles of it."""
    words = _words().get(_language(locale), _NO_WORDS)
    endings = sorted((*words.role_after, *words.after), key=len, reverse=True)
    return tuple(endings), frozenset(words.role_after)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).translate(_DOTS).casefold()


def _language(locale: str) -> str:
    language = language_of(canonical_locale(locale))
    return _NORWEGIAN.get(language, language)


_NO_WORDS: Final = _Words({}, {}, {}, ())


@functools.cache
def _words() -> Mapping[str, _Words]:
    import tomllib

    table = tomllib.loads(read_package_data("names/data/courtesy_titles.toml").decode())
    return {language: _read(row) for language, row in table.items()}


@functools.cache
def _understood() -> Mapping[str, _Kind]:
    """Return the words that mean one thing in all languages that have them."""
    meanings: dict[str, set[_Kind]] = {}
    for words in _words().values():
        for key, kind in words.everywhere.items():
            meanings.setdefault(key, set()).add(kind)
    return {key: kinds.pop() for key, kinds in meanings.items() if len(kinds) == 1}


def _read(row: Mapping[str, Any]) -> _Words:
    return _Words(
        everywhere=_genders(row),
        here=_genders(row.get("here", {})),
        forms=_genders(row.get("forms", {})),
        after=tuple(row.get("after", ())),
        role_after=tuple(row.get("role_after", ())),
    )


def _genders(row: Mapping[str, Any]) -> dict[str, Any]:
    return {_folded(word): kind for kind in _KINDS for word in row.get(kind, ())}
