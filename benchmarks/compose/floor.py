"""The floor: f-strings with escaping, dates given, as somebody would write by hand."""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from benchmarks.compose.parts import Letter, Literal, Parts, Slot, Writer


__all__ = ["floor"]


def floor(letter: Letter) -> Writer:
    """Return a function of f-strings that writes *letter*."""
    source = "\n".join(
        [
            "def write(phrases):",
            "    v, h = phrases.texts, phrases.htmls",
            f"    subject = {_expression(letter.subject, 'v', '')}",
            f"    text = {_expression(letter.text, 'v', '')}",
            f"    html = {_expression(letter.html, 'h', 'escape')}",
            "    return subject, text, html",
        ]
    )
    names: dict[str, Any] = {"escape": escape}
    # The source is made of our own letter; this is what a hand would have typed.
    exec(compile(source, "<floor>", "exec"), names)  # noqa: S102
    writer: Writer = names["write"]
    return writer


def _expression(parts: Parts, values: str, escaper: str) -> str:
    pieces = ["f'''"]
    for part in parts:
        if isinstance(part, Literal):
            text = part.text.replace("\\", "\\\\").replace("'", "\\'")
            pieces.append(text.replace("{", "{{").replace("}", "}}"))
        elif isinstance(part, Slot):
            pieces.append(f'{{{escaper}({values}["{part.key}"])}}')
        else:
            joint = (
                repr(part.between).replace("'", '"')
                if '"' not in part.between
                else repr(part.between)
            )
            entries = f'map({escaper or "str"}, {values}["{part.key}"])'
            pieces.append(f"''' + {joint}.join({entries}) + f'''")
    return "".join(pieces) + "'''"
