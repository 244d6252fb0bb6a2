"""Message templates of WhatsApp: a body with numbered variables, to be approved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from followup_kit.errors import ChannelError, Problem


__all__ = [
    "WhatsAppTemplate",
    "numbered",
    "substituted",
    "variables_for",
    "whatsapp_template",
]

LONGEST_BODY: Final = 1024
_MARKETING: Final = frozenset({"talent_pool"})
_VARIABLE: Final = re.compile(r"\{\{(\d+)\}\}")
_BREAKS: Final = re.compile(r"[ \t]*[\n\t][ \t]*| {4,}")
_STOPS: Final = ".。।．｡۔!?…！？؟"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsAppTemplate:
    """
    A template to submit for approval.

    Attributes:
        name: Follows from the body, so that one wording has one name everywhere.
        kind: The kind of message.
        language: As WhatsApp writes it: ``pt_BR``.
        category: ``UTILITY``, or ``MARKETING`` for writing about other roles.
        body: The text with ``{{1}}`` for the first variable.
        fields: What each variable says, such as ``outcome.decision_by|short``.
    """

    name: str
    kind: str
    language: str
    category: Literal["MARKETING", "UTILITY"]
    body: str
    fields: tuple[str, ...]


def whatsapp_template(
    kind: str, locale: str, body: str, fields: Sequence[str]
) -> WhatsAppTemplate:
    """
    Return the template with *body*.

    Raises:
        ChannelError: WhatsApp would refuse it; lists every reason.
    """
    problems = tuple(_faults(body))
    if problems:
        raise ChannelError(*problems)
    language = locale.replace("-", "_")
    digest = sha256(body.encode()).hexdigest()[:8]
    return WhatsAppTemplate(
        name=f"{kind}_{language.lower()}_{digest}",
        kind=kind,
        language=language,
        category="MARKETING" if kind in _MARKETING else "UTILITY",
        body=body,
        fields=tuple(fields),
    )


def numbered(text: str, marks: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """
    Return *text* with variables for its marks, and the marks in order.

    Each place has a number of its own. Braces of the text itself do not occur: the
    prose of a set has none.
    """
    found: list[str] = []

    def number(match: re.Match[str]) -> str:
        found.append(match[0])
        return f"{{{{{len(found)}}}}}"

    pattern = "|".join(re.escape(mark) for mark in sorted(marks, key=len)[::-1])
    return (re.sub(pattern, number, text) if marks else text), tuple(found)


def substituted(body: str, variables: Sequence[str]) -> str:
    """Return *body* with each variable in its place, as WhatsApp shows it."""
    return _VARIABLE.sub(lambda match: variables[int(match[1]) - 1], body)


def variables_for(body: str, values: Sequence[str]) -> tuple[str, ...]:
    """
    Return *values* as variables: on one line, and with no stop before a stop.

    A variable may hold no line break, no tab and no four spaces in a row.
    """
    stopped = {
        int(match[1])
        for match in _VARIABLE.finditer(body)
        if body[match.end() : match.end() + 1] in tuple(_STOPS)
    }
    lines = [_BREAKS.sub(" ", value).strip() for value in values]
    return tuple(
        line[:-1] if index in stopped and line[-1:] in tuple(_STOPS) else line
        for index, line in enumerate(lines, start=1)
    )


def _faults(body: str) -> list[Problem]:
    remedy = "Reword the short letter: WhatsApp refuses such templates."
    found: list[tuple[str, str]] = []
    if re.match(r"\{\{\d+\}\}", body) or re.search(r"\{\{\d+\}\}$", body):
        found.append(("variable_at_the_edge", "begins or ends with a variable."))
    if re.search(r"\}\}\s*\{\{", body):
        found.append(("adjacent_variables", "has two variables side by side."))
    if len(body) > LONGEST_BODY:
        over = len(body) - LONGEST_BODY
        found.append(("too_long", f"has {over} characters too many."))
    return [Problem("template", code, message, remedy) for code, message in found]
