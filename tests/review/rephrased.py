"""Follow-ups in other words, with the facts they keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from followup_kit.models import Interview, Outcome
from tests import factories


__all__ = ["SEND_AT", "Rephrased", "interview_of", "rephrased"]

SEND_AT: Final = datetime.fromisoformat("2026-11-20T09:30+01:00")
_CORPUS: Final = Path(__file__).parents[1] / "corpora" / "review_rephrased.json"


@dataclass(frozen=True)
class Rephrased:
    """A message somebody rephrased, and its facts."""

    name: str
    locale: str
    text: str
    interview: Interview
    outcome: Outcome


def interview_of(name: object, time_zone: str) -> Interview:
    """Return an interview with somebody who reads the clock in a zone."""
    return factories.interview(
        candidate={
            "name": name,
            "email": "ada@example.org",
            "time_zone": time_zone,
        },
        company={
            "name": "Norrland Data",
            "careers_url": "https://careers.example.com/jobs",
            "privacy_url": "https://careers.example.com/privacy",
        },
    )


def rephrased() -> list[Rephrased]:
    """Return every message of the corpus."""
    entries: list[Mapping[str, Any]] = json.loads(_CORPUS.read_text("utf-8"))[
        "messages"
    ]
    return [
        Rephrased(
            name=f"{number}-{entry['locale']}-{entry['outcome']['kind']}",
            locale=entry["locale"],
            text=entry["text"],
            interview=interview_of(entry["name"], entry["time_zone"]),
            outcome=Outcome.model_validate(entry["outcome"]),
        )
        for number, entry in enumerate(entries)
    ]
