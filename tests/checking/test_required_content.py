"""No required fact can be taken out of a built-in letter unseen."""

from __future__ import annotations

import re

import pytest

from followup_kit.checking import check_letter, sample_cases
from followup_kit.checking._probes import probes_of
from followup_kit.composer import letter_schema
from followup_kit.models import outcome_kinds
from followup_kit.templating import TemplateSet, find_template_set


_MANIFEST = 'schema = 1\ntitle = "Copy"\nlocales = ["en"]\n'


def _required(kind: str) -> set[str]:
    """Return the facts that a kind refuses to do without, in some sample."""
    return {
        probe.path
        for case in sample_cases(outcome_kinds()[kind])
        if case.sample == "every fact"
        for probe in probes_of(case, with_interview=False)
        if probe.required and probe.is_changed
    }


def _printed(path: str) -> re.Pattern[str]:
    """Return a pattern for the places that print a fact."""
    return re.compile(rf"\{{\{{ {re.escape(path)}(?:\|\w+)? \}}\}}")


def _copy() -> dict[str, str]:
    """Return the English files of the built-in set."""
    standard = find_template_set("standard", schema=letter_schema())
    source = standard.layers("en")[0].source
    return {
        f"en/{name}": source.read(f"en/{name}") or "" for name in source.entries("en")
    }


_FILES = _copy()
_TAKEN_OUT = [
    (kind, path)
    for kind, model in outcome_kinds().items()
    if model.__module__.startswith("followup_kit.")
    for path in sorted(_required(kind))
    if _printed(path).search(_FILES[f"en/{kind}.txt"])
]


def test_there_is_something_to_take_out() -> None:
    """The rules of the models name a required fact for most kinds."""
    assert len(_TAKEN_OUT) >= 15
    assert len({kind for kind, _ in _TAKEN_OUT}) >= 8


@pytest.mark.parametrize(("kind", "path"), _TAKEN_OUT)
def test_it_is_missed(kind: str, path: str) -> None:
    """A letter without a fact that its kind requires is an error that names it."""
    letter = _printed(path).sub("X", _FILES[f"en/{kind}.txt"])
    letter = letter.replace("](X)", "](https://jobs.example.com/)")
    files = {**_FILES, "set.toml": _MANIFEST, f"en/{kind}.txt": letter}
    changed = TemplateSet.from_mapping("copy", files, schema=letter_schema())
    formality = changed.phrases("en").default_formality
    problems = check_letter(changed, kind, locale="en", formality=formality)

    assert [path] == [
        problem.message.removeprefix("The letter does not say ").partition(",")[0]
        for problem in problems
        if problem.code == "required_missing"
    ]
