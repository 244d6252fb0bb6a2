"""
Findings: what a message should have said better, or should not have said.

:func:`review` holds a composed message against its facts; :func:`review_text`,
:func:`review_html` and :func:`review_email` do so with what somebody wrote or edited.
:func:`compare` says what an edit did.

Rules are data. A finding never stops a message by itself; a company promotes those
it insists on to errors.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from followup_kit.review._codes import About, Code, codes, finding_of
    from followup_kit.review._compare import (
        Comparison,
        FactChange,
        SentencePair,
        compare,
    )
    from followup_kit.review._finding import Finding, Severity
    from followup_kit.review._message import Composed, Message, ShownLink
    from followup_kit.review._policy import ReviewPolicy, Ruling
    from followup_kit.review._review import (
        PracticeRow,
        Review,
        review,
        review_email,
        review_html,
        review_text,
    )
    from followup_kit.review._wording import find_wording, is_free_of_wording
    from followup_kit.review._wording_rules import wording_languages


__all__ = [
    "About",
    "Code",
    "Comparison",
    "Composed",
    "FactChange",
    "Finding",
    "Message",
    "PracticeRow",
    "Review",
    "ReviewPolicy",
    "Ruling",
    "SentencePair",
    "Severity",
    "ShownLink",
    "codes",
    "compare",
    "find_wording",
    "finding_of",
    "is_free_of_wording",
    "review",
    "review_email",
    "review_html",
    "review_text",
    "wording_languages",
]

# Loaded on first use: composing asks for codes and wording, not for the whole review.
_NAMES = {
    "_codes": "About Code codes finding_of",
    "_compare": "Comparison FactChange SentencePair compare",
    "_finding": "Finding Severity",
    "_message": "Composed Message ShownLink",
    "_policy": "ReviewPolicy Ruling",
    "_review": "PracticeRow Review review review_email review_html review_text",
    "_wording": "find_wording is_free_of_wording",
    "_wording_rules": "wording_languages",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value
