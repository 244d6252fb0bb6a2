"""What holds for every message, from facts to bytes, whatever the facts hold."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from followup_kit import Followup, compose_followup
from followup_kit.composer import Composer
from followup_kit.errors import FactsError, FollowupError
from followup_kit.models import Interview, Outcome, outcome_kinds
from tests.factories import interview, sample_outcomes
from tests.properties.any_facts import (
    COMPOSER,
    hostile_texts,
    loaded,
    records,
    tame_records,
)


vobject = pytest.importorskip("vobject")

HEADERS = {
    *("From", "To", "Subject", "Message-ID", "Content-Language", "MIME-Version"),
    "Content-Type",
}
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e")
# What a template would leave behind, or Python would print.
LEFT_OVER = re.compile(
    r"\bNone\b|\bNULL\b|Undefined|undefined|<[a-z_.]+ object|object at 0x|\{\{|\}\}|\{%|%\}"
    r"|\{[a-z_.]+\}|LocalizedText|PersonName|datetime\.|\bTrue\b|\bFalse\b",
)


def composed(record: dict[str, Any]) -> Followup:
    """Return the message of facts; facts that are refused are no example."""
    facts = loaded(record)
    assume(not isinstance(facts, FollowupError))
    assert not isinstance(facts, FollowupError)
    return COMPOSER.compose(*facts)


def parsed(followup: Followup) -> Message:
    return message_from_bytes(followup.to_email(proposed="tentative").as_bytes())


def unfolded(value: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", value)


def decoded(value: str) -> str:
    return str(make_header(decode_header(unfolded(value))))


def leaves(message: Message) -> list[tuple[str, bytes]]:
    found = []
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            found.append((part.get_content_type(), payload))
    return found


class Page(HTMLParser):
    """Language, links and visible text of a document."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.lang: list[str | None] = []
        self.links: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the language of the document and every address it refers to."""
        given = dict(attrs)
        if tag == "html":
            self.lang.append(given.get("lang"))
        self.links += [v for k, v in attrs if k in {"href", "src", "action"}]

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


@given(records())
def test_i1_one_recipient_equal_to_the_candidate(record: dict[str, Any]) -> None:
    """I1: an independent parser finds the candidate's address and no other."""
    message = parsed(composed(record))
    boxes = getaddresses([unfolded(v) for v in message.get_all("To", [])])

    assert ["marta.kowalska@example.org"] == [address for _, address in boxes]
    assert not message.get_all("Cc", []) + message.get_all("Bcc", [])


@given(records())
def test_i2_no_header_but_those_allowed(record: dict[str, Any]) -> None:
    """I2: the headers are the allowed ones, each once."""
    assert sorted(HEADERS) == sorted(parsed(composed(record)).keys())


@given(records())
def test_i3_nothing_deceives_the_eye(record: dict[str, Any]) -> None:
    """I3: no control, override or surrogate in headers, bodies or calendar."""
    message = parsed(composed(record))
    shown = [decoded(value) for value in message.values()]
    shown += [payload.decode().replace("\r\n", " ") for _, payload in leaves(message)]
    everything = "".join(shown).replace("\n", " ")

    assert not {unicodedata.category(c) for c in everything} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(everything) & OVERRIDES


@given(records())
def test_i4_the_subject_is_one_line(record: dict[str, Any]) -> None:
    """I4: the subject is a single line with something in it, and survives."""
    followup = composed(record)

    assert 1 == len(followup.subject.splitlines())
    assert followup.subject.strip()
    assert followup.subject == decoded(parsed(followup)["Subject"])


