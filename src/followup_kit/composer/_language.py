"""Which language and which form of address one message is written in, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from followup_kit.errors import LocaleError, Problem
from followup_kit.locales import canonical_locale, choose_locale, name_of
from followup_kit.models import Formality, Interview
from followup_kit.names import formality_norm
from followup_kit.templating import Phrases


__all__ = ["LocaleSource", "LocaleUse", "choose_formality", "choose_language"]

LocaleSource = Literal["argument", "candidate", "fallback"]
"""Who asked for the locale that was used."""


# A sibling region has habits of its own: Angola's are not those of Brazil.
_FOLLOWS_REGION: Final = frozenset({"exact", "equivalent", "parent"})


@dataclass(frozen=True, slots=True)
class LocaleUse:
    """
    The locale of a message, and how it came about.

    Attributes:
        requested: The first locale that was asked for.
        used: The locale of the letter; every part of the message follows it.
        source: Whose wish was followed: the caller's argument, the candidate's
            locale, or the explicit fallback.
        match: How the wish was met: ``"exact"``, ``"parent"`` and so on.
        habits:
            The locale whose dates, clock and order of names are followed: the region
            that was asked for, where the letter is in its language.
    """

    requested: str
    used: str
    source: LocaleSource
    match: str
    habits: str


def choose_language(
    interview: Interview,
    *,
    locale: str | None,
    fallback_locale: str | None,
    offered: Sequence[str],
) -> LocaleUse:
    """
    Return the locale to write in: the argument, the candidate's, or the fallback.

    Never another language than one of these, and never one by itself: without any
    of them, composing is refused.

    Raises:
        LocaleError: If nothing was asked for, or nothing of it is offered.
    """
    wishes = locale, interview.candidate.locale, fallback_locale, tuple(offered)
    try:
        return _chosen(*wishes)
    except TypeError:  # what has no hash is not looked up, but refused by name
        return _chosen.__wrapped__(*wishes)


# Few locales are asked for, again and again. Refusals are not kept.
@lru_cache(maxsize=1024)
def _chosen(
    locale: str | None,
    candidate: str | None,
    fallback: str | None,
    offered: tuple[str, ...],
) -> LocaleUse:
    wishes: list[tuple[LocaleSource, str]] = []
    if locale is not None:
        wishes.append(("argument", canonical_locale(locale)))
    elif candidate is not None:
        wishes.append(("candidate", candidate))
    if fallback is not None:
        wishes.append(("fallback", canonical_locale(fallback)))
    for source, wish in wishes:
        choice = choose_locale([wish], offered)
        if choice is not None:
            is_region_of_it = choice.reason in _FOLLOWS_REGION
            return LocaleUse(
                requested=wishes[0][1],
                used=choice.used,
                source=source,
                match=choice.reason,
                habits=wish if is_region_of_it else choice.used,
            )
    raise LocaleError(_no_locale(wishes, offered))


def _no_locale(
    wishes: Sequence[tuple[LocaleSource, str]], offered: Sequence[str]
) -> Problem:
    listed = ", ".join(_called(tag) for tag in offered)
    if not wishes:
        return Problem(
            path="locale",
            code="no_locale",
            message="The candidate's language is not known.",
            remedy=f"Give locale or fallback_locale; there are letters in: {listed}.",
        )
    return Problem(
        path="locale",
        code="locale_not_offered",
        message=f"There are no letters in {_called(wishes[0][1])}.",
        remedy=f"Give a fallback_locale; there are letters in: {listed}.",
    )


def _called(tag: str) -> str:
    return f"{name_of(tag)} ({tag})"


def choose_formality(
    interview: Interview,
    *,
    formality: Formality | None,
    preference: Formality | None,
    phrases: Phrases,
    habits: str,
) -> str:
    """
    Return how the candidate is addressed: one switch for the whole message.

    The call decides, then what the candidate asked for, then the composer's
    preference, the company's habit, the set, and the custom of the language and
    region. A wish that the language does not distinguish is met by the only form it
    has.
    """
    wish = (
        formality
        or interview.candidate.formality
        or preference
        or interview.company.formality
    )
    if wish is None and not phrases.states_default:
        norm = formality_norm(habits)
        wish = None if norm is None else norm.default
    return wish if wish in phrases.formalities else phrases.default_formality
