"""
Derive what a text must hold for each wording rule to match, so that most are skipped.

    python -m tools.build_wording          compare, exit 1 if a file is stale
    python -m tools.build_wording --write  write review/data/triggers_*.json and
                                           anchors.json

``anchors.json`` does the same for what tells decisions and contents.

How often a word stands in ordinary text is counted in ``tests/corpora/wording``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from followup_kit.review._anchored import alternatives_of
from followup_kit.review._codes import read_data
from followup_kit.review._wording_filter import fold
from followup_kit.review._wording_rules import numbered_rules, ruled_languages
from tools.wording_triggers import Trigger, crosses_lines, triggers_of


__all__ = ["anchored_expressions", "files", "main"]

_ROOT: Final = Path(__file__).resolve().parent.parent
_DATA: Final = _ROOT / "src" / "followup_kit" / "review" / "data"
_CLEAN: Final = _ROOT / "tests" / "corpora" / "wording"
_BY_PARTS: Final = frozenset({"ar", "ja", "ko", "ru", "zh"})
_OTHER: Final = "other"

_BESIDES: Final = 6
"""So many more things that a rule needs are looked at before the rule itself."""
_GROUPS, _LONGEST, _MOST_PARTS = 3, 8, 12
"""So many sets of parts are looked for in a line, how long ones, and how many."""

_ABOUT: Final = (
    "Derived from the rules by `python -m tools.build_wording --write`. "
    "What a text must hold for a rule, by its number, to match. CC0-1.0."
)

_ABOUT_ANCHORS: Final = (
    "Derived by `python -m tools.build_wording --write`. For each alternative of an "
    "expression sets of parts, of each of which one stands in every match; crosses: "
    "a match may hold the end of a line. CC0-1.0."
)


def files() -> Mapping[str, str]:
    """Return the derived files by name."""
    languages = (*ruled_languages(), _OTHER)
    return {
        **{f"triggers_{language}.json": _triggers(language) for language in languages},
        "anchors.json": _anchors(),
    }


def anchored_expressions() -> Iterator[tuple[str, str, str, str]]:
    """Yield group, language, name and text of each expression that gets anchors."""
    decisions: Mapping[str, Mapping[str, str]] = read_data("decisions.json")["patterns"]
    for language, named in decisions.items():
        for name, text in named.items():
            # What these two stand beside is found by the others.
            if name not in {"if", "not"}:
                yield "decisions", language, name, text
    for language, named in read_data("content.json")["cues"].items():
        for name, text in named.items():
            yield "cues", language, name, text


def _anchors() -> str:
    found: dict[str, dict[str, dict[str, object]]] = {}
    for group, language, name, text in anchored_expressions():
        own = found.setdefault(group, {}).setdefault(language, {})
        parts = [_parts(branch, language) for branch in alternatives_of(text)]
        own[name] = {"crosses": crosses_lines(text), "parts": parts}
    data = {"about": _ABOUT_ANCHORS, **found}
    # A line for each set; expanded, the file would have twelve thousand.
    text_of = json.dumps(data, ensure_ascii=False)
    return text_of.replace("]], [[", "]],\n[[").replace("}, ", "},\n") + "\n"


def _parts(branch: str, language: str) -> list[list[str]]:
    """Return sets of parts that share no letters of the branch."""
    groups = triggers_of(
        branch,
        by_words=False,
        frequency=_share_of_lines(language),
        longest=_LONGEST,
    )
    kept: list[list[str]] = []
    for group in groups:
        texts = sorted(trigger.text for trigger in group)
        if len(texts) <= _MOST_PARTS and not any(_alike(texts, x) for x in kept):
            kept.append(texts)
    return kept[:_GROUPS] or [sorted(trigger.text for trigger in groups[0])]


def _alike(texts: list[str], others: list[str]) -> bool:
    """Tell whether parts are stretches of the same words as others."""
    pairs = {x[i : i + 2] for x in texts for i in range(len(x) - 1)} or set(texts)
    known = {x[i : i + 2] for x in others for i in range(len(x) - 1)} or set(others)
    return not pairs.isdisjoint(known)


@cache
def _share_of_lines(language: str) -> Callable[[Trigger], float]:
    path = _CLEAN / f"clean.{language}.txt"
    text = path.read_text(encoding="utf-8").lower() if path.exists() else ""
    lines = text.splitlines()
    return cache(
        lambda trigger: sum(trigger.text in x for x in lines) / max(len(lines), 1)
    )


def _triggers(language: str) -> str:
    by_words = language not in {*_BY_PARTS, _OTHER}
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    besides: dict[int, list[list[str]]] = {}
    kind, most = ("words", 99) if by_words else ("parts", 8)
    frequency = _frequency(language)
    for rule in numbered_rules(language):
        first, *others = triggers_of(rule.find, by_words=by_words, frequency=frequency)
        for trigger in first:
            found[trigger.kind][trigger.text].append(rule.number)
        besides[rule.number] = [
            sorted(trigger.text for trigger in clause)
            for clause in others
            if {trigger.kind for trigger in clause} == {kind} and len(clause) <= most
        ][:_BESIDES]
    data = {
        "about": _ABOUT,
        **{
            kind: {text: sorted(set(n)) for text, n in sorted(of_kind.items())}
            for kind, of_kind in sorted(found.items())
        },
        "besides": {n: clauses for n, clauses in besides.items() if clauses},
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def _frequency(language: str) -> Callable[[Trigger], float]:
    path = _CLEAN / f"clean.{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    folded = [f" {' '.join(fold(line).split())} " for line in lines]
    lower = [line.lower() for line in lines]
    joined = "".join(lower)

    @cache
    def frequency(trigger: Trigger) -> float:
        match trigger.kind:
            case "words":
                hits = sum(f" {trigger.text} " in line for line in folded)
            case "stems":
                hits = sum(trigger.text in line for line in folded)
            case "signs":
                hits = sum(trigger.text in line for line in lower)
            case _:
                # Every first character of a part is a place to look closer.
                hits = sum(trigger.text in line for line in lower)
                first = joined.count(trigger.text[0]) / max(len(joined), 1)
                return hits / max(len(lines), 1) + first * 0.6
        return hits / max(len(lines), 1)

    return frequency


def main(arguments: list[str]) -> int:
    """Write or compare the files; return the exit status."""
    stale = []
    for name, text in files().items():
        path = _DATA / name
        if "--write" in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"stale: {name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
