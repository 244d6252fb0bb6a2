"""
What ordinary values look like, in terms that pydantic-core settles in Rust.

Most facts are ordinary: a line of plain letters, a zone that was seen before, an ISO
day. The type of a field says with :class:`Ordinary` what its ordinary values are, as a
core schema beside its exact check, and ``_quick`` makes one validator of them all.

Such a schema may refuse anything, since the exact check is asked then. What it lets
through, the exact check has to return equal: ``tests/properties`` holds them to that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn, TypeVar

from pydantic_core import CoreSchema, core_schema


__all__ = [
    "CALLED",
    "FREE_TEXT",
    "LINE",
    "PLAIN_LETTERS",
    "Known",
    "Ordinary",
    "UnusualError",
    "either",
    "exactly",
    "look_closely",
    "made_by",
    "ordinary_text",
]

_Check = Callable[[Any], Any]
_T = TypeVar("_T")

# Letters that are safe, and in NFC, as they stand. What they leave out is not wrong;
# it is looked at closely.
PLAIN_LETTERS: Final = (
    "-A-Za-z0-9.,;:!?'\"()/&@#+_$~"
    "\u00a1-\u00ac\u00ae-\u02af\u0400-\u0482\u048a-\u052f\u05d0-\u05ea"
    "\u0620-\u064a\u2010-\u2014\u2018-\u201e\u2026\u3001\u3002\u3041-\u3096"
    "\u30a1-\u30fc\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff5e"
)
LINE: Final = f"^[{PLAIN_LETTERS}](?: ?[{PLAIN_LETTERS}])*$"
"""Words with single spaces between them. In Rust, ``$`` is the very end."""

_IN_TEXTS: Final = f"{PLAIN_LETTERS}%*<=>\\[\\]\\\\^`{{|}}"
FREE_TEXT: Final = f"^[{_IN_TEXTS}](?:[ \n]?[{_IN_TEXTS}])*$"
"""Lines of such words; in free text, nothing is a merge tag."""

_IN_NAMES: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0410-\u044f"
    "\u0620-\u064a\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
CALLED: Final = f"^[{_IN_NAMES}]+(?:(?:[.]? |['\u2019.-]| & )[{_IN_NAMES}]+)*$"
"""What somebody is called by: letters, with marks between them but not at the edge."""

_call: Final = core_schema.no_info_plain_validator_function


class UnusualError(Exception):
    """A value that only the exact way can judge. Never seen outside of this room."""


class Ordinary:
    """
    Marks the type of a field with its ordinary values.

    Attributes:
        schema: Returns their core schema, given the exact check of the type.
    """

    __slots__ = ("schema",)

    def __init__(self, schema: Callable[[_Check], CoreSchema]) -> None:
        self.schema = schema


class Known(dict[str, _T]):
    """
    What a function made of texts before, such as zones and their names.

    Asking with ``__getitem__`` is a call without a line of Python, once it is known.
    Only for texts that tell nothing of a person. What the function raises passes.
    """

    _MOST: Final = 1024

    def __init__(self, make: Callable[[str], _T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> _T:
        """Make it, and remember it."""
        value = self._make(key)
        if len(self) < self._MOST:
            self[key] = value
        return value


def ordinary_text(pattern: str, limit: int) -> Ordinary:
    """Return a mark for strings of at most *limit* characters that fit *pattern*."""

    def schema(exact: _Check) -> CoreSchema:
        def judge(value: object) -> Any:
            # pydantic takes subclasses of str for text; our checks know better.
            if isinstance(value, str) and type(value) is not str:
                raise UnusualError
            return exact(value)

        plain = core_schema.str_schema(strict=True, max_length=limit, pattern=pattern)
        # The mode that asks on after what is not exactly of the type.
        return core_schema.union_schema([plain, _call(judge)], mode="smart")

    return Ordinary(schema)


def look_closely(value: object) -> NoReturn:
    """Raise UnusualError: nothing but the exact way can judge."""
    del value
    raise UnusualError


def made_by(make: _Check, pattern: str | None = None) -> CoreSchema:
    """Return the schema of what *make* makes of a string, if it fits *pattern*."""
    plain = core_schema.str_schema(strict=True, pattern=pattern)
    return core_schema.chain_schema([plain, _call(make)])


def either(ordinary: Callable[[], Sequence[CoreSchema]]) -> Ordinary:
    """Return a mark for values of one of the schemas; others are judged exactly."""
    return Ordinary(
        lambda exact: core_schema.union_schema(
            [*ordinary(), _call(exact)], mode="left_to_right"
        )
    )


exactly: Final = Ordinary(_call)
"""A mark for values that are always judged exactly."""
