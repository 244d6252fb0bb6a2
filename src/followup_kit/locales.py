"""
Locale tags: reading, expanding, and choosing among those on offer.

A locale is written as a BCP 47 tag of language, script, region and variant
subtags that CLDR knows (``de``, ``zh-Hant-HK``, ``ca-ES-valencia``). Underscores
and any letter case are read; everything else is refused by name. Rules and data
come from CLDR 48.1 (UTS #35, Part 1: "Canonical Unicode Locale Identifiers",
"Likely Subtags", "Parent Locales"); the data are read on first use.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn

from followup_kit._package_data import read_package_data
from followup_kit.errors import LocaleError, Problem


if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = [
    "LocaleChoice",
    "canonical_locale",
    "choose_locale",
    "direction_of",
    "language_of",
    "name_of",
    "parent_locales",
    "script_of",
]

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)
_QUOTABLE: Final = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_LONGEST: Final = 64
_SCRIPT_LENGTH: Final = 4
_NO_LANGUAGE: Final = frozenset({"und", "root", "mul", "mis", "zxx"})
_EXAMPLES: Final = "Pass a BCP 47 tag such as de, de-AT or zh-Hant-HK."


@dataclass(frozen=True, slots=True)
class LocaleChoice:
    """
    Which of the offered locales serves a reader, and why.

    Attributes:
        requested: The request that was served, spelled as it was passed.
        used: The offered locale that was chosen, spelled as it was offered.
        reason:
            ``"exact"``: both are the same tag in canonical form (``no``, ``nb``).
            ``"equivalent"``: both mean the same language, script and region
            (``zh-TW``, ``zh-Hant``). ``"parent"``: CLDR's parent of the request
            (``de`` for ``de-AT``). ``"region_sibling"``: the same language in
            the same script, as written in another region.
    """

    requested: str
    used: str
    reason: Literal["exact", "equivalent", "parent", "region_sibling"]


def canonical_locale(tag: str) -> str:
    """
    Return a locale tag in its canonical form.

    Case and separators are fixed (``DE_de`` becomes ``de-DE``), old codes are
    replaced (``iw`` by ``he``, ``sh`` by ``sr-Latn``), ``no`` is read as Bokmål
    (``nb``). Subtags are neither added nor removed: ``zh-HK`` stays as it is.

    Args:
        tag: Language, optional script, region and variants, all known to CLDR.

    Raises:
        LocaleError:
            The tag is not one. Codes: ``empty_locale``, ``malformed_locale``,
            ``locale_extension`` (``-u-``, ``-x-``, ``.UTF-8``, ``@euro``),
            ``unknown_language``, ``unknown_script``, ``unknown_region``,
            ``unknown_variant``, ``no_language`` (``und``, ``root``).
    """
    try:
        return _canonical(tag)
    except TypeError:  # what has no hash is not looked up
        _refuse("", "malformed_locale", "is not text")


@functools.lru_cache(maxsize=1024)
def _canonical(tag: str) -> str:
    found = _TAG.fullmatch(_plain(tag))
    if found is None:
        _refuse(tag, "malformed_locale", "is not a well-formed locale tag")
    data = _data()
    parts = _replace_aliases(found, data)
    language, script, region, variants = parts
    if language not in data["languages"]:
        _refuse(tag, "unknown_language", "names a language unknown to CLDR")
    if script and script not in data["scripts"]:
        _refuse(tag, "unknown_script", "names a script unknown to CLDR")
    if region and region not in data["regions"]:
        _refuse(tag, "unknown_region", "names a region unknown to CLDR")
    if not set(variants) <= data["variants"] or len(set(variants)) < len(variants):
        _refuse(tag, "unknown_variant", "has a variant unknown to CLDR")
    return "-".join(filter(None, (language, script, region, *sorted(variants))))


def parent_locales(tag: str) -> tuple[str, ...]:
    """
    Return the locales a locale inherits from, nearest first, without root.

    ``es-MX`` gives ``("es-419", "es")``, ``pt-AO`` gives ``("pt-PT", "pt")``. A
    region that implies a script leads through that script: ``zh-HK`` gives
    ``("zh-Hant-HK", "zh-Hant")`` and never ``zh``, which is Simplified. Parents
    in another language, such as CLDR's ``no`` for ``nn``, are left out.

    Raises:
        LocaleError: As :func:`canonical_locale`.
    """
    return _parents(canonical_locale(tag))


@functools.lru_cache(maxsize=1024)
def _parents(tag: str) -> tuple[str, ...]:
    chain: list[str] = []
    while parent := _parent(tag):
        chain.append(parent)
        tag = parent
    return tuple(chain)


def language_of(tag: str) -> str:
    """
    Return the language subtag of a locale, canonical (``he`` for ``iw-IL``).

    Raises:
        LocaleError: As :func:`canonical_locale`.
    """
    return _maximal(canonical_locale(tag))[0]


def script_of(tag: str) -> str:
    """
    Return the script a locale is written in, by likely subtags if not stated.

    ``zh-HK`` gives ``"Hant"``, ``sr`` gives ``"Cyrl"``, ``de`` gives ``"Latn"``.

    Raises:
        LocaleError: As :func:`canonical_locale`.
    """
    return _maximal(canonical_locale(tag))[1]


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """
    Return the direction a locale's script runs in.

    Raises:
        LocaleError: As :func:`canonical_locale`.
    """
    return "rtl" if script_of(tag) in _data()["rtl"] else "ltr"


def choose_locale(
    requested: Sequence[str], offered: Sequence[str]
) -> LocaleChoice | None:
    """
    Choose the offered locale that serves a reader best, and say why.

    Requests are tried in order, each against every offer: the same locale, then
    the request's parents, then other regions of the same language and script,
    those that share the nearest parent first. Never another language, never
    another script: ``zh-HK`` is not served with Simplified Chinese, nor
    ``sr-Latn`` with Cyrillic.

    Args:
        requested: The reader's locales, the most wanted first.
        offered: What there is, the preferred first among equals.

    Returns:
        The choice, or None if no offer is in any of the requested languages.

    Raises:
        LocaleError: Any of the tags is not one; see :func:`canonical_locale`.
    """
    offers = [(canonical_locale(item), item) for item in offered]
    wanted = [(canonical_locale(item), item) for item in requested]
    for canonical, spelled in wanted:
        choice = _choose_one(canonical, spelled, offers)
        if choice is not None:
            return choice
    return None


def _choose_one(
    wanted: str, spelled: str, offers: list[tuple[str, str]]
) -> LocaleChoice | None:
    for offer, used in offers:
        if offer == wanted:
            return LocaleChoice(spelled, used, "exact")
    for offer, used in offers:
        if _maximal(offer) == _maximal(wanted):
            return LocaleChoice(spelled, used, "equivalent")
    for parent in parent_locales(wanted):
        for offer, used in offers:
            if offer == parent:
                return LocaleChoice(spelled, used, "parent")
    return _choose_sibling(wanted, spelled, offers)


def _choose_sibling(
    wanted: str, spelled: str, offers: list[tuple[str, str]]
) -> LocaleChoice | None:
    language, script, _, _ = _maximal(wanted)
    chain = (wanted, *parent_locales(wanted))
    ranked = []
    for order, (offer, used) in enumerate(offers):
        if _maximal(offer)[:2] != (language, script):
            continue
        others = (offer, *parent_locales(offer))
        near = min((chain.index(x) for x in others if x in chain), default=len(chain))
        default = _maximal(offer) == _maximal(f"{language}-{script}")
        ranked.append((near, not default, order, used))
    if not ranked:
        return None
    return LocaleChoice(spelled, min(ranked)[3], "region_sibling")


def _plain(tag: str) -> str:
    if not isinstance(tag, str):
        _refuse("", "malformed_locale", "is not text")
    if not tag:
        _refuse("", "empty_locale", "is empty")
    if len(tag) > _LONGEST:
        _refuse("", "malformed_locale", "is longer than any locale tag")
    text = tag.replace("_", "-").lower()
    if text.partition("-")[0] in _NO_LANGUAGE:
        _refuse(tag, "no_language", "names no language")
    if re.fullmatch(r"[a-z]{2,3}[a-z0-9-]*(?:\.[a-z0-9-]+|@[a-z]+|-[a-z0-9]-.+)", text):
        _refuse(tag, "locale_extension", "carries an extension")
    legacy = _data()["language_aliases"].get(text)
    return legacy.lower() if legacy else text


def _replace_aliases(
    found: re.Match[str], data: dict[str, Any]
) -> tuple[str, str, str, list[str]]:
    language, script, region = found["language"], found["script"], found["region"]
    variants = [part for part in found["variants"].split("-") if part]
    script, region = (script or "").title(), (region or "").upper()
    # An alias may bring a script or region along, which an explicit one overrules.
    for part in data["language_aliases"].get(language, language).split("-"):
        if part.islower():
            language = part
        elif len(part) == _SCRIPT_LENGTH:
            script = script or part
        else:
            region = region or part
    script = data["script_aliases"].get(script, script)
    region = data["region_aliases"].get(region, region)
    return language, script, region, variants


def _parent(tag: str) -> str:
    data = _data()
    language, script, region, _ = _split(tag)
    if tag in data["parents"]:
        return str(data["parents"][tag])
    default = data["languages"][language].split(" ")[0]
    if region and not script:
        implied = data["region_scripts"].get(f"{language}-{region}", default)
        expanded = tag.replace(language, f"{language}-{implied}", 1)
        if implied != default or expanded in data["available"]:
            return expanded
    if script and script != default and tag == f"{language}-{script}":
        return ""
    if script and region and f"{language}-{script}" not in data["available"]:
        return tag.replace(f"-{script}", "", 1) if script == default else ""
    return tag.rpartition("-")[0]


def _split(tag: str) -> tuple[str, str, str, tuple[str, ...]]:
    language, *rest = tag.split("-")
    script = (
        rest.pop(0)
        if rest and len(rest[0]) == _SCRIPT_LENGTH and rest[0].isalpha()
        else ""
    )
    region = rest.pop(0) if rest and len(rest[0]) in {2, 3} else ""
    return language, script, region, tuple(rest)


@functools.lru_cache(maxsize=1024)
def _maximal(tag: str) -> tuple[str, str, str, tuple[str, ...]]:
    data = _data()
    language, script, region, variants = _split(tag)
    default_script, default_region = data["languages"][language].split(" ")
    if not script:
        implied = data["region_scripts"].get(f"{language}-{region}")
        script = implied or default_script
    if not region:
        implied = data["script_regions"].get(f"{language}-{script}")
        region = implied or default_region
    return language, script, region, variants


def _refuse(tag: str, code: str, why: str) -> NoReturn:
    quoted = f" {tag}" if tag and _QUOTABLE.fullmatch(tag) else ""
    problem = Problem("locale", code, f"The locale{quoted} {why}.", _EXAMPLES)
    raise LocaleError(problem)


@functools.cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_data("locales.json")
    for key in ("scripts", "regions", "variants", "rtl", "available"):
        data[key] = frozenset(data[key].split(" "))
    return data


def read_data(name: str) -> Any:
    """
    Return one of our CLDR data files, by its path below ``dates/data``.

    Private to this room and :mod:`followup_kit.dates`.
    """
    return json.loads(read_package_data(f"dates/data/{name}"))


def name_of(tag: str, *, within: str = "en") -> str:
    """
    Return what a locale is called: "German (Austria)" for ``de-AT``.

    For people who read an error, a report or a list of languages. The names are
    Babel's; a locale or language it does not know is called by its tag.

    Args:
        tag: The locale to name.
        within: The language to name it in.

    Raises:
        LocaleError: One of the two is no locale.
    """
    from babel import Locale, UnknownLocaleError  # costs 7 ms to load

    tag, within = canonical_locale(tag), canonical_locale(within)
    try:
        speaker = Locale.parse(within, sep="-")
        return Locale.parse(tag, sep="-").get_display_name(speaker) or tag
    except (UnknownLocaleError, ValueError):
        return tag
