"""
One kind of letter in one language, written in every way.

Before anything is timed, every way is held against our message: the same subject,
text and HTML from the same phrases, and, read back from the octets, the same parts
and the same event.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from benchmarks.compose import mails, peers
from benchmarks.compose.calendars import event_in, icalendar_bytes
from benchmarks.compose.facts import SEND_AT, record
from benchmarks.compose.floor import floor
from benchmarks.compose.letters import composed, letter_of, phrases_of
from benchmarks.compose.parts import Writer, Written
from followup_kit import Composer, Followup
from followup_kit.models import load_facts


__all__ = ["CANDIDATES", "FLOOR", "STAGES", "Variant", "Work"]

CANDIDATES: Final = 16
_CHECKED: Final = 5
FLOOR: Final = "f-strings with escaping, dates given (A)"
STAGES: Final[tuple[str, ...]] = (
    "compose",
    "compose + bytes",
    "compose + bytes + calendar",
)

Variant: TypeAlias = Callable[[int], object]


class Work:
    """One kind of letter in one language, for several candidates."""

    def __init__(self, kind: str, locale: str) -> None:
        self.records = [record(kind, locale, n) for n in range(CANDIDATES)]
        self.letter = letter_of(self.records[0])
        self.phrases = [phrases_of(facts) for facts in self.records]
        self.facts = [load_facts(**facts) for facts in self.records]
        self.expected = [composed(facts) for facts in self.records]
        self.composer = Composer()
        calendars = [followup.calendar for followup in self.expected]
        self.events = [event_in(one) for one in calendars if one is not None]
        self.by_hand = floor(self.letter)
        self.jinja = peers.jinja_writer(self.letter, sandboxed=False)
        self.sandboxed = peers.jinja_writer(self.letter, sandboxed=True)
        self.django = peers.django_writer(self.letter)
        for writer in (self.by_hand, self.jinja, self.sandboxed, self.django):
            self._check_words(writer)

    def variants(self, stage: str) -> dict[str, Variant]:
        """Return every way to go as far as *stage*, by the message's number."""
        if stage == STAGES[0]:
            return self.composing()
        if stage == STAGES[1]:
            return self.mailing(with_calendar=False)
        # Where no time is fixed, there is nothing to invite to.
        return self.mailing(with_calendar=True) if self.events else {}

    def composing(self) -> dict[str, Variant]:
        """Return every way to write subject, text and HTML."""
        from benchmarks.compose.validated import Message

        with_babel = partial(self._said, self.jinja, peers.babel_phrases)

        def validated(number: int) -> Written:
            Message.model_validate(self.records[number % CANDIDATES])
            return with_babel(number)

        return {
            FLOOR: partial(self._given, self.by_hand),
            "followup_kit, facts built": self._compose,
            "followup_kit, validation included": self._load_and_compose,
            "Jinja, dates given": partial(self._given, self.jinja),
            "Jinja + Babel": with_babel,
            "pydantic + Jinja + Babel": validated,
            "sandboxed Jinja + Babel": partial(
                self._said, self.sandboxed, peers.babel_phrases
            ),
            "Django templates + localisation": partial(
                self._said, self.django, peers.django_phrases
            ),
        }

    def mailing(self, *, with_calendar: bool) -> dict[str, Variant]:
        """Return every way to write a mail, with an invitation or without."""
        writers: dict[str, Callable[[int], Written]] = {
            "f-strings (A)": partial(self._given, self.by_hand),
            "Jinja + Babel": partial(self._said, self.jinja, peers.babel_phrases),
            "Django": partial(self._said, self.django, peers.django_phrases),
        }
        ways = (
            ("f-strings (A)", "EmailMessage"),
            ("Jinja + Babel", "EmailMessage"),
            ("Django", "Django"),
            ("Jinja + Babel", "python-emails"),
            ("Jinja + Babel", "fastapi-mail"),
        )
        invite = self._invitation if with_calendar else _nothing
        ours = partial(self._bytes, with_calendar=with_calendar)
        self._check_mail(ours)
        found: dict[str, Variant] = {"followup_kit": ours}
        for writer, mailer in ways:
            send = mails.MAILERS[mailer]
            self._check_mail(partial(self._checked, send, invite))
            name = mailer if writer == mailer else f"{writer} + {mailer}"
            found[name] = partial(self._sent, writers[writer], send, invite)
        templated = mails.templated_email_bytes(self.letter)
        self._check_mail(partial(self._templated_given, templated, invite))
        found["django-templated-email"] = partial(self._templated, templated, invite)
        return found

    def _check_words(self, writer: Writer) -> None:
        for phrases, followup in zip(self.phrases, self.expected, strict=True):
            if _plain(writer(phrases)) != _plain(_parts_of(followup)):
                raise SystemExit("The competition writes something else.")

    def _check_mail(self, write: Callable[[int], bytes]) -> None:
        for number, followup in enumerate(self.expected[:_CHECKED]):
            written, calendar = mails.read_back(write(number))
            subject, text, html = _plain(_parts_of(followup))
            ends = text.rstrip("\n"), html.rstrip("\n")
            if _plain(written) != (subject, *ends):
                raise SystemExit("A mail of the competition says something else.")
            if calendar is not None and event_in(calendar) != self.events[number]:
                raise SystemExit("An invitation of the competition differs.")

    def _given(self, writer: Writer, number: int) -> Written:
        return writer(self.phrases[number % CANDIDATES])

    def _said(self, writer: Writer, phraser: peers.Phraser, number: int) -> Written:
        index = number % CANDIDATES
        return writer(phraser(self.records[index], self.phrases[index]))

    def _invitation(self, index: int) -> bytes | None:
        return icalendar_bytes(self.records[index], self.events[index])

    def _sent(
        self,
        write: Callable[[int], Written],
        send: mails.Mailer,
        invite: Callable[[int], bytes | None],
        number: int,
    ) -> bytes:
        index = number % CANDIDATES
        return send(self.records[index], write(index), invite(index))

    def _checked(
        self, send: mails.Mailer, invite: Callable[[int], bytes | None], number: int
    ) -> bytes:
        return self._sent(partial(self._given, self.by_hand), send, invite, number)

    def _templated(
        self,
        write: Callable[..., bytes],
        invite: Callable[[int], bytes | None],
        number: int,
    ) -> bytes:
        index = number % CANDIDATES
        facts = self.records[index]
        phrases = peers.django_phrases(facts, self.phrases[index])
        return write(facts, phrases, invite(index))

    def _templated_given(
        self,
        write: Callable[..., bytes],
        invite: Callable[[int], bytes | None],
        index: int,
    ) -> bytes:
        return write(self.records[index], self.phrases[index], invite(index))

    def _compose(self, number: int) -> Followup:
        interview, outcome = self.facts[number % CANDIDATES]
        return self.composer.compose(interview, outcome, send_at=SEND_AT)

    def _load_and_compose(self, number: int) -> Followup:
        interview, outcome = load_facts(**self.records[number % CANDIDATES])
        return self.composer.compose(interview, outcome, send_at=SEND_AT)

    def _bytes(self, number: int, *, with_calendar: bool) -> bytes:
        followup = self._load_and_compose(number)
        if with_calendar:
            return followup.to_email().as_bytes()
        return followup.to_email(calendar="none").as_bytes()


def _nothing(_: int) -> None:
    return None


def _parts_of(followup: Followup) -> Written:
    return followup.subject, followup.text, followup.html


def _plain(written: Written) -> Written:
    # Jinja and Django escape quotes too, by names and numbers of their own.
    subject, text, html = written
    for quote, names in (("'", ("&#x27;", "&#39;")), ('"', ("&#34;", "&quot;"))):
        for name in names:
            html = html.replace(name, quote)
    return subject, text, html
