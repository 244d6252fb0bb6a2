"""
What other languages ask of greetings and closings, shown by sets written in them.

The built-in set has four languages. The set in ``tests/salutations`` has one short
letter in seven more, as a recruiter writes it: colon and capital (es), no-break spaces
(fr), 님 behind names (ko), vocatives and lower case (cs, pl), and a writer whose gender
shows (pl, pt, th).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from followup_kit import Composer, Followup, Rejected
from followup_kit.checking import check_set
from followup_kit.composer import letter_schema
from followup_kit.errors import TemplateSetError
from followup_kit.models import Formality
from followup_kit.names import formality_norm
from followup_kit.templating import TemplateSet
from tests.factories import interview


_FOLDER = Path(__file__).parents[1] / "salutations"
_LANGUAGES = ("cs", "es", "fr", "ko", "pl", "pt", "th")


@cache
def _composer() -> Composer:
    return Composer(TemplateSet.from_folder(_FOLDER, schema=letter_schema()))


def _written(
    locale: str,
    name: Any,
    *,
    formality: Formality | None = None,
    writer: str | None = None,
    **candidate: Any,
) -> Followup:
    sender = {"name": "Kim Lee", "email": "kim@norrland.example.com", "gender": writer}
    facts = interview(
        candidate={"name": name, "locale": locale, **candidate}, sender=sender
    )
    return _composer().compose(facts, Rejected(), formality=formality)


_NAMES: dict[str, dict[str, str]] = {
    "cs": {"given": "Jana", "surname": "Nováková"},
    "es": {"given": "Lucía", "surname": "García"},
    "fr": {"given": "Camille", "surname": "Martin"},
    "ko": {"given": "민수", "surname": "김"},
    "pl": {"given": "Anna", "surname": "Wójcik"},
    "pt": {"given": "Ana", "surname": "Souza"},
    "th": {"given": "สมชาย", "surname": "ใจดี"},
}


@pytest.mark.parametrize(
    ("locale", "facts", "expected"),
    (
        ("es", {}, "Buenos días, Lucía García:"),
        ("es", {"gender": "feminine"}, "Estimada Lucía García:"),
        ("es", {"gender": "masculine"}, "Estimado Lucía García:"),
        ("es", {"title": "Dra."}, "Buenos días, Dra. García:"),
        ("es", {"title": "Sra. Dra.", "gender": "feminine"}, "Estimada Dra. García:"),
        ("es", {"title": "Mrs"}, "Estimada Lucía García:"),
        ("fr", {}, "Bonjour Camille Martin,"),
        ("fr", {"gender": "feminine"}, "Madame,"),
        ("fr", {"gender": "masculine"}, "Monsieur,"),
        ("fr", {"title": "Mme"}, "Madame,"),
        ("fr", {"title": "M."}, "Monsieur,"),
        ("fr", {"title": "Dr"}, "Bonjour Dr Martin,"),
        ("ko", {}, "안녕하십니까, 김민수 님."),
        ("ko", {"title": "박사"}, "안녕하십니까, 김민수 박사님."),
        ("ko", {"title": "박사님"}, "안녕하십니까, 김민수 박사님."),
        ("ko", {"title": "님"}, "안녕하십니까, 김민수 님."),
        ("ko", {"title": "Dr."}, "안녕하십니까, 김민수 님."),
        ("ko", {"name": "김민수님"}, "안녕하십니까, 김민수 님."),
        ("ko", {"name": "김민수 교수님"}, "안녕하십니까, 김민수 교수님."),
        ("cs", {}, "Dobrý den,"),
        ("cs", {"gender": "feminine"}, "Dobrý den,"),
        (
            "cs",
            {"gender": "feminine", "vocative": "Nováková"},
            "Vážená paní Nováková,",
        ),
        ("cs", {"title": "Pan", "vocative": "Nováku"}, "Vážený pane Nováku,"),
        ("cs", {"vocative": "Nováková"}, "Dobrý den,"),
        ("pl", {}, "Dzień dobry,"),
        ("pl", {"gender": "feminine"}, "Szanowna Pani,"),
        ("pl", {"gender": "feminine", "vocative": "Anno"}, "Szanowna Pani Anno,"),
        ("pl", {"title": "Pan", "vocative": "Adamie"}, "Szanowny Panie Adamie,"),
        ("pt", {}, "Olá, Ana Souza,"),
        ("pt", {"gender": "feminine", "title": "Dra."}, "Prezada Dra. Ana Souza,"),
        ("pt", {"title": "Sr."}, "Prezado Ana Souza,"),
        ("th", {}, "เรียน คุณสมชาย ใจดี"),
        ("th", {"writer": "feminine"}, "สวัสดีค่ะ คุณสมชาย ใจดี"),
        ("th", {"writer": "masculine"}, "สวัสดีครับ คุณสมชาย ใจดี"),
        ("th", {"writer": "neutral"}, "เรียน คุณสมชาย ใจดี"),
        ("th", {"title": "ดร."}, "เรียน ดร.สมชาย ใจดี"),
        ("th", {"title": "คุณ"}, "เรียน คุณสมชาย ใจดี"),
    ),
)
def test_greetings_follow_the_facts_as_each_language_does(
    locale: str, facts: dict[str, Any], expected: str
) -> None:
    """Titles, genders of both, and vocatives choose among the set's own rows."""
    told = dict(facts)
    name: Any = _NAMES[locale]
    if "title" in told:
        name = {"title": told.pop("title"), **name}
    name = told.pop("name", name)
    followup = _written(locale, name, formality="formal", **told)

    assert expected == followup.explain()[0].text


