"""What is known at a place of a letter, and which keys it asks for."""

from __future__ import annotations

from typing import NoReturn

import pytest

from followup_kit.templating import Field, Schema, _conditions
from followup_kit.templating._conditions import (
    And,
    Condition,
    Known,
    Not,
    Or,
    read_condition,
)
from followup_kit.templating._faults import At, Faults
from followup_kit.templating._guards import inside_loop, known_if, known_unless
from followup_kit.templating._view import Context, View
from tests.templating.sets import (
    FIELDS,
    SUBJECT,
    block,
    codes_of,
    field,
    maybe,
    opened,
    text_of,
)


@pytest.mark.parametrize(
    ("condition", "late", "team", "expected"),
    (
        ("late and team", False, False, "no"),
        ("late and team", True, False, "no"),
        ("late and team", False, True, "no"),
        ("late and team", True, True, "yes"),
        ("late or team", False, False, "no"),
        ("late or team", True, False, "yes"),
        ("late or team", False, True, "yes"),
        ("late or team", True, True, "yes"),
        ("not late", True, False, "no"),
        ("not late", False, False, "yes"),
        ("not (late and team)", True, True, "no"),
        ("not (late and team)", True, False, "yes"),
        ("late and not team", True, False, "yes"),
        ("late and not team", True, True, "no"),
        ("team is defined", True, False, "no"),
        ("team is defined", False, True, "yes"),
        ("team == 'Data'", False, True, "yes"),
        ("team == 'Other'", False, True, "no"),
        ("team != 'Data'", False, True, "no"),
        ("team != 'Other'", False, True, "yes"),
    ),
)
def test_a_condition_is_true_as_logic_has_it(
    condition: str,
    late: bool,  # noqa: FBT001 -- a table
    team: bool,  # noqa: FBT001
    expected: str,
) -> None:
    """Fields are true if they are given; and, or and not are those of logic."""
    values = {"late": late, "team": "Data" if team else ""}
    body = f"Say {{% if {condition} %}}yes{{% else %}}no{{% endif %}}."
    assert f"Say {expected}." == text_of(body, values)


@pytest.mark.parametrize(
    ("condition", "expected"),
    (
        ("> 1", "yes"),
        ("> 2", "no"),
        (">= 2", "yes"),
        (">= 3", "no"),
        ("== 2", "yes"),
        ("== 1", "no"),
        ("!= 2", "no"),
        ("!= 1", "yes"),
        ("< 3", "yes"),
        ("< 2", "no"),
        ("<= 2", "yes"),
        ("<= 1", "no"),
    ),
)
def test_a_length_is_compared_as_a_number(condition: str, expected: str) -> None:
    """A list of two has the length two."""
    body = f"Say {{% if notes|length {condition} %}}yes{{% else %}}no{{% endif %}}."
    assert f"Say {expected}." == text_of(body, {"notes": ("a", "b")})


@pytest.mark.parametrize(
    ("expression", "expected"),
    (
        ("(day)|short", "Friday, May 1"),
        ("(role)", "Engineer"),
        ("team|default('x', true)", "x"),
        ("team|default('x')", "x"),
    ),
)
def test_brackets_and_defaults_print_the_value_they_hold(
    expression: str, expected: str
) -> None:
    """What only Jinja can read means the same."""
    assert f"At: {expected}." == text_of(f"At: {{{{ {expression} }}}}.")


