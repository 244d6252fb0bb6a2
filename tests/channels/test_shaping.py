"""A message by its parts: what is left out, what never is, and how it is signed."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.channels import (
    MessageParts,
    Paragraph,
    channel_profile,
    shape,
)
from followup_kit.errors import ChannelError


INMAIL = channel_profile("linkedin_inmail")


def parts(**changes: Any) -> MessageParts:
    """Return a small message whose blocks may go in a known order."""
    given: dict[str, Any] = {
        "kind": "next_round",
        "subject": "Next stage",
        "preheader": "Come in",
        "paragraphs": (
            Paragraph("greeting", "Hello Ada,"),
            Paragraph("opening", "You are invited on Friday."),
            Paragraph("details", "The details:\n- When: 9:00\n- Format: talk\n- Tea"),
            Paragraph("answers", "You asked:"),
            Paragraph("questions", "How many? Six."),
            Paragraph("thanks", "Thank you for coming."),
            Paragraph("closing", "Best regards,"),
            Paragraph("signature", "Jo Lind\nTalent Partner\nAcme"),
        ),
        "sender": "Jo Lind",
        "essentials": {"outcome.slot": "9:00", "outcome.day|short": "Friday"},
        "dispensable": ("thanks", "answers questions", "details[]", "opening"),
    }
    return MessageParts(**{**given, **changes})


def left_out(limit: int, **changes: Any) -> tuple[str, ...]:
    """Return what is left out under a limit."""
    return shape(parts(**changes), INMAIL.replace(limit=limit)).left_out


def test_what_fits_stays_whole() -> None:
    """Nothing is left out before the channel is full."""
    message = shape(parts(), INMAIL)

    assert () == message.left_out
    assert message.length == len(message.text)


@pytest.mark.parametrize(
    ("limit", "expected"),
    (
        (160, ("thanks",)),
        (137, ("thanks", "answers", "questions")),
        (109, ("thanks", "answers", "questions", "details[2]")),
        (103, ("thanks", "answers", "questions", "details[2]", "details[1]")),
    ),
)
def test_blocks_go_in_the_order_that_is_declared(
    limit: int, expected: tuple[str, ...]
) -> None:
    """Groups go together, bullets one by one from the last."""
    assert expected == left_out(limit)


def test_a_block_that_alone_holds_an_essential_fact_stays() -> None:
    """Even a block that is declared dispensable is kept for the day in it."""
    with pytest.raises(ChannelError) as caught:
        left_out(60)

    assert "too_long" == caught.value.codes[0]
    assert "of 60" not in str(caught.value)
    assert "opening" not in left_out(89)


def test_the_error_says_by_how_much_and_what_could_be_shorter() -> None:
    """The longest facts and blocks are listed by their paths."""
    place = "12 Harbour Street, third floor, behind the mill"
    long = Paragraph("details", f"- Where: {place}")
    mine = parts(paragraphs=(long,), essentials={"outcome.place": place})

    with pytest.raises(ChannelError) as caught:
        shape(mine, INMAIL.replace(limit=50))

    first, fact, block = caught.value.problems
    assert "takes 50 utf16, and what has to be told needs 6 more" in first.message
    assert ("outcome.place", "block details") == (fact.path, block.path)
    assert place not in str(caught.value)


def test_linkedin_takes_the_name_alone_and_a_note_nothing() -> None:
    """Company and role stand in the profile beside the message."""
    assert shape(parts(), INMAIL).text.endswith("Best regards,\n\nJo Lind")
    note = channel_profile("linkedin_note").replace(limit=500)
    assert "Jo Lind" not in shape(parts(), note).text
    assert shape(parts(), channel_profile("email")).text.endswith("Partner\nAcme")


def test_a_subject_that_is_too_long_is_refused() -> None:
    """It is never cut: the role in it is a fact."""
    with pytest.raises(ChannelError) as caught:
        shape(parts(subject="x" * 201), INMAIL)

    assert ("subject",) == caught.value.paths
    assert "1 more" in str(caught.value)


def test_a_channel_without_a_subject_has_none() -> None:
    """What is no part of a channel is None, not an empty line."""
    message = shape(parts(), channel_profile("linkedin_message"))

    assert (None, None) == (message.subject, message.preheader)


def test_an_email_warns_of_what_a_phone_cuts() -> None:
    """Long subjects and short preheaders are warned of, not refused."""
    message = shape(parts(subject="x" * 51), channel_profile("email"))

    assert ["subject_cut", "preheader_length"] == [w.code for w in message.warnings]


def test_a_kind_that_hardly_suits_is_warned_of() -> None:
    """The reason is the candidate's."""
    message = shape(parts(kind="rejected"), channel_profile("whatsapp"))

    assert ["doubtful_channel"] == [w.code for w in message.warnings]
    assert "hurts more" in message.warnings[0].message


def test_characters_that_a_channel_reads_as_markup_are_warned_of() -> None:
    """WhatsApp would hide the stars; a gender star inside a word it leaves alone."""
    whatsapp = channel_profile("whatsapp")
    starred = shape(parts(paragraphs=(Paragraph("a", "Bring *both* IDs"),)), whatsapp)
    inside = shape(
        parts(paragraphs=(Paragraph("a", "Kolleg*innen https://x.y/_a_"),)), whatsapp
    )

    assert ["read_as_markup"] == [w.code for w in starred.warnings]
    assert () == inside.warnings


def test_one_letter_that_doubles_the_segments_is_reported_by_its_class() -> None:
    """The finding names script and class, never the character or its word."""
    text = "x" * 100 + " Łukasz"
    message = shape(parts(paragraphs=(Paragraph("a", text),)), channel_profile("sms"))

    (warning,) = message.warnings
    assert "character_widens" == warning.code
    assert "latin, Unicode category Lu" in warning.message
    assert "2 segments instead of 1" in warning.message
    assert "Ł" not in str(warning)
    assert "Łukasz" in message.text


def test_a_segment_for_a_few_characters_is_reported() -> None:
    """Three characters too many cost as much as a hundred."""
    mine = parts(paragraphs=(Paragraph("a", "x" * 163),))

    (warning,) = shape(mine, channel_profile("sms")).warnings
    assert "segment_for_little" == warning.code
    assert "for 3 characters" in warning.message


def test_nothing_of_the_message_is_in_its_repr() -> None:
    """Logs stay clean."""
    assert "Ada" not in repr(shape(parts(), INMAIL))
