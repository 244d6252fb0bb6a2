"""What a kept result costs, by tracemalloc, beside the strings that it holds."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from benchmarks.compose import mails, peers
from benchmarks.compose.facts import KINDS, LOCALES, SEND_AT
from benchmarks.compose.parts import Record, Written
from benchmarks.compose.work import CANDIDATES, Work
from benchmarks.tables import Effort, Row, Table
from followup_kit import Composer, Followup
from followup_kit.batch import Item, compose_many
from followup_kit.models import load_facts


__all__ = ["kept"]


class _Message(NamedTuple):
    """The message to one candidate."""

    work: Work
    number: int

    @property
    def record(self) -> Record:
        return self.work.records[self.number]

    def written(self) -> Written:
        """Write it with Jinja and Babel."""
        phrases = self.work.phrases[self.number]
        return self.work.jinja(peers.babel_phrases(self.record, phrases))

    def composed(self, composer: Composer) -> Followup:
        """Write it with this library."""
        return composer.compose(*load_facts(**self.record), send_at=SEND_AT)


_Messages: TypeAlias = Sequence[_Message]
_Strings: TypeAlias = Callable[[_Message], tuple[str, ...]]
_Way: TypeAlias = tuple[Callable[[_Messages], Sequence[Any]], _Strings]
"""How results of messages are made, and the strings that one of them holds."""


def kept(effort: Effort) -> tuple[Table, ...]:
    """Measure results of ours and of others, each kept in a list."""
    peers.set_up_django()
    works = [Work(kind, locale) for kind in KINDS for locale in LOCALES]
    candidates = range(min(CANDIDATES, 2 * effort.rounds))
    messages = [_Message(work, number) for work in works for number in candidates]
    return (
        Table(
            title="A kept result",
            columns=("bytes", "its strings", "×"),
            digits=(0, 0, 2),
            rows=tuple(
                _row(name, way, messages) for name, way in (_ours() | _theirs()).items()
            ),
            plotted=2,
            note="Bytes by tracemalloc; its strings: subject, preheader, text and HTML"
            " with what Python adds to a string. Mails hold theirs in forms of their"
            " own.",
        ),
    )


def _row(name: str, way: _Way, messages: _Messages) -> Row:
    make, strings_of = way
    # What is loaded once for a letter is no cost of a result.
    make([one for one in messages if one.number == 0])
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    results = make(messages)
    gc.collect()
    cost = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    count = len(results)
    strings = sum(sys.getsizeof(text) for one in messages for text in strings_of(one))
    return Row(name, (cost / count, strings / count, cost / strings))


def _ours() -> dict[str, _Way]:
    composer = Composer()

    def strings(message: _Message) -> tuple[str, ...]:
        followup = message.composed(composer)
        return followup.subject, followup.preheader, followup.text, followup.html

    def results(messages: _Messages) -> Sequence[Any]:
        facts = [message.record for message in messages]
        items = [Item(**one, send_at=SEND_AT) for one in facts]
        return list(compose_many(items, composer=composer))

    return {
        "followup_kit: Followup": (
            lambda messages: [one.composed(composer) for one in messages],
            strings,
        ),
        "followup_kit: Result of compose_many": (results, strings),
        "followup_kit: EmailMessage": (
            lambda messages: [
                one.composed(composer).to_email(calendar="none") for one in messages
            ],
            strings,
        ),
    }


def _theirs() -> dict[str, _Way]:
    strings = _Message.written
    return {
        "Jinja + Babel: three strings": (
            lambda messages: [one.written() for one in messages],
            strings,
        ),
        "Jinja + Babel: EmailMessage": (
            lambda messages: [
                mails.standard_mail(one.record, one.written(), None) for one in messages
            ],
            strings,
        ),
        "Jinja + Babel: Django mail": (
            lambda messages: [
                mails.django_mail(one.record, one.written(), None) for one in messages
            ],
            strings,
        ),
    }
