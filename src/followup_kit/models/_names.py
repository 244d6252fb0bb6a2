"""
Names of people at the border.

A name is a line that somebody can be called by: it has a letter, begins with one, and
has no comma or the like at its edge, which is what is left of a list or of "surname,
given name" that was cut apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Annotated, Any, Final, NoReturn

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from followup_kit.errors import FactsError, FollowupError, Problem
from followup_kit.models._markers import Phrased
from followup_kit.models._ordinary import CALLED, either, ordinary_text
from followup_kit.models._problems import REMEDIES
from followup_kit.models._text import LINE_LIMIT, check_line
from followup_kit.models._values import as_facts_error, check_locale, known_locales
from followup_kit.names import PersonName


__all__ = ["CalledName", "Name"]

# Apostrophes, hyphens, full stops and brackets stand at the edge of honest names.
_STRAY: Final = frozenset(
    ",;:|/\\?!\u2026\u2022\u060c\u061b\u061f\u3001\u3002\uff0c\uff1b\uff1a\uff1f\uff01"
)
# "!Kung" begins with a click.
_STRAY_AT_START: Final = _STRAY - {"!"}
_PARTS: Final = frozenset(field.name for field in fields(PersonName))
# What software prints for nothing. People are called Null and None; titles are not.
_NO_TITLES: Final = frozenset({"none", "null", "nil", "nan", "undefined", "n/a"})


def _check_called(value: object) -> str:
    """Return one part of a name, or a name of one string."""
    text = check_line(value)
    if text[0].isalnum() and text[-1].isalnum():
        return text
    if unicodedata.category(text[0])[0] == "M":
        code, message = "leading_mark", "begins with a mark that belongs to no letter"
        raise PydanticCustomError(code, message)
    if not any(map(_names, text)):
        raise PydanticCustomError("no_letters", "has no letter")
    if text[0] in _STRAY_AT_START or text[-1] in _STRAY:
        code, message = "stray_punctuation", "begins or ends with a punctuation mark"
        raise PydanticCustomError(code, message)
    return text


def _names(character: str) -> bool:
    # Pictographs are symbols too: somebody may sign with one.
    return character.isalnum() or unicodedata.category(character) == "So"


def _check_name(value: object) -> str | PersonName:
    if isinstance(value, str):
        return _check_called(value)
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
        if key not in _PARTS:
            message = "is not a part of a name."
            problems.append(
                Problem("<unknown>", "unknown_field", message, "Check its spelling.")
            )
        elif part is not None:
            try:
                clean[key] = _CHECKS.get(key, _check_called)(part)
            except PydanticCustomError as error:
                message = f"{error.message()}."
                remedy = REMEDIES.get(error.type, "Correct the part.")
                problems.append(Problem(key, error.type, message, remedy))
    problems += _too_long(clean)
    if problems:
        raise FactsError(*problems)
    try:
        return PersonName(**clean)
    except FollowupError as error:
        raise as_facts_error(error) from None


def _check_title(value: object) -> str:
    text = _check_called(value)
    if text.lower() in _NO_TITLES:
        raise PydanticCustomError("placeholder", "holds no title but a word for none")
    return text


_CHECKS: Final = {"locale": check_locale, "title": _check_title}


def _too_long(parts: Mapping[str, str]) -> list[Problem]:
    # What is one name in a letter is one name in the header of the mail.
    given = max(len(parts.get(key, "")) for key in ("given", "given_informal"))
    whole, prefix, core = (
        len(parts.get(key, "")) for key in ("surname", "surname_prefix", "surname_core")
    )
    if given + 1 + max(whole, prefix + 1 + core) <= LINE_LIMIT:
        return []
    message = f"has more than {LINE_LIMIT} characters in given name and surname."
    return [Problem("", "text_too_long", message, "Shorten it.")]


def _dump_name(value: Any) -> Any:
    if isinstance(value, PersonName):
        return {key: part for key, part in asdict(value).items() if part is not None}
    return value


def _plain_name() -> tuple[CoreSchema, ...]:
    # Given name, surname and prefix fit into one line together if each is short.
    called = ordinary_text(CALLED, _SHORT).schema(_not_here)
    title = ordinary_text(r"^[A-Z][a-z]{1,7}\.$", _SHORT).schema(_not_here)
    plain: dict[str, CoreSchema] = dict.fromkeys(_PARTS, called)
    plain |= {"title": title, "locale": known_locales()}
    parts = [
        core_schema.dataclass_field(field.name, _part(field.name, plain[field.name]))
        for field in fields(PersonName)
    ]
    person = core_schema.dataclass_schema(
        PersonName,
        core_schema.dataclass_args_schema("PersonName", parts),
        [field.name for field in fields(PersonName)],
        config=core_schema.CoreConfig(extra_fields_behavior="forbid"),
        slots=True,
    )
    return (core_schema.tagged_union_schema({str: called, dict: person}, type),)


def _not_here(part: object) -> NoReturn:
    del part
    raise ValueError


def _part(name: str, plain: CoreSchema) -> CoreSchema:
    if name in {"given", "surname"}:
        return plain
    return core_schema.with_default_schema(
        core_schema.nullable_schema(plain), default=None
    )


_SHORT: Final = 60

CalledName = Annotated[
    str,
    PlainValidator(_check_called, json_schema_input_type=str),
    Phrased("name"),
    ordinary_text(CALLED, LINE_LIMIT),
]
"""One string that somebody is called by."""

Name = Annotated[
    str | PersonName,
    PlainValidator(_check_name, json_schema_input_type=str | dict[str, str]),
    PlainSerializer(_dump_name),
    Phrased("person"),
    either(_plain_name),
]
"""A person's name: in parts, or one string that is used as it stands."""
