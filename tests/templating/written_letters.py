"""
Small letters, each about one thing that writing does, and what they say.

    python -m tests.templating.written_letters --write    accept what is written today

``tests/golden/written/templating.txt`` holds subject, plain text, HTML and origins of
each, or what the values are refused for. Read it: it is what readers would see.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from followup_kit.errors import RenderError
from followup_kit.templating import Filled, Rendered
from tests.golden_files import write_or_list
from tests.templating.sets import NAMES, PHRASES, VALUES, block, opened


__all__ = ["CASES", "GOLDEN", "accepted", "written"]

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "written" / "templating.txt"


@dataclass(frozen=True)
class Case:
    """A letter of one block, and what is handed to it."""

    body: str
    values: Mapping[str, object] = field(default_factory=dict)
    locale: str = "en"
    phrases: str = PHRASES
    layout: str = ""
    shared: str = ""
    short: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


_WORDS: Final = f"""{PHRASES}
[words.dear]
feminine = "her"
masculine = "him"
neutral = ""
[words.glad]
of = "sender"
feminine = "she"
neutral = "we"
[cause]
moved = "It moved & grew."
filled = "It is filled."
"""
_KEEP: Final = f'lines = "keep"\n{PHRASES}'
_NONE: Final = f'lines = "none"\n{PHRASES}'
_LOWER: Final = f'{PHRASES}[after_greeting]\ncase = "lower"\n'
_FRENCH: Final = f"""{PHRASES}
[typography]
space_before = {{ ":" = "\u00a0", "!" = "\u202f" }}
space_after = {{ "«" = "\u00a0" }}
bind_after = ["à", "l"]
"""
_STAR: Final = f'bullet = "•"\n{PHRASES}[typography]\nstop = "!"\n'
_SIGNED: Final = f'signature = ["{{name}}, {{role}}", "{{company}}"]\n{PHRASES}'
_Q: Final = (
    {"question": "Why?", "answer": "So.\nAnd so.", "person": "Ann", "tags": ("a", "b")},
    {"question": "When?", "link": "https://acme.example/?a=1&b=2"},
    {"question": "- Where?", "answer": "", "tags": ()},
)
_PAGE: Final = (
    '<!doctype html>\n<html lang="{{{{ lang }}}}" dir="{{{{ dir }}}}"><body>\n'
    "{}\n{{{{ body }}}}\n</body></html>"
)
_EVERYTHING: Final = (
    "{% for q in questions %}\n**{{ q.question }}**\n\n{% if q.answer %}\n{{ q.answer }}\n"
    "{% else %}\nNo answer.\n{% endif %}\n\nTags:\n{% for t in q.tags %}\n- The {{ t }}\n"
    "{% endfor %}\n\n{% if q.link %}\n[[Go]]({{ q.link }})\n{% endif %}\n{% endfor %}"
)

CASES: Final[dict[str, Case]] = {
    "lines joined by spaces": Case("one.\ntwo.  Three.\n\nfour."),
    "lines kept": Case("one.\ntwo.", phrases=_KEEP),
    "lines joined by nothing": Case("一。\n二。", phrases=_NONE, locale="ja"),
    "a letter that goes on": Case("thank you.\n\nbye.", phrases=_LOWER),
    "a letter that begins with a button": Case(
        "[[go]]({{ portal }})\n\nbye.", phrases=_LOWER
    ),
    "a letter that begins with a list": Case(
        "things:\n- {{ notes }}\n\nbye.", {"notes": ("A b.", "C.")}, phrases=_LOWER
    ),
    "a letter that begins with a list that vanishes": Case(
        "so.\nthings:\n- {{ notes }}\n\nbye.", phrases=_LOWER
    ),
    "a letter that begins with a loop": Case(
        "{% for p in people %}{{ p }} {% endfor %}\n\nbye.",
        {"people": ("ann",)},
        phrases=_LOWER,
    ),
    "a letter that begins with a condition": Case(
        "{% if late %}\nsorry.\n{% endif %}\n\nbye.", phrases=_LOWER
    ),
    "values and markup": Case(
        "At **{{ company }}** & co: 100 % <3.", {"company": '<b>"A" & B</b>'}
    ),
    "percent signs everywhere": Case(
        "100%s {{ company }} %(x)s %% **5 %**", {"company": "%s %(a)s"}
    ),
    "a link": Case("See [our **portal** now]({{ portal }}), please. Bye."),
    "a literal link": Case("See [x](https://acme.example/100%25?a=1&b=2)."),
    "two links in two sentences": Case(
        "See [a]({{ portal }}).\nWrite [b](mailto:jobs@acme.example)."
    ),
    "a button": Case("[[Choose **now**]]({{ portal }})"),
    "a button to a literal address": Case("[[Write]](mailto:jobs@acme.example)"),
    "a choice in a line": Case(
        "We {% if late %}are late, {% elif team %}are {{ team }}, {% else %}wait, "
        "{% endif %}so.",
        {"team": "Data"},
    ),
    "the else of a choice in a line": Case(
        "We {% if late %}are late, {% elif team %}are {{ team }}, {% else %}wait, "
        "{% endif %}so."
    ),
    "a choice in bold in a choice": Case(
        "{% if late %}**a{% if team %} b{% endif %}**{% endif %} c.", {"late": True}
    ),
    "a choice in a label": Case(
        "[Go{% if late %} now{% endif %}]({{ portal }}).", {"late": True}
    ),
    "a choice that leaves spaces": Case("A {% if late %}b{% endif %} , c {% if late %}d{% endif %} ."),
    "conditional sentences": Case(
        "One.\n{% if late %}\ntwo.\n{% if team %}\nthree {{ team }}.\n{% endif %}\n"
        "{% elif team %}\nfour.\n{% else %}\nfive.\n{% endif %}\nsix.",
        {"late": True, "team": "Data"},
    ),
    "the second of conditional sentences": Case(
        "One.\n{% if late %}\ntwo.\n{% elif team %}\nfour.\n{% else %}\nfive.\n{% endif %}\nsix.",
        {"team": "Data"},
    ),
    "the last of conditional sentences": Case(
        "One.\n{% if late %}\ntwo.\n{% elif team %}\nfour.\n{% else %}\nfive.\n{% endif %}\nsix."
    ),
    "conditional paragraphs": Case(
        "{% if late %}\nA.\n\nB.\n{% elif team %}\nC.\n{% else %}\nD.\n{% endif %}",
        {"team": "Data"},
    ),
    "the else of conditional paragraphs": Case(
        "{% if late %}\nA.\n\nB.\n{% elif team %}\nC.\n{% else %}\nD.\n{% endif %}"
    ),
    "a sentence that vanishes": Case("{% if late %}\nx.\n{% endif %}\nthen this."),
    "a list of values": Case("We saw:\n- {{ notes }}", {"notes": ("A.", " ", "B.\n\nC.")}),
    "a list without items": Case("Thanks.\nWe saw:\n- {{ notes }}"),
    "a list without lead-in": Case("- {{ notes }}\n- end", {"notes": ("A", "B")}),
    "one item that runs in": Case("Please bring:\n- {{ notes }}", {"notes": ("your <id>",)}),
    "one item of sixty characters": Case("Bring:\n- {{ notes }}", {"notes": ("a" * 60,)}),
    "one item of sixty-one characters": Case("Bring:\n- {{ notes }}", {"notes": ("a" * 61,)}),
    "one item that is a sentence": Case("Bring:\n- {{ notes }}", {"notes": ("It is so.",)}),
    "one item that is a question": Case("Bring:\n- {{ notes }}", {"notes": ("Why?",)}),
    "one item after no colon": Case("Bring this\n- {{ notes }}", {"notes": ("a pen",)}),
    "one item that is literal": Case("Bring:\n- a pen"),
    "one item of a condition": Case(
        "Bring:\n{% if late %}\n- {{ notes }}\n{% else %}\n- {{ slots }}\n{% endif %}",
        {"slots": ("a pen",)},
    ),
    "one item in Japanese": Case(
        "持ち物：\n- {{ notes }}", {"notes": ("身分証明書",)}, locale="ja"
    ),
    "one item with a stop of its own": Case(
        "Bring:\n- {{ notes }}", {"notes": ("a pen",)}, phrases=_STAR
    ),
    "two items with a mark of their own": Case(
        "Bring:\n- {{ notes }}", {"notes": ("a pen\nand ink", "paper")}, phrases=_STAR
    ),
    "one numbered item": Case("Choose:\n1. {{ slots }}", {"slots": ("Monday",)}),
    "ten numbered items": Case(
        "1. {{ slots }}", {"slots": tuple(f"day {n}\nnoon" for n in range(10))}
    ),
    "items with optional facts": Case(
        "- **Role:** {{ role }}\n- Team: {{ team }}\n- Call {{ phone }}", {"phone": "12"}
    ),
    "items of conditions": Case(
        "So:\n- one\n{% if late %}\n- two\n{% elif team %}\n- three\n{% else %}\n- four\n"
        "{% endif %}\n- five",
        {"team": "Data"},
    ),
    "items of the else": Case(
        "- one\n{% if late %}\n- two\n{% elif team %}\n- three\n{% else %}\n- four\n{% endif %}"
    ),
    "items of a loop": Case(
        "So:\n{% for q in questions if q.answer %}\n- {{ loop.index }}. {{ q.person }}\n"
        "{% if loop.last %}\n- end\n{% endif %}\n{% endfor %}",
        {"questions": (_Q[1], {**_Q[0], "person": "Bob"})},
    ),
    "items of a loop in a loop": Case(
        "{% for q in questions %}\n{% for t in q.tags %}\n- The {{ t }}\n{% endfor %}\n"
        "{% endfor %}",
        {"questions": _Q},
    ),
    "paragraphs of a loop": Case(_EVERYTHING, {"questions": _Q}),
    "paragraphs of a loop without items": Case(_EVERYTHING),
    "paragraphs of a loop with a condition": Case(
        "{% for q in questions if q.link %}\n{{ loop.index }}: {{ q.question }}\n{% endfor %}",
        {"questions": _Q},
    ),
    "a loop in a line": Case(
        "With {% for p in people %}{% if not loop.first %}, {% endif %}**{{ p }}**"
        "{% endfor %}.",
        {"people": ("Ann", "ليلى", "<Bob>")},
    ),
    "a loop in a line with a condition": Case(
        "With {% for p in people if p != 'Ann' %}{{ p }};{% endfor %} all.",
        {"people": ("Ann", "Bob")},
    ),
    "a loop in a line without items": Case("One.\n\n{% for p in people %}{{ p }}{% endfor %}"),
    "a loop in a bullet": Case(
        "- With {% for p in people %}{{ p }}; {% endfor %}", {"people": ("Ann", "Bob")}
    ),
    "a form of a list": Case(
        "{% if people %}With {{ people|joined }}.{% endif %}",
        {"people": ("Ann", "Bob"), "people|joined": Filled("Ann & Bob", "Ann &amp; Bob")},
    ),
    "the length of a list": Case(
        "{% if notes|length > 1 %}All {{ notes|length }}.{% endif %} {{ people|length }}!",
        {"notes": ("a", "b")},
    ),
    "a default": Case('Team {{ team|default("of <ours>") }}.'),
    "a default that is not needed": Case(
        'Team {{ team|default("of ours") }}.', {"team": "Data"}
    ),
    "a phrase": Case(
        "{% if cause %}\n{{ cause }}\n{% endif %}", {"cause": "moved"}, phrases=_WORDS
    ),
    "a phrase of no key": Case(
        "{% if cause %}\n{{ cause }}\n{% endif %}", {"cause": "sacked"}, phrases=_WORDS
    ),
    "words to nobody": Case("Dear {{ words.dear }} of {{ words.glad }}.", phrases=_WORDS),
    "words to him by her": Case(
        "Dear {{ words.dear }} of {{ words.glad }}, **{{ words.dear }}**"
        "{% if late %}{{ words.dear }}{% else %} [{{ words.glad }}]({{ portal }}){% endif %}.",
        phrases=_WORDS,
        more={"gender": "masculine", "writer": "feminine"},
    ),
    "words under a condition": Case(
        "So.\n{% if late %}\nDear {{ words.dear }}.\n{% else %}\nNo.\n{% endif %}",
        {"late": True},
        phrases=_WORDS,
        more={"gender": "feminine"},
    ),
    "words in else": Case(
        "So.\n{% if late %}\nNo.\n{% else %}\nDear {{ words.dear }}.\n{% endif %}",
        phrases=_WORDS,
        more={"gender": "feminine"},
    ),
    "words in a loop": Case(
        "To {% for p in people %}{{ words.dear }} {{ p }} {% endfor %}.",
        {"people": ("Ann",)},
        phrases=_WORDS,
        more={"gender": "feminine"},
    ),
    "a signature": Case(
        "A.", phrases=_SIGNED, more={"signature": {"name": "Kim", "role": "<HR>", "company": "A&B"}}
    ),
    "a signature with less": Case("A.", phrases=_SIGNED, more={"signature": {"role": "HR"}}),
    "typography": Case(
        "voici : « oui » ! Il va à {{ company }} : l {{ role }} ! À Rome.",
        phrases=_FRENCH,
        locale="fr",
    ),
    "stops that values have": Case(
        "At {{ company }}. At {{ company }}? At {{ company }}: {{ role }}!\n\n"
        "**{{ company }}**. [x {{ company }}]({{ portal }}).",
        {"company": "Acme Inc.", "role": "Yahoo!"},
    ),
    "a stop after a quotation": Case("At {{ company }}.", {"company": 'The "Club."'}),
    "a stop after a name of the right": Case("At {{ company }}.", {"company": "هل؟"}),
    "text from right to left": Case(
        "هاتف: {{ phone|default('x') }} {{ company }} {{ role }} {{ day }}",
        {"phone": "+49 1", "company": "شركة", "day": "12:30"},
        locale="ar",
    ),
    "values from right to left": Case(
        "At {{ company }} as {{ role }}.", {"company": "شركة", "role": "مهندس"}
    ),
    "values of several lines": Case(
        "{{ reason }}\n\nNote: {{ note|default('x') }}",
        {"reason": " one\r\n\n- two\u2028  1) three\x85א\u202f4 ", "note": "a\tb"},
    ),
    "a value that looks like a bullet": Case("{{ reason }}", {"reason": "- x\n* y"}),
    "a value with narrow spaces": Case(
        "At {{ company }}.", {"company": " 10\u202f000\u00a0km\u2009long\u3000x "}
    ),
    "a subject of several lines": Case("A.", {"role": "a\nb\u00a0c\u202fd"}),
    "isolates of a value": Case("At {{ company }}.", {"company": "a\u2068b\u2069 \u2066c\u2069"}),
    "isolates across lines": Case("{{ reason }}", {"reason": "a\u2068b\nc\u2069"}),
    "isolates that close nothing": Case("{{ reason }}", {"reason": "a\u2069b\u2068"}),
    "an override": Case("At {{ company }}.", {"company": "a\u202eb"}),
    "a control character": Case("At {{ company }}.", {"company": "a\x07b"}),
    "a control character in a subject": Case("A.", {"role": "a\x07b"}),
    "a control character in a greeting": Case("A.", more={"name_forms": {"full": "K\x07"}}),
    "a filled control character": Case("At {{ company }}.", {"company": Filled("\x07", "x")}),
    "half a character": Case("At {{ company }}.", {"company": "a\ud800"}),
    "a number for a text": Case("At {{ company }}.", {"company": 1}),
    "a missing value": Case("At {{ company }}.", {"company": None}),
    "an empty value": Case("At {{ company }}.", {"company": ""}),
    "a blank value": Case("At {{ company }}.", {"company": " \u00a0"}),
    "a value of 20,000": Case("At {{ company }}.", {"company": "x" * 20_001}),
    "a bad address": Case("[x]({{ portal }})", {"portal": "http://acme.example/"}),
    "no address": Case("[x]({{ portal }})", {"portal": None}),
    "an address that is a number": Case("[[x]]({{ portal }})", {"portal": 1}),
    "a text for a list": Case("- {{ notes }}", {"notes": "abc"}),
    "a number for a list": Case("- {{ notes }}", {"notes": 3}),
    "a long list": Case("- {{ notes }}", {"notes": ("x",) * 201}),
    "numbers in a list": Case("- {{ notes }}", {"notes": (1,)}),
    "a long message": Case("{{ reason }}\n\n" * 14, {"reason": "x" * 20_000}),
    "a long loop": Case(
        "{% for q in questions %}\n{% for t in q.tags %}\nThe {{ t }}.\n{% endfor %}\n{% endfor %}",
        {"questions": ({"question": "x", "tags": ("t",) * 200},) * 200},
    ),
    "no greeting": Case("A.", more={"name_forms": {"given": "Kim"}}),
    "an option that is not there": Case("A.", more={"options": {"x": "y"}}),
    "an option of an odd name": Case("A.", more={"options": {"<x>": "y"}}),
    "a layout with facts": Case(
        "A.",
        {"team": "<T>", "people": ("Ann", "Bob"), "site": "https://a.example/?a&b"},
        layout=(
            "{% if team %}<p>{{ team }}</p>{% else %}<p>no</p>{% endif %}"
            "{% for p in people if p != 'Ann' %}<p>{{ loop.index }} {{ p }}</p>{% endfor %}"
            '{% if site %}<a href="{{ site }}">x</a>{% endif %}<p>{{ subject }}</p>'
        ),
    ),
    "a layout without facts": Case(
        "A.", layout="{% if team %}<p>{{ team }}</p>{% elif late %}<b>x</b>{% else %}<p>no</p>{% endif %}"
    ),
    "a block that is included": Case(
        '{% include "s" %}\n\n{% for p in people %}\n{% include "t" %}\n{% endfor %}',
        {"people": ("Ann", "Bob")},
        shared="{% block s %}\nS.\n{% endblock %}\n{% block t %}\nDear {{ p }}.\n{% endblock %}\n",
    ),
    "a short letter": Case("hello **{{ role }}**.\n\nsee [x]({{ portal }}).", short=True),
    "a short letter that goes on": Case("hello.\n\nbye.", short=True, more={"capital": False}),
    "a short letter of nothing": Case("{% if late %}\nA.\n{% endif %}", short=True),
    "a letter of nothing": Case("{% if late %}\nA.\n{% endif %}"),
}  # fmt: skip
"""What each letter is about."""


def written(case: Case) -> str:
    """Return what a letter says, or what its values are refused for."""
    name = "letter.short.txt" if case.short else "letter.txt"
    files = {
        "set.toml": f'schema = 1\ntitle = "T"\nlocales = ["{case.locale}"]\n',
        f"{case.locale}/phrases.toml": case.phrases,
        f"{case.locale}/{name}": block(case.body),
    }
    if case.layout:
        files["layout.html"] = _PAGE.format(case.layout)
    if case.shared:
        files[f"{case.locale}/_shared.txt"] = case.shared
    mine = opened(files)
    letter = mine.letter("letter", case.locale, form="short" if case.short else "full")
    given = {k: v for k, v in {**VALUES, **case.values}.items() if v is not None}
    more: dict[str, Any] = {"name_forms": NAMES, **case.more}
    try:
        done = letter.render(given, **more)
    except RenderError as error:
        return "".join(
            f"{p.path}: {p.code}\n    {p.message}\n    {p.remedy}\n"
            for p in error.problems
        )
    return _shown(done)


def _shown(done: Rendered) -> str:
    inside = done.html.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    bare = re.sub(r' style="[^"]*"', "", inside).strip()
    origins = ", ".join(f"{o.file}:{o.line} {o.block}" for o in done.origins)
    text = re.sub(r"[\u00a0\u202f\u2066-\u2069]", _escape, done.text)
    html = re.sub(r"[\u00a0\u202f\u2066-\u2069]", _escape, bare)
    subject = re.sub(r"[\u00a0\u202f\u2066-\u2069]", _escape, done.subject)
    return f"({subject})\n{text}\n---\n{html}\n---\n{origins}\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def accepted() -> dict[str, str]:
    """Return what was accepted for each letter."""
    parts = GOLDEN.read_text(encoding="utf-8").split("=== ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def _golden() -> str:
    return "".join(f"=== {name}\n{written(case)}" for name, case in CASES.items())


if __name__ == "__main__":
    sys.exit(write_or_list([(GOLDEN, _golden())], sys.argv[1:]))
