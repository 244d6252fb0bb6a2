"""What is nobody's business reaches no message, log line, error, repr or key."""

from __future__ import annotations

import copy
import functools
import logging
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from typing import Any

import pytest

from followup_kit import Composer, Followup
from followup_kit.errors import FollowupError
from followup_kit.models import Facts, Interview, Outcome, load_facts, outcome_kinds
from tests.factories import interview_record


NAMESPACE = "a secret of at least 16 characters"
COMPOSER = Composer(namespace=NAMESPACE)

# Printed nowhere, by no kind. Everything else that is text may be printed by some.
INTERNAL = (
    "interview.candidate.candidate_id",
    "interview.interview_id",
    "interview.process_id",
    "interview.sessions[0].title",
    "outcome.feedback[1].text",
)
# Printed in headers and calendar entries only.
ADDRESSES = ("interview.candidate.email", "interview.sender.email")

# Have no room for a planted text: choices, tags, zones, moments, days, flags, numbers.
CLOSED = {
    *("locale", "time_zone", "gender", "formality", "kind", "revision"),
    *("reason_policy", "start", "end", "due", "answer_by", "decision_by", "confirm_by"),
    *(
        "update_by",
        "offer_by",
        "offer_from",
        "keep_until",
        "retain_until",
        "received_on",
        "needed_by",
    ),
    *("duration", "shareable", "optional", "offer_adjustments", "may_reapply"),
    *("process_ends", "basis", "cause", "closure"),
    *("released", "unrelated_to_candidate"),
}


@dataclass(frozen=True)
class Planted:
    """
    Facts with a mark of its own in every text.

    Attributes:
        marks: Path of each text and the mark that it holds.
        untouched: The last names of paths whose values could hold none.
    """

    record: dict[str, Any]
    marks: dict[str, str]
    untouched: set[str]


def forms_of(mark: str) -> Iterator[str]:
    """Yield texts that hold a mark, for one kind of field each."""
    yield mark
    yield f"https://x.example.com/{mark}"
    yield f"{mark}@x.example.com"
    yield f"+49 30 {mark[2:]}"


