"""
Left-over tokens in the files themselves, in branches that no sample takes too.

Reads letters, phrases, the layout and defaults of options as text; what a value will
say is not known here, and not searched.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final

from followup_kit.checking._cut import without
from followup_kit.checking._report import CheckProblem, from_place
from followup_kit.checking._tokens import leftover_tokens
from followup_kit.errors import TemplateSetError
from followup_kit.templating import TemplateSet


__all__ = ["prose_problems"]

# The renderer tidies spaces, so they are judged in what it writes.
_TIDIED: Final = frozenset({"gap", "space before a stop", "doubled punctuation"})
_WIDEST: Final = 4_000
_VALUE: Final = "\ufffc"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_LINK: Final = re.compile(r"\[{1,2}([^\[\]]*)\]{1,2}\([^()]*\)")
_ELEMENT: Final = re.compile(r"<[^<>]*>")
_WORDS_OF_ELEMENT: Final = re.compile(r"\s(?:alt|aria-label)=\"([^\"]*)\"")
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")


def prose_problems(template_set: TemplateSet) -> Iterator[CheckProblem]:
    """Yield each left-over token in the set's own files, with its line."""
    name = template_set.name
    seen: set[str] = set()
    for locale in template_set.locales:
        for layer in template_set.layers(locale):
            if layer.set != name or layer.locale in seen:
                continue
            seen.add(layer.locale)
            for entry in layer.source.entries(layer.locale):
                text = _read(layer, entry)
                if not entry.endswith(".toml"):
                    lines = _letter_lines(text)
                elif _has_phrases(template_set, locale):
                    lines = _toml_lines(text)
                else:
                    continue  # loading has reported it
                yield from _tokens(name, f"{layer.locale}/{entry}", lines)
    yield from _layout(template_set)
    for option in template_set.options.values():
        if option.type == "text":
            yield from _tokens(name, "set.toml", [(0, option.default)])


def _read(layer: Any, entry: str) -> str:
    try:
        return layer.read(entry) or ""
    except TemplateSetError:
        return ""  # loading has reported it


def _has_phrases(template_set: TemplateSet, locale: str) -> bool:
    """Tell whether the phrases of a locale are sound, in every file they come from."""
    try:
        template_set.phrases(locale)
    except TemplateSetError:
        return False
    return True


def _tokens(
    owner: str, file: str, lines: Iterator[tuple[int, str]] | list[tuple[int, str]]
) -> Iterator[CheckProblem]:
    for number, line in lines:
        # Longer lines are refused by the loader, or are no prose.
        for token in leftover_tokens(line) if len(line) <= _WIDEST else ():
            if token not in _TIDIED:
                yield CheckProblem(
                    template_set=owner,
                    file=file,
                    line=number,
                    code="leftover_token",
                    severity="error",
                    message=f"The text holds a left-over token: {token}.",
                    remedy="Write the field as {{ field }}, or leave it out.",
                )


def _letter_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in _numbered(without(text, "{#", "#}")):
        bare = _TAG.sub(_VALUE, line).replace("**", "")
        yield number, _LINK.sub(r"\1", bare)


def _toml_lines(text: str) -> Iterator[tuple[int, str]]:
    for value in _strings(tomllib.loads(text)):
        found = text.find(value)
        number = text.count("\n", 0, found) + 1 if found >= 0 else 0
        for line in value.split("\n"):
            yield number, _PLACEHOLDER.sub(_VALUE, line)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)


def _layout(template_set: TemplateSet) -> Iterator[CheckProblem]:
    try:
        place, text = template_set.layout_file()
    except TemplateSetError:
        return  # loading has reported it
    owner, file, _ = from_place(place, template_set.name)
    if owner == template_set.name:
        lines = _numbered(without(without(text, "{#", "#}"), "<style>", "</style>"))
        words = ((number, _words(_TAG.sub(_VALUE, line))) for number, line in lines)
        yield from _tokens(owner, file, words)


def _words(line: str) -> str:
    """Return what a line of the layout shows, alternative texts included."""
    shown = [_ELEMENT.sub(" ", line), *_WORDS_OF_ELEMENT.findall(line)]
    return "\n".join(unescape(part).strip() for part in shown)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("\n"), start=1)
