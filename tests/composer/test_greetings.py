"""Greetings: every name is used as it is, or refused with a reason."""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from followup_kit import Composer, Followup, Rejected, compose_followup
from followup_kit.composer import letter_schema
from followup_kit.errors import FactsError
from followup_kit.models import Formality
from followup_kit.names import formality_norm
from followup_kit.templating import TemplateSet
from tests.factories import interview, outcome, sample_outcomes
from tests.golden_greetings import FOLDER, LANGUAGES, greeting, greetings


_CORPORA = Path(__file__).parents[1] / "corpora"
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
_COMPOSER = Composer()
_each_language = pytest.mark.parametrize(("locale", "formality"), LANGUAGES)


def _corpus() -> Iterator[tuple[str, str]]:
    """Yield names, and a name with each dangerous character, by category."""
    for entry in json.loads((_CORPORA / "names.json").read_text("utf-8")):
        yield entry["category"], entry["name"]
    dangerous = _CORPORA / "mail" / "unicode_dangerous.json"
    for entry in json.loads(dangerous.read_text("utf-8")):
        yield entry["class"], f"An{entry['char']}na Berg"


def _tidied(name: str) -> str:
    """Return a name as the models keep it: composed, and with single plain spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _written(name: Any, locale: str, formality: Formality, **facts: Any) -> Followup:
    candidate = {"name": name, "email": "candidate@example.org", **facts}
    return _COMPOSER.compose(
        interview(candidate=candidate), Rejected(), locale=locale, formality=formality
    )


def _first_lines(followup: Followup) -> str:
    return followup.explain()[0].text.translate(_ISOLATES)


def _seen_in_html(followup: Followup) -> str:
    body = followup.html.partition("<body")[2]
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def _shown_in_header(followup: Followup) -> str:
    # Not by the parser of `policy.default`: it puts a space between encoded words.
    sent = message_from_bytes(followup.to_email().as_bytes())
    unfolded = re.sub(r"[\r\n]", "", sent["To"])
    shown, _, address = str(make_header(decode_header(unfolded))).rpartition(" <")
    assert "candidate@example.org>" == address
    if shown.startswith('"'):
        return re.sub(r"\\(.)", r"\1", shown[1:-1])
    return shown


@pytest.mark.parametrize("known", ("given", "one string"))
@_each_language
def test_each_name_of_the_corpora_is_kept_or_refused(
    known: str, locale: str, formality: Formality
) -> None:
    """Greeting, HTML and header show the name as it is, or the models refuse it."""
    for _, typed in _corpus():
        try:
            name = {"given": typed} if known == "given" else typed
            followup = _written(name, locale, formality)
        except FactsError:
            continue
        kept = _tidied(typed)
        assert kept in _first_lines(followup)
        assert kept in _seen_in_html(followup)
        assert kept == followup.recipient.name


def test_each_name_of_the_corpora_reaches_the_header() -> None:
    """Who reads the bytes that are sent finds the name as it is beside the address."""
    for _, typed in _corpus():
        try:
            followup = _written(typed, "ar", "formal")
        except FactsError:
            continue
        assert _tidied(typed) == _shown_in_header(followup)


def test_what_the_models_refuse_has_a_reason() -> None:
    """Refused are blanks, controls, overrides, merge tags, and what nobody is called."""
    refused: Counter[tuple[str, str]] = Counter()
    for category, name in _corpus():
        try:
            interview(candidate={"name": name, "locale": "en"})
        except FactsError as error:
            refused[category, error.codes[0]] += 1

    assert {
        ("BOM", "unsafe_character"): 1,
        ("C0", "several_lines"): 2,
        ("C0", "unsafe_character"): 29,
        ("DEL+C1", "unsafe_character"): 33,
        ("PUA", "unsafe_character"): 4,
        ("bidi embedding/override", "unsafe_character"): 5,
        ("bidi isolates", "unsafe_character"): 4,
        ("bidi-spoof", "unsafe_character"): 7,
        ("braille blank", "unsafe_character"): 1,
        ("control", "several_lines"): 2,
        ("control", "unsafe_character"): 10,
        ("deprecated format", "unsafe_character"): 6,
        ("digits-symbols", "no_letters"): 1,
        ("digits-symbols", "placeholder"): 4,
        ("halfwidth hangul filler", "unsafe_character"): 1,
        ("hangul filler", "unsafe_character"): 3,
        ("homoglyph-spoof", "unsafe_character"): 1,
        ("injection-like", "no_letters"): 4,
        ("injection-like", "placeholder"): 6,
        ("injection-like", "stray_punctuation"): 3,
        ("interlinear", "unsafe_character"): 3,
        ("invisible operators", "unsafe_character"): 5,
        ("line/para separator", "unsafe_character"): 2,
        ("mongolian VS", "unsafe_character"): 1,
        ("musical format", "unsafe_character"): 8,
        ("nonchar", "unsafe_character"): 34,
        ("noncharacter-pua", "no_letters"): 1,
        ("noncharacter-pua", "unsafe_character"): 4,
        ("surrogate", "unsafe_character"): 8,
        ("tag", "unsafe_character"): 97,
        ("whitespace", "empty"): 2,
        ("whitespace", "unsafe_character"): 4,
        ("zalgo", "empty"): 2,
        ("zalgo", "leading_mark"): 1,
        ("zalgo", "stacked_marks"): 2,
        ("zero-width/marks", "unsafe_character"): 1,
    } == refused


def test_few_names_are_tidied_at_all() -> None:
    """Only decomposed letters are composed and only unusual spaces made plain."""
    tidied = {category for category, name in _corpus() if _tidied(name) != name}

    assert tidied <= {
        *("decomposed-NFD", "whitespace", "control", "zalgo", "injection-like"),
        *("C0", "DEL+C1", "line/para separator"),
    }


@pytest.mark.parametrize(
    "name",
    (
        "\u200d",
        "\u200e",
        "\u00ad",
        "\ufe0f",
        "\u034f \u200c",
        "\u1680",
        "\u2005",
        "\U000e0100",
    ),
)
def test_a_name_that_shows_nothing_is_refused(name: str) -> None:
    """A greeting is never empty to the eye, whether by one string or by parts."""
    for typed, path in ((name, "candidate.name"), ({"given": name}, None)):
        with pytest.raises(FactsError) as caught:
            interview(candidate={"name": typed, "locale": "en"})
        assert "empty" in caught.value.codes
        assert path is None or path in str(caught.value)


def test_space_at_the_edge_of_a_name_goes() -> None:
    """No kind of space stands between greeting and name but the greeting's own."""
    for space in "\u1680\u2001\u2002\u2004\u2005\u2006\u2007\u2008\u200a\u205f":
        followup = _written(f"{space}Ana{space}", "en", "informal")
        assert "Hello Ana," == _first_lines(followup)


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        ("O", "Hello O,"),
        ("阿", "Hello 阿,"),
        ("Null", "Hello Null,"),
        ("None", "Hello None,"),
        ({"given": "None", "surname": "Null"}, "Hello None,"),
        ("Sukarno", "Hello Sukarno,"),
        ({"given": "Siobhán", "surname": "O'Brien"}, "Hello Siobhán,"),
        ("D’Angelo N'Golo", "Hello D’Angelo N'Golo,"),
        ("Wolfe" + "schlegel" * 20, f"Hello Wolfe{'schlegel' * 20},"),
        ("X\u0323\u0301", "Hello X\u0323\u0301,"),
        ("S\u0301\u0323", "Hello \u1e62\u0301,"),
        ("Bob%s {0}", "Hello Bob%s {0},"),
        ("Sammy Davis Jr.", "Hello Sammy Davis Jr.,"),
    ),
)
def test_unusual_names_are_names(name: Any, expected: str) -> None:
    """One letter, one name, apostrophes, marks and words of programmers are greeted."""
    assert expected == _first_lines(_written(name, "en", "informal"))


