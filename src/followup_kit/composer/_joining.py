"""Lists of people: names, with roles where a letter asks for them, joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, cast
from unicodedata import bidirectional

from followup_kit.composer._scene import Scene, phraser_of
from followup_kit.models import Interviewer
from followup_kit.names import PersonName
from followup_kit.templating import Filled


__all__ = ["join_people", "phrase_person"]

Joined = str | Filled | None

# Every letter that is written from right to left lies in these blocks of Unicode,
# and few else.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LATIN: Final = re.compile("[A-Za-z]")


def phrase_person(value: Any, form: str, path: str, scene: Scene) -> str | Filled:
    """Return a person's name, with their role if the form asks for it."""
    # Asked in this order: whether something is a model costs as much as its name.
    if isinstance(value, str | PersonName):
        return scene.full_name(value)
    name = scene.full_name(value.name)
    if form != "with_roles" or value.role is None:
        return name
    role = scene.localized(value.role, f"{path}.role")
    pattern = scene.phrases.pattern("person.with_role")
    return scene.phrases.fill(pattern, {"name": name, "role": role})


def join_people(
    people: Sequence[Interviewer],
    form: str,
    path: str,
    scene: Scene,
    names: list[str] | None = None,
) -> Joined:
    """
    Return people as a list in the letter's language, None for nobody.

    Somebody who is named twice, once with and once without a role, is one person.

    Args:
        people: Who is named.
        form: ``"with_roles"`` or not.
        path: Where they stand among the facts.
        scene: The message.
        names: Their full names, if they were worked out.
    """
    if not people:
        return None
    if form == "with_roles" and any(person.role is not None for person in people):
        return _joined(_once(people, form, path, scene), scene)
    # A letter may ask for both forms: without roles they read the same.
    for known, said in scene.said_people:
        if known is people:
            return cast("Joined", said)
    if names is None:
        names = scene.full_names(people)
    if len(set(names)) < len(names):
        names = list(dict.fromkeys(names))
    said = _said(names, scene)
    scene.said_people.append((people, said))
    return said


def _once(
    people: Sequence[Interviewer], form: str, path: str, scene: Scene
) -> list[str | Filled]:
    once: dict[str, tuple[str, Interviewer]] = {}
    for index, person in enumerate(people):
        name = scene.full_name(person.name)
        if name not in once or once[name][1].role is None:
            once[name] = f"{path}[{index}]", person
    return [
        phrase_person(person, form, place, scene) for place, person in once.values()
    ]


def _joined(names: Sequence[str | Filled], scene: Scene) -> str | Filled:
    plain = [name for name in names if isinstance(name, str)]
    if len(plain) == len(names):
        return _said(plain, scene)
    return _set_apart(names, scene)


def _said(names: list[str], scene: Scene) -> str | Filled:
    if _mixes_directions(names, scene):
        return _set_apart(names, scene)
    return scene.phraser.join(names)


def _set_apart(names: Sequence[str | Filled], scene: Scene) -> Filled:
    # Each name is set apart by itself, so that no comma ends up inside one.
    pattern, keys = _list_pattern(scene.locale, len(names))
    return scene.phrases.fill(pattern, dict(zip(keys, names, strict=True)))


@lru_cache(maxsize=1024)
def _list_pattern(locale: str, length: int) -> tuple[str, tuple[str, ...]]:
    keys = tuple(f"n{index}" for index in range(length))
    phraser = phraser_of(locale, "UTC")
    return phraser.join([f"{{{key}}}" for key in keys], "and"), keys


def _mixes_directions(texts: Sequence[str], scene: Scene) -> bool:
    whole = "".join(texts)
    if scene.phrases.rtl:
        if _LATIN.search(whole):
            return True
        foreign = {"L"}
    elif whole.isascii() or not _RIGHT_TO_LEFT.search(whole):
        return False
    else:
        foreign = {"R", "AL"}
    return any(bidirectional(char) in foreign for char in whole)
