"""A value is data: it can never become structure, markup or another value."""

from __future__ import annotations

import pytest

from followup_kit.errors import RenderError
from followup_kit.templating import Filled, Origin
from followup_kit.templating._layout import _Seen
from followup_kit.templating._values import Values
from followup_kit.templating._variant import Variant
from tests.templating.sets import PHRASES, html_of, opened, text_of, write


def refused(body: str, values: dict[str, object]) -> str:
    """Return the code of the error that writing raises."""
    with pytest.raises(RenderError) as caught:
        write(body, values)
    return caught.value.codes[0]


def test_markup_in_a_value_is_text() -> None:
    """HTML is escaped in HTML, and left alone in plain text and subject."""
    done = write("At {{ company }}.", {"company": "<b>O'Neill & Co</b>", "role": "R&D"})
    assert "At <b>O'Neill & Co</b>." in done.text
    assert "At &lt;b&gt;O'Neill &amp; Co&lt;/b&gt;." in done.html
    assert done.subject == "About R&D"


@pytest.mark.parametrize(
    ("mark", "entity"),
    (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")),
)
@pytest.mark.parametrize("before", ("a", "é", "é\u00a0", "a\n", "שלום "))
def test_each_mark_of_html_is_escaped_by_itself(
    before: str, mark: str, entity: str
) -> None:
    """No mark needs another beside it to be noticed, in ASCII or beyond."""
    page = html_of("{{ reason }}", {"reason": f"{before}{mark}7"})
    assert (True, False) == (f"{entity}7" in page, f"{mark}7" in page)


@pytest.mark.parametrize(
    "value",
    ("{{ role }}", "{% if role %}", "**x**", "[x](https://a)", "- x", "%(role)s", "%s"),
)
def test_template_syntax_in_a_value_is_text(value: str) -> None:
    """What looks like our own language is printed as it is."""
    assert text_of("Say {{ company }} now.", {"company": value}) == f"Say {value} now."


def test_line_breaks_stay_inside_the_paragraph() -> None:
    """A value's lines never begin a paragraph; blank ones collapse."""
    note = "one\r\n\n\n two\u2028three"
    assert text_of("{{ reason }}", {"reason": note}) == "one\ntwo\nthree"
    assert html_of("{{ reason }}", {"reason": note}) == "<p>one<br>two<br>three</p>"


def test_line_breaks_stay_inside_the_bullet() -> None:
    """Further lines of a bullet are indented in plain text."""
    assert text_of("- {{ notes }}", {"notes": ("one\n\ntwo", "three")}) == (
        "- one\n  two\n- three"
    )


@pytest.mark.parametrize("line", ("- x", "* x", "• x", "– x", "1. x", "12) x", "・ x"))
def test_a_line_of_a_value_is_no_entry_of_a_list(line: str) -> None:
    """Lines that look like bullets stand off the margin, where the letter's own are."""
    note = f"Good.\n{line}\n-5 degrees"
    assert text_of("{{ reason }}", {"reason": note}) == (f"Good.\n  {line}\n-5 degrees")
    assert html_of("{{ reason }}", {"reason": note}) == (
        f"<p>Good.<br>{line}<br>-5 degrees</p>"
    )


def test_a_paragraph_that_is_a_value_is_no_entry_of_a_list() -> None:
    """The first line of a value stands off the margin as well if it looks like one."""
    assert text_of("{{ reason }}", {"reason": "- x\n- y"}) == "  - x\n  - y"
    assert text_of("{{ reason }}", {"reason": "-5 degrees"}) == "-5 degrees"


def test_line_breaks_become_spaces_in_the_subject() -> None:
    """A subject is one line, whatever is in its values."""
    assert write("Hello.", {"role": "a\nb\r\n\nc"}).subject == "About a b c"


def test_no_break_spaces_are_ordinary_in_text_and_wide_in_html() -> None:
    """Plain text gets U+0020, HTML gets U+00A0 for every no-break space."""
    value = {"company": "10\u202f000\u00a0km\u2009long"}
    assert text_of("At {{ company }}.", value) == "At 10 000 km long."
    assert html_of("At {{ company }}.", value) == (
        "<p>At 10\u00a0000\u00a0km\u00a0long.</p>"
    )


@pytest.mark.parametrize(
    "bad",
    (
        "a\x00b",
        "a\x1bb",
        "a\x7fb",
        "a\x85\x86b",
        "a\u202eb",
        "a\u2068b",
        "a\u2069b",
        "\ud800",
    ),
)
def test_control_characters_are_refused(bad: str) -> None:
    """Controls, overrides and unbalanced isolates never reach a message."""
    assert refused("At {{ company }}.", {"company": bad}) == "control_character"


def test_a_control_character_is_refused_in_the_subject_alone() -> None:
    """A value that only the subject prints is checked as well."""
    assert refused("Hello.", {"role": "a\x00b"}) == "control_character"


@pytest.mark.parametrize("bad", (1, None, ("a",), {"a": 1}, b"x"))
def test_a_value_that_is_no_text_is_refused(bad: object) -> None:
    """Nothing is turned into text by chance."""
    assert refused("At {{ company }}.", {"company": bad}) in {
        "not_text",
        "missing_value",
    }


def test_a_missing_required_value_is_refused() -> None:
    """A letter is never written with a gap."""
    assert refused("At {{ company }}.", {"company": ""}) == "missing_value"
    assert refused("At {{ company }}.", {"company": "  "}) == "missing_value"


@pytest.mark.parametrize(
    "bad",
    (
        "javascript:alert(1)",
        "http://a.example",
        "https://a b",
        'https://a"b',
        "https://a\nb",
        "",
        "https://",
    ),
)
def test_an_unsafe_address_is_refused(bad: str) -> None:
    """Only absolute https and mailto addresses are linked."""
    assert refused("[x]({{ portal }})", {"portal": bad}) == "bad_address"


def test_an_error_names_the_key_and_no_value() -> None:
    """Errors carry the key of the value, never what it holds."""
    with pytest.raises(RenderError) as caught:
        write("At {{ company }}.", {"company": 4711})
    assert caught.value.paths == ("company",)
    assert "4711" not in str(caught.value)


def test_a_foreign_name_is_isolated_in_a_left_to_right_letter() -> None:
    """A right-to-left value is set apart in text, subject and HTML."""
    done = write("At {{ company }}.", {"company": "شركة", "role": "مهندس"})
    assert "At \u2068شركة\u2069." in done.text
    assert "At <bdi>شركة</bdi>." in done.html
    assert done.subject == "About \u2068مهندس\u2069"


@pytest.mark.parametrize(
    ("phone", "isolated"),
    (
        ("+49 30 1234", True),
        ("Acme", True),
        ("12", False),
        ("٠١٢", False),
        ("شركة", False),
        ("10:30", False),
    ),
)
def test_what_runs_left_to_right_is_isolated_in_arabic(
    phone: str,
    isolated: bool,  # noqa: FBT001 -- a table
) -> None:
    """Latin names and telephone numbers are set apart, plain numbers are not."""
    text = text_of(
        "{% if phone %}هاتف: {{ phone }}{% endif %}", {"phone": phone}, locale="ar"
    )
    assert ("\u2068" in text) is isolated


def test_each_part_of_a_filled_phrase_is_isolated_by_itself() -> None:
    """A name and a role of different directions are two islands."""
    phrases = opened({}).phrases("en")
    both = phrases.fill("{name} ({role})", {"name": "ليلى", "role": "<CTO>"})
    assert both == Filled("\u2068ليلى\u2069 (<CTO>)", "<bdi>ليلى</bdi> (&lt;CTO&gt;)")
    done = write("At {{ company }}.", {"company": both})
    assert "At \u2068ليلى\u2069 (<CTO>)." in done.text
    assert "At <bdi>ليلى</bdi> (&lt;CTO&gt;)." in done.html


def test_each_line_of_a_foreign_value_is_isolated() -> None:
    """An isolate ends with its line, so every line has its own."""
    assert text_of("{{ reason }}", {"reason": "א\nב"}) == "\u2068א\u2069\n\u2068ב\u2069"


@pytest.mark.parametrize("break_", ("\n", "\r", "\n\t"))
def test_each_line_of_a_latin_value_is_isolated_in_arabic(break_: str) -> None:
    """Lines from left to right are set apart where all else is from right to left."""
    done = write("{{ reason }}", {"reason": f"one{break_}two"}, locale="ar")
    assert "\n\n\u2068one\u2069\n\u2068two\u2069\n\n" in done.text
    assert "<bdi>one</bdi><br><bdi>two</bdi>" in done.html


CAUSE = PHRASES + '[cause]\nmoved = "The role moved."\nfilled = "It is <filled>."\n'
PRINTED = "{% if cause %}\n{{ cause }}\n{% endif %}"


def test_a_phrase_is_the_sentence_of_its_key() -> None:
    """A key prints the whole sentence that the locale has for it."""
    values = {"cause": "moved"}
    assert text_of(PRINTED, values, phrases=CAUSE.replace("<", "")) == "The role moved."


def test_an_unknown_key_of_a_phrase_is_refused() -> None:
    """A key without a sentence is an error, not a gap."""
    with pytest.raises(RenderError) as caught:
        write(PRINTED, {"cause": "sacked"}, phrases=CAUSE.replace("<", ""))
    assert caught.value.codes == ("unknown_phrase",)


def test_the_length_of_a_list_can_be_printed_and_compared() -> None:
    """Length is known without the caller's help."""
    body = "{% if notes|length > 1 %}All {{ notes|length }} of them.{% endif %}"
    assert text_of(body, {"notes": ("a", "b")}) == "All 2 of them."
    assert text_of(body, {"notes": ("a",)}) == ""


def test_a_default_stands_in_for_a_missing_fact() -> None:
    """Default guards the fact it follows."""
    assert text_of('Team {{ team|default("of ours") }}.') == "Team of ours."
    assert text_of('Team {{ team|default("of ours") }}.', {"team": "A"}) == "Team A."


def test_values_that_are_not_asked_for_do_no_harm() -> None:
    """Only the keys a letter asks for are looked at."""
    assert text_of("Hello.", {"unused": object()}) == "Hello."


def test_the_values_of_the_caller_stay_as_they_are() -> None:
    """Writing changes nothing that was handed in."""
    values = {"questions": ({"question": "Why?"},)}
    write("{% for q in questions %}\n{{ q.question }}\n{% endfor %}", values)
    assert values == {"questions": ({"question": "Why?"},)}


def test_what_is_being_written_shows_nothing_of_it() -> None:
    """Debuggers and logs see what an object is, and no word of the letter."""
    origin = Origin("standard", "en/rejected.txt", 4, "body")
    variant = Variant("Dear %s", "<p>Dear %s</p>", ("@full",), ("@full",), origin)
    seen = _Seen({"subject": "About Ann"}, Values({"role": "Ann"}, rtl=False))

    assert ("Variant(…)", "_Seen(…)") == (repr(variant), repr(seen))
