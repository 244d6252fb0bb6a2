"""Days promised before: missed, put off, brought forward, kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import pytest

from followup_kit import Composer, Followup
from followup_kit.models import Formality
from tests.checking.sets import LETTER, small_set
from tests.factories import interview, outcome, sample_outcomes


_ON_TIME = datetime.fromisoformat("2026-11-20T09:30+01:00")
_LATE = datetime.fromisoformat("2026-11-25T09:30+01:00")
_LETTERS: tuple[tuple[str, Formality], ...] = (
    ("ar", "formal"),
    ("de", "formal"),
    ("de", "informal"),
    ("en", "formal"),
    ("en", "informal"),
    ("ja", "formal"),
)
_NO = {
    "ar": "عدم المضي",
    "de": "nicht weiterverfolgen",
    "en": "decided not to continue",
    "ja": "採用を見送らせて",
}
_composer = Composer()
_KINDS = sorted({sample.kind for sample in sample_outcomes()})


def _write(
    kind: str,
    promises: Sequence[str] = (),
    *,
    send_at: datetime | None = _ON_TIME,
    letter: tuple[str, Formality] = ("en", "informal"),
    **changes: str | None,
) -> Followup:
    facts = interview(
        promises=[{"due": day} for day in promises],
        highlights=[] if kind == "no_show" else ["One point."],
        questions=[{"question": "Is there a budget?", "answer": "Yes."}]
        if kind == "questions_answered"
        else [],
    )
    locale, formality = letter
    return _composer.compose(
        facts,
        outcome(kind, **changes),
        locale=locale,
        formality=formality,
        send_at=send_at,
    )


def _body(followup: Followup, locale: str) -> list[str]:
    """Return the paragraphs after the greeting and, in Japanese, the introduction."""
    paragraphs = followup.text.split("\n\n")
    return paragraphs[2 if locale == "ja" else 1 :]


def _codes(followup: Followup) -> set[str]:
    return {finding.code for finding in followup.findings}


@pytest.mark.parametrize("letter", _LETTERS, ids="-".join)
def test_every_kind_opens_with_the_apology(letter: tuple[str, Formality]) -> None:
    """The first paragraph is the same apology in all kinds, one sentence long."""
    openings: dict[int, set[str]] = {1: set(), 2: set()}
    for kind in _KINDS:
        for count, seen in openings.items():
            days = ["2026-11-22", "2026-11-23"][:count]
            late = _write(kind, days, send_at=_LATE, letter=letter)
            seen.add(_body(late, letter[0])[0])

    first, second = (seen.pop() for seen in openings.values())
    assert [set(), set()] == list(openings.values())
    assert first != second
    for apology in (first, second):
        assert 1 == len(re.findall(r"(?<!\d)\. |\.$|。", apology)), apology


@pytest.mark.parametrize("letter", _LETTERS, ids="-".join)
@pytest.mark.parametrize("kind", ("rejected", "talent_pool"))
@pytest.mark.parametrize("promises", ((), ("2026-11-22",)))
def test_a_late_no_is_said_in_the_second_sentence(
    kind: str, promises: Sequence[str], letter: tuple[str, Formality]
) -> None:
    """After the one sentence of apology, the next one says no."""
    followup = _write(kind, promises, send_at=_LATE, letter=letter)

    sentence = re.split(r"[.。]", _body(followup, letter[0])[1])[0]
    assert _NO[letter[0]] in sentence


@pytest.mark.parametrize("letter", _LETTERS, ids="-".join)
@pytest.mark.parametrize("kind", ("rejected", "talent_pool"))
def test_a_timely_no_is_said_within_two_sentences(
    kind: str, letter: tuple[str, Formality]
) -> None:
    """On time, thanks come first and the no with the second sentence."""
    followup = _write(kind, letter=letter)

    opening = re.sub(r"\d+\.", "", _body(followup, letter[0])[0])
    assert _NO[letter[0]] in " ".join(re.split(r"[.。]", opening)[:2])


_WITH_A_DAY = ("decision_pending", "still_considered", "questions_answered", "on_hold")
_DAYS = {
    "ar": ("27 نوفمبر", "25 فبراير"),
    "de": ("27. November", "25. Februar"),
    "en": ("November 27", "February 25"),
    "ja": ("11月27日", "2月25日"),
}


@pytest.mark.parametrize("letter", _LETTERS, ids="-".join)
@pytest.mark.parametrize("kind", _WITH_A_DAY)
def test_a_promised_day_that_is_replaced_is_named(
    kind: str, letter: tuple[str, Formality]
) -> None:
    """The letter names the old day, whether the new one is later or earlier."""
    for day, name in zip(("2026-11-27", "2027-02-25"), _DAYS[letter[0]], strict=True):
        followup = _write(kind, [day], letter=letter)

        assert name in followup.text
        assert name in followup.html
        assert "promise_changed" in _codes(followup)


@pytest.mark.parametrize("kind", _WITH_A_DAY)
def test_several_replaced_days_are_all_named(kind: str) -> None:
    """Two days that still stood are both told, each once, in order."""
    text = _write(kind, ["2026-11-30", "2026-11-27", "2026-11-27"]).text

    told = "(Friday, November 27 and Monday, November 30)"
    assert 1 == text.count(told)


@pytest.mark.parametrize("kind", _WITH_A_DAY)
def test_a_promise_of_the_same_day_stands(kind: str) -> None:
    """Naming the promised day again changes nothing and is no finding."""
    facts = outcome(kind)
    name = type(facts).next_news
    assert name is not None
    day = getattr(facts, name)
    followup = _write(kind, [day.isoformat()])

    assert "had told you" not in followup.text
    assert "longer than" not in followup.text
    assert "promise_changed" not in _codes(followup)


def test_a_day_that_stands_is_not_called_a_delay() -> None:
    """A heartbeat that names the promised day again does not speak of a new one."""
    text = _write("still_considered", ["2026-12-11"], decision_by="2026-12-11").text

    assert "As we told you, you will hear our decision by Friday, December 11" in text


def test_a_later_day_is_regretted_and_an_earlier_one_is_not() -> None:
    """Hearing sooner than promised is good news: nothing to be sorry for."""
    later = _write("decision_pending", ["2026-11-27"]).text
    earlier = _write("decision_pending", ["2027-02-25"]).text

    assert "Unfortunately, that is later than we had told you" in later
    assert "That is earlier than we had told you" in earlier
    assert "Unfortunately" not in earlier
    assert "sorry" not in earlier


@pytest.mark.parametrize("letter", _LETTERS, ids="-".join)
@pytest.mark.parametrize("kind", ("decision_pending", "still_considered", "on_hold"))
def test_a_short_letter_names_the_replaced_day_too(
    kind: str, letter: tuple[str, Formality]
) -> None:
    """A text message does not move a promised day in silence."""
    for day, name in zip(("2026-11-27", "2027-02-25"), _DAYS[letter[0]], strict=True):
        followup = _write(kind, [day], letter=letter)

        assert name in followup.for_channel("sms").text
        assert name in followup.for_channel("whatsapp_template").text


_MORE_TIME = {
    "ar": "وقت أطول",
    "de": "länger als geplant",
    "en": "more time",
    "ja": "お時間をいただき恐縮",
}


@pytest.mark.parametrize("letter", _LETTERS, ids="-".join)
def test_a_short_letter_speaks_of_a_delay_only_if_there_is_one(
    letter: tuple[str, Formality],
) -> None:
    """The promised day named again, or an earlier one, is no delay in a text either."""
    told = [
        _MORE_TIME[letter[0]]
        in _write(
            "still_considered",
            promises,
            letter=letter,
            decision_by="2026-12-11",
        )
        .for_channel("sms")
        .text
        for promises in ([], ["2026-11-27"], ["2026-12-11"], ["2027-02-25"])
    ]

    assert [True, True, False, False] == told


@pytest.mark.parametrize("letter", _LETTERS[1:5], ids="-".join)
def test_the_short_apology_parts_no_sentence_from_what_it_points_to(
    letter: tuple[str, Formality],
) -> None:
    """That nothing binds until then follows the offer, and then comes the apology."""
    followup = _write("offer_coming", ["2026-11-22"], send_at=_LATE, letter=letter)
    late = followup.for_channel("sms").text.split("\n")
    told = _write("offer_coming", letter=letter).for_channel("sms").text.split("\n")

    assert [*told[:3], *told[3:]] == [*late[:3], *late[4:]]
    assert late[3] not in told


def test_a_note_drops_the_replaced_day_before_the_apology() -> None:
    """Where there is no room, the new day stays and the message says what is gone."""
    followup = _write("decision_pending", ["2026-11-27"])
    note = followup.for_channel("linkedin_note")

    assert "short_changed" == note.left_out[-1]
    assert "December 4" in note.text


def test_where_one_day_is_put_off_the_later_one_is_not_told() -> None:
    """Of two days around the new one, the broken one counts."""
    text = _write("decision_pending", ["2026-11-27", "2027-02-25"]).text

    assert "later than we had told you (Friday, November 27)." in text
    assert "February" not in text


def test_a_missed_and_a_replaced_day_are_both_told() -> None:
    """The missed day is apologised for, the other one named as changed."""
    followup = _write("still_considered", ["2026-11-23", "2026-11-27"], send_at=_LATE)

    assert "I am sorry that we did not write to you by Monday" in followup.text
    assert "longer than we had told you (Friday, November 27)" in followup.text
    assert {"promise_missed", "promise_changed"} <= _codes(followup)


def test_on_the_promised_day_itself_it_is_put_off_not_missed() -> None:
    """The day lasts until midnight: naming another one on it is in time."""
    followup = _write("decision_pending", ["2026-11-20"])

    assert {"promise_changed"} == _codes(followup) & {
        "promise_changed",
        "promise_missed",
        "late",
    }


@pytest.mark.parametrize("kind", [kind for kind in _KINDS if kind not in _WITH_A_DAY])
def test_news_before_the_promised_day_needs_no_word_about_it(kind: str) -> None:
    """A decision told early keeps the promise; requests leave it as it is."""
    with_promise = _write(kind, ["2026-11-30"])

    assert _write(kind).text == with_promise.text
    assert "promise_changed" not in _codes(with_promise)


def test_no_new_day_replaces_none() -> None:
    """Answers without a new date leave the promised one standing."""
    followup = _write("questions_answered", ["2026-11-30"], decision_by=None)

    assert "November 30" not in followup.text
    assert "promise_changed" not in _codes(followup)


def test_without_a_send_time_nothing_is_said_of_promises() -> None:
    """Whether a day has passed or is put off is not known then."""
    followup = _write("decision_pending", ["2026-11-30"], send_at=None)

    assert "November 30" not in followup.text
    assert "promise_changed" not in _codes(followup)


def test_a_letter_can_tell_the_days_put_off_from_those_brought_forward() -> None:
    """Each value holds the days of its own sort; one more holds them all."""
    letter = LETTER.replace(
        "{% block reason %}",
        """{% block days %}
{% if message.changed_day and message.postponed_day and message.advanced_day %}
Changed: {{ message.changed_day|short }}. Later: {{ message.postponed_day|short }}.
Sooner: {{ message.advanced_day|short }}.
{% endif %}
{% endblock %}

{% block reason %}""",
    )
    composer = Composer(small_set({"en/still_considered.txt": letter}))
    facts = interview(promises=[{"due": "2026-11-27"}, {"due": "2026-12-30"}])
    news = outcome("still_considered", decision_by="2026-12-11")

    told = (
        "Changed: Friday, November 27 and Wednesday, December 30."
        " Later: Friday, November 27. Sooner: Wednesday, December 30."
    )
    assert told in composer.compose(facts, news, send_at=_ON_TIME).text
