"""A whole set: what loading reports, what is missing, and every letter examined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, get_args

from followup_kit.checking._cases import FULLEST, SampleCase, cases_of, outcome_samples
from followup_kit.checking._letters import Examination
from followup_kit.checking._probes import Probe, probes_of
from followup_kit.checking._prose import prose_problems
from followup_kit.checking._report import (
    CheckProblem,
    CheckReport,
    from_error,
    from_problem,
    in_order,
)
from followup_kit.checking._sources import source_problem, translations
from followup_kit.composer import Composer, letter_schema
from followup_kit.errors import FollowupError, TemplateSetError
from followup_kit.models import Outcome, outcome_kinds
from followup_kit.templating import Form, TemplateSet, find_template_set


__all__ = ["check_folder", "check_letter", "check_set"]

_MOST_FILES: Final = 100
_MOST_TOKENS: Final = 100

_Facts = Mapping[str, Sequence[Mapping[str, Any]]]


def check_set(
    template_set: TemplateSet | str,
    *,
    kinds: Iterable[type[Outcome]] | None = None,
    facts: _Facts | None = None,
) -> CheckReport:
    """
    Return everything that is wrong with a set. Nothing is raised for a broken one.

    Each letter is written in every locale and formality, from each sample outcome of
    its kind together with each of :func:`sample_interviews`.

    Args:
        template_set: The name of an installed set, or a loaded one.
        kinds:
            The kinds to check; a host's own are classes like any other. Without it,
            every registered kind that the set has a letter for.
        facts: Further sample outcomes by kind, beside ``sample_facts()`` of the kind.

    Raises:
        TemplateSetNotFoundError: No set of that name is installed.
        TemplateSetError: ``set.toml`` is broken, so that there is no set to check.
            See :func:`check_folder`, which reports that as well.
    """
    opened = (
        find_template_set(template_set, schema=letter_schema())
        if isinstance(template_set, str)
        else template_set
    )
    return _Check(opened, kinds, facts or {}).report()


def check_folder(
    folder: str | os.PathLike[str],
    *,
    base: TemplateSet | None = None,
    kinds: Iterable[type[Outcome]] | None = None,
    facts: _Facts | None = None,
) -> CheckReport:
    """
    Return everything that is wrong with the set in a folder.

    Like :func:`check_set`; a broken ``set.toml`` is a problem in the report.

    Args:
        folder: The folder that holds ``set.toml``.
        base: The set it extends, if that one is not installed.
        kinds: The kinds to check; see :func:`check_set`.
        facts: Further sample outcomes by kind.
    """
    try:
        opened = TemplateSet.from_folder(folder, schema=letter_schema(), base=base)
    except TemplateSetError as error:
        name = Path(folder).resolve().name
        return CheckReport(
            template_set=name,
            locales=(),
            kinds=(),
            letters=0,
            messages=0,
            translations=(),
            problems=in_order(from_error(error, name)),
        )
    return check_set(opened, kinds=kinds, facts=facts)


def check_letter(
    template_set: TemplateSet,
    kind: str,
    *,
    locale: str,
    formality: str,
    form: Form = "full",
    facts: Sequence[Mapping[str, Any]] = (),
) -> tuple[CheckProblem, ...]:
    """
    Return everything that is wrong with one letter of a set.

    Args:
        template_set: The set.
        kind: A registered kind of outcome.
        locale: One of the set's locales.
        formality: One of the locale's formalities.
        form: ``short`` for the letter for very short channels.
        facts: Further sample outcomes.
    """
    check = _Check(template_set, [outcome_kinds()[kind]], {kind: facts})
    return in_order(check.letter(outcome_kinds()[kind], locale, formality, form))


class _Check:
    def __init__(
        self,
        template_set: TemplateSet,
        kinds: Iterable[type[Outcome]] | None,
        facts: _Facts,
    ) -> None:
        self._set = template_set
        self._facts = facts
        self._wanted = tuple(kinds) if kinds is not None else None
        self._samples: dict[type[Outcome], tuple[list[SampleCase], list[Probe]]] = {}
        self._messages = 0
        self._letters = 0
        self._broken: list[CheckProblem] = []

    def report(self) -> CheckReport:
        problems = [*self._loading(), *self._unread()]
        problems += islice(prose_problems(self._set), _MOST_TOKENS)
        problems += self._translations()
        models = self._models()
        for model in models:
            problems += self._kind(model)
        return CheckReport(
            template_set=self._set.name,
            locales=self._set.locales,
            kinds=tuple(map(_kind, models)),
            letters=self._letters,
            messages=self._messages,
            translations=tuple(
                (file, state)
                for locale in self._set.locales
                for file, state, _ in translations(self._set, locale)
            ),
            problems=in_order(problems),
        )

    def _loading(self) -> Iterator[CheckProblem]:
        try:
            self._set.validate()
        except TemplateSetError as error:
            self._broken = from_error(error, self._set.name)
        yield from self._broken

    def _unread(self) -> Iterator[CheckProblem]:
        for file in self._set.unread_files()[:_MOST_FILES]:
            yield CheckProblem(
                template_set=self._set.name,
                file=file,
                line=0,
                code="file_not_read",
                severity="error",
                message="The file is never read.",
                remedy="List its locale in set.toml, written like the folder, and "
                "name letters KIND.txt or KIND.FORMALITY.txt; or remove the file.",
            )

    def _translations(self) -> Iterator[CheckProblem]:
        for locale in self._set.locales:
            for file, state, line in translations(self._set, locale):
                problem = source_problem(self._set, file, state, line)
                if problem is not None:
                    yield problem

    def _models(self) -> tuple[type[Outcome], ...]:
        if self._wanted is not None:
            return self._wanted
        there = {k for locale in self._set.locales for k in self._set.kinds(locale)}
        return tuple(cls for kind, cls in outcome_kinds().items() if kind in there)

    def _kind(self, model: type[Outcome]) -> Iterator[CheckProblem]:
        for locale in self._set.locales:
            if _kind(model) not in self._set.kinds(locale):
                yield self._absent(_kind(model), locale)
                continue
            try:
                formalities = self._set.phrases(locale).formalities
            except TemplateSetError:
                continue  # loading has reported it
            for form in get_args(Form):
                if _kind(model) in self._set.kinds(locale, form=form):
                    for formality in formalities:
                        self._letters += 1
                        yield from self.letter(model, locale, formality, form)

    def letter(
        self, model: type[Outcome], locale: str, formality: str, form: Form
    ) -> Iterator[CheckProblem]:
        try:
            self._set.letter(_kind(model), locale, formality, form=form)
            cases, probes = self._samples_of(model)
        except FollowupError as error:
            for problem in error.problems:
                yield from_problem(problem, self._set.name)
            return
        examination = Examination(Composer(self._set), model, locale, formality, form)
        if not cases:
            yield self._without_samples(_kind(model))
        yield from examination.run(cases, probes)
        self._messages += examination.messages

    def _samples_of(self, model: type[Outcome]) -> tuple[list[SampleCase], list[Probe]]:
        """
        Return what a kind is tried with; the facts are the same in every language.

        Raises:
            FactsError: A sample is not what the kind takes.
        """
        found = self._samples.get(model)
        if found is None:
            samples = outcome_samples(model, self._facts.get(_kind(model), ()))
            cases = cases_of(model, samples)
            # The first interview has every fact, so it is the one to change.
            first = [case for case in cases if case.sample == FULLEST]
            found = (
                cases,
                [
                    probe
                    for case in first
                    for probe in probes_of(case, with_interview=case is first[-1])
                ],
            )
            self._samples[model] = found
        return found

    def _absent(self, kind: str, locale: str) -> CheckProblem:
        layer = self._set.layers(locale)[0]
        is_own = bool(layer.source.entries(locale)) or self._wanted is not None
        return CheckProblem(
            template_set=self._set.name,
            file=f"{locale}/{kind}.txt",
            line=0,
            code="letter_missing",
            severity="error" if is_own else "warning",
            message="Other locales have this letter, and this one does not.",
            remedy="Write it, or offer fewer locales: Composer(offered_locales=…).",
            letter=f"{kind} {locale}",
        )

    def _without_samples(self, kind: str) -> CheckProblem:
        return CheckProblem(
            template_set=self._set.name,
            file="",
            line=0,
            code="no_sample_facts",
            severity="error",
            message=f"The kind {kind} has no sample facts that go with an interview.",
            remedy="Define sample_facts() in its class, or pass facts.",
            letter=kind,
        )


def _kind(model: type[Outcome]) -> str:
    return str(model.model_fields["kind"].default)