@pytest.mark.parametrize(
    ("locale", "facts", "expected"),
    (
        ("es", {}, "Hola, Lucía:"),
        ("pt", {"gender": "feminine"}, "Olá, Ana,"),
        ("cs", {}, "Ahoj,"),
        ("cs", {"vocative": "Jano"}, "Ahoj Jano,"),
    ),
)
def test_informal_greetings_are_rows_of_their_own(
    locale: str, facts: dict[str, Any], expected: str
) -> None:
    """The formality chooses the rows; a vocative comes from the caller."""
    followup = _written(locale, _NAMES[locale], formality="informal", **facts)

    assert expected == followup.explain()[0].text


@pytest.mark.parametrize(
    ("locale", "formality", "expected"),
    (
        ("es", "formal", "Le agradecemos"),
        ("es", "informal", "Muchas gracias"),
        ("fr", "formal", "Nous vous remercions"),
        ("pt", "formal", "Agradecemos"),
        ("cs", "formal", "děkujeme Vám"),
        ("cs", "informal", "díky za"),
        ("pl", "formal", "dziękujemy za"),
    ),
)
def test_the_letter_goes_on_in_the_case_of_its_language(
    locale: str, formality: Formality, expected: str
) -> None:
    """A capital after the Spanish colon, lower case after the Czech comma."""
    opening = _written(locale, _NAMES[locale], formality=formality).explain()[1]

    assert expected == opening.text[: len(expected)]


def test_french_marks_have_their_no_break_spaces() -> None:
    """Before a colon, a semicolon, ? and !, and inside guillemets."""
    text = _written("fr", _NAMES["fr"]).text

    for bound in ("«\u00a0Platform", "Engineer\u00a0»", "décision\u00a0:"):
        assert bound in text
    for bound in ("parler\u00a0?", "message\u00a0;", "suite\u00a0!"):
        assert bound in text


@pytest.mark.parametrize(
    ("locale", "writer", "expected"),
    (
        ("pt", "feminine", ("Muito obrigada pela conversa", "Muito obrigada,")),
        ("pt", "masculine", ("Muito obrigado pela conversa", "Muito obrigado,")),
        ("pt", "neutral", ("Agradecemos a conversa", "Um abraço,")),
        ("pt", None, ("Agradecemos a conversa", "Um abraço,")),
        ("pl", "feminine", ("Cieszę się, że mogłam", "Z poważaniem")),
        ("pl", "masculine", ("Cieszę się, że mogłem", "Z poważaniem")),
        ("pl", None, ("Cieszymy się, że mogliśmy", "Z poważaniem")),
        ("th", "feminine", ("ครั้งนี้ค่ะ", "งานค่ะ")),
        ("th", "masculine", ("ครั้งนี้ครับ", "งานครับ")),
        ("th", None, ("ครั้งนี้\n", "งาน\n")),
    ),
)
def test_words_of_the_writer_follow_who_signs(
    locale: str, writer: str | None, expected: tuple[str, ...]
) -> None:
    """Obrigado and obrigada, ครับ and ค่ะ; a form that needs neither otherwise."""
    text = _written(locale, _NAMES[locale], writer=writer).text.replace("\u00a0", " ")

    assert [] == [words for words in expected if words not in text]


