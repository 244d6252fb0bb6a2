"""What a letter for very short channels has to say: less than a whole one."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from followup_kit.models import Outcome, shapes_of


__all__ = ["is_kept_short"]


def is_kept_short(path: str, model: type[Outcome]) -> bool:
    """
    Tell whether a fact that a kind requires is said even in its short letter.

    Args:
        path: The fact, such as ``outcome.decision_by``.
        model: The kind.
    """
    rules = _rules()
    if path in rules["facts"]:
        return True
    root, _, rest = path.partition(".")
    shape = shapes_of(model).get(rest) if root == "outcome" else None
    return shape is not None and shape.shape in rules["shapes"]


@lru_cache(maxsize=1)
def _rules() -> Any:
    resource = files("followup_kit.checking").joinpath("data/short_letters.json")
    return json.loads(resource.read_text(encoding="utf-8"))