@given(records())
def test_i5_lines_keep_their_limits(record: dict[str, Any]) -> None:
    """I5: lines, header lines, encoded words and calendar lines are short enough."""
    raw = composed(record).to_email(proposed="tentative").as_bytes()
    heads = [
        f"{name}: {value}".splitlines()
        for part in message_from_bytes(raw).walk()
        for name, value in part.items()
    ]
    calendars = [
        payload
        for kind, payload in leaves(message_from_bytes(raw))
        if kind == "text/calendar"
    ]

    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert max(len(line) for lines in heads for line in lines) <= 78
    assert max(map(len, re.findall(rb"=\?[^ \r\n]*\?=", raw)), default=0) <= 75
    for calendar in calendars:
        lines = calendar.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert "".join(line.decode() for line in lines)


@given(records())
def test_i6_the_name_survives(record: dict[str, Any]) -> None:
    """I6: the name on the wire is the name of the message, which has all its letters."""
    followup = composed(record)
    ((phrase, _),) = getaddresses([unfolded(parsed(followup)["To"])])
    given_name = record["interview"]["candidate"]["name"]

    assert followup.recipient.name == decoded(phrase)
    shown = _letters(followup.recipient.name)
    if isinstance(given_name, str):
        assert _letters(given_name) == shown
    else:
        assert _letters(given_name["given"]) in shown
        assert _letters(given_name["surname"]) in shown


def _letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@given(tame_records())
def test_i8_nothing_is_left_over(record: dict[str, Any]) -> None:
    """I8: missing facts leave no None, no placeholder and no repr in any form."""
    message = parsed(composed(record))
    texts = [payload.decode() for _, payload in leaves(message)]
    texts.append(decoded(message["Subject"]))

    stated = json.dumps(record, ensure_ascii=False)
    assert [] == [
        found
        for text in texts
        for found in LEFT_OVER.findall(text)
        # What people typed themselves stays as they typed it.
        if found not in stated
    ]


@given(records())
def test_i9_the_kind_is_the_outcome(record: dict[str, Any]) -> None:
    """I9: a message tells the outcome it was made from."""
    followup = composed(record)

    assert record["outcome"]["kind"] == followup.kind
    assert {
        file.rpartition("/")[2].split(".")[0]
        for _, file, _, _ in followup.sources
        if file.endswith(".txt") and "_shared" not in file
    } <= {followup.kind}


@pytest.mark.parametrize("undecided", (None, "rejected", {}, {"kind": "rejected"}))
def test_i9_undecided_composes_nothing(undecided: Any) -> None:
    """I9: without a decision there is no message."""
    with pytest.raises(FactsError):
        COMPOSER.compose(interview(), undecided)
    with pytest.raises(FactsError):
        Outcome.model_validate({})
    with pytest.raises(FactsError):
        Outcome(kind="undecided")


@given(records())
def test_i10_text_html_and_calendar_agree(record: dict[str, Any]) -> None:
    """I10: person, instant, zone and link are the same in the three forms."""
    record["outcome"] = dict(outcome_kinds()["next_round"].sample_facts()[1])
    followup = composed(record)
    (_, text), (_, html), (_, calendar) = leaves(parsed(followup))
    page = Page(html.decode())
    event = vobject.readOne(calendar.decode()).vevent
    when, link = _plain(event.description.value).split("\n")

    assert record["outcome"]["slot"]["start"].startswith("2026-12-01T10:00+01:00")
    assert "2026-12-01T09:00:00+00:00" == event.dtstart.value.isoformat()
    assert when in _plain(text.decode())
    assert when in _plain(page.text)
    assert link == event.url.value
    assert link in text.decode()
    assert link in page.links
    assert f"mailto:{followup.recipient.address}" == event.attendee.value
    assert _caret(followup.recipient.name) == event.attendee.params["CN"][0]


def _plain(text: str) -> str:
    return text.translate(ISOLATES).replace("\u00a0", " ").replace("\r\n", "\n")


def _caret(name: str) -> str:
    # vobject knows no RFC 6868 and shows its escapes.
    return name.replace("^", "^^").replace('"', "^'")


