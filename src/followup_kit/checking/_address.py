"""Letters that mix two forms of address: Sie with du, vous with tu."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from followup_kit.locales import language_of


__all__ = ["mixes_address"]

_OTHER: Final[Mapping[str, str]] = {"formal": "informal", "informal": "formal"}


def mixes_address(text: str, *, locale: str, formality: str, has_both: bool) -> bool:
    """
    Tell whether a letter falls into another form of address than its own.

    Args:
        text: The letter, without what people typed.
        locale: Its locale; a language without an entry in the table never mixes.
        formality: The formality it is written for.
        has_both: Whether the locale has both. If it has one only, that one may be
            called ``formal`` whatever it is, and just a mixture within the letter
            counts.
    """
    words = _table().get(language_of(locale))
    other = _OTHER.get(formality)
    if words is None or other is None:
        return False
    if not re.search(words[other], text):
        return False
    return has_both or re.search(words[formality], text) is not None


@lru_cache(maxsize=1)
def _table() -> Any:
    resource = files("followup_kit.checking").joinpath("data/forms_of_address.json")
    return json.loads(resource.read_text(encoding="utf-8"))