@pytest.mark.parametrize(
    "body",
    (
        "- **{{ team }}**",
        "- {% if late %}{{ team }}{% endif %}",
        "- {% if late %}A{% else %}{{ team }}{% endif %}",
        "- {% if phone %}{{ phone }}, {{ team }}{% endif %}",
        "- {% if not phone %}A{% else %}{{ phone }}, {{ team }}{% endif %}",
        "- {% if not phone %}A{% elif late %}{{ phone }}, {{ team }}{% endif %}",
        "- {% if not phone %}A{% elif late %}B{% elif team %}{{ phone }}, {{ team }}{% endif %}",
        "- [{{ team }}]({{ portal }})",
        "- [{{ team }}](https://acme.example/)",
        "- {% for p in people %}{{ p }}, {{ team }}{% endfor %}",
        "- {% for q in questions %}{{ q.person }}{% endfor %}",
        "- {% for q in questions if q.person %}{{ q.person }}, {{ team }}{% endfor %}",
        "{% if phone %}\n- {{ phone }}: {{ team }}\n{% endif %}",
        "- {{ team }}: {{ notes|length }}",
        "- With {{ people|joined }}",
        "{% if phone %}\n- {% if late %}A{% else %}{{ phone }}, {{ team }}{% endif %}\n{% endif %}",
        "- a\n{% if team %}\n- {{ team }}, {{ phone }}\n{% endif %}",
        "{% if not team %}\n- a\n{% else %}\n- {{ team }}, {{ phone }}\n{% endif %}",
        "{% if not team %}\n- a\n{% elif late %}\n- {{ team }}, {{ phone }}\n{% endif %}",
        "{% for q in questions if q.person %}\n- {{ q.person }}, {{ team }}\n{% endfor %}",
    ),
)
def test_a_bullet_may_be_about_one_optional_fact(body: str) -> None:
    """Wherever in it the fact is printed, and whatever else is known there."""
    opened({"en/letter.txt": block(body)}).letter("letter", "en")


@pytest.mark.parametrize(
    "body",
    (
        "- **{{ team }}** {{ phone }}",
        "- {% if late %}{{ team }}{% else %}{{ phone }}{% endif %}",
        "- {% if team %}A{% else %}{{ team }}, {{ phone }}{% endif %}",
        "- [{{ team }}]({{ site }})",
        "- {% for q in questions %}{{ q.person }}, {{ team }}{% endfor %}",
        "- {{ team|default('x') }}, {{ phone }}, {{ deadline }}",
    ),
)
def test_a_bullet_is_not_about_two(body: str) -> None:
    """Which of them would make it vanish is not for a reader to guess."""
    assert {"unguarded"} == codes_of(body)


@pytest.mark.parametrize(
    ("condition", "known"),
    (
        ("notes|length > 0", True),
        ("notes|length > -1", False),
        ("notes|length == 1", True),
        ("notes|length == 0", False),
        ("notes|length >= 1", True),
        ("notes|length >= 0", False),
        ("notes|length < 5", False),
        ("notes|length != 1", False),
        ("notes|length <= 5", False),
    ),
)
def test_a_length_tells_whether_there_is_a_list(
    condition: str,
    known: bool,  # noqa: FBT001 -- a table
) -> None:
    """A list that may be empty may be missing."""
    schema = Schema((*FIELDS, maybe("tags", many=True, forms=("all",))), {"letter": ()})
    body = f"{{% if {condition} %}}\nSee {{{{ tags|all }}}}.\n{{% endif %}}"
    letter = block(body.replace("notes", "tags"))
    mine = opened({"en/letter.txt": letter}, schema=schema)
    if known:
        assert "tags|all" in mine.letter("letter", "en").fields
    else:
        with pytest.raises(ValueError, match="unguarded"):
            mine.letter("letter", "en")


def test_an_unequal_constant_is_known_where_it_is_equal() -> None:
    """Outside of ``!=`` the field has that very value, so it is given."""
    body = "{% if team != 'Data' %}\nA.\n{% else %}\nTeam {{ team }}.\n{% endif %}"
    assert "Team Data." == text_of(body, {"team": "Data"})
    same = "{% if team == 'Data' %}\nTeam {{ team }}.\n{% endif %}"
    assert "Team Data." == text_of(same, {"team": "Data"})


def test_the_condition_of_a_loop_is_known_inside() -> None:
    """Who filters by a fact need not ask for it again."""
    body = "{% for q in questions if q.answer %}\n{{ q.answer }}\n{% endfor %}"
    questions = ({"question": "Why?", "answer": "So."}, {"question": "When?"})
    assert "So." == text_of(body, {"questions": questions})


def test_the_fields_of_a_loop_are_its_items_and_its_place() -> None:
    """A plain list gives its variable, a list of fields gives each of them."""
    place = {
        "loop.index": Field(path="loop.index", position="name"),
        "loop.first": Field(path="loop.first", position="flag"),
        "loop.last": Field(path="loop.last", position="flag"),
    }
    name = field("name")
    plain = field("people", many=True)
    rich = field("panel", many=True, items=(name,))
    fields = {"people": plain, "panel": rich}
    assert {**fields, **place, "p": Field(path="p", position="name")} == inside_loop(
        fields, "p", "people"
    )
    assert {**fields, **place, "p.name": name} == inside_loop(fields, "p", "panel")
    assert place == inside_loop({}, "p", "panel")