@given(records())
@settings(max_examples=40)
def test_i11_same_facts_same_bytes(record: dict[str, Any]) -> None:
    """I11: another composer, another order and another thread give the same bytes."""
    facts = loaded(record)
    assume(not isinstance(facts, FollowupError))
    assert not isinstance(facts, FollowupError)
    first = COMPOSER.compose(*facts).to_email(proposed="tentative").as_bytes()
    other = Composer(namespace="a secret of at least 16 characters")
    with ThreadPoolExecutor(1) as pool:
        again = pool.submit(other.compose, *facts).result()

    assert first == again.to_email(proposed="tentative").as_bytes()


_DIGESTS = """
import hashlib, json, sys
from followup_kit import Composer
from tests.factories import interview, sample_outcomes
composer = Composer(namespace="a secret of at least 16 characters")
samples = list(enumerate(sample_outcomes()))
if sys.argv[1] == "backwards":
    samples.reverse()
found = {}
for number, outcome in samples:
    facts = interview(process_id="p", interview_id=number)
    if outcome.kind == "no_show":
        facts = interview(highlights=())
    if outcome.kind == "questions_answered":
        facts = interview(questions=[{"question": "Why?", "answer": "So."}])
    for locale in composer.offered_locales:
        followup = composer.compose(facts, outcome, locale=locale)
        octets = followup.to_email(proposed="tentative").as_bytes()
        found[f"{number} {locale}"] = hashlib.sha256(octets).hexdigest()
print(json.dumps(found, sort_keys=True))
"""


def _in_a_process(code: str, *arguments: str, seed: str = "0") -> str:
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": f"UTC-{seed}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == result.returncode, result.stderr
    return result.stdout


def test_i11_processes_agree() -> None:
    """I11: neither order, hash seed, zone nor locale of the process shows in bytes."""
    forwards = _in_a_process(_DIGESTS, "forwards", seed="1")

    assert forwards == _in_a_process(_DIGESTS, "backwards", seed="7")
    assert len(json.loads(forwards)) > 100


@given(records(hostile_texts))
def test_i12_the_callers_data_stay(record: dict[str, Any]) -> None:
    """I12: plain records and built facts are as they were, composed or refused."""
    before = copy.deepcopy(record)
    facts = loaded(record)
    assert before == record
    if isinstance(facts, FollowupError):
        return
    dumped = [fact.model_dump_json() for fact in facts]
    followup = COMPOSER.compose(*facts)
    # A calendar refuses a few names that a letter bears.
    followup.to_email(calendar="none")

    assert dumped == [fact.model_dump_json() for fact in facts]


def test_i13_a_broken_item_harms_no_other() -> None:
    """I13: among failing neighbours each message is what it is alone."""
    good = [
        (interview(), outcome)
        for outcome in sample_outcomes()
        if outcome.kind not in {"no_show", "questions_answered"}
    ]
    broken = [(interview(role={"title": {"cy": "X"}}), outcome) for _, outcome in good]
    alone = [compose_followup(*facts).to_json() for facts in good]
    mixed = [facts for pair in zip(good, broken, strict=True) for facts in pair]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(_result, mixed))

    assert alone == results[::2]
    assert {"FactsError"} == set(results[1::2])


def _result(facts: tuple[Interview, Outcome]) -> str:
    try:
        return compose_followup(*facts).to_json()
    except FollowupError as error:
        return type(error).__name__


@given(records(hostile_texts))
@settings(max_examples=200)
def test_i14_refusals_are_typed_and_quote_nothing(record: dict[str, Any]) -> None:
    """I14: facts compose, or are refused by an error of ours without their values."""
    facts = loaded(record)
    if not isinstance(facts, FollowupError):
        try:
            COMPOSER.compose(*facts).to_email(proposed="tentative")
        except FollowupError as error:
            facts = error
        else:
            return
    shown = f"{facts} {facts!r} {facts.__cause__!r} {facts.__context__!r}"
    assert [] == [text for text in _given_texts(record) if text in shown]


