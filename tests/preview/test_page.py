"""The preview is one page that holds every letter and loads nothing."""

from __future__ import annotations

import base64
import json
import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from followup_kit.__main__ import main
from followup_kit.composer import letter_schema
from followup_kit.preview import preview_letters, preview_page
from followup_kit.templating import TemplateSet, find_template_set


@pytest.fixture(scope="module")
def page() -> str:
    """Return the preview of the built-in set."""
    return preview_page("standard")


def _letters(page: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found is not None
    letters: list[dict[str, Any]] = json.loads(found[1])["letters"]
    return letters


def test_it_shows_every_kind_in_every_locale_and_formality(page: str) -> None:
    """Nothing that the set can say is left out."""
    standard = find_template_set("standard", schema=letter_schema())
    expected = {
        (kind, locale, formality)
        for locale in standard.locales
        for kind in standard.kinds(locale)
        for formality in standard.phrases(locale).formalities
    }

    assert expected == {
        (letter["kind"], letter["locale"], letter["formality"])
        for letter in _letters(page)
    }


def test_each_letter_is_there_as_a_mail(page: str) -> None:
    """The .eml of each letter reads back with its subject and both parts."""
    for letter in _letters(page):
        mail = message_from_bytes(
            base64.b64decode(letter["eml"]), policy=policy.default
        )
        assert letter["subject"] == mail["Subject"]
        assert ["text/plain", "text/html"] == [
            part.get_content_type() for part in mail.iter_parts()
        ]


def test_each_paragraph_says_where_it_comes_from(page: str) -> None:
    """The page can tell set, file, line and block of each paragraph."""
    letter = _letters(page)[0]

    assert letter["text"].count("\n\n") + 1 == len(letter["sources"])
    assert all(re.match(r"standard/\w+/\w+.*:\d+ \w+", p) for _, p in letter["sources"])


def test_it_loads_nothing(page: str) -> None:
    """Outside its data the page names no address, and its policy forbids loading."""
    frame = re.sub(r'(?s)id="data">.*?</script>', "", page)

    assert [] == re.findall(r"https?:|//\w", frame)
    assert "default-src 'none'" in frame


def test_it_is_the_same_each_time(page: str) -> None:
    """The page depends on nothing but the set."""
    assert page == preview_page("standard")


def test_a_set_cannot_break_out_of_the_page() -> None:
    """A title with markup is text, and no letter can end the data."""
    manifest = 'schema = 1\ntitle = "</script><b>PAGE_DATA"\nextends = "standard"\n'
    made = TemplateSet.from_mapping(
        "odd", {"set.toml": manifest}, schema=letter_schema()
    )
    page = preview_page(made)

    assert "<h1>&lt;/script&gt;&lt;b&gt;PAGE_DATA</h1>" in page
    assert 2 == page.count("</script>")


def test_both_samples_are_shown() -> None:
    """Each letter is there with many facts and with few."""
    made = find_template_set("standard", schema=letter_schema())
    letters = list(preview_letters(made))

    assert ["many facts", "few facts"] == [letter.sample for letter in letters[:2]]
    assert len(letters[0].followup.text) > len(letters[1].followup.text)


def test_short_letters_are_shown_beside_their_whole_ones(page: str) -> None:
    """Where a set has a letter for very short channels, the page has its text."""
    standard = find_template_set("standard", schema=letter_schema())
    expected = {
        (kind, locale)
        for locale in standard.locales
        for kind in standard.kinds(locale, form="short")
    }
    shown = [letter for letter in _letters(page) if letter["short"]]

    assert expected == {(letter["kind"], letter["locale"]) for letter in shown}
    assert all(letter["short"] != letter["text"] for letter in shown)


def test_the_command_writes_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes a file and says so, or says that it cannot."""
    target = tmp_path / "preview.html"

    assert 0 == main(["preview", "standard", str(target)])
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert 1 == main(["preview", "standard", str(tmp_path / "no" / "p.html")])
    assert "unwritable" in capsys.readouterr().err
