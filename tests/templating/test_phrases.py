"""phrases.toml: greetings, closings, signatures, words by gender, patterns."""

from __future__ import annotations

import pytest

from followup_kit.errors import RenderError, TemplateSetError
from followup_kit.templating import Phrases, Schema
from tests.templating.sets import NAMES, PHRASES, VALUES, block, opened, text_of, write


GERMAN = """\
formalities = ["formal"]
[[greeting.formal]]
gender = "feminine"
text = "Sehr geehrte Frau {title} {surname},"
[[greeting.formal]]
gender = "feminine"
text = "Sehr geehrte Frau {surname},"
[[greeting.formal]]
gender = "masculine"
text = "Sehr geehrter Herr {surname},"
[[greeting.formal]]
text = "Sz. P. {full}\\nGuten Tag,"
[closing]
formal = "Mit freundlichen Grüßen"
[words.you]
feminine = "Sie, Frau,"
neutral = ""
[person]
with_role = "{name} ({role})"
"""


def phrases_of(source: str, schema: Schema | None = None) -> Phrases:
    """Return the phrases of a source."""
    files = {"en/phrases.toml": source}
    return (opened(files, schema=schema) if schema else opened(files)).phrases("en")


@pytest.mark.parametrize(
    ("gender", "forms", "expected"),
    (
        ("feminine", {"title": "Dr.", "surname": "Ö"}, ("Sehr geehrte Frau Dr. Ö,",)),
        ("feminine", {"surname": "Ö", "title": ""}, ("Sehr geehrte Frau Ö,",)),
        ("masculine", {"surname": "Ö", "full": "A Ö"}, ("Sehr geehrter Herr Ö,",)),
        ("masculine", {"full": "A Ö"}, ("Sz. P. A Ö", "Guten Tag,")),
        (None, {"surname": "Ö", "full": "A Ö"}, ("Sz. P. A Ö", "Guten Tag,")),
        ("other", {"surname": "Ö", "full": "A Ö"}, ("Sz. P. A Ö", "Guten Tag,")),
    ),
)
def test_the_first_greeting_that_fits_is_taken(
    gender: str | None, forms: dict[str, str], expected: tuple[str, ...]
) -> None:
    """Gender, if the row states it, and every form of the name have to be given."""
    assert phrases_of(GERMAN).greeting("formal", gender, forms) == expected


def test_a_greeting_without_the_full_name_is_refused() -> None:
    """If no row fits, nothing is guessed."""
    with pytest.raises(RenderError) as caught:
        phrases_of(GERMAN).greeting("formal", None, {"given": "A"})
    assert caught.value.codes == ("no_greeting",)


def test_a_greeting_is_escaped_and_isolated() -> None:
    """Names in greetings are values as everywhere."""
    letter = opened({"en/letter.txt": block("A.")}).letter("letter", "en")
    done = letter.render(VALUES, name_forms={"full": "<ليلى>"})
    assert done.text.startswith("Dear \u2068<ليلى>\u2069,")
    assert "Dear <bdi>&lt;ليلى&gt;</bdi>,</p>" in done.html


def test_two_lines_of_a_greeting_are_two_lines() -> None:
    """A greeting of two lines is one chunk with a line break."""
    done = write("A.", phrases=GERMAN)
    assert done.text.startswith("Sz. P. Kim Vu\nGuten Tag,\n\n")
    assert ">Sz. P. Kim Vu<br>Guten Tag,</p>" in done.html


@pytest.mark.parametrize(
    ("gender", "expected"),
    (
        ("feminine", "We invite Sie, Frau, in."),
        ("masculine", "We invite in."),
        (None, "We invite in."),
        ("diverse", "We invite in."),
    ),
)
def test_words_follow_the_gender_or_are_neutral(
    gender: str | None, expected: str
) -> None:
    """Without a word for the gender the neutral one stands, and may be empty."""
    body = "We invite {{ words.you }} in."
    assert text_of(body, phrases=GERMAN, gender=gender) == expected


