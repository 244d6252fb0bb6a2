"""Whatever is handed to mail, the answer is a message or an error of ours."""

from __future__ import annotations

import dataclasses
import inspect
import pickle
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_kit import Composer, Followup, mail
from followup_kit.addresses import check_address, check_link
from followup_kit.errors import FollowupError
from followup_kit.mail import (
    Attachment,
    CalendarPart,
    EmailParts,
    Invitation,
    Mailbox,
    build_calendar,
    build_email,
    parse_address,
    verify_wire,
)
from followup_kit.models import load_facts
from tests.factories import interview_record
from tests.mail.invitations import INVITATION
from tests.mail.samples import FULL, PARTS


SECRET = "qz999977"


class Nowhere(tzinfo):
    """A zone that cannot tell its offset, and says so with what it was asked."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Fail as zones of hosts do."""
        raise RuntimeError(SECRET, moment)

    dst = utcoffset

    def tzname(self, moment: datetime | None) -> str:
        """Fail like the offset."""
        raise RuntimeError(SECRET, moment)


class Hostile:
    """Raises whatever is asked of it."""

    __hash__ = None  # type: ignore[assignment]  # that is the point

    def _fail(self, *_: object) -> Any:
        raise RuntimeError(SECRET)

    __str__ = __repr__ = __eq__ = __bool__ = __len__ = __iter__ = _fail
    __format__ = __bytes__ = __index__ = __contains__ = __getitem__ = _fail


def _fail(*_: object, **__: object) -> Any:
    raise RuntimeError(SECRET)


_METHODS = (
    *("__str__", "__repr__", "__eq__", "__len__", "__iter__", "__contains__", "strip"),
    *("replace", "encode", "split", "partition", "count", "isprintable", "upper"),
    *("lower", "startswith", "isascii", "splitlines", "__getitem__", "__format__"),
)
# A text whose methods tell nothing about it.
Lying: Any = type(
    "Lying", (str,), {**dict.fromkeys(_METHODS, _fail), "__hash__": str.__hash__}
)


class Named(StrEnum):
    """An enumeration of texts, as hosts have."""

    ADDRESS = f"{SECRET}@example.com"


class Impostor(Mailbox):  # type: ignore[misc]  # final to type checkers only
    """A mailbox that skips the checks of one."""

    name = f"{SECRET}\r\nBcc: evil@example.com"
    address = "evil@example.com, other@example.com"

    def __init__(self) -> None:
        """Check nothing."""


ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 5, 2**80, 1.5, float("nan"), float("inf"), 1j),
    *("", " ", "\u200b", "\ud800", SECRET, f"{SECRET}\0", f"{SECRET}\r\nBcc: x@y.zz"),
    *(f"{SECRET} <a@b.com>", f"{SECRET}@example.com", "2026-01-01", "=?x?q?y?="),
    *(Lying(SECRET), Lying("a@example.com"), Named.ADDRESS, b"", SECRET.encode()),
    *(bytearray(b"a"), memoryview(b"a"), [], (), {}, set(), frozenset({SECRET})),
    *([SECRET], (SECRET,), [None], [[]], [5], {SECRET: SECRET}, [Hostile()], range(3)),
    *(iter([SECRET]), (text for text in (SECRET,)), object(), Hostile(), Hostile),
    *(str, len, NotImplemented, Ellipsis, ValueError(SECRET), Mock(), Mock(spec=str)),
    *(Mock(spec=Mailbox), Mock(spec=Mailbox, name=None, address="a@b.com")),
    *(Impostor(), SimpleNamespace(name=f"{SECRET}\n", address=SECRET), [Impostor()]),
    *(Mailbox(name=SECRET, address="a@example.com"), FULL, INVITATION),
    *(datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)),
    *(datetime.min, datetime.max, datetime.max.replace(tzinfo=UTC)),
    *(
        datetime(2026, 1, 1, tzinfo=Nowhere()),
        datetime(2026, 1, 1, tzinfo=tzinfo()),  # type: ignore[abstract]  # not to Python
    ),
    *(timedelta(0), timedelta(hours=1), timedelta.max, timedelta.min),
)
plain_values = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
        *(
            st.binary(),
            st.datetimes(),
            st.timedeltas(),
            st.characters(categories=["Cs"]),
        ),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@cache
def message() -> Followup:
    record = interview_record(process_id="p-1", interview_id="i-1")
    record["candidate"]["candidate_id"] = "c-1"
    outcome = {
        "kind": "next_round",
        "stage": "Second interview",
        "slots": [
            {
                "start": f"2026-12-0{day}T10:00+01:00[Europe/Berlin]",
                "end": f"2026-12-0{day}T11:00+01:00[Europe/Berlin]",
            }
            for day in (1, 2)
        ],
    }
    facts = load_facts(record, outcome)
    return Composer(namespace="a secret of at least 16 characters").compose(*facts)


@cache
def invited() -> Followup:
    outcome = {
        "kind": "next_round",
        "stage": "Second interview",
        "place": "Office",
        "slot": {
            "start": "2026-12-01T10:00+01:00[Europe/Berlin]",
            "end": "2026-12-01T11:00+01:00[Europe/Berlin]",
        },
    }
    return Composer().compose(*load_facts(interview_record(), outcome))


def changed(sample: Any) -> Callable[..., object]:
    return lambda **field: dataclasses.replace(sample, **field)


def preset(work: Callable[..., object], **others: Any) -> Callable[..., object]:
    """Return work whose other arguments have a value unless they are given one."""
    return lambda **field: work(**{**others, **field})


