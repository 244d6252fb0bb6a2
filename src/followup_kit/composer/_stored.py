"""A message as plain values: whether it is one, before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final


__all__ = ["check_stored"]

_TEXTS: Final = (
    "kind",
    "subject",
    "preheader",
    "text",
    "html",
    "formality",
    "template_set",
    "short_facts",
)
_SOURCE: Final = [str, str, int, str]


def check_stored(data: Mapping[str, Any], names: set[str]) -> None:
    """
    Check the types of what stands for a message; parts with checks are left to them.

    Args:
        data: What a queue or an archive gave back.
        names: The fields of a message.

    Raises:
        TypeError: A value has another type.
        ValueError: The short facts are no JSON, or a paragraph has no source.
        KeyError: A field is missing.
    """
    if {*data} != names:
        raise KeyError
    _expect(type(data[name]) is str for name in _TEXTS)
    _expect(type(text) is str for text in data["language"].values())
    for person in (data["sender"], data["recipient"]):
        _expect(
            [type(person["name"]) is str, type(person["address"]) in {str, type(None)}]
        )
    for finding in data["findings"]:
        _expect(type(finding[key]) is str for key in finding if key != "span")
    paragraphs = data["text"].rstrip("\n").split("\n\n")
    for _, source in zip(paragraphs, data["sources"], strict=True):
        _expect([[*map(type, source)] == _SOURCE])
    if data["short_facts"]:
        _expect([type(json.loads(data["short_facts"])) is dict])


def _expect(answers: Any) -> None:
    if not all(answers):
        raise TypeError
