"""The rules for wording as their data files hold them, one file per language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final

from followup_kit.characters import late_pattern
from followup_kit.locales import language_of
from followup_kit.review._codes import read_data
from followup_kit.review._wording_filter import PartsFilter, RuleFilter, WordsFilter


__all__ = [
    "Rule",
    "Rules",
    "numbered_rules",
    "ruled_languages",
    "rules_for",
    "wording_languages",
]

_EVERYWHERE: Final = "all"
_OTHER: Final = "other"

# A space in a rule stands for any white space of one or two characters, outside of
# sets of characters.
_SPACES: Final = late_pattern(r"\\.|\[(?:\\.|[^\]\\])*\]|(?P<space> )")


@dataclass(frozen=True)
class Rule:
    """
    One rule for wording.

    Attributes:
        number: Its place among the rules of a language, those of all first.
        code: The code of its findings.
        find: What it finds, as a regular expression; a space is any white space.
        unless: What may stand beside it, so that nothing is wrong with it.
        kinds: The kinds of message it holds for; empty if it holds for all.
        exact: Whether capitals matter.
    """

    number: int
    code: str
    find: str
    unless: tuple[str, ...] = ()
    kinds: frozenset[str] = field(default=frozenset())
    exact: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the rule finds, compiled on first use: most rules never are."""
        flags = re.NOFLAG if self.exact else re.IGNORECASE
        return re.compile(_SPACES.sub(_any_space, self.find), flags)


@dataclass(frozen=True)
class Rules:
    """
    All rules of a language.

    Attributes:
        language: The language subtag.
        each: The rules, each at the place of its number.
        beside: Expressions for what makes wording harmless, such as a date.
        filter: Tells which of them to look at.
    """

    language: str
    each: tuple[Rule, ...]
    beside: Mapping[str, re.Pattern[str]]
    filter: RuleFilter


def ruled_languages() -> tuple[str, ...]:
    """Return the languages that have rules of their own, sorted."""
    from importlib.resources import files  # slow to load, and needed by tools only

    folder = files("followup_kit.review").joinpath("data")
    names = (entry.name for entry in folder.iterdir())
    found = {n[8:-5] for n in names if n.startswith("wording_")}
    return tuple(sorted(found - {_EVERYWHERE}))


def numbered_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, those that hold everywhere first."""
    everywhere = read_data(f"wording_{_EVERYWHERE}.json")
    given = [rule for data in (everywhere, _own(language)) for rule in _given(data)]
    return tuple(
        Rule(
            number=number,
            code=code,
            find=rule["find"],
            unless=tuple(rule.get("unless", ())),
            kinds=frozenset(rule.get("kinds", ())),
            exact=rule.get("exact", False),
        )
        for number, (code, rule) in enumerate(given)
    )


def wording_languages(code: str) -> tuple[str, ...]:
    """Return the languages that have rules of their own for *code*, sorted."""
    return tuple(
        language
        for language in ruled_languages()
        if code in read_data(f"wording_{language}.json")["rules"]
    )


@lru_cache(maxsize=256)
def rules_for(locale: str) -> Rules:
    """Return the rules for texts in *locale*."""
    return _rules(language_of(locale))


def _own(language: str) -> Mapping[str, Any]:
    """Return what the file of a language holds; nothing if it has none."""
    try:
        found: Mapping[str, Any] = read_data(f"wording_{language}.json")
    except OSError:
        return {}
    return {} if language == _EVERYWHERE else found


@lru_cache(maxsize=64)
def _rules(language: str) -> Rules:
    found = _own(language)
    if not found and language != _OTHER:
        return _rules(_OTHER)
    return Rules(
        language=language,
        each=numbered_rules(language),
        beside={
            name: re.compile(_SPACES.sub(_any_space, pattern), re.IGNORECASE)
            for name, pattern in found.get("beside", {}).items()
        },
        filter=_filter(read_data(f"triggers_{language}.json")),
    )


def _filter(triggers: Mapping[str, Any]) -> RuleFilter:
    if "parts" in triggers:
        return PartsFilter(triggers["parts"], triggers.get("besides", {}))
    return WordsFilter(
        *(triggers.get(kind, {}) for kind in ("words", "stems", "signs", "besides"))
    )


def _given(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for code, rules in data.get("rules", {}).items():
        for rule in rules:
            yield code, rule


def _any_space(match: re.Match[str]) -> str:
    return r"(?:\s{1,2})" if match["space"] else match[0]
