"""What makes a review fast changes nothing about what it finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st

from followup_kit.review._anchored import Anchored, alternatives_of
from followup_kit.review._cues import cues_of
from followup_kit.review._decision import _patterns
from followup_kit.review._html_checks import _reads_alike, _words
from followup_kit.review._message import Message
from followup_kit.review._people import fold
from followup_kit.review._recognise_days import _FULL, _SHORT, day_reader
from followup_kit.review._recognise_times import _COLON, time_reader
from followup_kit.review._recognise_values import _AMOUNT, _amounts
from followup_kit.review._scan import (
    _INVISIBLE,
    numbers_of,
    places_of,
    scan,
    starting_at,
)
from tests.review_corpus import LANGUAGES, corpus
from tools.build_wording import anchored_expressions


_LINES: Final = {
    language: sorted(
        {
            line
            for entry in corpus()
            if entry["locale"].startswith(language)
            for line in entry["text"].splitlines()
            if line
        }
    )
    for language in LANGUAGES
}
_LINK: Final = "\nhttps://a.example.com/x"
_CASES: Final[tuple[Callable[[str], str], ...]] = (
    str,
    str.upper,
    str.lower,
    str.title,
)
_GLUE: Final = st.text(" \n\u00a0.,:!?„“’-–…\u2068\u2069*aéßıſİ7日ب", max_size=3)
_WRITTEN: Final = st.text(
    "0123456789.,:/-– \n\u2068€$kaminuhrUSDEOKtsd年月日時٣１２𝟏😀", max_size=40
)


def _expressions(language: str) -> list[Anchored]:
    patterns = _patterns(language)
    assert patterns is not None
    return [*(pattern for _, pattern in patterns.states), *cues_of(language).values()]


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(LANGUAGES))
    lines = draw(st.lists(st.sampled_from(_LINES[language]), min_size=1, max_size=5))
    recase = draw(st.sampled_from(_CASES))
    glue = [draw(_GLUE) for _ in lines]
    return language, "".join(
        f"{g}{recase(x)}" for g, x in zip(glue, lines, strict=True)
    )


@given(_texts())
def test_the_look_at_lines_loses_no_match(given_text: tuple[str, str]) -> None:
    """An expression with anchors finds, and places, what it finds without them."""
    language, text = given_text
    for expression in _expressions(language):
        whole = [match.span() for match in expression.pattern.finditer(text)]
        assert whole == [match.span() for match in expression.finditer(text)]
        assert bool(whole) == expression.stands_in(text)


def test_one_alternative_matches_wherever_the_expression_does() -> None:
    """Telling alternatives apart loses none, on every line of the corpus."""
    for group, language, name, source in anchored_expressions():
        flags = re.IGNORECASE | re.MULTILINE if group == "cues" else re.NOFLAG
        whole = re.compile(source, flags)
        branches = [re.compile(branch, flags) for branch in alternatives_of(source)]
        for line in _LINES.get(language, []):
            found = any(branch.search(line) for branch in branches)
            assert found == bool(whole.search(line)), (language, name)


def test_alternatives_are_told_apart_outside_of_brackets_only() -> None:
    """Sets, escaped signs and groups with a tail stay whole."""
    source = r"a|\b(?:b|(?:c|d))\b|[x|)y](?:e|f)+|\(g\|h|(?=i|j)k|[^]|]l"
    assert [
        "a",
        r"\bb\b",
        r"\bc\b",
        r"\bd\b",
        r"[x|)y](?:e|f)+",
        r"\(g\|h",
        r"(?=i|j)k",
        r"[^]|]l",
    ] == list(alternatives_of(source))


@given(st.text())
@example("\u2068Ａｄａ\u2069 １２:３０ – ٣١ 日、\u00ad")
def test_a_text_is_made_uniform_sign_by_sign(text: str) -> None:
    """The uniform text is that of its signs, each with its place."""
    whole = scan(text)
    shown = [(i, x) for i, x in enumerate(text) if x not in _INVISIBLE]
    assert "".join(scan(x).text for _, x in shown) == whole.text
    for place, (origin, _) in enumerate(shown):
        assert (origin, origin + 1) == whole.span(place, place + 1)


@given(st.text())
@example("Straße İstanbul ﬁn \u0345 각 Ꭰ")
def test_a_text_is_folded_as_a_whole(text: str) -> None:
    """Folding by letters is folding by the rules of Unicode."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    assert "".join(x for x in decomposed if not unicodedata.combining(x)) == fold(text)


@given(_WRITTEN)
@example("12.11.2026 um 10.30 uhr, 12/1, 3:30pm, 10h30, 5 tsd €, us$ 5k")
def test_numbers_are_found_where_digits_begin(written: str) -> None:
    """Patterns of numbers match at runs of digits, and nowhere else."""
    low = scan(written).low
    numbers = numbers_of(low)
    times = time_reader("de")
    patterns = [_FULL, _SHORT, _COLON, times._with_period, times._joined, times._marked]
    for pattern in patterns:
        expected = [match.span() for match in pattern.finditer(low)]
        assert expected == [x.span() for x in starting_at(pattern, low, numbers)]
    amounts = [match.span() for match in _AMOUNT.finditer(low)]
    assert amounts == [match.span() for match in _amounts(low)]


@given(_texts())
def test_months_and_weekdays_are_found_where_their_names_stand(
    given_text: tuple[str, str],
) -> None:
    """Looking for the names first loses none."""
    language, text = given_text
    low = scan(text).low
    reader = day_reader(language)
    weekdays = reader._weekday_reader
    for pattern, words in (
        (reader._month, reader._months),
        (weekdays._lone, weekdays._full),
        (weekdays._relative, weekdays._ahead),
    ):
        places = places_of(low, words)
        expected = [match.span() for match in pattern.finditer(low)]
        assert expected == [x.span() for x in starting_at(pattern, low, places)]


@given(_texts(), st.sampled_from(["- ", "• ", "・", "1. ", ""]))
def test_texts_that_read_alike_have_the_same_words(
    given_text: tuple[str, str], bullet: str
) -> None:
    """What is taken for the same at once is the same word by word."""
    _, text = given_text
    html = text.replace("\u2068", "").replace("\n", " ")
    listed = "\n".join(f"{bullet}{line}" for line in text.split("\n"))
    message = Message(locale="en", kind="rejected", text=listed + _LINK, html=html)
    if _reads_alike(message):
        assert _words(message.text) == _words(message.html)