@pytest.mark.parametrize(
    ("gender", "expected"),
    (("feminine", "We invite Sie, Frau, in."), ("masculine", "We invite in.")),
)
@pytest.mark.parametrize(
    "body",
    (
        "We invite{% if late %} {{ words.you }}{% endif %} in.",
        "We invite **{{ words.you }}** in.",
        "{% if late %}\nWe invite {{ words.you }} in.\n{% endif %}\n{% if team %}{{ team }}{% endif %}",
    ),
)
def test_words_anywhere_follow_the_gender(
    body: str, gender: str, expected: str
) -> None:
    """A letter that was written for one gender is written anew for the other."""
    files = {"en/phrases.toml": GERMAN, "en/letter.txt": block(body)}
    letter = opened(files).letter("letter", "en")
    given = {**VALUES, "late": True, "team": "Ops"}
    texts = [
        letter.render(given, name_forms=NAMES, gender=each).text
        for each in ("feminine", "masculine", gender)
    ]

    assert expected == texts[2].split("\n\n")[1].removesuffix(" Ops")


@pytest.mark.parametrize(
    ("given", "expected"),
    (
        ({"name": "A", "role": "B", "company": "C", "phone": "D"}, "A\nB\nC\nD"),
        ({"name": "A", "company": "C"}, "A\nC"),
    ),
)
def test_a_line_of_the_signature_vanishes_without_its_part(
    given: dict[str, str], expected: str
) -> None:
    """The default signature has one part a line."""
    letter = opened({"en/letter.txt": block("A.")}).letter("letter", "en")
    done = letter.render(VALUES, name_forms=NAMES, signature=given)
    assert done.text.split("\n\n")[-1] == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    (
        ({"name": "A", "role": "B", "company": "C"}, "B A, C!"),
        ({"role": "B"}, "B"),
        ({"name": "A"}, "A"),
        ({"company": "C"}, "C!"),
        ({"name": "A", "company": "C"}, "A, C!"),
        ({"role": "B", "company": "C"}, "B, C!"),
        ({"role": "B", "name": "A"}, "B A"),
    ),
)
def test_words_of_a_signature_go_with_the_part_after_them(
    given: dict[str, str], expected: str
) -> None:
    """No separator is left over where a part is missing."""
    own = f'signature = ["{{role}} {{name}}, {{company}}!"]\n{PHRASES}'
    files = {"en/phrases.toml": own, "en/letter.txt": block("A.")}
    letter = opened(files).letter("letter", "en")
    done = letter.render(VALUES, name_forms=NAMES, signature=given)
    assert done.text.split("\n\n")[-1] == expected


def test_patterns_are_handed_out() -> None:
    """A caller may ask for the patterns its schema declares."""
    phrases = phrases_of(GERMAN)
    assert phrases.pattern("person.with_role") == "{name} ({role})"
    assert phrases.pattern("person.other", "{x}") == "{x}"
    with pytest.raises(RenderError):
        phrases.pattern("person.other")


def test_a_sentence_may_differ_by_formality() -> None:
    """A phrase is one text, or one for each formality."""
    source = (
        PHRASES + '[cause]\nmoved = { formal = "Moved, Madam." }\nfilled = "Filled."\n'
    )
    body = "{% if cause %}\n{{ cause }}\n{% endif %}"
    assert text_of(body, {"cause": "moved"}, phrases=source) == "Moved, Madam."


def test_a_wide_bullet_needs_no_space() -> None:
    """A full-width bullet stands right before its text, others have a space."""
    assert phrases_of(f'bullet = "・"\n{PHRASES}').bullet == "・"
    assert phrases_of(f'bullet = "•"\n{PHRASES}').bullet == "• "


