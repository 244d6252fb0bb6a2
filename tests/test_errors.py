"""Errors: one tree, problems as data, and sentences that end with a remedy."""

from __future__ import annotations

import copy
import pickle

import pytest

from followup_kit import errors
from followup_kit.errors import (
    BatchError,
    FactsError,
    FollowupError,
    MissingExtraError,
    Problem,
)


ONE = Problem("candidate.email", "missing", "is required.", "Give it a value.")
TWO = Problem("", "one_way", "needs one of two.", "Choose.")


def test_a_problem_is_a_line_that_ends_with_its_remedy_and_code() -> None:
    """Where, what, what to do, and the code for programs."""
    assert "candidate.email: is required. Give it a value. [missing]" == str(ONE)


def test_a_problem_without_a_place_names_none() -> None:
    """No colon stands before the message if there is no path."""
    assert "needs one of two. Choose. [one_way]" == str(TWO)


def test_one_problem_is_said_by_itself() -> None:
    """An error with one problem reads like the problem."""
    assert str(ONE) == str(FactsError(ONE))


def test_several_problems_are_counted_and_listed() -> None:
    """Each of several stands on a line of its own, in order."""
    assert (
        "2 problems:\n"
        "  - candidate.email: is required. Give it a value. [missing]\n"
        "  - needs one of two. Choose. [one_way]"
    ) == str(FactsError(ONE, TWO))


def test_codes_and_paths_are_in_the_order_found() -> None:
    """Programs read codes and paths without the sentences."""
    error = FactsError(TWO, ONE)

    assert (("one_way", "missing"), ("", "candidate.email"), (TWO, ONE)) == (
        error.codes,
        error.paths,
        error.problems,
    )


@pytest.mark.parametrize(
    ("name", "base"),
    (
        ("FactsError", ValueError),
        ("OutcomeKindError", TypeError),
        ("LocaleError", ValueError),
        ("TimeError", ValueError),
        ("NameFormError", ValueError),
        ("TemplateSetError", ValueError),
        ("TemplateSetNotFoundError", LookupError),
        ("RenderError", RuntimeError),
        ("MailError", ValueError),
        ("MissingExtraError", ImportError),
    ),
)
def test_every_error_is_one_of_ours_and_one_of_pythons(
    name: str, base: type[Exception]
) -> None:
    """One except clause catches all; a narrower one of Python's works as well."""
    error = getattr(errors, name)(ONE, TWO)

    assert isinstance(error, FollowupError)
    assert isinstance(error, base)


@pytest.mark.parametrize("name", sorted(set(errors.__all__) - {"Problem"}))
def test_errors_travel_between_processes(name: str) -> None:
    """Pickled and copied, an error keeps its class, problems and words."""
    error = getattr(errors, name)(ONE, TWO)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert (type(error), (ONE, TWO), str(error)) == (
            type(again),
            again.problems,
            str(again),
        )


def test_a_missing_extra_is_an_import_error_with_words() -> None:
    """Its text is ours and not the empty one of ImportError."""
    assert str(ONE) == str(MissingExtraError(ONE))


@pytest.mark.parametrize(
    ("path", "index"),
    (
        ("items[0]", 0),
        ("items[12].interview.role", 12),
        ("items", None),
        ("items[", None),
        ("items[]", None),
        ("items[1", None),
        ("items[x]", None),
        ("items[-1]", None),
        ("expected", None),
        ("other[3]", None),
        ("", None),
    ),
)
def test_an_error_of_a_batch_knows_its_item(path: str, index: int | None) -> None:
    """The place in the source is read from the first path, if it names one."""
    assert index == BatchError(Problem(path, "a", "Wrong.", "Right it."), TWO).index


def test_an_error_without_problems_is_of_no_item() -> None:
    """Nothing is read where nothing is."""
    assert None is BatchError().index
