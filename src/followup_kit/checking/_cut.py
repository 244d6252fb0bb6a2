"""Cutting something out of a text in one pass, whatever the text is."""

from __future__ import annotations


__all__ = ["without"]


def without(text: str, opener: str, closer: str) -> str:
    """
    Return a text without what stands between two marks, each line in its place.

    What is opened and not closed reaches to the end. A regular expression would look
    for the end of each opener anew, which takes time squared in a hostile text.
    """
    kept: list[str] = []
    position = 0
    while (start := text.find(opener, position)) >= 0:
        kept.append(text[position:start])
        end = text.find(closer, start + len(opener))
        position = len(text) if end < 0 else end + len(closer)
        kept.append("\n" * text.count("\n", start, position))
    return "".join((*kept, text[position:]))
