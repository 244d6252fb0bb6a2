"""Text, names, addresses and links at the border of the facts."""

from __future__ import annotations

import copy
import json
import pickle
import unicodedata
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from followup_kit.errors import FactsError
from followup_kit.models import (
    Candidate,
    Company,
    FreeText,
    LocalizedText,
    Rejected,
    Role,
    Sender,
)
from followup_kit.models._text import check_free_text, check_line
from followup_kit.names import PersonName


def _refusal(name: object) -> str:
    with pytest.raises(FactsError) as caught:
        Candidate.model_validate({"name": name})
    return caught.value.codes[0]


@pytest.mark.parametrize(
    "name",
    ("O", "Ng", "Null", "None", "O'Brien", "José Núñez", "山田 太郎", "X Æ A-12"),
)
def test_an_unusual_name_is_kept_as_it_stands(name: str) -> None:
    """One letter, an apostrophe or the word Null make a name no less a name."""
    assert Candidate(name=name).name == name


@pytest.mark.parametrize(
    ("name", "code"),
    (
        ("", "empty"),
        ("  ", "empty"),
        ("Ana\nBcc: x@example.org", "several_lines"),
        ("Ana\x00", "unsafe_character"),
        ("Ana\u202etset", "unsafe_character"),
        ("Ana\u2066x\u2069", "unsafe_character"),
        ("Ana\ud800", "unsafe_character"),
        ("Ana\u200b", "unsafe_character"),
        ("Ana\ufffe", "unsafe_character"),
        ("A" + "\u0301" * 12, "stacked_marks"),
        ("{{first_name}}", "placeholder"),
        ("*|FNAME|*", "placeholder"),
        ("=?utf-8?q?Bcc:_x?=", "encoded_word"),
        ("A" * 201, "text_too_long"),
        (42, "not_text"),
        (None, "not_text"),
        (b"Ana", "not_text"),
    ),
)
def test_a_name_that_could_mislead_is_refused(name: object, code: str) -> None:
    """What could change a header, hide or mislead is refused with a reason."""
    assert _refusal(name) == code


def test_a_line_is_trimmed_folded_and_composed() -> None:
    """Outer spaces go, runs of spaces fold, and letters are in NFC."""
    assert Candidate(name="  Jose\u0301 \u00a0  Mari\u0301a ").name == "José María"


def test_the_parts_of_a_name_are_checked_one_by_one() -> None:
    """Each wrong part is reported under its own path, all at once."""
    with pytest.raises(FactsError) as caught:
        Candidate.model_validate(
            {"name": {"given": "A\x00", "surname": "", "nickname": "x"}}
        )
    assert caught.value.paths == ("name.given", "name.surname", "name.<unknown>")


def test_a_name_smuggled_into_a_person_name_is_found() -> None:
    """A PersonName that was built elsewhere is checked like any other name."""
    assert _refusal(PersonName(given="{{first_name}}")) == "placeholder"


def test_free_text_keeps_lines_and_loses_blank_ones() -> None:
    """Free text may have lines but never a paragraph of its own."""
    text = FreeText(text=" One. \r\n\r\n\tTwo.\n ")
    assert text.text == "One.\nTwo."


def test_free_text_states_its_language() -> None:
    """Plain strings and FreeText are both taken, with the language kept."""
    rejected = Rejected(strengths=["Clear.", FreeText(text="Klar.", locale="de")])
    again = Rejected.model_validate_json(rejected.model_dump_json())
    assert again == rejected


def test_a_title_by_locale_is_immutable_and_travels() -> None:
    """A mapping by locale is canonical, hashable, pickles and comes back from JSON."""
    role = Role(title={"de_DE": "Leitung", "en": "Lead"})
    assert dict(role.title) == {"de-DE": "Leitung", "en": "Lead"}  # type: ignore[arg-type]  # mapping here
    assert pickle.loads(pickle.dumps(role)) == role  # noqa: S301  our own bytes
    assert copy.deepcopy(role) == role
    assert Role.model_validate_json(role.model_dump_json()) == role
    assert hash(role) == hash(copy.copy(role))
    with pytest.raises(AttributeError):
        role.title.en = "Boss"  # type: ignore[union-attr]  # the point of it


def test_a_translation_is_never_borrowed_from_another_language() -> None:
    """A region finds its language, and a missing language finds nothing."""
    title = LocalizedText({"de": "Leitung", "zh-Hans": "主管"})
    found = [title.for_locale(tag) for tag in ("de", "de-AT", "en", "zh-HK")]
    assert found == ["Leitung", "Leitung", None, None]


@pytest.mark.parametrize(
    "tag", ("", "x-klingon", "de-informal", "../etc", "en\r\nBcc:")
)
def test_a_title_under_no_locale_is_refused(tag: str) -> None:
    """Keys that are no language tags are refused, and not echoed."""
    with pytest.raises(FactsError) as caught:
        Role.model_validate({"title": {tag: "Lead"}})
    assert caught.value.codes == ("unknown_locale",)
    assert tag == "" or tag not in str(caught.value)