def _given_texts(record: dict[str, Any]) -> list[str]:
    """Return texts of the facts that cannot stand in an error by chance."""
    candidate = record["interview"]["candidate"]["name"]
    names = [candidate] if isinstance(candidate, str) else list(candidate.values())
    texts = [*names, *record["interview"]["highlights"]]
    texts += [record["interview"][group]["name"] for group in ("company", "sender")]
    own = str(FactsError.__doc__)
    return [
        text
        for text in texts
        if isinstance(text, str) and len(text.strip()) > 6 and text not in own
    ]


@given(records())
def test_i17_links_are_safe_and_visible(record: dict[str, Any]) -> None:
    """I17: every link is https: or mailto:, and the plain text has it too."""
    followup = composed(record)
    for link in Page(followup.html).links:
        assert link is not None
        assert re.match(r"https://[a-z0-9]|mailto:", link)
        assert link in followup.text


@given(hostile_texts)
def test_i17_nothing_typed_becomes_a_link(text: str) -> None:
    """I17: a text with an address or mark-up in it makes no link."""
    try:
        facts = interview(highlights=[text], company={"name": "Norrland Data"})
    except FollowupError:
        return
    plain = compose_followup(interview(company={"name": "Norrland Data"}), _closed())

    assert Page(plain.html).links == Page(compose_followup(facts, _closed()).html).links


def _closed() -> Outcome:
    return Outcome.model_validate({"kind": "position_closed", "closure": "cancelled"})


_SILENCE = """
import os, sys
from followup_kit import Composer
from tests.factories import interview, sample_outcomes
composer = Composer(namespace="a secret of at least 16 characters")

def compose_all():
    for outcome in sample_outcomes():
        facts = interview(process_id="p", interview_id=1)
        if outcome.kind == "no_show":
            facts = interview(highlights=())
        if outcome.kind == "questions_answered":
            facts = interview(questions=[{"question": "Why?", "answer": "So."}])
        for locale in composer.offered_locales:
            followup = composer.compose(facts, outcome, locale=locale)
            followup.to_email(proposed="tentative").as_bytes()
            followup.to_json()

compose_all()
seen = []
quiet = {"compile", "exec", "import", "marshal.loads", "object.__getattr__",
         "object.__setattr__", "object.__delattr__", "code.__new__", "builtins.id"}

def watch(event, arguments):
    if event.partition(".")[0] not in {"gc", "sys"} and event not in quiet:
        seen.append(event)

class Tripwire(dict):
    def __getattribute__(self, name):
        seen.append("os.environ")
        return super().__getattribute__(name)
    def __getitem__(self, key):
        seen.append("os.environ")
        raise KeyError(key)

os.environ = Tripwire()
os.getenv = lambda *_: seen.append("os.getenv")
sys.addaudithook(watch)
compose_all()
found = sorted(set(seen))
print(found)
try:
    open("pyproject.toml").close()
except OSError:
    pass
print("open" in seen)
"""


def test_i19_composing_touches_nothing_outside() -> None:
    """I19: once loaded, no file, connection, process or variable is touched."""
    assert "[]\nTrue\n" == _in_a_process(_SILENCE)


@given(records())
def test_i20_all_parts_are_in_one_language(record: dict[str, Any]) -> None:
    """I20: header, document and calendar entries name the locale of the message."""
    followup = composed(record)
    message = parsed(followup)
    wish = record["interview"]["candidate"]["locale"]
    calendars = [p.decode() for kind, p in leaves(message) if kind == "text/calendar"]

    assert wish.split("-")[0] == followup.locale.split("-")[0]
    assert followup.locale == message["Content-Language"]
    assert [followup.locale] == Page(followup.html).lang
    assert {followup.locale} >= {
        tag for text in calendars for tag in re.findall(r"LANGUAGE=([A-Za-z-]+)", text)
    }
