"""
Sets that try to take time, memory or output without end, each tried under limits.

``python -m tests.templating.hostile_sets`` opens, checks and writes each one in a
process of its own that may use one second of CPU and 64 MiB more than it began with,
and prints how each ended as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from followup_kit.errors import FollowupError, LocaleError
from followup_kit.locales import canonical_locale
from followup_kit.templating import Schema
from tests.templating.sets import NAMES, PHRASES, SCHEMA, SUBJECT, VALUES, block, opened
from tests.templating.test_hostile_corpus import (
    CORPUS,
    files_of,
)
from tests.templating.test_hostile_corpus import (
    SCHEMA as CORPUS_SCHEMA,
)
from tests.templating.test_hostile_corpus import (
    VALUES as CORPUS_VALUES,
)


LARGEST_OUTPUT = 256 * 1024
_KINDS = [f"kind_{letter}" for letter in "abcdefghijkl"]
_MANY = Schema(SCHEMA.common, {"letter": (), **dict.fromkeys(_KINDS, ())})
_PAGE = (
    '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}">\n<body>\n%s\n'
    "{{ body }}\n</body>\n</html>\n"
)
_FULL: dict[str, object] = {
    **VALUES,
    "team": "t" * 20_000,
    "note": "n" * 20_000,
    "reason": "r" * 20_000,
    "late": True,
    "mode": True,
    "people": ("p" * 20_000,) * 200,
    "notes": ("é" * 20_000,) * 200,
    "slots": ("s\n" * 9_000,) * 200,
    "questions": ({"question": "q" * 20_000, "tags": ("t",) * 200},) * 200,
}

_BODIES: Mapping[str, str] = {
    "brackets": "[" * 65_000,
    "bracket lines": "[[[[[[\n" * 8_000,
    "narrow brackets": ("[" * 3_900 + "\n") * 15,
    "closers": ("](" * 1_900 + "\n") * 15,
    "stars": ("**" * 1_900 + "\n") * 15,
    "open ifs": "{% if role %}" * 4_000,
    "open if lines": "{% if role %}\n" * 4_000,
    "closed ifs": "{% if role %}" * 150 + "x" + "{% endif %}" * 150,
    "long conditions": ("{% if " + " or ".join(["role"] * 25) + " %}a{% endif %}\n")
    * 300,
    "nots": "{% if " + "not " * 45 + "role %}a{% endif %}\n",
    "parentheses": "{% if " + "(" * 90 + "role" + ")" * 90 + " %}a{% endif %}\n",
    "conditions": (
        "{% if role and (company or not role) %}x{% endif %} "
        "{% if not(not(not role)) %}y{% endif %}\n\n"
    )
    * 350,
    "words": ("word " * 12 + "\n\n") * 950,
    "values": "{{ role }} word {{ company }} **x**\n\n" * 900,
    "long values": "{{ reason }}\n\n" * 900,
    "bullets": "- x: {{ role }}\n" * 1_900,
    "spread": "- {{ notes }}\n" * 400,
    "walked": ("{% for q in questions %}\n- {{ q.question }}\n{% endfor %}\n\n" * 300),
    "walked twice": (
        "{% for q in questions %}\n{% for t in q.tags %}\n- x {{ t }}\n{% endfor %}\n"
        "{% endfor %}\n\n"
    )
    * 50,
    "idle turns": (
        "{% for q in questions %}\n{% for t in q.tags %}\n{% if team == 'x' %}\n- x\n"
        "{% endif %}\n{% endfor %}\n{% endfor %}\n\n"
    )
    * 50,
    "variants": "x" + "{% if late %}a{% else %}b{% endif %}" * 47 + "\n",
    "spaces": " " * 60_000,
    "notes": "{#" * 30_000,
    "closed notes": "{##}" * 15_000,
    "forbidden": "\u202e" * 20_000,
    "combining": "e\u0301\u0323" * 9_000,
    "unknown fields": "{{ a_field_nobody_has }}\n\n" * 900,
    "entities": "&#" * 30_000,
    "long link": "[x](https://a.example/" + "a" * 3_900 + ")\n",
    "label": "[" + "a." * 1_900 + "](https://a.example)\n",
    "label of hosts": "[" + "www." * 900 + "](https://a.example)\n",
    "label of ats": "[" + "@" * 3_900 + "](https://a.example)\n",
    "label of ats and dots": "[" + "a@a." * 900 + "](https://a.example)\n",
    "label of ways": "[" + "a{% if late %}b{% endif %}" * 90 + "](https://a.example)\n",
    "label of ligatures": "[" + "\ufdfa" * 3_900 + "](https://a.example)\n",
    "hyphens": "[" + "a-" * 1_900 + "!](https://a.example)\n",
}
_LAYOUTS: Mapping[str, str] = {
    "layout deep": "<div>" * 12_000,
    "layout attributes": '<p class="' + "a" * 60_000 + '">x</p>',
    "layout many attributes": "<p" + ' class="a"' * 6_000 + ">x</p>",
    "layout open": "<p" + " class" * 9_000,
    "layout spaces": "<p" + " " * 60_000,
    "layout entities": "&#8238;" * 9_000,
    "layout style": "<style>" + "a(" * 30_000 + "</style>",
    "layout style words": "<style>" + "a-" * 30_000 + "</style>",
    "layout style strings": "<style>" + "'" * 60_000 + "</style>",
    "layout style dots": "<style>" + "." * 60_000 + "</style>",
    "layout style at": "<style>" + "@" * 60_000 + "</style>",
    "layout style rules": "<style>" + ".a,p{width:0}" * 4_000 + "</style>",
    "layout style selectors": "<style>" + "a," * 29_000 + "{width:0}</style>",
    "layout style braces": "<style>" + "a{" * 29_000 + "</style>",
    "layout marks": "\ue0009\ue001" * 9_000,
    "layout style zeros": '<p style="width:' + "0" * 50_000 + 'x">a</p>',
    "layout anchors": '<a href="https://a.example">' + "a." * 30_000 + "</a>",
    "layout anchors of ats": '<a href="https://a.example">' + "@" * 60_000 + "</a>",
    "layout ifs": "{% if role %}" * 4_000,
    "layout loops": "{% for p in people %}<p>{{ p }}</p>{% endfor %}" * 900,
    "layout nested loops": (
        "{% for q in questions %}{% for t in q.tags %}<p>{{ t }}</p>"
        "{% endfor %}{% endfor %}"
    )
    * 300,
    "layout idle loops": (
        "{% for q in questions %}{% for t in q.tags %}{% endfor %}{% endfor %}"
    )
    * 300,
    "layout values": "<p>{{ role }}</p>" * 1_900,
    "layout text": "word " * 12_000,
}
_TABLES: Mapping[str, str] = {
    "deep arrays": "x = " + "[" * 60_000,
    "deep closed arrays": "x = " + "[" * 900 + "]" * 900,
    "deep tables": "[" + "a." * 20_000 + "a]",
    "deep inline": "x = " + "{a=" * 9_000,
    "quoted deep": "[" + '"a".' * 9_000 + "a]",
    "many tables": "".join(f"[t{n}]\n" for n in range(9_000)),
    "deep quoted": '"!".' * 14_000 + "a = 1",
    "deep long names": f'"{"a" * 81}".' * 700 + "a = 1",
    "deep spaced": "a     ." * 9_000 + "a = 1",
    "open quotes": 'x = "' + '\\"' * 30_000,
    "many open quotes": '"a\n' * 20_000,
    "many rows": "[[greeting.formal]]\ntext = 'x'\n" * 1_500,
    "many keys": "".join(f"k{n} = 1\n" for n in range(7_000)),
    "many words": "".join(f"[words.w{n}]\nneutral='x'\n" for n in range(2_000)),
    "one string": "x = '" + "a" * 60_000 + "'",
    "escapes": 'x = "' + "\\u0041" * 9_000 + '"',
    "big number": "x = " + "9" * 60_000,
    "bad string": 'x = "' + "\\" * 60_000,
    "braces": "x = '" + "{" * 60_000 + "'",
    "greeting": PHRASES.replace("{full}", "{full}" * 150),
    "unreachable rows": PHRASES + "[[greeting.formal]]\ntext = '{full}'\n" * 31,
    "bound words": PHRASES
    + "[typography]\nbind_after = ["
    + ",".join(f"'{'a' * (n + 1)}'" for n in range(64))
    + "]\n",
}


def hostile_sets() -> Iterator[tuple[str, dict[str, str], Schema, dict[str, Any]]]:
    """Yield name, files, schema and values of each set."""
    for entry in CORPUS:
        yield f"corpus {entry['id']}", files_of(entry), CORPUS_SCHEMA, CORPUS_VALUES
    for name, body in _BODIES.items():
        yield name, {"en/letter.txt": block(body)}, SCHEMA, _FULL
        yield f"{name} bare", {"en/letter.txt": body}, SCHEMA, _FULL
        yield f"{name} everywhere", _everywhere(block(body)), _MANY, _FULL
        shared = f"{{% block s %}}\n{body}\n{{% endblock %}}\n"
        files = _everywhere(f'{SUBJECT}{{% include "s" %}}\n' * 1)
        yield f"{name} shared", {**files, "en/_shared.txt": shared}, _MANY, _FULL
    for name, inside in _LAYOUTS.items():
        files = {"layout.html": _PAGE % inside, "en/letter.txt": block("A.")}
        yield name, files, SCHEMA, _FULL
    for name, table in _TABLES.items():
        letter = {"en/letter.txt": block("{{ words.w1 }} a")}
        yield f"phrases {name}", {**letter, "en/phrases.toml": table}, SCHEMA, _FULL
        yield f"manifest {name}", {**letter, "set.toml": table}, SCHEMA, _FULL
    yield "include bomb", _bomb(), SCHEMA, _FULL
    for name, files in _many_locales():
        yield f"many locales{name}", files, _MANY, _FULL
    yield "many files", {f"en/{n}.txt": "x" for n in range(20_000)}, SCHEMA, _FULL


def _everywhere(letter: str) -> dict[str, str]:
    return {
        f"en/{kind}{form}.txt": letter for kind in _KINDS for form in ("", ".short")
    } | {"en/letter.txt": letter}


def _bomb() -> dict[str, str]:
    """Return blocks each of which includes the next one eight times."""
    blocks = [
        f"{{% block b{n} %}}\n"
        + f'{{% include "b{n + 1}" %}}\n\n' * 8
        + "{% endblock %}\n"
        for n in range(12)
    ]
    shared = "".join(blocks) + "{% block b12 %}\nx\n{% endblock %}\n"
    letter = f'{SUBJECT}{{% include "b0" %}}\n'
    return {"en/letter.txt": letter, "en/_shared.txt": shared}


def _regions() -> list[str]:
    """Return regions of English, as many as a set may list."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found: list[str] = []
    for tag in (f"en-{a}{b}" for a in letters for b in letters):
        with suppress(LocaleError):
            found.append(canonical_locale(tag))
    return found[:120]


