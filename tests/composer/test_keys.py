"""Keys: equal for one owed message, unguessable, and kept apart from its contents."""

from __future__ import annotations

import json
import pickle
import re
import uuid
from dataclasses import replace
from hashlib import blake2b
from typing import Any

import pytest

from followup_kit import Composer, Followup, OnHold, Rejected, compose_followup
from followup_kit.composer import Correspondent, MessageKey
from followup_kit.composer._key import _hash
from followup_kit.errors import FactsError
from followup_kit.models import Interview, Outcome
from tests.factories import interview, interview_record


NAMESPACE = "a secret of at least 16 characters"
VARIED = "0123456789abcdef"
COMPOSER = Composer(namespace=NAMESPACE)


def facts(
    candidate: str | None = "c-1",
    process: str | None = "p-1",
    meeting: str | None = None,
    **changes: Any,
) -> Interview:
    record = interview_record(process_id=process, interview_id=meeting, **changes)
    record["candidate"]["candidate_id"] = candidate
    return Interview.model_validate(record)


def composed(outcome: Outcome | None = None, **ids: Any) -> Followup:
    return COMPOSER.compose(facts(**ids), outcome or Rejected())


def key(outcome: Outcome | None = None, **ids: Any) -> MessageKey:
    made = composed(outcome, **ids).key
    assert made is not None
    return made


def test_the_key_is_that_of_the_documented_form() -> None:
    """A keyed BLAKE2b over lengths and parts, which hosts can compute elsewhere."""
    secret = blake2b(NAMESPACE.encode(), person=b"followup_kit").digest()
    parts = b"+3:c-1+3:p-1-+8:rejected+1:0"
    digits = blake2b(parts, key=secret, person=b"message").hexdigest()

    assert digits[:40] == key().text


def test_the_same_owed_message_has_the_same_key() -> None:
    """Language, wording and time of sending make no other message of it."""
    other = COMPOSER.compose(
        facts(highlights=["Something else."]), Rejected(may_reapply=True), locale="de"
    )

    assert key() == other.key


@pytest.mark.parametrize(
    "ids",
    (
        {"candidate": "c-2"},
        {"process": "p-2"},
        {"meeting": "i-1"},
        {"process": None, "meeting": "p-1"},
        {"outcome": Rejected(revision=1)},
        {"outcome": OnHold(update_by="2027-01-15")},
        {"candidate": "c-1p", "process": "-1"},
        {"candidate": "c-", "process": "1p-1"},
        {"candidate": "p-1", "process": "c-1"},
    ),
)
def test_another_part_makes_another_key(ids: dict[str, Any]) -> None:
    """Each part counts, and so does where one ends and the next begins."""
    assert key() != key(**ids)
    assert key().text != key(**ids).text


def test_parts_never_run_into_one_another() -> None:
    """Lengths stand before parts, so no two lists of parts look alike."""
    lists: list[tuple[str | None, ...]] = [
        ("a", "bc"),
        ("ab", "c"),
        ("abc",),
        ("abc", ""),
        ("abc", None),
        (None, "abc"),
        ("", "abc"),
        ("+3:abc",),
        ("-",),
        (None,),
        (),
        ("",),
        ("a+2:bc",),
    ]

    assert len(lists) == len({_hash(b"k", b"p", parts) for parts in lists})


def test_another_namespace_makes_another_key() -> None:
    """Two tenants with equal ids share no key."""
    other = Composer(namespace=NAMESPACE + "x").compose(facts(), Rejected()).key

    assert other is not None
    assert not {key().text, key().salt} & {other.text, other.salt}


@pytest.mark.parametrize(
    "ids", ({"candidate": None}, {"process": None}, {"candidate": None, "meeting": "i"})
)
def test_without_ids_there_is_no_key(ids: dict[str, Any]) -> None:
    """Nothing is made up for an id that the facts lack."""
    followup = composed(**ids)

    assert (None, None) == (followup.key, followup.digest)
    assert followup.to_email()["Message-ID"] is None


def test_without_a_namespace_there_is_no_key() -> None:
    """A plain hash could be tried out with lists of ids, so there is none."""
    assert compose_followup(facts(), Rejected()).key is None


def test_the_short_form_makes_keys_too() -> None:
    """compose_followup takes the namespace as well."""
    assert key() == compose_followup(facts(), Rejected(), namespace=NAMESPACE).key


