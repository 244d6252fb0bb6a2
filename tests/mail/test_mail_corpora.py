"""Names, titles and code points collected elsewhere, as an older parser reads them."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followup_kit.errors import MailError
from followup_kit.mail import Mailbox, build_email
from tests.mail.samples import PARTS, for_name, parts


if TYPE_CHECKING:
    from email.message import Message

_FOLDER = Path(__file__).parent.parent / "corpora/mail"

REFUSED_CLASSES = {
    *("C0", "DEL+C1", "line/para separator", "bidi embedding/override"),
    *("bidi isolates", "deprecated format", "BOM", "interlinear"),
    *("nonchar", "surrogate", "tag"),
}


def corpus(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((_FOLDER / name).read_text("utf-8"))
    return entries


NAMES = [entry["name"] for entry in corpus("../names.json")]
HEADERS = [
    text
    for entry in corpus("rfc2047_torture.json")
    for text in (entry.get("text"), entry.get("decoded"), entry.get("wire"))
    if text
]
CODE_POINTS = corpus("unicode_dangerous.json")


def read_by_legacy(raw: bytes) -> Message:
    return message_from_bytes(raw)


def decoded(header: str) -> str:
    return str(make_header(decode_header(header)))


def accepted(names: list[str]) -> list[str]:
    kept = []
    for name in names:
        try:
            kept.append(Mailbox(name=name, address="a@example.com").name or "")
        except MailError:
            continue
    return [name for name in kept if name]


def test_names_arrive_unchanged_at_one_recipient() -> None:
    """Another parser reads the one recipient, the very name and no further header."""
    for name in accepted(NAMES + HEADERS):
        message = read_by_legacy(build_email(for_name(name)).as_bytes())
        ((phrase, address),) = getaddresses(message.get_all("To", []))

        assert (name, "ana@example.com") == (decoded(phrase), address)
        assert build_email(PARTS).keys() == message.keys()


def test_subjects_arrive_unchanged() -> None:
    """Another parser reads the very subject and no further header."""
    for text in accepted(NAMES + HEADERS):
        subject = text[:150].strip(" ")
        message = read_by_legacy(build_email(parts(subject=subject)).as_bytes())

        assert subject == decoded(message["Subject"].replace("\r\n", ""))
        assert build_email(PARTS).keys() == message.keys()


def test_most_of_the_corpora_is_accepted() -> None:
    """Only what could deceive is refused: not one real name is."""
    refused = {
        entry["category"]
        for entry in corpus("../names.json")
        if entry["name"].strip(" ") and not accepted([entry["name"]])
    }

    assert len(NAMES) > 450
    assert {
        *("control", "bidi-spoof", "surrogate", "noncharacter-pua"),
        *("whitespace", "injection-like", "long", "homoglyph-spoof", "zalgo"),
    } >= refused


@pytest.mark.parametrize("entry", CODE_POINTS, ids=[e["cp"] for e in CODE_POINTS])
def test_dangerous_code_points_are_refused_in_names(entry: dict[str, str]) -> None:
    """Each code point is refused or kept as its class says."""
    name = f"Ana{entry['char']}B"

    assert ([] if entry["class"] in REFUSED_CLASSES else [name]) == accepted([name])
