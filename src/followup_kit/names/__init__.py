"""
People's names, put into the form that a sentence or a greeting needs.

Implements UTS #35 Part 8, "Person Names", with the data of CLDR 48. Nothing is
guessed: no gender, no title, no split of a name that is known as one string only.
"""

from __future__ import annotations

from followup_kit.names._courtesy import StatedTitle, read_title, split_honorific
from followup_kit.names._formatter import (
    Formality,
    Length,
    NameFormatter,
    Order,
    Usage,
)
from followup_kit.names._forms import name_forms
from followup_kit.names._norms import FormalityNorm, formality_norm, formality_norms
from followup_kit.names._person import PersonName


__all__ = [
    "Formality",
    "FormalityNorm",
    "Length",
    "NameFormatter",
    "Order",
    "PersonName",
    "StatedTitle",
    "Usage",
    "formality_norm",
    "formality_norms",
    "name_forms",
    "read_title",
    "split_honorific",
]
