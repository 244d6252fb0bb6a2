"""Whatever a template says, loading and writing it ends well or in a typed error."""

from __future__ import annotations

import copy
import itertools
from html.parser import HTMLParser
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_kit.errors import FollowupError
from followup_kit.templating import Rendered
from tests.templating.sets import NAMES, PHRASES, VALUES, opened


Texts: TypeAlias = st.SearchStrategy[str]

PATHS = st.sampled_from(
    [
        "role",
        "company",
        "day",
        "team",
        "phone",
        "deadline",
        "place",
        "note",
        "reason",
        "late",
        "site",
        "portal",
        "mode",
        "people",
        "notes",
        "slots",
        "questions",
        "q",
        "q.question",
        "q.answer",
        "q.person",
        "q.tags",
        "t",
        "loop.last",
        "cause",
        "words.you",
        "words.them",
        "nothing",
        "role.x",
        "_x",
        "Role",
        "",
    ]
)
FORMS = st.sampled_from(
    [
        "",
        "",
        "",
        "|short",
        "|joined",
        "|length",
        "|upper",
        '|default("x")',
        "|e|e",
        "|default",
    ]
)
ODD = st.sampled_from(
    [
        "role.upper()", "1 + 1", "'x' * 9", "role[0]", "[role]", "role ~ role", "x if y", "", " ", "not",
        "(", "((role))", "role is defined", "role in notes", "notes|length > 1", "mode == 'video'", "-1",
        "9" * 30, "{{", "%}", "loop.index", "range(3)", "self", "ſ", "role\u00a0", "é", "not not role", "a" * 60,
    ]
)  # fmt: skip
EXPRESSIONS = st.one_of(st.builds(lambda p, f: p + f, PATHS, FORMS), ODD)
CONDITIONS = st.one_of(
    PATHS,
    st.builds(
        lambda a, o, b: f"{a} {o} {b}",
        PATHS,
        st.sampled_from(["and", "or", "==", "and not"]),
        PATHS,
    ),
    st.builds(lambda p: f"not {p}", PATHS),
    ODD,
)
WORDS = st.sampled_from(
    [
        "Thank you", "a", ".", ":", ", ", " ", "  ", "x: ", "“", "100%", "%s", "%(role)s", "\\", "'", "—", "日本。", "مرحبا",
        "<b>", "&amp;", "&", "<", "{", "}", "[", "]", "](", ")", "**", "*", "- ", "1. ", "# ", "> ", "\t", "\u00a0", "\u200f",
        "\x00", "\u2066", "\ud800", "{#", "#}", "n!",
    ]
)  # fmt: skip
OUTPUT = st.builds(lambda e: "{{ " + e + " }}", EXPRESSIONS)
TARGET = st.one_of(
    OUTPUT,
    st.just("{{ portal }}"),
    st.sampled_from(["https://a.example", "javascript:x", ""]),
)
INLINE: Texts = st.deferred(
    lambda: st.one_of(
        WORDS,
        WORDS,
        OUTPUT,
        OUTPUT,
        st.builds(lambda x: f"**{x}**", LINE),
        st.builds(lambda x, t: f"[{x}]({t})", LINE, TARGET),
        st.builds(lambda c, x: f"{{% if {c} %}}{x}{{% endif %}}", CONDITIONS, LINE),
        st.builds(
            lambda c, x, y: f"{{% if {c} %}}{x}{{% else %}}{y}{{% endif %}}",
            CONDITIONS,
            LINE,
            LINE,
        ),
        st.builds(lambda p, x: f"{{% for t in {p} %}}{x}{{% endfor %}}", PATHS, LINE),
    )
)
LINE: Texts = st.lists(INLINE, min_size=1, max_size=4).map("".join)
TAGS = st.one_of(
    st.builds(lambda c: f"{{% if {c} %}}", CONDITIONS),
    st.builds(lambda c: f"{{% elif {c} %}}", CONDITIONS),
    st.builds(lambda p: f"{{% for q in {p} %}}", PATHS),
    st.sampled_from(
        ["{% else %}", "{% endif %}", "{% endfor %}", "{% include 'data' %}", "{% include 'original' %}",
         "{% include x %}", "{% set a = 1 %}", "{% block b %}", "{% endblock %}", "{% raw %}", "{%- if role %}",
         "{% macro a() %}", "{% extends 'x' %}", "{% %}", "{%"]
    ),
)  # fmt: skip
SOURCE_LINES: Texts = st.deferred(
    lambda: st.one_of(
        LINE,
        LINE,
        LINE.map("- {}".format),
        LINE.map("1. {}".format),
        st.just(""),
        TAGS,
        st.builds("[[{}]]({})".format, LINE, TARGET),
        st.just("- {{ notes }}"),
        st.builds("{{% if {} %}}\n{}\n{{% endif %}}".format, CONDITIONS, BODY),
        st.builds("{{% for q in {} %}}\n{}\n{{% endfor %}}".format, PATHS, BODY),
    )
)
BODY: Texts = st.lists(SOURCE_LINES, min_size=1, max_size=5).map("\n".join)
TEXTS = st.one_of(
    st.sampled_from(
        [
            "Acme Inc.",
            "<b>",
            "{{ role }}",
            "a\n\nb",
            "مهندس",
            "x" * 300,
            "-",
            "R&D",
            "%s",
            "\u00a0x",
        ]
    ),
    st.text(min_size=1, max_size=12),
)
ITEM = st.fixed_dictionaries(
    {"question": TEXTS},
    optional={
        "answer": TEXTS,
        "person": TEXTS,
        "tags": st.lists(TEXTS, max_size=2).map(tuple),
    },
)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "team": TEXTS, "phone": TEXTS, "deadline": TEXTS, "place": TEXTS, "note": TEXTS, "late": st.booleans(),
        "site": st.just("https://acme.example/x"), "mode": st.just("video"), "people|joined": TEXTS,
        "cause": st.sampled_from(["moved", "filled", "odd"]),
        "people": st.lists(TEXTS, max_size=3).map(tuple), "notes": st.lists(TEXTS, max_size=3).map(tuple),
        "slots": st.lists(TEXTS, max_size=3).map(tuple), "questions": st.lists(ITEM, max_size=3).map(tuple),
    },
)  # fmt: skip
LANGUAGE = PHRASES + (
    '[words.you]\nfeminine = "her"\nneutral = ""\n[cause]\nmoved = "Moved."\nfilled = "Full."\n'
    '[typography]\nspace_before = { ":" = "\u00a0" }\nbind_after = ["a"]\n'
)


