"""What a batch holds, seen before anything is composed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from followup_kit.batch._item import Item, as_item, kind_named
from followup_kit.models import outcome_kinds


__all__ = ["Identified", "Repeat", "Summary", "summarise"]

Identified = Literal["candidate_id", "email", "name"]
"""What two items were taken for the same candidate by."""

# What a message says about the application: two of them cannot both be true.
_SAYS: Final[Mapping[str, str]] = {
    "next_round": "goes on",
    "offer_coming": "goes on",
    "documents_requested": "goes on",
    "rejected": "is over",
    "talent_pool": "is over",
    "position_closed": "is over",
    "withdrawal_acknowledged": "is over",
    "decision_pending": "is open",
    "still_considered": "is open",
    "on_hold": "is open",
    "no_show": "was missed",
}
_MOST_LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class Repeat:
    """
    Several items for one candidate. Holds places and kinds, not who it is.

    Attributes:
        indices: The places of the items in the source, from 0.
        kinds: The kind of each of them.
        by: What the candidate was recognised by: the host's id if there is one,
            else the address, else the name alone, which two people may share.
    """

    indices: tuple[int, ...]
    kinds: tuple[str, ...]
    by: Identified

    def __str__(self) -> str:
        """Return one line."""
        places = _cut([str(index) for index in self.indices], ", ")
        kinds = ", ".join(dict.fromkeys(self.kinds))
        return f"items {places}: {kinds} (same {self.by})"


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """
    What a batch holds. Prints as a table, without any candidate's data.

    Attributes:
        total: How many items there are.
        kinds: How many of each kind of outcome.
        locales:
            How many in each language asked for, as it stands in the facts; ``""``
            where neither item nor candidate names one.
        companies: How many for each company.
        repeated: Candidates with several items.
        contradictory:
            Candidates told things in one process that cannot all be true, such as
            a rejection and a next round. A process is known by its id, else by the
            title of the role. Kinds of the host's own are not judged.
        repeated_keys: The places of items whose key an item before them has.
        unreadable: The places of items that are no items or name no known kind.
    """

    total: int
    kinds: Mapping[str, int]
    locales: Mapping[str, int]
    companies: Mapping[str, int]
    repeated: tuple[Repeat, ...]
    contradictory: tuple[Repeat, ...]
    repeated_keys: tuple[int, ...]
    unreadable: tuple[int, ...]

    @property
    def is_suspicious(self) -> bool:
        """Whether anything is repeated, contradictory or unreadable."""
        return bool(
            self.repeated or self.contradictory or self.repeated_keys or self.unreadable
        )

    def __str__(self) -> str:
        """Return it as lines of text."""
        return "\n".join(f"{label:28}{value}" for label, value in self._rows())

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield "items", str(self.total)
        for kind, count in self.kinds.items():
            yield f"kind {kind}", str(count)
        for label, counts in (
            ("locale", self.locales),
            ("company", self.companies),
        ):
            shown = list(counts.items())
            for name, count in shown[:_MOST_LISTED]:
                yield f"{label} {name or 'not known'}", str(count)
            if len(shown) > _MOST_LISTED:
                rest = sum(count for _, count in shown[_MOST_LISTED:])
                yield f"{label}: {len(shown) - _MOST_LISTED} more", str(rest)
        for label, repeats in (
            ("repeated candidates", self.repeated),
            ("contradictory outcomes", self.contradictory),
        ):
            yield label, _listed([str(repeat) for repeat in repeats], "; ")
        yield "repeated keys", _listed([str(i) for i in self.repeated_keys], ", ")
        yield "unreadable", _listed([str(i) for i in self.unreadable], ", ")

    def _repr_html_(self) -> str:
        """Return it as a table for a notebook."""
        from html import escape

        rows = "".join(
            f'<tr><th style="text-align:left">{escape(label)}</th>'
            f'<td style="text-align:left">{escape(value)}</td></tr>'
            for label, value in self._rows()
        )
        return f"<table>{rows}</table>"

    def __repr__(self) -> str:
        """Return the counts in one line."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.items())
        return (
            f"<Summary {self.total} items: {kinds or 'none'};"
            f" {len(self.repeated)} repeated, {len(self.contradictory)} contradictory,"
            f" {len(self.unreadable)} unreadable>"
        )


def _listed(entries: list[str], joint: str) -> str:
    return f"{len(entries)}: {_cut(entries, joint)}" if entries else "none"


