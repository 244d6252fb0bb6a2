"""The HTML is a real letter: well-formed, in its language and direction, and small."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from followup_kit import Composer, Followup, compose_followup
from followup_kit.models import FreeText
from tests.factories import interview, outcome, sample_outcomes


VOID = {"meta", "br", "img", "hr"}
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
EVIL = "Bo\"b's <b>&</b> {{ 7 }} https://x.example.com"


class Outline(HTMLParser):
    """Collects elements, attributes and text, and notices what is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and that it is open."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which has to be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text += data


def _structure(html: str) -> list[str]:
    return [tag for tag, _ in Outline(html).elements if tag != "br"]


def _letters() -> Iterator[Followup]:
    composer = Composer()
    for sample in sample_outcomes():
        questions = [{"question": "Team size?", "answer": "Six."}]
        changes: dict[str, Any] = {}
        if sample.kind == "no_show":
            changes = {"highlights": []}
        if sample.kind == "questions_answered":
            changes = {"questions": questions}
        for locale in composer.offered_locales:
            yield composer.compose(interview(**changes), sample, locale=locale)


def test_every_letter_is_well_formed_and_small() -> None:
    """Each element is closed in its order, and the frame takes less than 8 KB."""
    for letter in _letters():
        outline = Outline(letter.html)
        assert outline.open == []
        assert len(letter.html.encode()) - len(letter.text.encode()) < 8 * 1024


def test_every_letter_states_its_language_and_direction() -> None:
    """Screen readers and browsers are told how to read it."""
    for letter in _letters():
        root = dict(Outline(letter.html).elements)["html"]
        assert (root["lang"], root["dir"]) == (letter.locale, letter.direction)


def test_text_and_html_say_the_same() -> None:
    """Every line of the text stands in the HTML, addresses of links included."""
    for letter in _letters():
        outline = Outline(letter.html)
        seen = " ".join(outline.text.split())
        links = {attributes.get("href") for _, attributes in outline.elements}
        for line in letter.text.split("\n"):
            words = line.translate(ISOLATES).strip().lstrip("-・•0123456789. ")
            if words.startswith("https://"):
                assert words in links
            else:
                assert " ".join(words.split()) in seen


def test_what_people_typed_never_becomes_structure() -> None:
    """Mark-up, merge tags and links in free text are shown as they were typed."""
    strengths = [EVIL, "One.\n\n- Two.\n# Three."]
    plain = compose_followup(
        interview(highlights=["x"]), outcome("rejected", strengths=["x", "y"])
    )
    odd = compose_followup(
        interview(highlights=["x"]), outcome("rejected", strengths=strengths)
    )
    assert EVIL in odd.text
    assert odd.text.count("\n\n") == plain.text.count("\n\n")
    assert _structure(odd.html) == _structure(plain.html)
    assert EVIL in Outline(odd.html).text


@pytest.mark.parametrize("name", ("O'Neill", 'Ann "Nan" Lee', "A & B", "山田 太郎"))
def test_a_name_is_never_escaped_where_it_is_read(name: str) -> None:
    """Subject and text show a name as it is; HTML shows it after decoding."""
    facts = interview(role={"title": f"Team of {name}"})
    letter = compose_followup(facts, outcome("rejected"))
    assert name in letter.subject
    assert name in letter.text
    assert name in Outline(letter.html).text


def test_there_is_one_button_where_there_is_one_clear_action() -> None:
    """An invitation to pick a time has one button that leads there."""
    booking = "https://jobs.example.com/book?id=7&x=1"
    facts = {
        "slots": (),
        "booking_url": booking,
        "reschedule_url": None,
        "confirm_by": None,
    }
    letter = compose_followup(interview(), outcome("next_round", **facts))
    links = [a for tag, a in Outline(letter.html).elements if tag == "a"]
    buttons = [a for a in links if "background" in (a.get("style") or "")]
    assert [button["href"] for button in buttons] == [booking]
    assert f"\n{booking}\n" in letter.text


def test_text_in_another_language_says_so_to_screen_readers() -> None:
    """Foreign free text carries its language and direction, whatever it holds."""
    for locale, direction in (("de", "ltr"), ("ar", "rtl")):
        text = FreeText(text=f"{EVIL}\nZweite Zeile", locale=locale)
        letter = compose_followup(interview(highlights=[text]), outcome("rejected"))
        elements = Outline(letter.html).elements
        assert ("span", {"lang": locale, "dir": direction}) in elements
        assert EVIL in Outline(letter.html).text
        assert f"- {EVIL}\n  Zweite Zeile\n" in letter.text
