"""A message in the form of a channel: its parts handed over to the room channels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from followup_kit.channels import (
    ChannelMessage,
    ChannelProfile,
    MessageParts,
    Paragraph,
    channel_profile,
    refuse_unsuitable,
    shape,
)
from followup_kit.composer._schema import letter_schema
from followup_kit.composer._short_facts import told_by
from followup_kit.composer._templated import draft_of, fill_template
from followup_kit.errors import ChannelError, Problem
from followup_kit.models import outcome_kinds
from followup_kit.templating import Letter, TemplateSet, find_template_set


if TYPE_CHECKING:
    from followup_kit.composer._followup import Followup

__all__ = ["message_for"]

# A reply is the way to answer; a call is one more.
_SECOND_WAYS: Final = frozenset({"sender.phone"})


def message_for(
    followup: Followup,
    channel: str | ChannelProfile,
    limits: Mapping[str, int | None],
    template_set: TemplateSet | None,
) -> ChannelMessage:
    """
    Return *followup* in the form of a channel.

    Args:
        followup: The message.
        channel: The name of a built-in channel, or a profile.
        limits: Limits that differ from the profile's; None if one does not.
        template_set: Where the short letter is, if not where the message is from.

    Raises:
        ChannelError: See ``Followup.for_channel``.
        TemplateSetError: The set is not found, or has no such short letter.
    """
    profile = _profile(channel, {k: v for k, v in limits.items() if v is not None})
    refuse_unsuitable(followup.kind, profile)
    if profile.form == "letter":
        return shape(_whole(followup), profile)
    opened = template_set or followup.letters or _installed(followup.template_set)
    facts = told_by(followup.kind, followup.short_facts)
    letter = _letter(followup, facts, opened)
    if profile.form == "template":
        phrases = opened.phrases(followup.locale)
        draft = draft_of(letter, facts, phrases, followup.recipient.name)
        parts = _around(followup, facts, (), tuple(_blocks(followup)))
        return fill_template(draft, parts, profile, phrases)
    return shape(_short(followup, facts, letter, opened), profile)


def _profile(
    channel: str | ChannelProfile, limits: Mapping[str, int]
) -> ChannelProfile:
    problems: list[Problem] = []
    profile = channel
    if not isinstance(profile, ChannelProfile):
        try:
            profile = channel_profile(profile)
        except ChannelError as error:
            problems += error.problems
            # Whatever else is wrong is said together with it.
            profile = channel_profile("email")
    try:
        profile = profile.replace(**limits) if limits else profile
    except ChannelError as error:
        problems += error.problems
    if problems:
        raise ChannelError(*problems)
    return profile


@lru_cache(maxsize=16)
def _installed(name: str) -> TemplateSet:
    return find_template_set(name, schema=letter_schema())


def _whole(followup: Followup) -> MessageParts:
    paragraphs = tuple(
        Paragraph(source[3], text)
        for text, source in zip(
            followup.text.rstrip("\n").split("\n\n"), followup.sources, strict=True
        )
    )
    facts = told_by(followup.kind, followup.short_facts)
    return _around(followup, facts, paragraphs)


def _around(
    followup: Followup,
    facts: Mapping[str, Any],
    paragraphs: tuple[Paragraph, ...],
    whole: tuple[str, ...] = (),
) -> MessageParts:
    model = outcome_kinds().get(followup.kind)
    return MessageParts(
        kind=followup.kind,
        subject=followup.subject,
        preheader=followup.preheader,
        paragraphs=paragraphs,
        sender=followup.sender.name,
        essentials={k: v for k, v in facts.items() if _is_essential(k)},
        dispensable=model.dispensable if model else (),
        whole=whole,
    )


def _is_essential(key: str) -> bool:
    # What is said about the message itself may go before its news does.
    return key not in _SECOND_WAYS and not key.startswith("message.")


def _letter(
    followup: Followup, facts: Mapping[str, Any], opened: TemplateSet
) -> Letter:
    letter = opened.letter(
        followup.kind, followup.locale, followup.formality, form="short"
    )
    unknown = {field.partition("[]")[0] for field in letter.fields} - facts.keys()
    if unknown:
        raise ChannelError(
            *(
                Problem(
                    path=field,
                    code="not_essential",
                    message="is printed by the short letter, but was not kept for it.",
                    remedy="Add it to essentials of the kind, or print it no more.",
                )
                for field in sorted(unknown)
            )
        )
    return letter


def _short(
    followup: Followup,
    facts: Mapping[str, Any],
    letter: Letter,
    opened: TemplateSet,
) -> MessageParts:
    greeting = _greeting(followup)
    runs_on = opened.phrases(followup.locale).continues(greeting)
    rendered = letter.render(facts, capital=not runs_on)
    body = zip(rendered.text.split("\n\n"), rendered.origins, strict=True)
    paragraphs = [Paragraph(origin.block, text) for text, origin in body]
    if greeting:
        paragraphs.insert(0, Paragraph("greeting", greeting))
    whole = tuple(_blocks(followup))
    return _around(followup, facts, tuple(paragraphs), whole)


def _greeting(followup: Followup) -> str:
    """Return the greeting's first line: the second is a letter's."""
    if followup.sources[0][3] != "greeting":
        return ""
    return followup.text.partition("\n")[0]


def _blocks(followup: Followup) -> Iterator[str]:
    for _, _, _, block in followup.sources:
        yield block
