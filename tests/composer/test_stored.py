"""What a queue or an archive gives back is a message, or refused as none."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from followup_kit import Composer, Followup
from followup_kit.errors import FactsError, FollowupError
from followup_kit.models import load_facts
from tests.factories import interview_record
from tests.mail.invitations import INVITATION


# What JSON can hold in the place of something else.
ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 5, 1.5, float("nan"), "", "x", "\ud800", "\u200b", "a\r\nb"),
    *("{}", "[]", "2026-01-01", "en", "=?x?q?y?=", [], ["x"], [None], [[]], [1, 2]),
    *({}, {"x": "y"}, [{}], {"code": 5}),
)


@functools.cache
def stored() -> str:
    record = interview_record(process_id="p-1", interview_id="i-1")
    record["candidate"]["candidate_id"] = "c-1"
    outcome = {
        "kind": "next_round",
        "stage": "Second interview",
        "place": "Office",
        "slot": {
            "start": "2026-12-01T10:00+01:00[Europe/Berlin]",
            "end": "2026-12-01T11:00+01:00[Europe/Berlin]",
        },
    }
    composer = Composer(namespace="a secret of at least 16 characters")
    return composer.compose(*load_facts(record, outcome)).to_json()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value inside."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in pairs:
        yield (*path, key)
        if isinstance(below, dict | list):
            yield from places(below, (*path, key))


def with_value(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the stored message with another value in one place."""
    data: dict[str, Any] = json.loads(stored())
    holder: Any = data
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = copy.deepcopy(value)
    return data


def uses(followup: Followup) -> tuple[Callable[[], object], ...]:
    """Return what hosts do with a message they read back."""
    return (
        lambda: followup.to_email(proposed="tentative").as_bytes(),
        lambda: followup.calendar,
        lambda: followup.digest,
        lambda: followup.direction,
        lambda: followup.cancellation(stamp=INVITATION.stamp),
        lambda: followup.for_channel("linkedin_inmail"),
        lambda: followup.for_channel("sms"),
        lambda: "\n".join(map(str, followup.findings)),
        followup._repr_html_,
        followup.explain,
        followup.invitations,
        followup.to_json,
        followup.__repr__,
        followup.__hash__,
    )


def is_used(use: Callable[[], object]) -> bool:
    """Tell whether a use succeeds; an error that is not ours is raised."""
    try:
        use()
    except FollowupError:
        return False
    return True


@pytest.mark.parametrize("group", sorted(json.loads(stored())))
def test_a_wrong_value_anywhere_is_refused_or_harmless(group: str) -> None:
    """No value of JSON in any place leads to an error that is not ours, then or later."""
    refused = []
    for path in ((group,), *places({group: json.loads(stored())[group]})):
        for value in ODD:
            try:
                followup = Followup.from_dict(with_value(path, value))
            except FactsError as error:
                refused.append(error.codes)
                continue
            assert {True, False} >= {is_used(use) for use in uses(followup)}

    assert {("malformed_followup",)} == {*refused}


def test_the_message_itself_is_taken() -> None:
    """Unchanged, every use of it succeeds."""
    followup = Followup.from_json(stored())

    assert {True} == {is_used(use) for use in uses(followup)[:5]}


@pytest.mark.parametrize(
    "text", (None, 5, "", "[", b"\xff", "[" * 100_000, "null", "6")
)
def test_what_is_no_json_of_a_message_is_refused(text: Any) -> None:
    """Text that is no object gets the same answer as an object that is no message."""
    with pytest.raises(FactsError) as caught:
        Followup.from_json(text)

    assert ("malformed_followup",) == caught.value.codes
    assert None is caught.value.__context__


@pytest.mark.parametrize("data", (None, 5, [], {}, "text"))
def test_what_is_no_mapping_of_a_message_is_refused(data: Any) -> None:
    """Other values are no message."""
    with pytest.raises(FactsError) as caught:
        Followup.from_dict(data)

    assert ("malformed_followup",) == caught.value.codes
    assert None is caught.value.__context__


def test_a_paragraph_more_than_sources_is_refused() -> None:
    """Each paragraph of the text has a source, and each source a paragraph."""
    text = json.loads(stored())["text"]
    with pytest.raises(FactsError):
        Followup.from_dict(with_value(("text",), f"{text}\n\nOne more."))
    with pytest.raises(FactsError):
        Followup.from_dict(
            with_value(("sources",), json.loads(stored())["sources"][1:])
        )


def test_line_feeds_at_the_end_are_no_paragraph() -> None:
    """An archive that adds a line feed or two takes no message away."""
    text = json.loads(stored())["text"]

    assert (
        f"{text}\n\n" == Followup.from_dict(with_value(("text",), f"{text}\n\n")).text
    )
