"""A letter's script writes what the letter written part by part says, or nothing."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_kit.addresses import check_link
from followup_kit.composer._schema import letter_schema
from followup_kit.errors import RenderError, TemplateSetError
from followup_kit.templating import Filled, Letter, TemplateSet, find_template_set
from followup_kit.templating._author import _PLAIN_LINK
from followup_kit.templating._dressing import dress
from followup_kit.templating._program import UnwritableError
from followup_kit.templating._script import Script
from followup_kit.templating._values import controls_in, dressed
from tests.properties.test_templating_fuzz import BODY, GIVEN, LANGUAGE
from tests.templating.scripts import ending, script_of, writes
from tests.templating.sets import NAMES, VALUES, opened


Form: TypeAlias = Literal["full", "short"]
Name: TypeAlias = tuple[str, str, str, Form]
"""Kind, locale, formality and form of a letter."""

ORDINARY = st.sampled_from(
    [
        "Engineer",
        "Miller & Sons",
        "Zoë Weiß",
        "Straße 5–7",
        "九時（月）",
        "مهندسة برمجيات",
    ]
)
HOSTILE = st.sampled_from(
    [
        "<b>x</b>", "R&D", 'say "hi"', "Acme Inc.", "Really?", "ends “so.”", "{role}", "{{ role }}", "%s %% %(a)s", "'", "\\",
        "'''\"\"\"", "\\n{x2}", "مهندس", "ליאה כהן", "\u2067x\u2069", "+46 8 555", "9:30\u202fAM\u2009–\u200911", "\u00a0a\u00a0",
        "- x", "1. y", "a\nb", "a\n\n- b\r\nc", "\n", " ", "   ", "\u3000", "x ", " x", "\t", "a\x00", "\x1b[0m", "\u202e", "\u2068",
        "\ud800", "\u0378", "\U0001f600", "x" * 20_001, "y" * 9_000, "", "ﬁﬂ", "ﷺ", "e\u0301", "\u200fא", "\x85", "١٢٣",
    ]
)  # fmt: skip
ODD = st.sampled_from(
    [
        None, True, False, 0, 7, (), ("a",), {"a": 1}, b"x", Filled("A (B)", "A <i>B</i>"), Filled("", ""), Filled("\x00", ""),
        Filled("\u2068ا\u2069", "<bdi>ا</bdi>"), type("Mine", (str,), {})("mine"), 1.5,
    ]
)  # fmt: skip
TEXT = st.one_of(ORDINARY, ORDINARY, ORDINARY, HOSTILE, st.text(max_size=9), ODD)
LINK = st.sampled_from(
    ["https://acme.example/x?a=1&b=2", "mailto:a@b.example", "https://a--b.example", "http://a.example", "", None, 5]
)  # fmt: skip
SOUND_LINK = st.sampled_from(
    ["https://acme.example/x?a=1&b=2", "mailto:a@b.example?subject=x"]
)
GENDER = st.sampled_from([None, "feminine", "masculine", "other"])


@cache
def _standard() -> TemplateSet:
    return find_template_set("standard", schema=letter_schema())


def _letters() -> list[Name]:
    made = _standard()
    forms: tuple[Form, ...] = ("full", "short")
    return [
        (kind, locale, formality, form)
        for form in forms
        for locale in made.locales
        for kind in made.kinds(locale, form=form)
        for formality in made.phrases(locale).formalities
    ]


@cache
def _with_script(name: Name) -> tuple[Letter, Script]:
    kind, locale, formality, form = name
    letter = _standard().letter(kind, locale, formality, form=form)
    return letter, script_of(letter)


def _value(letter: Letter, key: str, text: st.SearchStrategy[Any]) -> Any:
    """Return what is handed over for a field."""
    path = key.partition("|")[0]
    field = _standard().schema.fields(letter.kind)[path]
    items = [k.partition("[].")[2] for k in letter.fields if k.startswith(f"{path}[].")]
    if field.position == "flag":
        return st.booleans()
    if field.position == "phrase":
        return st.sampled_from(field.choices)
    if items:
        item = st.fixed_dictionaries({}, optional=dict.fromkeys(items, text))
        return st.lists(item, max_size=3).map(tuple)
    if field.many and "|" not in key:
        return st.lists(text, max_size=4).map(tuple)
    return SOUND_LINK if field.position == "url" else text


@st.composite
def _messages(draw: st.DrawFn) -> tuple[Name, dict[str, Any], Any]:
    """Return a built-in letter, values for it, and who writes to whom."""
    name = draw(st.sampled_from(_letters()))
    letter = _with_script(name)[0]
    keys = sorted(key for key in letter.fields if "[]" not in key)
    sound = {key: _value(letter, key, ORDINARY) for key in keys}
    needed = {k: v for k, v in sound.items() if not _is_optional(letter, k)}
    rest = {k: v for k, v in sound.items() if k not in needed}
    values = draw(st.fixed_dictionaries(needed, optional=rest))
    for key in draw(st.lists(st.sampled_from(keys), max_size=2)):
        odd = (_value(letter, key, TEXT), TEXT, st.just(("z",) * 201), LINK)
        values[key] = draw(st.one_of(*odd))
    lines = dict.fromkeys(("name", "role", "company", "phone"), TEXT)
    forms = dict.fromkeys(("given", "surname", "title", "vocative"), ORDINARY)
    more = {
        "name_forms": draw(st.fixed_dictionaries({"full": ORDINARY}, optional=forms)),
        "signature": draw(
            st.one_of(
                st.fixed_dictionaries({}, optional=dict.fromkeys(lines, ORDINARY)),
                st.fixed_dictionaries({}, optional=lines),
            )
        ),
        "gender": draw(GENDER),
        "writer": draw(GENDER),
        "capital": draw(st.booleans()),
        "options": draw(st.sampled_from([{}, {"footer_text": "A & B\nC"}])),
    }
    return name, values, more


def _is_optional(letter: Letter, key: str) -> bool:
    path = key.partition("|")[0]
    return _standard().schema.fields(letter.kind)[path].optional


@given(message=_messages())
@settings(max_examples=400)
def test_a_script_writes_what_the_letter_says(message: Any) -> None:
    """Whatever the values are, both ways end the same, in words or in problems."""
    name, values, more = message
    letter, script = _with_script(name)

    assert ending(letter, None, values, **more) == ending(
        letter, script, values, **more
    )


@given(
    body=BODY,
    facts=GIVEN,
    locale=st.sampled_from(["en", "ar", "ja", "de"]),
    gender=GENDER,
    case=st.sampled_from(["upper", "lower"]),
)
@settings(max_examples=400)
def test_any_letter_says_the_same_by_its_script(
    body: str, facts: dict[str, Any], locale: str, gender: str | None, case: str
) -> None:
    """Letters made by a grammar are written alike, or no script is made for them."""
    letter = f"{{% block subject %}}A {{{{ role }}}}{{% endblock %}}\n{{% block b %}}\n{body}\n{{% endblock %}}\n"
    greeting = f'[after_greeting]\ncase = "{case}"\n' if case == "lower" else ""
    files = {
        "set.toml": f'schema = 1\ntitle = "T"\nlocales = ["{locale}"]\n',
        f"{locale}/phrases.toml": LANGUAGE + greeting,
        f"{locale}/_shared.txt": "{% block data %}\nData {{ company }}.\n{% endblock %}",
        f"{locale}/letter.txt": letter,
    }
    try:
        made = opened(files).letter("letter", locale)
        script = script_of(made)
    except (TemplateSetError, UnwritableError):
        return
    values = {**VALUES, **facts}
    more = {"name_forms": NAMES, "gender": gender}

    assert ending(made, None, values, **more) == ending(made, script, values, **more)


@given(
    given=st.lists(st.one_of(TEXT.filter(lambda v: v is not None)), max_size=9),
    rtl=st.booleans(),
)
@settings(max_examples=500)
def test_values_are_dressed_together_as_each_by_itself(
    *, given: list[Any], rtl: bool
) -> None:
    """If all values of a message can be dressed, they wear what each would wear."""
    clothes = dress([*given, ""], rtl)
    if clothes is not None:
        apart = [dressed("", one, rtl=rtl) if one != "" else ("", "") for one in given]

        assert [*zip(*clothes, strict=True)] == [*apart, ("", "")]
        assert not any(controls_in(text) for text in clothes[0])


@given(
    given=st.lists(
        st.one_of(ORDINARY, st.text('ab <&"é’–ا\u202f', min_size=1)), max_size=9
    ),
    rtl=st.booleans(),
)
def test_what_can_be_dressed_is_dressed(*, given: list[str], rtl: bool) -> None:
    """No value that is fit and not blank keeps a message from being written."""
    fit = [text for text in given if text.strip(" \u202f")]
    try:
        expected = [dressed("", one, rtl=rtl) for one in fit]
    except RenderError:
        return

    assert dress([*fit, ""], rtl) == tuple(
        map(list, zip(*expected, ("", ""), strict=True))
    )


@given(
    st.one_of(st.from_regex(_PLAIN_LINK, fullmatch=True), st.from_regex(_PLAIN_LINK))
)
def test_a_plain_link_is_one_that_may_stand_in_a_letter(link: str) -> None:
    """What is taken for a plain link is accepted by the rule of all links."""
    if _PLAIN_LINK.fullmatch(link):
        assert link == check_link(link)


def test_every_built_in_letter_has_a_script() -> None:
    """All letters of the standard set are written by functions of their own."""
    assert all(_with_script(name)[1].write for name in _letters())


def test_a_script_writes_ordinary_messages_itself() -> None:
    """With sound values nothing is left to the other way."""
    letter, script = _with_script(("rejected", "en", "formal", "full"))
    values = {
        "role": "R&D",
        "company": "Acme",
        "interview.day|short": "May 1",
        "interview.day": "May 1",
    }

    assert writes(script, values, name_forms={"full": "Kim Vu"})
    assert ending(letter, script, values, name_forms={"full": "Kim Vu"})