def plant(record: dict[str, Any]) -> Planted:
    """Put a mark into every text of a record that still is one afterwards."""
    planted = Planted(copy.deepcopy(record), {}, set())
    for path, holder, key in leaves(planted.record):
        mark = f"qz{len(planted.marks) + 1_000:04}77"
        before = holder[key]
        for text in forms_of(mark):
            holder[key] = text
            if is_valid(planted.record):
                planted.marks[path] = mark
                break
        else:
            holder[key] = before
            planted.untouched.add(path.rpartition(".")[2].partition("[")[0])
    return planted


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield path, holder and key of each value that is no dict and no list."""
    pairs = (
        [(f"{path}.{key}" if path else key, key) for key in value]
        if isinstance(value, dict)
        else [(f"{path}[{index}]", index) for index in range(len(value))]
    )
    for below, key in pairs:
        if isinstance(value[key], dict | list):
            yield from leaves(value[key], below)
        else:
            yield below, value, key


def is_valid(record: dict[str, Any]) -> bool:
    try:
        interview, outcome = load_facts(record["interview"], record["outcome"])
        COMPOSER.compose(interview, outcome)
    except FollowupError:
        return False
    return True


def full_interview(kind: str) -> dict[str, Any]:
    record = interview_record(
        interview_id="1",
        process_id="2",
        questions=[
            {
                "question": "Team size?",
                "answer": "Six.",
                "answered_by": {"name": "Kim", "role": "Lead"},
            }
        ],
        promises=[{"due": "2026-11-20"}],
    )
    record["candidate"] |= {"candidate_id": "3", "gender": None, "vocative": "Marto"}
    record["company"] |= {"reason_policy": "criterion_and_feedback"}
    record["role"] |= {"reference": "R-1"}
    record["sessions"][0]["title"] = "Scorecard"
    record["sessions"][0]["interviewers"][0]["role"] = "Head"
    if kind == "no_show":
        record |= {"highlights": [], "questions": []}
    return record


SAMPLES = tuple(
    (kind, number)
    for kind, model in outcome_kinds().items()
    if model.__module__.startswith("followup_kit.")
    for number, _ in enumerate(model.sample_facts())
)


@functools.cache
def planted_sample(kind: str, number: int) -> Planted:
    """Return planted facts of one kind and one way of giving it."""
    facts = outcome_kinds()[kind].sample_facts()[number]
    return plant({"interview": full_interview(kind), "outcome": dict(facts)})


def all_planted() -> list[Planted]:
    return [planted_sample(*sample) for sample in SAMPLES]


@pytest.fixture
def planted(request: pytest.FixtureRequest) -> Planted:
    """Return the planted facts that a parameter names."""
    return planted_sample(*request.param)


def each_sample(step: int = 1) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "planted",
        SAMPLES[::step],
        ids=[f"{kind}-{number}" for kind, number in SAMPLES[::step]],
        indirect=True,
    )


def compose(planted: Planted, locale: str) -> Followup:
    facts = load_facts(planted.record["interview"], planted.record["outcome"])
    return COMPOSER.compose(*facts, locale=locale)


def found(planted: Planted, shown: str) -> set[str]:
    """Return the paths of the texts whose marks are shown."""
    lowered = shown.lower()
    digits = "".join(filter(str.isdigit, shown))
    return {
        path
        for path, mark in planted.marks.items()
        if mark in lowered or mark[2:] in digits.split("\n")
    }


def outputs(followup: Followup) -> dict[str, str]:
    """Return everything that leaves, by name, decoded."""
    message = followup.to_email(proposed="tentative")
    parsed = message_from_bytes(message.as_bytes())
    parts = [part.get_payload(decode=True) for part in parsed.walk()]
    texts = [part.decode() for part in parts if isinstance(part, bytes)]
    return {
        "subject": followup.subject,
        "preheader": followup.preheader,
        "text": followup.text,
        "html": followup.html,
        "parts": "\n".join(texts).replace("\r\n ", ""),
        "headers": "\n".join(f"{name}: {value}" for name, value in message.items()),
        "raw": message.as_string(),
        "json": followup.to_json(),
        "notebook": followup._repr_html_(),
    }


def test_every_text_of_every_model_is_marked() -> None:
    """No field is forgotten: what holds no mark is a choice, a moment or a number."""
    everything = all_planted()
    paths = {path for planted in everything for path in planted.marks}
    marked = {re.sub(r"\[\d+\]", "", path).rpartition(".")[2] for path in paths}
    untouched = {name for planted in everything for name in planted.untouched}
    known = {name for model in all_models() for name in model.model_fields}

    assert set() == untouched - CLOSED - marked
    groups = {"candidate", "company", "role", "sender", "sessions", "questions"}
    groups |= {"promises", "interviewers", "slot", "slots", "documents", "answered_by"}
    assert set() == known - CLOSED - marked - groups - {
        *("strengths", "feedback", "highlights", "preparation")
    }
    assert {*INTERNAL, *ADDRESSES} <= paths


def all_models() -> list[type[Facts]]:
    waiting: list[type[Facts]] = [Facts]
    models: list[type[Facts]] = []
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if model.__module__.startswith("followup_kit.models"):
            models.append(model)
    return models


@pytest.mark.parametrize("locale", COMPOSER.offered_locales)
@each_sample()
def test_internal_facts_leave_in_no_form(planted: Planted, locale: str) -> None:
    """I7: marks of internal fields are in no part of any message in any language."""
    for name, shown in outputs(compose(planted, locale)).items():
        assert set() == found(planted, shown) & {*INTERNAL}, name


@each_sample()
def test_addresses_stand_in_headers_and_calendars_only(planted: Planted) -> None:
    """No address is printed into what people read as text."""
    shown = outputs(compose(planted, "en"))

    for name in ("subject", "preheader", "text", "html", "notebook"):
        assert set() == found(planted, shown[name]) & {*ADDRESSES}, name
    assert {*ADDRESSES} <= found(planted, shown["headers"])


@each_sample()
def test_no_fact_shows_in_reprs_keys_or_logs(
    planted: Planted,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever is printed or logged of our objects holds no mark at all."""
    caplog.set_level(logging.DEBUG)
    facts = load_facts(planted.record["interview"], planted.record["outcome"])
    followup = COMPOSER.compose(*facts)
    message = followup.to_email(proposed="tentative")
    shown = [
        *map(repr, parts_of(facts)),
        *map(str, parts_of(facts)),
        repr(followup),
        repr(followup.explain()),
        repr(followup.sender),
        repr(followup.meetings),
        repr(followup.invitations()),
        repr(followup.key),
        str(followup.digest),
        str(message["Message-ID"]),
        repr([i.uid for i in followup.invitations()]),
        repr(followup.findings),
        "\n".join(map(str, followup.findings)),
        caplog.text,
        *capsys.readouterr(),
    ]

    assert set() == found(planted, "\n".join(shown))


def parts_of(value: object) -> Iterator[object]:
    """Yield each object of ours inside a fact."""
    if isinstance(value, tuple):
        for entry in value:
            yield from parts_of(entry)
    elif type(value).__module__.startswith("followup_kit"):
        yield value
        for entry in getattr(value, "__dict__", {}).values():
            yield from parts_of(entry)


