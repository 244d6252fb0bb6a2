"""What a message takes along: the arguments of to_email that are not plain headers."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit import Followup, compose_followup
from followup_kit.errors import MailError
from followup_kit.mail import Attachment, Mailbox
from tests.factories import interview, outcome


FILE = Attachment(filename="a.pdf", content=b"%PDF", media_type="application/pdf")


def followup() -> Followup:
    return compose_followup(interview(), outcome("on_hold"))


@pytest.mark.parametrize(
    "reply_to", ("hr@b.example", Mailbox(address="hr@b.example"), "hr@B.EXAMPLE")
)
def test_an_address_is_enough_for_the_answer(reply_to: Any) -> None:
    """A bare address is a mailbox without a name, in its normal form."""
    assert "hr@b.example" == followup().to_email(reply_to=reply_to)["Reply-To"]


@pytest.mark.parametrize(
    "reply_to",
    ("Ana <hr@b.example>", "hr@b.example, x@y.example", "", 5, b"a@b.com", []),
)
def test_more_than_an_address_is_refused(reply_to: Any) -> None:
    """What could name two people, or is no text, is no place for an answer."""
    with pytest.raises(MailError) as caught:
        followup().to_email(reply_to=reply_to)

    assert (("reply_to",), ("malformed_address",)) == (
        caught.value.paths,
        caught.value.codes,
    )


def test_nobody_is_named_unless_asked() -> None:
    """Without reply_to, there is no such header."""
    assert None is followup().to_email()["Reply-To"]


def test_an_empty_message_id_is_a_fault() -> None:
    """An id that was given and is none is not replaced in silence."""
    with pytest.raises(MailError) as caught:
        followup().to_email(message_id="")

    assert ("malformed_message_id",) == caught.value.codes


@pytest.mark.parametrize("files", ([FILE], (FILE,)))
def test_files_may_come_in_a_list(files: Any) -> None:
    """A list does as well as a tuple."""
    (file,) = followup().to_email(attachments=files).iter_attachments()

    assert "a.pdf" == file.get_filename()


@pytest.mark.parametrize(
    ("argument", "choices"),
    (
        ("calendar", "Give invitation, none or a part."),
        ("proposed", "Give none or tentative."),
    ),
)
@pytest.mark.parametrize("choice", (None, 5, "", "request", [], {}, b"none", "NONE"))
def test_a_choice_is_one_of_those_named(
    argument: str, choices: str, choice: Any
) -> None:
    """Anything else is told by what it could have been."""
    with pytest.raises(MailError) as caught:
        followup().to_email(**{argument: choice})
    (problem,) = caught.value.problems

    assert (argument, "not_a_choice", "is not one of the choices.", choices) == (
        problem.path,
        problem.code,
        problem.message,
        problem.remedy,
    )
