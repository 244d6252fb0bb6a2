"""The catalogue of codes: what each finding means, why it matters, what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from followup_kit._package_data import read_package_data
from followup_kit.models import Practice
from followup_kit.review._finding import Finding, Severity


__all__ = ["About", "Code", "codes", "finding_of", "read_data"]

About = Literal["composing", "facts", "practice", "wording"]
"""What a code is about, and so when it is raised."""


@dataclass(frozen=True, slots=True)
class Code:
    """
    A kind of finding.

    Attributes:
        code: The stable identifier.
        severity: How much it matters, unless the finding or a policy says otherwise.
        practice: The practice of good follow-ups it belongs to.
        about: Whether it is about facts while composing (``"composing"``), about the
            facts in a text (``"facts"``), about what a good message does
            (``"practice"``), or about words (``"wording"``).
        reason: What was found, after "it".
        remedy: What to do, as a sentence.
        source: The study, statute or convention it rests on.
    """

    code: str
    severity: Severity
    practice: Practice
    about: About
    reason: str
    remedy: str
    source: str


def codes() -> tuple[Code, ...]:
    """Return every code of findings, sorted by name."""
    return tuple(_catalogue().values())


def finding_of(
    code: str,
    *,
    path: str,
    message: str = "",
    remedy: str = "",
    severity: Severity | None = None,
    practice: Practice | None = None,
    span: tuple[int, int] | None = None,
    part: str = "",
) -> Finding:
    """
    Return a finding of *code*, with what the catalogue says where nothing is given.

    Raises:
        KeyError: The catalogue does not hold the code: a mistake of ours.
    """
    known = _catalogue()[code]
    return Finding(
        code=code,
        severity=severity or known.severity,
        practice=practice or known.practice,
        path=path,
        message=message or known.reason,
        remedy=remedy or known.remedy,
        span=span,
        part=part,
        source=known.source,
    )


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, Code]:
    data = read_data("codes.json")
    return {
        name: Code(code=name, **{**entry, "source": data["sources"][entry["source"]]})
        for name, entry in sorted(data["codes"].items())
    }


def read_data(name: str) -> Any:
    """Return what the room's data file of that name holds."""
    return json.loads(read_package_data(f"review/data/{name}"))
