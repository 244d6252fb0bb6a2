"""What an edit did to the facts of a message, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from followup_kit.dates import check_moment
from followup_kit.errors import FactsError, Problem
from followup_kit.locales import canonical_locale
from followup_kit.models import Interview, Outcome
from followup_kit.review._arguments import checked
from followup_kit.review._memory import remembering
from followup_kit.review._message import MAX_TEXT, checked_text


__all__ = ["Comparison", "FactChange", "FactKind", "SentencePair", "compare"]

FactKind = Literal[
    "date", "weekday", "time", "zone", "link", "address", "phone", "money",
    "length", "name", "decision",
]  # fmt: skip
"""What a fact in a text is."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """
    A fact that an edit took out, altered or put in. It quotes nothing.

    Attributes:
        kind: What it is.
        before: Where it stood in the original; None if it was put in.
        after: Where it stands in the edited text; None if it was taken out.
        path: The fact of interview or outcome, if facts were given and it is one.
    """

    kind: FactKind
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    path: str = ""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """
    A sentence of the original beside what became of it.

    Attributes:
        before: Where it stood; None for a new sentence.
        after: Where it stands; None for one that was taken out.
        lost: The facts that are in the edited text no more.
        changed: The facts that another of their kind stands for.
        added: The facts that the original does not state.
    """

    before: tuple[int, int] | None
    after: tuple[int, int] | None
    lost: tuple[FactChange, ...] = ()
    changed: tuple[FactChange, ...] = ()
    added: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What an edit did to the facts of a message. Frozen.

    A fact that moved to another sentence is neither lost nor added.

    Attributes:
        sentences: The sentences of both, side by side, those that are the same too.
    """

    sentences: tuple[SentencePair, ...]

    @property
    def lost(self) -> tuple[FactChange, ...]:
        """The facts that are in the edited text no more."""
        return tuple(x for pair in self.sentences for x in pair.lost)

    @property
    def changed(self) -> tuple[FactChange, ...]:
        """The facts that another of their kind stands for."""
        return tuple(x for pair in self.sentences for x in pair.changed)

    @property
    def added(self) -> tuple[FactChange, ...]:
        """The facts that the original does not state."""
        return tuple(x for pair in self.sentences for x in pair.added)

    @property
    def is_safe(self) -> bool:
        """Whether every fact is kept and none is new."""
        return not (self.lost or self.changed or self.added)


def compare(
    original: str,
    edited: str,
    interview: Interview | None = None,
    outcome: Outcome | None = None,
    *,
    locale: str,
    send_at: datetime | None = None,
) -> Comparison:
    """
    Return which facts an edit lost, changed or added, sentence by sentence.

    Dates, times, zones, links, addresses, telephone numbers, money, lengths of time
    and decisions are compared by what they say, not by how: "1 December" is "Dec 1".
    A date without its year agrees with the same day of any year.
    Names are compared if the facts are given; without them, only names that stand in
    the original with two capitals.

    Args:
        original: The text as it was, such as ``followup.text``.
        edited: The text as it is now.
        interview: The facts, to name the path of what changed.
        outcome: What was decided.
        locale: The language of both.
        send_at: When the message leaves; "tomorrow" is then the date it means, read
            on the candidate's clock if the facts are given, else on that of send_at.

    Raises:
        FactsError: ``not_text``, ``too_long`` above 50,000 characters, or facts that
            are of another type.
        LocaleError: The locale is malformed, or CLDR has no dates for it.
        TimeError: ``send_at`` is naive or does not exist.
    """
    for name, text in (("original", original), ("edited", edited)):
        if len(checked_text(text, name)) > MAX_TEXT:
            message = "is longer than any follow-up."
            raise FactsError(Problem(name, "too_long", message, "Shorten it."))
    if interview is not None and outcome is not None:
        interview, outcome = checked(interview, outcome)
    if send_at is not None:
        check_moment(send_at, path="send_at")
    # Composing needs this room's findings, not its recognisers: they load here.
    from followup_kit.review._fact_sheet import fact_sheet
    from followup_kit.review._sentence_pairs import sentence_pairs

    tag = canonical_locale(locale)
    with remembering():
        sheet = None
        if interview is not None and outcome is not None:
            sheet = fact_sheet(interview, outcome, locale=tag, send_at=send_at)
        today = None
        if send_at is not None:
            # Without the facts, the zone of sending is the best guess at the reader's.
            today = (send_at.astimezone(sheet.zones[0]) if sheet else send_at).date()
        return Comparison(tuple(sentence_pairs(original, edited, tag, sheet, today)))
