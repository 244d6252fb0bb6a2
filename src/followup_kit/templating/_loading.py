"""Letters and phrases from their files: resolved, checked whole, compiled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from followup_kit.templating._checks import Checker
from followup_kit.templating._compiler import Compiler
from followup_kit.templating._faults import Faults
from followup_kit.templating._letter import Body, Letter
from followup_kit.templating._origin import Origin
from followup_kit.templating._phrase_checks import PhraseChecker
from followup_kit.templating._phrases import (
    PHRASE_BLOCKS,
    Phrases,
    merged,
    read_table,
)
from followup_kit.templating._resolution import Resolver
from followup_kit.templating._source import LetterName, refuse, stem
from followup_kit.templating._tree import Paragraph, Sentence
from followup_kit.templating._view import Context


if TYPE_CHECKING:
    from followup_kit.templating._fragment import Fragment
    from followup_kit.templating._guards import Fields
    from followup_kit.templating._resolution import Placed, Plan
    from followup_kit.templating._sets import TemplateSet
    from followup_kit.templating._source import Form


def load_letter(
    owner: TemplateSet, kind: str, locale: str, formality: str, form: Form
) -> Letter:
    """
    Return a letter of a set.

    Raises:
        TemplateSetError: There is none, or it is broken; every fault is listed.
    """
    phrases = owner.phrases(locale)
    if formality not in phrases.formalities:
        raise refuse(
            f"{locale}/phrases.toml",
            "no_formality",
            "The locale does not have the formality asked for.",
            f"It has: {', '.join(phrases.formalities)}.",
        )
    name = LetterName(kind, form, formality)
    faults = Faults()
    plan = _plan(owner, name, phrases, faults)
    fields = owner.schema.fields(kind)
    keys = _checked(plan, fields, phrases, faults)
    _needs_phrases(fields, keys, phrases, formality, faults)
    faults.raise_any()
    layout = owner.layout_for(locale)
    seen = keys | layout.keys if form == "full" else keys
    body = _compiled(plan, fields, phrases, seen)
    return Letter(name, body, phrases, layout)


def load_phrases(owner: TemplateSet, locale: str) -> Phrases:
    """
    Return the phrases of a locale, merged key by key from all layers.

    Raises:
        TemplateSetError: There are none, or they are broken.
    """
    table: dict[str, Any] = {}
    file, source = f"{locale}/phrases.toml", ""
    homes: dict[str, Origin] = {}
    for layer in owner.layers(locale):
        name = f"{layer.locale}/phrases.toml"
        below = read_table(layer.source, name)
        if below is not None:
            if not table:
                file, source = name, layer.source.read(name) or ""
            table = merged(table, below)
            for block in PHRASE_BLOCKS & below.keys():
                homes.setdefault(block, Origin(layer.set, name, 0, block))
    if not table:
        raise refuse(
            file,
            "no_phrases",
            "The locale has no phrases.toml.",
            "Write one with formalities, greeting and closing.",
        )
    faults = Faults()
    PhraseChecker(table, file, source, faults).run(owner.schema)
    faults.raise_any()
    return Phrases(table, locale, owner.schema, owner.name, homes)


def _plan(
    owner: TemplateSet, name: LetterName, phrases: Phrases, faults: Faults
) -> Plan:
    locale = phrases.locale
    kind, form, formality = name
    if kind in owner.schema.kinds:
        every = owner.layers(locale)
        letters = owner.replaced(every, kind)
        resolver = Resolver(letters, every, stem(kind, form), formality, faults)
        if resolver.found:
            return resolver.plan()
    raise refuse(
        locale,
        "no_letter",
        f"The set has no {form} letter of the kind asked for in this locale.",
        f"It has: {', '.join(owner.kinds(locale, form=form)) or 'none'}.",
    )


def _checked(
    plan: Plan, fields: Fields, phrases: Phrases, faults: Faults
) -> frozenset[str]:
    context = Context(
        words=frozenset(phrases.words(None)),
        language=phrases.voice.language,
        lines=phrases.voice.lines,
        faults=faults,
    )
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
                0,
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
    if placed is not None:
        match placed.block.content:
            case (Paragraph(sentences=(Sentence(content=content),)),):
                return compiler.line(placed, content)
            case _:
                pass
    return None
