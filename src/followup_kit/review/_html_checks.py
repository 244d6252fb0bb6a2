"""Whether the HTML says what the text says, and hides nothing from its reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from followup_kit.review._finding import Finding
from followup_kit.review._mentions import Mentions, read_mentions
from followup_kit.review._message import Message
from followup_kit.review._people import fold
from followup_kit.review._report import report


__all__ = ["html_findings"]

_WORD: Final = re.compile(r"[^\W_]+")
_URL: Final = re.compile(r"https?://\S+|mailto:\S+|www\.\S+")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_MARKER: Final = re.compile(r"(?m)^[ \t]{0,9}(?:\d{1,2}\.|[-•・*])[ \t]")
_NUMBERED: Final = re.compile(r"\n[ \t]{0,9}\d{1,2}\.[ \t]|\A\d{1,2}\.[ \t]")
_BULLETS: Final = "-•・*"
_SCHEMES: Final = ("https://", "http://")
_MOST: Final = 0.15
_FEW: Final = 3


def html_findings(message: Message, locale: str) -> Iterator[Finding]:
    """Yield what the HTML hides, and where it says other than the text."""
    yield from _hidden(message)
    if not (message.text and message.html) or _reads_alike(message):
        return
    ours, theirs = _words(message.text), _words(message.html)
    # Counters compare slowly, and hold no zeros here.
    if dict.__eq__(ours, theirs):
        return
    only_html = sum((theirs - ours).values())
    only_text = sum((ours - theirs).values())
    facts_differ = _stated(message.text, locale) ^ _stated(message.html, locale)
    share = max(only_html, only_text) / max(1, sum(ours.values()))
    if facts_differ or share > _MOST:
        yield report(
            "text_html_differ",
            "says other things in its HTML than in its text.",
            "Derive both from one source.",
            part="html",
            severity="error" if facts_differ or share > 2 * _MOST else "warning",
        )


def _reads_alike(message: Message) -> bool:
    """Tell whether both say the same words one after another, as most messages do."""
    # HTML does not hold the numbers of a list's entries.
    return _tokens(message.text) == _tokens(message.html) and not (
        _NUMBERED.search(message.text) or _NUMBERED.search(message.html)
    )


def _tokens(text: str) -> list[str]:
    bare = [token.lstrip(_BULLETS) for token in _INVISIBLE.sub("", text).split()]
    return [token for token in bare if token and not token.startswith(_SCHEMES)]


def _words(text: str) -> Counter[str]:
    # A text sets names apart by invisible marks, HTML by its elements.
    plain = _MARKER.sub("", _URL.sub("", _INVISIBLE.sub("", text)))
    return Counter(_WORD.findall(plain))


def _stated(text: str, locale: str) -> set[tuple[str, object]]:
    """Return the days, times and amounts of a text, comparable with another's."""
    found: Mentions = read_mentions(_URL.sub("", text), locale)
    return {
        *(("day", (x.month, x.day)) for x in found.days),
        *(("time", x.clocks) for x in found.times),
        *(("money", x.amount) for x in found.money),
    }


def _hidden(message: Message) -> Iterator[Finding]:
    line = "".join(message.preheader.split())
    if all("".join(text.split()) == line for text in message.hidden):
        return
    known = fold(f"{message.preheader} {message.text} {message.html}")
    joined = " ".join(known.split())
    for text in message.hidden:
        plain = " ".join(fold(text).split())
        if len(plain) > _FEW and plain not in joined:
            yield report(
                "hidden_text",
                "holds text in its HTML that the reader does not see.",
                "Take it out; filters and assistants read it.",
                part="html",
            )
            return