@pytest.mark.parametrize(
    "address", ("no-reply@x.example.com", "noreply@x.example.com", "do.not.reply@x.com")
)
def test_a_sender_that_nobody_reads_is_refused(address: str) -> None:
    """A follow-up comes from an address that a person reads."""
    with pytest.raises(FactsError) as caught:
        Sender(name="Jonas", email=address)
    assert (caught.value.paths, caught.value.codes) == (
        ("email",),
        ("no_reply_address",),
    )


@pytest.mark.parametrize(
    "link", ("javascript:alert(1)", "http://x.example.com", "//x", "data:text/html,x")
)
def test_a_link_is_https_or_mailto(link: str) -> None:
    """Other schemes never reach a message."""
    with pytest.raises(FactsError) as caught:
        Company(name="Acme", careers_url=link)
    assert caught.value.codes == ("unsafe_link",)


def test_a_link_is_kept_exactly_as_given() -> None:
    """A link that passes is not normalised: a token in it might break."""
    link = "https://jobs.example.com/a/../b?x=1&amp=2#T%20"
    assert Company(name="Acme", careers_url=link).careers_url == link


def test_every_name_of_the_corpus_is_kept_or_refused_with_a_reason() -> None:
    """No name fails in a way of its own; a kept one is the same but for spaces."""
    corpus = Path(__file__).parent.parent / "corpora" / "names.json"
    refused: list[tuple[str, FactsError]] = []
    for entry in json.loads(corpus.read_text("utf-8")):
        try:
            kept = Candidate(name=entry["name"]).name
        except FactsError as error:
            refused.append((entry["name"], error))
        else:
            assert isinstance(kept, str)
            assert unicodedata.normalize("NFC", entry["name"]).split() == kept.split()
    for name, refusal in refused:
        assert refusal.codes
        assert len(name) < 4 or name not in str(refusal)


@pytest.mark.parametrize(
    "title",
    (
        "{job_title}",
        "{first-name}",
        "[Job Title]",
        "[candidate.first]",
        "%JOB_TITLE%",
        "*|ROLE|*",
        "<<ROLE>>",
    ),
)
def test_a_merge_tag_of_any_dialect_is_refused_in_a_line(title: str) -> None:
    """What a recruiting system failed to fill never reaches a subject."""
    with pytest.raises(FactsError) as caught:
        Role(title=title)
    assert caught.value.codes == ("placeholder",)


@pytest.mark.parametrize(
    "title", ("Engineer [Remote]", "Dev (m/w/d)", "C++ & C#", "50%")
)
def test_ordinary_punctuation_is_no_merge_tag(title: str) -> None:
    """Brackets, signs and percentages of real titles pass."""
    assert Role(title=title).title == title


def test_what_stands_where_a_locale_belongs_is_not_echoed() -> None:
    """A value in the wrong column is refused without being repeated."""
    with pytest.raises(FactsError) as caught:
        Candidate(name="Ada", locale="Kowalska")
    assert "Kowalska" not in str(caught.value)


def test_a_key_that_is_no_field_is_echoed_only_if_it_looks_like_one() -> None:
    """A misspelt field is named; anything else may be somebody's name."""
    for key, path in (("emial", "emial"), ("Kowalska", "<unknown>")):
        with pytest.raises(FactsError) as caught:
            Candidate.model_validate({"name": "Ada", key: "x"})
        assert caught.value.paths == (path,)


NOT_TEXT = ("not_text", "must be text")
UNSAFE = ("unsafe_character", "contains an invisible or control character")
UNASSIGNED = ("unassigned_character", "contains a character without meaning")
LONG = ("text_too_long", "is too long")
EMPTY = ("empty", "is empty")
STACKED = ("stacked_marks", "stacks too many combining marks")


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (5, NOT_TEXT),
        (None, NOT_TEXT),
        (" \t\u3000", EMPTY),
        ("\u200d\u00ad", EMPTY),
        ("a\nb", ("several_lines", "must be a single line")),
        ("a\rb", ("several_lines", "must be a single line")),
        ("a\x00b", UNSAFE),
        ("é\u202eb", UNSAFE),
        ("a\x1c", UNSAFE),
        ("\x85a", UNSAFE),
        ("é\u0378", UNASSIGNED),
        ("e" + "\u0323" * 10, STACKED),
        ("é(*" * 67, LONG),
        ("a*" * 101, LONG),
        ("{{x}}", ("placeholder", "holds an unfilled merge tag")),
        (
            "=?utf-8?q?a?=",
            ("encoded_word", "holds an encoded word of a mail header"),
        ),
    ),
)
def test_a_line_is_refused_with_code_and_reason(
    text: object, expected: tuple[str, str]
) -> None:
    """What is wrong with a line is told in the words of the catalogue."""
    with pytest.raises(PydanticCustomError) as caught:
        check_line(text)

    assert expected == (caught.value.type, caught.value.message_template)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        (5, NOT_TEXT),
        (" \r\n\t", EMPTY),
        ("a\x00b", UNSAFE),
        ("a\x1c", UNSAFE),
        ("é\u0378", UNASSIGNED),
        ("a*" * 2_001, LONG),
    ),
)
def test_free_text_is_refused_with_code_and_reason(
    text: object, expected: tuple[str, str]
) -> None:
    """Free text has the reasons of a line, but its own length and line breaks."""
    with pytest.raises(PydanticCustomError) as caught:
        check_free_text(text)

    assert expected == (caught.value.type, caught.value.message_template)


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        ("a" * 4_000, "a" * 4_000),
        ("* a\r\n\r\n\tb\rc ", "* a\nb\nc"),
        ("a*\tb", "a* b"),
        ("{{x}} is mentioned", "{{x}} is mentioned"),
        ("e\u0301*", "\u00e9*"),
    ),
)
def test_free_text_is_brought_to_one_form(text: str, expected: str) -> None:
    """Line feeds only, no blank lines, no tabs, NFC."""
    assert expected == check_free_text(text)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    (
        ("*" * 200, 200, "*" * 200),
        ("e\u0301" * 200, 200, "\u00e9" * 200),
        ("\u3000a*  b\u00a0\u2003c ", 200, "a* b c"),
        ("e" + "\u0323" * 8, 200, "\u1eb9" + "\u0323" * 7),
        ("abc", 3, "abc"),
        ("\u00a0Xa*\u2003bX ", 200, "Xa* bX"),
        ("is a =? b", 200, "is a =? b"),
        ("=?utf-8?xx?a?=", 200, "=?utf-8?xx?a?="),
    ),
)
def test_a_line_at_its_limits(text: str, limit: int, expected: str) -> None:
    """The limit counts composed characters, and is within the limit itself."""
    assert expected == check_line(text, limit=limit)


