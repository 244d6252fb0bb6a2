"""The check writes letters for very short channels too."""

from __future__ import annotations

import pytest

from followup_kit.checking import CheckReport, check_letter
from followup_kit.checking._short import is_kept_short
from followup_kit.models import DecisionPending, DocumentsRequested, Outcome
from followup_kit.testing import LetterCase, assert_letter_ok, template_set_cases
from tests.checking.sets import codes, report_on, small_set


_FILE = "en/still_considered.short.txt"
_SHORT = """\
{% block news %}
{{ company }}: you are still in the process for {{ role }}.
You will hear from us by {{ outcome.decision_by }}.
{% endblock %}
"""


def _report(old: str = "", new: str = "") -> CheckReport:
    return report_on({_FILE: _SHORT.replace(old, new) if old else _SHORT})


def test_a_sound_short_letter_passes() -> None:
    """It counts as a letter, and says less than the whole one may."""
    report = _report()
    assert ([], 2) == (codes(report), report.letters)


def test_a_missing_date_is_found() -> None:
    """What the kind cannot do without is not left out of a short letter either."""
    (problem,) = _report("by {{ outcome.decision_by }}", "soon").problems
    assert ("required_missing", _FILE, "still_considered en formal short") == (
        problem.code,
        problem.file,
        problem.letter,
    )


def test_a_left_over_token_is_found_with_its_line() -> None:
    """Short prose is searched like any other."""
    (problem,) = _report("You will", "TODO You will").problems
    assert ("leftover_token", f"{_FILE}:3") == (problem.code, problem.place)


def test_an_unknown_field_is_found() -> None:
    """Loading checks short letters against the same schema."""
    assert "unknown_field" in codes(_report("{{ role }}", "{{ rle }}"))


def test_one_short_letter_can_be_checked_alone() -> None:
    """The form is an argument."""
    mine = small_set({_FILE: _SHORT})
    found = check_letter(
        mine, "still_considered", locale="en", formality="formal", form="short"
    )
    assert () == found


def test_ready_made_cases_include_short_letters() -> None:
    """Each short letter is a test of its own."""
    (whole, short) = template_set_cases(small_set({_FILE: _SHORT}))
    assert "still_considered-en-formal-short" == short.id
    for case in (whole, short):
        assert isinstance(case.values[0], LetterCase)
        assert_letter_ok(case.values[0])


@pytest.mark.parametrize(
    ("model", "path", "kept"),
    (
        (DecisionPending, "outcome.decision_by", True),
        (DecisionPending, "outcome.next_steps", False),
        (DecisionPending, "company.name", True),
        (DecisionPending, "sender.name", False),
        (DocumentsRequested, "outcome.upload_url", True),
        (DocumentsRequested, "outcome.how_to_send", True),
    ),
)
def test_the_short_letter_keeps_what_counts(
    model: type[Outcome], path: str, *, kept: bool
) -> None:
    """Dates, links and ways to answer stay; what people wrote may go."""
    assert kept == is_kept_short(path, model)
