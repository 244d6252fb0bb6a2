"""
The first message of a new process, ours and the plain way's.

Each is a whole process: start of Python, imports, reading the facts, one message. The
turns go through two kinds of letters in four languages. Babel says dates in its own
words; what the plain way prints is compared with what it writes in this process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from markupsafe import Markup

from benchmarks.compose import peers
from benchmarks.compose.facts import KINDS, LOCALES, SEND_AT, record
from benchmarks.compose.letters import composed, letter_of, phrases_of
from benchmarks.compose.parts import Written
from benchmarks.processes import Command, Timed, alternating, environment, output_of
from benchmarks.tables import Effort, Row, Table


__all__ = ["first_message"]

_HERE = Path(__file__).parent
_BARE = "Python alone, facts read"
_OURS = "followup_kit"
_PLAIN = "Jinja + Babel"
_VALIDATED = "pydantic + Jinja + Babel"
_WAYS = {
    "First message in a new process": (_OURS, _PLAIN, _VALIDATED),
    "First message in a new process, bytes": (
        "followup_kit, bytes",
        "Jinja + Babel + EmailMessage",
        "pydantic + Jinja + Babel + EmailMessage",
    ),
}
_READ = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"


def first_message(effort: Effort) -> tuple[Table, ...]:
    """Measure the first message, as strings and as bytes."""
    with TemporaryDirectory() as folder, environment() as variables:
        files = list(islice(_written_down(Path(folder)), effort.processes))
        for file, ours, plain in files:
            commands = _commands(file)
            for name, expected in ((_OURS, ours), (_PLAIN, plain)):
                printed = output_of(commands[name], variables).decode()
                if printed != "\n".join(expected):
                    raise SystemExit("A new process writes something else.")
        turns = [
            _commands(files[turn % len(files)][0]) for turn in range(effort.processes)
        ]
        taken = alternating(turns, variables)
    return tuple(_table(title, names, taken) for title, names in _WAYS.items())


def _table(title: str, names: Sequence[str], taken: Mapping[str, Timed]) -> Table:
    _, plain, validated = names
    return Table(
        title=title,
        columns=("ms of CPU", "over Python", f"× {plain}", f"× {validated}"),
        digits=(0, 0, 2, 2),
        rows=tuple(
            Row(
                name,
                (
                    taken[name].milliseconds,
                    taken[name].over(taken[_BARE]),
                    taken[name].ratio(taken[plain]),
                    taken[name].ratio(taken[validated]),
                ),
            )
            for name in (_BARE, *names)
        ),
        plotted=0,
        note="CPU time of whole processes, user and system, bytecode cached. With"
        " pydantic, types of the facts are checked, as an application would; ours"
        " checks more.",
    )


def _commands(file: str) -> dict[str, Command]:
    ours, plain = str(_HERE / "ours.py"), str(_HERE / "plain.py")
    strings, octets = _WAYS.values()
    names = (_BARE, *strings, *octets)
    commands: Sequence[Command] = (
        ("-c", _READ, file),
        (ours, file, "message"),
        (plain, file, "message"),
        (plain, file, "validated"),
        (ours, file, "bytes"),
        (plain, file, "bytes"),
        (plain, file, "validated bytes"),
    )
    return dict(zip(names, commands, strict=True))


def _written_down(folder: Path) -> Iterator[tuple[str, Written, Written]]:
    """Write what each process is given; yield the file and what it has to print."""
    for kind in KINDS:
        for locale in LOCALES:
            facts = record(kind, locale)
            letter, phrases = letter_of(facts), phrases_of(facts)
            sources = peers.jinja_sources(letter)
            given: dict[str, Any] = {
                "facts": facts,
                "send_at": SEND_AT.isoformat(),
                "templates": sources,
                "texts": phrases.texts,
                "htmls": phrases.htmls,
                "markup": [
                    key for key, v in phrases.htmls.items() if isinstance(v, Markup)
                ],
            }
            file = folder / f"{kind}.{locale}.json"
            file.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
            followup = composed(facts)
            ours = followup.subject, followup.text, followup.html
            write = peers.writer_of_sources(sources, sandboxed=False)
            yield str(file), ours, write(peers.babel_phrases(facts, phrases))
