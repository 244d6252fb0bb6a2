"""Letters and phrases from their files: resolved, checked whole, compiled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from followup_kit.templating._checks import Checker
from followup_kit.templating._compiler import Compiler
from followup_kit.templating._faults import Faults, file_of
from followup_kit.templating._letter import Body, Letter
from followup_kit.templating._origin import Origin
from followup_kit.templating._phrase_checks import PhraseChecker
from followup_kit.templating._phrase_shapes import listed_in
from followup_kit.templating._phrases import (
    PHRASE_BLOCKS,
    PHRASES,
    Phrases,
    merged,
    parsed,
)
from followup_kit.templating._resolution import Resolver, Shelf
from followup_kit.templating._source import LetterName, refuse
from followup_kit.templating._toml_lines import Places
from followup_kit.templating._tree import Paragraph, Sentence
from followup_kit.templating._view import Context


if TYPE_CHECKING:
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._guards import Fields
    from followup_kit.templating._resolution import Placed, Plan
    from followup_kit.templating._sets import TemplateSet
    from followup_kit.templating._wording import Lines

OF_BLOCK: Final = 64
"""What putting a block in its place weighs, however often that is done."""


def load_letter(owner: TemplateSet, name: LetterName, locale: str) -> Letter:
    """
    Return a letter of a set.

    Raises:
        TemplateSetError: There is none, or it is broken; every fault is listed.
    """
    plan, keys = check_letter(owner, name, locale, Shelf())
    layout = owner.layout_for(locale)
    fields = owner.schema.fields(name.kind)
    phrases = owner.phrases(locale)
    seen = keys | layout.keys if name.form == "full" else keys
    body = _compiled(plan, fields, phrases, seen)
    return Letter(name, body, phrases, layout)


def check_letter(
    owner: TemplateSet, name: LetterName, locale: str, shelf: Shelf
) -> tuple[Plan, frozenset[str]]:
    """
    Return a letter's blocks in their order, and the keys they ask for.

    What was checked already with the same shelf is not checked again.

    Raises:
        TemplateSetError: There is none, or it is broken; every fault is listed.
    """
    phrases = owner.phrases(locale)
    kind, _, formality = name
    if formality not in phrases.formalities:
        raise refuse(
            f"{locale}/phrases.toml",
            "no_formality",
            "The locale does not have the formality asked for.",
            f"It has: {', '.join(phrases.formalities)}.",
        )
    faults = Faults()
    plan = _plan(owner, name, phrases, shelf, faults)
    fields = owner.schema.fields(kind)
    shelf.work += plan.blocks * OF_BLOCK
    signature = (kind, *_spoken(phrases), plan.signature())
    keys = shelf.keys.get(signature)
    if keys is None:
        shelf.work += plan.weight
        keys = _checked(plan, fields, phrases, faults)
    _needs_phrases(fields, keys, phrases, formality, faults)
    faults.raise_any()
    shelf.keys[signature] = keys
    return plan, keys


def load_phrases(owner: TemplateSet, locale: str) -> Phrases:
    """
    Return the phrases of a locale, merged key by key from all layers.

    Raises:
        TemplateSetError: There are none, or they are broken.
    """
    table: dict[str, Any] = {}
    files: list[tuple[str, str]] = []
    homes: dict[str, Origin] = {}
    told: set[str] = set()
    for layer in owner.layers(locale):
        text = layer.read(PHRASES)
        if text is not None:
            place = layer.place(PHRASES)
            below = parsed(text, place)
            files.append((place, text))
            table = merged(table, below)
            told.update(listed_in(below))
            for block in PHRASE_BLOCKS & below.keys():
                home = Origin(layer.set, file_of(place), 0, block)
                homes.setdefault(block, home)
    if not table:
        raise refuse(
            f"{locale}/{PHRASES}",
            "no_phrases",
            "The locale has no phrases.toml.",
            "Write one with formalities, greeting and closing.",
        )
    faults = Faults()
    places = Places(files)
    PhraseChecker(table, places, faults, frozenset(told)).run(owner.schema)
    faults.raise_any()
    return Phrases(table, locale, owner.schema, owner.name, homes)


def _plan(
    owner: TemplateSet,
    name: LetterName,
    phrases: Phrases,
    shelf: Shelf,
    faults: Faults,
) -> Plan:
    locale = phrases.locale
    kind, form, _ = name
    if kind in owner.schema.kinds:
        every = owner.layers(locale)
        letters = owner.replaced(every, kind)
        resolver = Resolver(letters, every, name, faults, shelf)
        if resolver.found:
            return resolver.plan()
    raise refuse(
        locale,
        "no_letter",
        f"The set has no {form} letter of the kind asked for in this locale.",
        f"It has: {', '.join(owner.kinds(locale, form=form)) or 'none'}.",
    )


def _spoken(phrases: Phrases) -> tuple[frozenset[str], str, Lines]:
    """Return what a letter is checked against; regions of a language share it."""
    voice = phrases.voice
    return frozenset(phrases.words(None)), voice.language, voice.lines


def _checked(
    plan: Plan, fields: Fields, phrases: Phrases, faults: Faults
) -> frozenset[str]:
    context = Context(*_spoken(phrases), faults=faults)
    Checker(context, fields).plan(plan)
    return frozenset(context.keys)


def _needs_phrases(
    fields: Fields,
    keys: frozenset[str],
    phrases: Phrases,
    formality: str,
    faults: Faults,
) -> None:
    """A phrase that a letter prints needs its sentences in this locale."""
    said = phrases.sentences(formality)
    for path in sorted(keys):
        found = fields.get(path)
        if found and found.position == "phrase" and not said.get(path):
            faults.add(
                f"{phrases.locale}/phrases.toml",
                1,
                "missing_phrase",
                f"A letter prints “{path}”, but [{found.enum}] is missing.",
                f"Write a whole sentence for: {', '.join(found.choices)}.",
            )


def _compiled(
    plan: Plan, fields: Fields, phrases: Phrases, keys: frozenset[str]
) -> Body:
    voice = replace(
        phrases.voice,
        phrase_keys=frozenset(p for p, f in fields.items() if f.position == "phrase"),
        lists=frozenset(p for p, f in fields.items() if f.many),
    )
    compiler = Compiler(voice, fields)
    ops = tuple(op for placed in plan.body for op in compiler.block(placed))
    subject = _line(compiler, plan.subject)
    preheader = _line(compiler, plan.preheader)
    return Body(subject, preheader, ops, compiler.loops, keys)


def _line(compiler: Compiler, placed: Placed | None) -> Fragment | None:
    """Return the fragment of a block that is one line, as the subject is."""
    if placed is None:
        return None
    (paragraph,) = placed.block.content
    assert isinstance(paragraph, Paragraph)  # noqa: S101 -- checked before
    (sentence,) = paragraph.sentences
    assert isinstance(sentence, Sentence)  # noqa: S101 -- checked before
    return compiler.line(placed, sentence.content)
