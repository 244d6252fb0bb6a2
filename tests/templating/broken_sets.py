"""
Sets that break one rule each, and what the library says about them.

    python -m tests.templating.broken_sets --write    accept what is said today

``tests/golden/faults/templating.txt`` holds place, code, message and remedy of every
fault. Read it: these words are what a writer of letters has in hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from followup_kit.errors import FollowupError
from followup_kit.templating import Schema, TemplateSet
from tests.golden_files import write_or_list
from tests.templating.sets import FIELDS, PHRASES, SUBJECT, block, field, maybe, opened


__all__ = ["CASES", "GOLDEN", "accepted", "said"]

Opening: TypeAlias = Callable[[], object]

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "faults" / "templating.txt"
_SCHEMA: Final = Schema(
    (
        *FIELDS,
        maybe("pages", "url", many=True),
        maybe("signs", "flag", many=True),
        maybe("panel", many=True, items=(field("name"), maybe("rooms", many=True))),
        maybe("grade", choices=("a", "b")),
        field("visit.day", "day"),
    ),
    {"letter": (), "other": ()},
    patterns={"person.with_role": ("name", "role"), "person.named": ("name",)},
)
_TITLE: Final = 'schema = 1\ntitle = "T"\nlocales = ["en"]\n'
_EXTENDS: Final = f'{_TITLE}extends = "base"\n'
_PAGE: Final = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<body>
%s
{{ body }}
</body>
</html>
"""
_TWO: Final = PHRASES.replace('["formal"]', '["formal", "informal"]') + (
    'informal = "Bye"\n[[greeting.informal]]\ntext = "Hi {full},"\n'
)


def _checked(files: Mapping[str, str], base: TemplateSet | None = None) -> Opening:
    return lambda: opened(files, schema=_SCHEMA, base=base).validate()


def _bodies(bodies: Mapping[str, str]) -> dict[str, Opening]:
    return {
        name: _checked({"en/letter.txt": block(body)}) for name, body in bodies.items()
    }


def _letters(letters: Mapping[str, str]) -> dict[str, Opening]:
    return {name: _checked({"en/letter.txt": text}) for name, text in letters.items()}


def _layouts(insides: Mapping[str, str]) -> dict[str, Opening]:
    return {
        name: _checked(
            {
                "layout.html": inside if "<body" in inside else _PAGE % inside,
                "en/letter.txt": block("A."),
            }
        )
        for name, inside in insides.items()
    }


def _phrases(changes: Mapping[str, tuple[str, str]]) -> dict[str, Opening]:
    return {
        name: _checked(
            {
                "en/phrases.toml": PHRASES.replace(old, new, 1),
                "en/letter.txt": block("A."),
            }
        )
        for name, (old, new) in changes.items()
    }


def _manifests(manifests: Mapping[str, str]) -> dict[str, Opening]:
    return {name: _checked({"set.toml": text}) for name, text in manifests.items()}


def _child(files: Mapping[str, str], base: Mapping[str, str]) -> Opening:
    def opening() -> object:
        above = opened(base, schema=_SCHEMA, name="base")
        given = {"set.toml": _EXTENDS, **files}
        child = TemplateSet.from_mapping("child", given, schema=_SCHEMA, base=above)
        child.validate()
        return child

    return opening


