"""A letter is written by a function of its own once it was written a few times."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest

from followup_kit.templating import Filled, Origin, Rendered
from followup_kit.templating import _letter as letters
from followup_kit.templating._author import said
from followup_kit.templating._fragment import Fragment
from followup_kit.templating._phrasing import parts_of
from followup_kit.templating._program import (
    Program,
    Slot,
    UnwritableError,
    expression,
    literal,
)
from followup_kit.templating._script import Script
from followup_kit.templating._variant import Format
from tests.templating.scripts import ending, script_of, writes
from tests.templating.sets import NAMES, PHRASES, VALUES, block, opened


if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_kit.templating import Letter

LIST = {"notes": ("one", "two")}
QUESTIONS = {
    "questions": (
        {
            "question": "Why?",
            "answer": "So.",
            "person": "Ann",
            "link": "https://a.example",
        },
        {"question": "When", "answer": "", "person": None},
    )
}
TITLE = 'schema = 1\ntitle = "T"\nlocales = ["{}"]\n'


def made(
    body: str, *, locale: str = "en", phrases: str = PHRASES, **files: str
) -> Letter:
    """Return a letter whose only block is this body."""
    texts = {
        "set.toml": TITLE.format(locale),
        f"{locale}/phrases.toml": phrases,
        f"{locale}/letter.txt": block(body),
    }
    return opened({**texts, **files}).letter("letter", locale)


def alike(
    letter: Letter, values: Mapping[str, object] | None = None, **more: Any
) -> bool:
    """Check that both ways end the same; tell whether the script wrote it itself."""
    given = {**VALUES, **(values or {})}
    more = {"name_forms": NAMES, **more}
    script = script_of(letter)

    assert ending(letter, None, given, **more) == ending(letter, script, given, **more)
    more.pop("options", None)
    return writes(script, given, **more)


BODIES = (
    "One. Two.",
    "At {{ company }}.",
    "At {{ company }}!\nNext {{ company }}? {{ role }}",
    "{{ company }} hires.",
    "**Bold** [us]({{ portal }}) and [them](https://b.example/x?a=1&b=2).",
    "[[Go on]]({{ portal }})",
    "{% if team %}{{ team }}{% else %}us{% endif %} x",
    "{% if team %}\nWith {{ team }}.\n{% endif %}",
    "{% if team %}\nTeam {{ team }}.\n{% elif phone %}\nPhone {{ phone }}.\n{% else %}\nNone.\n{% endif %}",
    "{% if team and not phone %}\nA.\n\nB.\n{% endif %}",
    "{% if not (team or phone) %}\nA.\n{% endif %}",
    '{% if mode == "video" %}\nV.\n{% elif mode != "onsite" %}\nN.\n{% endif %}',
    "{% if notes|length > 1 %}\nMany: {{ notes|length }}.\n{% endif %}",
    "{% if notes|length >= 2 %}Some{% else %}few{% endif %}, {{ notes|length }}.",
    '{% if not mode == "video" %}\nNot.\n{% endif %}',
    "{% if cause %}\n{{ cause }}\n{% endif %}",
    "{% if team %}\nfirst {{ team }}\n{% endif %}\nsecond",
    "first\n{% if team %}\nsecond [x]({{ portal }})\n{% endif %}\nthird",
    "{% if team %}\nWith {{ team }}.\n{% endif %}\n{% if late %}\nB.\n{% endif %}",
    "{% if team %}\nA.\n{% endif %}\nThe rest.\n{% if late %}\nB [x]({{ portal }}).\n{% endif %}",
    "- {{ notes }}",
    "Some:\n- {{ notes }}",
    "Some:\n- {{ notes }}\n- {{ slots }}",
    "Above.\nSome:\n- {{ notes }}",
    "Above {{ company }}.\n{% if team %}\nTeam.\n{% endif %}\nSome:\n- {{ notes }}",
    "{% if team %}\nSome {{ team }}:\n{% endif %}\n- {{ notes }}",
    "1. {{ notes }}",
    "- {{ notes }}\n\nAgain:\n- {{ notes }}",
    "{% for q in questions %}\n{% if team and q.answer %}\nSaid: {{ q.answer }}\n{% endif %}\n{% endfor %}",
    "In turn:\n1. {{ notes }}",
    "Say:\n- {{ company }} \n- **Team:** {{ team }}\n- [x]({{ portal }})",
    "Say:\n- {{ cause }}",
    "Say:\n- {{ team }}\n- {% if late %}late{% endif %}",
    "Say:\n{% if team %}\n- {{ team }}\n{% elif late %}\n- so {{ phone }}\n{% endif %}",
    "Say:\n{% if team %}\n- {{ team }}\n{% else %}\n- {{ notes }}\n{% endif %}\n- {{ company }}",
    "Say:\n{% for q in questions %}\n- {{ loop.index }}{% if q.person %} of {{ q.person }}{% endif %}: {{ q.question }}\n{% endfor %}",
    "{% for q in questions %}\n**Asked:** {{ q.question }}\n{% if q.answer %}\n- **Said:** {{ q.answer }}.\n{% elif q.person %}\n- by {{ q.person }}\n{% endif %}\n{% endfor %}",
    "{% for q in questions if q.answer %}\nAsked: {{ q.question }}\n\n{% if q.link %}\n[x]({{ q.link }})\n{% endif %}\n{% endfor %}",
    "{% for q in questions %}\n\n{% if loop.first %}\nFirst.\n{% elif loop.last %}\nLast.\n{% endif %}\n\nNumber {{ loop.index }} of {{ questions|length }}.\n{% endfor %}",
    "{% for q in questions %}\n{{ q.question }}\n\nMore:\n- {{ notes }}\n{% endfor %}",
    "{% for n in notes %}\nNote: {{ n }}\n{% endfor %}",
    "{% for q in questions %}\nAsked: {{ q.question }}\n{% endfor %}\n\n{% for q in questions %}\nAgain: {{ q.question }}\n{% endfor %}",
    "{% if team %}\n{% for q in questions %}\nAsked: {{ q.question }}\n{% endfor %}\n{% endif %}",
    "100% of %s %(x)d \\n \\ ' \" ''' it’s",
    "Dear {{ words.you }} friend, {{ words.us }}.",
    "x{% if team %} a{% endif %}{% if phone %} b{% endif %}{% if late %} c{% endif %}{% if place %} d{% endif %}",
)
GIVEN: tuple[dict[str, object], ...] = (
    {},
    {
        "team": "Ops",
        "phone": "+46 8 555",
        "late": True,
        "place": "A",
        **LIST,
        **QUESTIONS,
    },
    {"team": "شركة", "company": "R&D <x>", "notes": ("a\nb", "c."), "cause": "moved"},
    {"mode": "video", "cause": "filled", "notes": ("One short",), "slots": ("x",)},
    {
        "mode": "onsite",
        "late": False,
        "notes": ["l", "m"],
        **QUESTIONS,
        "company": "Acme Inc.",
    },
    {
        "company": Filled("A (B)", "A <i>(B)</i>"),
        "role": Filled("\u2068ا\u2069", "<bdi>ا</bdi>"),
    },
    {"company": "- a", "team": "1. b", "day|short": "9:30\u202fAM"},
)
WORDS = (
    '[words.you]\nfeminine = "f"\nmasculine = "m"\nneutral = ""\n'
    '[words.us]\nof = "sender"\nfeminine = "F"\nneutral = "N"\n'
    '[cause]\nmoved = "Moved."\nfilled = ""\n'
)
LOWER = '[after_greeting]\ncase = "lower"\n'


@pytest.mark.parametrize("locale", ("en", "ar", "ja"))
@pytest.mark.parametrize("body", BODIES)
def test_every_construct_says_the_same_by_a_script(body: str, locale: str) -> None:
    """Each part of the language is written alike, with all sorts of values."""
    letter = made(body, locale=locale, phrases=PHRASES + WORDS)
    for values in GIVEN:
        for gender in (None, "feminine"):
            alike(letter, values, gender=gender, writer=gender)

    assert any(alike(letter, values) for values in GIVEN[:4])


@pytest.mark.parametrize("body", BODIES)
def test_words_go_on_after_the_greeting_by_a_script(body: str) -> None:
    """The first paragraph that is there begins in lower case, the others do not."""
    letter = made(body, locale="de", phrases=PHRASES + WORDS + LOWER)
    for values in GIVEN:
        alike(letter, values)

    assert any(alike(letter, values) for values in GIVEN[:4])


@pytest.mark.parametrize("capital", (True, False))
@pytest.mark.parametrize("body", BODIES)
def test_short_letters_say_the_same_by_a_script(body: str, *, capital: bool) -> None:
    """A short letter begins as it is told, and may turn out to say nothing."""
    letter = opened(
        {
            "en/phrases.toml": PHRASES + WORDS,
            "en/letter.short.txt": f"{{% block body %}}\n{body}\n{{% endblock %}}\n",
        }
    ).letter("letter", "en", form="short")
    itself = [alike(letter, values, capital=capital) for values in GIVEN]

    assert any(itself)


@pytest.mark.parametrize(
    "body",
    (
        "With{% for n in people %} {{ n }}{% endfor %}.",
        "Say:\n- x{% for n in people %} {{ n }}{% endfor %}",
        "{% for q in questions %}\n{% for t in q.tags %}\nTag {{ t }}\n{% endfor %}\n{% endfor %}",
        "{% for q in questions %}\nTags:\n- {{ q.tags }}\n{% endfor %}",
        "{% for q in questions %}\n{% if q.tags|length > 1 %}\nTags.\n{% endif %}\n{% endfor %}",
        "\n\n".join(["{% for n in people %}\nx {{ n }}\n{% endfor %}"] * 9),
        "{% if " + "not " * 40 + "team %}\nA.\n{% endif %}",
        "x" + "{% if team %} a{% endif %}{% if late %} b{% endif %}" * 4,
    ),
)
def test_what_no_script_is_made_for_is_written_part_by_part(body: str) -> None:
    """Rare constructs are refused when the script is made, and work as ever."""
    letter = made(body)
    with pytest.raises(UnwritableError):
        script_of(letter)
    values = {**VALUES, **LIST, "questions": ({"question": "a", "tags": ("t",)},)}
    texts = {letter.render(values, name_forms=NAMES).text for _ in range(20)}

    assert 1 == len(texts)


@pytest.mark.parametrize(
    "lines",
    (
        '["{name}", "{role}", "{company}", "Phone: {phone}"]',
        '["{name}, {role}", "tel. {phone}"]',
        '["{name} – {role} – {company}."]',
        '["only words", "{phone}."]',
    ),
)
def test_signatures_say_the_same_by_a_script(lines: str) -> None:
    """Lines of a signature come and go with their parts."""
    letter = made("Hello.", phrases=f"signature = {lines}\n{PHRASES}")
    parts = {"name": "A & B", "role": "شريكة", "company": "Acme Inc.", "phone": "+1"}
    for keys in ((), ("name",), ("role", "phone"), ("phone",), tuple(parts)):
        assert alike(letter, signature={key: parts[key] for key in keys})


@pytest.mark.parametrize(
    "lines",
    ('["{name} {role} {company} {phone}"]', '["{name}.", "tel. {phone}"]'),
)
def test_a_signature_that_depends_on_its_lines_has_no_script(lines: str) -> None:
    """A line that is written otherwise after another is left to the other way."""
    with pytest.raises(UnwritableError):
        script_of(made("Hello.", phrases=f"signature = {lines}\n{PHRASES}"))


GREETINGS = """\
formalities = ["formal"]
[[greeting.formal]]
gender = "feminine"
text = "Dear Ms {surname},"
[[greeting.formal]]
sender = "masculine"
text = "Hello {title} {full}!"
[[greeting.formal]]
text = "Dear {full},"
[closing.formal]
feminine = "Hers,"
neutral = "Regards,"
[after_greeting]
case = "lower"
"""


@pytest.mark.parametrize("gender", (None, "feminine", "masculine", "x"))
@pytest.mark.parametrize("writer", (None, "feminine", "masculine"))
def test_greetings_and_closings_say_the_same(
    gender: str | None, writer: str | None
) -> None:
    """The row that fits is taken; only after some does the letter go on."""
    letter = made("x {{ company }}.\n\ny", phrases=GREETINGS)
    persons: dict[str, Any] = {"gender": gender, "writer": writer}

    assert alike(letter, name_forms={"full": "K", "surname": "V"}, **persons)
    assert alike(letter, name_forms={"full": "K", "title": "Dr."}, **persons)
    assert not alike(letter, name_forms={"title": "Dr."}, gender=gender)


def test_a_greeting_that_may_say_nothing_has_no_script() -> None:
    """Where a paragraph could be missing from the frame of a letter, none is made."""
    letter = made("Hello.")
    fragment = letter._phrases.rows("formal")[0].fragment
    empty = Fragment((), fragment.voice, fragment.origin)
    with pytest.raises(UnwritableError):
        said(empty)


def test_subject_and_preheader_may_be_missing_or_empty() -> None:
    """A subject that a condition empties is empty; one without text is not asked for."""
    body = block("Hello.").replace(
        "About {{ role }}", "{% if team %}\u00a0{{ team }}{% endif %}"
    )
    letter = opened(
        {"en/letter.txt": body + "{% block preheader %}P {{ company }}{% endblock %}"}
    ).letter("letter", "en")

    assert alike(letter)
    assert alike(letter, {"team": "a\nb", "company": "A & B"})


LAYOUT = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}"><head><title>{{ subject }}</title></head><body>
BODY
{{ body }}
</body></html>
"""