@pytest.mark.parametrize(
    "namespace",
    (
        "",
        VARIED[:15],
        VARIED * 64 + "x",
        " " * 16,
        "x" * 1_024,
        "secret" * 9,
        "1234567" * 5,
        b"0123456789abcdef",
        7,
    ),
)
def test_a_namespace_that_could_be_guessed_is_refused(namespace: Any) -> None:
    """Too short, too long, monotonous or no text: an error that does not quote it."""
    with pytest.raises(FactsError) as caught:
        Composer(namespace=namespace)

    assert (
        "namespace: must be a text of 16 to 1024 characters, 8 of them different. "
        "Make one with secrets.token_hex(32), and keep it secret. [weak_namespace]"
    ) == str(caught.value)


def test_any_text_has_a_digest() -> None:
    """A stored message that was tampered with raises nothing that quotes it."""
    assert re.fullmatch("[0-9a-f]{40}", key().digest("\ud800"))


@pytest.mark.parametrize(
    "namespace",
    (VARIED, VARIED * 64, "12345678" * 2, "тайный ключ арендатора", f"{VARIED}\ud800"),
)
def test_a_long_enough_namespace_is_taken(namespace: str) -> None:
    """Any text within the limits, of eight characters or more, will do."""
    assert Composer(namespace=namespace).compose(facts(), Rejected()).key is not None


def test_the_uuid_is_one_of_a_kind_of_its_own() -> None:
    """Version 8 (RFC 9562), and stable."""
    made = key().uuid

    assert (8, uuid.RFC_4122) == (made.version, made.variant)
    assert key().uuid == made
    assert key().text[:12] == made.hex[:12]
    assert key().text[13:16] == made.hex[13:16]
    assert key().text[17:32] == made.hex[17:]


def test_the_message_id_comes_from_the_key() -> None:
    """At the sender's domain, at a given one, or as the host says."""
    followup = composed()
    text = key().text

    assert f"<{text}@norrland.example.com>" == followup.to_email()["Message-ID"]
    given = key().message_id("mail.example.org")
    assert f"<{text}@mail.example.org>" == given
    assert given == followup.to_email(message_id=given)["Message-ID"]


def test_the_digest_is_that_of_the_documented_form() -> None:
    """Keyed with the salt, over lengths and contents."""
    salt = bytes.fromhex(key().salt)
    expected = blake2b(b"+1:a-+0:", key=salt, person=b"content").hexdigest()

    assert expected[:40] == key().digest("a", None, "")


@pytest.mark.parametrize(
    "change",
    (
        {"uid": "x@acme.example"},
        {"start": "2026-12-01T09:00:01+00:00"},
        {"end": "2026-12-01T11:00:01+00:00"},
        {"sequence": 9},
        {"summary": "Other"},
        {"description": "Other"},
        {"location": "Other"},
        {"link": "https://other.example.com"},
    ),
)
def test_every_fact_of_a_meeting_is_in_the_digest(change: dict[str, Any]) -> None:
    """Whatever a calendar would show differently makes another digest."""
    slot = {"start": "2026-12-01T10:00:00Z", "end": "2026-12-01T11:00:00Z"}
    facts_of_it = {"kind": "next_round", "stage": "Talk", "slot": slot, "place": "Here"}
    one = composed(Outcome.model_validate(facts_of_it))
    meetings = (replace(one.meetings[0], **change),)

    assert one.digest != replace(one, meetings=meetings).digest


@pytest.mark.parametrize(
    "change",
    (
        {"subject": "x"},
        {"text": "x"},
        {"html": "x"},
        {"sender": Correspondent("x", "jonas.lindqvist@norrland.example.com")},
        {"sender": Correspondent("Jonas Lindqvist", "x@norrland.example.com")},
        {"recipient": Correspondent("x", "marta.kowalska@example.org")},
        {"recipient": Correspondent("Marta Kowalska", None)},
    ),
)
def test_everything_that_is_sent_is_in_the_digest(change: dict[str, Any]) -> None:
    """Texts, names and addresses each make another digest."""
    one = composed()

    assert one.digest != replace(one, **change).digest


def test_the_language_is_in_the_digest() -> None:
    """The header that names it is sent as well."""
    one = composed()
    other = replace(one.language, used="en-GB")

    assert one.digest != replace(one, language=other).digest