def _cut(entries: list[str], joint: str) -> str:
    more = len(entries) - _MOST_LISTED
    shown = joint.join(entries[:_MOST_LISTED])
    return f"{shown}{joint}{more} more" if more > 0 else shown


def summarise(items: Iterable[object]) -> Summary:
    """
    Count what *items* hold, and find what looks like an accident.

    Composes and checks nothing: it reads kinds, locales, companies, candidates and
    processes as they stand in the facts, dicts or models. Reads the items once, to
    the end, and remembers one entry for each candidate while it does.

    Args:
        items: As for :func:`compose_many`.
    """
    tally = _Tally()
    total = 0
    for index, value in enumerate(items):
        total += 1
        tally.add(index, value)
    return Summary(
        total=total,
        kinds=_sorted(tally.kinds),
        locales=_sorted(tally.locales),
        companies=_sorted(tally.companies),
        repeated=tuple(_repeats(tally.candidates)),
        contradictory=tuple(r for r in _repeats(tally.processes) if _contradicts(r)),
        repeated_keys=tuple(tally.repeated_keys),
        unreadable=tuple(tally.unreadable),
    )


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _repeats(found: Mapping[Any, list[tuple[int, str]]]) -> Iterator[Repeat]:
    for (by, *_), entries in found.items():
        if len(entries) > 1:
            indices, kinds = zip(*entries, strict=True)
            yield Repeat(indices, kinds, by)


def _contradicts(repeat: Repeat) -> bool:
    return len({_SAYS[kind] for kind in repeat.kinds if kind in _SAYS}) > 1


class _Tally:
    """Counts as items come."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.locales: Counter[str] = Counter()
        self.companies: Counter[str] = Counter()
        self.candidates: dict[Hashable, list[tuple[int, str]]] = {}
        self.processes: dict[Hashable, list[tuple[int, str]]] = {}
        self.repeated_keys: list[int] = []
        self.unreadable: list[int] = []
        self._keys: set[Hashable] = set()

    def add(self, index: int, value: object) -> None:
        """Count one item."""
        try:
            item = as_item(value)
            kind = kind_named(item)
            read = _Read(item)
            hash(item.key)
        except Exception:  # noqa: BLE001  a host's object may raise anything; it is listed
            self.unreadable.append(index)
            return
        if kind not in outcome_kinds():
            self.unreadable.append(index)
            return
        assert kind is not None  # noqa: S101  no kind is None
        self.kinds[kind] += 1
        self.locales[read.locale] += 1
        self.companies[read.company] += 1
        self._note(index, kind, read)
        if item.key is not None and item.key in self._keys:
            self.repeated_keys.append(index)
        self._keys.add(item.key)

    def _note(self, index: int, kind: str, read: _Read) -> None:
        if read.candidate is None:
            return
        self.candidates.setdefault(read.candidate, []).append((index, kind))
        process = (*read.candidate, read.process)
        self.processes.setdefault(process, []).append((index, kind))


class _Read:
    """What the tally wants to know of one item."""

    def __init__(self, item: Item) -> None:
        interview = item.interview
        locale = item.locale or _get(interview, "candidate", "locale")
        self.locale = locale if isinstance(locale, str) else ""
        self.company = _label(_get(interview, "company", "name"))
        self.candidate = _identity(_get(interview, "candidate"))
        self.process = _get(interview, "process_id") or _canonical(
            _get(interview, "role", "title")
        )


def _get(value: Any, *names: str) -> Any:
    for name in names:
        if isinstance(value, Mapping):
            value = value.get(name)
        else:
            value = getattr(value, name, None)
    return value


def _identity(candidate: Any) -> tuple[Identified, str] | None:
    given = _get(candidate, "candidate_id")
    if given:
        return "candidate_id", str(given)
    address = _get(candidate, "email")
    if isinstance(address, str) and address:
        return "email", address.strip().casefold()
    name = _get(candidate, "name")
    if not name:
        return None
    return "name", _canonical(name).casefold()


def _canonical(value: Any) -> str:
    """Return text that is equal where facts are, dicts or models."""
    if isinstance(value, str):
        return " ".join(value.split())
    dump = getattr(value, "model_dump", None)
    plain = dump(mode="json", exclude_none=True) if callable(dump) else value
    if isinstance(plain, Mapping):
        plain = {str(k): v for k, v in plain.items() if v is not None}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)


def _label(name: Any) -> str:
    if isinstance(name, Mapping):
        texts = [str(text) for _, text in sorted(name.items())]
        return " / ".join(dict.fromkeys(texts))
    return name if isinstance(name, str) else ""