@pytest.mark.parametrize(
    "more",
    (
        "{% if preheader %}<p>{{ preheader }}</p>{% else %}<p>none</p>{% endif %}<p>{{ preheader }}</p>",
        '{% if preheader == "x" %}<p>{{ subject }}</p>{% endif %}',
        "{% if preheader|length > 3 %}<p>{{ subject }}</p>{% endif %}",
        "<p>{{ company }}</p>",
        "{% if team %}<p>{{ team }}</p>{% endif %}",
        "{% for n in people if n %}<p>{{ n }}{{ subject }}</p>{% endfor %}",
    ),
)
def test_layouts_say_the_same(more: str) -> None:
    """Whatever a layout asks for, the document is the same."""
    preheader = (
        "{% block preheader %}{% if team %}{{ team }} & x{% endif %}{% endblock %}"
    )
    letter = opened(
        {
            "layout.html": LAYOUT.replace("BODY", more),
            "en/letter.txt": f"{preheader}\n{block('Hello {{ company }}.')}",
        }
    ).letter("letter", "en")
    for values in GIVEN:
        assert alike(letter, values)
        assert alike(letter, {**values, "role": "x"})


@pytest.mark.parametrize("most", (0, 1, 64))
def test_layouts_with_options_say_the_same(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many ways of dressing a letter are remembered."""
    monkeypatch.setattr("followup_kit.templating._layout._MOST_DRESSES", most)
    option = '[options.motto]\ntype = "text"\ndefault = "A & B"\ndoc = "D"\n'
    letter = opened(
        {
            "set.toml": f"{TITLE.format('en')}{option}",
            "layout.html": LAYOUT.replace("BODY", "<p>{{ motto }}</p>"),
            "en/letter.txt": block("Hello."),
        }
    ).letter("letter", "en")

    assert alike(letter, options={"motto": "C"})
    assert alike(letter, options={"motto": "D"})
    assert alike(letter, options={})


@pytest.mark.parametrize(
    ("body", "values"),
    (
        ("At {{ company }}.", {"company": None}),
        ("At {{ company }}.", {"company": "  "}),
        ("At {{ company }}.", {"company": 7}),
        ("At {{ company }}.", {"company": True}),
        ("At {{ company }}.", {"company": "x" * 20_001}),
        ("At {{ company }}.", {"company": "a\x00b"}),
        ("At {{ company }}.", {"company": Filled("", "")}),
        ("At {{ company }}.", {"company": Filled("a\x00", "a")}),
        ("{{ company }}" * 9, {"company": "x" * 19_000}),
        ("{{ company }} hires.", {"company": "- Acme"}),
        ("- {{ notes }}", {"notes": "abc"}),
        ("- {{ notes }}", {"notes": ("a", "", "b")}),
        ("- {{ notes }}", {"notes": ("a", None)}),
        ("- {{ notes }}", {"notes": ("a",) * 201}),
        ("[x]({{ portal }})", {"portal": "http://a.example"}),
        ("[x]({{ portal }})", {"portal": ("https://a.example",)}),
        ("{% if cause %}\n{{ cause }}\n{% endif %}", {"cause": "odd"}),
        (
            "{% for q in questions %}\n{{ q.question }}\n{% endfor %}",
            {"questions": ("x",)},
        ),
        (
            "{% for q in questions %}\n{{ q.question }}\n{% endfor %}",
            {"questions": ({},)},
        ),
        (
            "{% for q in questions %}\n{{ q.question }}\n{% endfor %}",
            {"q.question": "x", "questions": ({},)},
        ),
    ),
)
def test_what_might_be_wrong_is_left_to_the_other_way(
    body: str, values: dict[str, object]
) -> None:
    """A script words no error; what it leaves ends as if there were none."""
    assert not alike(made(body, phrases=PHRASES + WORDS), values)


def test_the_eighth_message_makes_the_script() -> None:
    """The first messages do not wait for it, and later ones are the same."""
    letter = made("At {{ company }}.")
    texts: list[Rendered] = []
    for _ in range(letters._WARM):
        assert letter._script is None
        texts.append(letter.render(VALUES, name_forms=NAMES))
    script = letter._script
    texts.append(letter.render(VALUES, name_forms=NAMES))

    assert isinstance(script, Script)
    assert [texts[0]] * (letters._WARM + 1) == texts
    assert script is letter._script


def test_sources_tell_the_paragraphs_that_are_there() -> None:
    """Sources are those of the paragraphs of this message, shared by others like it."""
    letter = made(
        "One.\n\n{% if team %}\nTwo {{ team }}.\n{% endif %}\n\nThree:\n- {{ notes }}\n\n"
        "{% for q in questions %}\n{% if q.answer %}\nSaid: {{ q.answer }}\n{% endif %}\n\nB\n{% endfor %}"
    )
    script = script_of(letter)
    for values in GIVEN:
        given = {**VALUES, **values}
        done = ending(letter, script, given, name_forms=NAMES)
        again = ending(letter, script, given, name_forms=NAMES)
        assert isinstance(done, Rendered)
        assert isinstance(again, Rendered)
        assert len(done.text.split("\n\n")) == len(done.sources)
        assert done.sources is again.sources
        assert done.origins == tuple(Origin(*source) for source in done.sources)


def test_sources_are_not_remembered_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beyond a few hundred kinds of messages, sources are put together anew."""
    monkeypatch.setattr("followup_kit.templating._script._MOST_MASKS", 1)
    letter = made("One.\n\n{% if team %}\nTwo {{ team }}.\n{% endif %}")
    script = script_of(letter)
    counts = [
        len(done.sources)
        for values in ({}, {"team": "A"}, {}, {"team": "B"})
        for done in [ending(letter, script, {**VALUES, **values}, name_forms=NAMES)]
        if isinstance(done, Rendered)
    ]

    assert [3, 4, 3, 4] == counts
    assert 1 == len(script._sources)


HOSTILE = (
    "'+__import__('os').system('x')+'",
    "\"\"\" __import__('os') '''",
    "\\N(BULLET) \\x41 \\u0041 \\' \\\\ \\",
    "f'' return None",
    "%(x)s %s %% %r",
)
_NAMES = re.compile(r"[a-z]\d*|is_link|is_plain_link|one_line|like_bullet|stop_after")
_KNOWN = {
    *(
        "write",
        "gender",
        "writer",
        "cap",
        "style",
        "sequences",
        "most",
        "dress",
        "ends",
    ),
    *("escaped", "small", "len", "type", "str", "tuple", "slice", "enumerate", "dict"),
}
_METHODS = {"get", "join", "append", "count", "below", "alone", "rstrip"}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_constants_of_the_source(words: str) -> None:
    """No text of a template is code: the source has only names that we give."""
    letter = made(
        f"Say {words} to {{{{ company }}}}.\n\n{{% if team %}}\n{words}\n{{% endif %}}\n\n"
        f"{words}:\n- {words} {{{{ company }}}}\n- {{{{ notes }}}}"
    )
    for node in ast.walk(ast.parse(script_of(letter).source)):
        if isinstance(node, ast.Name):
            assert _NAMES.fullmatch(node.id) or node.id in _KNOWN
        elif isinstance(node, ast.Attribute):
            assert node.attr in _METHODS
        assert not isinstance(node, (ast.Import, ast.ImportFrom, ast.Lambda))
    for values in GIVEN[:4]:
        assert alike(letter, values)


@pytest.mark.parametrize(
    "words",
    (*HOSTILE, "{x1}", "{{", "}", "{__import__('os')}", "\u2028\n\r\0'\ud800"),
)
def test_a_constant_is_itself_beside_variables(words: str) -> None:
    """Any text at all is a constant, beside other constants and variables too."""
    pieces = (words, Slot("x1"), words, words, Slot("x1"))
    sees = {"__builtins__": {}, "x1": words}

    assert words * 5 == eval(expression(pieces), sees)  # noqa: S307 -- our source
    assert words == eval(expression((words,)), sees)  # noqa: S307 -- our source


def test_hostile_conditions_are_constants_of_the_source() -> None:
    """What a template compares with is a constant as well."""
    letter = made("A.\n\n{% if role == \"') or g('\" %}\nB.\n{% endif %}")

    assert repr("') or g('") in script_of(letter).source
    assert alike(letter, {"role": "') or g('"})


def test_hostile_values_are_never_part_of_the_source() -> None:
    """A source is made before there are values, and runs without builtins."""
    letter = made("At {{ company }}.")
    script = script_of(letter)
    before = script.source
    for value in HOSTILE:
        alike(letter, {"company": value.replace("\u0085", "")})

    assert before == script.source
    assert {} == script.write.__globals__["__builtins__"]


def test_only_plain_text_becomes_a_constant() -> None:
    """A text that could write itself otherwise is refused."""

    class Odd(str):
        __slots__ = ()

        def __repr__(self) -> str:
            return "__import__('os')"

    with pytest.raises(UnwritableError):
        literal(Odd("x"))


def test_words_with_a_control_character_have_no_script() -> None:
    """What is refused in a message is not made a constant of a script."""
    with pytest.raises(UnwritableError):
        parts_of(Format("a\x00b"))


def test_a_program_that_is_too_much_is_given_up() -> None:
    """Too many lines, too deep ones, and what the compiler refuses end as one error."""
    program = Program()
    with program.under("if 1:"):
        pass
    assert "def write():\n    if 1:\n        pass\n" == program.source("def write():")
    program.line("(" * 300 + ")" * 300)
    with pytest.raises(UnwritableError):
        program.compiled("def write():")
    for _ in range(1_996):
        program.line("pass")
    with pytest.raises(UnwritableError):
        program.line("pass")


def test_a_huge_letter_is_written_without_a_script() -> None:
    """A letter of thousands of conditions is given up, not compiled for seconds."""
    letter = made("\n\n".join(["{% if team %}\nWith {{ team }}.\n{% endif %}"] * 300))
    with pytest.raises(UnwritableError):
        script_of(letter)

    assert letter.render(VALUES, name_forms=NAMES).text
