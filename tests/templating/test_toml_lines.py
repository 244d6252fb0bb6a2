"""Each fault of a TOML file has the line of its key."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from followup_kit.errors import TemplateSetError
from followup_kit.templating import TemplateSet
from followup_kit.templating._toml_lines import KeyLines
from tests.templating.sets import PHRASES, SCHEMA, block, opened


_TOML = """\
# a comment with key = 1
title = "A # no comment"   # one
"quoted key" = 'x = 1'
long = \"\"\"
[not.a.table]
key = 2
\"\"\"
raw = '''
key = 3
'''
list = [
  "a", # first
  [1, 2],
  { inner = 1, "deep" = { x = [ 1 ] } },
]
when = 2026-01-01 10:00:00
a.b.c = true

[table.sub]
key = -1.5e3
[[rows]]
name = "x"
[rows.more]
k = 1
[[rows]]
name = "y"
[[rows.inner]]
z = 1
"""


def test_every_key_has_its_line() -> None:
    """Comments, strings of several lines, arrays and tables are followed."""
    lines = KeyLines(_TOML)
    paths = {
        ("title",): 2,
        ("quoted key",): 3,
        ("long",): 4,
        ("raw",): 8,
        ("list",): 11,
        ("list", "0"): 12,
        ("list", "1", "1"): 13,
        ("list", "2", "inner"): 14,
        ("list", "2", "deep", "x", "0"): 14,
        ("when",): 16,
        ("a", "b", "c"): 17,
        ("table", "sub"): 19,
        ("table", "sub", "key"): 20,
        ("rows",): 21,
        ("rows", "0", "name"): 22,
        ("rows", "0", "more", "k"): 24,
        ("rows", "1"): 25,
        ("rows", "1", "name"): 26,
        ("rows", "1", "inner", "0", "z"): 28,
        ("not", "a", "table"): 0,
        ("key",): 0,
    }
    assert paths == {path: lines.line(path) for path in paths}


def test_every_key_that_the_reader_finds_is_found() -> None:
    """The scanner misses no leaf of what tomllib reads."""
    lines = KeyLines(_TOML)
    assert [] == [
        path for path in _leaves(tomllib.loads(_TOML)) if not lines.line(path)
    ]


def _leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        inner = [(*path, key) for key in value]
        return [leaf for one in inner for leaf in _leaves(value[one[-1]], one)]
    if isinstance(value, list):
        return [x for i, v in enumerate(value) for x in _leaves(v, (*path, str(i)))]
    return [path]


@pytest.mark.parametrize(
    "source", ("x = " + "[" * 5000, "x", "x = ", "=", "[", "[[a", "x = {a", "a." * 99)
)
def test_a_file_that_is_no_toml_does_no_harm(source: str) -> None:
    """What cannot be followed ends the search."""
    assert KeyLines(source).line(("y",)) == 0


_SOUND = 'schema = 1\ntitle = "T"\nlocales = ["en", "de"]\n'


@pytest.mark.parametrize(
    ("manifest", "path", "code"),
    (
        (_SOUND + "colour = 1\n", "set.toml:4", "unknown_key"),
        (
            "# x\n\nschema = 2\ntitle = 'T'\nlocales = ['en']\n",
            "set.toml:3",
            "schema_number",
        ),
        (
            "title = 'T'\nschema = true\nlocales = ['en']\n",
            "set.toml:2",
            "schema_number",
        ),
        (
            "title = 'T'\nschema = 1.0\nlocales = ['en']\n",
            "set.toml:2",
            "schema_number",
        ),
        ("locales = ['en']\nschema = 1\n", "set.toml:1", "no_title"),
        ("title = ''\nlocales = ['en']\nschema = 1\n", "set.toml:1", "no_title"),
        (
            "title = 'T'\nschema = 1\nlocales = [\n'en',\n'EN']\n",
            "set.toml:5",
            "bad_locale",
        ),
        (
            "title = 'T'\nschema = 1\nlocales = [\n'en',\n'en']\n",
            "set.toml:5",
            "duplicate",
        ),
        (_SOUND + "requires = '>=9999.1'\n", "set.toml:4", "library_too_old"),
        (_SOUND + "requires = 1\n", "set.toml:4", "bad_value"),
        (_SOUND + "replaces = ['letter', 'letter']\n", "set.toml:4", "duplicate"),
        (_SOUND + "[options]\nx = 1\n", "set.toml:5", "bad_value"),
        (_SOUND + "[options.x]\ntype = 'y'\n", "set.toml:4", "bad_option"),
        (_SOUND + "[options.x]\ntype = 'text'\ndoc = 1\n", "set.toml:4", "bad_option"),
        (_SOUND + "[extras.x]\nposition = []\n", "set.toml:4", "bad_extra"),
        (
            _SOUND + "[extras.x]\nposition = 'name'\noptional = 1\n",
            "set.toml:4",
            "bad_extra",
        ),
        (
            _SOUND + "[extras.x]\nposition = 'name'\nmany = 'no'\n",
            "set.toml:4",
            "bad_extra",
        ),
        (_SOUND + "extras.x = 3\n", "set.toml:4", "bad_value"),
        (_SOUND + "extends = '../x'\n", "set.toml:4", "bad_value"),
        (_SOUND + "x = \n", "set.toml:4", "not_toml"),
        (_SOUND + "x = [\n", "set.toml:4", "not_toml"),
        (_SOUND + "a.b.c.d.e.f.g.h.i.j = 1\n", "set.toml:4", "deep_key"),
    ),
)
def test_a_fault_of_the_manifest_has_its_line(
    manifest: str, path: str, code: str
) -> None:
    """The line is that of the key, or the first one if it is missing."""
    with pytest.raises(TemplateSetError) as caught:
        opened({"set.toml": manifest})
    assert (path, code) in {(p.path, p.code) for p in caught.value.problems}


def test_the_remedy_for_an_extra_field_says_position() -> None:
    """What to write is what is read."""
    with pytest.raises(TemplateSetError) as caught:
        opened({"set.toml": _SOUND + "extras.x = 3\n"})
    assert "position" in caught.value.problems[0].remedy


@pytest.mark.parametrize(
    ("phrases", "path", "code"),
    (
        (PHRASES + "[dates]\nx = 1\n", "en/phrases.toml:7", "not_text"),
        ("y = 1\n" + PHRASES, "en/phrases.toml:1", "unknown_key"),
        (
            PHRASES.replace('["formal"]', '["formal", "formal"]'),
            "en/phrases.toml:1",
            "formalities",
        ),
        (PHRASES.replace('["formal"]', "[[]]"), "en/phrases.toml:1", "formalities"),
        (PHRASES.replace('["formal"]', "3"), "en/phrases.toml:1", "formalities"),
        (PHRASES.replace("{full}", "{nick}"), "en/phrases.toml:3", "bad_pattern"),
        ("lines = []\n" + PHRASES, "en/phrases.toml:1", "bad_value"),
        ('bullet = ""\n' + PHRASES, "en/phrases.toml:1", "bad_value"),
        ("words = 3\n" + PHRASES, "en/phrases.toml:1", "not_a_table"),
        ("cause = 3\n" + PHRASES, "en/phrases.toml:1", "not_a_table"),
        (PHRASES + "[words.you]\nneutral = 3\n", "en/phrases.toml:7", "not_text"),
        (
            PHRASES + '[typography]\nspace_before = {":" = []}\n',
            "en/phrases.toml:6",
            "bad_value",
        ),
        (
            PHRASES + '[cause]\nmoved = "M."\nother = "X."\n',
            "en/phrases.toml:8",
            "unknown_key",
        ),
        (
            PHRASES.replace("text = ", "gender = []\ntext = "),
            "en/phrases.toml:2",
            "no_greeting",
        ),
        (
            'signature = ["{name}",\n"{age}"]\n' + PHRASES,
            "en/phrases.toml:2",
            "bad_pattern",
        ),
        (
            'formalities = ["a", "b", "c", "d", "e"]\n',
            "en/phrases.toml:1",
            "formalities",
        ),
    ),
)
def test_a_fault_of_phrases_has_its_line(phrases: str, path: str, code: str) -> None:
    """A value of any type is a fault at its key, and nothing else."""
    with pytest.raises(TemplateSetError) as caught:
        opened({"en/phrases.toml": phrases, "en/letter.txt": block("A.")}).validate()
    assert (path, code) in {(p.path, p.code) for p in caught.value.problems}


def test_a_fault_of_merged_phrases_is_where_it_was_written() -> None:
    """A region's file is not blamed for its language's, nor the reverse."""
    mine = opened(
        {
            "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en", "en-GB"]\n',
            "en/phrases.toml": PHRASES + "[person]\nwith_role = '{nam}'\n",
            "en-GB/phrases.toml": "[closing]\nformal = 'Hi'\n[dates]\nx = 1\n",
        }
    )
    with pytest.raises(TemplateSetError) as caught:
        mine.phrases("en-GB")
    assert {"en/phrases.toml:7", "en-GB/phrases.toml:4"} == set(caught.value.paths)


def test_a_fault_of_an_extended_set_says_which_set() -> None:
    """The same file name may be in each of them."""
    base = opened(
        {
            "en/letter.txt": block("{{ x }}"),
            "en/phrases.toml": PHRASES + "[dates]\nx = 1\n",
            "layout.html": "<p>",
        },
        name="base",
    )
    manifest = 'schema = 1\ntitle = "M"\nlocales = ["en"]\nextends = "base"\n'
    files = {"set.toml": manifest, "en/other.txt": block("{{ y }}")}
    mine = TemplateSet.from_mapping("mine", files, schema=SCHEMA, base=base)
    with pytest.raises(TemplateSetError) as caught:
        mine.validate()
    found = {p.path.rpartition(":")[0] for p in caught.value.problems}
    assert {"base:layout.html", "base:en/phrases.toml"} == found
    good = opened({"en/letter.txt": block("{{ x }}")}, name="base")
    mine = TemplateSet.from_mapping("mine", files, schema=SCHEMA, base=good)
    with pytest.raises(TemplateSetError) as caught:
        mine.validate()
    assert ("base:en/letter.txt:4", "en/other.txt:4") == caught.value.paths


def test_lines_are_counted_from_the_first_character() -> None:
    """A file may begin with an empty line."""
    assert 2 == KeyLines("\nx = 1\n").line(("x",))


def test_values_are_followed_sixteen_deep() -> None:
    """Tables and arrays alike; the rest of a deeper file has no lines."""
    for opener, closer, name in (("{a = ", "}", "a"), ("[", "]", "0")):
        for depth, expected in ((16, 2), (17, 0)):
            source = f"\nx = {opener * depth}1{closer * depth}\ny = 1\n"
            assert expected == KeyLines(source).line(("x", *[name] * depth))
            assert (3 if expected else 0) == KeyLines(source).line(("y",))