@pytest.mark.parametrize(
    ("role", "code", "message"),
    (
        ({}, "empty", "is empty"),
        ({"not a tag": "x"}, "unknown_locale", "has a key that is no locale"),
        ({5: "x"}, "unknown_locale", "has a key that is no locale"),
        ({"de": "x", "DE": "y"}, "duplicate_locale", "names one locale twice"),
        ({"de": 5}, "not_text", "must be text"),
        (5, "not_text", "must be text"),
    ),
)
def test_a_title_by_locale_is_refused_with_code_and_reason(
    role: object, code: str, message: str
) -> None:
    """Each thing that can be wrong with a mapping has a reason of its own."""
    with pytest.raises(FactsError) as caught:
        Role.model_validate({"title": role})

    (problem,) = caught.value.problems
    assert ("title", code, f"{message}.") == (
        problem.path,
        problem.code,
        problem.message,
    )


@pytest.mark.parametrize(
    ("phone", "code", "message"),
    (
        ("call me", "malformed_phone", "is not a telephone number."),
        ("+49", "malformed_phone", "is not a telephone number."),
        ("+" + "4" * 40, "text_too_long", "is too long."),
    ),
)
def test_a_number_that_nobody_can_dial_is_refused(
    phone: str, code: str, message: str
) -> None:
    """A telephone number has at least four signs and at most forty."""
    sender = {"name": "Ana", "email": "ana@example.org", "phone": phone}
    with pytest.raises(FactsError) as caught:
        Sender.model_validate(sender)

    (problem,) = caught.value.problems
    assert ("phone", code, message) == (problem.path, problem.code, problem.message)


@pytest.mark.parametrize(
    ("given", "expected"), ((42, "42"), ("a-1", "a-1"), (" a  1\u00a0", "a 1"))
)
def test_an_id_is_kept_as_text(given: object, expected: str) -> None:
    """Integers are accepted as ids, and odd spaces are folded as in any line."""
    candidate = Candidate.model_validate({"name": "Ana", "candidate_id": given})

    assert expected == candidate.candidate_id


@pytest.mark.parametrize("phone", ("+49 30 1234", "(030) 1234 ext. 5"))
def test_a_number_is_kept_as_it_is_written(phone: str) -> None:
    """Brackets and extensions are as good as digits."""
    sender = {"name": "Ana", "email": "ana@example.org", "phone": phone}

    assert phone == Sender.model_validate(sender).phone


@pytest.mark.parametrize(
    ("wanted", "expected"),
    (("pt", "o"), ("pt-PT", "o"), ("de-CH", "x"), ("es-MX", None), ("fr", None)),
)
def test_a_title_is_found_in_a_sibling_region(
    wanted: str, expected: str | None
) -> None:
    """A text of the language will do, whichever region it was written for."""
    assert expected == LocalizedText({"pt-BR": "o", "de-AT": "x"}).for_locale(wanted)


@pytest.mark.parametrize("title", ("Engineer", {"de": "Entwickler", "en": "Engineer"}))
def test_a_title_is_dumped_as_it_was_given(title: str | dict[str, str]) -> None:
    """One text stays a text, and translations a dict, that JSON knows."""
    role = Role.model_validate({"title": title})

    assert title == role.model_dump()["title"]
    assert title == json.loads(role.model_dump_json())["title"]


def test_titles_by_locale_hash_by_what_they_say() -> None:
    """Different translations are different keys, and the repr shows locales only."""
    one, other = LocalizedText({"de": "x", "en": "y"}), LocalizedText({"de": "x"})

    assert hash(one) != hash(other)
    assert "LocalizedText(de, en)" == repr(one)
