"""
What fields mean, in the words below them, read when somebody asks.

pydantic can read the docstrings of fields itself, while a class is defined: it then
parses the source of every model in every process, for schemas that few look at.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from followup_kit.models._base import Facts


__all__ = ["describe_fields"]


def describe_fields(model: type[Facts]) -> None:
    """Give the fields of *model* the descriptions that stand below them."""
    known: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if vars(cls).get("__pydantic_fields__"):
            known |= _docstrings(cls)
    for name, info in model.model_fields.items():
        if info.description is None:
            info.description = known.get(name)


def _docstrings(cls: type) -> dict[str, str]:
    try:
        source = textwrap.dedent(inspect.getsource(cls))
    except (OSError, TypeError):
        # A class that was typed into a shell has no source to read.
        return {}
    (definition,) = ast.parse(source).body
    body = definition.body if isinstance(definition, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
