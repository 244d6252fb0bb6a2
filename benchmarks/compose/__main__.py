"""
Prints what writing the same messages costs with us and with others.

Run ``python -m benchmarks.compose`` in an environment with the dependency group
``benchmarks``. Options: ``--rounds N``, ``--json FILE``, ``--plot FILE``.

Every variant writes a rejection and an invitation in four languages, for sixteen
candidates in turn; the figures are means over the eight letters. The floor is
f-strings with escaping, dates given. Apart from ours, nobody validates anything.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.compose import peers
from benchmarks.compose.facts import KINDS, LOCALES, SEND_AT, Record, record
from benchmarks.compose.floor import Writer, Written, floor
from benchmarks.compose.letters import composed, letter_of, phrases_of
from benchmarks.compose.measure import Figure, side_by_side
from followup_kit import Composer
from followup_kit.models import load_facts


_CANDIDATES: Final = 16
_FLOOR: Final = "f-strings with escaping, dates given (A)"
_SLOW: Final = ("bytes",)

Variant = Callable[[int], object]


class Work:
    """One kind of letter in one language, for several candidates."""

    def __init__(self, kind: str, locale: str) -> None:
        self.records = [record(kind, locale, n) for n in range(_CANDIDATES)]
        self.letter = letter_of(self.records[0])
        self.phrases = [phrases_of(facts) for facts in self.records]
        self.facts = [load_facts(**facts) for facts in self.records]
        self.expected = [composed(facts) for facts in self.records]
        self.composer = Composer()

    def variants(self) -> dict[str, Variant]:
        """Return every way to write it, as a function of the message's number."""
        jinja = peers.jinja_writer(self.letter, sandboxed=False)
        sandboxed = peers.jinja_writer(self.letter, sandboxed=True)
        django = peers.django_writer(self.letter)
        by_hand = floor(self.letter)
        for writer in (by_hand, jinja, sandboxed, django):
            self.check(writer)
        templated = peers.templated_email_bytes(self.letter)
        with_babel = partial(self._said, jinja, peers.babel_phrases)
        with_django = partial(self._said, django, peers.django_phrases)
        return {
            _FLOOR: partial(self._given, by_hand),
            "followup_kit, facts built": self._compose,
            "followup_kit, validation included": self._load_and_compose,
            "Jinja, dates given": partial(self._given, jinja),
            "Jinja + Babel": with_babel,
            "sandboxed Jinja + Babel": partial(
                self._said, sandboxed, peers.babel_phrases
            ),
            "Django templates + localisation": with_django,
            "followup_kit, bytes": self._bytes,
            "Jinja + Babel + EmailMessage, bytes": partial(
                self._sent, with_babel, peers.standard_bytes
            ),
            "Django, bytes": partial(self._sent, with_django, peers.django_bytes),
            "django-templated-email, bytes": partial(self._templated, templated),
            "python-emails, bytes": partial(self._sent, with_babel, peers.emails_bytes),
            "fastapi-mail, bytes": partial(
                self._sent, with_babel, peers.fastapi_mail_bytes
            ),
        }

    def check(self, writer: Writer) -> None:
        """Raise unless a writer writes what we write, from the same phrases."""
        for phrases, followup in zip(self.phrases, self.expected, strict=True):
            subject, text, html = writer(phrases)
            ours = followup.subject, followup.text, _plain_quotes(followup.html)
            if (subject, text, _plain_quotes(html)) != ours:
                raise SystemExit("The competition writes something else.")

    def _given(self, writer: Writer, number: int) -> Written:
        return writer(self.phrases[number % _CANDIDATES])

    def _said(self, writer: Writer, phraser: peers.Phraser, number: int) -> Written:
        index = number % _CANDIDATES
        return writer(phraser(self.records[index], self.phrases[index]))

    def _sent(
        self,
        write: Callable[[int], Written],
        send: Callable[[Record, Written], bytes],
        number: int,
    ) -> bytes:
        return send(self.records[number % _CANDIDATES], write(number))

    def _templated(self, write: Callable[..., bytes], number: int) -> bytes:
        index = number % _CANDIDATES
        facts = self.records[index]
        return write(facts, peers.django_phrases(facts, self.phrases[index]))

    def _compose(self, number: int) -> object:
        interview, outcome = self.facts[number % _CANDIDATES]
        return self.composer.compose(interview, outcome, send_at=SEND_AT)

    def _load_and_compose(self, number: int) -> object:
        interview, outcome = load_facts(**self.records[number % _CANDIDATES])
        return self.composer.compose(interview, outcome, send_at=SEND_AT)

    def _bytes(self, number: int) -> bytes:
        interview, outcome = load_facts(**self.records[number % _CANDIDATES])
        followup = self.composer.compose(interview, outcome, send_at=SEND_AT)
        return followup.to_email().as_bytes()


def _plain_quotes(html: str) -> str:
    # Jinja and Django escape apostrophes too, by numbers of their own.
    for quote, names in (("'", ("&#x27;", "&#39;")), ('"', ("&#34;", "&quot;"))):
        for name in names:
            html = html.replace(name, quote)
    return html


def _measure(rounds: int) -> dict[str, Figure]:
    peers.set_up_django()
    found: dict[str, list[Figure]] = {}
    for kind in KINDS:
        for locale in LOCALES:
            variants = Work(kind, locale).variants()
            calls = {name: 20 if name.endswith(_SLOW) else 200 for name in variants}
            figures = side_by_side(variants, _FLOOR, rounds=rounds, calls=calls)
            for name, figure in figures.items():
                found.setdefault(name, []).append(figure)
    return {
        name: Figure(
            statistics.mean(f.microseconds for f in figures),
            statistics.mean(f.ratio for f in figures),
        )
        for name, figures in found.items()
    }


def _print(figures: dict[str, Figure]) -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}, CPU time")
    print("| what | µs a message | × A |\n| --- | ---: | ---: |")
    for name, figure in figures.items():
        print(f"| {name} | {figure.microseconds:.0f} | {figure.ratio:.1f} |")


def _plot(figures: dict[str, Figure], file: Path) -> None:
    from matplotlib.figure import Figure as Canvas  # pyright: ignore[reportMissingImports]

    canvas = Canvas(figsize=(9, 0.4 * len(figures) + 1), layout="constrained")
    axes = canvas.subplots()
    names = list(figures)[::-1]
    axes.barh(names, [figures[name].ratio for name in names], color="#3b6ea5")
    axes.set_xscale("log")
    axes.set_xlabel("times the floor (f-strings with escaping), log scale")
    canvas.savefig(file)


def main() -> None:
    """Measure, print the table, and write the files that are asked for."""
    parser = argparse.ArgumentParser(description="What composing a message costs.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    figures = _measure(options.rounds)
    _print(figures)
    if options.json:
        rows: dict[str, Any] = {
            name: {"microseconds": f.microseconds, "times_floor": f.ratio}
            for name, f in figures.items()
        }
        options.json.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    if options.plot:
        _plot(figures, options.plot)


if __name__ == "__main__":
    main()
