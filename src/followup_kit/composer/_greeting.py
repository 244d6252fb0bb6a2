"""The forms of the candidate's name that the greeting chooses from."""

from __future__ import annotations

import re
from typing import Final

from followup_kit.composer._scene import Scene


__all__ = ["greeting_forms"]

_ISOLATES: Final = str.maketrans("", "", "\u2068\u2069")
_NEXT_WORD: Final = re.compile(r"\W*(\w+)")


def greeting_forms(scene: Scene, formality: str) -> dict[str, str]:
    """
    Return the forms of the candidate's name for the greeting of one letter.

    What the greeting says by itself is not said twice: a stated title "Frau Dr." after
    "Sehr geehrte Frau" is "Dr.", and a name that came with 様 gets no second one.
    """
    candidate = scene.interview.candidate
    forms = dict(scene.reader_forms)
    if candidate.vocative is not None:
        forms["vocative"] = candidate.vocative
    if "title" in forms:
        _say_title_once(forms, scene, formality)
    if not forms["full"].isascii():
        _say_honorific_once(forms, scene, formality)
    return forms


def _first_line(forms: dict[str, str], scene: Scene, formality: str) -> str:
    gender = scene.interview.candidate.gender
    return scene.phrases.greeting(formality, gender, forms)[0].translate(_ISOLATES)


def _say_title_once(forms: dict[str, str], scene: Scene, formality: str) -> None:
    title = forms["title"]
    word, _, rest = title.partition(" ")
    if f"{word} {title}" not in _first_line(forms, scene, formality):
        return
    if rest:
        forms["title"] = rest
    else:
        del forms["title"]


def _say_honorific_once(forms: dict[str, str], scene: Scene, formality: str) -> None:
    full = forms["full"]
    _, _, after = _first_line(forms, scene, formality).partition(full)
    word = _NEXT_WORD.match(after)
    if word and full.endswith(word[1]) and full != word[1]:
        forms["full"] = full.removesuffix(word[1]).rstrip()
