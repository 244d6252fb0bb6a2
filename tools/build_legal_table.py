"""
Write the reference page of legal deadlines from the data of ``followup_kit.timing``.

    python -m tools.build_legal_table          compare, exit 1 if the page is stale
    python -m tools.build_legal_table --write  write the page

A test calls :func:`page` and compares, so that the page cannot fall behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from followup_kit.timing import (
    LEGAL_NOTICE,
    LegalCondition,
    LegalRule,
    legal_events,
    legal_questions,
    legal_rules,
    weekend_corrections,
)
from followup_kit.timing._legal_rules import legal_data


__all__ = ["PATH", "main", "page"]

PATH: Final = (
    Path(__file__).resolve().parent.parent / "docs/reference/legal-deadlines.md"
)
_WEEK: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_KINDS: Final = {
    "notice": "A notice that is owed",
    "on_request": "A notice that is owed after a request",
    "action": "Something to do",
    "soft": "A norm that does not bind",
    "retention": "Until when data may be kept",
    "claim_window": "Until when a claim can be made",
}


def page() -> str:
    """Return the generated page."""
    return "\n".join([*_head(), *_overview(), *_rules(), *_names(), *_weekends(), ""])


def _head() -> Iterator[str]:
    yield "# Legal deadlines"
    yield ""
    yield "Generated from `legal.toml` by `python -m tools.build_legal_table --write`."
    yield "How the days are counted is told in"
    yield "[Timeliness](../explanation/timeliness.md)."
    yield ""
    yield ":::{warning}"
    yield LEGAL_NOTICE
    yield ":::"
    yield ""


def _overview() -> Iterator[str]:
    yield "| rule | place | counted from | period | in force | last read |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for rule in legal_rules():
        read = "in the research only" if rule.read_on is None else str(rule.read_on)
        yield _row(
            f"[{rule.id}](#{rule.id.lower()})",
            rule.place,
            f"`{rule.trigger}`",
            _period(rule),
            rule.validity,
            read,
        )
    yield ""
    yield "No general duty to write was found, or none was looked for:"
    yield ""
    for entry in legal_data()["no_general_duty"]:
        sources = ", ".join(f"<{source}>" for source in entry["sources"])
        yield f"- {entry['place']}: {entry['text']}{' ' + sources if sources else ''}"
    yield "- Every other place: not researched. A duty may exist."
    yield ""


def _rules() -> Iterator[str]:
    for rule in legal_rules():
        yield f"## {rule.id}"
        yield ""
        yield f"{_KINDS[rule.kind]}. {rule.statute}."
        yield ""
        yield f"- **Period:** {_period(rule)}, from `{rule.trigger}`."
        if rule.warn_after_days:
            days = " and ".join(str(day) for day in rule.warn_after_days)
            yield f"- **Warned of:** at day {days}."
        yield f"- **What it must say:** {rule.content}"
        yield f"- **Form:** {rule.form}"
        yield f"- **Scope:** {rule.scope}"
        if rule.conditions:
            asked = "; ".join(_condition(item) for item in rule.conditions)
            yield f"- **Facts it asks for:** {asked}."
        if rule.met_by:
            yield f"- **Met by:** {_kinds(rule.met_by)}."
        if rule.perhaps_met_by:
            yield f"- **Perhaps met by:** {_kinds(rule.perhaps_met_by)}."
        yield f"- **Certainty:** {rule.certainty}."
        yield f"- **Open:** {rule.doubts}"
        yield f"- **Sources:** {', '.join(f'<{source}>' for source in rule.sources)}"
        yield ""


def _names() -> Iterator[str]:
    yield "## Facts and events"
    yield ""
    yield "| fact | question |"
    yield "| --- | --- |"
    for name, question in legal_questions().items():
        yield _row(f"`{name}`", question)
    yield ""
    yield "| event | meaning |"
    yield "| --- | --- |"
    for name, meaning in legal_events().items():
        yield _row(f"`{name}`", meaning)
    yield ""


def _weekends() -> Iterator[str]:
    yield "## Weekends that were corrected"
    yield ""
    yield "Where CLDR or the library `holidays` is wrong, or the two disagree."
    yield ""
    yield "| place | weekend | from | until | why | source |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for item in weekend_corrections():
        web = item.source.startswith("http")
        yield _row(
            item.place,
            " ".join(_WEEK[day] for day in sorted(item.days)),
            str(item.first or ""),
            str(item.last or ""),
            item.reason,
            f"<{item.source}>" if web else item.source,
        )


def _period(rule: LegalRule) -> str:
    if rule.amount is None or rule.unit is None:
        return f"{rule.undated} (no number of days)"
    unit = rule.unit.replace("_", " ")
    each = "every " if rule.repeats else ""
    return f"{each}{rule.amount} {unit}"


def _condition(condition: LegalCondition) -> str:
    if condition.exempt_below is None:
        answer = "yes" if condition.wanted else "no"
        doubt = " (one source only)" if condition.disputed else ""
        return f"`{condition.fact}` {answer}{doubt}"
    unsure = condition.exempt_below < condition.wanted
    doubt = f" (sources disagree from {condition.exempt_below})" if unsure else ""
    return f"`{condition.fact}` at least {condition.wanted}{doubt}"


def _kinds(kinds: frozenset[str]) -> str:
    return ", ".join(f"`{kind}`" for kind in sorted(kinds))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main(arguments: list[str]) -> int:
    """Write or compare the page; return the exit status."""
    if "--write" in arguments:
        PATH.write_text(page(), encoding="utf-8")
        return 0
    if PATH.exists() and PATH.read_text(encoding="utf-8") == page():
        return 0
    print("stale: docs/reference/legal-deadlines.md")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
