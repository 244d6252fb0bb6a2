"""Short letters as message templates of WhatsApp: exported, and filled for sending."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from followup_kit.channels import (
    ChannelMessage,
    ChannelProfile,
    MessageParts,
    Paragraph,
    WhatsAppTemplate,
    channel_profile,
    numbered,
    refuse_unsuitable,
    shape,
    substituted,
    variables_for,
    whatsapp_template,
)
from followup_kit.composer._schema import letter_schema
from followup_kit.composer._short_facts import asked_for, keys_of
from followup_kit.errors import ChannelError, OutcomeKindError, Problem
from followup_kit.models import (
    Facts,
    Interviewer,
    Outcome,
    Slot,
    outcome_kinds,
    shapes_of,
)
from followup_kit.templating import Letter, Phrases, TemplateSet, find_template_set


__all__ = ["Draft", "draft_of", "exported", "fill_template"]

# Characters for private use: no prose has them, and no bidirectional rule moves them.
_FIRST_MARK: Final = 0xE100


class Draft(NamedTuple):
    """A short letter with a mark in the place of each value."""

    paragraphs: tuple[Paragraph, ...]
    fields: Mapping[str, str]
    values: Mapping[str, str]

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Draft(…)"


class _Marks:
    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.values: dict[str, str] = {}

    def put(self, field: str, value: Any) -> Any:
        """Return *value* with a mark in the place of each text."""
        if isinstance(value, str):
            return self._mark(field, value)
        if isinstance(value, Mapping):
            return {k: self.put(f"{field}.{k}", v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self.put(f"{field}[{i}]", v) for i, v in enumerate(value))
        return value

    def _mark(self, field: str, value: str) -> str:
        mark = chr(_FIRST_MARK + len(self.fields))
        if value.startswith(("https://", "mailto:")):
            # An address has to be one that a letter prints.
            mark = f"https://v{len(self.fields):04}.example"
        self.fields[mark] = field
        self.values[mark] = value
        return mark


def draft_of(
    letter: Letter, facts: Mapping[str, Any], phrases: Phrases, name: str
) -> Draft:
    """
    Return a short letter with marks for its values.

    The greeting is the neutral one, so that one template serves everybody; a
    greeting that begins with the name is left out, because no template may.
    """
    marks = _Marks()
    marked = {field: marks.put(field, value) for field, value in facts.items()}
    full = marks.put("candidate", name)
    greeting = phrases.greeting(letter.formality, None, {"full": full})[0]
    opens = not greeting.startswith(full)
    rendered = letter.render(
        marked, capital=not (opens and phrases.continues(greeting))
    )
    body = zip(rendered.text.split("\n\n"), rendered.origins, strict=True)
    paragraphs = [Paragraph(origin.block, text) for text, origin in body]
    if opens:
        paragraphs.insert(0, Paragraph("greeting", greeting))
    return Draft(tuple(paragraphs), marks.fields, marks.values)


def fill_template(
    draft: Draft, parts: MessageParts, profile: ChannelProfile, phrases: Phrases
) -> ChannelMessage:
    """
    Return the message with its template and the variables that give its text.

    Raises:
        ChannelError: It does not fit, or WhatsApp would refuse the template.
    """
    written = tuple(
        Paragraph(block, substituted(*_numbers(text, draft, phrases)))
        for block, text in draft.paragraphs
    )
    shaped = shape(replace(parts, paragraphs=written), profile)
    kept = [p for p in draft.paragraphs if p.block not in shaped.left_out]
    greets = draft.paragraphs[:1] and draft.paragraphs[0].block == "greeting"
    body, variables = _numbers("\n".join(p.text for p in kept), draft, phrases)
    whatsapp_template(parts.kind, phrases.locale, body, ())
    return replace(
        shaped,
        left_out=shaped.left_out if greets else ("greeting", *shaped.left_out),
        text=substituted(body, variables),
        template=body,
        variables=variables,
    )


def _numbers(text: str, draft: Draft, phrases: Phrases) -> tuple[str, tuple[str, ...]]:
    body, marks = numbered(text, tuple(draft.fields))
    values = [_dressed(draft.values[mark], phrases) for mark in marks]
    return body, variables_for(body, values)


def _dressed(value: str, phrases: Phrases) -> str:
    # As a letter writes it: set apart if it runs in the other direction.
    if value.startswith(("https://", "mailto:")):
        return value
    return phrases.fill("{value}", {"value": value}).text


def exported(
    template_set: str | TemplateSet,
    which: tuple[str, str, str | None],
    outcomes: Sequence[Outcome] | None,
    message: Collection[str],
) -> tuple[WhatsAppTemplate, ...]:
    """Return what :func:`followup_kit.composer.export_templates` does."""
    kind, locale, formality = which
    if kind not in outcome_kinds():
        raise OutcomeKindError(_unknown(kind))
    refuse_unsuitable(kind, channel_profile("whatsapp_template"))
    said = _said(message, outcome_kinds()[kind])
    opened = (
        template_set
        if isinstance(template_set, TemplateSet)
        else find_template_set(template_set, schema=letter_schema())
    )
    letter = opened.letter(kind, locale, formality, form="short")
    phrases = opened.phrases(locale)
    made: dict[str, WhatsAppTemplate] = {}
    for outcome in _samples(kind) if outcomes is None else _of_kind(outcomes, kind):
        for phone in (None, "x"):
            facts = {**_placeholders(outcome), **said, "sender.phone": phone}
            draft = draft_of(letter, facts, phrases, "x")
            text = "\n".join(paragraph.text for paragraph in draft.paragraphs)
            body, marks = numbered(text, tuple(draft.fields))
            fields = [draft.fields[mark] for mark in marks]
            made.setdefault(body, whatsapp_template(kind, locale, body, fields))
    return tuple(made.values())


def _unknown(kind: str) -> Problem:
    del kind
    known = ", ".join(sorted(outcome_kinds()))
    return Problem(
        "kind", "unknown_kind", "names no kind of outcome.", f"Use one of: {known}."
    )


def _of_kind(outcomes: Sequence[Outcome], kind: str) -> Sequence[Outcome]:
    for index, outcome in enumerate(outcomes):
        if not isinstance(outcome, outcome_kinds()[kind]):
            raise ChannelError(
                Problem(
                    f"outcomes[{index}]",
                    "wrong_kind",
                    "is no outcome of the kind whose templates are asked for.",
                    "Export the templates of each kind apart.",
                )
            )
    return outcomes


def _said(message: Collection[str], model: type[Outcome]) -> dict[str, Any]:
    """Return what holds of the message itself, with a placeholder for each day."""
    keys = {
        key.partition("|")[0].removeprefix("message."): key
        for key in keys_of(model)
        if key.startswith("message.")
    }
    wanted = (message,) if isinstance(message, str) else tuple(message)
    if any(name not in keys for name in wanted):
        raise ChannelError(
            Problem(
                "message",
                "not_a_choice",
                "names something that is said of no message of this kind.",
                f"Use some of: {', '.join(keys)}.",
            )
        )
    held = {keys[name] for name in wanted}
    return asked_for({key: "x" if "|" in key else True for key in held})


def _samples(kind: str) -> list[Outcome]:
    model = outcome_kinds()[kind]
    return [model.model_validate(facts) for facts in model.sample_facts()]


def _placeholders(outcome: Outcome) -> dict[str, Any]:
    keys = keys_of(type(outcome))
    return asked_for({key: _placeholder(key, outcome) for key in keys})


def _placeholder(key: str, outcome: Outcome) -> Any:
    root, _, rest = key.partition("|")[0].partition(".")
    if root == "message":
        return False
    if root != "outcome":
        return "x"
    name, _, choice = rest.partition(".")
    value = getattr(outcome, name)
    return value == choice if choice else _shape_of(value)


def _shape_of(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return tuple(_shape_of(entry) for entry in value)
    if isinstance(value, str) and value.startswith("https://"):
        return value
    # What is made of fields of its own, as a document is, is written field by field.
    shape = shapes_of(type(value)) if isinstance(value, Facts) else {}
    if isinstance(value, Slot | Interviewer) or not shape:
        return "x"
    return {name: _shape_of(getattr(value, name)) for name in shape}
