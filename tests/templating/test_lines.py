"""Paragraphs, lists, buttons and conditions are read from the source lines alone."""

from __future__ import annotations

import re

import pytest

from followup_kit.templating._ops import ParagraphOp
from tests.templating.sets import (
    NAMES,
    VALUES,
    block,
    codes_of,
    faults_of,
    html_of,
    opened,
    text_of,
    write,
)


def test_lines_of_a_paragraph_are_joined_by_a_space() -> None:
    """Source lines without a blank line between them make one paragraph."""
    assert text_of("One.\nTwo.") == "One. Two."


def test_a_blank_line_parts_paragraphs() -> None:
    """A blank line begins a new paragraph, in plain text and HTML."""
    assert text_of("One.\n\nTwo.") == "One.\n\nTwo."
    assert html_of("One.\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"


def test_bullets_make_a_list_with_their_lead_in() -> None:
    """Bullets right under a line make a list that belongs to it."""
    body = "We saw:\n- clarity\n- calm"
    assert text_of(body) == "We saw:\n- clarity\n- calm"
    assert html_of(body) == "<p>We saw:</p><ul><li>clarity</li><li>calm</li></ul>"


def test_numbers_make_an_ordered_list() -> None:
    """Numbered items are counted by the renderer, whatever the source says."""
    assert text_of("1. one\n1. two") == "1. one\n2. two"
    assert html_of("1. one\n1. two") == "<ol><li>one</li><li>two</li></ol>"


def test_a_list_value_makes_one_bullet_each() -> None:
    """A bullet that is a list alone is repeated for each item."""
    values = {"notes": ("Well said.", "Well done.")}
    assert text_of("We saw:\n- {{ notes }}", values) == (
        "We saw:\n- Well said.\n- Well done."
    )


def test_a_lead_in_vanishes_with_its_list() -> None:
    """Without items there is neither list nor lead-in."""
    assert text_of("First.\n\nWe saw:\n- {{ notes }}") == "First."


def test_only_the_line_above_a_list_is_its_lead_in() -> None:
    """Earlier lines of the paragraph stay when the list vanishes."""
    assert text_of("Thank you.\nWe saw:\n- {{ notes }}") == "Thank you."


def test_one_short_fragment_runs_into_its_lead_in() -> None:
    """A list of one fragment is written after the colon, with a full stop."""
    body = "Please bring:\n- {{ notes }}"
    assert text_of(body, {"notes": ("your passport",)}) == (
        "Please bring: your passport."
    )
    assert html_of(body, {"notes": ("your passport",)}) == (
        "<p>Please bring: your passport.</p>"
    )


def test_a_fragment_that_runs_in_ends_as_its_language_does() -> None:
    """Japanese ends it with its own stop and needs no space after the colon."""
    body = "持ち物：\n- {{ notes }}"
    text = text_of(body, {"notes": ("身分証明書",)}, locale="ja")
    assert text == "持ち物：身分証明書。"


@pytest.mark.parametrize("note", ("It was clear.", "a" * 61, "one\ntwo"))
def test_a_sentence_stays_a_bullet(note: str) -> None:
    """What is no short fragment is not run into the lead-in."""
    assert text_of("We saw:\n- {{ notes }}", {"notes": (note,)}).startswith("We saw:\n")


def test_a_numbered_item_never_runs_in() -> None:
    """Readers answer by number, so a single slot keeps its own."""
    body = "Please choose:\n1. {{ slots }}"
    assert text_of(body, {"slots": ("Monday",)}) == "Please choose:\n1. Monday"


def test_a_bullet_vanishes_without_its_only_optional_fact() -> None:
    """A bullet about one optional fact needs no guard."""
    body = "- **Role:** {{ role }}\n- **Team:** {{ team }}"
    assert text_of(body) == "- Role: Engineer"
    assert text_of(body, {"team": "Data"}) == "- Role: Engineer\n- Team: Data"


def test_a_condition_that_touches_text_is_a_sentence() -> None:
    """A tag line without a blank line makes a conditional sentence."""
    body = "Always.\n{% if late %}\nSorry.\n{% endif %}"
    assert text_of(body) == "Always."
    assert text_of(body, {"late": True}) == "Always. Sorry."


def test_a_condition_after_a_blank_line_is_a_paragraph() -> None:
    """A tag line after a blank line makes a conditional paragraph."""
    body = "Always.\n\n{% if late %}\nSorry.\n{% endif %}"
    assert text_of(body, {"late": True}) == "Always.\n\nSorry."


def test_text_below_a_condition_touches_it_too() -> None:
    """A conditional sentence may come first in its paragraph."""
    body = "{% if late %}\nSorry.\n{% endif %}\nAlways."
    assert text_of(body, {"late": True}) == "Sorry. Always."


def test_elif_and_else_choose_one_branch() -> None:
    """The first branch that holds is taken, else the last."""
    body = (
        "{% if team %}\nTeam {{ team }}.\n{% elif phone %}\nCall {{ phone }}.\n"
        "{% else %}\nNeither.\n{% endif %}"
    )
    assert text_of(body) == "Neither."
    assert text_of(body, {"phone": "+49 1"}) == "Call +49 1."
    assert text_of(body, {"phone": "+49 1", "team": "Data"}) == "Team Data."


def test_conditional_bullets_stay_in_their_list() -> None:
    """A tag line between bullets makes conditional bullets of one list."""
    body = "- one\n{% if late %}\n- two\n{% endif %}\n- three"
    assert html_of(body) == "<ul><li>one</li><li>three</li></ul>"
    assert text_of(body, {"late": True}) == "- one\n- two\n- three"


def test_for_repeats_paragraphs() -> None:
    """Paragraphs inside a for are written for each item."""
    body = (
        "{% for q in questions %}\n**{{ q.question }}**\n\n"
        "{% if q.answer %}\n{{ q.answer }}\n{% endif %}\n{% endfor %}"
    )
    questions = ({"question": "Why?", "answer": "So."}, {"question": "When?"})
    assert text_of(body, {"questions": questions}) == "Why?\n\nSo.\n\nWhen?"


def test_for_repeats_bullets_under_a_lead_in() -> None:
    """A for that holds bullets is part of the list it stands in."""
    body = "Answers:\n{% for q in questions %}\n- **{{ q.question }}**\n{% endfor %}"
    assert text_of(body) == ""
    assert text_of(body, {"questions": ({"question": "Why?"},)}) == "Answers:\n- Why?"


def test_for_inside_a_line_knows_its_place() -> None:
    """Inside a line, loop.last tells where the commas end."""
    body = (
        "With {% for p in people %}{{ p }}{% if not loop.last %}, {% endif %}"
        "{% endfor %} there."
    )
    assert text_of(body, {"people": ("Ann", "Bob")}) == "With Ann, Bob there."


def test_a_loop_can_be_filtered() -> None:
    """A for takes a condition of its own."""
    body = "{% for p in people if p != 'Ann' %}{{ loop.index }}. {{ p }} {% endfor %}!"
    assert text_of(body, {"people": ("Ann", "Bob")}) == "2. Bob !"


def test_notes_to_the_translator_vanish_without_a_trace() -> None:
    """A note alone on its lines does not split the paragraph it stands in."""
    assert text_of("One.\n{# a note\nof two lines #}\nTwo.") == "One. Two."


def test_a_link_stands_alone_under_its_paragraph() -> None:
    """In plain text an address has a line of its own, untouched by punctuation."""
    body = "See [our portal]({{ portal }}).\nThen reply."
    assert text_of(body) == (
        "See our portal. Then reply.\nhttps://acme.example/p?a=1&b=2"
    )
    assert html_of(body) == (
        '<p>See <a href="https://acme.example/p?a=1&amp;b=2">our portal</a>. '
        "Then reply.</p>"
    )


def test_a_button_is_its_label_above_its_address() -> None:
    """A button is a paragraph of its own, in plain text too."""
    body = "[[Choose a time]]({{ portal }})"
    assert text_of(body) == "Choose a time\nhttps://acme.example/p?a=1&b=2"
    assert html_of(body) == (
        '<p><a class="button" href="https://acme.example/p?a=1&amp;b=2">'
        "Choose a time</a></p>"
    )


def test_a_literal_address_may_be_linked() -> None:
    """A set may link its own https and mailto addresses."""
    body = "See [help](https://acme.example/100%25?a=1&b=2)."
    assert text_of(body) == "See help.\nhttps://acme.example/100%25?a=1&b=2"
    assert 'href="https://acme.example/100%25?a=1&amp;b=2"' in html_of(body)


def test_a_gender_star_is_no_markup() -> None:
    """A single asterisk stays what it is; only two are bold."""
    assert html_of("Liebe Kolleg*innen, **gut**.") == (
        "<p>Liebe Kolleg*innen, <strong>gut</strong>.</p>"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    (
        ("Text {% if late %}\nmore.\n{% endif %}", "straddling"),
        ("Text.\n{% if late %}\nA.\n\nB.\n{% endif %}", "straddling"),
        ("Text.\n{% if late %}\n- a\n{% endif %}", None),
        ("- a\nText.", "straddling"),
        ("- a\n1. b", "mixed_list"),
        ("{% endif %}", "straddling"),
        ("{% if late %}\nA.", "straddling"),
        ("{% if late %}A.", "straddling"),
        ("{% for q in questions %}\nA.", "straddling"),
        ("Text [[x]]({{ portal }})", "stray_markup"),
        ("[[x]]({{ portal }}) text", "bad_button"),
        ("Text.\n[[x]]({{ portal }})", "straddling"),
        ("Text.\n{% include 'data' %}", "straddling"),
        ("**bold", "stray_markup"),
        ("**bold {% if late %}x** {% endif %}", "stray_markup"),
        ("[x] y", "stray_markup"),
        ("[x](javascript:alert)", "bad_link"),
        ("[x](http://acme.example)", "bad_link"),
        ("[ ]({{ portal }})", "empty_label"),
        ("# Title", "stray_markup"),
        ("* item", "stray_markup"),
        ("> quote", "stray_markup"),
        ("<b>x</b>", "raw_html"),
        ("a&nbsp;b", "raw_html"),
        ("{ role }", "stray_brace"),
        ("{{ role", "unterminated"),
        ("role }}", "stray_brace"),
        ("{{- role }}", "whitespace_control"),
        ("{# open", "unterminated"),
        ("{% set a = 1 %}", "unknown_tag"),
        ("x {% macro a() %} y", "unknown_tag"),
        ("{% block b %}\nx\n{% endblock %}", "nested_block"),
        ("{% include data %}", "bad_include"),
        ("{% for q questions %}\nx\n{% endfor %}", "syntax"),
        ("bad \u202e mark", "forbidden_character"),
    ),
)
def test_what_is_not_part_of_the_language_is_a_fault(
    body: str, code: str | None
) -> None:
    """Markup and tags that would not do what they say are refused at load."""
    if code is None:
        assert text_of(body, {"late": True}) == "Text.\n- a"
    else:
        assert code in codes_of(body)


def test_a_fault_tells_file_and_line() -> None:
    """The path of a problem is its file and line, and its remedy a sentence."""
    (problem,) = faults_of("Fine.\n\nStill fine.\n\n{{ rôle }}")
    assert problem.path == "en/letter.txt:8"
    assert problem.remedy.endswith(".")


def test_all_faults_of_a_letter_are_raised_together() -> None:
    """One error holds every fault, in the order of the file."""
    problems = faults_of("{{ nothing }}\n\n<br>\n\n{{ team }}")
    assert [p.path for p in problems] == [
        "en/letter.txt:6",
        "en/letter.txt:4",
        "en/letter.txt:8",
    ]


def test_tags_cannot_be_nested_without_end() -> None:
    """Tag lines and tags inside a line both have a depth they may not exceed."""
    lines = "{% if late %}\n" * 9 + "A.\n" + "{% endif %}\n" * 9
    inline = "{% if late %}" * 7 + "A." + "{% endif %}" * 7
    assert "too_deep" in codes_of(lines)
    assert "too_deep" in codes_of(inline)


def test_six_tags_may_be_nested_in_a_line() -> None:
    """However many stood in it before."""
    deep = "{% if late %}" * 6 + "A." + "{% endif %}" * 6
    assert "B A." == text_of("{% if late %}b{% endif %} " + deep, {"late": True})


def test_eight_tag_lines_may_be_nested() -> None:
    """However many stood in the block before."""
    deep = "{% if late %}\n" * 8 + "A.\n" + "{% endif %}\n" * 8
    body = "{% if late %}\nb.\n{% endif %}\n\n" + deep
    assert "B.\n\nA." == text_of(body, {"late": True})
    deeper = "{% if late %}\nb.\n{% endif %}\n\n{% if late %}\n" + deep + "{% endif %}"
    assert "too_deep" in codes_of(deeper)


def test_a_letter_cannot_be_endless() -> None:
    """The parts of a letter are counted over all of its lines."""
    assert "too_large" in codes_of(("{{ role }} " * 40 + "\n") * 90)


def test_an_expression_cannot_be_endless() -> None:
    """What stands between braces is bounded in length and brackets."""
    assert "too_long" in codes_of("{{ role" + " " * 300 + "}}x")
    assert "too_deep" in codes_of(
        "{% if " + "(" * 9 + "late" + ")" * 9 + " %}\nA.\n{% endif %}"
    )


def test_a_loop_inside_a_bullet_is_walked() -> None:
    """A loop in a bullet prints its items, guarded or not optional."""
    body = "- {% for q in questions %}{{ q.question }} {% endfor %}"
    assert "position" in codes_of(body)
    named = "- With {% for p in people %}{{ p }}; {% endfor %}"
    assert text_of(named, {"people": ("Ann", "Bob")}) == "- With Ann; Bob;"


def test_a_paragraph_of_an_empty_loop_vanishes() -> None:
    """A line that is nothing but a loop leaves no gap without items."""
    body = "One.\n\n{% for p in people %}{{ p }}{% endfor %}\n\nTwo."
    assert text_of(body) == "One.\n\nTwo."


def test_a_condition_may_hold_lists_and_buttons() -> None:
    """A conditional paragraph holds whatever a block may hold."""
    body = "{% if late %}\nSee:\n- The {{ role }}\n\n[[Go]]({{ portal }})\n{% else %}\nNo.\n{% endif %}"
    assert text_of(body, {"late": True}).startswith(
        "See:\n- The Engineer\n\nGo\nhttps://"
    )


GUARDED_LOOP = "One.\n\n{% if late %}With {% for p in people %}{{ p }}{% endfor %}.{% endif %}\n\nTwo."


@pytest.mark.parametrize(
    ("late", "expected"), ((True, "One.\n\nWith Ann.\n\nTwo."), (False, "One.\n\nTwo."))
)
def test_a_guarded_paragraph_with_a_loop_vanishes(expected: str, *, late: bool) -> None:
    """A line whose condition fails leaves no gap, even if it has a loop inside."""
    values = {"late": late, "people": ("Ann",)}
    assert expected == text_of(GUARDED_LOOP, values)


@pytest.mark.parametrize(("late", "expected"), ((True, "A x x."), (False, "A.")))
def test_a_turn_may_say_nothing(expected: str, *, late: bool) -> None:
    """A loop in a line prints nothing for an item without words."""
    body = "A{% for p in people %}{% if late %} x{% endif %}{% endfor %}."
    assert expected == text_of(body, {"late": late, "people": ("Ann", "Bob")})


@pytest.mark.parametrize(
    ("body", "expected"),
    (
        (
            "See **{% if late %} {% endif %}{{ company }}**.",
            "<p>See <strong>Acme</strong>.</p>",
        ),
        ("**Soon**{% if late %} {% endif %}", "<p><strong>Soon</strong></p>"),
    ),
)
def test_a_space_too_many_vanishes_beside_markup(body: str, expected: str) -> None:
    """Of two spaces with a tag between them, and of one at the end, none is left."""
    assert expected == html_of(body, {"late": True})


def test_a_sentence_without_letters_begins_with_none() -> None:
    """Dots alone are no word, so that there is no letter to make a capital."""
    assert "… One." == text_of("…\none.")


def test_beyond_many_variants_a_paragraph_is_made_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ways of writing a paragraph that are not remembered read the same each time."""
    monkeypatch.setattr("followup_kit.templating._fragment._MOST_VARIANTS", 1)
    body = "{% if team %}{{ team }}{% else %}We{% endif %} will write."
    letter = opened({"en/letter.txt": block(body)}).letter("letter", "en")
    texts = [
        letter.render({**VALUES, **values}, name_forms=NAMES).text.split("\n\n")[1]
        for values in ({}, {"team": "Ops"}, {}, {"team": "Sales"})
    ]

    (op,) = letter._body.ops

    assert [f"{who} will write." for who in ("We", "Ops", "We", "Sales")] == texts
    assert isinstance(op, ParagraphOp)
    assert 1 == len(op.fragment._variants)


def test_a_button_in_a_loop_is_dressed_like_any_other() -> None:
    """The style of buttons is that of the message, at every turn."""
    body = (
        "[[Go]]({{ portal }})\n\n"
        "{% for q in questions if q.link %}\n[[Go]]({{ q.link }})\n{% endfor %}"
    )
    link = "https://acme.example/q"
    page = write(body, {"questions": ({"question": "Why?", "link": link},)}).html
    styles = re.findall('class="button" href="[^"]*" style="([^"]+)"', page)

    assert [styles[0]] * 2 == styles