@pytest.mark.parametrize(
    ("old", "new", "code"),
    (
        ('["formal"]', "[]", "formalities"),
        ('["formal"]', '"formal"', "formalities"),
        ("formalities", 'default_formality = "x"\nformalities', "formalities"),
        ("formalities", 'lines = "x"\nformalities', "bad_value"),
        ("formalities", "bullet = 1\nformalities", "bad_value"),
        ("formalities", "colour = 1\nformalities", "unknown_key"),
        ("{full}", "{fll}", "bad_pattern"),
        ("{full}", "{full", "bad_pattern"),
        ("{full}", "{given}", "no_plain_greeting"),
        ("{full}", "<b>{full}", "bad_pattern"),
        ('text = "Dear {full},"', "name = 1", "no_greeting"),
        ('text = "Dear {full},"', 'text = "a\\nb\\nc"', "no_greeting"),
        ('formal = "Regards,"', "", "no_closing"),
        ('formal = "Regards,"', "formal = 1", "not_text"),
        (
            "[closing]",
            '[[greeting.formal]]\ntext = "Hi {full}"\n[closing]',
            "unreachable_greeting",
        ),
        ("[closing]", '[words.x]\nfeminine = "a"\n[closing]', "bad_word"),
        ("[closing]", '[words.x]\nneutral = "a"\nother = "b"\n[closing]', "bad_word"),
        ("[closing]", '[words.x]\nneutral = "{a}"\n[closing]', "bad_pattern"),
        ("[closing]", '[cause]\nmoved = "A."\n[closing]', "missing_phrase"),
        (
            "[closing]",
            '[cause]\nmoved = "A."\nfilled = "B."\nx = "C."\n[closing]',
            "unknown_key",
        ),
        (
            "[closing]",
            '[cause]\nmoved = {x = "A."}\nfilled = "B."\n[closing]',
            "missing_phrase",
        ),
        ("[closing]", '[person]\nwith_role = "{nam}"\n[closing]', "bad_pattern"),
        ("[closing]", '[person]\nwithout = "{name}"\n[closing]', "unknown_key"),
        ("[closing]", '[dates]\nday = "{date}"\n[closing]', "bad_pattern"),
        ("[closing]", '[after_greeting]\ncase = "title"\n[closing]', "bad_value"),
        ("[closing]", '[typography]\nstop = "..."\n[closing]', "bad_value"),
        (
            "[closing]",
            '[typography]\nspace_before = {":" = "x"}\n[closing]',
            "bad_value",
        ),
        ("[closing]", "[typography]\nspaces = 1\n[closing]", "bad_value"),
        ("formalities", 'signature = "x"\nformalities', "not_a_list"),
        ("formalities", 'signature = ["{nam}"]\nformalities', "bad_pattern"),
        ("Regards,", "\\u202eRegards,", "forbidden_character"),
    ),
)
def test_a_broken_phrase_is_a_fault(old: str, new: str, code: str) -> None:
    """Phrases are checked whole when they are first asked for."""
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(PHRASES.replace(old, new, 1))
    assert code in caught.value.codes


def test_a_fault_of_phrases_tells_the_line_of_its_key() -> None:
    """TOML tells no lines, so the key is looked for."""
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(f'{PHRASES}[person]\nwith_role = "{{nam}}"\n')
    assert caught.value.paths == ("en/phrases.toml:7",)


WRITERS = """\
formalities = ["formal", "informal"]
[[greeting.formal]]
sender = "feminine"
gender = "masculine"
text = "Her to him: {full},"
[[greeting.formal]]
sender = "feminine"
text = "Her to all: {full},"
[[greeting.formal]]
text = "Anybody: {full},"
[[greeting.informal]]
text = "Hi {full},"
[closing]
informal = "Bye"
[closing.formal]
feminine = "Her regards"
neutral = "Regards"
[titles]
feminine = ["Ms", "Mrs"]
[words.glad]
of = "sender"
feminine = "she is"
masculine = "he is"
neutral = "we are"
[words.you]
feminine = "her"
masculine = "him"
neutral = "them"
"""


