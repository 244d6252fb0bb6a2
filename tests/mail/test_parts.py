"""The parts of a message are checked before anything is built."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import EmailParts
from tests.mail.samples import FULL, RECIPIENT, SENDER, parts, reads_well


FAULTS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"subject": ""}, "subject", "empty_subject"),
    ({"subject": "  "}, "subject", "empty_subject"),
    ({"subject": "\u3000"}, "subject", "empty_subject"),
    ({"subject": "\u200b \u2060"}, "subject", "empty_subject"),
    ({"text": "\u200b\n\u3164"}, "text", "empty_body"),
    ({"subject": "x" * 501}, "subject", "subject_too_long"),
    ({"subject": "a\nb"}, "subject", "forbidden_character"),
    ({"subject": "a\r\nBcc: b@x.com"}, "subject", "forbidden_character"),
    ({"subject": "a\u202eb"}, "subject", "forbidden_character"),
    ({"subject": "a\u2068b"}, "subject", "forbidden_character"),
    ({"subject": "a\u2069b\u2068"}, "subject", "forbidden_character"),
    ({"subject": "a\udc80"}, "subject", "forbidden_character"),
    ({"subject": "=?utf-8?q?a=0ABcc=3A?="}, "subject", "encoded_word"),
    ({"text": ""}, "text", "empty_body"),
    ({"text": " \n"}, "text", "empty_body"),
    ({"html": ""}, "html", "empty_body"),
    ({"text": "a\0"}, "text", "forbidden_character"),
    ({"text": "a\rb"}, "text", "forbidden_character"),
    ({"text": "a\ud800"}, "text", "forbidden_character"),
    ({"text": "a\x0cb"}, "text", "forbidden_character"),
    ({"html": "a\u202eb"}, "html", "forbidden_character"),
    ({"html": "a\x85b"}, "html", "forbidden_character"),
    ({"html": "a\ufffeb"}, "html", "forbidden_character"),
    ({"language": ""}, "language", "malformed_language"),
    ({"language": "en_GB"}, "language", "malformed_language"),
    ({"language": "en\r\nBcc: x"}, "language", "malformed_language"),
    ({"language": "en\n"}, "language", "malformed_language"),
    ({"message_id": "a@b"}, "message_id", "malformed_message_id"),
    ({"message_id": "<a>"}, "message_id", "malformed_message_id"),
    ({"message_id": "<a@b>\n"}, "message_id", "malformed_message_id"),
    ({"message_id": "<=?utf-8?q?a?=@b>"}, "message_id", "malformed_message_id"),
    ({"in_reply_to": "<a@b> <c@d>"}, "in_reply_to", "malformed_message_id"),
    ({"in_reply_to": "<=?utf-8?q?a?=@b>"}, "in_reply_to", "malformed_message_id"),
    ({"references": ("<a@b>", "<é@b>")}, "references[1]", "malformed_message_id"),
    ({"date": datetime(2026, 1, 1)}, "date", "naive_date"),
    ({"date": datetime(1899, 1, 1, tzinfo=UTC)}, "date", "date_out_of_range"),
    ({"date": datetime(9999, 1, 1, tzinfo=UTC)}, "date", "date_out_of_range"),
    ({"auto_submitted": "yes"}, "auto_submitted", "unknown_auto_submitted"),
    ({"list_unsubscribe": ("http://x.com",)}, "list_unsubscribe[0]", "unsafe_link"),
    (
        {"list_unsubscribe": ("https://x.com/" + "a" * 900,)},
        "list_unsubscribe[0]",
        "link_too_long",
    ),
    (
        {"list_unsubscribe": ("https://x.com/=?utf-8?q?x?=",)},
        "list_unsubscribe[0]",
        "unsafe_link",
    ),
    (
        {"one_click_unsubscribe": True, "list_unsubscribe": ("mailto:a@x.com",)},
        "one_click_unsubscribe",
        "one_click_without_https",
    ),
)


@pytest.mark.parametrize(("changes", "path", "code"), FAULTS)
def test_a_fault_names_its_field(changes: dict[str, Any], path: str, code: str) -> None:
    """A value that cannot be sent as it is meant is refused by field and code."""
    with pytest.raises(MailError) as caught:
        parts(**changes)

    assert ((path,), (code,)) == (caught.value.paths, caught.value.codes)
    assert reads_well(caught.value)


@pytest.mark.parametrize("value", (None, "no", "auto-generated", "auto-replied"))
def test_the_values_of_auto_submitted_are_those_of_the_standard(
    value: str | None,
) -> None:
    """RFC 3834 defines three values, and the header may be left out."""
    assert value == parts(auto_submitted=value).auto_submitted


@pytest.mark.parametrize(
    ("changes", "expected"),
    (
        (
            {"subject": "x" * 501},
            (
                "subject: The subject is longer than 500 characters. Shorten it. "
                "[subject_too_long]"
            ),
        ),
        (
            {"date": datetime(1899, 1, 1, tzinfo=UTC)},
            (
                "date: The year of the date cannot be written in a mail header. "
                "Give a date from 1900 to 9998. [date_out_of_range]"
            ),
        ),
        (
            {"auto_submitted": "yes"},
            (
                "auto_submitted: This is not a value of the Auto-Submitted header. Give "
                "one of no, auto-generated, auto-replied, or None. [unknown_auto_submitted]"
            ),
        ),
        (
            {"list_unsubscribe": ("https://x.com/" + "a" * 887,)},
            (
                "list_unsubscribe[0]: The link is longer than 900 characters. "
                "Give a shorter link. [link_too_long]"
            ),
        ),
    ),
    ids=("subject", "date", "auto", "link"),
)
def test_the_error_says_what_to_do(changes: dict[str, Any], expected: str) -> None:
    """Limits and permitted values stand in the error."""
    with pytest.raises(MailError) as caught:
        parts(**changes)

    assert expected == str(caught.value)


def test_the_limits_themselves_are_within_the_limits() -> None:
    """The first and last year and the longest link are accepted."""
    link = "https://x.com/" + "a" * 886

    assert (link,) == parts(list_unsubscribe=(link,)).list_unsubscribe
    for year in (1900, 9998):
        moment = datetime(year, 6, 1, tzinfo=UTC)
        assert moment == parts(date=moment).date


def test_all_faults_are_reported_at_once() -> None:
    """Nobody has to mend a message one field at a time."""
    with pytest.raises(MailError) as caught:
        parts(subject="", text="", language="?", list_unsubscribe=("x",))

    assert ("subject", "text", "language", "list_unsubscribe[0]") == caught.value.paths


@pytest.mark.parametrize(
    "subject",
    (
        "x" * 500,
        "وظيفة \u2068Data Engineer\u2069 في \u2067א\u2069",
        "Is 1 + 1 =? 2",
        "=?",
        "🎉",
    ),
)
def test_unusual_subjects_are_kept(subject: str) -> None:
    """Balanced isolates and lone question marks are no fault."""
    assert subject == parts(subject=subject).subject


def test_line_ends_take_one_form() -> None:
    """Bodies with CRLF and with LF are the same message."""
    assert parts(text="a\nb\n", html="c\nd") == parts(text="a\r\nb\r\n", html="c\r\nd")


def test_the_repr_shows_nothing() -> None:
    """No content and no person shows in the repr."""
    assert repr(FULL) == "EmailParts(...)"


def test_parts_are_a_value() -> None:
    """Parts compare, hash, copy and pickle by value."""
    assert {FULL} == {copy.deepcopy(FULL), pickle.loads(pickle.dumps(FULL))}  # noqa: S301


def test_sequences_are_frozen() -> None:
    """A list the caller changes later does not change the parts."""
    references = ["<a@b>"]
    message = EmailParts(
        sender=SENDER,
        recipient=RECIPIENT,
        subject="a",
        text="b",
        html="c",
        language="en",
        references=references,  # type: ignore[arg-type]  # the point of the test
    )
    references.append("<c@d>")

    assert ("<a@b>",) == message.references


def test_the_error_holds_nothing_of_the_contents() -> None:
    """What was written does not stand in the error."""
    with pytest.raises(MailError) as caught:
        parts(
            subject="secret\n", text="secret\0", message_id="secret", language="-secret"
        )

    assert "secret" not in str(caught.value) + repr(caught.value)