def _many_locales() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield sets whose letters are all read in each of very many locales."""
    tags = _regions()
    title = {"set.toml": f'schema = 1\ntitle = "T"\nlocales = {json.dumps(tags)}\n'}
    own = {
        f"{tag}/phrases.toml": f"[words.w{n}]\nneutral = 'x'\n"
        for n, tag in enumerate(tags)
    }
    yield "", {**title, **_everywhere(block("{{ role }}"))}
    words = "word " * 5 + "{{ role }}\n\n"
    for size in (40, 400, 900):
        yield f" {size}", {**title, **_everywhere(block(words * size))}
        yield f" of words {size}", {**title, **own, **_everywhere(block(words * size))}
    for name in ("conditions", "spread", "walked twice", "values"):
        letters = _everywhere(block(_BODIES[name]))
        yield f" {name}", {**title, **letters}
        yield f" of words {name}", {**title, **own, **letters}
    many = "".join(f"[words.w{n}]\nneutral = 'x'\n" for n in range(2_000))
    phrases = {"en/phrases.toml": PHRASES + many}
    yield " phrases", {**title, **phrases, **_everywhere(block("A."))}
    letter = "{% block body %}\n" + "x **y** {{ role }}\n" * 10 + "{% endblock %}\n"
    blocks = {f"{tag}/{kind}.txt": letter for tag in tags for kind in _KINDS}
    yield " blocks", {**title, **blocks, **_everywhere(block("A."))}
    shared = "".join(f"{{% block b{n} %}}\nx\n{{% endblock %}}\n" for n in range(300))
    letter = SUBJECT + "".join(f'{{% include "b{n}" %}}\n' for n in range(300))
    yield " includes", {**title, **_everywhere(letter), "en/_shared.txt": shared}


def _ends(files: dict[str, str], schema: Schema, values: dict[str, Any]) -> str:
    """Open a set, check all of it, write a letter, and say how it ended."""
    try:
        made = opened(files, schema=schema)
        try:
            made.validate()
        except FollowupError:
            made = opened(files, schema=schema)
        done = made.letter("letter", made.locales[0]).render(values, name_forms=NAMES)
    except FollowupError:
        return "refused"
    size = len(done.text) + len(done.html)
    return "written" if size <= LARGEST_OUTPUT else f"wrote {size}"


def _limited(files: dict[str, str], schema: Schema, values: dict[str, Any]) -> str:
    """Say how a set ended in a process of its own, or what ended the process."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + 64 * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
        try:
            found = _ends(files, schema, values)
        except BaseException as error:  # noqa: BLE001 -- it is the finding
            found = type(error).__name__
        os.write(writer, found.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        found = told.read().decode()
    _, status = os.waitpid(child, 0)
    return found or f"ended by signal {os.WTERMSIG(status)}"


def main() -> None:
    """Try every set and print how each ended."""
    _ends({"en/letter.txt": block("A.")}, SCHEMA, _FULL)  # imports what loads late
    ends = {
        name: _limited(files, schema, values)
        for name, files, schema, values in hostile_sets()
    }
    json.dump(ends, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
