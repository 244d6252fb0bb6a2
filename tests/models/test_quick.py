"""The quick way through the border: who may take it, and what it never lets through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import pytest
from pydantic import (
    AfterValidator,
    Field,
    create_model,
    field_validator,
    model_validator,
)

from benchmarks.compose.facts import KINDS, LOCALES, record
from followup_kit.errors import FactsError
from followup_kit.models import (
    Company,
    Day,
    Facts,
    Flag,
    Interview,
    Line,
    NextRound,
    Outcome,
    Prose,
    Rejected,
    Role,
    Session,
    Slot,
    outcome_kinds,
)
from followup_kit.models import _outcome as outcomes
from followup_kit.models import _quick as quick
from followup_kit.models._ordinary import Known, look_closely
from followup_kit.models._plain_times import elapsed
from followup_kit.models._times import times_agree
from tests.factories import interview, interview_record, outcome


BERLIN = ZoneInfo("Europe/Berlin")


class Text(str):
    """Text of a host's own kind, as a templating library has it."""

    __slots__ = ()


@pytest.fixture(autouse=True)
def _kinds_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a test defines from all the others."""
    monkeypatch.setattr(outcomes, "_registry", dict(outcomes._registry))


@pytest.fixture
def no_exact_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing through but what is proven ordinary."""
    of_marked = quick._of_marked

    def ordinary_only(marks: list[Any]) -> Any:
        schema: Any = of_marked(marks)
        # The exact check is the last choice of a type that has others.
        some = {"choices": schema["choices"][:-1]} if "choices" in schema else {}
        return {**schema, **some}

    monkeypatch.setattr(quick, "_of_marked", ordinary_only)


@pytest.mark.usefixtures("no_exact_checks")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", LOCALES)
def test_everyday_facts_are_ordinary(kind: str, locale: str) -> None:
    """Records in four languages are built without one of our exact checks."""
    build = quick.quick_validator(Interview)
    decide = quick.quick_validator(outcome_kinds()[kind])
    for number in range(16):
        facts = record(kind, locale, number)
        assert Interview.model_validate(facts["interview"]) == build(facts["interview"])
        assert Outcome.model_validate(facts["outcome"]) == decide(facts["outcome"])


def _host_models() -> Iterator[tuple[type[Facts], dict[str, Any], str]]:
    """Yield models of a host with facts, and the text that they make of them."""

    class Worded(Outcome):
        text: Prose
        day: Day | None = None

    class Validated(Worded):
        kind: Literal["validated"] = "validated"

        @field_validator("text")
        @classmethod
        def _shout(cls, text: str) -> str:
            return text.upper()

    class Prepared(Worded):
        kind: Literal["prepared"] = "prepared"

        @model_validator(mode="before")
        @classmethod
        def _shout(cls, data: Any) -> Any:
            return data | {"text": data["text"].upper()}

    class Finished(Worded):
        kind: Literal["finished"] = "finished"
        calls: int = Field(default=0, strict=True, gt=-1)

    class Ready(Worded):
        kind: Literal["ready"] = "ready"

        @model_validator(mode="after")
        def _shout(self) -> Ready:
            vars(self)["text"] = str(self.text).upper()
            return self

    class Narrowed(Outcome):
        kind: Literal["narrowed"] = "narrowed"
        text: Annotated[Line, AfterValidator(str.upper)]

    class Renamed(Outcome):
        kind: Literal["renamed"] = "renamed"
        text: Line = Field(validation_alias="words")

    class Limited(Worded):
        kind: Literal["limited"] = "limited"
        level: Annotated[Literal["a", "b"], Field(max_length=1)] = "a"

    class Foreign(Outcome):
        kind: Literal["foreign"] = "foreign"
        text: str
        extra: Annotated[list[str], Field(max_length=1)] = []  # noqa: RUF012  pydantic copies it

    told = {"text": "hello"}
    yield Validated, told, "HELLO"
    yield Prepared, told, "HELLO"
    yield Finished, told, "hello"
    yield Ready, told, "HELLO"
    yield Narrowed, told, "HELLO"
    yield Renamed, {"words": "hello"}, "hello"
    yield Limited, told, "hello"
    yield Foreign, told, "hello"


def test_a_host_s_own_checks_are_left_to_pydantic() -> None:
    """Validators, names and types of a host hold, however its kind is built."""
    for model, facts, text in _host_models():
        assert quick.quick_validator(model) is look_closely
        assert text == vars(model.model_validate(facts))["text"]
        assert text == vars(model(**facts))["text"]


def test_a_host_s_kind_of_our_types_is_quick() -> None:
    """A kind that is made of our types is built as ours are, under its own rules."""

    class Plain(Outcome):
        kind: Literal["plain"] = "plain"
        text: Prose
        sure: Flag = False
        sent: bool = False

    class Again(NextRound):
        kind: Any = Field(default="next_round")

    assert quick.quick_validator(Plain) is not look_closely
    built = Outcome.model_validate({"kind": "plain", "text": "Hello.", "sent": "yes"})
    assert (Plain, True) == (type(built), vars(built)["sent"])
    with pytest.raises(FactsError):
        Again(stage="Talk")


