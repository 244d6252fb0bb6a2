"""The company's legal footer under the text of a letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from followup_kit.templating import Rendered, TemplateSet


Source: TypeAlias = tuple[str, str, int, str]

__all__ = ["shown_options", "sources_of", "with_footer"]


def shown_options(
    template_set: TemplateSet, given: Mapping[str, str]
) -> dict[str, str]:
    """Return the options as the HTML shows them: those given, and the set's own."""
    defaults = {name: one.default for name, one in template_set.options.items()}
    return {**defaults, **given}


def _footer(options: Mapping[str, str]) -> str:
    lines = (line.strip() for line in options.get("footer_text", "").split("\n"))
    return "\n".join(line for line in lines if line)


def with_footer(text: str, options: Mapping[str, str]) -> str:
    """Return a letter's text with the company's legal footer under it."""
    # What the law wants in a business letter is wanted in its plain text too.
    footer = _footer(options)
    return f"{text}\n\n{footer}" if footer else text


def sources_of(
    name: str, rendered: Rendered, options: Mapping[str, str]
) -> tuple[Source, ...]:
    """Return where each paragraph of that text was written."""
    # Messages with the same paragraphs share what the letter says of them.
    sources = rendered.sources
    if _footer(options):
        return (*sources, (name, "layout.html", 0, "footer_text"))
    return sources
