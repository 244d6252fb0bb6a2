"""Names of people at the border of the facts."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.errors import FactsError
from followup_kit.models import Candidate
from followup_kit.names import PersonName


def _refusal(**facts: Any) -> tuple[tuple[str, str], ...]:
    """Return the paths and codes of what is wrong."""
    with pytest.raises(FactsError) as caught:
        Candidate.model_validate(facts)
    return tuple((problem.path, problem.code) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("name", "code"),
    (
        ("\u0301", "leading_mark"),
        ("\u0301Ana", "leading_mark"),
        ("\u093fनेहा", "leading_mark"),
        ("Kovács,", "stray_punctuation"),
        ("Kovács,  ", "stray_punctuation"),
        (", Anna", "stray_punctuation"),
        ("ليلى،", "stray_punctuation"),
        ("佐藤、", "stray_punctuation"),
        ("Anna/", "stray_punctuation"),
        ("Anna?", "stray_punctuation"),
        ("?nna", "stray_punctuation"),
        ("-", "no_letters"),
        ("...", "no_letters"),
        ("???", "no_letters"),
        ("Ana\u0378", "unassigned_character"),
        ("Ana\U000e0080", "unassigned_character"),
    ),
)
def test_what_nobody_is_called_is_refused(name: str, code: str) -> None:
    """Marks without a letter, cut-off lists and code points without meaning go back."""
    assert (("name", code),) == _refusal(name=name)
    assert (("name.surname", code),) == _refusal(name={"surname": name})


@pytest.mark.parametrize(
    "name",
    (
        *("'t Hooft", "’t Hooft", "ʻŌhiʻa", "O'", "Sammy Davis Jr.", "J.", "(Bob)"),
        *(
            "!Kung",
            "ǃXóõ",
            "7",
            "🦊",
            "X Æ A-12",
            "Smith, John",
            "N/A Smith",
            "Bob (B.)",
        ),
        *("علی\u200cرضا", "क्\u200dष", "نوه\u200c", "நீலகண்டன்", "O", "阿", "Ạ\u0301"),
    ),
)
def test_marks_of_honest_names_stay(name: str) -> None:
    """Apostrophes, full stops, joiners and pictographs belong to names."""
    assert name == Candidate(name=name).name
    assert PersonName(given=name) == Candidate(name={"given": name}).name


def test_a_stray_mark_in_a_title_or_vocative_is_found() -> None:
    """A title or a vocative is printed beside a comma of the greeting's own."""
    name = {"title": "Dr.,", "given": "Ada"}

    assert (("name.title", "stray_punctuation"),) == _refusal(name=name)
    assert (("vocative", "stray_punctuation"),) == _refusal(name="Ada", vocative="Ado,")


@pytest.mark.parametrize("title", ("None", "null", "NaN", "undefined", "N/A"))
def test_a_title_that_says_none_is_refused(title: str) -> None:
    """People are called None; a title of that kind was printed by a program."""
    name = {"title": title, "given": "None", "surname": "Null"}

    assert (("name.title", "placeholder"),) == _refusal(name=name)


@pytest.mark.parametrize(
    "parts",
    (
        {"given": "A" * 150, "surname": "B" * 150},
        {"given": "A", "given_informal": "C" * 150, "surname": "B" * 50},
        {"surname_prefix": "A" * 100, "surname_core": "B" * 99, "given": "C"},
    ),
)
def test_the_parts_of_a_name_are_measured_together(parts: dict[str, str]) -> None:
    """A name that no header can show is refused where it is handed over."""
    assert (("name", "text_too_long"),) == _refusal(name=parts)


def test_every_fault_of_a_name_says_what_to_do() -> None:
    """Each problem of a part has a remedy of its own."""
    with pytest.raises(FactsError) as caught:
        Candidate.model_validate({"name": {"given": "\u0301", "surname": "Berg,"}})

    assert ["Write the letter", "Remove the mark"] == [
        " ".join(problem.remedy.split()[:3]) for problem in caught.value.problems
    ]
