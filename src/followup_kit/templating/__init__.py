"""
The template language, and sets of letters written in it.

A :class:`TemplateSet` is a folder of text files: one letter per kind and locale,
read top to bottom. It is checked against a :class:`Schema` when it is loaded and
compiled before any data exist; :meth:`Letter.render` then writes plain text and
HTML from the same tree. See ``docs/reference/template-language.md``.
"""

from __future__ import annotations

from followup_kit.templating._discovery import (
    available_template_sets,
    find_template_set,
)
from followup_kit.templating._letter import Letter, Rendered
from followup_kit.templating._manifest import Option
from followup_kit.templating._origin import Origin
from followup_kit.templating._phrases import Phrases
from followup_kit.templating._schema import Field, Position, Schema
from followup_kit.templating._sets import TemplateSet
from followup_kit.templating._source import Form
from followup_kit.templating._values import Filled


__all__ = [
    "Field",
    "Filled",
    "Form",
    "Letter",
    "Option",
    "Origin",
    "Phrases",
    "Position",
    "Rendered",
    "Schema",
    "TemplateSet",
    "available_template_sets",
    "find_template_set",
]
