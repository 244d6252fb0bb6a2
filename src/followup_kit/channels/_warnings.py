"""What to consider before a message leaves on a channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, name

from followup_kit.channels._gsm import SINGLE, outside_gsm, sms_of
from followup_kit.channels._profile import ChannelProfile
from followup_kit.errors import Problem


__all__ = ["warnings_on"]

# More different letters than these are a script of their own, not an exception.
_FEW: Final = 4
_LITTLE: Final = 12
_LINK: Final = re.compile(r"\S+://\S+")


def warnings_on(
    kind: str,
    subject: str | None,
    preheader: str | None,
    text: str,
    profile: ChannelProfile,
) -> tuple[Problem, ...]:
    """Return what to consider, without any of the text itself."""
    return (
        *_fitness(kind, profile),
        *_display(subject, preheader, profile),
        *_markup(text, profile),
        *(_segments(text, profile) if profile.unit == "segments" else ()),
    )


def _fitness(kind: str, profile: ChannelProfile) -> Iterator[Problem]:
    fitness = profile.kinds.get(kind)
    if fitness is not None:
        remedy = "Send it only if they asked for this channel."
        message = f"hardly suits this kind of message. {fitness.reason}"
        yield Problem("channel", "doubtful_channel", message, remedy)


def _display(
    subject: str | None, preheader: str | None, profile: ChannelProfile
) -> Iterator[Problem]:
    aim = profile.subject_aim
    if subject is not None and aim is not None and len(subject) > aim:
        message = f"has {len(subject)} characters; phones show {aim} at most."
        yield Problem(
            "subject", "subject_cut", message, "Put what matters into the first 33."
        )
    if preheader is not None and profile.preheader_aim is not None:
        least, most = profile.preheader_aim
        if not least <= len(preheader) <= most:
            message = f"has {len(preheader)} characters; {least} to {most} show well."
            remedy = "Reword it in the template set."
            yield Problem("preheader", "preheader_length", message, remedy)


def _markup(text: str, profile: ChannelProfile) -> Iterator[Problem]:
    if not profile.markup:
        return
    marks = re.escape(profile.markup)
    around = rf"(?<!\w)([{marks}])(?=\S)[^\n]*?(?<=\S)\1(?!\w)"
    if re.search(around, _LINK.sub("", text)):
        yield Problem(
            path="text",
            code="read_as_markup",
            message="holds characters that the channel takes for mark-up and hides.",
            remedy=f"Write the facts without {' '.join(profile.markup)} around words.",
        )


def _segments(text: str, profile: ChannelProfile) -> Iterator[Problem]:
    sms = sms_of(text)
    now = len(sms.parts)
    # A segment carries less than half as much text outside of GSM-7.
    aim = (profile.aim or 0) * (1 if sms.encoding == "gsm7" else 2)
    if aim and now > aim:
        message = f"needs {now} segments; {aim} are usually enough."
        yield Problem("text", "many_segments", message, "Shorten names and places.")
    widening = outside_gsm(text)
    if widening and len(widening) <= _FEW:
        narrow = "".join("x" if one in widening else one for one in text)
        spared = now - len(sms_of(narrow).parts)
        if spared > 0:
            yield _widened(text, widening, now, spared)
            return
    # The second segment begins where one alone would have ended.
    over = sms.units - SINGLE[sms.encoding] if now == 2 else len(sms.parts[-1])
    if now > 1 and over < _LITTLE:
        message = f"begins a segment for {over} characters."
        remedy = "A little shorter, it needs one segment less."
        yield Problem("text", "segment_for_little", message, remedy)


def _widened(text: str, widening: frozenset[str], now: int, spared: int) -> Problem:
    count = sum(one in widening for one in text)
    # The class of the first such character: the character is part of a fact.
    first = next(one for one in text if one in widening)
    script = name(first, "UNNAMED").partition(" ")[0].lower()
    return Problem(
        path="text",
        code="character_widens",
        message=(
            f"holds {count} characters outside the GSM 7-bit alphabet (the first:"
            f" {script}, Unicode category {category(first)}); so it needs {now}"
            f" segments instead of {now - spared}."
        ),
        remedy="Names keep their letters; look for such characters elsewhere.",
    )
