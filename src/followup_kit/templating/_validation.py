"""Reading a whole set: every letter of every locale, and every fault in it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, get_args

from followup_kit.errors import TemplateSetError
from followup_kit.templating._faults import Faults, quoted
from followup_kit.templating._loading import check_letter
from followup_kit.templating._manifest import FILE as MANIFEST
from followup_kit.templating._phrases import PHRASES
from followup_kit.templating._resolution import Shelf
from followup_kit.templating._source import Form, LetterName
from followup_kit.templating._toml_lines import KeyLines


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup_kit.templating._phrases import Phrases
    from followup_kit.templating._sets import TemplateSet
    from followup_kit.templating._source import Source

LARGEST_SET: Final = 1024 * 1024
_WORK: Final = 512 * 1024
_WORK_OF_LOCALE: Final = 240 * 1024
_MOST_LOCALES: Final = 10
"""Weight of what may be read and checked; a file may serve many letters."""

_OF_PHRASES: Final = 2


def validate(owner: TemplateSet, source: Source, replaces: Iterable[str]) -> None:
    """
    Read and check every letter of a set in every locale and formality.

    Raises:
        TemplateSetError: Lists the faults of the whole set.
    """
    faults = Faults()
    _replaced(owner, source, replaces, faults)
    if _fits(source, faults):
        shelf = Shelf()
        most = _WORK + _WORK_OF_LOCALE * min(len(owner.locales), _MOST_LOCALES)
        _layout(owner, faults)
        for locale in owner.locales:
            shelf.work += _phrases_weight(owner, locale)
            _within(most, shelf, faults)
            for name in _letters(owner, source, locale, faults):
                _letter(owner, name, locale, shelf, faults)
                _within(most, shelf, faults)
    faults.raise_any()


def _within(most: int, shelf: Shelf, faults: Faults) -> None:
    if shelf.work > most:
        _too_large(faults)
        faults.raise_any()


def _phrases_weight(owner: TemplateSet, locale: str) -> int:
    """Return how much work the phrases of a locale are: they are read in each."""
    weight = 0
    for layer in owner.layers(locale):
        with suppress(TemplateSetError):  # told where they are read
            weight += _OF_PHRASES * len(layer.read(PHRASES) or "")
    return weight


def _replaced(
    owner: TemplateSet, source: Source, replaces: Iterable[str], faults: Faults
) -> None:
    """A kind that is misspelt in ``replaces`` would go on inheriting."""
    line = KeyLines(source.read(MANIFEST) or "").line(("replaces",))
    for kind in sorted(set(replaces) - owner.schema.kinds.keys()):
        faults.add(
            MANIFEST,
            line,
            "unknown_kind",
            f"{quoted(kind)} in “replaces” is no kind of letter.",
            f"The kinds are: {', '.join(sorted(owner.schema.kinds))}.",
        )


def _fits(source: Source, faults: Faults) -> bool:
    size = 0
    for name in source.names():
        try:
            size += len(source.read(name) or "")
        except TemplateSetError as error:
            faults.extend(error)
        if size > LARGEST_SET:
            _too_large(faults)
            return False
    return True


def _too_large(faults: Faults) -> None:
    faults.add(
        MANIFEST,
        1,
        "too_large",
        f"The files of the set exceed {LARGEST_SET // 1024} KiB, or its letters are "
        "read too many times.",
        "Make two sets of it, each with some of the locales.",
    )


def _layout(owner: TemplateSet, faults: Faults) -> None:
    try:
        owner.layout()
    except TemplateSetError as error:
        faults.extend(error)


def _letter(
    owner: TemplateSet, name: LetterName, locale: str, shelf: Shelf, faults: Faults
) -> None:
    try:
        check_letter(owner, name, locale, shelf)
    except TemplateSetError as error:
        faults.extend(error)


def _letters(
    owner: TemplateSet, source: Source, locale: str, faults: Faults
) -> Iterator[LetterName]:
    """Yield the letters of a locale, after its phrases and the names of its files."""
    entries = [one for one in source.entries(locale) if one.endswith(".txt")]
    for entry in entries:
        _known_kind(owner, locale, entry, faults)
    try:
        phrases = owner.phrases(locale)
    except TemplateSetError as error:
        faults.extend(error)
        return
    for entry in entries:
        _known_formality(entry, phrases, faults)
    for form in get_args(Form):
        kinds = owner.kinds(locale, form=form)
        for entry in entries:
            _has_base(LetterName.of(entry), entry, (form, kinds), locale, faults)
        for kind in kinds:
            for formality in phrases.formalities:
                yield LetterName(kind, form, formality)


def _has_base(
    name: LetterName,
    entry: str,
    there: tuple[Form, tuple[str, ...]],
    locale: str,
    faults: Faults,
) -> None:
    form, kinds = there
    if name.formality and name.form == form and name.kind not in {"_shared", *kinds}:
        faults.add(
            f"{locale}/{entry}",
            0,
            "no_letter",
            "The file varies a letter that does not exist, so it is never read.",
            f"Write {name.stem}.txt, or remove it.",
        )


def _known_kind(owner: TemplateSet, locale: str, entry: str, faults: Faults) -> None:
    if LetterName.of(entry).kind not in {"_shared", *owner.schema.kinds}:
        faults.add(
            f"{locale}/{entry}",
            0,
            "unknown_kind",
            "No kind of letter has this name.",
            f"The kinds are: {', '.join(sorted(owner.schema.kinds))}.",
        )


def _known_formality(entry: str, phrases: Phrases, faults: Faults) -> None:
    formality = LetterName.of(entry).formality
    if formality and formality not in phrases.formalities:
        faults.add(
            f"{phrases.locale}/{entry}",
            0,
            "no_formality",
            "The file is for a formality that the locale does not have.",
            f"It has: {', '.join(phrases.formalities)}.",
        )
