"""
How the reviewer fares on the labelled messages: hits, misses and false alarms.

Run as ``python -m tests.review_corpus``; with ``--half odd`` or ``--half even`` only the
messages whose number is odd or even count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from followup_kit.review import Finding, Review, review_text
from tests.review_corpus import (
    FACT_FAULTS,
    LANGUAGES,
    LATER_LANGUAGES,
    PRACTICE_FAULTS,
    corpus,
    facts_of,
)


__all__ = ["ERRORS", "FITTING", "Verdict", "figures", "judged", "reviewed"]

_ALL: Final = (*LANGUAGES, *LATER_LANGUAGES)
_MISSING: Final = frozenset({"fact_missing", "fact_altered"})
FITTING: Final[Mapping[str, frozenset[str]]] = {
    "wrong_day": frozenset(
        {"unknown_date", "weekday_mismatch", "unknown_time", "fact_missing"}
    ),
    "wrong_hour": frozenset({"unknown_time", "fact_missing"}),
    "wrong_zone": frozenset({"wrong_zone"}),
    "wrong_weekday": frozenset({"weekday_mismatch", "unknown_date"}),
    "wrong_year": frozenset({"unknown_date"}),
    "dropped_link": frozenset({"fact_missing"}),
    "altered_link": frozenset(
        {"fact_altered", "link_lookalike", "unknown_link", "insecure_link"}
    ),
    "dropped_date": frozenset({"fact_missing"}),
    "dropped_document": frozenset({"fact_missing"}),
    "swapped_names": frozenset({"names_swapped"}),
    "wrong_name": frozenset({"unknown_person", "names_swapped", *_MISSING}),
    "wrong_company": frozenset({"unknown_name", *_MISSING}),
    "wrong_role": frozenset({"unknown_name", *_MISSING}),
    "added_date": frozenset({"unknown_date", "unknown_period"}),
    "added_promise": frozenset(
        {"promise", "unknown_date", "unknown_period", "false_hope", "empty_promise"}
        | {"decision_contradicted", "unknown_money"}
    ),
    "added_money": frozenset({"unknown_money"}),
    "wrong_decision": frozenset({"decision_contradicted", "no_missing"}),
    "placeholder_left": frozenset({"placeholder"}),
    "wrong_language_passage": frozenset({"wrong_language"}),
    "missing_no": frozenset({"no_missing", "no_late"}),
    "false_hope": frozenset({"false_hope", "promise"}),
    "empty_promise": frozenset({"empty_promise", "retention_open"}),
    "vague_time": frozenset({"vague_time", "empty_promise"}),
    "generic": frozenset({"generic", "strength_missing", "reason_missing"}),
    "protected_ground": frozenset({"protected"}),
    "age_proxy": frozenset({"age_proxy", "protected"}),
    "culture_fit": frozenset({"fit_vague"}),
    "comparison": frozenset({"compare"}),
    "salary_history": frozenset({"salary_history"}),
    "health_family": frozenset({"health_family", "protected"}),
    "mixed_formality": frozenset({"mixed_formality", "other_formality"}),
    "officialese": frozenset({"officialese", "filler", "minimise"}),
    "third_person_feedback": frozenset({"third_person"}),
    "fragment_feedback": frozenset({"fragment"}),
    "unshared_feedback": frozenset({"not_shareable"}),
    "no_reply_address": frozenset({"reply_address", "noreply_wording", "must_missing"}),
    "late_without_apology": frozenset({"late_without_apology"}),
}
"""The codes that tell of a fault."""

ERRORS: Final = FACT_FAULTS - {
    *("wrong_company", "wrong_role"),
    "dropped_document",
}
"""The faults that have to be told as errors."""

_NOWHERE: Final = frozenset({"generic", "missing_no", "late_without_apology"})
_NAMES: Final = frozenset({"wrong_name", "wrong_company", "wrong_role"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What a review says about a message of the corpus.

    Attributes:
        entry: The message.
        hits: The findings that tell of its planted fault, at its place.
        alarms: The others.
    """

    entry: Mapping[str, Any]
    hits: tuple[Finding, ...]
    alarms: tuple[Finding, ...]

    @property
    def fault(self) -> str:
        """The planted fault, nothing for a good message."""
        planted = self.entry["planted"]
        return planted["fault"] if planted else ""

    @property
    def is_found(self) -> bool:
        """Whether the planted fault is found, as an error where it has to be one."""
        if self.fault in ERRORS:
            return any(finding.severity == "error" for finding in self.hits)
        return bool(self.hits)


