"""The words by which a text shows what it says, per language, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from followup_kit.locales import language_of
from followup_kit.models import Practice
from followup_kit.review._anchored import Anchored, anchored
from followup_kit.review._codes import read_data


__all__ = ["Content", "contents_of", "cues_of", "no_within"]

_EVERYWHERE: Final = "*"


@dataclass(frozen=True, slots=True)
class Content:
    """
    What a message of a kind says.

    Attributes:
        weight: ``"must"`` or ``"should"``.
        cue: The name of the cue by which it is told.
        says: What it says, after "does not say".
        practice: The practice it belongs to.
    """

    weight: str
    cue: str
    says: str
    practice: Practice


@lru_cache(maxsize=64)
def contents_of(kind: str) -> tuple[Content, ...]:
    """Return what messages of a kind say; nothing for kinds of hosts' own."""
    return tuple(Content(**given) for given in _data()["kinds"].get(kind, ()))


@lru_cache(maxsize=256)
def cues_of(locale: str) -> Mapping[str, Anchored]:
    """Return the cues of a locale's language by name, empty if it has no data."""
    language = language_of(locale)
    given = _data()["cues"].get(language, {})
    flags = re.IGNORECASE | re.MULTILINE
    return {
        name: anchored(cue, flags, "cues", language, name)
        for name, cue in given.items()
    }


def no_within(locale: str) -> int:
    """Return within how many sentences a rejection says no in a language."""
    given = _data()["no_within"]
    found: int = given.get(language_of(locale), given[_EVERYWHERE])
    return found


@lru_cache(maxsize=1)
def _data() -> Any:
    return read_data("content.json")
