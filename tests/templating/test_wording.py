"""Punctuation, spaces and capitals are the renderer's, and never change a value."""

from __future__ import annotations

import pytest

from followup_kit.templating._wording import (
    capitalised,
    ends_sentence,
    has_words,
    runs_on,
    spaced,
    typography,
)
from tests.templating.sets import PHRASES, html_of, text_of, write


@pytest.mark.parametrize(
    ("company", "expected"),
    (
        ("Acme", "At Acme."),
        ("Acme Inc.", "At Acme Inc."),
        ("Yahoo!", "At Yahoo!"),
        ("Who?", "At Who?"),
        ("And…", "At And…"),
        ("株式会社。", "At 株式会社。"),
        ("هل؟", "At \u2068هل؟\u2069"),
        ("हिन्दी।", "At हिन्दी।"),
    ),
)
def test_a_final_stop_of_a_value_absorbs_the_literal_one(
    company: str, expected: str
) -> None:
    """A sentence that ends with such a value has no second full stop."""
    assert text_of("At {{ company }}.", {"company": company}) == expected


def test_a_question_mark_outlives_a_full_stop() -> None:
    """A value's full stop does not take the place of another mark."""
    assert text_of("At {{ company }}?", {"company": "Acme Inc."}) == "At Acme Inc.?"
    assert text_of("At {{ company }}!", {"company": "Yahoo!"}) == "At Yahoo!"


def test_a_stop_is_absorbed_across_a_condition() -> None:
    """The end of a branch meets the stop after it."""
    body = "Call us{% if phone %} at {{ phone }}{% endif %}."
    assert text_of(body, {"phone": "the office, ext."}) == "Call us at the office, ext."
    assert text_of(body) == "Call us."


def test_bold_does_not_come_between_value_and_stop() -> None:
    """The stop after a bold value is absorbed too."""
    assert text_of("At **{{ company }}**.", {"company": "Acme Inc."}) == "At Acme Inc."


def test_spaces_left_by_an_absent_branch_are_tidied() -> None:
    """No double space and no space before a stop remains."""
    body = "Reply {% if phone %}or call {{ phone }} {% endif %}, please {% if late %}x{% endif %}."
    assert text_of(body) == "Reply, please."


def test_spaces_inside_a_value_stay() -> None:
    """Literal spaces are tidied, those of a value never."""
    assert text_of("At {{ company }}.", {"company": "A  B"}) == "At A  B."


def test_a_dotted_word_keeps_its_space() -> None:
    """A space before .NET is no space before a stop."""
    assert text_of("Work with .NET, daily .") == "Work with .NET, daily."


def test_an_empty_paragraph_vanishes() -> None:
    """A paragraph whose branches are all absent leaves no gap."""
    body = "One.\n\n{% if late %}Two.{% endif %}\n\nThree."
    assert text_of(body) == "One.\n\nThree."


def with_lines(how: str) -> str:
    """Return phrases that join lines in one of the three ways."""
    return f'lines = "{how}"\n{PHRASES}'


def test_lines_can_be_joined_without_a_space() -> None:
    """Japanese joins sentences with nothing."""
    assert text_of("一。\n二。", phrases=with_lines("none")) == "一。二。"


def test_lines_can_be_kept() -> None:
    """With keep, each source line stays a line in both parts."""
    assert text_of("一。\n二。", phrases=with_lines("keep")) == "一。\n二。"
    assert html_of("一。\n二。", phrases=with_lines("keep")) == "<p>一。<br>二。</p>"


RUNNING = """\
formalities = ["formal"]
[after_greeting]
case = "lower"
[[greeting.formal]]
gender = "feminine"
text = "Liebe {full}!"
[[greeting.formal]]
text = "Guten Tag {full},"
[closing]
formal = "Gruß"
"""


def test_the_letter_goes_on_after_a_greeting_that_runs_on() -> None:
    """After a comma the first paragraph keeps its case, later ones do not."""
    text = text_of("vielen Dank.\n\nbis bald.", phrases=RUNNING, locale="de")
    assert text == "vielen Dank.\n\nBis bald."


def test_a_greeting_that_ends_its_sentence_is_followed_by_a_capital() -> None:
    """After an exclamation mark the letter begins anew."""
    text = text_of("vielen Dank.", phrases=RUNNING, locale="de", gender="feminine")
    assert text == "Vielen Dank."


def test_a_value_at_the_start_is_never_capitalised() -> None:
    """Names are written as they are given."""
    assert text_of("{{ company }} thanks you.", {"company": "eBay"}) == (
        "eBay thanks you."
    )


def test_a_sentence_after_an_absent_one_is_capitalised() -> None:
    """Whichever sentence comes first begins with a capital."""
    body = "{% if late %}\nsorry.\n{% endif %}\nthank you."
    assert text_of(body) == "Thank you."
    assert text_of(body, {"late": True}) == "Sorry. Thank you."