@pytest.mark.parametrize(
    ("gender", "writer", "expected"),
    (
        (
            "masculine",
            "feminine",
            ("Her to him: Kim Vu,", "She is, him", "Her regards"),
        ),
        ("feminine", "feminine", ("Her to all: Kim Vu,", "She is, her", "Her regards")),
        (None, "feminine", ("Her to all: Kim Vu,", "She is, them", "Her regards")),
        ("feminine", "masculine", ("Anybody: Kim Vu,", "He is, her", "Regards")),
        ("masculine", None, ("Anybody: Kim Vu,", "We are, him", "Regards")),
        (None, "neutral", ("Anybody: Kim Vu,", "We are, them", "Regards")),
    ),
)
def test_who_signs_chooses_rows_words_and_closings(
    gender: str | None, writer: str | None, expected: tuple[str, ...]
) -> None:
    """The genders of reader and writer are kept apart, in whatever order they come."""
    files = {
        "en/phrases.toml": WRITERS,
        "en/letter.txt": block("{{ words.glad }}, {{ words.you }}"),
    }
    letters = opened(files)
    for _ in range(2):
        rendered = letters.letter("letter", "en").render(
            VALUES, name_forms=NAMES, gender=gender, writer=writer
        )
        assert expected == tuple(rendered.text.split("\n\n")[:3])
        assert all(part in rendered.html for part in expected)


def test_phrases_tell_their_courtesies_and_genders() -> None:
    """A caller can ask which words a greeting says by itself."""
    phrases = phrases_of(WRITERS)

    assert {"feminine": ["Ms", "Mrs"]} == phrases.courtesies
    assert {} == phrases_of(PHRASES).courtesies
    assert (True, False) == (
        phrases.tells_gender("formal"),
        phrases.tells_gender("informal"),
    )


@pytest.mark.parametrize("mark", ("<", "&", "%", "\\u202e", "\\u2028", "a", "{"))
def test_only_a_mark_of_punctuation_ends_a_run_in_item(mark: str) -> None:
    """It is written into the HTML as well, so nothing else may stand there."""
    source = PHRASES + f'[typography]\nstop = "{mark}"\n'
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(source)
    assert ("bad_value",) == caught.value.codes


@pytest.mark.parametrize("mark", (".", "。", "।", "။", "።", "!", ""))
def test_marks_of_other_scripts_end_a_run_in_item(mark: str) -> None:
    """Each language has its own, or none."""
    assert mark == phrases_of(PHRASES + f'[typography]\nstop = "{mark}"\n').stop


@pytest.mark.parametrize("bullet", ("\\u202e", "\\u200b", "\\u2066-"))
def test_a_bullet_is_something_to_see(bullet: str) -> None:
    """Marks of direction and of no width would change the text around them."""
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(f'bullet = "{bullet}"\n{PHRASES}')
    assert ("bad_value",) == caught.value.codes


@pytest.mark.parametrize(
    "closing", ("{foo}", "{name}", "{{ role }}", "{% if role %}", "<b>Yours</b>")
)
def test_a_closing_is_plain_words(closing: str) -> None:
    """It fills nothing in, so a placeholder is refused when the set is loaded."""
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(PHRASES.replace("Regards,", closing))
    assert ("bad_pattern",) == caught.value.codes


@pytest.mark.parametrize("character", ("\ue000", "\ufeff", "\U000e0041"))
def test_phrases_hold_no_unseen_characters(character: str) -> None:
    """What letters may not hold, phrases may not either."""
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(PHRASES.replace("Regards,", f"Re{character}gards,"))
    assert "forbidden_character" in caught.value.codes


@pytest.mark.parametrize(
    "name", ('"a b"', '"!"', "'é'", f'"{"a" * 81}"', "a     ", '"\\""')
)
def test_deep_keys_of_any_spelling_are_refused(name: str) -> None:
    """The reader of TOML takes time squared in their depth."""
    keys = f"{PHRASES}{'.'.join([name] * 9)} = 1\n"
    with pytest.raises(TemplateSetError) as caught:
        phrases_of(keys)
    assert ("deep_key",) == caught.value.codes


@pytest.mark.parametrize(
    "text",
    (
        '"a.b.c.d.e.f.g.h.i.j"',
        "'a.b.c.d.e.f.g.h.i.j'",
        '"""\na.b.c.d.e.f.g.h.i.j "x" a. b. c. d. e. f. g. h. i.\n"""',
        '"x" # a.b.c.d.e.f.g.h.i.j',
    ),
)
def test_dots_in_texts_make_no_deep_key(text: str) -> None:
    """Only names of keys are counted."""
    assert phrases_of(f"{PHRASES}[words.w]\nneutral = {text}\n").words(None)


