"""Every rule that a letter can break is a fault when it is loaded."""

from __future__ import annotations

import pytest

from followup_kit.errors import TemplateSetError
from tests.templating.sets import (
    PHRASES,
    SUBJECT,
    codes_of,
    faults_of,
    opened,
    text_of,
)


@pytest.mark.parametrize(
    ("body", "code"),
    (
        ("{{ rolle }}", "unknown_field"),
        ("{% if rolle %}\nA.\n{% endif %}", "unknown_field"),
        ("{{ role|short }}", "unknown_form"),
        ("{{ role|upper }}", "unknown_form"),
        ("{{ role|replace('a', 'b') }}", "filter_argument"),
        ("{{ words.you }}", "unknown_word"),
        ("Team {{ team }}.", "unguarded"),
        ("{% if team %}\nA.\n{% else %}\n{{ team }}\n{% endif %}", "unguarded"),
        ("{% if team or phone %}\nTeam {{ team }}.\n{% endif %}", "unguarded"),
        ("- {{ team }}, {{ phone }}", "unguarded"),
        ("[[x]]({{ site }})", "unguarded"),
        ("[x]({{ site }})", "unguarded"),
        ("We meet at {{ reason }} then.", "position"),
        ("{% if place %}We meet in {{ place }}.{% endif %}", "position"),
        ("{{ reason }}\nMore.", "position"),
        ("Because: {{ reason }} And more.", "position"),
        ("Because: {{ reason }}{% if late %} more{% endif %}", "position"),
        ("Because: {{ reason }}{% if late %}.{% else %} x{% endif %}", "position"),
        ("Because: {{ reason }} **x**", "position"),
        ("{% if late %}It is {{ late }}.{% endif %}", "flag_printed"),
        ("See {{ portal }}.", "url_in_text"),
        ("[x]({{ role }})", "not_a_url"),
        ("We saw {{ notes }}.", "list_in_sentence"),
        ("- We saw {{ notes }}", "list_in_sentence"),
        ("- {{ questions }}", "structured"),
        ("{% for r in role %}\n{{ r }}\n{% endfor %}", "not_a_list"),
        ("{% for role in notes %}\n{{ role }}\n{% endfor %}", "name_taken"),
        ("{% for q in questions %}\n{{ q.answer }}\n{% endfor %}", "unguarded"),
        ("{% for q in questions %}\n{{ q.nothing }}\n{% endfor %}", "unknown_field"),
        ("{{ loop.index }}", "unknown_field"),
        ("{% if role|length > 1 %}\nA.\n{% endif %}", "not_a_list"),
        ("{% if reason == 'x' %}\nA.\n{% endif %}", "comparison"),
        ("{% if mode == 'mail' %}\nA.\n{% endif %}", "comparison"),
        ("The {{ role }}s.", "inflected"),
        ("Sub{{ role }}.", "inflected"),
        ("Join {{ company }}’s team.", "inflected"),
        ("A job as a {{ role }}.", "inflected"),
        ("{{ 'text' }}", "not_allowed"),
        ("{{ 1 + 1 }}", "not_allowed"),
        ("{{ role.upper() }}", "not_allowed"),
        ("{{ role[0] }}", "not_allowed"),
        ("{{ role ~ company }}", "not_allowed"),
        ("{{ role if late else company }}", "not_allowed"),
        ("{% if role in notes %}\nA.\n{% endif %}", "comparison"),
        ("{% if late is none %}\nA.\n{% endif %}", "not_allowed"),
        ("{{ Role }}", "bad_path"),
        ("{{ role. }}", "syntax"),
        ("{{ }}", "syntax"),
        ("{% if %}\nA.\n{% endif %}", "syntax"),
        ('{% include "nothing" %}', "unknown_include"),
        ('{% include "original" %}', "no_original"),
        ("{% if cause %}\n{{ cause }}\n{% endif %}", "missing_phrase"),
        ("{% if cause %}\nBecause {{ cause }}.\n{% endif %}", "position"),
    ),
)
def test_a_broken_rule_is_a_fault(body: str, code: str) -> None:
    """Loading refuses the letter and names the rule."""
    assert code in codes_of(body)


@pytest.mark.parametrize(
    "body",
    (
        "{% if team %}Team {{ team }}.{% endif %}",
        "{% if team and late %}Team {{ team }}.{% endif %}",
        "{% if not team %}None.{% else %}Team {{ team }}.{% endif %}",
        "{% if not team %}\nNone.\n{% elif late %}\nTeam {{ team }}.\n{% endif %}",
        "{% if not (team and phone) %}\nA.\n{% else %}\n{{ team }}: {{ phone }}\n{% endif %}",
        "{% if late or not team %}\nA.\n{% else %}\nTeam {{ team }}.\n{% endif %}",
        "{% if team is defined %}Team {{ team }}.{% endif %}",
        "{% if notes|length > 0 %}Some: {{ notes|length }}{% endif %}",
        "- {{ team }}",
        "- **Team:** {{ team }}",
        "- [site]({{ site }})",
        "{% if people %}With {{ people|joined }}.{% endif %}",
        "{{ reason }}",
        "- {{ reason }}",
        "Because of this: {{ reason }}",
        "Because of **this:** {{ reason }}.",
        "Because: {{ reason }}{% if late %}.{% else %}!{% endif %}",
        "Because: {{ reason }}{% if late %}.{% endif %}",
        "Because: {{ reason }} .",
        "次の理由：{{ reason }}",
        "Our reason{% if late %} (late){% endif %}: {{ reason }}",
        "{% if place %}\n{{ place }}\n{% endif %}",
        "On {{ day|short }} we met.",
        "„{{ role }}“ bei ({{ company }})",
        "職種は{{ role }}です。",
        "{% if mode == 'video' %}\nA.\n{% endif %}",
        "{% for q in questions %}\n{{ q.question }}\n\n{% if q.link %}\n[x]({{ q.link }})\n{% endif %}\n{% endfor %}",
        "{% for q in questions %}\n{% for t in q.tags %}\n{{ t }}\n{% endfor %}\n{% endfor %}",
    ),
)
def test_what_keeps_the_rules_loads(body: str) -> None:
    """Guards, positions and lists that are sound are no faults."""
    assert isinstance(text_of(body), str)


