"""What a channel takes: limits with their sources, and which kinds suit it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal, Self, get_args

from followup_kit.channels._gsm import sms_of
from followup_kit.errors import ChannelError, Problem


__all__ = [
    "ChannelProfile",
    "Fitness",
    "Unit",
    "channel_profile",
    "channel_profiles",
    "count",
]

Unit = Literal["characters", "utf16", "segments"]
Form = Literal["letter", "short", "template"]
Signature = Literal["full", "name", "none"]
Certainty = Literal["high", "medium", "low", "own"]
_LEVELS: Final[tuple[Literal["refused", "doubtful"], ...]] = ("refused", "doubtful")


@dataclass(frozen=True, slots=True)
class Fitness:
    """
    How a kind of message goes with a channel.

    Attributes:
        level: ``refused``, or ``doubtful`` for a warning.
        reason: Why, as a sentence, with the candidate's side in mind.
    """

    level: Literal["refused", "doubtful"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelProfile:
    """
    A channel and its limits. Make your own with :meth:`replace`.

    Attributes:
        name: How it is asked for, such as ``"linkedin_inmail"``.
        title: Its name for people.
        form:
            ``letter`` for the whole letter with less important blocks left out,
            ``short`` for the set's short letter, ``template`` for that with
            numbered variables.
        unit:
            What lengths count: Unicode ``characters``, ``utf16`` code units, or
            ``segments`` of a text message.
        limit: The longest text, in that unit; None if there is none.
        aim: The length that is usually enough; beyond it there is a warning.
        subject_limit: The longest subject; None if the channel has no subject.
        subject_aim: What of a subject phones show.
        preheader_aim: The shortest and longest preheader that is shown well.
        signature: ``full``, ``name`` where the channel shows the rest, ``none``.
        markup: Characters that the channel takes for mark-up around words.
        certainty: How sure the limit is; ``own`` if it is our choice.
        source: Where the figures are from.
        checked: When, as an ISO date.
        note: What to know before sending.
        kinds: Kinds that do not suit it, or only doubtfully.
    """

    name: str
    title: str
    form: Form
    unit: Unit
    limit: int | None = None
    aim: int | None = None
    subject_limit: int | None = None
    subject_aim: int | None = None
    preheader_aim: tuple[int, int] | None = None
    signature: Signature = "full"
    markup: str = ""
    certainty: Certainty = "own"
    source: str = ""
    checked: str = ""
    note: str = ""
    kinds: Mapping[str, Fitness] = field(default_factory=dict)

    def replace(self, **changes: Any) -> Self:
        """
        Return the profile with attributes replaced, such as ``limit=8000``.

        Raises:
            ChannelError: An attribute is unknown or its value unusable; lists all.
        """
        problems = [_problem(name, value) for name, value in changes.items()]
        found = [problem for problem in problems if problem is not None]
        if found:
            raise ChannelError(*found)
        return replace(self, **changes)

    def count(self, text: str) -> int:
        """Return the length of *text* in the channel's unit."""
        return count(text, self.unit)


def count(text: str, unit: Unit) -> int:
    """Return the length of *text* in *unit*."""
    if unit == "characters":
        return len(text)
    if unit == "utf16":
        return len(text) + sum(character > "\uffff" for character in text)
    return len(sms_of(text).parts)


def channel_profiles() -> Mapping[str, ChannelProfile]:
    """Return the built-in channels by name."""
    return _profiles()


def channel_profile(name: str) -> ChannelProfile:
    """
    Return the built-in channel called *name*.

    Raises:
        ChannelError: There is none; the remedy lists those that exist.
    """
    found = _profiles().get(name) if isinstance(name, str) else None
    if found is None:
        raise ChannelError(
            Problem(
                path="channel",
                code="unknown_channel",
                message="is not the name of a channel.",
                remedy=f"Use one of: {', '.join(_profiles())}; or a ChannelProfile.",
            )
        )
    return found


@cache
def _profiles() -> Mapping[str, ChannelProfile]:
    source = files("followup_kit.channels") / "data" / "channels.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return MappingProxyType({name: _made(name, row) for name, row in table.items()})


def _made(name: str, row: dict[str, Any]) -> ChannelProfile:
    kinds = {
        kind: Fitness(level, reason)
        for level in _LEVELS
        for kind, reason in row.pop(level, {}).items()
    }
    if "preheader_aim" in row:
        row["preheader_aim"] = tuple(row["preheader_aim"])
    return ChannelProfile(name=name, kinds=MappingProxyType(kinds), **row)


def _is_limit(value: object) -> bool:
    return type(value) is int and value > 0


def _is_optional_limit(value: object) -> bool:
    return value is None or _is_limit(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _one_of(choices: Any) -> Callable[[object], bool]:
    return lambda value: value in get_args(choices)


_CHECKS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    **dict.fromkeys(
        ("limit", "aim", "subject_limit", "subject_aim"),
        (_is_optional_limit, "Use a whole number above zero, or None for none."),
    ),
    "form": (_one_of(Form), f"Use one of: {', '.join(get_args(Form))}."),
    "unit": (_one_of(Unit), f"Use one of: {', '.join(get_args(Unit))}."),
    "signature": (_one_of(Signature), f"Use one of: {', '.join(get_args(Signature))}."),
    "certainty": (_one_of(Certainty), f"Use one of: {', '.join(get_args(Certainty))}."),
    "preheader_aim": (
        lambda v: (
            v is None
            or (isinstance(v, tuple) and len(v) == 2 and all(map(_is_limit, v)))
        ),
        "Use two whole numbers above zero.",
    ),
    "kinds": (
        lambda v: (
            isinstance(v, Mapping)
            and all(isinstance(one, Fitness) for one in v.values())
        ),
        "Use a mapping from kinds to Fitness.",
    ),
    **dict.fromkeys(
        ("name", "title", "markup", "source", "checked", "note"),
        (_is_text, "Use text."),
    ),
}


def _problem(name: str, value: object) -> Problem | None:
    check = _CHECKS.get(name)
    if check is None:
        known = ", ".join(one.name for one in fields(ChannelProfile))
        path = name if name.isidentifier() else "profile"
        message = "is no attribute of a channel."
        return Problem(path, "unknown_attribute", message, f"It has: {known}.")
    if check[0](value):
        return None
    return Problem(name, "bad_value", "is not usable for a channel.", check[1])