def test_the_digest_changes_with_what_is_sent() -> None:
    """Same key, other contents: the host sees that facts changed without a revision."""
    one = composed()
    other = COMPOSER.compose(facts(), Rejected(may_reapply=True))
    moved = COMPOSER.compose(
        facts(sender={"name": "Jonas", "email": "other@norrland.example.com"}),
        Rejected(),
    )

    assert one.key == other.key == moved.key
    assert 3 == len({one.digest, other.digest, moved.digest})
    assert one.digest == composed().digest


def test_the_digest_depends_on_the_time_of_a_meeting() -> None:
    """Also what only the calendar says is part of what is sent."""
    slot = {"start": "2026-12-01T10:00:00Z", "end": "2026-12-01T11:00:00Z"}
    invitation = {
        "kind": "next_round",
        "stage": "Talk",
        "slot": slot,
        "place": "Here",
    }
    moved = {**invitation, "slot": {**slot, "end": "2026-12-01T11:00:30Z"}}
    one, other = (
        COMPOSER.compose(facts(), Outcome.model_validate(each))
        for each in (invitation, moved)
    )

    assert one.text == other.text
    assert one.digest != other.digest


def test_the_digest_is_keyed_too() -> None:
    """Equal contents under another namespace have another digest."""
    other = Composer(namespace=NAMESPACE + "x").compose(facts(), Rejected())

    assert composed().text == other.text
    assert composed().digest != other.digest
    assert re.fullmatch("[0-9a-f]{40}", composed().digest or "")


def test_nothing_of_a_person_is_in_keys() -> None:
    """No id, name or address can be read or computed without the namespace."""
    followup = composed(candidate="marta.kowalska@example.org")
    plain = {
        blake2b(text.encode(), digest_size=20).hexdigest()
        for text in ("marta.kowalska@example.org", "p-1", "rejected")
    }
    shown = f"{followup.key} {followup.key!r} {followup.to_email()['Message-ID']}"

    assert not [part for part in ("marta", "kowalska", "example.org") if part in shown]
    assert not [digest for digest in plain if digest in shown]
    assert followup.key is not None
    assert followup.key.salt not in shown


def test_the_namespace_shows_nowhere() -> None:
    """Neither the composer's repr nor a message holds it, whole or derived."""
    secret = COMPOSER._namespace
    assert secret is not None
    shown = f"{COMPOSER!r} {composed().to_json()}"

    assert NAMESPACE not in shown
    assert secret.hex() not in shown


def test_keys_survive_json_and_pickle() -> None:
    """A stored message keeps key and digest; a composer sent elsewhere makes them."""
    followup = composed()
    again = Followup.from_json(followup.to_json())

    assert (followup, followup.digest) == (again, again.digest)
    assert followup == pickle.loads(pickle.dumps(followup))  # noqa: S301
    assert (
        key() == pickle.loads(pickle.dumps(COMPOSER)).compose(facts(), Rejected()).key  # noqa: S301
    )


@pytest.mark.parametrize(
    "stored",
    (
        {"text": "0" * 40},
        {"text": "0" * 40, "salt": "0" * 40, "x": 1},
        {"text": "0" * 39, "salt": "0" * 40},
        {"text": "0" * 40, "salt": "0" * 41},
        {"text": "G" * 40, "salt": "0" * 40},
        {"text": "A" * 40, "salt": "0" * 40},
        {"text": "0" * 40, "salt": 7},
        "x",
    ),
)
def test_a_key_that_was_tampered_with_is_refused(stored: Any) -> None:
    """What is loaded has the form of what was stored, or is refused."""
    data = json.loads(composed().to_json()) | {"key": stored}
    with pytest.raises(FactsError) as caught:
        Followup.from_dict(data)

    assert ("malformed_followup",) == caught.value.codes


@pytest.mark.parametrize("revision", (-1, 2**31, True, 1.0, "1"))
def test_a_revision_is_a_count(revision: Any) -> None:
    """Nothing but a whole number from zero is taken."""
    with pytest.raises(FactsError) as caught:
        Rejected(revision=revision)

    assert ("revision",) == caught.value.paths


def test_a_message_without_ids_is_as_before() -> None:
    """Ids and namespace change nothing of what a candidate reads."""
    with_key, without = composed(), compose_followup(interview(), Rejected())

    assert (with_key.subject, with_key.text, with_key.html) == (
        without.subject,
        without.text,
        without.html,
    )
