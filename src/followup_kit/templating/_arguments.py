"""What callers hand over, checked before it is used: its type, and names of sets."""

from __future__ import annotations

import os
import re
from typing import Final

from followup_kit.errors import Problem, TemplateSetError


_NAME: Final = re.compile(r"\w[\w .-]{0,63}")
_STRANGE: Final = re.compile(r"[^\w .-]")


def expect(argument: str, given: object, wanted: type, remedy: str) -> None:
    """
    Refuse an argument of another type.

    Raises:
        TemplateSetError: It is one.
    """
    if not isinstance(given, wanted):
        raise TemplateSetError(
            Problem(argument, "wrong_type", f"“{argument}” is not of its type.", remedy)
        )


def path_of(path: object) -> str:
    """
    Return a path as text.

    Raises:
        TemplateSetError: It is neither text nor a path.
    """
    found: object = None
    if isinstance(path, (str, os.PathLike)):
        found = os.fspath(path)
    expect("path", found, str, "Pass a str or a pathlib.Path.")
    return str(found)


def check_name(name: object) -> None:
    """
    Refuse a name that cannot stand before a colon in the place of a fault.

    Raises:
        TemplateSetError: It is no text, or has other characters.
    """
    remedy = "Pass at most 64 letters, digits, spaces and . _ -, a letter first."
    expect("name", name, str, remedy)
    if _NAME.fullmatch(str(name)) is None:
        raise TemplateSetError(
            Problem("name", "bad_name", "A set cannot be called so.", remedy)
        )


def name_of(folder: str) -> str:
    """Return what a set in a folder of this name is called."""
    return _STRANGE.sub("_", folder.strip(" .-"))[:64] or "set"
