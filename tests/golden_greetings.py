"""
Golden greetings: every combination of what can be known of a name, in every language.

    python -m tests.golden_greetings --write    accept the greetings as they are now

Each file shows one language and formality: a line for each combination of the parts of
the name, a title and a gender. They are compared whole. Read them: that is what they
are for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final

from followup_kit import Composer, Rejected
from followup_kit.models import Formality
from tests.factories import interview
from tests.golden_files import write_or_list


__all__ = ["FOLDER", "GENDERS", "LANGUAGES", "greeting", "greetings", "known_names"]

FOLDER: Final = Path(__file__).parent / "golden" / "greetings"
LANGUAGES: Final[tuple[tuple[str, Formality], ...]] = (
    ("ar", "formal"),
    ("de", "formal"),
    ("de", "informal"),
    ("en", "formal"),
    ("en", "informal"),
    ("ja", "formal"),
)
GENDERS: Final = (None, "feminine", "masculine", "neutral")
# A title as the caller states it in the letter's language, a person, their short name.
_PEOPLE: Final = {
    "ar": ("د.", "ليلى", "حداد", "لولو"),
    "de": ("Dr.", "Johanna", "Berger", "Hanna"),
    "en": ("Dr.", "Robin", "Clarke", "Rob"),
    "ja": ("博士", "薫", "佐藤", "かおる"),
}
_SHAPES: Final = (
    ("given", "surname"),
    ("given", "given_informal", "surname"),
    ("given",),
    ("given", "given_informal"),
    ("surname",),
)


def known_names(locale: str) -> Iterator[tuple[str, str | dict[str, str]]]:
    """Yield what may be known of one person's name, each with a description."""
    title, given, surname, informal = _PEOPLE[locale]
    parts = {"given": given, "given_informal": informal, "surname": surname}
    whole = f"{surname}{given}" if locale == "ja" else f"{given} {surname}"
    yield "one string", whole
    for shape, titled in product(_SHAPES, (False, True)):
        name = {part: parts[part] for part in shape}
        if titled:
            name["title"] = title
        yield " + ".join(("title", *shape) if titled else shape), name


def greeting(
    composer: Composer, candidate: Mapping[str, Any], locale: str, formality: Formality
) -> str:
    """Return the first paragraph of a letter to a candidate."""
    followup = composer.compose(
        interview(candidate=dict(candidate)),
        Rejected(),
        locale=locale,
        formality=formality,
    )
    first = followup.explain()[0]
    assert first.block == "greeting"
    return first.text


def greetings() -> Iterator[tuple[Path, str]]:
    """Yield the path of each golden file and what it has to hold."""
    composer = Composer()
    for locale, formality in LANGUAGES:
        lines: list[str] = []
        for known, name in known_names(locale):
            lines.append(f"======== {known.replace('given_informal', 'goes by')}")
            for gender in GENDERS:
                candidate = {"name": name, "gender": gender}
                said = greeting(composer, candidate, locale, formality)
                shown = said.replace("\n", " / ")
                lines.append(f"{gender or 'not stated':<10}  {shown}")
        yield FOLDER / f"{locale}.{formality}.txt", "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_list(greetings(), sys.argv[1:]))
