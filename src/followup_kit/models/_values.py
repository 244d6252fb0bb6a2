"""Addresses, links, names, locales and choices, as types of fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Annotated, Any, Final, Literal

from pydantic import PlainSerializer, PlainValidator, Strict
from pydantic_core import PydanticCustomError

from followup_kit.addresses import check_address, check_link
from followup_kit.errors import FactsError, FollowupError, Problem
from followup_kit.locales import canonical_locale
from followup_kit.models._markers import Phrased
from followup_kit.models._text import check_line
from followup_kit.names import PersonName


__all__ = [
    "EmailAddress",
    "ExternalCause",
    "Flag",
    "Formality",
    "GrammaticalGender",
    "Link",
    "LocaleTag",
    "Name",
    "ReasonPolicy",
    "ReplyAddress",
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


_NAME_PARTS: Final = frozenset(field.name for field in fields(PersonName))

_NO_REPLY: Final = re.compile(
    r"(?:^|[._+-])(?:no|do[._-]?not|dont|never|kein|nao|ne(?:[._-]pas)?)[._-]?(?:reply|antwort|repondre)"
    r"|^(?:notifications?|automated|bounces?)$|(?:^|[._+-])mailer-daemon|(?:^|[._+-])noreply",
)


def _as_facts_error(error: FollowupError) -> FactsError:
    # The path is added where the value sits, not where it is checked.
    return FactsError(
        *(Problem("", p.code, p.message, p.remedy) for p in error.problems)
    )


def _check_email(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        return check_address(text)
    except FollowupError as error:
        raise _as_facts_error(error) from None


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
        raise _as_facts_error(error) from None


def _check_locale(value: object) -> str:
    try:
        return canonical_locale(value if isinstance(value, str) else "")
    except FollowupError:
        # What stands where a locale belongs may be anything, also a name.
        raise PydanticCustomError("unknown_locale", "is not a language tag") from None


def _check_name(value: object) -> str | PersonName:
    if isinstance(value, str):
        return check_line(value)
    if isinstance(value, PersonName):
        value = {
            field.name: getattr(value, field.name)
            for field in fields(value)
            if getattr(value, field.name, None) is not None
        }
    if isinstance(value, Mapping):
        return _build_name(value)
    raise PydanticCustomError("not_text", "must be a name: one string, or its parts")


def _build_name(parts: Mapping[str, object]) -> PersonName:
    problems: list[Problem] = []
    clean: dict[str, str] = {}
    for key, part in parts.items():
        if key not in _NAME_PARTS:
            message = "is not a part of a name."
            problems.append(
                Problem("<unknown>", "unknown_field", message, "Check its spelling.")
            )
        elif part is not None:
            try:
                clean[key] = (
                    _check_locale(part) if key == "locale" else check_line(part)
                )
            except PydanticCustomError as error:
                message = f"{error.message()}."
                problems.append(Problem(key, error.type, message, "Correct the part."))
            except FactsError as error:
                problems += [Problem(key, *_rest(p)) for p in error.problems]
    if problems:
        raise FactsError(*problems)
    try:
        return PersonName(**clean)
    except FollowupError as error:
        raise _as_facts_error(error) from None


def _rest(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.message, problem.remedy


def _dump_name(value: Any) -> Any:
    if isinstance(value, PersonName):
        return {key: part for key, part in asdict(value).items() if part is not None}
    return value


EmailAddress = Annotated[str, PlainValidator(_check_email, json_schema_input_type=str)]
"""One mail address: a strict dot-atom, its domain in lower case and IDNA."""

ReplyAddress = Annotated[
    str, PlainValidator(_check_reply_address, json_schema_input_type=str)
]
"""A mail address that a person reads; no-reply addresses are refused."""

Link = Annotated[
    str, PlainValidator(_check_url, json_schema_input_type=str), Phrased("link")
]
"""An https or mailto link, kept exactly as given."""

LocaleTag = Annotated[str, PlainValidator(_check_locale, json_schema_input_type=str)]
"""A BCP 47 language tag in canonical form."""

Name = Annotated[
    str | PersonName,
    PlainValidator(_check_name, json_schema_input_type=str | dict[str, str]),
    PlainSerializer(_dump_name),
    Phrased("person"),
]
"""A person's name: in parts, or one string that is used as it stands."""
