"""Comparing an edit with its original says which facts were lost, changed, added."""

from __future__ import annotations

from datetime import datetime

import pytest

from followup_kit import compose_followup
from followup_kit.errors import FactsError
from followup_kit.review import compare
from tests import factories
from tests.review.rephrased import SEND_AT


_INTERVIEW = factories.interview()
_OUTCOME = factories.outcome("next_round")
_TEXT = compose_followup(_INTERVIEW, _OUTCOME, send_at=SEND_AT).text


def _compared(old: str, new: str) -> list[tuple[str, str, str]]:
    found = compare(_TEXT, _TEXT.replace(old, new), _INTERVIEW, _OUTCOME, locale="en")
    assert old in _TEXT
    return [
        *(("lost", x.kind, x.path) for x in found.lost),
        *(("changed", x.kind, x.path) for x in found.changed),
        *(("added", x.kind, x.path) for x in found.added),
    ]


def test_the_same_text_is_safe() -> None:
    """Nothing is lost, changed or added where nothing is edited."""
    found = compare(_TEXT, _TEXT, _INTERVIEW, _OUTCOME, locale="en")

    assert found.is_safe
    assert all(pair.before == pair.after for pair in found.sentences)


@pytest.mark.parametrize(
    ("old", "new"),
    (
        ("Friday, November 27", "27 November 2026"),
        ("I have good news: we", "We"),
        ("2:00 – 3:30 PM", "14:00 to 15:30"),
        ("call +46 8 555 010 20", "ring +46 (0)8 555 01020"),
    ),
)
def test_other_words_for_the_same_facts_are_safe(old: str, new: str) -> None:
    """Facts are compared by what they say."""
    assert [] == _compared(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    (
        (
            "Friday, November 27",
            "Saturday, November 28",
            [("changed", "date", "outcome.confirm_by")],
        ),
        (
            "https://jobs.example.com/move",
            "",
            [("lost", "link", "outcome.reschedule_url")],
        ),
        (
            "Best regards,",
            "You will hear by 15 December.\n\nBest regards,",
            [("added", "date", "")],
        ),
        ("€70,000", "€75,000", [("changed", "money", "")]),
        (
            "Kim Novak",
            "Somebody",
            [
                ("lost", "name", "outcome.interviewers[0]"),
                ("lost", "name", "outcome.interviewers[0]"),
            ],
        ),
    ),
)
def test_each_edit_is_named(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    """A changed date, a lost link, an added promise, other money, a lost name."""
    assert expected == _compared(old, new)


def test_a_change_says_where_it_is_in_both_texts() -> None:
    """Spans index into the original and the edited text."""
    edited = _TEXT.replace("November 27", "November 28")
    change = compare(_TEXT, edited, locale="en").changed[0]

    assert change.before is not None
    assert change.after is not None
    assert _TEXT[slice(*change.before)] == "Friday, November 27"
    assert edited[slice(*change.after)] == "Friday, November 28"


def test_a_moved_sentence_is_safe() -> None:
    """A fact that stands elsewhere is neither lost nor added."""
    paragraphs = _TEXT.split("\n\n")
    moved = "\n\n".join([paragraphs[0], *reversed(paragraphs[1:-2]), *paragraphs[-2:]])

    assert compare(_TEXT, moved, _INTERVIEW, _OUTCOME, locale="en").is_safe


def test_texts_that_are_too_long_are_refused() -> None:
    """A megabyte is refused with a typed error."""
    with pytest.raises(FactsError, match="too_long"):
        compare("x", "x " * 500_000, locale="en")


def test_another_year_is_a_change() -> None:
    """A date is kept only with its year."""
    found = compare(
        "We delete it on 4 May 2027.", "We delete it on 4 May 2028.", locale="en-GB"
    )

    assert ["date"] == [change.kind for change in found.changed]


def test_a_year_left_out_is_no_change() -> None:
    """The same day without its year is the same day."""
    found = compare("Reply by 4 May 2027.", "Reply by 4 May.", locale="en-GB")

    assert found.is_safe


def test_tomorrow_is_the_date_after_sending() -> None:
    """A counted day is the date it means, on the clock of sending."""
    sent = datetime.fromisoformat("2026-11-20T09:30+01:00")
    day = "Please confirm by November 21."
    tomorrow = "Please confirm by tomorrow."

    assert compare(day, tomorrow, locale="en", send_at=sent).is_safe
    assert not compare(day, tomorrow, locale="en").is_safe


def test_tomorrow_instead_of_another_date_is_a_change() -> None:
    """A counted day that means another date is found."""
    sent = datetime.fromisoformat("2026-11-20T09:30+01:00")
    found = compare(
        "Please confirm by November 26.",
        "Please confirm by tomorrow.",
        locale="en",
        send_at=sent,
    )

    assert ["date"] == [change.kind for change in found.changed]
