"""What a new set begins with: one block of each locale it has, or whole letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from followup_kit.checking._sources import mark_translated
from followup_kit.composer import letter_schema
from followup_kit.errors import Problem, TemplateSetError
from followup_kit.locales import parent_locales
from followup_kit.templating import TemplateSet, find_template_set


__all__ = ["MODEL", "mark_untranslated", "refuse_unless", "set_files"]

MODEL: Final = "standard"
"""The set whose letters are copied if nothing is extended."""

_BLOCK: Final = r"^\{%\s*block\s+NAME\s*%\}.*?\{%\s*endblock\s*%\}\n?"
_INHERITED_OPTIONS: Final = """
# Options of the extended set can have other defaults here:
# [options.accent_color]
# default = "#7a1f4f"
"""


def refuse_unless(
    sound: object, path: str, code: str, message: str, remedy: str
) -> None:
    """
    Refuse what a set cannot begin with.

    Raises:
        TemplateSetError: It is not sound.
    """
    if not sound:
        raise TemplateSetError(Problem(path, code, message, remedy))


def set_files(
    extends: str,
    title: str,
    locales: Sequence[str],
    replaces: tuple[str, str],
    requires: str | None,
) -> Iterator[tuple[str, str]]:
    """
    Yield name and text of each file of a new set.

    Raises:
        TemplateSetError: The extended set does not exist, or lacks the block.
    """
    base = find_template_set(extends or MODEL, schema=letter_schema())
    lines = [
        "schema = 1",
        f"title = {json.dumps(title, ensure_ascii=False)}",
        f"locales = {json.dumps(list(locales))}",
    ]
    if extends:
        lines.append(f"extends = {json.dumps(base.name)}")
    if requires:
        lines.append(f'requires = ">={requires}"')
    options = _INHERITED_OPTIONS if extends else f"\n{_options_of(base)}"
    yield "set.toml", "\n".join(lines) + "\n" + options
    if not extends:
        yield "layout.html", base.layout_file()[1]
    for locale in locales:
        if extends and _has(base, locale):
            yield from _block_files(base, locale, *replaces)
        else:
            yield from _whole(base, locale)


def _has(base: TemplateSet, locale: str) -> bool:
    return bool({locale, *parent_locales(locale)} & set(base.locales))


def _options_of(base: TemplateSet) -> str:
    """Return how a set declares its options."""
    source = base.layers(base.locales[0])[0].source.read("set.toml") or ""
    return source[source.index("[options") :] if "[options" in source else ""


def _block_files(
    base: TemplateSet, locale: str, kind: str, block: str
) -> Iterator[tuple[str, str]]:
    """Yield the block in each formality that has a wording of its own."""
    pattern = re.compile(
        _BLOCK.replace("NAME", re.escape(block)), re.DOTALL | re.MULTILINE
    )
    seen: set[str] = set()
    for layer in base.layers(locale):
        for entry in layer.source.entries(layer.locale):
            stem, _, rest = entry.partition(".")
            if stem != kind or rest.startswith("short") or entry in seen:
                continue
            found = pattern.search(layer.source.read(f"{layer.locale}/{entry}") or "")
            if found is not None:
                seen.add(entry)
                yield f"{locale}/{entry}", f"{_note(base, block)}\n{found[0]}"
    refuse_unless(
        seen,
        "replaces",
        "nothing_to_replace",
        f"The letter “{kind}” of {base.name} has no block “{block}” in {locale}.",
        f"In {locale} there are letters for: {', '.join(_kinds(base, locale))}.",
    )


def _kinds(base: TemplateSet, locale: str) -> tuple[str, ...]:
    known = next(t for t in (locale, *parent_locales(locale)) if t in base.locales)
    return base.kinds(known)


def _note(base: TemplateSet, block: str) -> str:
    return (
        f"{{# Replaces the block “{block}”; all other blocks come from "
        f'{base.name}.\n   {{% include "original" %}} inside it prints the '
        "replaced wording. #}"
    )


def _whole(base: TemplateSet, locale: str) -> Iterator[tuple[str, str]]:
    """Yield every file of a locale, or those of English to be translated."""
    known = [t for t in (locale, *parent_locales(locale)) if t in base.locales]
    source = known[0] if known else _english(base)
    seen: set[str] = set()
    # The most general file is the whole one; others replace parts of it.
    for layer in reversed(base.layers(source)):
        for entry in layer.source.entries(layer.locale):
            if entry not in seen:
                seen.add(entry)
                text = layer.source.read(f"{layer.locale}/{entry}") or ""
                note = "" if known else f"To be translated from {source}."
                yield f"{locale}/{entry}", _noted(entry, note) + text


def _noted(entry: str, note: str) -> str:
    if not note:
        return ""
    return f"# {note}\n" if entry.endswith(".toml") else f"{{# {note} #}}\n"


def _english(base: TemplateSet) -> str:
    return "en" if "en" in base.locales else base.locales[0]


def mark_untranslated(made: TemplateSet, folder: Path, locales: Sequence[str]) -> None:
    """
    Note in letters that were copied what they are to be translated from.

    Args:
        made: The new set.
        folder: Where it is.
        locales: The locales it began with.
    """
    for locale in locales:
        source = _english(made)
        first = made.layers(locale)[0].read("phrases.toml") or ""
        if locale != source and first.startswith(f"# To be translated from {source}."):
            mark_translated(made, folder, locale=locale, source=source)