@pytest.mark.parametrize(
    ("gender", "expected"),
    (
        ("feminine", "Pani kandydatury"),
        ("masculine", "Pana kandydatury"),
        (None, "tej kandydatury"),
    ),
)
@pytest.mark.parametrize("writer", ("feminine", "masculine", None))
def test_the_genders_of_reader_and_writer_do_not_mix(
    gender: str | None, expected: str, writer: str | None
) -> None:
    """Each word follows the one it belongs to, whatever the other is."""
    text = _written("pl", _NAMES["pl"], gender=gender, writer=writer).text
    glad = {"feminine": "mogłam", "masculine": "mogłem", None: "mogliśmy"}

    assert expected in text
    assert glad[writer] in text


def test_a_korean_signature_has_its_word() -> None:
    """드림 stands behind the name of who signs."""
    assert _written("ko", _NAMES["ko"]).text.endswith("Norrland Data\nKim Lee 드림")


def test_each_language_starts_from_its_norm() -> None:
    """Without a wish, the set's default is that of the norms table."""
    for locale in _LANGUAGES:
        norm = formality_norm(locale)
        assert norm is not None
        assert norm.default == _written(locale, _NAMES[locale]).formality, locale


def test_the_letters_of_every_language_pass_the_check() -> None:
    """No letter has a fault of language; a set of one kind lacks only other content."""
    letters = _composer().template_set
    found = {problem.code for problem in check_set(letters, kinds=[Rejected]).problems}

    # So short a letter prints less than a rejection should.
    assert {"expected_missing", "fact_not_printed"} == found


@pytest.mark.parametrize(
    ("locale", "file", "word", "instead"),
    (
        ("es", "rejected.txt", "su candidatura", "tu candidatura"),
        ("cs", "rejected.informal.txt", "tvého času", "Vašeho času"),
        ("cs", "phrases.toml", 'informal = "Měj se hezky"', 'informal = "Zdravím Vás"'),
        ("es", "phrases.toml", "Reciba un cordial saludo,", "Te mando un saludo,"),
        (
            "cs",
            "phrases.toml",
            'text = "Ahoj {vocative},"',
            'text = "Vážená {vocative},"',
        ),
    ),
)
def test_a_set_that_mixes_formalities_fails_the_check(
    locale: str, file: str, word: str, instead: str
) -> None:
    """Greeting, prose and closing all follow the one switch."""
    files = {
        str(path.relative_to(_FOLDER).as_posix()): path.read_text(encoding="utf-8")
        for path in _FOLDER.rglob("*")
        if path.is_file()
    }
    key = f"{locale}/{file}"
    assert word in files[key]
    files[key] = files[key].replace(word, instead)
    files["set.toml"] = f'schema = 1\ntitle = "T"\nlocales = ["{locale}"]\n'
    mixed = TemplateSet.from_mapping("mixed", files, schema=letter_schema())

    report = check_set(mixed, kinds=[Rejected])
    assert "mixed_formality" in {problem.code for problem in report.problems}


@pytest.mark.parametrize(
    ("phrase", "code"),
    (
        ('[titles]\nfeminine = "Frau"', "bad_titles"),
        ("[titles]\nneutral = ['Mx']", "bad_titles"),
        ("[titles]\nmasculine = []", "bad_titles"),
        ('[words.x]\nneutral = ""\nof = "company"', "bad_word"),
        ('[[greeting.formal]]\nsender = "neutral"\ntext = "Hi {full}"', "no_greeting"),
        (
            '[[greeting.formal]]\nsender = "feminine"\ntext = "Hi {full}"',
            "unreachable_greeting",
        ),
        ('[closing]\nformal = { feminine = "Bye" }', "no_closing"),
        ('[closing]\nformal = { neutral = "Bye", they = "Bye" }', "no_closing"),
    ),
)
def test_a_wrong_row_is_refused_when_the_set_loads(phrase: str, code: str) -> None:
    """What the mechanism cannot use is said with its file, not printed."""
    closing = "" if "[closing]" in phrase else '[closing]\nformal = "Regards"\n'
    phrases = (
        'formalities = ["formal"]\n[[greeting.formal]]\ntext = "Dear {full},"\n'
        f"{phrase}\n{closing}"
    )
    files = {
        "set.toml": 'schema = 1\ntitle = "T"\nlocales = ["en"]\n',
        "en/phrases.toml": phrases,
        "en/rejected.txt": "{% block subject %}{{ role }}{% endblock %}\n",
    }
    with pytest.raises(TemplateSetError) as caught:
        TemplateSet.from_mapping("wrong", files, schema=letter_schema()).phrases("en")

    assert code in caught.value.codes
