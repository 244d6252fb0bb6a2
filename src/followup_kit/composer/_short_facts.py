"""The few phrased facts that a message keeps for its short letter."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from followup_kit.composer._special import Value
from followup_kit.models import Outcome, outcome_kinds


__all__ = ["asked_for", "keys_of", "short_facts", "told_by", "with_short_facts"]

# What became of a day that was promised, for kinds that name one.
_PROMISED: Final = (
    "message.day_confirmed",
    "message.postponed_day|short",
    "message.advanced_day|short",
)
_COMMON: Final = (
    "role",
    "company",
    "sender",
    "sender.phone",
    "message.late",
    "message.promise_missed",
    "message.promises_missed",
)
# One text and not a mapping: it weighs a fifth of one, in every message kept.
_ENCODE: Final = json.JSONEncoder(separators=(",", ":"), default=str).encode
_QUOTE: Final[Callable[[str], str]] = encode_basestring_ascii
# Letters and kinds are few; a host that makes classes without end is not remembered.
_MOST_FIELDS: Final = 1024
_json_names: Final[dict[type[Outcome], tuple[tuple[str, str], ...]]] = {}
_fields: Final[dict[tuple[frozenset[str], type[Outcome]], frozenset[str]]] = {}


def keys_of(model: type[Outcome]) -> tuple[str, ...]:
    """Return the fields that a short letter of a kind may print."""
    promised = _PROMISED if model.next_news else ()
    return (*_COMMON, *promised, *model.essentials)


def with_short_facts(fields: frozenset[str], model: type[Outcome]) -> frozenset[str]:
    """Return the fields of a letter with those that a short one may print."""
    key = fields, model
    made = _fields.get(key)
    if made is None:
        made = fields.union(keys_of(model))
        if len(_fields) < _MOST_FIELDS:
            _fields[key] = made
    return made


def short_facts(model: type[Outcome], values: Mapping[str, Value]) -> str:
    """
    Return what a short letter prints, as JSON; facts that are missing are left out.

    Args:
        model: The kind of the message.
        values: The phrased values of the fields of :func:`with_short_facts`.
    """
    # What the encoder does, without making one for every message.
    facts = [
        name + (_QUOTE(value) if type(value) is str else _ENCODE(value))
        for key, name in _names(model)
        if (value := values[key])
    ]
    return f"{{{','.join(facts)}}}"


def _names(model: type[Outcome]) -> tuple[tuple[str, str], ...]:
    """Return the fields that a short letter may print, and their names in JSON."""
    names = _json_names.get(model)
    if names is None:
        keys = dict.fromkeys(keys_of(model))
        names = tuple((key, f"{_QUOTE(key)}:") for key in keys)
        if len(_json_names) < _MOST_FIELDS:
            _json_names[model] = names
    return names


def told_by(kind: str, facts: str) -> dict[str, Any]:
    """Return what :func:`short_facts` kept, with None for facts that are missing."""
    model = outcome_kinds().get(kind)
    kept: dict[str, Any] = json.loads(facts) if facts else {}
    return asked_for(dict.fromkeys(keys_of(model) if model else ()) | kept)


def asked_for(facts: dict[str, Any]) -> dict[str, Any]:
    """Return *facts* with what conditions ask for: a day, in whatever form."""
    bare = {key.partition("|")[0]: value for key, value in facts.items() if "|" in key}
    return bare | facts
