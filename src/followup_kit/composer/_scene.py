"""Everything that decides how the facts of one message are put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from followup_kit.dates import DatePhraser
from followup_kit.errors import Problem
from followup_kit.models import Candidate, Interview, LocalizedText, Outcome
from followup_kit.names import PersonName, name_forms, split_honorific
from followup_kit.templating import Phrases
from followup_kit.timing import is_late, missed_promises, replaced_promises


__all__ = ["Scene", "reader_name_forms"]


@dataclass(eq=False, repr=False)
class Scene:
    """
    One message's facts together with the language and time they are told in.

    Attributes:
        locale: The reader's locale: the letter's language, with their region.
        phraser: Puts dates into words in the reader's zone.
        phrases: The set's patterns for that locale.
        send_at: When the message leaves, if that is known.
        extras: The set's declared extra fields.
        problems: Filled while phrasing, so that all are reported at once.
    """

    interview: Interview
    outcome: Outcome
    locale: str
    phraser: DatePhraser
    phrases: Phrases
    send_at: datetime | None
    extras: Mapping[str, object]
    problems: list[Problem] = field(default_factory=list, init=False)
    _forms: dict[int, dict[str, str]] = field(default_factory=dict, init=False)

    @property
    def zone(self) -> ZoneInfo:
        """The zone the reader reads times in."""
        return self.phraser.time_zone

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The fields of the outcome that are kept back."""
        return self.outcome.withheld(self.interview.company)

    def localized(self, value: str | Mapping[str, str], path: str) -> str:
        """
        Return *value* in the letter's language.

        A missing translation is noted as a problem: a message never borrows a word
        from another language.
        """
        if isinstance(value, str):
            return value
        if isinstance(value, LocalizedText):
            text = value.for_locale(self.locale)
            if text is not None:
                return text
        self.problems.append(
            Problem(
                path=path,
                code="no_translation",
                message=f"has no text for {self.locale}.",
                remedy="Add one, or give a single text that suits every language.",
            )
        )
        return ""

    def full_name(self, name: str | PersonName) -> str:
        """Return a person's name in the order this language writes it."""
        return self.forms_of(name)["full"]

    def forms_of(self, name: str | PersonName) -> dict[str, str]:
        """Return the forms of a person's name, worked out once a message."""
        # By identity: the facts keep the name alive, and need not be hashed for it.
        forms = self._forms.get(id(name))
        if forms is None:
            forms = self._forms[id(name)] = name_forms(name, self.locale)
            if not forms["full"].isascii():
                _name_plainly(forms, self.locale)
        return forms

    @cached_property
    def reader_forms(self) -> dict[str, str]:
        """The forms of the candidate's name."""
        return reader_name_forms(self.interview.candidate, self.locale)

    @cached_property
    def sent(self) -> datetime | None:
        """When the message leaves, as the reader's clock shows it."""
        return self.send_at.astimezone(self.zone) if self.send_at else None

    @cached_property
    def interview_days(self) -> tuple[date, ...]:
        """The reader's days on which sessions began, in order."""
        days = {
            session.start.astimezone(self.zone).date()
            for session in self.interview.sessions
            # A loop may still go on when the message leaves.
            if self.send_at is None or session.start <= self.send_at
        }
        return tuple(sorted(days))

    @cached_property
    def missed(self) -> tuple[date, ...]:
        """The promised days that have passed when the message leaves, in order."""
        return missed_promises(self.interview, self.send_at) if self.send_at else ()

    @cached_property
    def next_news(self) -> date | None:
        """The day by which this message says the candidate hears next, if it does."""
        name = type(self.outcome).next_news
        day: date | None = getattr(self.outcome, name) if name else None
        return day

    @cached_property
    def replaced(self) -> tuple[date, ...]:
        """The promised days still ahead that :attr:`next_news` replaces, in order."""
        if not self.interview.promises or not self.send_at or not self.next_news:
            return ()
        return replaced_promises(self.interview, self.send_at, self.next_news)

    @cached_property
    def is_late(self) -> bool:
        """Whether the message comes later than is owed, with no date still ahead."""
        allowed = type(self.outcome).due_after_interview
        if self.send_at is None or allowed is None or self.interview.promises:
            return False
        return is_late(self.interview, self.send_at, allowed=allowed)


def _name_plainly(forms: dict[str, str], locale: str) -> None:
    """Take off what was typed behind a colleague's name: 様 is said to readers only."""
    for form in ("full", "given", "surname"):
        if form in forms:
            bare, role = split_honorific(forms[form], locale)
            forms[form] = forms[form] if role else bare


def reader_name_forms(candidate: Candidate, locale: str) -> dict[str, str]:
    """
    Return the forms of the candidate's name in a letter in *locale*.

    A name without a locale of its own is taken for one of the candidate's
    language: their letter is in it.
    """
    own = candidate.locale or locale
    return name_forms(candidate.name, locale, name_locale=own)
