"""Builds ``locales.json``: what is needed to read, expand and compare locale tags."""

from __future__ import annotations

from typing import Any

from tools.dates_cldr import Cldr


NOT_LANGUAGES = {"und", "root", "mul", "mis", "zxx"}


def build_locales(cldr: Cldr) -> dict[str, Any]:
    """Return the content of ``locales.json``."""
    likely = cldr.supplemental("likelySubtags")["likelySubtags"]
    alias = cldr.supplemental("aliases")["metadata"]["alias"]
    names = _english_names(cldr)
    languages = {x.split("-")[0] for x in cldr.locales}
    languages |= {x for x in names["languages"] if x.isalpha() and x.islower()}
    languages -= NOT_LANGUAGES | set(alias["languageAlias"])
    known = {lang: _likely_pair(likely, lang) for lang in sorted(languages)}
    return {
        "languages": known,
        "scripts": _joined(x for x in names["scripts"] if len(x) == 4),
        "regions": _joined(set(names["territories"]) & _regions(cldr)),
        "variants": _joined(x.lower() for x in names["variants"] if "-" not in x),
        "language_aliases": _language_aliases(alias["languageAlias"], languages),
        "script_aliases": _replacements(alias["scriptAlias"]),
        "region_aliases": _region_aliases(alias["territoryAlias"]),
        "region_scripts": _region_scripts(likely, known),
        "script_regions": _script_regions(likely, known),
        "parents": _parents(cldr),
        "rtl": _joined(_right_to_left(cldr)),
        "available": _joined(cldr.locales),
    }


def _english_names(cldr: Cldr) -> dict[str, dict[str, str]]:
    found = {}
    for name in ("languages", "scripts", "territories", "variants"):
        display = cldr.main("localenames", "en", name)["localeDisplayNames"]
        found[name] = display[name]
    return found


def _regions(cldr: Cldr) -> set[str]:
    aliases = cldr.supplemental("aliases")["metadata"]["alias"]["territoryAlias"]
    names = cldr.main("localenames", "en", "territories")["localeDisplayNames"]
    return {x for x in names["territories"] if len(x) in {2, 3}} - {"ZZ", *aliases}


def _joined(items: Any) -> str:
    return " ".join(sorted(set(items)))


def _likely_pair(likely: dict[str, str], language: str) -> str:
    _, script, region = likely.get(language, "und-Latn-001").split("-")
    return f"{script} {region}"


def _replacements(table: dict[str, dict[str, str]]) -> dict[str, str]:
    return {k: v["_replacement"] for k, v in table.items()}


def _language_aliases(table: Any, known: set[str]) -> dict[str, str]:
    plain = {
        k: v
        for k, v in _replacements(table).items()
        if not k.startswith("und") and "-x-" not in v and v.split("-")[0] in known
    }
    # Norwegian without a written standard means Bokmål (its CLDR default content).
    return {**plain, "no": "nb"}


def _region_aliases(table: Any) -> dict[str, str]:
    # Where a country was split CLDR lists the likeliest successor first.
    pairs = {k: v.split()[0] for k, v in _replacements(table).items()}
    return {k: v for k, v in pairs.items() if len(k) == 2 or k.isdigit()}


def _region_scripts(likely: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    found = {}
    for key, value in likely.items():
        language, _, region = key.partition("-")
        if language not in known or len(region) not in {2, 3}:
            continue
        script = value.split("-")[1]
        if script != known[language].split()[0]:
            found[key] = script
    return found


def _script_regions(likely: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    found = {}
    for key, value in likely.items():
        language, _, script = key.partition("-")
        if language in known and len(script) == 4:
            found[key] = value.split("-")[2]
    return found


def _parents(cldr: Cldr) -> dict[str, str]:
    table = cldr.supplemental("parentLocales")["parentLocales"]["parentLocale"]
    named: dict[str, str] = {}
    for child, parent in table.items():
        same = child.split("-")[0] == parent.split("-")[0]
        named[child] = parent if same else ""
    return named


def _right_to_left(cldr: Cldr) -> list[str]:
    table = cldr.core("scriptMetadata")["scriptMetadata"]
    return [script for script, facts in table.items() if facts.get("rtl") == "YES"]