FILE = Attachment(filename="a.pdf", content=b"%PDF", media_type="application/pdf")
CALENDAR = CalendarPart(
    content="BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n", method="REQUEST"
)
ENTRIES: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "Mailbox": (
        preset(Mailbox, address="a@example.com"),
        ("name", "address"),
    ),
    "EmailParts": (
        lambda **field: build_email(dataclasses.replace(FULL, **field)).as_bytes(),
        tuple(field.name for field in dataclasses.fields(EmailParts)),
    ),
    "Attachment": (changed(FILE), ("filename", "content", "media_type")),
    "CalendarPart": (changed(CALENDAR), ("content", "method")),
    "Invitation": (
        lambda **field: build_calendar(dataclasses.replace(INVITATION, **field)),
        tuple(field.name for field in dataclasses.fields(Invitation)),
    ),
    "Invitation.cancelled": (
        preset(INVITATION.cancelled, stamp=INVITATION.stamp),
        ("stamp", "sequence"),
    ),
    "build_email": (build_email, ("parts",)),
    "build_calendar": (build_calendar, ("invitation",)),
    "verify_wire": (
        preset(verify_wire, raw=b"a", parts=PARTS),
        ("raw", "parts"),
    ),
    "parse_address": (parse_address, ("text",)),
    "check_address": (check_address, ("text",)),
    "check_link": (check_link, ("url",)),
    "to_email": (
        lambda **field: message().to_email(**field).as_bytes(),
        (
            *("message_id", "date", "in_reply_to", "references", "reply_to"),
            *("auto_submitted", "list_unsubscribe", "one_click_unsubscribe"),
            *("attachments", "calendar", "proposed"),
        ),
    ),
    "to_email invited": (
        lambda **field: invited().to_email(**field).as_bytes(),
        ("message_id", "attachments", "calendar", "proposed"),
    ),
    "cancellation": (
        preset(
            lambda **fields: invited().cancellation(**fields), stamp=INVITATION.stamp
        ),
        ("stamp", "sequence"),
    ),
}
FIELDS = [(entry, field) for entry, (_, names) in ENTRIES.items() for field in names]


def shown(error: FollowupError) -> Iterator[str]:
    """Yield everything that a log or a queue shows of an error."""
    yield from (str(error), repr(error), repr(error.problems))
    yield "".join(traceback.format_exception(error))
    yield f"{error.__cause__!r} {error.__context__!r}"
    yield pickle.dumps(error).decode("latin-1")


def refusal(work: Callable[[], object]) -> FollowupError | None:
    """Return the error of ours that work ends with; any other error is raised."""
    try:
        work()
    except FollowupError as error:
        return error
    return None


def faults(error: FollowupError | None) -> list[str]:
    """Return what is wrong with an error itself: data in it, or something left out."""
    if error is None:
        return []
    found = [text for text in shown(error) if SECRET in text]
    if not error.problems:
        found.append("no problem")
    for problem in error.problems:
        parts = (problem.path, problem.code, problem.message, problem.remedy)
        found += [repr(part) for part in parts if type(part) is not str or not part]
    return found


@pytest.mark.parametrize(("entry", "field"), FIELDS)
def test_odd_values_are_taken_or_refused_by_an_error_of_ours(
    entry: str, field: str
) -> None:
    """I14: no argument of any type gets an error of Python's, or is quoted."""
    work, _ = ENTRIES[entry]
    answers = [refusal(lambda: work(**{field: value})) for value in ODD]  # noqa: B023  called at once

    assert any(answers)
    assert [] == [fault for answer in answers for fault in faults(answer)]


@given(st.sampled_from(FIELDS), plain_values)
@settings(max_examples=600)
def test_any_value_is_taken_or_refused(place: tuple[str, str], value: Any) -> None:
    """I14: the same over values that nobody thought of."""
    entry, field = place

    assert [] == faults(refusal(lambda: ENTRIES[entry][0](**{field: value})))


@pytest.mark.parametrize("field", ("sender", "recipient", "reply_to"))
def test_only_a_mailbox_is_a_mailbox(field: str) -> None:
    """What looks like a mailbox, or derives from one to skip its checks, is refused."""
    answers = [
        refusal(lambda: dataclasses.replace(PARTS, **{field: value}))  # noqa: B023  called at once
        for value in ODD[1:]
    ]

    assert [type(value) is not Mailbox for value in ODD[1:]] == [
        answer is not None and (field,) == answer.paths for answer in answers
    ]


@pytest.mark.parametrize(
    "entry",
    (
        *("EmailParts", "Invitation", "Invitation.cancelled", "Mailbox"),
        *("cancellation", "to_email", "to_email invited"),
    ),
)
def test_what_is_left_alone_is_taken(entry: str) -> None:
    """Without an odd value nothing is refused, so it was the value before."""
    assert refusal(ENTRIES[entry][0]) is None


@pytest.mark.parametrize(
    ("function", "entry"),
    (
        (Followup.to_email, "to_email"),
        (Followup.cancellation, "cancellation"),
        (Invitation.cancelled, "Invitation.cancelled"),
        (Attachment, "Attachment"),
        (CalendarPart, "CalendarPart"),
        (Mailbox, "Mailbox"),
        (verify_wire, "verify_wire"),
    ),
)
def test_every_argument_is_tried(function: Callable[..., object], entry: str) -> None:
    """A new argument of an entry point is tried as soon as it exists."""
    arguments = {*inspect.signature(function).parameters} - {"self"}

    assert arguments == {*ENTRIES[entry][1]}


def test_every_public_name_is_tried() -> None:
    """So is a new public function or value of the room."""
    names = {entry.partition(".")[0] for entry in ENTRIES}

    assert {*mail.__all__} - {"CalendarMethod", "CalendarStatus"} <= names
