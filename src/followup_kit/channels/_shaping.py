"""From the parts of a message to what leaves on a channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from followup_kit.channels._fitting import Fitted, fit
from followup_kit.channels._gsm import plain
from followup_kit.channels._message import ChannelMessage
from followup_kit.channels._parts import MessageParts, Paragraph, phrased, texts_of
from followup_kit.channels._profile import ChannelProfile
from followup_kit.channels._warnings import warnings_on
from followup_kit.errors import ChannelError, Problem


__all__ = ["refuse_unsuitable", "shape"]

_SHORTER: Final = "Give a shorter one, or another channel."
_SIGNED: Final = frozenset({"closing", "signature", "short_signature"})
# Below this, a fact is no reason why a message does not fit.
_LONG: Final = 24


def shape(parts: MessageParts, profile: ChannelProfile) -> ChannelMessage:
    """
    Return *parts* in the form of a channel.

    Args:
        parts: The whole letter, or the short one if the channel takes that.
        profile: The channel.

    Raises:
        ChannelError: The kind does not suit the channel, or what has to be told
            does not fit; says by how much, and lists what could be shorter.
    """
    refuse_unsuitable(parts.kind, profile)
    signed = _signed(parts, profile)
    fitted = fit(signed, lambda left: _fits(left, profile))
    text = _text(fitted.paragraphs, profile)
    problems = [*_too_long(signed, fitted, text, profile), *_subject(parts, profile)]
    if problems:
        raise ChannelError(*problems)
    subject = parts.subject if profile.subject_limit is not None else None
    preheader = parts.preheader if profile.preheader_aim is not None else None
    return ChannelMessage(
        channel=profile.name,
        subject=subject,
        preheader=preheader,
        text=text,
        unit=profile.unit,
        length=profile.count(text),
        limit=profile.limit,
        left_out=(
            *_only_in_the_whole(signed),
            *_untold(signed, fitted, profile),
            *fitted.left_out,
        ),
        warnings=warnings_on(parts.kind, subject, preheader, text, profile),
    )


def refuse_unsuitable(kind: str, profile: ChannelProfile) -> None:
    """
    Raise if a kind of message does not suit a channel.

    Raises:
        ChannelError: It does not; the message says why.
    """
    fitness = profile.kinds.get(kind)
    if fitness is not None and fitness.level == "refused":
        raise ChannelError(
            Problem(
                path="channel",
                code="unsuitable_channel",
                message=f"does not suit this kind of message. {fitness.reason}",
                remedy="Use e-mail, or a channel that has room for all of it.",
            )
        )


def _signed(parts: MessageParts, profile: ChannelProfile) -> MessageParts:
    if profile.signature == "full":
        return parts
    paragraphs = tuple(
        signed
        for paragraph in parts.paragraphs
        if (signed := _signature(paragraph, parts.sender, profile)) is not None
    )
    return _with(parts, paragraphs)


def _signature(
    paragraph: Paragraph, sender: str, profile: ChannelProfile
) -> Paragraph | None:
    if paragraph.block not in _SIGNED:
        return paragraph
    if profile.signature == "none":
        return None
    if paragraph.block == "closing" or profile.form != "letter":
        return paragraph
    # Company and role stand in the profile that the channel shows beside it.
    bare = phrased(sender).replace(" ", "")
    lines = paragraph.text.split("\n")
    names = [one for one in lines if bare in phrased(one).replace(" ", "")]
    return Paragraph(paragraph.block, names[0] if names else sender)


def _with(parts: MessageParts, paragraphs: tuple[Paragraph, ...]) -> MessageParts:
    from dataclasses import replace

    return replace(parts, paragraphs=paragraphs)


def _text(paragraphs: Sequence[Paragraph], profile: ChannelProfile) -> str:
    between = "\n\n" if profile.form == "letter" else "\n"
    text = between.join(paragraph.text for paragraph in paragraphs)
    return plain(text) if profile.unit == "segments" else text


def _fits(paragraphs: Sequence[Paragraph], profile: ChannelProfile) -> bool:
    if profile.limit is None:
        return True
    return profile.count(_text(paragraphs, profile)) <= profile.limit


def _only_in_the_whole(parts: MessageParts) -> tuple[str, ...]:
    here = {paragraph.block for paragraph in parts.paragraphs}
    told = {name.removeprefix("short_") for name in here} | {"greeting", *_SIGNED}
    return tuple(dict.fromkeys(name for name in parts.whole if name not in told))


def _untold(parts: MessageParts, fitted: Fitted, profile: ChannelProfile) -> list[str]:
    """Return the essential facts that a short letter does without."""
    if not parts.whole:
        return []
    told = phrased("\n".join(paragraph.text for paragraph in fitted.paragraphs))
    # Who signs stands beside the message where no signature does.
    shown = {"sender"} if profile.signature == "none" else set[str]()
    return [
        inner
        for path, value in parts.essentials.items()
        if path not in shown and f"{path}|short" not in parts.essentials
        for inner, text in texts_of(value, path.removesuffix("|short"))
        if phrased(text) not in told
    ]


def _too_long(
    parts: MessageParts, fitted: Fitted, text: str, profile: ChannelProfile
) -> list[Problem]:
    if fitted.fits:
        return []
    over = profile.count(text) - (profile.limit or 0)
    first = Problem(
        path="channel",
        code="too_long",
        message=(
            f"takes {profile.limit} {profile.unit}, and what has to be told needs"
            f" {over} more, with everything else left out."
        ),
        remedy="Shorten the facts listed below, or use another channel.",
    )
    return [first, *_could_be_shorter(parts, fitted)]


def _could_be_shorter(parts: MessageParts, fitted: Fitted) -> list[Problem]:
    told = phrased("\n".join(p.text for p in fitted.paragraphs))
    sizes = {
        path: sum(len(text) for _, text in texts_of(value) if phrased(text) in told)
        for path, value in parts.essentials.items()
        # A day or an address is as long as it is.
        if not path.endswith(("|short", "_url"))
        and f"{path}|short" not in parts.essentials
    }
    found = sorted((-size, path) for path, size in sizes.items() if size >= _LONG)
    facts = [
        Problem(_fact(path), "could_be_shorter", f"takes {-size} characters.", _SHORTER)
        for size, path in found[:5]
    ]
    longest = sorted((-len(p.text), p.block) for p in fitted.paragraphs)
    blocks = [
        Problem(
            f"block {block}",
            "could_be_shorter",
            f"takes {-size} characters.",
            "Shorten the facts it prints, or its prose in the set.",
        )
        for size, block in longest[:2]
    ]
    return [*facts, *blocks]


def _fact(path: str) -> str:
    return {
        "role": "interview.role.title",
        "company": "interview.company.name",
        "sender": "interview.sender.name",
        "sender.phone": "interview.sender.phone",
    }.get(path, path)


def _subject(parts: MessageParts, profile: ChannelProfile) -> list[Problem]:
    limit = profile.subject_limit
    if limit is None or len(parts.subject) <= limit:
        return []
    over = len(parts.subject) - limit
    message = f"takes {limit} characters, and this one has {over} more."
    remedy = "Shorten interview.role.title, which subjects print."
    return [Problem("subject", "too_long", message, remedy)]