def test_parts_too_long_for_a_header_are_refused_together() -> None:
    """Parts that are fine one by one may be too long together; the models say so."""
    most = {"given": "A" * 99, "surname": "B" * 100}
    followup = _written(most, "en", "informal")
    assert f"{'A' * 99} {'B' * 100}" == _shown_in_header(followup)

    with pytest.raises(FactsError) as caught:
        _written({"given": "A" * 100, "surname": "B" * 100}, "en", "informal")
    assert (("text_too_long",), ("candidate.name",)) == (
        caught.value.codes,
        caught.value.paths,
    )


def test_every_combination_greets_as_accepted() -> None:
    """Parts, preferred name, title and gender give the greetings that were read."""
    seen = set()
    for path, text in greetings():
        seen.add(path)
        assert path.read_text(encoding="utf-8") == text, path.name
    assert set(FOLDER.iterdir()) == seen


@_each_language
def test_a_vocative_changes_nothing_where_no_name_is_inflected(
    locale: str, formality: Formality
) -> None:
    """The four languages of the built-in set have no form for it."""
    name = {"given": "Jana", "surname": "Nováková"}
    plain = _written(name, locale, formality)

    assert plain == _written(name, locale, formality, vocative="Jano")


def _vocative_set() -> TemplateSet:
    """Return a set whose formal greeting calls by the vocative, if there is one."""
    rows = ('text = "Good day, {vocative},"', 'text = "Good day,"')
    greeting_rows = "\n".join(f"[[greeting.formal]]\n{row}" for row in rows)
    manifest = 'schema = 1\ntitle = "T"\nextends = "standard"\nlocales = ["en"]\n'
    return TemplateSet.from_mapping(
        "inflecting",
        {"set.toml": manifest, "en/phrases.toml": greeting_rows},
        schema=letter_schema(),
    )


