"""
Golden letters: every kind in every locale and formality, from facts in that language.

    python -m tests.golden_letters --write    accept the letters as they are now

Each file shows a letter with many facts, one with few, and those that come late or name
another day than the one promised. They are compared whole. Read them: that is what they are for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from followup_kit import Composer, Interview, Outcome
from followup_kit.models import Formality, outcome_kinds
from tests.golden_files import write_or_list


__all__ = ["FOLDER", "LETTERS", "facts_of", "letters"]

FOLDER: Final = Path(__file__).parent / "golden" / "standard"
LETTERS: Final[tuple[tuple[str, Formality], ...]] = (
    ("ar", "formal"),
    ("de", "formal"),
    ("de", "informal"),
    ("en", "formal"),
    ("en", "informal"),
    ("ja", "formal"),
)
_ON_TIME: Final = datetime.fromisoformat("2026-11-20T09:30+01:00")
_LATE: Final = datetime.fromisoformat("2026-11-25T09:30+01:00")
# Before and after every day that an outcome of the goldens names.
_EARLIER: Final = [{"due": "2026-11-27"}]
_LATER: Final = [{"due": "2027-02-26"}]


def letters() -> Iterator[tuple[Path, str]]:
    """Yield the path of each golden file and what it has to hold."""
    composer = Composer()
    for locale, formality in LETTERS:
        facts = json.loads((FOLDER / locale / "facts.json").read_text("utf-8"))
        for kind in facts["outcomes"]:
            shown = "\n".join(_variants(composer, facts, kind, locale, formality))
            yield FOLDER / locale / f"{kind}.{formality}.txt", shown


def _variants(
    composer: Composer,
    facts: Mapping[str, Any],
    kind: str,
    locale: str,
    formality: Formality,
) -> Iterator[str]:
    full, few = facts["outcomes"][kind]
    interview = _interview(facts["interview"], kind)
    bare = _interview(facts["bare_interview"], kind)
    late = {**interview, "promises": facts["promises"]}
    variants = [
        ("many facts", interview, full, _ON_TIME),
        ("few facts, no send time", bare, few, None),
        ("late", interview, few, _LATE),
        ("a promised day has passed", late, few, _LATE),
    ]
    if outcome_kinds()[kind].next_news:
        earlier, later = ({**bare, "promises": days} for days in (_EARLIER, _LATER))
        variants += [
            ("a promised day is put off", earlier, full, _ON_TIME),
            ("a promised day is brought forward", later, full, _ON_TIME),
        ]
    for name, interview_facts, outcome_facts, send_at in variants:
        followup = composer.compose(
            Interview.model_validate(interview_facts),
            Outcome.model_validate({"kind": kind, **outcome_facts}),
            locale=locale,
            formality=formality,
            send_at=send_at,
        )
        yield f"======== {name}"
        yield f"Subject: {followup.subject}"
        yield f"Preheader: {followup.preheader}"
        yield ""
        yield followup.text
        yield ""


def facts_of(
    facts: Mapping[str, Any], kind: str
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield many and few facts of a kind: a name, an interview, an outcome."""
    full, few = facts["outcomes"][kind]
    yield "many facts", _interview(facts["interview"], kind), full
    yield "few facts", _interview(facts["bare_interview"], kind), few


def _interview(facts: Mapping[str, Any], kind: str) -> dict[str, Any]:
    interview = dict(facts)
    if kind == "no_show":
        interview.pop("highlights", None)
        interview.pop("questions", None)
    elif kind == "questions_answered":
        interview.setdefault("questions", facts.get("only_questions", []))
    interview.pop("only_questions", None)
    return interview


if __name__ == "__main__":
    sys.exit(write_or_list(letters(), sys.argv[1:]))
