"""
Ready-made tests for template sets, and sample facts for tests of your own.

A set is tested in three lines::

    import pytest
    from followup_kit.testing import LetterCase, assert_letter_ok, template_set_cases

    @pytest.mark.parametrize("case", template_set_cases("acme-letters"))
    def test_letter(case: LetterCase) -> None:
        assert_letter_ok(case)

pytest itself is needed by :func:`template_set_cases` only, and imported by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from followup_kit.checking import (
    CheckProblem,
    SampleInterview,
    check_letter,
    check_set,
    sample_interviews,
)
from followup_kit.composer import letter_schema
from followup_kit.errors import MissingExtraError, OutcomeKindError, Problem
from followup_kit.models import Interview, Outcome, outcome_kinds
from followup_kit.templating import Form, TemplateSet, find_template_set


if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet


__all__ = [
    "LetterCase",
    "assert_letter_ok",
    "assert_set_ok",
    "sample_interview",
    "sample_outcome",
    "template_set_cases",
]


@dataclass(frozen=True, slots=True)
class LetterCase:
    """
    One letter of a set, to be checked by one test.

    Attributes:
        template_set: The set.
        kind: The kind of the letter.
        locale: Its locale.
        formality: Its formality.
        facts: Sample outcomes beside those of the kind itself.
        form: ``short`` for the letter for very short channels.
    """

    template_set: TemplateSet
    kind: str
    locale: str
    formality: str
    facts: tuple[Mapping[str, Any], ...] = ()
    form: Form = "full"

    def __str__(self) -> str:
        """Return the name of the test."""
        short = "-short" if self.form == "short" else ""
        return f"{self.kind}-{self.locale}-{self.formality}{short}"


def template_set_cases(
    template_set: TemplateSet | str,
    *,
    kinds: Iterable[type[Outcome]] | None = None,
    facts: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> list[ParameterSet]:
    """
    Return every letter of a set, for ``pytest.mark.parametrize``.

    Args:
        template_set: The name of an installed set, or a loaded one.
        kinds: Only these kinds; all that the set has letters for if not given.
        facts: Further sample outcomes by kind.

    Raises:
        TemplateSetError: The set does not exist, or its phrases are broken.
        MissingExtraError: pytest is not installed.
    """
    try:
        import pytest
    except ImportError:
        raise MissingExtraError(_no_pytest()) from None
    opened = _opened(template_set)
    wanted = (
        None if kinds is None else {cls.model_fields["kind"].default for cls in kinds}
    )
    more = {kind: tuple(given) for kind, given in (facts or {}).items()}
    cases = [
        LetterCase(opened, kind, locale, formality, more.get(kind, ()), form)
        for locale in opened.locales
        for form in get_args(Form)
        for kind in opened.kinds(locale, form=form)
        for formality in opened.phrases(locale).formalities
        if wanted is None or kind in wanted
    ]
    return [pytest.param(case, id=str(case)) for case in cases]


def assert_letter_ok(case: LetterCase) -> None:
    """
    Assert that a letter has no error, whatever the facts.

    Raises:
        AssertionError: It has; every error is listed with its file and line.
    """
    problems = check_letter(
        case.template_set,
        case.kind,
        locale=case.locale,
        formality=case.formality,
        form=case.form,
        facts=case.facts,
    )
    _refuse(problems)


def assert_set_ok(
    template_set: TemplateSet | str, *, kinds: Iterable[type[Outcome]] | None = None
) -> None:
    """
    Assert that a whole set has no error: the same as ``check`` ending with 0.

    Raises:
        AssertionError: It has; every error is listed with its file and line.
    """
    _refuse(check_set(template_set, kinds=kinds).problems)


def sample_interview(name: str = "every fact", **changes: Any) -> Interview:
    """
    Return an invented interview, without personal data of anybody.

    Args:
        name: One of the names of :func:`followup_kit.checking.sample_interviews`.
        changes: Fields to replace, such as ``highlights=[]``.

    Raises:
        KeyError: There is no sample of that name.
        FactsError: A change is not what the field takes.
    """
    samples = {sample.name: sample for sample in sample_interviews()}
    found: SampleInterview = samples[name]
    record = found.interview.model_dump(mode="json", exclude_unset=True)
    return Interview.model_validate(record | changes)


def sample_outcome(kind: str, **changes: Any) -> Outcome:
    """
    Return the fullest sample outcome of a kind, with fields replaced.

    Raises:
        OutcomeKindError: The kind is unknown or has no sample facts.
        FactsError: A change is not what the field takes.
    """
    model = outcome_kinds().get(kind)
    samples = model.sample_facts() if model else ()
    if model is None or not samples:
        raise OutcomeKindError(
            Problem(
                "kind",
                "no_sample_facts",
                "No registered kind of that name has sample facts.",
                "Define sample_facts() in its class.",
            )
        )
    return model.model_validate({**samples[-1], **changes})


def _opened(template_set: TemplateSet | str) -> TemplateSet:
    if isinstance(template_set, TemplateSet):
        return template_set
    return find_template_set(template_set, schema=letter_schema())


def _refuse(problems: Iterable[CheckProblem]) -> None:
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    if errors:
        # An explicit raise: asserts of a library vanish under python -O.
        raise AssertionError("\n".join(errors))


def _no_pytest() -> Problem:
    return Problem(
        "pytest",
        "missing_extra",
        "pytest is needed to make test cases.",
        "Install it: python -m pip install pytest",
    )