_IN_LINES: Final = {
    "a field that is not there": "{{ xyzzy }}",
    "a field that is nearly there": "{{ rolle }}",
    "a field that is nearly two others": "{{ not }} {{ notess }}",
    "a field of a condition": "{% if rolle %}\nA.\n{% endif %}",
    "a form that is not there": "{{ role|upper }}",
    "another form": "{{ day|long }}",
    "a form with an argument": "{{ day|short('x') }}",
    "a form with a named argument": "{{ day|short(x=1) }}",
    "a form with spread arguments": "{{ day|short(*role) }}",
    "a form with spread names": "{{ day|short(**role) }}",
    "a word that is not there": "{{ words.you }}",
    "an optional fact": "Team {{ team }}.",
    "an optional fact in bold": "Team **{{ team }}**.",
    "an optional fact in else": "{% if team %}\nA.\n{% else %}\n{{ team }}\n{% endif %}",
    "one of two optional facts": "{% if team or phone %}\nTeam {{ team }}.\n{% endif %}",
    "a field of a bullet": "- {{ xyzzy }}",
    "a flag as a bullet": "- {{ late }}",
    "a field of a bullet in a loop": (
        "{% for q in questions %}\n- {{ q.xyzzy }}\n{% endfor %}"
    ),
    "two optional facts in a bullet": "- {{ team }}, {{ phone }}",
    "an optional link": "[x]({{ site }})",
    "an optional fact of an item": (
        "{% for q in questions %}\n{{ q.answer }}\n{% endfor %}"
    ),
    "prose in a sentence": "We meet at {{ reason }} then.",
    "prose and a sentence": "{{ reason }}\nMore.",
    "prose above a list": "{{ reason }}\n- a",
    "prose on a button": "[[{{ reason }}]]({{ portal }})",
    "prose in a conditional sentence": (
        "A.\n{% if late %}\n{{ reason }}\n{% else %}\n{{ reason }}\n{% endif %}"
    ),
    "prose in a label": "[{{ reason }}]({{ portal }})",
    "a phrase in a sentence": "{% if cause %}\nBecause {{ cause }}.\n{% endif %}",
    "a flag": "{% if late %}It is {{ late }}.{% endif %}",
    "an address": "See {{ portal }}.",
    "no address": "[x]({{ role }})",
    "many addresses": "{% if pages %}[x]({{ pages }}){% endif %}",
    "a form of an address": "[x]({{ portal|short }})",
    "a link to nothing": "[x]({{ rolle }})",
    "a link to a word": "[x]({{ words.you }})",
    "a link to a file": "[x](file:///etc/passwd)",
    "a link without end": "[x]({{ portal }}",
    "a list in a sentence": "{% if notes %}We saw {{ notes }}.{% endif %}",
    "a list with fields": "- {{ questions }}",
    "a list of flags": "- {{ signs }}",
    "a list of addresses": "- {{ pages }}",
    "a loop over a text": "{% for r in role %}\n{{ r }}\n{% endfor %}",
    "a loop over nothing": "{% for r in rolle %}\n{{ r }}\n{% endfor %}",
    "a variable named as a field": "{% for role in notes %}\n{{ role }}\n{% endfor %}",
    "a variable named as a part of a field": (
        "{% for visit in notes %}\n{{ visit }}\n{% endfor %}"
    ),
    "many fields that are nearly there": "{{ rolle }}\n\n" * 25,
    "a fault under notes": "{# a\nb\n\n\n\n\nc #}\n{# d #} x {# e #} {{ rolle }}",
    "a label of an odd host": "[https://ü..example](https://acme.example/)",
    "a mailbox with another name": "[www.jobs@acme.example](mailto:jobs@acme.example)",
    "a variable named words": "{% for words in notes %}\nA.\n{% endfor %}",
    "a variable named loop": "{% for loop in notes %}\nA.\n{% endfor %}",
    "a loop in a loop in a loop": (
        "{% for q in questions %}\n{% for t in q.tags %}\n{% for p in people %}\n{{ p }}\n"
        "{% endfor %}\n{% endfor %}\n{% endfor %}"
    ),
    "loop outside of a loop": "{{ loop.index }}",
    "the length of a text": "{% if role|length > 1 %}\nA.\n{% endif %}",
    "prose compared": "{% if reason == 'x' %}\nA.\n{% endif %}",
    "a choice that is not there": "{% if mode == 'mail' %}\nA.\n{% endif %}",
    "a letter after a value": "The {{ role }}s.",
    "a letter before a value": "Sub{{ role }}.",
    "an ending after a value": "Join {{ company }}’s team.",
    "a shortened word before a value": "d’{{ company }}",
    "an article before a value": "A job as a {{ role }}.",
    "a constant": "{{ 'text' }}",
    "a sum": "{{ 1 + 1 }}",
    "a call": "{{ role.upper() }}",
    "an index": "{{ role[0] }}",
    "a concatenation": "{{ role ~ company }}",
    "an inline if": "{{ role if late else company }}",
    "a list of values": "{{ [role] }}",
    "a dictionary": "{{ {} }}",
    "a tuple": "{{ role, company }}",
    "a test": "{% if late is none %}\nA.\n{% endif %}",
    "a filter in a condition": "{% if role|upper %}\nA.\n{% endif %}",
    "a comparison printed": "{{ role == 'x' }}",
    "membership": "{% if role in notes %}\nA.\n{% endif %}",
    "a comparison of two fields": "{% if role == company %}\nA.\n{% endif %}",
    "a comparison of three": "{% if 1 < notes|length < 3 %}\nA.\n{% endif %}",
    "a length compared with a text": "{% if notes|length > 'x' %}\nA.\n{% endif %}",
    "a length compared with true": "{% if notes|length == true %}\nA.\n{% endif %}",
    "a capital in a path": "{{ Role }}",
    "a path of brackets": "{{ (role).Upper }}",
    "a path of odd words": "{% if (not_a).b.c.d.e.f.g.h %}\nA.\n{% endif %}",
    "default without text": "{{ role|default }}",
    "default with a number": "{{ role|default(1) }}",
    "default with a name": "{{ role|default('x', boolean=true) }}",
    "default with spread arguments": "{{ role|default('x', *company) }}",
    "default of a word": "{{ words.you|default('x') }}",
    "default of a constant": "{{ 'a'|default('x') }}",
    "half an expression": "{{ role. }}",
    "two expressions": "{{ role company }}",
    "an endless number": "{{ " + "9" * 190 + " }}",
    "nothing between braces": "{{ }}",
    "an if without condition": "{% if %}\nA.\n{% endif %}",
    "many brackets": "{% if " + "(" * 9 + "late" + ")" * 9 + " %}\nA.\n{% endif %}",
    "many square brackets": "{{ " + "[" * 9 + "late" + "]" * 9 + " }}",
    "an include of nothing": '{% include "nothing" %}',
    "an original of nothing": '{% include "original" %}',
    "a phrase without sentences": "{% if cause %}\n{{ cause }}\n{% endif %}",
    "a link without label": "[ ]({{ portal }})",
    "a label of another host": "[bank.example]({{ portal }})",
    "a label of many readings": (
        "["
        + "".join(f"a{{% if late %}}{n}{{% endif %}}" for n in range(6))
        + "]({{ portal }})"
    ),
    "a link in a label": "[a [b]({{ portal }}) c]({{ portal }})",
    "many parts in a line": "{{ role }} " * 97,
    "many lines": "\n" * 2_001,
    "many tags": ("{{ role }}" * 90 + "\n") * 23,
}
_WRITTEN: Final = {
    "an if across a line": "Text {% if late %}\nmore.\n{% endif %}",
    "paragraphs under a touching tag": "Text.\n{% if late %}\nA.\n\nB.\n{% endif %}",
    "text under a list": "- a\nText.",
    "a button in a paragraph": "Text.\n[[x]]({{ portal }})",
    "an include in a paragraph": "Text.\n{% include 'data' %}",
    "a loop in a paragraph": "Text.\n{% for p in people %}\nA.\n{% endfor %}",
    "bullets and numbers": "- a\n1. b",
    "an endif alone": "{% endif %}",
    "an else alone": "{% else %}",
    "an endfor alone": "A.\n{% endfor %}\nB.",
    "an if that stays open": "{% if late %}\nA.",
    "an if that stays open in a line": "{% if late %}A.",
    "an endif in a line": "A. {% endif %}",
    "an else after else": "{% if late %}\nA.\n{% else %}\nB.\n{% else %}\nC.\n{% endif %}",
    "an elif after else": (
        "{% if late %}\nA.\n{% else %}\nB.\n{% elif late %}\nC.\n{% endif %}"
    ),
    "an else after else in a line": (
        "{% if late %}A.{% else %}B.{% else %}C.{% endif %}"
    ),
    "a for that stays open": "{% for q in questions %}\nA.",
    "a for that an endif closes": "{% for p in people %}\nA.\n{% endif %}",
    "a for that stays open in a line": "{% for p in people %}A.",
    "a for that an endif closes in a line": "A {% for p in people %}b{% endif %}",
    "a button and text": "[[x]]({{ portal }}) text",
    "a button without address": "[[x]]",
    "a button of one bracket": "[[x]({{ portal }})",
    "a button to an optional link": "A.\n\n[[x]]({{ site }})",
    "a condition between bullets": "- a\n{% if rolle %}\n- b\n{% endif %}",
    "a bullet in else": "- a\n{% if late %}\n- b\n{% else %}\n- **c\n{% endif %}",
    "a loop between bullets": "- a\n{% for r in role %}\n- b\n{% endfor %}",
    "a bullet of open bold": "- a\n- **c",
    "an elif in a line": "A. {% elif late %} b",
    "an else in a line": "A. {% else %} b",
    "an endfor in a line": "A. {% endfor %} b",
    "an endblock in a line": "x {% endblock %} y",
    "bold up to elif": "{% if late %}**x{% elif role %}y{% endif %}",
    "bold up to else": "{% if late %}**x{% else %}y{% endif %}",
    "bold up to endfor": "{% for p in people %}**{{ p }}{% endfor %}",
    "a label up to elif": "{% if late %}[x{% elif role %}y{% endif %}",
    "a label up to else": "{% if late %}[x{% else %}y{% endif %}",
    "a label up to endif": "{% if late %}[x{% endif %} y",
    "a label up to endfor": "{% for p in people %}[{{ p }}{% endfor %}",
    "a for with else in a line": "{% for p in people %}x{% else %}y{% endfor %}",
    "a for with elif in a line": "{% for p in people %}x{% elif late %}y{% endfor %}",
    "a for without in in a line": "x {% for p people %}y{% endfor %}",
    "a condition of a for in a line": "x {% for p in people if Bad %}y{% endfor %}",
    "a condition in a line": "x {% if Bad %}y{% endif %}",
    "a second condition in a line": "x {% if late %}y{% elif Bad %}z{% endif %}",
    "a condition of a for": "{% for p in people if Bad %}\ny\n{% endfor %}",
    "a second condition": "{% if late %}\ny\n{% elif Bad %}\nz\n{% endif %}",
    "an address that is no field": "[x]({{ Bad }})",
    "a deep tag after another": (
        "{% if late %}b{% endif %}" + "{% if late %}" * 7 + "A." + "{% endif %}" * 7
    ),
    "a button of two links": "[[x]]({{ portal }})[y]({{ portal }})",
    "bold that stays open": "**bold",
    "bold across a branch": "**bold {% if late %}x** {% endif %}",
    "bold in a branch": "{% if late %}**x{% endif %}**",
    "brackets without a link": "[x] y",
    "a bracket that closes nothing": "x] y",
    "a target without a label": "x](y)",
    "a heading": "# Title",
    "a star": "* item",
    "a quotation": "> quote",
    "a rule": "---",
    "a table": "| a | b |",
    "a bullet of another kind": "• item",
    "code": "```",
    "an element": "a <b>x</b>",
    "an entity": "a&nbsp;b",
    "a number of a character": "a&#8238;b",
    "a brace": "{ role }",
    "a closing brace": "role }}",
    "a closing tag": "role %}",
    "a closing note": "role #}",
    "a value that stays open": "{{ role",
    "a tag that stays open": "{% if late",
    "a note that stays open": "{# open\n",
    "a sign at a value": "{{- role }}",
    "a sign after a value": "{{ role +}}",
    "a sign at a tag": "{%- if late %}\nA.\n{% endif %}",
    "a brace in a value": "{{ {role }}",
    "a percent sign in a tag": "{% if % %}\nA.\n{% endif %}",
    "a long value": "{{ role" + " " * 300 + "}}x",
    "a long line": "a" * 4_001,
    "a set tag": "{% set a = 1 %}",
    "a set tag in a line": "x {% set a = 1 %} y",
    "a tag of odd characters": "{% <x> %}",
    "a block in a block": "{% block b %}\nx\n{% endblock %}",
    "a block in a line": "x {% block b %} y",
    "an include in a line": 'x {% include "b" %} y',
    "an include without quotes": "{% include data %}",
    "a for without in": "{% for q questions %}\nx\n{% endfor %}",
    "a for of a reserved word": "{% for if in questions %}\nx\n{% endfor %}",
    "a for over a reserved word": "{% for q in not %}\nx\n{% endfor %}",
    "a mark of direction": "bad \u202e mark",
    "many marks of direction": "\u202e\n" * 25,
    "deep tags": "{% if late %}\n" * 9 + "A.\n" + "{% endif %}\n" * 9,
    "deep tags in a line": "{% if late %}" * 7 + "A." + "{% endif %}" * 7,
}
_FILES: Final = {
    "a letter without subject": "{% block a %}\nA\n{% endblock %}\n",
    "a subject of two paragraphs": "{% block subject %}\nA\n\nB\n{% endblock %}\n",
    "a preheader of two lines": (
        SUBJECT + "{% block preheader %}\nA\nB\n{% endblock %}\n"
    ),
    "prose in a subject": "{% block subject %}{{ reason }}{% endblock %}\n",
    "a link in a subject": "{% block subject %}[x]({{ portal }}){% endblock %}\n",
    "text outside of blocks": f"{SUBJECT}Text.\n",
    "a tag outside of blocks": f"{SUBJECT}{{% if late %}}\n",
    "text after a block": f"{SUBJECT}{{% block x %}}{{% endblock %}} y\n",
    "a block that ends as another": f"{SUBJECT}{{% block x %}}A{{% endblock y %}}\n",
    "a block that stays open": SUBJECT + "{% block a %}\nA.\n",
    "a block twice": SUBJECT + "{% block a %}\nA\n{% endblock %}\n" * 2,
    "a block called original": SUBJECT + "{% block original %}\nA\n{% endblock %}\n",
    "a block without name": SUBJECT + "{% block %}\nA\n{% endblock %}\n",
    "an include of a word": SUBJECT + "{% include data %}\n",
    "an include of nothing at the top": SUBJECT + '{% include "data" %}\n',
}
_IN_LAYOUTS: Final = {
    "an element that is not allowed": "<script>x</script>",
    "an element of odd letters": "<ſcript>",
    "an attribute that is not allowed": '<p onclick="x"></p>',
    "an attribute twice": '<p class="a" class="b"></p>',
    "an attribute of meta": '<meta name="refresh" content="x">',
    "an encoding": '<meta charset="utf-7">',
    "an end tag alone": "</p>",
    "an end tag of nothing known": "</x>",
    "elements that cross": "<b><i></b></i>",
    "an element that stays open": "<p>",
    "a comment": "<!-- x -->",
    "text in a table": "<table>text</table>",
    "a tag in a style": "<style>{% if role %}a{}{% endif %}</style>",
    "a branch that opens": "{% if role %}<b>{% endif %}</b>",
    "a link in a link": (
        '<a href="https://a.example/">x<a href="https://b.example/">y</a></a>'
    ),
    "a bad address": '<a href="javascript:x">x</a>',
    "a bad image": '<img src="mailto:a@b.example">',
    "a label of another host in a layout": '<a href="https://a.example">b.example</a>',
    "a value in an address": '<a href="{{ subject }}">x</a>',
    "a value beside text": '<a href="https://a.example/{{ portal }}">x</a>',
    "a value in a class": '<p class="{{ subject }}"></p>',
    "a value in a style": '<p style="color:{{ subject }}"></p>',
    "a value of a list": "{{ notes }}",
    "a value that may be missing": "{{ team }}",
    "a value that is not there": "{{ nothing }}",
    "a form of a value": "{{ role|upper }}",
    "a condition that is not there": "{% if nothing %}x{% endif %}",
    "a condition of a loop": "{% for p in people if nothing %}<p>{{ p }}</p>{% endfor %}",
    "a word in a layout": "{{ words.you }}",
    "two values in one": "{{ role, company }}",
    "a default in a layout": '{{ role|default("x") }}',
    "a style that loads": '<p style="background:url(x)"></p>',
    "a strange character in a style": '<p style="background:\\75rl(x)"></p>',
    "a string in a style": "<style>a { font-family: 'x/y' }</style>",
    "a double quoted string in a style": '<style>a { font-family: "x/y" }</style>',
    "an at-rule": "<style>@import 'x';</style>",
    "a property that loads": "<style>a { content: 'x' }</style>",
    "an entity in a layout": "&#8238;",
    "an entity in an attribute": '<p class="&#8238;">x</p>',
    "a hidden letter": "<style>body { display: none }</style>",
    "deep elements": "<div>" * 40 + "</div>" * 40,
    "deep tags of a layout": "{% if role %}" * 13 + "x" + "{% endif %}" * 13,
    "an if of a layout that stays open": "{% if role %}",
    "an endif of a layout": "{% endif %}",
    "a mark of direction in a layout": "<p>\u202e</p>",
    "an address in a label for readers aloud": '<p aria-label="{{ portal }}">x</p>',
    "a subject for a colour": '<table bgcolor="{{ subject }}"></table>',
    "a bad condition of a layout": "{% if Role %}x{% endif %}",
    "a bad second condition of a layout": "{% if role %}x{% elif Role %}y{% endif %}",
    "a bad loop of a layout": "{% for p people %}x{% endfor %}",
    "a bad condition of a loop of a layout": "{% for p in people if P %}x{% endfor %}",
    "an else after else of a layout": "{% if role %}{% else %}{% else %}{% endif %}",
    "an if that an endfor closes": "{% if role %}{% endfor %}",
    "a for that an endif of a layout closes": "{% for p in people %}{% endif %}",
    "a for of a layout that stays open": "{% for p in people %}",
    "a for of a layout over a text": "{% for r in role %}x{% endfor %}",
    "a tag of a layout": "{% block x %}",
    "two bodies": "{{ body }}",
    "a body in a branch": "{% if role %}{{ body }}{% endif %}",
    "a body in a paragraph": "<p>{{ body }}</p>",
    "a layout without language": "<!doctype html>\n<body>{{ body }}</body>",
    "a layout without doctype": (
        '<html lang="{{ lang }}" dir="{{ dir }}"><body>{{ body }}</body></html>'
    ),
    "a layout without body": (
        '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}"><body>x</body></html>'
    ),
    "a body hidden by its element": (
        '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}"><body style="display:none">'
        "{{ body }}</body></html>"
    ),
}
_IN_PHRASES: Final = {
    "no formality": ('["formal"]', "[]"),
    "a formality twice": ('["formal"]', '["formal", "formal"]'),
    "five formalities": ('["formal"]', '["formal", "a", "b", "c", "d"]'),
    "a formality of capitals": ('["formal"]', '["Formal"]'),
    "a formality called short": ('["formal"]', '["formal", "short"]'),
    "a default that is no formality": (
        "formalities",
        'default_formality = "x"\nformalities',
    ),
    "lines of no kind": ("formalities", 'lines = "x"\nformalities'),
    "a bullet that is a number": ("formalities", "bullet = 1\nformalities"),
    "a bullet of no width": ("formalities", 'bullet = "\\u200b"\nformalities'),
    "a key of no meaning": ("formalities", "colour = 1\nformalities"),
    "a placeholder that is not there": ("{full}", "{fll} {full}"),
    "a brace in a greeting": ("{full}", "{full} {"),
    "an element in a greeting": ("{full}", "<b>{full}"),
    "no greeting by the full name": ("{full}", "{given}"),
    "no greeting": ('[[greeting.formal]]\ntext = "Dear {full},"\n', ""),
    "a greeting without text": ('text = "Dear {full},"', "name = 1"),
    "a greeting of three lines": ('text = "Dear {full},"', 'text = "a\\nb\\nc"'),
    "a greeting that is never reached": (
        "[closing]",
        '[[greeting.formal]]\ntext = "Hi {full}"\n[closing]',
    ),
    "no closing": ('formal = "Regards,"', ""),
    "a closing that is a number": ('formal = "Regards,"', "formal = 1"),
    "a closing of one gender": ('formal = "Regards,"', 'formal = {feminine = "A"}'),
    "a closing of another key": ('formal = "Regards,"', 'formal = "A"\ninformal = "B"'),
    "a greeting of another formality": (
        "[closing]",
        '[[greeting.informal]]\ntext = "Hi {full}"\n[closing]',
    ),
    "an empty closing": ('formal = "Regards,"', 'formal = " "'),
    "a placeholder in a closing": ('"Regards,"', '"{full}"'),
    "a word without neutral": ("[closing]", '[words.x]\nfeminine = "a"\n[closing]'),
    "a word of another gender": (
        "[closing]",
        '[words.x]\nneutral = "a"\nother = "b"\n[closing]',
    ),
    "a word of nobody": ("[closing]", '[words.x]\nof = "x"\nneutral = "a"\n[closing]'),
    "a word with a placeholder": ("[closing]", '[words.x]\nneutral = "{a}"\n[closing]'),
    "a word of capitals": ("[closing]", '[words.X]\nneutral = "a"\n[closing]'),
    "words that are no table": ("formalities", "words = 3\nformalities"),
    "titles of no gender": ("[closing]", '[titles]\nneutral = ["A"]\n[closing]'),
    "titles that are no list": ("[closing]", '[titles]\nfeminine = "A"\n[closing]'),
    "a phrase that is missing": ("[closing]", '[cause]\nmoved = "A."\n[closing]'),
    "a phrase too many": (
        "[closing]",
        '[cause]\nmoved = "A."\nfilled = "B."\nx = "C."\n[closing]',
    ),
    "a phrase that is a number": (
        "[closing]",
        '[cause]\nmoved = 1\nfilled = "B."\n[closing]',
    ),
    "a phrase of another formality": (
        "[closing]",
        '[cause]\nmoved = {x = "A."}\nfilled = "B."\n[closing]',
    ),
    "phrases that are no table": ("formalities", "cause = 3\nformalities"),
    "a pattern with another placeholder": (
        "[closing]",
        '[person]\nwith_role = "{nam}"\n[closing]',
    ),
    "a pattern of another name": (
        "[closing]",
        '[person]\nwithout = "{name}"\n[closing]',
    ),
    "patterns that are no table": ("formalities", "person = 3\nformalities"),
    "a day without weekday": ("[closing]", '[dates]\nday = "{date}"\n[closing]'),
    "a day that is a number": ("[closing]", "[dates]\nday = 1\n[closing]"),
    "a case of no kind": ("[closing]", '[after_greeting]\ncase = "title"\n[closing]'),
    "another key after the greeting": (
        "[closing]",
        '[after_greeting]\nx = "y"\n[closing]',
    ),
    "a stop of three dots": ("[closing]", '[typography]\nstop = "..."\n[closing]'),
    "typography of no use": ("[closing]", "[typography]\nspaces = 1\n[closing]"),
    "typography that is no table": ("formalities", "typography = 3\nformalities"),
    "a bound word of digits": (
        "[closing]",
        '[typography]\nbind_after = ["1"]\n[closing]',
    ),
    "a signature that is no list": ("formalities", 'signature = "x"\nformalities'),
    "a signature of thirteen lines": (
        "formalities",
        f"signature = {['{name}'] * 13}\nformalities",
    ),
    "a signature with another part": (
        "formalities",
        'signature = ["{name}", "{age}"]\nformalities',
    ),
    "a control in a closing": ("Regards,", "\\u202eRegards,"),
    "a long closing": ("Regards,", "a" * 1_001),
    "phrases that are no toml": ("formalities", "= 1\nformalities"),
    "a deep key in phrases": ("formalities", "a.b.c.d.e.f.g.h.i = 1\nformalities"),
}
_AS_MANIFESTS: Final = {
    "no schema number": "title = 'T'\nlocales = ['en']",
    "another schema number": "schema = 2\ntitle = 'T'\nlocales = ['en']",
    "no title": "schema = 1\nlocales = ['en']",
    "a long title": f"schema = 1\ntitle = '{'a' * 201}'\nlocales = ['en']",
    "a title of two lines": "schema = 1\ntitle = 'a\\nb'\nlocales = ['en']".replace(
        "'", '"'
    ),
    "no locales": "schema = 1\ntitle = 'T'",
    "many locales": f"schema = 1\ntitle = 'T'\nlocales = {['en'] * 129}",
    "a locale that is none": "schema = 1\ntitle = 'T'\nlocales = ['english']",
    "a locale twice": "schema = 1\ntitle = 'T'\nlocales = ['en', 'en']",
    "another key": f"{_TITLE}colour = 1",
    "a key of odd characters": f'{_TITLE}"<x>" = 1',
    "a set to extend that is a path": f"{_TITLE}extends = '../x'",
    "a release that is a number": f"{_TITLE}requires = 1",
    "a release that is to come": f"{_TITLE}requires = '>=9999.1'",
    "kinds to replace that are none": f"{_TITLE}replaces = 'x'",
    "a kind to replace that is not there": f"{_TITLE}replaces = ['leter', '<x>']",
    "an option of no type": f"{_TITLE}[options.x]\ntype = 'y'",
    "an option called body": f"{_TITLE}[options.body]\ntype = 'text'",
    "an option that is a number": f"{_TITLE}[options]\nx = 1",
    "options that are a number": f"{_TITLE}options = 1",
    "an extra field of no position": f"{_TITLE}[extras.x]\nposition = 'y'",
    "an extra field that is a number": f"{_TITLE}extras.x = 3",
    "extra fields that are a number": f"{_TITLE}extras = 1",
    "a manifest that is no toml": "schema = 1\ntitle =",
    "a deep key in the manifest": f"{_TITLE}a.b.c.d.e.f.g.h.i = 1",
    "a large manifest": "#" * 65_537,
}
_AS_SETS: Final[dict[str, Opening]] = {
    "no manifest": lambda: TemplateSet.from_mapping("x", {}, schema=_SCHEMA),
    "no phrases": _checked(
        {"set.toml": _TITLE.replace("en", "fr"), "fr/letter.txt": block("A.")}
    ),
    "no such locale": lambda: opened({}, schema=_SCHEMA).kinds("de"),
    "no such formality": lambda: opened(
        {"en/letter.txt": block("A.")}, schema=_SCHEMA
    ).letter("letter", "en", "casual"),
    "no such kind": lambda: opened(
        {"en/letter.txt": block("A.")}, schema=_SCHEMA
    ).letter("other", "en"),
    "no short letter": lambda: opened(
        {"en/letter.txt": block("A.")}, schema=_SCHEMA
    ).letter("letter", "en", form="short"),
    "no such package": lambda: TemplateSet.from_package(
        "no_such_thing", "x", schema=_SCHEMA
    ),
    "files of no kind": _checked(
        {
            "en/letter.txt": block("A."),
            "en/latter.txt": block("A."),
            "en/letter.casual.txt": "{% block body %}\nA.\n{% endblock %}\n",
            "en/other.formal.txt": "{% block body %}\nA.\n{% endblock %}\n",
            "en/other.short.formal.txt": "{% block body %}\nA.\n{% endblock %}\n",
        }
    ),
    "many files": _checked({f"en/x{n}.txt": "a" * 60_000 for n in range(18)}),
    "many broken letters": _checked(
        {"en/letter.txt": block("{{ a }}\n\n" * 99), "en/other.txt": block("{{ b }}")}
    ),
    "a phrase for one of two formalities": _checked(
        {
            "en/phrases.toml": f"{_TWO}[cause]\nmoved = {{formal = 'A.'}}\nfilled = 'B.'\n",
            "en/letter.txt": block("A."),
        }
    ),
    "a formality of three that is not there": _checked(
        {
            "en/phrases.toml": _TWO.replace("formalities", "default_formality = 'x'\nformalities"),
            "en/letter.txt": block("A."),
            "en/letter.casual.txt": "{% block body %}\nA.\n{% endblock %}\n",
        }
    ),
    "a file of neither formality": _checked(
        {
            "en/phrases.toml": _TWO,
            "en/letter.txt": block("A."),
            "en/letter.casual.txt": "{% block body %}\nA.\n{% endblock %}\n",
        }
    ),
    "a block of nothing": _child(
        {"en/letter.txt": "{% block b %}\nB.\n{% endblock %}\n"},
        {"en/letter.txt": block("A.")},
    ),
    "one formality of a block": _child(
        {"en/letter.txt": "{% block body %}\nB.\n{% endblock %}\n"},
        {
            "en/phrases.toml": _TWO,
            "en/letter.txt": block("A."),
            "en/letter.informal.txt": "{% block body %}\nC.\n{% endblock %}\n",
        },
    ),
    "faults of the set that is extended": _child(
        {"en/other.txt": block("{{ y }}")},
        {
            "en/letter.txt": block("{{ x }}"),
            "en/phrases.toml": f"{PHRASES}[dates]\nx = 1\n",
            "layout.html": "<p>",
        },
    ),
    "an include of a shared block that is not there": _checked(
        {
            "en/letter.txt": SUBJECT + '{% include "c" %}\n',
            "en/_shared.txt": "{% block a %}\nA\n{% endblock %}\n"
            "{% block b %}\nB\n{% endblock %}\n",
        }
    ),
    "an include in a circle": _checked(
        {
            "en/letter.txt": SUBJECT + '{% include "a" %}\n',
            "en/_shared.txt": '{% block a %}\n{% include "b" %}\n{% endblock %}\n'
            '{% block b %}\n{% include "a" %}\n{% endblock %}\n',
        }
    ),
    "an include of very many": _checked(
        {
            "en/letter.txt": SUBJECT + '{% include "b0" %}\n',
            "en/_shared.txt": "".join(
                f"{{% block b{n} %}}\n"
                + f'{{% include "b{n + 1}" %}}\n\n' * 8
                + "{% endblock %}\n"
                for n in range(3)
            )
            + "{% block b3 %}\nx\n{% endblock %}\n",
        }
    ),
    "files of one letter that are too large": _checked(
        {
            "en/letter.txt": block("A."),
            "en/_shared.txt": f"{{# {'a ' * 1_900}#}}\n" * 17,
            "en/_shared.formal.txt": f"{{# {'a ' * 1_900}#}}\n" * 17,
            "en/letter.formal.txt": f"{{# {'a ' * 1_900}#}}\n",
        }
    ),
    "many parts in a letter": _checked(
        {
            "en/letter.txt": SUBJECT + "".join(f'{{% include "{name}" %}}\n' for name in "abc"),
            "en/_shared.txt": "".join(
                f"{{% block {name} %}}\n" + ("a **b** " * 15 + "\n") * 48 + "{% endblock %}\n"
                for name in "abc"
            ),
            "en/_shared.formal.txt": "",
        }
    ),
    "many nodes": _checked(
        {
            "en/letter.txt": SUBJECT + '{% include "a" %}\n' * 10,
            "en/_shared.txt": "{% block a %}\n" + "a\n\n" * 400 + "{% endblock %}\n",
        }
    ),
}  # fmt: skip

CASES: Final[dict[str, Opening]] = {
    **_bodies(_IN_LINES),
    **_bodies(_WRITTEN),
    **_letters(_FILES),
    **_layouts(_IN_LAYOUTS),
    **_phrases(_IN_PHRASES),
    **_manifests(_AS_MANIFESTS),
    **_AS_SETS,
}
"""What each set breaks, and how to open it."""


def said(opening: Opening) -> str:
    """Return what opening and checking a set raises, one fault after the other."""
    try:
        opening()
    except FollowupError as error:
        return "".join(
            f"{p.path}: {p.code}\n    {p.message}\n    {p.remedy}\n"
            for p in error.problems
        )
    return "nothing\n"


def accepted() -> dict[str, str]:
    """Return what was accepted for each case."""
    parts = GOLDEN.read_text(encoding="utf-8").split("=== ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def _golden() -> str:
    return "".join(f"=== {name}\n{said(opening)}" for name, opening in CASES.items())


if __name__ == "__main__":
    sys.exit(write_or_list([(GOLDEN, _golden())], sys.argv[1:]))
