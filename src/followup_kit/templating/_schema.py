"""
What a template may mention: the fields, their position classes and forms.

The room above hands a :class:`Schema` in; this room knows nothing of the facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeAlias


Position: TypeAlias = Literal["name", "day", "line", "prose", "url", "flag", "phrase"]
"""
Where a value may stand.

``name`` and ``day`` may stand inside a sentence. ``line`` (places, appointments)
and ``prose`` (what people typed) are a whole bullet, a whole paragraph, or stand
after a final colon. ``url`` is a link's target. ``flag`` is only asked about.
``phrase`` is the key of a whole sentence kept in ``phrases.toml``.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """
    One fact that letters may mention.

    Attributes:
        path: Dotted path as templates write it, for example ``interview.day``.
            Inside ``items`` it is the name alone.
        position: Where the value may stand.
        doc: One sentence for the reference page.
        optional: It may be missing, so it has to be guarded.
        many: It is a list.
        forms:
            Other ways to write it, as ``{{ interview.day|short }}``. A form of
            a list is one phrase about the whole list.
        items: The fields of one item, for a list that ``for`` walks.
        enum: For a ``phrase``: the table of ``phrases.toml`` that says it.
        choices:
            The keys a ``phrase`` may take, or the constants that a template may
            compare the value with.
    """

    path: str
    position: Position
    doc: str = ""
    optional: bool = False
    many: bool = False
    forms: tuple[str, ...] = ()
    items: tuple[Field, ...] = ()
    enum: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """
    Every field of every kind of letter.

    Attributes:
        common: Fields that each letter may mention.
        kinds: Further fields by kind. A kind that is not listed is unknown.
        patterns:
            Patterns that the caller will ask ``phrases.toml`` for, as
            ``{"person.with_role": ("name", "role")}``: table, key, and the
            placeholders that may stand in it.
        name_forms: The forms of a name that greetings may use.
        signature: The parts that signature lines may use.
    """

    common: tuple[Field, ...]
    kinds: Mapping[str, tuple[Field, ...]]
    patterns: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {"person.with_role": ("name", "role")}
    )
    name_forms: tuple[str, ...] = ("full", "given", "surname", "title", "vocative")
    signature: tuple[str, ...] = ("name", "role", "company", "phone")

    def fields(self, kind: str) -> Mapping[str, Field]:
        """
        Return the fields of one kind by path.

        Raises:
            KeyError: The kind is unknown.
        """
        every = (*self.common, *self.kinds[kind])
        return MappingProxyType({one.path: one for one in every})

    def with_common(self, extra: tuple[Field, ...]) -> Schema:
        """Return a schema that has further common fields."""
        if not extra:
            return self
        return replace(self, common=(*self.common, *extra))
