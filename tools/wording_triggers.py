"""
What a text must hold for a wording rule to match: words, stems, signs or parts.

Read off the rule's own expression: of all that it needs, what ordinary letters hold
most seldom. ``tests/review`` proves that nothing is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from typing import Any, Final

from followup_kit.review._wording_filter import fold


__all__ = ["Trigger", "crosses_lines", "triggers_of"]

# The parser of re has no public name; only this tool reads it, never the library.
_parser: Final[Any] = __import__("re._parser", fromlist=["parse"])

_EDGE: Final = "\x00"
"""Stands in a string where a word is known to begin or end."""

_SIGNS: Final = "[{<%|"

_GAPS: Final = frozenset({" ", _EDGE})

_MOST: Final = 600
"""So many strings of one stretch are told apart at most."""


@dataclass(frozen=True, slots=True, order=True)
class Trigger:
    """
    What a text must hold.

    Attributes:
        kind: ``"words"``, ``"stems"``, ``"signs"`` or ``"parts"``.
        text: It, in lower case.
    """

    kind: str
    text: str


def triggers_of(
    pattern: str,
    *,
    by_words: bool,
    frequency: Callable[[Trigger], float],
    longest: int = 4,
) -> tuple[frozenset[Trigger], ...]:
    """
    Return sets of triggers; every match of *pattern* holds at least one of each set.

    Args:
        pattern: A regular expression, matched without regard to case.
        by_words: Whether the language parts Latin words by spaces.
        frequency: How often a trigger stands in ordinary text, from 0 to 1.
        longest: So many characters a part has at most.

    Raises:
        ValueError: The pattern needs nothing in particular.
    """
    choose = _word_triggers if by_words else partial(_part_triggers, longest=longest)
    weight = 40_000 if by_words else 200_000

    @cache
    def cost(trigger: Trigger) -> float:
        return _cost(trigger) + weight * frequency(trigger)

    def cover(strings: frozenset[str]) -> Iterator[_Choice]:
        held = {string: frozenset(choose(string)) for string in strings}
        while chosen := _cover(held, cost):
            yield chosen
            held = {string: given - chosen[1] for string, given in held.items()}

    found = sorted(_choices(_parser.parse(pattern), cover), key=_by_cost)
    if not found:
        message = f"nothing in particular is needed for {pattern}"
        raise ValueError(message)
    return tuple(triggers for _, triggers in found)


def crosses_lines(pattern: str) -> bool:
    """Tell whether a match of *pattern* may hold, or look at, the end of a line."""
    return any(map(_meets_line_end, _parser.parse(pattern)))


def _meets_line_end(node: Any) -> bool:
    kind, value = str(node[0]), node[1]
    if kind in {"LITERAL", "NOT_LITERAL"}:
        return (chr(value) == "\n") == (kind == "LITERAL")
    if kind == "IN":
        return _set_meets_line_end(value)
    if kind in {"AT", "ANY"}:
        return kind == "AT" and str(value) not in _WORD_EDGES
    if kind == "BRANCH":
        return any(_meets_line_end(x) for branch in value[1] for x in branch)
    # Groups, repeats and looks around hold what they are about at their end.
    return kind not in _HOLDING or any(map(_meets_line_end, value[-1]))


_WORD_EDGES: Final = frozenset({"AT_BOUNDARY", "AT_NON_BOUNDARY"})
_HOLDING: Final = frozenset(
    {"SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT", "ASSERT", "ASSERT_NOT"}
)


def _set_meets_line_end(members: Sequence[Any]) -> bool:
    negates = str(members[0][0]) == "NEGATE"
    for kind, value in members:
        match str(kind), value:
            case "LITERAL", code if chr(code) == "\n":
                return not negates
            case "RANGE", (low, high) if low <= ord("\n") <= high:
                return not negates
            case "CATEGORY", what if str(what) in _SETS_WITH_LINE_END:
                return not negates
            case _:
                pass
    return negates


_SETS_WITH_LINE_END: Final = frozenset(
    {"CATEGORY_SPACE", "CATEGORY_NOT_WORD", "CATEGORY_NOT_DIGIT"}
)


def _cost(trigger: Trigger) -> float:
    # A word costs nothing to look for, a stem or sign one search of the text. Short
    # ones stand in more texts than a small corpus shows.
    cost = {"words": 0.2, "stems": 120.0, "signs": 20.0, "parts": 4.0}[trigger.kind]
    shortness: float = 0.25 ** len(trigger.text)
    return cost + 800 * shortness


def _word_triggers(string: str) -> Iterator[Trigger]:
    signs = re.sub(r"[\w\s\x00]", "", string)
    yield from (Trigger("signs", sign) for sign in signs if sign in _SIGNS)
    marked = "".join(
        char if char == _EDGE or fold(char) != " " else f"{_EDGE} {_EDGE}"
        for char in string
    )
    for match in re.finditer(r"(\x00?)([^\x00 ]+)(\x00?)", marked):
        left, word, right = match.groups()
        if left and right:
            yield Trigger("words", fold(word))
        elif len(word) > 2:
            yield Trigger("stems", fold(word)[:8])


def _part_triggers(string: str, longest: int) -> Iterator[Trigger]:
    plain = string.lower()
    for stretch in re.split(r"[\x00 ]+", plain):
        for length in range(1, longest + 1):
            for start in range(len(stretch) - length + 1):
                yield Trigger("parts", stretch[start : start + length])


_Choice = tuple[float, frozenset[Trigger]]
_Cover = Callable[[frozenset[str]], Iterator[_Choice]]


def _cover(
    open_strings: dict[str, frozenset[Trigger]], cost: Callable[[Trigger], float]
) -> _Choice | None:
    """Choose triggers so that each string holds one: the cheapest a string first."""
    chosen: dict[Trigger, float] = {}
    while open_strings:
        counts = Counter(t for held in open_strings.values() for t in held)
        if not all(open_strings.values()):
            return None
        best = min(counts, key=lambda t: (cost(t) / counts[t], t))
        chosen[best] = cost(best)
        open_strings = {s: h for s, h in open_strings.items() if best not in h}
    return (sum(chosen.values()), frozenset(chosen)) if chosen else None


def _cheapest(sequence: Sequence[Any], cover: _Cover, before: str) -> _Choice | None:
    return min(_choices(sequence, cover, before), default=None, key=_by_cost)


def _by_cost(choice: _Choice) -> tuple[float, list[Trigger]]:
    return choice[0], sorted(choice[1])


def _choices(
    sequence: Sequence[Any], cover: _Cover, before: str = ""
) -> Iterator[_Choice]:
    stretch: frozenset[str] = frozenset({before})
    for node, following in zip(sequence, [*sequence[1:], None], strict=True):
        strings = _strings(node)
        edge = _EDGE if all(s[-1:] in _GAPS for s in stretch) else ""
        if strings is not None:
            yield from cover(_marked(strings, edge, _edge_of(following)))
        if strings is not None and len(stretch) * len(strings) <= _MOST:
            stretch = frozenset(map("".join, product(stretch, strings)))
            continue
        yield from cover(_marked(stretch, "", _edge_of(node)))
        if strings is None:
            if inside := _inside(node, cover, edge):
                yield inside
            apart = _ends_apart(node) and (edge or _is_filled(node))
            edge = _EDGE if apart else ""
        stretch = _marked(strings or frozenset({""}), edge, "")
    yield from cover(stretch)


def _edge_of(node: Any) -> str:
    """Return the edge that what stands before *node* ends with."""
    strings = None if node is None else _strings(node)
    starts_apart = strings is not None and all(s[:1] in _GAPS for s in strings)
    return _EDGE if starts_apart else ""


def _marked(strings: frozenset[str], before: str, after: str) -> frozenset[str]:
    return frozenset(f"{before}{string}{after}" for string in strings)


def _is_filled(node: Any) -> bool:
    """Whether *node* matches at least one character."""
    match str(node[0]), node[1]:
        case "MAX_REPEAT" | "MIN_REPEAT", (least, _, inner):
            return bool(least) and any(map(_is_filled, inner))
        case "SUBPATTERN", (*_, inner):
            return any(map(_is_filled, inner))
        case "BRANCH", (_, branches):
            return all(any(map(_is_filled, branch)) for branch in branches)
        case _:
            return str(node[0]) in {"LITERAL", "IN", "ANY", "NOT_LITERAL"}


def _ends_apart(node: Any) -> bool:
    """Whether what *node* matches ends with white space, or is empty."""
    match str(node[0]), node[1]:
        case "LITERAL", code:
            return chr(code).isspace()
        case "BRANCH", (_, branches):
            return all(len(b) and _ends_apart(b[-1]) for b in branches)
        case "SUBPATTERN", (*_, inner):
            return bool(len(inner)) and _ends_apart(inner[-1])
        case "MAX_REPEAT" | "MIN_REPEAT", (_, _, inner):
            return bool(len(inner)) and _ends_apart(inner[-1])
        case _:
            return _strings(node) is not None


def _inside(node: Any, cover: _Cover, before: str) -> _Choice | None:
    match str(node[0]), node[1]:
        case "BRANCH", (_, branches):
            chosen = [_cheapest(branch, cover, before) for branch in branches]
            if None in chosen:
                return None
            known = [choice for choice in chosen if choice is not None]
            triggers = frozenset[Trigger]().union(*(c[1] for c in known))
            return sum(choice[0] for choice in known), triggers
        case "SUBPATTERN", (*_, inner):
            return _cheapest(inner, cover, before)
        case "MAX_REPEAT" | "MIN_REPEAT", (least, _, inner) if least:
            return _cheapest(inner, cover, before)
        case _:
            return None


def _strings(node: Any) -> frozenset[str] | None:
    """Return all strings that a node can match, with edges; None if too many."""
    found: frozenset[str] | None = None
    match str(node[0]), node[1]:
        case "LITERAL", code:
            found = frozenset({chr(code)})
        case "AT", where:
            found = frozenset({_EDGE if str(where) == "AT_BOUNDARY" else ""})
        case "ASSERT_NOT" | "ASSERT" as kind, (_, inner):
            is_edge = kind == "ASSERT_NOT" and _is_word_category(inner)
            found = frozenset({_EDGE if is_edge else ""})
        case "IN", members:
            found = _of_set(members)
        case "BRANCH", (_, branches):
            found = _union(_of_sequence(branch) for branch in branches)
        case "SUBPATTERN", (*_, inner):
            found = _of_sequence(inner)
        case "MAX_REPEAT" | "MIN_REPEAT", (least, most, inner):
            found = _of_repeat(least, most, inner)
        case _:
            pass
    return found


def _of_repeat(least: int, most: int, inner: Sequence[Any]) -> frozenset[str] | None:
    if (least, most) == (0, 1):
        return _union([frozenset({""}), _of_sequence(inner)])
    return frozenset({" "}) if least == 1 and _is_gap(inner) else None


def _of_sequence(sequence: Sequence[Any]) -> frozenset[str] | None:
    strings: frozenset[str] = frozenset({""})
    for node in sequence:
        more = _strings(node)
        if more is None or len(strings) * len(more) > _MOST:
            return None
        strings = frozenset(map("".join, product(strings, more)))
    return strings


def _union(many: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for strings in many:
        if strings is None:
            return None
        found |= strings
    return frozenset(found)


def _of_set(members: Sequence[Any]) -> frozenset[str] | None:
    if _is_gap_set(members):
        return frozenset({" "})
    if all(str(kind) == "LITERAL" for kind, _ in members) and len(members) <= 12:
        return frozenset(chr(code) for _, code in members)
    return None


def _is_gap(inner: Sequence[Any]) -> bool:
    return len(inner) == 1 and str(inner[0][0]) == "IN" and _is_gap_set(inner[0][1])


def _is_gap_set(members: Sequence[Any]) -> bool:
    return all(
        (str(kind) == "CATEGORY" and str(value) == "CATEGORY_SPACE")
        or (str(kind) == "LITERAL" and _is_no_word(chr(value)))
        for kind, value in members
    )


def _is_no_word(char: str) -> bool:
    return not char.isalnum() and char not in f"_{_SIGNS}"


def _is_word_category(inner: Sequence[Any]) -> bool:
    if len(inner) != 1 or str(inner[0][0]) != "IN":
        return False
    return [(str(k), str(v)) for k, v in inner[0][1]] == [("CATEGORY", "CATEGORY_WORD")]