@cache
def reviewed(name: str) -> Review:
    """Return the review of a message of the corpus, by its id."""
    entry = next(x for x in corpus() if x["id"] == name)
    interview, outcome, send_at = facts_of(entry["facts"])
    return review_text(
        entry["text"],
        interview,
        outcome,
        locale=entry["locale"],
        subject=entry["subject"],
        send_at=send_at,
    )


@cache
def judged(half: str = "") -> tuple[Verdict, ...]:
    """Return the verdict on every message, or on those of odd or even number."""
    wanted = {"": (0, 1), "even": (0,), "odd": (1,)}[half]
    return tuple(
        _verdict(entry)
        for entry in corpus()
        if int(entry["id"].rpartition("-")[2]) % 2 in wanted
    )


def _verdict(entry: Mapping[str, Any]) -> Verdict:
    found = reviewed(entry["id"]).findings
    hits = tuple(x for x in found if _tells(x, entry))
    return Verdict(entry, hits, tuple(x for x in found if x not in hits))


def _tells(finding: Finding, entry: Mapping[str, Any]) -> bool:
    planted = entry["planted"]
    if not planted or finding.code not in FITTING[planted["fault"]]:
        return False
    if planted["span"] is None or planted["fault"] in _NOWHERE:
        return True
    if finding.span is None:
        # That a name is missing has no place in the text.
        return planted["fault"] in _NAMES or finding.part == "subject"
    start = entry["text"].index(planted["span"])
    inside = finding.span[0] < start + len(planted["span"])
    return finding.part == "text" and inside and start < finding.span[1]


def figures(half: str = "") -> Iterator[str]:
    """Yield the lines of the tables."""
    verdicts = judged(half)
    yield from _hits(verdicts)
    yield ""
    yield "not found:"
    for verdict in verdicts:
        if verdict.fault and not verdict.is_found:
            codes = " ".join(sorted({x.code for x in (*verdict.hits, *verdict.alarms)}))
            yield f"  {verdict.entry['id']:14} {verdict.fault:24} (said: {codes})"
    yield ""
    yield from _alarms(verdicts)


def _hits(verdicts: Sequence[Verdict]) -> Iterator[str]:
    planted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        language = verdict.entry["id"].partition("-")[0]
        for key in ((verdict.fault, language), (verdict.fault, "all")):
            planted[key] += 1
            found[key] += verdict.is_found
    columns = (*_ALL, "all")
    yield f"{'fault':24}" + "".join(f"{language:>8}" for language in columns)
    for group in (FACT_FAULTS, PRACTICE_FAULTS):
        for fault in sorted(group):
            cells = (f"{found[fault, x]}/{planted[fault, x]}" for x in columns)
            yield f"{fault:24}" + "".join(f"{cell:>8}" for cell in cells)
        totals = (
            f"{sum(found[f, x] for f in group)}/{sum(planted[f, x] for f in group)}"
            for x in columns
        )
        name = "all facts" if group is FACT_FAULTS else "all practices"
        yield f"{name:24}" + "".join(f"{cell:>8}" for cell in totals)


def _alarms(verdicts: Sequence[Verdict]) -> Iterator[str]:
    good = [verdict for verdict in verdicts if not verdict.fault]
    messages: dict[tuple[str, str], set[str]] = {}
    for verdict in good:
        for finding in verdict.alarms:
            key = (finding.severity, finding.code)
            messages.setdefault(key, set()).add(verdict.entry["id"])
    yield f"on {len(good)} good messages:"
    for severity in ("error", "warning", "info"):
        for (level, code), names in sorted(messages.items()):
            if level == severity:
                yield f"  {level:8} {code:24} {len(names):3}  {' '.join(sorted(names))}"