def test_arguments_of_pydantic_s_own_are_handed_on() -> None:
    """What is asked of pydantic beyond the facts is left to it alone."""
    with pytest.raises(FactsError) as caught:
        Role.model_validate({"title": ""}, strict=True)
    assert ("empty",) == caught.value.codes
    assert Role(title="Boss") == Role.model_validate({"title": "Boss"}, strict=True)
    with pytest.raises(TypeError):
        Role("Boss")  # type: ignore[call-arg]  # the point of it


def test_what_can_be_read_once_is_read_once() -> None:
    """An iterator of a host gives its entries, whichever way is tried first."""
    record_of_one = interview_record(highlights=(text for text in ["One.", "Two."]))
    assert ("One.", "Two.") == Interview.model_validate(record_of_one).highlights


@pytest.mark.parametrize("slots", (5, "ab", (entry for entry in [1]), {"a": 1}, None))
def test_slots_that_are_no_list_are_a_typed_error(slots: Any) -> None:
    """Rules over several fields are asked of anything, and raise nothing of their own."""
    with pytest.raises(FactsError):
        NextRound(stage="Talk", slots=slots)


@pytest.mark.parametrize("text", (Text("Boss"), b"Chief", 3, ["Boss"]))
def test_a_line_is_text_and_nothing_like_it(text: Any) -> None:
    """A host's own kind of text is refused, though pydantic would take it."""
    with pytest.raises(FactsError) as caught:
        Role(title=text)
    assert ("not_text",) == caught.value.codes


def test_a_line_that_reads_like_an_encoded_word_is_refused() -> None:
    """What an invitation or a header would refuse is refused where it comes in."""
    with pytest.raises(FactsError) as caught:
        Role(title="Engineer =?x?y?")
    assert ("encoded_word",) == caught.value.codes


@pytest.mark.parametrize(
    "link", ("https://a.example.com/=?x?y?z", "https://a.example.com/?a=?utf-8?q?b?=")
)
def test_a_link_that_reads_like_an_encoded_word_is_refused(link: str) -> None:
    """A calendar refuses it later, so the facts refuse it with a remedy."""
    with pytest.raises(FactsError) as caught:
        Company(name="Norrland", careers_url=link)
    assert ("unsafe_link",) == caught.value.codes


@pytest.mark.parametrize(
    ("seconds", "code"),
    ((0, "end_before_start"), (-60, "end_before_start"), (59, "implausible_duration")),
)
def test_a_slot_lasts_a_minute_at_least(seconds: int, code: str) -> None:
    """A slot that a calendar could not show is refused when the facts are built."""
    start = datetime(2026, 12, 1, 10, tzinfo=BERLIN)
    with pytest.raises(FactsError) as caught:
        Slot(start=start, end=start + timedelta(seconds=seconds))
    assert (code,) == caught.value.codes
    assert Slot(start=start, end=start + timedelta(minutes=1)).start == start


def test_time_passes_by_the_instant_and_not_by_the_clock() -> None:
    """The hour that a clock change repeats counts, in one zone as between two."""
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    second = first.replace(fold=1)
    assert timedelta(hours=1) == elapsed(first, second)
    assert timedelta(hours=1) == elapsed(first, second.astimezone(UTC))
    assert Session(start=first, end=second).end == second


@pytest.mark.parametrize(
    "moment",
    (
        "2026-11-19T14:00+01:75[Europe/Berlin]",
        "2026-11-19T14:00+24:00[Europe/Berlin]",
        "2026-11-19T14:00+01:00[Mars/Phobos]",
        "2026-03-29T02:30+01:00[Europe/Berlin]",
        "2026-02-30T14:00+01:00[Europe/Berlin]",
    ),
)
def test_a_moment_of_plain_form_that_never_was_is_refused(moment: str) -> None:
    """Form alone makes no moment ordinary: day, offset and zone have to exist."""
    with pytest.raises(FactsError) as caught:
        Session.model_validate({"start": moment})
    assert ("start",) == caught.value.paths


def test_what_is_known_is_bounded() -> None:
    """However many texts are asked about, only so many are remembered."""
    known = Known(str.upper)
    assert ["A", "A"] == [known["a"], known["a"]]
    for number in range(2 * Known._MOST):
        assert str(number) == known[str(number)]
    assert Known._MOST == len(known)


def test_facts_that_nobody_checked_are_compared_exactly() -> None:
    """The quick proof says nothing of facts that skipped validation."""
    sound, decision = interview(), outcome("rejected")
    sent = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert times_agree(sound, decision, sent)
    assert not times_agree(sound.model_copy(update={"role": None}), decision, sent)
    assert not times_agree(sound, Rejected.model_construct(), sent)


def test_a_moment_in_a_field_of_a_host_is_compared_exactly() -> None:
    """A value that only resembles a day is no matter for the quick proof."""

    class Due(Outcome):
        kind: Literal["due"] = "due"
        due: Any = None

    late = Due(due=datetime(2030, 1, 1, tzinfo=UTC))
    assert not times_agree(interview(), late, None)
    assert times_agree(interview(), Due(due="text"), None)


def test_fields_of_a_model_without_source_have_no_descriptions() -> None:
    """A class that was typed into a shell has a schema, without words for its fields."""
    schema = create_model("Typed", __base__=Facts, line=(Line, ...)).model_json_schema()
    assert {"title": "Line", "type": "string"} == schema["properties"]["line"]
    assert (
        "The advertised title, not an internal one."
        == (Role.model_json_schema()["properties"]["title"]["description"])
    )