class Strict(HTMLParser):
    """Fails on anything but nested elements that the renderer writes."""

    KNOWN = frozenset(
        [
            "html",
            "head",
            "meta",
            "title",
            "body",
            "p",
            "ul",
            "ol",
            "li",
            "a",
            "strong",
            "bdi",
            "br",
        ]
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        assert tag in self.KNOWN
        assert {name for name, _ in attrs} <= {
            "style",
            "href",
            "class",
            "lang",
            "dir",
            "charset",
        }
        if tag not in {"br", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag


def judge(
    body: str, facts: dict[str, Any], locale: str, gender: str | None
) -> list[str]:
    """Load and write a body; check what comes out, and return every remedy given."""
    letter = (
        "{% block subject %}Hello {{ role }}{% endblock %}\n"
        f"{{% block body %}}\n{body}\n{{% endblock %}}\n"
    )
    values = {**VALUES, **facts}
    before = copy.deepcopy(values)
    try:
        opening = opened(
            {
                "set.toml": f'schema = 1\ntitle = "T"\nlocales = ["{locale}"]\n',
                f"{locale}/phrases.toml": LANGUAGE,
                f"{locale}/_shared.txt": "{% block data %}\nData {{ company }}.\n{% endblock %}",
                f"{locale}/letter.txt": letter,
            }
        )
        done = opening.letter("letter", locale).render(
            values, name_forms=NAMES, gender=gender
        )
    except FollowupError as error:
        remedies = [problem.remedy for problem in error.problems]
    else:
        accept(done)
        remedies = ["none needed"]
    assert values == before
    return remedies


def accept(done: Rendered) -> None:
    """Check a message: whole, parted, nested, and without leftovers."""
    chunks = done.text.split("\n\n")
    assert len(chunks) == len(done.origins)
    assert all(chunk.strip() for chunk in chunks)
    assert "\n" not in done.subject
    assert not any(ord(c) < 32 and c != "\n" for c in done.text)
    reader = Strict()
    reader.feed(done.html)
    assert reader.open == []
    assert done.text.count("\u2068") == done.text.count("\u2069")


REST = {
    "facts": GIVEN,
    "locale": st.sampled_from(["en", "ar", "ja", "fr"]),
    "gender": st.sampled_from([None, "feminine"]),
}


@given(body=BODY, **REST)
@settings(max_examples=200)
def test_a_template_ends_well_or_in_a_typed_error(
    body: str, facts: dict[str, Any], locale: str, gender: str | None
) -> None:
    """Grammar-made templates raise nothing but our errors."""
    remedies = judge(body, facts, locale, gender)
    assert remedies
    assert all(remedies)


@pytest.mark.slow
def test_twenty_thousand_templates_end_well() -> None:
    """The same over 20,000 templates: every run of lines of 800 longer ones."""
    seen = 0

    @given(lines=st.lists(SOURCE_LINES, min_size=7, max_size=7), **REST)
    @settings(max_examples=800)
    def over(
        lines: list[str], facts: dict[str, Any], locale: str, gender: str | None
    ) -> None:
        nonlocal seen
        for start, stop in itertools.combinations(range(len(lines) + 1), 2):
            remedies = judge("\n".join(lines[start:stop]), facts, locale, gender)
            assert remedies
            assert all(remedies)
            seen += 1

    over()
    assert seen >= 20_000


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_at_all_ends_well(source: str) -> None:
    """Text that is no template is refused, or written as it stands."""
    remedies = judge(source, {}, "en", None)
    assert remedies
    assert all(remedies)
