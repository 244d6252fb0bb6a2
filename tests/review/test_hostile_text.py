"""No text makes the rules slow: the time they take grows with its length only."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest


_SEEDS: Final = (
    " ",
    "\\n",
    "we will ",
    "soon we will write ",
    "wir werden uns ",
    "Sie haben es ",
    "Ihre Unterlagen ",
    "noch nicht die ",
    "- a\\n",
    "a: -\\n",
    "{{",
    "[A",
    "„",
    "„Sie du ",
    "1/5, ",
    "a.",
    "سنتواصل خلال ",
    "書類は引き続き",
    "追って連絡",
)

# Every rule on its own, and all together as they are used, under a limit of CPU time:
# it takes a tenth of it. A rule that grows with the square of the text breaks it.
_PROGRAM: Final = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from followup_kit.models import Interview, Outcome
from followup_kit.review._fact_sheet import fact_sheet
from followup_kit.review._message import Message
from followup_kit.review._practices import practice_findings
from followup_kit.review._wording_rules import numbered_rules
language, *seeds = sys.argv[1:]
for seed in seeds:
    print(ascii(seed), flush=True)
    text = (seed * 20_000)[:20_000]
    for rule in numbered_rules(language):
        for _ in rule.pattern.finditer(text):
            pass
    interview = Interview.model_validate({
        "candidate": {"name": "A B", "email": "a@example.org"},
        "company": {"name": "C"}, "role": {"title": "R"},
        "sender": {"name": "S", "email": "s@example.com"},
        "sessions": [
            {"start": "2026-11-19T14:00+01:00", "end": "2026-11-19T15:00+01:00"}
        ],
        "time_zone": "Europe/Stockholm", "highlights": [seed.strip() + "x" * 9],
    })
    feedback = [{"text": (seed + "yes ") * 40, "shareable": False}]
    outcome = Outcome.model_validate({"kind": "rejected", "feedback": feedback})
    sheet = fact_sheet(interview, outcome, locale=language)
    message = Message(locale=language, kind="rejected", text=text, subject=seed)
    sum(1 for _ in practice_findings(message, sheet))
"""


@pytest.mark.parametrize("language", ("ar", "de", "en", "ja"))
def test_repeated_beginnings_of_rules_cost_no_more_than_other_text(
    language: str,
) -> None:
    """Twenty thousand characters of each near match are read within the limit."""
    seeds = [seed.replace("\\n", "\n") for seed in _SEEDS]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, language, *seeds],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr[-300:]), done.stdout[-60:]