def damaged(text: str) -> Iterator[object]:
    """Yield values that no field takes, each with the text inside."""
    yield f"{text}\0"
    yield f"{text}\u202e"
    yield f"{text} {{{{x}}}}"
    yield f"=?utf-8?q?{text}?="
    yield {text: text}
    yield [[text]]
    yield text * 2_000


def raised(work: Callable[[], object]) -> FollowupError | None:
    try:
        work()
    except FollowupError as error:
        return error
    return None


@each_sample(2)
def test_errors_quote_no_fact(planted: Planted) -> None:
    """I14: every text, damaged in every way, is refused in words that quote none."""
    record = copy.deepcopy(planted.record)
    refused = 0
    for path, holder, key in leaves(record):
        before = holder[key]
        for value in damaged(str(before)):
            holder[key] = value
            error = raised(lambda: load_facts(record["interview"], record["outcome"]))
            if error is not None:
                refused += 1
                assert set() == found(planted, "\n".join(told(error))), path
        holder[key] = before
    assert refused > 3 * len(planted.marks)


def told(error: FollowupError) -> Iterator[str]:
    """Yield everything that a log, a debugger or a queue shows of an error."""
    yield from (str(error), repr(error), repr(error.problems), repr(error.args))
    yield repr(vars(error))
    yield "".join(traceback.format_exception(error))
    yield repr(error.__cause__)
    # Pickles are read by people with access to the queue: nothing in plain sight.
    yield pickle.dumps(error).decode("latin-1")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    yield f"{again}{again!r}"


@each_sample(3)
def test_unknown_keys_are_not_quoted(planted: Planted) -> None:
    """A value that slipped into the place of a key is not shown."""
    for part in ("interview", "outcome"):
        record = copy.deepcopy(planted.record)
        marks = iter(planted.marks.values())
        record[part] |= {next(marks): 1, f"{next(marks)} x@y.example": 2}
        error = raised(lambda: load_facts(record["interview"], record["outcome"]))  # noqa: B023  called at once

        assert error is not None
        assert set() == found(planted, "\n".join(told(error)))


def test_errors_of_mail_quote_no_fact() -> None:
    """Parts, mailboxes, files and invitations are refused without quoting them."""
    from followup_kit.mail import Attachment, CalendarPart, EmailParts, Mailbox
    from tests.mail.invitations import invitation
    from tests.mail.samples import PARTS

    mark = "qz999977"
    bad = f"{mark}\0"
    works: list[Callable[[], object]] = [
        lambda: Mailbox(name=bad, address="a@example.com"),
        lambda: Mailbox(address=f"{mark} <a@example.com>"),
        lambda: Mailbox(address=f"{mark}@ex\u00e4mple\u200d.com"),
        lambda: Mailbox(address=f"{mark}\u00e4@example.com"),
        lambda: Attachment(filename=f"../{mark}", content=b"", media_type="a/b"),
        lambda: Attachment(filename="a", content=b"", media_type=mark),
        lambda: CalendarPart(content=mark, method="REQUEST"),
        lambda: EmailParts(
            sender=PARTS.sender,
            recipient=PARTS.recipient,
            subject=bad,
            text=bad,
            html=bad,
            language=bad,
            message_id=bad,
            in_reply_to=bad,
            references=(bad,),
            auto_submitted=bad,
            list_unsubscribe=(f"http://{mark}",),
        ),
        lambda: invitation(
            uid=bad, summary=bad, location=bad, link=f"http://{mark}", language=bad
        ),
    ]
    for work in works:
        error = raised(work)
        assert error is not None
        assert not [shown for shown in told(error) if mark in shown]


@each_sample()
def test_facts_and_messages_pickle_and_copy(planted: Planted) -> None:
    """Copies equal the originals, and a copied fact composes the same message."""
    facts = load_facts(planted.record["interview"], planted.record["outcome"])
    followup = COMPOSER.compose(*facts)
    again: tuple[Interview, Outcome] = pickle.loads(pickle.dumps(facts))  # noqa: S301

    assert facts == again == copy.deepcopy(facts)
    assert followup == COMPOSER.compose(*again) == copy.deepcopy(followup)
    assert followup == pickle.loads(pickle.dumps(followup))  # noqa: S301


def test_errors_pickle_and_copy() -> None:
    """An error that crosses a queue keeps its class, its problems and its words."""
    error = raised(lambda: Composer(namespace="short"))
    assert error is not None
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301
        assert (type(error), error.problems, str(error)) == (
            type(again),
            again.problems,
            str(again),
        )
