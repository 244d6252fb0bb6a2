"""Everything that decides how the facts of one message are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from followup_kit.dates import DatePhraser
from followup_kit.errors import Problem
from followup_kit.models import (
    Candidate,
    Interview,
    Interviewer,
    LocalizedText,
    Outcome,
    Session,
)
from followup_kit.names import PersonName, name_forms, split_honorific
from followup_kit.templating import Phrases
from followup_kit.timing import is_late, missed_promises, replaced_promises


__all__ = ["Scene", "phraser_of", "reader_name_forms"]

_NO_TIME: Final = timedelta(0)
# Stands for a length of time that was not worked out yet.
_UNKNOWN: Final = timedelta.min
# Timing refuses other years.
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2200


class Scene:
    """
    One message's facts together with the language and time they are told in.

    Written out and not a dataclass, because one is made for every message; what is
    worked out from the facts is worked out when it is first asked for.

    Args:
        interview: Who met whom, when, and what was said.
        outcome: What was decided.
        locale: The reader's locale: the letter's language, with their region.
        phraser: Puts dates into words in the reader's zone.
        phrases: The set's patterns for that locale.
        send_at: When the message leaves, if that is known.
        extras: The set's declared extra fields.

    Attributes:
        problems: Filled while phrasing, so that all are reported at once.
        withheld: The fields of the outcome that are kept back.
        said_people: Lists of people, and what was said of each.
    """

    __slots__ = (
        "_days",
        "_forms",
        "_interview_days",
        "_is_late",
        "_met",
        "_missed",
        "_reader_forms",
        "_replaced",
        "_sent",
        "_sessions",
        "_short_days",
        "_since_end",
        "extras",
        "interview",
        "locale",
        "outcome",
        "phraser",
        "phrases",
        "problems",
        "said_people",
        "send_at",
        "withheld",
    )

    def __init__(
        self,
        *,
        interview: Interview,
        outcome: Outcome,
        locale: str,
        phraser: DatePhraser,
        phrases: Phrases,
        send_at: datetime | None,
        extras: Mapping[str, object],
    ) -> None:
        self.interview = interview
        self.outcome = outcome
        self.locale = locale
        self.phraser = phraser
        self.phrases = phrases
        self.send_at = send_at
        self.extras = extras
        self.problems: list[Problem] = []
        self.withheld = outcome.withheld(interview.company)
        self.said_people: list[tuple[Any, Any]] = []
        self._forms: dict[int, dict[str, str]] = {}
        self._reader_forms: dict[str, str] | None = None
        self._sent: datetime | None = None
        self._sessions: Sequence[Session] | None = None
        self._interview_days: tuple[date, ...] | None = None
        self._since_end: timedelta | None = _UNKNOWN
        self._met: tuple[Sequence[Interviewer], list[str]] | None = None
        self._missed: tuple[date, ...] | None = None
        self._replaced: tuple[date, ...] | None = None
        self._is_late: bool | None = None
        self._days: dict[date, str] | None = None
        self._short_days: dict[date, str] | None = None

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
        # Most colleagues are one string, from which nothing has to be taken off.
        if type(name) is str and name.isascii() and name.isprintable():
            return name
        return self.forms_of(name)["full"]

    def full_names(self, people: Iterable[Interviewer]) -> list[str]:
        """Return the names of several people."""
        names = []
        for person in people:
            name = person.name
            if type(name) is str and name.isascii() and name.isprintable():
                names.append(name)
            else:
                names.append(self.forms_of(name)["full"])
        return names

    def forms_of(self, name: str | PersonName) -> dict[str, str]:
        """Return the forms of a person's name, worked out once a message."""
        # By identity: the facts keep the name alive, and need not be hashed for it.
        forms = self._forms.get(id(name))
        if forms is None:
            forms = self._forms[id(name)] = name_forms(name, self.locale)
            if not forms["full"].isascii():
                _name_plainly(forms, self.locale)
        return forms

    @property
    def reader_forms(self) -> dict[str, str]:
        """The forms of the candidate's name."""
        forms = self._reader_forms
        if forms is None:
            candidate = self.interview.candidate
            forms = self._reader_forms = reader_name_forms(candidate, self.locale)
        return forms

    @property
    def sent(self) -> datetime | None:
        """When the message leaves, as the reader's clock shows it."""
        sent, send_at = self._sent, self.send_at
        if sent is None and send_at is not None:
            sent = self._sent = send_at.astimezone(self.phraser.time_zone)
        return sent

    @property
    def days(self) -> dict[date, str]:
        """Days as other messages in this locale have said them; see ``_wording``."""
        days = self._days
        if days is None:
            days = self._days = _said_days(self.locale, self.phrases.day_pattern)
        return days

    @property
    def short_days(self) -> dict[date, str]:
        """The same in their short form, seen from the day of sending."""
        days = self._short_days
        if days is None:
            sent = self.sent
            days = self._short_days = (
                self.days
                if sent is None
                else _said_from(self.locale, self.phrases.day_pattern, sent.date())
            )
        return days

    @property
    def sessions(self) -> Sequence[Session]:
        """The sessions by the instant they began."""
        sessions = self._sessions
        if sessions is None:
            sessions = self.interview.sessions
            if len(sessions) > 1:
                sessions = self.interview.in_order
            self._sessions = sessions
        return sessions

    @property
    def met(self) -> tuple[Sequence[Interviewer], list[str]]:
        """
        Everybody who interviewed but who signs, once each, in order; their names.

        Who signs is not spoken of by name; alone, the letter says "us".
        """
        met = self._met
        if met is None:
            people = self.interview.sessions[0].interviewers
            names = self.full_names(people)
            if len(self.interview.sessions) > 1 or len(set(names)) < len(names):
                people = self.interview.interviewers
                names = self.full_names(people)
            signs = self.full_name(self.interview.sender.name)
            if signs in names:
                pairs = zip(people, names, strict=True)
                people = tuple(person for person, name in pairs if name != signs)
                names = [name for name in names if name != signs]
            met = self._met = people, names
        return met

    @property
    def since_end(self) -> timedelta | None:
        """
        How long after the only session the message leaves.

        None if it leaves before, or if that has to be looked at more closely.
        """
        since = self._since_end
        if since is _UNKNOWN:
            since = self._since_end = self._time_since_end()
        return since

    def _time_since_end(self) -> timedelta | None:
        sessions, send_at = self.interview.sessions, self.send_at
        if len(sessions) > 1 or send_at is None or send_at.tzinfo is not UTC:
            return None
        session = sessions[0]
        # In one zone: values of two are compared by asking for each offset twice.
        since = send_at - (session.end or session.start).astimezone(UTC)
        return since if since >= _NO_TIME else None

    @property
    def interview_days(self) -> tuple[date, ...]:
        """The reader's days on which sessions began, in order."""
        days = self._interview_days
        if days is None:
            days = self._interview_days = self._begun_days()
        return days

    def _begun_days(self) -> tuple[date, ...]:
        zone, send_at = self.phraser.time_zone, self.send_at
        sessions = self.interview.sessions
        if self.since_end is not None:
            return (sessions[0].start.astimezone(zone).date(),)
        days = {
            session.start.astimezone(zone).date()
            for session in sessions
            # A loop may still go on when the message leaves.
            if send_at is None or session.start <= send_at
        }
        return tuple(sorted(days))

    @property
    def is_unpromised(self) -> bool:
        """Whether no day was promised, so that none can be missed or replaced."""
        send_at = self.send_at
        return not self.interview.promises and (
            send_at is None or _FIRST_YEAR <= send_at.year <= _LAST_YEAR
        )

    @property
    def missed(self) -> tuple[date, ...]:
        """The promised days that have passed when the message leaves, in order."""
        missed = self._missed
        if missed is None:
            missed = self._missed = self._all_missed()
        return missed

    def _all_missed(self) -> tuple[date, ...]:
        if self.send_at is None or self.is_unpromised:
            return ()
        return missed_promises(self.interview, self.send_at)

    @property
    def next_news(self) -> date | None:
        """The day by which this message says the candidate hears next, if it does."""
        name = self.outcome.next_news
        day: date | None = getattr(self.outcome, name) if name else None
        return day

    @property
    def replaced(self) -> tuple[date, ...]:
        """The promised days still ahead that :attr:`next_news` replaces, in order."""
        replaced = self._replaced
        if replaced is None:
            replaced = self._replaced = self._all_replaced()
        return replaced

    def _all_replaced(self) -> tuple[date, ...]:
        if not self.interview.promises or not self.send_at or not self.next_news:
            return ()
        return replaced_promises(self.interview, self.send_at, self.next_news)

    @property
    def is_late(self) -> bool:
        """Whether the message comes later than is owed, with no date still ahead."""
        late = self._is_late
        if late is None:
            late = self._is_late = self._comes_late()
        return late

    def _comes_late(self) -> bool:
        send_at, allowed = self.send_at, self.outcome.due_after_interview
        if send_at is None or allowed is None or self.interview.promises:
            return False
        since = self.since_end
        if (
            since is not None
            and _FIRST_YEAR <= send_at.year <= _LAST_YEAR
            and type(allowed) is timedelta
            and since <= allowed
        ):
            return False
        return is_late(self.interview, send_at, allowed=allowed)


# Bounded: tags come from outside, and regions multiply.
@lru_cache(maxsize=1024)
def phraser_of(locale: str, zone: str) -> DatePhraser:
    """Return the phraser of a locale in a zone; it is immutable, and kept."""
    return DatePhraser(locale, time_zone=zone)


@lru_cache(maxsize=1024)
def _said_days(locale: str, pattern: str | None) -> dict[date, str]:
    """Return the days that letters of a locale have named, by how a set joins them."""
    del locale, pattern
    return {}


# As of a few days of sending: a process that runs for months forgets the others.
@lru_cache(maxsize=256)
def _said_from(locale: str, pattern: str | None, sent: date) -> dict[date, str]:
    """Return those that were named in messages that leave on one day."""
    del locale, pattern, sent
    return {}


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
