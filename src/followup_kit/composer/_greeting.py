"""How the candidate is addressed: the forms of their name, and the gender."""

from __future__ import annotations

from typing import Final, NamedTuple

from followup_kit.composer._scene import Scene
from followup_kit.errors import Problem
from followup_kit.locales import language_of
from followup_kit.models import Candidate
from followup_kit.names import (
    PersonName,
    StatedTitle,
    read_title,
    split_honorific,
)


__all__ = ["Address", "address_reader"]

_TITLE: Final = "interview.candidate.name.title"
_DECIDE: Final = "Correct one of them: which is right, only the person knows."


class Address(NamedTuple):
    """
    What the greeting of one letter chooses from.

    Attributes:
        forms: The forms of the candidate's name.
        gender: The gender they are addressed in, stated by itself or by a title.
        drops_title: Whether a title is left out, being in another script.
    """

    forms: dict[str, str]
    gender: str | None
    drops_title: bool = False

    def __repr__(self) -> str:
        """Return what it is, never whose name it holds."""
        return "<Address>"


def address_reader(scene: Scene, formality: str) -> Address:
    """
    Return how the candidate is addressed in a letter.

    What the greeting says by itself is not said twice. A title of courtesy such as
    Frau or Mr is a form of address: it states the gender unless the candidate did, and
    a greeting that has a form for that gender says it in its own word. What cannot be
    true together is noted as a problem.
    """
    candidate = scene.interview.candidate
    forms = dict(scene.reader_forms)
    if candidate.vocative is not None:
        forms["vocative"] = candidate.vocative
    if not forms["full"].isascii():
        _take_honorific_off(forms, candidate, scene.locale)
    gender: str | None = candidate.gender
    drops_title = False
    title = forms.pop("title", None)
    if title is not None:
        stated = _read(title, scene)
        scene.problems.extend(_contradictions(stated, gender))
        gender = gender or next(iter(stated.genders), None)
        printed = _printed(stated, scene, formality)
        drops_title = bool(stated.unreadable)
        if printed and not _is_said(printed, forms):
            forms["title"] = printed
    tells_gender = gender is not None and scene.phrases.tells_gender(formality)
    if tells_gender and _says_courtesy(forms["full"], scene):
        gender = None  # «السيدة ليلى» is the whole address: the plain greeting takes it
    return Address(forms, gender, drops_title)


def _read(title: str, scene: Scene) -> StatedTitle:
    candidate = scene.interview.candidate
    name = candidate.name
    own = (name.locale if isinstance(name, PersonName) else None, candidate.locale)
    return read_title(
        title,
        scene.locale,
        name_locales=[locale for locale in own if locale],
        gender=candidate.gender,
        courtesies=scene.phrases.courtesies,
    )


def _contradictions(stated: StatedTitle, gender: str | None) -> list[Problem]:
    told = gender or next(iter(stated.genders), None)
    if len(stated.genders) > 1:
        message = "addresses a woman and a man at once."
    elif stated.genders and told not in stated.genders:
        message = "contradicts the stated gender."
    elif stated.forms and told in {"feminine", "masculine"} - stated.forms:
        message = "has a form that contradicts the gender."
    else:
        return []
    return [Problem(_TITLE, "contradictory_title", message, _DECIDE)]


def _printed(stated: StatedTitle, scene: Scene, formality: str) -> str | None:
    """Return what the greeting prints as a title, beside a word of its own if any."""
    if stated.rest:
        return stated.rest
    if (
        stated.unreadable
        or not stated.courtesy
        or scene.phrases.tells_gender(formality)
    ):
        return None
    if stated.is_local:
        return stated.courtesy
    # Mr in a letter that says Herr: the set's own word for the same, or none.
    for gender in stated.genders:
        words = scene.phrases.courtesies.get(gender)
        return words[0] if words else None
    return None


def _is_said(title: str, forms: dict[str, str]) -> bool:
    names = (forms["full"], forms.get("surname", ""))
    return any(name.startswith(f"{title} ") for name in names)


def _says_courtesy(full: str, scene: Scene) -> bool:
    first = full.partition(" ")[0]
    stated = read_title(first, scene.locale, courtesies=scene.phrases.courtesies)
    return bool(stated.courtesy) and stated.is_local


def _take_honorific_off(
    forms: dict[str, str], candidate: Candidate, locale: str
) -> None:
    name = candidate.name
    own = (isinstance(name, PersonName) and name.locale) or candidate.locale or locale
    if own != locale and language_of(own) != language_of(locale):
        return
    for form in ("full", "given", "surname"):
        if form in forms:
            forms[form], role = split_honorific(forms[form], locale)
            if role:
                forms.setdefault("title", role)
