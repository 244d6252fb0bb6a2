"""A person's name in the fields of UTS #35 Part 8."""

from __future__ import annotations

from dataclasses import dataclass, fields

from followup_kit.errors import LocaleError, Problem
from followup_kit.locales import canonical_locale
from followup_kit.names._text import clean, refuse


__all__ = ["PersonName"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonName:
    """
    A person's name, in parts that the person or the host has stated.

    The fields are those of UTS #35 Part 8, "Person Names". Nothing is guessed:
    a name that is known only as one string stays a ``str``, and every function
    of this package takes it as it stands. White space around a part is dropped,
    runs of spaces become one, and a part without anything else counts as not
    given. A mononym is a name with only ``given``, or only ``surname``.

    Attributes:
        title:
            What stands before or after the name when addressing somebody:
            ``"Dr."``, ``"Ms."``, ``"様"``. Given by the caller, never guessed.
        given: Given name, first name, or the only name.
        given_informal: The given name the person goes by: ``"Bob"``.
        given2: Middle name, patronymic, further given names.
        surname:
            Family name with its prefix. Without it, the name consists of
            ``surname_prefix`` and ``surname_core``.
        surname_prefix: ``"van den"`` in *van den Berg*.
        surname_core: ``"Berg"`` in *van den Berg*.
        surname2: Second surname, as in Spanish names.
        generation: ``"Jr."``, ``"III"``.
        credentials: ``"PhD"``, ``"MBA"``.
        locale:
            BCP 47 tag of the language the name comes from: ``"hu"``. Decides
            the order of the parts. Without it the language most likely to use
            the name's script is taken: for Latin letters English.

    Raises:
        NameFormError:
            There is neither a given name nor a surname (``empty_name``), or a
            part is not text (``not_text``) or contains line breaks, control
            characters or bidirectional overrides (``unprintable``).
        LocaleError: ``locale`` is not a tag that CLDR knows.
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
        """Drop empty parts and refuse a name that has nothing to call by."""
        for part in self.__slots__:
            value = getattr(self, part)
            if value is not None:
                object.__setattr__(self, part, clean(value, f"name.{part}") or None)
        if not (self.given or self.surname or self.surname_core):
            refuse(
                "name",
                "empty_name",
                "The name has neither a given name nor a surname.",
                "State one of them, or pass the whole name as one string.",
            )
        if self.locale is not None:
            _check_locale(self.locale)

    def __repr__(self) -> str:
        """Return which fields are set, never what is in them."""
        names = (field.name for field in fields(self))
        stated = [f"{name}=…" for name in names if getattr(self, name) is not None]
        return f"PersonName({', '.join(stated)})"


def _check_locale(tag: str) -> None:
    try:
        canonical_locale(tag)
    except LocaleError as error:
        found = error.problems[0]
        problem = Problem("name.locale", found.code, found.message, found.remedy)
        raise LocaleError(problem) from None
