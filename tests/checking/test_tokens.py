"""Left-over tokens of every dialect are found in prose, and not in what people typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from followup_kit.checking import leftover_tokens
from tests.checking.sets import LETTER, PHRASES, codes, report_on


_CORPUS = json.loads(
    (Path(__file__).parent.parent / "corpora" / "leftover_placeholders.json").read_text(
        encoding="utf-8"
    )
)


@pytest.mark.parametrize(
    "text", [entry["text"] for entry in _CORPUS if entry["must"] == "flag"]
)
def test_every_dialect_is_found(text: str) -> None:
    """A merge tag, a blank or a printed program value in prose is found."""
    assert leftover_tokens(text)


@pytest.mark.parametrize(
    "text", [entry["text"] for entry in _CORPUS if entry["must"] != "flag"]
)
def test_what_people_typed_is_not_searched(text: str) -> None:
    """The same characters in a fact are no fault of the template."""
    from followup_kit.checking import check_set
    from followup_kit.models import StillConsidered
    from tests.checking.sets import small_set

    facts = {
        "kind": "still_considered",
        "decision_by": "2026-12-04",
        "delay_reason": text,
    }
    report = check_set(
        small_set(), kinds=[StillConsidered], facts={"still_considered": [facts]}
    )

    assert [] == codes(report)


@pytest.mark.parametrize(
    "text",
    (
        "Dear __NAME__,",
        "Hello @@first_name@@",
        "Hello ||name||",
        "Hello |name|",
        "Hello #FIRSTNAME#",
        "Hello ##name##",
        "Dear undefined and colleagues",
        "in NaN days",
        "Date: tbd",
        "Date: TBD.",
        "on XX.XX.2026",
        "on XX.12.2026",
        "am XX.XX. um XX:XX Uhr",
        "on dd.mm.yyyy",
        "am TT.MM.JJJJ",
        "le JJ/MM/AAAA",
        "on yyyy-mm-dd",
        "at hh:mm",
        "Herr Max Mustermann",
        "Frau Musterfrau",
        "Dear John Doe",
        "山田 太郎様",
    ),
)
def test_blanks_and_names_of_nobody_are_found(text: str) -> None:
    """What stands for a name or a date in a draft is found."""
    assert leftover_tokens(text)


@pytest.mark.parametrize(
    "text",
    (
        "1.12.2026 or 2026-12-01, at 10:30",
        "(m/w/d) ab 2026",
        "todo el día",
        "C# and F#, issue #HIRING, A | B",
        "We pay 100% of the fare, $95 at most.",
        "None of the times suits you? Tell me.",
        "« Développeuse » à Paris ; à bientôt !",
        "„Plattform“ (m/w/d), C++ & C#",
        "Write to jobs@Example.com, 10 < 20.",
        "山田様、お世話になっております。",
        "12–14 Uhr (Ortszeit Berlin, MEZ)",
    ),
)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    """Prose that only resembles a token is not reported."""
    assert () == leftover_tokens(text)


def test_a_token_is_reported_with_its_line() -> None:
    """A token in a template is an error at the block that holds it."""
    text = LETTER.replace("Why it takes longer:", "Why it takes longer, FIRSTNAME:")
    report = report_on({"en/still_considered.txt": text})

    assert ["leftover_token"] == codes(report)
    assert 7 == report.problems[0].line


def test_a_token_in_the_subject_is_reported() -> None:
    """The subject is searched like the text."""
    text = LETTER.replace("Your application:", "Your application TODO:")

    assert ["leftover_token"] == codes(report_on({"en/still_considered.txt": text}))


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    (
        (
            "en/still_considered.txt",
            "What stayed",
            "{% if message.promises_missed %}XXX{% endif %}What stayed",
            11,
        ),
        ("en/phrases.toml", '"Kind regards"', '"Kind regards, TODO"', 10),
        ("layout.html", "<p>Hi</p>", "<p>Max Mustermann</p>", 6),
        (
            "layout.html",
            "<p>Hi</p>",
            '<p><img src="https://a.example/x" alt="TODO"></p>',
            6,
        ),
        ("set.toml", '"Footer"', '"Acme, TBD"', 0),
    ),
)
def test_a_token_that_no_sample_shows_is_found(
    file: str, old: str, new: str, line: int
) -> None:
    """Branches that are not taken, the layout and options are searched as text."""
    files = {
        "en/still_considered.txt": LETTER,
        "en/phrases.toml": PHRASES,
        "layout.html": (
            '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}">\n'
            "<head><title>{{ subject }}</title></head>\n<body>\n{{ body }}\n"
            "<p>Hi</p>\n<p>{{ footer_text }}</p>\n</body>\n</html>\n"
        ),
        "set.toml": (
            'schema = 1\ntitle = "Small"\nlocales = ["en"]\n'
            '[options.footer_text]\ntype = "text"\ndefault = "Footer"\n'
        ),
    }
    changed = {**files, file: files[file].replace(old, new)}
    found = [p for p in report_on(changed).problems if p.code == "leftover_token"]

    assert (file, line) in {(p.file, p.line) for p in found}
    assert [] == codes(report_on(files))