_NESTED = Schema(
    (
        *FIELDS,
        maybe(
            "days",
            many=True,
            items=(
                field("name"),
                maybe("rooms", many=True, items=(field("name"),)),
            ),
        ),
    ),
    {"letter": ()},
)


def fields_of(body: str, shared: str = "", layout: str = "") -> frozenset[str]:
    """Return the keys that a letter asks for beside its subject's."""
    files = {"en/letter.txt": block(body)}
    if shared:
        files["en/_shared.txt"] = shared
    if layout:
        files["layout.html"] = (
            '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}"><body>\n'
            f"{layout}\n{{{{ body }}}}\n</body></html>\n"
        )
    letter = opened(files, schema=_NESTED).letter("letter", "en")
    return letter.fields - {"role"}


_LOOP = "{% for d in days %}\n{% for r in d.rooms %}\n{{ r.name }}\n{% endfor %}\n{% endfor %}"


def test_keys_of_a_loop_in_a_loop_are_told_from_the_outermost_list() -> None:
    """Whatever the variables are called."""
    expected = {"days", "days[].rooms", "days[].rooms[].name"}
    assert expected == fields_of(_LOOP)


def test_keys_of_an_included_block_are_told_from_its_list() -> None:
    """A shared block inside a loop knows what its variable stands for."""
    body = '{% for d in days %}\n{% include "day" %}\n{% endfor %}'
    shared = "{% block day %}\n{{ d.name }}\n{% endblock %}\n"
    assert {"days", "days[].name"} == fields_of(body, shared)


def test_a_list_that_makes_bullets_is_a_key() -> None:
    """Though nothing walks it."""
    assert {"notes"} == fields_of("- {{ notes }}")


def test_bullets_count_as_parts_of_a_letter() -> None:
    """Three thousand parts are too many, however few lists they are in."""
    shared = "{% block many %}\n" + "- a\n" * 800 + "{% endblock %}\n"
    twice = '{% include "many" %}\n\n' * 2
    fields_of("A.\n\n" + twice, shared)
    with pytest.raises(ValueError, match="The letter is too long"):
        fields_of("A.\n\n" + twice * 2 + "B.", shared)


def test_a_letter_has_three_thousand_nodes_at_most() -> None:
    """Includes, lists, bullets and paragraphs are counted alike."""
    shared = "{% block many %}\n" + "- a\n" * 997 + "{% endblock %}\n"
    three = '{% include "many" %}\n\n' * 3
    fields_of(three + "B.\n\n" * 3, shared)
    with pytest.raises(ValueError, match="The letter is too long"):
        fields_of(three + "B.\n\n" * 4, shared)


@pytest.mark.parametrize(
    ("words", "expected"),
    (
        ("a", Known("a")),
        ("not a", Not(Known("a"))),
        ("a and b", And(Known("a"), Known("b"))),
        ("a or b", Or(Known("a"), Known("b"))),
        ("a.x and b and c", And(And(Known("a.x"), Known("b")), Known("c"))),
        ("a or b or c", Or(Or(Known("a"), Known("b")), Known("c"))),
    ),
)
def test_plain_conditions_are_read_without_jinja(
    monkeypatch: pytest.MonkeyPatch, words: str, expected: Condition
) -> None:
    """Importing it would take longer than loading a letter."""

    def fail(_expression: str) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(_conditions, "_parsed", fail)
    assert expected == read_condition(words, At(Faults(), "x", 1))


@pytest.mark.parametrize(
    ("words", "expected"),
    (
        ("a and b or c", Or(And(Known("a"), Known("b")), Known("c"))),
        ("a or b and c", Or(Known("a"), And(Known("b"), Known("c")))),
        ("not a and b", And(Not(Known("a")), Known("b"))),
        ("a and not b", And(Known("a"), Not(Known("b")))),
        ("not not a", Not(Not(Known("a")))),
        ("(a)", Known("a")),
        ("a\tand  b", And(Known("a"), Known("b"))),
    ),
)
def test_other_conditions_are_read_by_jinja(words: str, expected: Condition) -> None:
    """Its own rules say what belongs together."""
    assert expected == read_condition(words, At(Faults(), "x", 1))


