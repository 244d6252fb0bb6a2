"""The people of an interview: the candidate, the sender, the interviewers."""

from __future__ import annotations

from typing import ClassVar

from followup_kit.models._base import Facts
from followup_kit.models._markers import Shape
from followup_kit.models._names import CalledName, Name
from followup_kit.models._text import Identifier, Localized, PhoneNumber
from followup_kit.models._time import TimeZoneName
from followup_kit.models._values import (
    EmailAddress,
    Formality,
    GrammaticalGender,
    LocaleTag,
    ReplyAddress,
)


__all__ = ["Candidate", "Interviewer", "Sender"]


class Candidate(Facts):
    """The person the message is for."""

    name: Name
    """In parts, or one string that is used as it stands and never split."""

    email: EmailAddress | None = None
    """Where the message goes. Not needed to compose, only for ``to_email()``."""

    locale: LocaleTag | None = None
    """The language the candidate reads. Recruiting systems rarely know it."""

    time_zone: TimeZoneName | None = None
    """Where the candidate reads the clock. Unknown: the interview's zone is used."""

    gender: GrammaticalGender | None = None
    """The grammatical gender to address them in, only if they stated it."""

    formality: Formality | None = None
    """How they asked to be addressed, if they did."""

    vocative: CalledName | None = None
    """The name as it is called out, for languages that inflect it. Never guessed."""

    candidate_id: Identifier | None = None
    """The host's own id. Opaque; never printed."""


class Sender(Facts):
    """The person who signs the message and reads the reply."""

    name: Name
    """Who signs."""

    email: ReplyAddress
    """An address a person reads. No-reply addresses are refused."""

    role: Localized | None = None
    """Their job title, for the signature."""

    phone: PhoneNumber | None = None
    """A number the candidate may call."""

    gender: GrammaticalGender | None = None
    """Their grammatical gender, for languages in which the writer shows it."""


class Interviewer(Facts):
    """Somebody who interviews, as the candidate may know them."""

    letter_shape: ClassVar[Shape | None] = "person"

    name: Name
    """Their name."""

    role: Localized | None = None
    """Their job title, as shown to candidates."""
