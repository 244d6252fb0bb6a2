"""Composing: facts, a template set and phrasing joined into one finished message."""

from __future__ import annotations

from followup_kit.composer._composer import Composer, compose_followup
from followup_kit.composer._export import export_templates
from followup_kit.composer._followup import Correspondent, Followup, ParagraphSource
from followup_kit.composer._key import MessageKey
from followup_kit.composer._language import LocaleSource, LocaleUse
from followup_kit.composer._meetings import Meeting
from followup_kit.composer._schema import letter_schema


__all__ = [
    "Composer",
    "Correspondent",
    "Followup",
    "LocaleSource",
    "LocaleUse",
    "Meeting",
    "MessageKey",
    "ParagraphSource",
    "compose_followup",
    "export_templates",
    "letter_schema",
]