@pytest.mark.parametrize(
    "words", ("a b", "a and", "a and b and", "a xor b", "if", "a and if", "not", "A")
)
def test_what_is_no_condition_is_a_fault(words: str) -> None:
    """And is read as one that does no harm."""
    faults = Faults()
    assert Known("") == read_condition(words, At(faults, "x", 1))
    assert 1 == len(faults)


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    (
        ("a", "a", ""),
        ("not a", "", "a"),
        ("a and b", "ab", ""),
        ("a or b", "", ""),
        ("(a and b) or (a and c)", "a", ""),
        ("(a and b) or (c and b)", "b", ""),
        ("not a or not b", "", "ab"),
        ("not a and not b", "", ""),
        ("not a and (not a or not b)", "", "a"),
        ("(not a or not b) and not b", "", "b"),
        ("not (a or not b)", "b", ""),
        ("not (not a and not b)", "", ""),
        ("not (not a or not b)", "ab", ""),
        ("not (a and b)", "", "ab"),
        ("a == 'x'", "a", ""),
        ("a != 'x'", "", "a"),
        ("a is defined", "a", ""),
        ("a|length > 0 and b", "ab", ""),
        ("a|length == 0", "", ""),
    ),
)
def test_what_a_condition_makes_known_is_what_logic_says(
    condition: str, inside: str, outside: str
) -> None:
    """Inside where it holds, and outside where it fails."""
    read = read_condition(condition, At(Faults(), "x", 1))
    assert (frozenset(inside), frozenset(outside)) == (
        known_if(read),
        known_unless(read),
    )
    assert frozenset() == known_if(None)


def test_the_place_in_a_loop_is_no_key() -> None:
    """Nobody has to hand it over."""
    body = (
        "{% for p in people %}{% if not loop.last %}{{ loop.index }} {{ p }}{% endif %}"
        "{% endfor %}!"
    )
    assert {"people", "people[]"} == fields_of(body)


def test_keys_of_a_layout_are_told_from_their_list() -> None:
    """The layout's loops are walked like those of letters."""
    layout = (
        "{% for d in days if d.name %}<p>{% if loop.first %}{{ d.name }}{% endif %}</p>"
        "{% for r in d.rooms %}<p>{{ r.name }}</p>{% endfor %}{% endfor %}"
    )
    expected = {"days", "days[].name", "days[].rooms", "days[].rooms[].name"}
    assert expected == fields_of("A.", layout=layout)


def test_the_condition_of_a_loop_is_known_inside_a_layout() -> None:
    """An optional fact of an item is printed where it was asked for."""
    layout = (
        "{% for q in questions if q.person %}<p>{{ q.person }}</p>{% endfor %}"
        "{% if team %}<p>{{ team }}</p>{% endif %}"
    )
    expected = {"questions", "questions[].person", "team"}
    assert expected == fields_of("A.", layout=layout)


def test_a_letter_has_six_thousand_parts_at_most() -> None:
    """The last of them is still read."""
    context = Context(frozenset(), "en", "space", Faults())
    assert [True, True, False] == [context.count(n) for n in (5_999, 1, 1)]


def test_a_misspelt_field_is_told_its_nearest_three() -> None:
    """A longer list would not help."""
    faults = Faults()
    fields = {f"field_{n}": field(f"field_{n}") for n in range(6)}
    context = Context(frozenset(), "en", "space", faults)
    View(context, fields, frozenset(), At(faults, "x", 1)).find("field_9")
    (problem,) = faults
    assert 2 == problem.remedy.count(" or ")


def test_a_shared_block_is_checked_with_what_is_known_in_each_place() -> None:
    """The same block is sound behind a guard and a fault without one."""
    shared = "{% block team %}\nTeam {{ team }}.\n{% endblock %}\n"
    body = SUBJECT + "{% block a %}\n%s\n{% endblock %}\n"
    include = '{% include "team" %}'
    guarded = body.replace("%s", f"{{% if team %}}\n{include}\n{{% endif %}}")
    opened({"en/_shared.txt": shared, "en/letter.txt": guarded}).validate()
    bare = body.replace("%s", include)
    with pytest.raises(ValueError, match="unguarded"):
        opened({"en/_shared.txt": shared, "en/letter.txt": bare}).validate()
