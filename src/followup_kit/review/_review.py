"""Reviews a message against the facts it has to keep, whoever wrote it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, get_args

from followup_kit.dates import check_moment
from followup_kit.models import Formality, Interview, Outcome, Practice
from followup_kit.review._arguments import checked
from followup_kit.review._finding import Finding, Severity
from followup_kit.review._memory import remembering
from followup_kit.review._message import (
    Composed,
    Message,
    message_of_email,
    message_of_followup,
    message_of_html,
    message_of_text,
)
from followup_kit.review._policy import ReviewPolicy
from followup_kit.review._report import report


if TYPE_CHECKING:
    from email.message import Message as AnyEmail


__all__ = [
    "PracticeRow",
    "Review",
    "review",
    "review_email",
    "review_html",
    "review_text",
]

_PARTS: Final = ("subject", "preheader", "text", "html", "")


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """
    One practice of good follow-ups in a message, and what is missing from it.

    Attributes:
        practice: The practice.
        errors: The findings that a careful recruiter would not send.
        warnings: The findings that a careful recruiter would look at.
        notes: The rest.
    """

    practice: Practice
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def is_met(self) -> bool:
        """Whether nothing of it is an error or a warning."""
        return not (self.errors or self.warnings)


@dataclass(frozen=True, slots=True, repr=False)
class Review:
    """
    What was found in a message. Frozen. There is no score: nobody can game a table.

    Attributes:
        findings: What was found, by part and place.
        message: The message as it was read; spans index into its parts.
    """

    findings: tuple[Finding, ...]
    message: Message

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that a careful recruiter would not send."""
        return self.where(severity="error")

    @property
    def is_safe(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    def where(
        self,
        *,
        code: str | Collection[str] | None = None,
        practice: Practice | None = None,
        severity: Severity | None = None,
    ) -> tuple[Finding, ...]:
        """
        Return the findings that are all of what is asked for.

        Args:
            code: One code, or several.
            practice: A practice.
            severity: A severity.
        """
        codes = {code} if isinstance(code, str) else code
        return tuple(
            finding
            for finding in self.findings
            if (codes is None or finding.code in codes)
            and (practice is None or finding.practice == practice)
            and (severity is None or finding.severity == severity)
        )

    def table(self) -> tuple[PracticeRow, ...]:
        """Return every practice with what is missing from it, in a fixed order."""
        return tuple(
            PracticeRow(
                practice,
                *(
                    self.where(practice=practice, severity=severity)
                    for severity in ("error", "warning", "info")
                ),
            )
            for practice in get_args(Practice)
        )

    def quote(self, finding: Finding) -> str:
        """Return the stretch of the message that a finding is about, else nothing."""
        if finding.span is None:
            return ""
        return self.message.part(finding.part)[slice(*finding.span)]

    def __repr__(self) -> str:
        """Return how much was found, never what the message says."""
        return f"<Review {len(self.findings)} findings, {len(self.errors)} errors>"


def review(
    followup: Composed,
    interview: Interview,
    outcome: Outcome,
    *,
    send_at: datetime | None = None,
    extras: Mapping[str, object] | None = None,
    policy: ReviewPolicy | None = None,
) -> Review:
    """
    Return what is wrong with a composed message.

    Args:
        followup: The message, for example a ``Followup``.
        interview: The facts it was composed from.
        outcome: What was decided.
        send_at: When it leaves; without it, "tomorrow" means no day.
        extras: The extra fields it was composed with.
        policy: What a company raises, lowers or mutes.

    Raises:
        FactsError: An argument is of another type, or the facts were never checked and
            do not hold.
        TimeError: ``send_at`` is naive or does not exist.
        LocaleError: CLDR has no dates for the message's locale.
    """
    interview, outcome = checked(
        interview, outcome, followup=followup, extras=extras, policy=policy
    )
    message = message_of_followup(followup)
    # A region's habits of dates are finer than the locale of the letter.
    language = getattr(followup, "language", None)
    habits: str = getattr(language, "habits", message.locale)
    facts = _Facts(interview, outcome, habits, send_at, extras)
    return _reviewed(message, facts, policy)


def review_text(
    text: str,
    interview: Interview,
    outcome: Outcome,
    *,
    locale: str,
    subject: str = "",
    formality: Formality | None = None,
    send_at: datetime | None = None,
    extras: Mapping[str, object] | None = None,
    policy: ReviewPolicy | None = None,
) -> Review:
    """
    Return what is wrong with a text that somebody wrote or edited.

    Args:
        text: The body. Spans of findings index into it.
        interview: The facts it has to keep.
        outcome: What was decided.
        locale: The language it should be in, with its region if that is known.
        subject: The subject, if it is to be reviewed too.
        formality: How it should address the candidate, if that is known.
        send_at: When it leaves; without it, "tomorrow" means no day.
        extras: Further facts it may state: days, links, texts.
        policy: What a company raises, lowers or mutes.

    Raises:
        FactsError: ``not_text``, or another argument is of another type.
        TimeError: ``send_at`` is naive or does not exist.
        LocaleError: The locale is malformed, or CLDR has no dates for it.
    """
    interview, outcome = checked(
        interview, outcome, formality=formality, extras=extras, policy=policy
    )
    message = message_of_text(
        text, kind=outcome.kind, locale=locale, subject=subject, formality=formality
    )
    facts = _Facts(interview, outcome, locale, send_at, extras)
    return _reviewed(message, facts, policy)


def review_html(
    html: str,
    interview: Interview,
    outcome: Outcome,
    *,
    locale: str,
    subject: str = "",
    formality: Formality | None = None,
    send_at: datetime | None = None,
    extras: Mapping[str, object] | None = None,
    policy: ReviewPolicy | None = None,
) -> Review:
    """
    Return what is wrong with an HTML message, as its reader sees it.

    Spans index into ``Review.message.html``, the text that the document shows. The
    arguments and errors are those of :func:`review_text`.
    """
    interview, outcome = checked(
        interview, outcome, formality=formality, extras=extras, policy=policy
    )
    message = message_of_html(
        html, kind=outcome.kind, locale=locale, subject=subject, formality=formality
    )
    facts = _Facts(interview, outcome, locale, send_at, extras)
    return _reviewed(message, facts, policy)


def review_email(
    email: AnyEmail | bytes,
    interview: Interview,
    outcome: Outcome,
    *,
    locale: str,
    formality: Formality | None = None,
    send_at: datetime | None = None,
    extras: Mapping[str, object] | None = None,
    policy: ReviewPolicy | None = None,
) -> Review:
    """
    Return what is wrong with an e-mail: its subject and both of its bodies.

    Args:
        email: An ``EmailMessage``, or the bytes of one.
        interview: The facts it has to keep.
        outcome: What was decided.
        locale: The language it should be in.
        formality: How it should address the candidate, if that is known.
        send_at: When it leaves.
        extras: Further facts it may state.
        policy: What a company raises, lowers or mutes.

    Raises:
        FactsError: ``not_an_email``, or another argument is of another type.
        TimeError: ``send_at`` is naive or does not exist.
        LocaleError: The locale is malformed, or CLDR has no dates for it.
    """
    interview, outcome = checked(
        interview, outcome, formality=formality, extras=extras, policy=policy
    )
    message = message_of_email(
        email, kind=outcome.kind, locale=locale, formality=formality
    )
    facts = _Facts(interview, outcome, locale, send_at, extras)
    return _reviewed(message, facts, policy)


@dataclass(frozen=True, slots=True)
class _Facts:
    interview: Interview
    outcome: Outcome
    locale: str
    send_at: datetime | None
    extras: Mapping[str, object] | None


def _reviewed(message: Message, facts: _Facts, policy: ReviewPolicy | None) -> Review:
    # Composing needs this room's findings, not its recognisers: they load here.
    from followup_kit.review._checks import every_finding
    from followup_kit.review._fact_sheet import fact_sheet

    if facts.send_at is not None:
        check_moment(facts.send_at, path="send_at")
    with remembering():
        sheet = fact_sheet(
            facts.interview,
            facts.outcome,
            locale=facts.locale,
            send_at=facts.send_at,
            extras=facts.extras,
        )
        found = [_too_long()] if message.too_long else every_finding(message, sheet)
        once = tuple(sorted(dict.fromkeys(found), key=_place))
    return Review(once if policy is None else policy.applied(once), message)


def _place(finding: Finding) -> tuple[int, int, str, str]:
    start = finding.span[0] if finding.span else -1
    return _PARTS.index(finding.part), start, finding.code, finding.path


def _too_long() -> Finding:
    return report(
        "too_long",
        "is longer than any follow-up, and was not reviewed.",
        "Shorten it.",
    )
