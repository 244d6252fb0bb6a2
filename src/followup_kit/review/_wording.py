"""Wording that hurts, promises or discriminates, found by rules that are data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from followup_kit.locales import language_of
from followup_kit.models import Practice
from followup_kit.review._finding import Finding, Severity


__all__ = ["WordingCategory", "find_wording", "wording_categories"]

_PRACTICES: Final[dict[str, Practice]] = {
    "protected": "lawful",
    "age_proxy": "lawful",
    "salary_history": "lawful",
    "health_family": "lawful",
    "retention_open": "lawful",
    "origin_language": "lawful",
    "ai_decision": "lawful",
    "vague_time": "timely",
    "promise": "honest",
    "false_hope": "honest",
    "empty_promise": "honest",
    "internal": "safe",
    "placeholder": "safe",
    "officialese": "clear",
    "fit_vague": "clear",
}


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    severity: Severity
    practice: Practice
    reason: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WordingCategory:
    """
    A kind of wording that rules exist for.

    Attributes:
        code: The code of its findings.
        severity: How much it matters.
        practice: The practice it belongs to.
        reason: Why it does not belong into a message, after "it".
        languages: The languages with rules for it; empty if they hold in all.
    """

    code: str
    severity: Severity
    practice: Practice
    reason: str
    languages: tuple[str, ...]


def wording_categories() -> tuple[WordingCategory, ...]:
    """Return every category of wording that rules exist for, by code."""
    data = _data()
    return tuple(
        WordingCategory(
            code=code,
            severity=category["severity"],
            practice=_PRACTICES.get(code, "reassuring"),
            reason=category["reason"],
            languages=tuple(
                language
                for language, patterns in sorted(data["patterns"].items())
                if code in patterns and language != "*"
            ),
        )
        for code, category in sorted(data["categories"].items())
    )


def find_wording(text: str, *, locale: str, path: str) -> Iterator[Finding]:
    """
    Yield a finding for each kind of wording in *text* that does not belong there.

    Rules exist for some languages only; text in another language is searched for
    left-over placeholders alone.

    Args:
        text: What people wrote.
        locale: The language it is written in.
        path: The fact it comes from; the text itself is never quoted.
    """
    rules = _rules(language_of(locale))
    if not rules.any_of_them.search(text):
        return
    for rule in rules.each:
        if rule.pattern.search(text):
            yield Finding(
                code=rule.code,
                severity=rule.severity,
                practice=rule.practice,
                path=path,
                message=f"holds wording that {rule.reason}.",
                remedy="Rephrase it, or leave it out.",
            )


@dataclass(frozen=True, slots=True)
class _Rules:
    # Most texts break no rule: one search tells.
    any_of_them: re.Pattern[str]
    each: tuple[_Rule, ...]


@lru_cache(maxsize=64)
def _rules(language: str) -> _Rules:
    each = tuple(_read_rules(language))
    joined = "|".join(
        f"(?{'i' if rule.pattern.flags & re.IGNORECASE else ''}:{rule.pattern.pattern})"
        for rule in each
    )
    return _Rules(re.compile(joined), each)


def _read_rules(language: str) -> Iterator[_Rule]:
    data = _data()
    for code, category in data["categories"].items():
        patterns = [
            pattern
            for key in ("*", language)
            for pattern in data["patterns"].get(key, {}).get(code, ())
        ]
        if patterns:
            joined = "|".join(f"(?:{pattern})" for pattern in patterns)
            # Placeholders are told by their capitals; words of a language are not.
            flags = re.NOFLAG if code == "placeholder" else re.IGNORECASE
            yield _Rule(
                code=code,
                severity=category["severity"],
                practice=_PRACTICES.get(code, "reassuring"),
                reason=category["reason"],
                pattern=re.compile(joined, flags),
            )


@lru_cache(maxsize=1)
def _data() -> Any:
    resource = files("followup_kit.review").joinpath("data/wording.json")
    return json.loads(resource.read_text(encoding="utf-8"))
