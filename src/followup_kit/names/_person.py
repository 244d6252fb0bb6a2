"""A person's name in the fields of UTS #35 Part 8."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from followup_kit.errors import LocaleError, NameFormError, Problem


__all__ = ["PersonName"]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_LONGEST_TAG = 64


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonName:
    """
    A person's name, in parts that the person or the host has stated.

    The fields are those of UTS #35 Part 8, "Person Names". Nothing is guessed:
    a name that is known only as one string stays a ``str`` and every function
    of this package takes it as it stands. White space around a value is
    dropped, and a value of nothing but white space counts as not given.

    A mononym is a name with only ``given``, or only ``surname``.

    Attributes:
        title:
            What stands before or after the name when addressing somebody:
            ``"Dr."``, ``"Ms."``, ``"様"``. Given by the caller, never guessed.
        given: Given name, first name, or the only name.
        given_informal: The given name the person goes by: ``"Bob"``.
        given2: Middle name, patronymic, further given names.
        surname:
            Family name with its prefix. Needed only if ``surname_core`` is
            not given.
        surname_prefix: ``"van den"`` in *van den Berg*.
        surname_core: ``"Berg"`` in *van den Berg*.
        surname2: Second surname, as in Spanish names.
        generation: ``"Jr."``, ``"III"``.
        credentials: ``"PhD"``, ``"MBA"``.
        locale:
            BCP 47 tag of the language the name comes from. Decides the order
            of its parts. Without it, the language is detected by script.

    Raises:
        NameFormError: If neither a given name nor a surname is there
            (``"empty_name"``), or a field is not text (``"not_text"``).
        LocaleError: If ``locale`` is not a language tag (``"malformed"``).
    """

    title: str | None = None
    given: str | None = None
    given_informal: str | None = None
    given2: str | None = None
    surname: str | None = None
    surname_prefix: str | None = None
    surname_core: str | None = None
    surname2: str | None = None
    generation: str | None = None
    credentials: str | None = None
    locale: str | None = None

    def __post_init__(self) -> None:
        """Drop blank values and refuse a name with nothing to call by."""
        for field in fields(self):
            _set_stripped(self, field.name)
        if not (self.given or self.surname or self.surname_core):
            raise NameFormError(
                Problem(
                    path="name",
                    code="empty_name",
                    message="The name has neither a given name nor a surname.",
                    remedy="State one of them, or pass the whole name as one string.",
                )
            )
        if self.locale is not None:
            _check_tag(self.locale)

    def __repr__(self) -> str:
        """Return which fields are set, never what is in them."""
        names = (field.name for field in fields(self))
        stated = [f"{name}=…" for name in names if getattr(self, name) is not None]
        return f"PersonName({', '.join(stated)})"


def _set_stripped(name: PersonName, field: str) -> None:
    value = getattr(name, field)
    if value is None:
        return
    if not isinstance(value, str):
        raise NameFormError(
            Problem(
                path=f"name.{field}",
                code="not_text",
                message=f"The field {field!r} of a name is not text.",
                remedy="Give it as a str, or leave it out.",
            )
        )
    object.__setattr__(name, field, value.strip() or None)


def _check_tag(tag: str) -> None:
    if len(tag) > _LONGEST_TAG or not _TAG.fullmatch(tag):
        raise LocaleError(
            Problem(
                path="name.locale",
                code="malformed",
                message="The locale of the name is not a language tag.",
                remedy='Give a BCP 47 tag such as "de", "pt-BR" or "zh-Hant".',
            )
        )
