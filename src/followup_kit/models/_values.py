"""Addresses, links, locales and choices, as types of fields."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import PlainValidator, Strict
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from followup_kit.addresses import check_address, check_link
from followup_kit.characters import late_pattern
from followup_kit.errors import FactsError, FollowupError, Problem
from followup_kit.locales import canonical_locale
from followup_kit.models._markers import Phrased
from followup_kit.models._ordinary import (
    Known,
    either,
    look_closely,
    made_by,
    ordinary_text,
)


__all__ = [
    "EmailAddress",
    "ExternalCause",
    "Flag",
    "Formality",
    "GrammaticalGender",
    "Link",
    "LocaleTag",
    "ReasonPolicy",
    "ReplyAddress",
    "as_facts_error",
    "check_locale",
    "known_locales",
]

Formality = Literal["formal", "informal"]
"""How a person is addressed: Sie or du, vous or tu."""


GrammaticalGender = Literal["feminine", "masculine", "neutral"]
"""The gender a person wants to be addressed in. Never guessed from a name."""

ReasonPolicy = Literal["none", "external_cause", "criterion", "criterion_and_feedback"]
"""How much of the reason for a rejection a company states, by law or by policy."""

ExternalCause = Annotated[
    Literal["position_filled", "hiring_freeze", "role_changed"],
    Phrased("choice", "cause"),
]
"""A cause that lies with the employer; printed as a sentence of the template set."""

Flag = Annotated[bool, Strict(), Phrased("flag")]
"""Yes or no; never text or a number."""


_NO_REPLY: Final = late_pattern(
    r"(?:^|[._+-])(?:no|do[._-]?not|dont|never|kein|nao|ne(?:[._-]pas)?)[._-]?(?:reply|antwort|repondre)"
    r"|^(?:notifications?|automated|bounces?)$|(?:^|[._+-])mailer-daemon|(?:^|[._+-])noreply",
)


def as_facts_error(error: FollowupError) -> FactsError:
    """Return an error of another room; where the value sits adds the path."""
    return FactsError(
        *(Problem("", p.code, p.message, p.remedy) for p in error.problems)
    )


def _check_email(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        return check_address(text)
    except FollowupError as error:
        raise as_facts_error(error) from None


def _check_reply_address(value: object) -> str:
    address = _check_email(value)
    if _NO_REPLY.search(address.partition("@")[0].lower()):
        # A follow-up that cannot be answered ends the conversation.
        raise PydanticCustomError("no_reply_address", "is an address that nobody reads")
    return address


def _check_url(value: object) -> str:
    try:
        return check_link(value if isinstance(value, str) else "")
    except FollowupError as error:
        raise as_facts_error(error) from None


def check_locale(value: object) -> str:
    """
    Return *value* as a canonical tag.

    Raises:
        PydanticCustomError: It is no language tag.
    """
    try:
        return canonical_locale(value if isinstance(value, str) else "")
    except FollowupError:
        # What stands where a locale belongs may be anything, also a name.
        raise PydanticCustomError("unknown_locale", "is not a language tag") from None


def known_locales() -> CoreSchema:
    """Return the schema of locale tags."""
    return made_by(_KNOWN_LOCALES.__getitem__)


def _plain_reply_address() -> tuple[CoreSchema, ...]:
    robots = "reply|antwort|repondre|notif|automat|bounce|daemon"
    return (
        made_by(look_closely, robots),
        core_schema.str_schema(strict=True, pattern=_PLAIN_ADDRESS, max_length=64),
    )


_KNOWN_LOCALES: Final = Known(check_locale)
# Names of a domain have at most 63 characters, so a short address has none too long.
_PLAIN_ADDRESS: Final = (
    "^[a-z0-9]+(?:[._+-][a-z0-9]+){0,5}@(?:[a-z0-9]+(?:-[a-z0-9]+)*[.])+[a-z]{2,24}$"
)
_PLAIN_LINK: Final = (
    "^https://(?:[a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){0,2}[.]){1,3}[a-z]{2,24}"
    "(?:/[A-Za-z0-9._~/+-]*(?:[?][A-Za-z0-9._~/=&+-]*)?)?$"
)

EmailAddress = Annotated[
    str,
    PlainValidator(_check_email, json_schema_input_type=str),
    ordinary_text(_PLAIN_ADDRESS, 64),
]
"""One mail address: a strict dot-atom, its domain in lower case and IDNA."""

ReplyAddress = Annotated[
    str,
    PlainValidator(_check_reply_address, json_schema_input_type=str),
    either(_plain_reply_address),
]
"""A mail address that a person reads; no-reply addresses are refused."""

Link = Annotated[
    str,
    PlainValidator(_check_url, json_schema_input_type=str),
    Phrased("link"),
    ordinary_text(_PLAIN_LINK, 400),
]
"""An https or mailto link, kept exactly as given."""

LocaleTag = Annotated[
    str,
    PlainValidator(check_locale, json_schema_input_type=str),
    either(lambda: [known_locales()]),
]
"""A BCP 47 language tag in canonical form."""
