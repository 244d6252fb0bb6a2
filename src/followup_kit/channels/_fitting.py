"""
Leaving out what a channel has no room for, in the order the kind declares.

The steps and their order do not depend on the limit: a tighter limit only takes more
of them. So it never shows what a looser one hid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from followup_kit.channels._parts import (
    MessageParts,
    Paragraph,
    bullets_of,
    joined,
    phrased,
    texts_of,
)


__all__ = ["Fitted", "fit"]

# What every letter can spare first, whatever its kind.
_ALWAYS: Final = ("footer_text",)


class Fitted(NamedTuple):
    """What is left of a message, and the blocks that are not."""

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[str, ...]
    fits: bool

    def __repr__(self) -> str:
        """Return what it is, not what it holds."""
        return "Fitted(…)"


def fit(parts: MessageParts, fits: Callable[[Sequence[Paragraph]], bool]) -> Fitted:
    """Return *parts* with as few blocks left out as *fits* asks for."""
    state = Fitted(parts.paragraphs, (), fits=fits(parts.paragraphs))
    if state.fits:
        return state
    guard = _Guard(parts)
    for group in (*_ALWAYS, *parts.dispensable):
        for paragraphs, names in _steps(state.paragraphs, group, guard):
            left_out = (*state.left_out, *names)
            state = Fitted(paragraphs, left_out, fits=fits(paragraphs))
            if state.fits:
                return state
    return state


class _Guard:
    """Tells whether each fact that has to be told still is."""

    def __init__(self, parts: MessageParts) -> None:
        whole = _flat(parts.paragraphs)
        wanted = {phrased(text) for _, text in texts_of(parts.essentials)}
        self._told = tuple(text for text in wanted if text and text in whole)

    def holds(self, paragraphs: Sequence[Paragraph]) -> bool:
        left = _flat(paragraphs)
        return all(text in left for text in self._told)


def _flat(paragraphs: Sequence[Paragraph]) -> str:
    return phrased("\n".join(paragraph.text for paragraph in paragraphs))


def _steps(
    paragraphs: tuple[Paragraph, ...], group: str, guard: _Guard
) -> Iterator[tuple[tuple[Paragraph, ...], tuple[str, ...]]]:
    if group.endswith("[]"):
        yield from _bullet_by_bullet(paragraphs, group.removesuffix("[]"), guard)
        return
    names = frozenset(group.split())
    gone = tuple(dict.fromkeys(p.block for p in paragraphs if p.block in names))
    left = tuple(p for p in paragraphs if p.block not in names)
    if gone and guard.holds(left):
        yield left, gone


def _bullet_by_bullet(
    paragraphs: tuple[Paragraph, ...], block: str, guard: _Guard
) -> Iterator[tuple[tuple[Paragraph, ...], tuple[str, ...]]]:
    places = [i for i, p in enumerate(paragraphs) if p.block == block]
    for place in reversed(places):
        lead, bullets = bullets_of(paragraphs[place].text)
        # The last bullet to go would leave its lead-in alone.
        for index in reversed(range(len(bullets))):
            fewer = [*bullets[:index], *bullets[index + 1 :]]
            if not fewer:
                break
            text = joined(lead, fewer)
            changed = (
                *paragraphs[:place],
                Paragraph(block, text),
                *paragraphs[place + 1 :],
            )
            if guard.holds(changed):
                paragraphs, bullets = changed, fewer
                yield paragraphs, (f"{block}[{index}]",)
