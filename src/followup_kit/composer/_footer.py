"""The company's legal footer under the text of a letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from followup_kit.templating import Rendered, TemplateSet


Source: TypeAlias = tuple[str, str, int, str]

__all__ = ["footer_of", "sources_of", "with_footer"]


def footer_of(template_set: TemplateSet, options: Mapping[str, str]) -> str:
    """
    Return the legal footer of a set's letters, a line each; empty if there is none.

    Args:
        template_set: The set, whose own footer holds unless another is given.
        options: The options that were given.
    """
    declared = template_set.options.get("footer_text")
    footer = options.get("footer_text", declared.default if declared else "")
    lines = (line.strip() for line in footer.split("\n"))
    return "\n".join(line for line in lines if line)


def with_footer(text: str, footer: str) -> str:
    """Return a letter's text with the company's legal footer under it."""
    # What the law wants in a business letter is wanted in its plain text too.
    return f"{text}\n\n{footer}" if footer else text


def sources_of(name: str, rendered: Rendered, footer: str) -> tuple[Source, ...]:
    """Return where each paragraph of that text was written."""
    # Messages with the same paragraphs share what the letter says of them.
    sources = rendered.sources
    if footer:
        return (*sources, (name, "layout.html", 0, "footer_text"))
    return sources