def test_a_misspelt_field_is_told_its_neighbours() -> None:
    """The remedy names fields that are spelled alike."""
    (problem,) = faults_of("{{ compny }}")
    assert "company" in problem.remedy


def test_a_guard_in_the_letter_reaches_into_an_included_block() -> None:
    """A shared block is checked where it stands."""
    files = {
        "en/_shared.txt": "{% block team %}\nTeam {{ team }}.\n{% endblock %}\n",
        "en/letter.txt": SUBJECT
        + '{% block a %}\n{% if team %}\n{% include "team" %}\n{% endif %}\n{% endblock %}\n',
    }
    assert "team" in opened(files).letter("letter", "en").fields


def test_a_fault_in_a_shared_block_is_reported_where_it_is_written() -> None:
    """The path of the problem is that of the shared file."""
    files = {
        "en/_shared.txt": "\n{% block team %}\nTeam {{ team }}.\n{% endblock %}\n",
        "en/letter.txt": SUBJECT + '{% include "team" %}\n',
    }
    with pytest.raises(
        TemplateSetError, match=r"en/_shared\.txt:3: “team” may be missing"
    ):
        opened(files).letter("letter", "en")


def test_a_subject_is_one_line() -> None:
    """A subject over several lines is a fault."""
    source = "{% block subject %}\nA\n\nB\n{% endblock %}\n"
    with pytest.raises(TemplateSetError, match="not_one_line"):
        opened({"en/letter.txt": source}).letter("letter", "en")


def test_a_letter_needs_a_subject() -> None:
    """A letter without subject is a fault."""
    source = "{% block a %}\nA\n{% endblock %}\n"
    with pytest.raises(TemplateSetError, match="no_subject"):
        opened({"en/letter.txt": source}).letter("letter", "en")


@pytest.mark.parametrize(
    "line", ("Text.", "{% if late %}", "{% block x %}{% endblock %} y")
)
def test_nothing_stands_outside_of_a_block(line: str) -> None:
    """Whatever is outside of a block would be lost, so it is refused."""
    with pytest.raises(TemplateSetError, match="outside_block"):
        opened({"en/letter.txt": f"{SUBJECT}{line}\n"}).letter("letter", "en")


def test_a_block_stands_once() -> None:
    """A second block of one name is a fault."""
    twice = SUBJECT + "{% block a %}\nA\n{% endblock %}\n" * 2
    with pytest.raises(TemplateSetError, match="duplicate_block"):
        opened({"en/letter.txt": twice}).letter("letter", "en")


def test_kept_lines_may_be_whole_values() -> None:
    """Where every line stands alone, a line may be nothing but free text."""
    kept = f'lines = "keep"\n{PHRASES}'
    assert text_of("理由:\n{{ reason }}", phrases=kept) == "理由:\nBudgets were cut."


@pytest.mark.parametrize(
    ("locale", "line"),
    (
        ("fr", "Un poste de {{ role }}."),
        ("fr", "L'équipe d'{{ company }}."),
        ("hu", "A {{ company }}."),
        ("pl", "w {{ company }}."),
        ("pl", "Rozmowa w {{ day }}."),
        ("cs", "s {{ company }}."),
    ),
)
def test_words_that_change_with_the_next_are_refused(locale: str, line: str) -> None:
    """No value follows a word whose form depends on its first sound."""
    assert "inflected" in codes_of(line, locale=locale)


def test_too_many_parts_in_a_line_are_refused() -> None:
    """A line is bounded, so that a letter is."""
    assert "too_large" in codes_of("{{ role }} " * 100)


def test_includes_cannot_go_in_circles() -> None:
    """A block that includes itself, however far round, is a fault."""
    shared = (
        '{% block a %}\n{% include "b" %}\n{% endblock %}\n'
        '{% block b %}\n{% include "a" %}\n{% endblock %}\n'
    )
    files = {"en/_shared.txt": shared, "en/letter.txt": SUBJECT + '{% include "a" %}\n'}
    with pytest.raises(TemplateSetError, match="include_cycle"):
        opened(files).letter("letter", "en")


def test_includes_cannot_multiply_without_end() -> None:
    """Blocks that include each other many times are refused at load."""
    many = "".join(
        f"{{% block b{n} %}}\n"
        + f'{{% include "b{n + 1}" %}}\n\n' * 8
        + "{% endblock %}\n"
        for n in range(6)
    )
    shared = many + "{% block b6 %}\nx\n{% endblock %}\n"
    files = {
        "en/_shared.txt": shared,
        "en/letter.txt": SUBJECT + '{% include "b0" %}\n',
    }
    with pytest.raises(TemplateSetError, match="too_large"):
        opened(files).letter("letter", "en")
