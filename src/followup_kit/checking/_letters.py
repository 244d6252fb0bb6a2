"""One letter in one locale and formality, written from every sample and examined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from followup_kit.checking._address import mixes_address
from followup_kit.checking._agreement import unsaid_in_html
from followup_kit.checking._cases import SampleCase
from followup_kit.checking._markup import html_faults, is_balanced
from followup_kit.checking._probes import Probe
from followup_kit.checking._report import CheckProblem
from followup_kit.checking._samples import sample_extras
from followup_kit.checking._short import is_kept_short
from followup_kit.checking._tokens import leftover_tokens, values_in, without_values
from followup_kit.checking._written import Place, Written, written
from followup_kit.composer import Composer
from followup_kit.errors import FollowupError
from followup_kit.models import Expected, Outcome
from followup_kit.review import Severity
from followup_kit.templating import Form, TemplateSet


__all__ = ["Examination"]

_TAGS: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


@dataclass
class Examination:
    """
    The examination of one letter.

    Attributes:
        messages: How many messages were written.
    """

    composer: Composer
    model: type[Outcome]
    locale: str
    formality: Any
    form: Form = "full"
    messages: int = 0
    _printed: dict[str, bool] = field(default_factory=dict, init=False)
    _reported: set[str] = field(default_factory=set, init=False)

    @property
    def kind(self) -> str:
        """The kind of the letter."""
        return str(self.model.model_fields["kind"].default)

    @property
    def letter(self) -> str:
        """What to call the letter in a report."""
        short = " short" if self.form == "short" else ""
        return f"{self.kind} {self.locale} {self.formality}{short}"

    def run(
        self, cases: Sequence[SampleCase], probes: Sequence[Probe]
    ) -> Iterator[CheckProblem]:
        """Write the letter from all samples, and yield what is wrong with it."""
        for case in cases:
            yield from self._try(case)
        before: dict[int, tuple[str, str] | None] = {}
        for probe in probes:
            if id(probe.case) not in before:
                before[id(probe.case)] = self._reads(probe.case)
            yield from self._probe(probe, before[id(probe.case)])
        if self.form == "full":
            yield from self._expected()

    def _try(self, case: SampleCase) -> Iterator[CheckProblem]:
        for optional in (True, False) if self._set.extras else (True,):
            try:
                message = self._write(case, optional=optional)
            except FollowupError as error:
                yield from self._refused(error, case)
            else:
                yield from self._examine(message, case)

    def _write(self, case: SampleCase | Probe, *, optional: bool = True) -> Written:
        self.messages += 1
        return written(
            self.composer,
            case,
            locale=self.locale,
            formality=self.formality,
            form=self.form,
            optional=optional,
        )

    def _reads(self, case: SampleCase | Probe) -> tuple[str, str] | None:
        try:
            message = self._write(case)
        except FollowupError:
            return None
        return message.subject, message.text

    def _refused(
        self, error: FollowupError, case: SampleCase
    ) -> Iterator[CheckProblem]:
        for problem in error.problems:
            yield self._problem(
                "not_composed",
                f"The letter cannot be written: {problem}",
                "Make the letter, or the sample facts of the kind, fit.",
                case=case,
            )

    # --- What is written -----------------------------------------------------

    def _examine(self, message: Written, case: SampleCase) -> Iterator[CheckProblem]:
        has_both = len(self._set.phrases(self.locale).formalities) > 1
        values = values_in(case.record, case.facts, sample_extras(self._set))
        for place, shown in _parts(message):
            text = without_values(shown, values)
            for token in leftover_tokens(text):
                yield self._problem(
                    "leftover_token",
                    f"The text holds a left-over token: {token}.",
                    "Write the field as {{ field }}, or leave it out.",
                    place=self._place_of(token, place or self._home()),
                    case=case,
                )
            if has_both and self._mixes(text, has_both=True):
                yield self._mixed(place, case)
            if not is_balanced(shown):
                yield self._problem(
                    "unbalanced_direction",
                    "A direction mark is opened and not closed, or the reverse.",
                    "Remove direction marks from the prose; values get their own.",
                    place=place,
                    case=case,
                )
        if not has_both:
            whole = without_values(message.text, values)
            if self._mixes(whole, has_both=False):
                yield self._mixed(None, case)
        yield from self._html(message, case)

    def _mixes(self, text: str, *, has_both: bool) -> bool:
        return mixes_address(
            text, locale=self.locale, formality=self.formality, has_both=has_both
        )

    def _mixed(self, place: Place | None, case: SampleCase) -> CheckProblem:
        return self._problem(
            "mixed_formality",
            f"The letter is {self.formality}, and some of it is not.",
            "Address the reader in one form throughout.",
            place=place,
            case=case,
        )

    def _html(self, message: Written, case: SampleCase) -> Iterator[CheckProblem]:
        if not message.html:
            return
        bullet = self._set.phrases(self.locale).bullet
        texts = [text for _, text in message.parts]
        for number in unsaid_in_html(texts, message.html, bullet):
            yield self._problem(
                "html_differs",
                "The HTML does not say what the plain text says here.",
                "Let the layout print {{ body }} and every option that is text.",
                place=message.parts[number][0],
                case=case,
            )
        for fault in html_faults(message.html):
            yield CheckProblem(
                template_set=self._set.name,
                file="layout.html",
                line=0,
                code="malformed_html",
                severity="error",
                message=f"The HTML is not well-formed: {fault}.",
                remedy="Close each element where it has to be closed.",
                letter=self.letter,
                sample=_name(case),
            )

    # --- What has to be written ----------------------------------------------

    def _probe(
        self, probe: Probe, before: tuple[str, str] | None
    ) -> Iterator[CheckProblem]:
        if probe.is_changed:
            after = self._reads(probe)
            if before is None or after is None:
                return
            is_printed = before != after
        else:
            letter = self._set.letter(
                self.kind, self.locale, self.formality, form=self.form
            )
            is_printed = probe.path in letter.fields
        known = self._printed.get(probe.path, False)
        self._printed[probe.path] = known or is_printed
        kept = self.form == "full" or is_kept_short(probe.path, self.model)
        if probe.required and kept and not is_printed:
            self._reported.add(probe.path)
            yield self._problem(
                "required_missing",
                f"The letter does not say {probe.path}, which its kind requires.",
                f"Print {{{{ {_as_written(probe.path)} }}}} in one of its blocks.",
                case=probe.case,
            )

    def _expected(self) -> Iterator[CheckProblem]:
        explained = set(self._reported)
        for expected in self.model.expects:
            paths = [path for path in expected.paths if path in self._printed]
            explained.update(paths)
            if paths and not any(
                self._printed[path] or path in self._reported for path in paths
            ):
                yield self._unsaid(paths[0], expected)
        for path, is_printed in self._printed.items():
            root = path.partition(".")[0]
            if root == "outcome" and path not in explained and not is_printed:
                yield self._problem(
                    "fact_not_printed",
                    f"The letter never says {path}, even where it is given.",
                    "Print it, or make sure that nobody relies on it.",
                    severity="warning",
                )

    def _unsaid(self, path: str, expected: Expected) -> CheckProblem:
        return self._problem(
            "expected_missing",
            f"The letter never says {path}, which a good one does "
            f"({expected.practice}).",
            "Print it in one of its blocks, guarded by an if.",
            severity="warning",
        )

    # --- Problems ------------------------------------------------------------

    @property
    def _set(self) -> TemplateSet:
        return self.composer.template_set

    def _problem(
        self,
        code: str,
        message: str,
        remedy: str,
        *,
        severity: Severity = "error",
        place: Place | None = None,
        case: SampleCase | None = None,
    ) -> CheckProblem:
        owner, file, line = place or self._home()
        return CheckProblem(
            template_set=owner,
            file=file,
            line=line,
            code=code,
            severity=severity,
            message=message,
            remedy=remedy,
            letter=self.letter,
            sample=_name(case) if case else "",
        )

    def _place_of(self, token: str, place: Place) -> Place:
        """Return the very line that holds a token, if it is written there."""
        owner, file, first = place
        for layer in self._set.layers(self.locale):
            if layer.set == owner and file.startswith(f"{layer.locale}/"):
                lines = (layer.source.read(file) or "").split("\n")[max(first - 1, 0) :]
                for number, line in enumerate(lines, start=max(first, 1)):
                    if token in leftover_tokens(_TAGS.sub(" x ", line)):
                        return owner, file, number
        return place

    def _home(self) -> Place:
        """Return the file the letter begins in."""
        stem = self.kind if self.form == "full" else f"{self.kind}.{self.form}"
        for layer in self._set.layers(self.locale):
            names = layer.source.entries(layer.locale)
            for name in (f"{stem}.{self.formality}.txt", f"{stem}.txt"):
                if name in names:
                    return layer.set, f"{layer.locale}/{name}", 1
        return self._set.name, f"{self.locale}/{stem}.txt", 0


def _parts(message: Written) -> Iterator[tuple[Place | None, str]]:
    for line in (message.subject, message.preheader):
        yield None, line
    yield from message.parts


def _name(case: SampleCase) -> str:
    return f"{case.sample}, outcome {case.number}"


def _as_written(path: str) -> str:
    """Return the field that prints a fact, as letters write it."""
    named = {"role.title": "role", "company.name": "company"}
    return named.get(path, path.removesuffix(".name"))