@pytest.mark.parametrize(
    ("locale", "source", "expected"),
    (
        ("tr", "iyi günler.", "İyi günler."),
        ("nl", "ijs is koud.", "IJs is koud."),
        ("nl", "'s avonds.", "'s avonds."),
        ("es", "¿puede venir?", "¿Puede venir?"),
        ("ka", "გამარჯობა.", "გამარჯობა."),
        ("de", "3 Tage.", "3 Tage."),
        ("de", "**wichtig:** ja.", "Wichtig: ja."),
        ("hr", "ǆep.", "ǅep."),
    ),
)
def test_capitals_follow_the_language(locale: str, source: str, expected: str) -> None:
    """Turkish, Dutch, Spanish and Georgian have rules of their own."""
    assert text_of(source, locale=locale) == expected


FRENCH = PHRASES + (
    '[typography]\nspace_before = { ":" = "\u00a0", "!" = "\u202f" }\n'
    'space_after = { "«" = "\u00a0" }\n'
)


def test_no_break_spaces_come_from_the_typography() -> None:
    """Ordinary spaces of literals before marks become no-break spaces."""
    assert text_of("Voici : « oui » !", phrases=FRENCH, locale="fr") == (
        "Voici\u00a0: «\u00a0oui »\u00a0!"
    )


def test_typography_leaves_values_alone() -> None:
    """A value that looks like literal text is not set."""
    text = text_of("À {{ company }} !", {"company": "Oui : Non"}, phrases=FRENCH)
    assert text == "À Oui : Non\u00a0!"


def test_short_words_are_bound_to_the_next() -> None:
    """Polish one-letter words never end a line, before values too."""
    polish = PHRASES + '[typography]\nbind_after = ["i", "o"]\n'
    assert text_of("Ona i on o {{ company }}.", phrases=polish, locale="pl") == (
        "Ona i\u00a0on o\u00a0Acme."
    )


def test_a_subject_has_ordinary_spaces_only() -> None:
    """No-break spaces of literals and values become ordinary in the subject."""
    done = write("Hello.", {"role": "A\u00a0B\u202fC"}, phrases=FRENCH)
    assert done.subject == "About A B C"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    (
        ("iyi", "az", "İyi"),
        ("iyi", "de", "Iyi"),
        ("ijs", "nl", "IJs"),
        ("ijs", "de", "Ijs"),
        ("ij", "nl", "IJ"),
        ("i", "nl", "I"),
        ("“quoted”", "en", "“Quoted”"),
        ("'s avonds", "nl", "'s avonds"),
        ("’s avonds", "nl", "’s avonds"),
        ("(a) b", "en", "(A) b"),
        ("„wie", "de", "„Wie"),
        ("3 days", "en", "3 days"),
        ("", "en", ""),
        ("“", "en", "“"),
        ("ßa", "de", "Ssa"),
    ),
)
def test_the_first_letter_is_made_a_capital(
    text: str, language: str, expected: str
) -> None:
    """After marks that open, and by the rules of the language."""
    assert expected == capitalised(text, language)


@pytest.mark.parametrize(
    ("text", "after_space", "expected"),
    (
        ("a  b\tc", False, "a b c"),
        (" a", True, "a"),
        (" a", False, " a"),
        ("a , b .", False, "a, b."),
        ("a 、 b", False, "a、 b"),
        ("a .b", False, "a .b"),
        ("   ", True, ""),
    ),
)
def test_spaces_of_literals_are_tidied(
    text: str,
    after_space: bool,  # noqa: FBT001 -- a table
    expected: str,
) -> None:
    """Runs become one, and none stands before a stop or after another."""
    assert expected == spaced(text, after_space=after_space)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("Done.", True),
        ("Done.” ", True),
        ("(Done!)", True),
        ("Fertig.“", True),
        ("Grade. X", False),
        ("Done", False),
        ("", False),
        ("完了。」", False),
    ),
)
def test_a_sentence_ends_with_its_mark(
    text: str,
    expected: bool,  # noqa: FBT001 -- a table
) -> None:
    """Quotation marks and brackets may stand after it."""
    assert expected is ends_sentence(text)


def test_words_are_letters_or_digits() -> None:
    """Anything else begins no sentence."""
    assert [True, True, False, False] == [has_words(t) for t in ("(a", "1", "—", "")]


@pytest.mark.parametrize("mark", (",", "،", "、", "，", ";", ":", "："))
def test_a_greeting_runs_on_after_its_mark(mark: str) -> None:
    """The letter goes on in its sentence."""
    assert (True, True) == (runs_on(f"Hallo{mark}"), runs_on(f"Hallo{mark} \n"))
    assert not runs_on(f"Hallo{mark}!")


def test_typography_without_rules_changes_nothing() -> None:
    """And each rule is for its own mark."""
    assert "a : b !" == typography({})("a : b !")
    rules = {"space_before": {":": "\u00a0"}, "bind_after": ["a", "à"]}
    assert "x\u00a0: !" == typography(rules)("x : !")
    assert "y a\u00a0b À\u00a0c a" == typography(rules)("y a b À c a")
    assert "b'a c, ba d" == typography(rules)("b'a c, ba d")
