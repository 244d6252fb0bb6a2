"""
Whether a translated letter is as new as the one it was translated from.

A letter may name its source in a note to the translator, anywhere in the file::

    {# source: en@3f2a9c0d11e4b7a6 #}

The number is a hash of the source file's prose without its notes. As soon as the
source says something else, the translation is outdated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from followup_kit.checking._cut import without
from followup_kit.checking._report import CheckProblem
from followup_kit.errors import FollowupError, Problem, TemplateSetError
from followup_kit.locales import language_of
from followup_kit.templating import TemplateSet


__all__ = [
    "TranslationState",
    "mark_translated",
    "source_problem",
    "translations",
]

TranslationState = Literal["up_to_date", "outdated", "untranslated", "invalid"]
"""How a translated letter stands to its source."""

_MARK: Final = re.compile(r"\{#\s{0,9}source:\s{0,9}([^#]{0,80}?)\s{0,9}#\}\n?")
_VALUE: Final = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)@([0-9a-f]{16})")


_STATES: Final[Mapping[str, tuple[str, str]]] = {
    "outdated": (
        "The letter it was translated from says something else now.",
        "Translate what changed, then mark the locale as translated again.",
    ),
    "untranslated": (
        "The letter is word for word the one it should be translated from.",
        "Translate it.",
    ),
    "invalid": (
        "The source it names does not exist, or its hash is malformed.",
        "Let mark_translated or `check --mark-translated` write the note.",
    ),
}


def translations(
    template_set: TemplateSet, locale: str
) -> Iterator[tuple[str, TranslationState, int]]:
    """Yield file, state and line for each letter of a locale that names its source."""
    layer = template_set.layers(locale)[0]
    for entry in layer.source.entries(locale):
        text = layer.source.read(f"{locale}/{entry}") or ""
        mark = _MARK.search(text)
        if mark is not None:
            line = text.count("\n", 0, mark.start()) + 1
            state = _state(template_set, entry, mark[1], locale)
            yield f"{locale}/{entry}", state, line


def _state(
    template_set: TemplateSet, entry: str, value: str, locale: str
) -> TranslationState:
    found = _VALUE.fullmatch(value)
    if found is None or found[1] == locale or found[1] not in template_set.locales:
        return "invalid"
    sources = _source_texts(template_set, entry, found[1])
    if not sources:
        return "invalid"
    if _hash(*sources) != found[2]:
        return "outdated"
    own = _hash(template_set.layers(locale)[0].read(entry) or "")
    is_copy = own in map(_hash, sources)
    if is_copy and language_of(locale) != language_of(found[1]):
        return "untranslated"
    return "up_to_date"


def _source_texts(template_set: TemplateSet, entry: str, locale: str) -> list[str]:
    """
    Return the files of that name in the source locale, or those it varies.

    There are several where a set replaces a part of the letter it extends.
    """
    kind, *rest = entry.removesuffix(".txt").split(".")
    whole = f"{kind}.short.txt" if rest[:1] == ["short"] else f"{kind}.txt"
    for name in (entry, whole):
        texts = [layer.read(name) for layer in template_set.layers(locale)]
        found = [text for text in texts if text is not None]
        if found:
            return found
    return []


def _hash(*texts: str) -> str:
    prose = " ".join(" ".join(without(text, "{#", "#}").split()) for text in texts)
    return hashlib.sha256(prose.encode()).hexdigest()[:16]


def source_problem(
    template_set: TemplateSet, file: str, state: TranslationState, line: int
) -> CheckProblem | None:
    """Return what is wrong with a letter in that state, if anything."""
    if state == "up_to_date":
        return None
    message, remedy = _STATES[state]
    return CheckProblem(
        template_set=template_set.name,
        file=file,
        line=line,
        code=f"translation_{state}",
        severity="error" if state == "invalid" else "warning",
        message=message,
        remedy=remedy,
    )


def mark_translated(
    template_set: TemplateSet, folder: Path, *, locale: str, source: str
) -> tuple[str, ...]:
    """
    Note in each letter of a locale that it says what its source says now.

    Call it after translating or reviewing. Files are changed in place: one note at
    the top, nothing else.

    Args:
        template_set: The set in *folder*, opened.
        folder: Where the set is.
        locale: The locale whose letters are marked.
        source: The locale they were translated from.

    Returns:
        The names of the files that were changed, such as ``"de/rejected.txt"``.

    Raises:
        TemplateSetError: The set does not have one of the two locales.
    """
    if {locale, source} - set(template_set.locales) or locale == source:
        raise _no_pair(template_set)
    changed: list[str] = []
    for entry in template_set.layers(locale)[0].source.entries(locale):
        texts = _source_texts(template_set, entry, source)
        if texts and entry.endswith(".txt"):
            path = folder / locale / entry
            old = path.read_text(encoding="utf-8")
            new = f"{{# source: {source}@{_hash(*texts)} #}}\n{_MARK.sub('', old)}"
            if new != old:
                path.write_text(new, encoding="utf-8", newline="\n")
                changed.append(f"{locale}/{entry}")
    return tuple(changed)


def _no_pair(template_set: TemplateSet) -> FollowupError:
    return TemplateSetError(
        Problem(
            "locale",
            "no_locale",
            "The set does not have both locales, or they are the same.",
            f"It has: {', '.join(template_set.locales)}.",
        )
    )