def test_a_part_that_is_no_text_is_told_by_its_name() -> None:
    """Of a pattern that a caller fills."""
    with pytest.raises(RenderError) as caught:
        phrases_of(PHRASES).fill("{name} ({role})", {"name": "A", "role": 3})  # type: ignore[dict-item]  # that is the point
    assert (("role",), ("not_text",)) == (caught.value.paths, caught.value.codes)


def test_a_pattern_that_is_missing_is_told_with_its_place() -> None:
    """The locale's file, and what to write there."""
    with pytest.raises(RenderError) as caught:
        phrases_of(PHRASES).pattern("person.with_role")
    (problem,) = caught.value.problems
    assert (
        "en/phrases.toml",
        "no_pattern",
        "The locale has no pattern “person.with_role”.",
        "Write [person] with_role = “…” in phrases.toml.",
    ) == (problem.path, problem.code, problem.message, problem.remedy)
    assert "{x}" == phrases_of(PHRASES).pattern("person.with_role", "{x}")


def test_words_are_those_of_a_gender_or_neutral() -> None:
    """As many as the locale has."""
    phrases = phrases_of(WRITERS)
    assert {"glad": "she is", "you": "her"} == phrases.words("feminine")
    assert {"glad": "we are", "you": "them"} == phrases.words(None)
    assert {"glad": "we are", "you": "them"} == phrases.words("other")


def test_a_day_pattern_is_handed_out() -> None:
    """None stands for the locale's own."""
    day = f'{PHRASES}[dates]\nday = "{{weekday}} {{date}}"\n'
    assert ("{weekday} {date}", None) == (
        phrases_of(day).day_pattern,
        phrases_of(PHRASES).day_pattern,
    )


@pytest.mark.parametrize(
    ("locale", "stop"),
    (("en", "."), ("hi", "।"), ("ja", "。"), ("th", ""), ("ur", "۔")),
)
def test_a_language_has_its_own_full_stop(locale: str, stop: str) -> None:
    """Unless the phrases say another."""
    files = {
        "set.toml": f'schema = 1\ntitle = "T"\nlocales = ["{locale}"]\n',
        f"{locale}/phrases.toml": PHRASES,
    }
    assert stop == opened(files).phrases(locale).stop


def test_phrases_say_which_default_they_name() -> None:
    """A caller may ask whether there is one."""
    named = phrases_of(f'default_formality = "formal"\n{PHRASES}')
    assert (True, False) == (named.states_default, phrases_of(PHRASES).states_default)


def test_words_before_the_first_part_of_a_signature_stay_with_it() -> None:
    """They go when it is missing."""
    own = f'signature = ["Ms {{name}}, {{role}}"]\n{PHRASES}'
    files = {"en/phrases.toml": own, "en/letter.txt": block("A.")}
    letter = opened(files).letter("letter", "en")
    for given, expected in (
        ({"name": "A", "role": "B"}, "Ms A, B"),
        ({"name": "A"}, "Ms A"),
        ({"role": "B"}, "B"),
    ):
        done = letter.render(VALUES, name_forms=NAMES, signature=given)
        assert expected == done.text.split("\n\n")[-1]


def test_parts_of_a_pattern_are_set_apart_in_the_direction_of_the_locale() -> None:
    """Latin names are islands in Arabic, and Arabic ones in English."""
    files = {
        "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["ar"]\n',
        "ar/phrases.toml": PHRASES,
    }
    arabic = opened(files).phrases("ar")
    assert "\u2068A\u2069 & \u0628" == str(
        arabic.fill("{a} & {b}", {"a": "A", "b": "\u0628"})
    )
    assert "A & \u2068\u0628\u2069" == str(
        phrases_of(PHRASES).fill("{a} & {b}", {"a": "A", "b": "\u0628"})
    )