@pytest.mark.parametrize(
    ("vocative", "expected"), (("Jano", "Good day, Jano,"), (None, "Good day,"))
)
def test_a_vocative_comes_from_the_caller_only(
    vocative: str | None, expected: str
) -> None:
    """A set for a language that inflects calls by it, or needs no name."""
    candidate = {"name": {"given": "Jana"}, "vocative": vocative}
    composer = Composer(_vocative_set())

    assert expected == greeting(composer, candidate, "en", "formal")


def _rows(locale: str, formality: str) -> list[dict[str, str]]:
    path = files("followup_kit").joinpath(f"sets/standard/{locale}/phrases.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rows: list[dict[str, str]] = table["greeting"][formality]
    return rows


@_each_language
def test_no_greeting_drops_the_given_name_without_a_form_of_address(
    locale: str, formality: Formality
) -> None:
    """A surname stands behind a title, or behind Frau or Herr by stated gender."""
    for row in _rows(locale, formality):
        if "{surname}" in row["text"] and "{given}" not in row["text"]:
            by_gender = row.get("gender") and re.search("Frau|Herr", row["text"])
            assert "{title}" in row["text"] or by_gender


def test_the_set_s_default_formality_is_the_norm_of_its_language() -> None:
    """Each language of the built-in set starts from our norms table."""
    letters = _COMPOSER.template_set
    norms = {tag: formality_norm(tag) for tag in letters.locales}
    used = {tag: letters.phrases(tag).default_formality for tag in letters.locales}

    assert used == {tag: norm.default for tag, norm in norms.items() if norm}
    assert {tag: norm.locale for tag, norm in norms.items() if norm} == {
        tag: tag for tag in letters.locales
    }


@pytest.mark.parametrize("locale", ("ar", "de", "en", "ja"))
def test_no_letter_shows_the_sender_s_gender(locale: str) -> None:
    """Every kind reads the same whoever signs: the forms that differ are avoided."""
    for sample in sample_outcomes():
        texts = set()
        for gender in (None, "feminine", "masculine", "neutral"):
            sender = {"name": "Kim Lee", "email": "kim@example.org", "gender": gender}
            changes: dict[str, Any] = {}
            if sample.kind == "no_show":
                changes = {"highlights": []}
            if sample.kind == "questions_answered":
                changes = {"questions": [{"question": "Why?", "answer": "So."}]}
            facts = interview(sender=sender, **changes)
            texts.add(_COMPOSER.compose(facts, sample, locale=locale).text)
        assert 1 == len(texts), sample.kind


# Words by which a writer says what they are: adjectives and nouns of the first person.
_WRITER = {
    "ar": r"آسفة?|متأسفة?|سعيدة?|مسرورة?|ممتنة?|شاكرة?|فخورة?|واثقة?|متأكدة?|"
    r"مسؤولة? عن|حريصة?|متحمسة?|معجبة?",
    "de": r"Ansprechpartner(?:in)?|Recruiter(?:in)?|Personaler(?:in)?|"
    r"Mitarbeiter(?:in)?|Unterzeichner(?:in)?|\w+[*:]innen|\w+\*r",
    "en": r"Mr|Ms|Mrs|Sir|Madam|his|her|he|she|chairman|salesman",
    "ja": r"僕|ぼく|俺|あたし|うち",
}


@pytest.mark.parametrize("locale", sorted(_WRITER))
def test_no_prose_has_words_that_show_the_writer_s_gender(locale: str) -> None:
    """The letters say "we" and "I" in forms that everybody uses of themselves."""
    words = re.compile(rf"(?<!\w)(?:{_WRITER[locale]})(?!\w)")
    if locale == "ja":
        words = re.compile(_WRITER[locale])
    folder = files("followup_kit").joinpath(f"sets/standard/{locale}")
    found = {
        (file.name, match.group())
        for file in folder.iterdir()
        if file.name.endswith((".txt", ".toml"))
        for match in words.finditer(
            re.sub(r"(?s)\{#.*?#\}|(?m:^#.*$)", "", file.read_text("utf-8"))
        )
    }

    assert set() == found


def _interviewers(locale: str, *names: str) -> str:
    session = {
        "start": "2026-11-19T14:00+01:00[Europe/Stockholm]",
        "end": "2026-11-19T15:00+01:00[Europe/Stockholm]",
        "interviewers": [{"name": name} for name in names],
    }
    candidate = {"name": "Ada"}
    facts = interview(candidate=candidate, sessions=[session])
    return _COMPOSER.compose(facts, Rejected(), locale=locale).text


@pytest.mark.parametrize(
    ("locale", "expected"),
    (
        ("en", ("Eva Lind", "Eva Lind and Jo Ng", "Eva Lind, Jo Ng, and Bo Ek")),
        ("de", ("Eva Lind", "Eva Lind und Jo Ng", "Eva Lind, Jo Ng und Bo Ek")),
        ("ja", ("Eva Lind", "Eva Lind、Jo Ng", "Eva Lind、Jo Ng、Bo Ek")),
        ("ar", ("Eva Lind", "Eva Lind وJo Ng", "Eva Lind وJo Ng وBo Ek")),
    ),
)
def test_names_in_a_list_are_joined_as_the_language_does(
    locale: str, expected: tuple[str, ...]
) -> None:
    """One, two and three interviewers stand in the sentence as a reader expects."""
    names = ("Eva Lind", "Jo Ng", "Bo Ek")
    for count, joined in enumerate(expected, start=1):
        text = _interviewers(locale, *names[:count]).translate(_ISOLATES)
        assert joined in text.replace("\u200f", "")


@pytest.mark.parametrize(
    ("locale", "names", "isolated"),
    (
        ("en", ("Eva Lind", "ליאור כהן", "علي حسن"), (1, 2)),
        ("ar", ("Eva Lind", "علي حسن", "Jo Ng"), (0, 2)),
    ),
)
def test_names_of_the_other_direction_are_isolated_one_by_one(
    locale: str, names: tuple[str, ...], isolated: tuple[int, ...]
) -> None:
    """Each name that runs against the letter is set apart by itself in the list."""
    text = _interviewers(locale, *names)
    for index, name in enumerate(names):
        assert name in text
        assert (index in isolated) == (f"\u2068{name}\u2069" in text)


def test_a_sentence_and_the_greeting_agree_on_the_order_of_a_name() -> None:
    """An unlabelled name is taken for one of the reader's language in both places."""
    candidate = {"name": {"given": "Péter", "surname": "Nagy"}, "locale": "hu"}
    letters = TemplateSet.from_mapping(
        "order",
        {
            "set.toml": 'schema = 1\ntitle = "T"\nextends = "standard"\nlocales = ["hu"]\n',
            "hu/phrases.toml": 'formalities = ["formal"]\n'
            '[[greeting.formal]]\ntext = "Tisztelt {full}!"\n'
            '[closing]\nformal = "Üdvözlettel,"\n',
            "hu/rejected.txt": "{% block subject %}{{ role }}{% endblock %}\n\n"
            "{% block opening %}\nA levél címzettje: {{ candidate }}.\n{% endblock %}\n",
        },
        schema=letter_schema(),
    )
    followup = Composer(letters).compose(interview(candidate=candidate), Rejected())

    assert "Tisztelt Nagy Péter!" == followup.explain()[0].text
    assert "A levél címzettje: Nagy Péter." == followup.explain()[1].text


@pytest.mark.parametrize(
    ("locale", "name"), (("en", "محمد علي"), ("de", "שרה לוי"), ("ar", "Ada Lovelace"))
)
def test_a_greeting_isolates_a_name_of_the_other_direction(
    locale: str, name: str
) -> None:
    """The comma after the name stays where the language puts it, in text and HTML."""
    followup = _written(name, locale, "formal")

    assert f"\u2068{name}\u2069" in followup.explain()[0].text
    assert f"<bdi>{name}</bdi>" in followup.html


@pytest.mark.parametrize(
    "name",
    (
        "Kovács, Anna",
        "Anna Kovács, PMP",
        "Anna Kovács (she/her)",
        "Anna | Hiring",
        "anna@example.com",
        "https://evil.example",
        "Anna Kovács <anna@example.com>",
        {"given": "Anna", "surname": "Kovács (Berg)"},
    ),
)
def test_what_stands_around_a_name_is_a_finding(name: str | dict[str, str]) -> None:
    """A name from a list or a profile is greeted as it stands, and reported."""
    followup = compose_followup(
        interview(candidate={"name": name}), outcome("decision_pending"), locale="en"
    )
    (found,) = [f for f in followup.findings if f.code == "unusual_name"]

    assert "interview.candidate.name" == found.path
    assert "Anna" not in found.message + found.remedy


@pytest.mark.parametrize(
    "name",
    ("O'Neil", "Jean-Luc", "J. R. Null", "x Æ a-12", "佐藤・薫", "Anna 🚀", "None"),
)
def test_unusual_people_are_no_finding(name: str) -> None:
    """What people are called is not for a program to doubt."""
    followup = compose_followup(
        interview(candidate={"name": name}), outcome("decision_pending"), locale="en"
    )

    assert "unusual_name" not in {finding.code for finding in followup.findings}


@pytest.mark.parametrize(
    ("changes", "locale", "codes"),
    (
        ({"name": {"surname": "Kovács"}}, "en", {"surname_alone"}),
        ({"name": {"surname": "Kovács"}}, "de", {"surname_alone"}),
        ({"name": {"surname": "Kovács", "title": "Dr."}}, "de", set()),
        ({"name": {"surname": "Kovács"}, "gender": "feminine"}, "de", set()),
        ({"name": {"given": "Anna", "surname": "Kovács"}}, "en", set()),
        ({"name": {"given": "Suharto"}}, "en", set()),
        ({"name": "Suharto"}, "en", set()),
        ({"name": {"surname": "山田"}}, "ja", set()),
    ),
)
def test_a_surname_by_itself_is_a_curt_greeting(
    changes: dict[str, Any], locale: str, codes: set[str]
) -> None:
    """Nobody is called "Kovács,": a given name, a title or a gender makes it polite."""
    followup = compose_followup(
        interview(candidate=changes), outcome("decision_pending"), locale=locale
    )
    found = {finding.code for finding in followup.findings}
    assert codes == found & {"surname_alone"}
