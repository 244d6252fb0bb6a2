"""The script a name is written in, and whether a reader's locale uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from followup_kit.names._data import script_at


if TYPE_CHECKING:
    from followup_kit.names._person import PersonName

__all__ = ["name_script", "scripts_match"]

# Scripts that are sets of scripts (UTS #35 Part 8, "Switch the formatting locale").
_MEMBERS: Final = {
    "Hanb": frozenset({"Hani", "Bopo"}),
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani"}),
    "Hrkt": frozenset({"Hira", "Kana"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
}


def name_script(name: PersonName) -> str:
    """
    Return the script of a name's first letter that has one, "" if none has.

    The surname is searched before the given name ("Derive the name locale").
    """
    first = name.surname or name.surname_core or name.given or ""
    script = script_at(first[0])
    if script:
        return script
    return next(filter(None, _scripts_of(f"{first}{name.given or ''}")), "")


def _scripts_of(text: str) -> list[str]:
    return [script_at(character) for character in text]


def scripts_match(script: str, readers: str) -> bool:
    """Return whether a reader's script is, or contains, that of a name."""
    return not script or script == readers or script in _MEMBERS.get(readers, ())
