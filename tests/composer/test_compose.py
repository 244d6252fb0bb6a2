"""Composing: one finished message from facts, or a refusal that says everything."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_kit import Composer, Followup, Rejected, compose_followup
from followup_kit.errors import FactsError, LocaleError, MailError
from followup_kit.models import Feedback, FreeText
from tests.factories import interview, interview_record, outcome, sample_outcomes


SENT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def _questions() -> list[dict[str, str]]:
    return [{"question": "How large is the team?", "answer": "Six people."}]


def test_the_same_facts_give_the_same_message() -> None:
    """Composing is a pure function: the whole result compares equal."""
    facts = interview(), outcome("next_round")
    assert compose_followup(*facts, send_at=SENT) == compose_followup(
        *facts, send_at=SENT
    )


def test_a_composer_travels_between_processes() -> None:
    """A pickled composer composes the same message."""
    composer = pickle.loads(pickle.dumps(Composer(fallback_locale="en")))  # noqa: S301  our own bytes
    facts = interview(), outcome("rejected")
    assert composer.compose(*facts) == compose_followup(*facts)


@pytest.mark.parametrize("locale", ("ar", "de", "en", "ja"))
def test_every_kind_is_told_in_every_language(locale: str) -> None:
    """Each sample of each kind becomes a message without a gap or a left-over."""
    composer = Composer()
    for sample in sample_outcomes():
        changes: dict[str, Any] = {"questions": _questions()}
        if sample.kind == "no_show":
            changes = {"highlights": []}
        followup = composer.compose(interview(**changes), sample, locale=locale)
        for part in (followup.subject, followup.preheader, followup.text):
            assert part.strip()
            assert not {"{", "}", "None"} & set(part.split())
        assert "Platform Engineer" in followup.text
        assert "Norrland Data" in followup.text
        assert "Marta" in followup.text
        assert followup.locale == locale


def test_only_shareable_feedback_is_printed() -> None:
    """An internal note has no way into any part of the message."""
    rejected = Rejected(
        feedback=[
            Feedback(text="Bring one example with numbers.", shareable=True),
            Feedback(text="INTERNAL score 2.5"),
        ]
    )
    followup = compose_followup(interview(), rejected)
    assert "Bring one example with numbers." in followup.text
    assert "INTERNAL" not in followup.to_json()


@pytest.mark.parametrize(
    ("policy", "printed"),
    (
        ("none", set()),
        ("external_cause", set()),
        ("criterion", {"criterion"}),
        ("criterion_and_feedback", {"criterion", "feedback"}),
    ),
)
def test_the_reason_policy_decides_what_is_said(policy: str, printed: set[str]) -> None:
    """A company that states no reasons prints none, and is not asked for any."""
    texts = {
        "criterion": "Experience with running databases in production",
        "feedback": "Bring one example with numbers.",
    }
    company = {"name": "Norrland Data", "reason_policy": policy}
    followup = compose_followup(interview(company=company), outcome("rejected"))
    found = {name for name, text in texts.items() if text in followup.text}
    assert found == printed
    assert "outcome.criterion" not in {f.path for f in followup.findings}


def test_the_zone_is_named_where_the_candidate_s_is_unknown() -> None:
    """Without the candidate's zone that of the meeting is used, and said."""
    record = interview_record(candidate={"name": "Sukarno", "locale": "en"})
    followup = compose_followup(
        interview(**record), outcome("next_round"), send_at=SENT
    )
    assert "Berlin time" in followup.text
    assert "10:00" in followup.text


def test_both_clocks_are_named_where_they_differ() -> None:
    """The candidate's clock comes first, then that of the interview."""
    candidate = {"name": "Ada", "locale": "en", "time_zone": "America/New_York"}
    followup = compose_followup(
        interview(candidate=candidate), outcome("next_round"), send_at=SENT
    )
    line = next(line for line in followup.text.split("\n") if "New York" in line)
    assert line.index("4:00") < line.index("New York") < line.index("Berlin")


def test_nothing_relative_is_said_without_a_send_time() -> None:
    """Tomorrow exists only for a message whose day is known."""
    slot = {"start": "2026-11-21T09:00Z", "end": "2026-11-21T10:00Z"}
    changes: dict[str, Any] = {
        "slots": (),
        "slot": slot,
        "confirm_by": None,
        "decision_by": None,
    }
    changes["duration"] = None
    invitation = outcome("next_round", **changes)
    assert "tomorrow" not in compose_followup(interview(), invitation).text.lower()
    told = compose_followup(interview(), invitation, send_at=SENT).text.lower()
    assert "tomorrow" in told


def test_a_late_message_apologises_and_says_so_in_a_finding() -> None:
    """More than two days after the interview, with no date ahead, is late."""
    pending = outcome("decision_pending")
    on_time = compose_followup(interview(), pending, send_at=SENT)
    late = compose_followup(interview(), pending, send_at=LATE)
    assert "sorry" not in on_time.text
    assert "sorry" in late.text
    assert [f.code for f in late.findings] == ["late"]


def test_a_second_missed_date_is_worded_differently_from_the_first() -> None:
    """A promise that passed is named; a second one is not told as if the first."""
    waiting = outcome("still_considered")
    texts = []
    for days in (["2026-11-22"], ["2026-11-20", "2026-11-22"]):
        promises = [{"due": day} for day in days]
        followup = compose_followup(interview(promises=promises), waiting, send_at=LATE)
        assert "November 22" in followup.text
        assert "promise_missed" in [f.code for f in followup.findings]
        texts.append(followup.text)
    assert texts[0] != texts[1]


def test_a_promised_date_still_ahead_means_not_late() -> None:
    """Who was told when to expect news is not owed an apology before that day."""
    facts = interview(promises=[{"due": "2026-11-30"}])
    followup = compose_followup(facts, outcome("decision_pending"), send_at=LATE)
    assert not {f.code for f in followup.findings} & {"late", "promise_missed"}


def test_contradictions_are_refused_all_at_once() -> None:
    """Whatever cannot be true together is listed before anything is written."""
    with pytest.raises(FactsError) as caught:
        compose_followup(
            interview(),
            outcome("next_round", confirm_by="2026-11-10"),
            send_at=datetime(2026, 11, 19, 9, tzinfo=UTC),
        )
    assert caught.value.codes == ("before_interview", "in_the_past")


@pytest.mark.parametrize(
    ("send_at", "code"),
    (
        (datetime(2026, 11, 20, 9), "naive"),
        (datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")), "nonexistent"),
    ),
)
def test_a_send_time_that_is_none_is_refused(send_at: datetime, code: str) -> None:
    """The send time is held to the same rules as every other moment."""
    with pytest.raises(FactsError) as caught:
        compose_followup(interview(), Rejected(), send_at=send_at)
    assert caught.value.paths == ("send_at",)
    assert code in caught.value.codes[0]


def test_a_title_without_the_letter_s_language_is_refused() -> None:
    """A word is never borrowed from another language."""
    facts = interview(role={"title": {"ja": "基盤"}})
    with pytest.raises(FactsError) as caught:
        compose_followup(facts, Rejected())
    assert caught.value.codes == ("no_translation",)
    assert caught.value.paths == ("interview.role.title",)


def test_expected_content_that_is_missing_is_a_finding() -> None:
    """A bare rejection is composed, and what it lacks is listed."""
    followup = compose_followup(interview(highlights=[]), Rejected())
    missing = {f.path for f in followup.findings if f.code == "expected_content"}
    assert missing == {
        "interview.highlights",
        "outcome.criterion",
        "outcome.strengths",
        "outcome.keep_until",
    }


def test_a_company_can_insist_on_expected_content() -> None:
    """Findings of a practice, or of a code, become errors on request."""
    for require in (["reassuring"], ["expected_content"]):
        with pytest.raises(FactsError) as caught:
            Composer(require=require).compose(interview(), Rejected())
        assert "outcome.strengths" in caught.value.paths
    lenient = Composer(require=["safe"]).compose(interview(), Rejected())
    assert lenient.kind == "rejected"


def test_free_text_in_another_language_or_formality_is_a_finding() -> None:
    """No format can mend a mixed letter, so it is reported."""
    rejected = Rejected(strengths=[FreeText(text="Du warst klar.", locale="de")])
    codes = [f.code for f in compose_followup(interview(), rejected).findings]
    assert "other_language" in codes
    rejected = Rejected(
        strengths=[FreeText(text="Du warst klar.", locale="de", formality="informal")]
    )
    letter = compose_followup(interview(), rejected, locale="de")
    assert "other_formality" in [f.code for f in letter.findings]


def test_wording_that_hurts_is_a_finding_that_quotes_nothing() -> None:
    """What people typed is searched, and the finding does not repeat it."""
    rejected = Rejected(criterion="You are overqualified and a poor culture fit.")
    found = compose_followup(interview(), rejected).findings
    assert {"age_proxy", "fit_vague"} <= {f.code for f in found}
    assert not any("overqualified" in str(f) for f in found)


def test_where_each_paragraph_came_from_can_be_told() -> None:
    """Every paragraph names set, file, line and block, in order."""
    followup = compose_followup(interview(), outcome("rejected"), locale="de")
    explained = followup.explain()
    assert "\n\n".join(p.text for p in explained) == followup.text
    assert explained[0].block == "greeting"
    assert explained[-1].block == "signature"
    assert any(p.file == "de/rejected.txt" and p.line > 1 for p in explained)
    assert {p.template_set for p in explained} == {"standard"}


def test_a_message_comes_back_from_json() -> None:
    """A stored message is the same message, and still explains itself."""
    followup = compose_followup(interview(), outcome("next_round"), send_at=SENT)
    back = Followup.from_json(followup.to_json())
    assert back == followup
    assert back.explain() == followup.explain()
    assert pickle.loads(pickle.dumps(followup)) == followup  # noqa: S301  our own bytes


@pytest.mark.parametrize("text", ("", "[]", "{}", '{"kind": 1}', "null"))
def test_something_else_is_no_stored_message(text: str) -> None:
    """What to_json did not write is refused by name."""
    with pytest.raises(FactsError) as caught:
        Followup.from_json(text)
    assert caught.value.codes == ("malformed_followup",)


def test_a_message_becomes_a_standard_email() -> None:
    """Text comes first, HTML second, and the headers say who, to whom and in what."""
    followup = compose_followup(interview(), outcome("rejected"), locale="de")
    email = followup.to_email(message_id="<a.1@norrland.example.com>")
    assert email["To"] == "Marta Kowalska <marta.kowalska@example.org>"
    assert email["From"] == "Jonas Lindqvist <jonas.lindqvist@norrland.example.com>"
    assert str(email["Subject"]) == followup.subject
    assert email["Content-Language"] == "de"
    assert email["Date"] is None
    text, html = email.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert html.get_content_type() == "text/html"
    body = text.get_content().replace("\r\n", "\n")
    assert body.rstrip("\n") == followup.text.rstrip("\n")


def test_an_email_needs_an_address() -> None:
    """Composing works without the candidate's address; mailing does not."""
    facts = interview(candidate={"name": "Sukarno", "locale": "en"})
    with pytest.raises(MailError) as caught:
        compose_followup(facts, Rejected()).to_email()
    assert caught.value.paths == ("interview.candidate.email",)


def test_a_notebook_shows_the_letter_in_a_frame_of_its_own() -> None:
    """The HTML is escaped into a sandboxed frame: it cannot touch the notebook."""
    shown = compose_followup(interview(), Rejected())._repr_html_()
    assert "<iframe sandbox srcdoc=" in shown
    assert "<html" not in shown


def test_a_repr_shows_no_candidate() -> None:
    """Logging a message tells what it is and nothing of what it says."""
    followup = compose_followup(interview(), outcome("rejected"))
    shown = f"{followup!r} {followup.recipient!r} {followup.explain()!r}"
    for secret in ("Marta", "Kowalska", "example.org", "Platform"):
        assert secret not in shown


def test_a_composer_shows_what_it_offers() -> None:
    """The set and its locales can be asked for."""
    composer = Composer(offered_locales=["de", "en"])
    assert composer.offered_locales == ("de", "en")
    assert repr(composer) == "<Composer standard: de, en>"
    with pytest.raises(LocaleError):
        composer.compose(interview(), Rejected(), locale="ja")


def test_somebody_named_twice_is_thanked_once() -> None:
    """One person in two sessions, as a string and in parts, is one person."""
    start, end = "2026-11-19T14:00Z", "2026-11-19T15:00Z"
    facts = interview(
        sessions=[
            {"start": start, "end": end, "interviewers": [{"name": "Ada Byrne"}]},
            {
                "start": end,
                "interviewers": [
                    {"name": {"given": "Ada", "surname": "Byrne"}, "role": "Lead"},
                    {"name": "Jo Lee"},
                ],
            },
        ]
    )
    text = compose_followup(facts, outcome("decision_pending")).text
    assert "Ada Byrne and Jo Lee" in text


def test_who_signs_is_not_spoken_of_by_name() -> None:
    """The sender who interviewed is left out; alone, the letter says us."""
    for others, told in ((["Jo Lee"], "to Jo Lee on"), ([], "to us on")):
        names = ["Jonas Lindqvist", *others]
        session = {
            "start": "2026-11-19T14:00Z",
            "interviewers": [{"name": name} for name in names],
        }
        facts = interview(sessions=[session])
        assert told in compose_followup(facts, outcome("decision_pending")).text


def test_a_meeting_elsewhere_is_told_by_its_own_clock() -> None:
    """A slot's own zone counts, not that of the interview before it."""
    slot = {
        "start": "2026-12-01T10:00-05:00[America/New_York]",
        "end": "2026-12-01T11:00-05:00[America/New_York]",
    }
    changes = {"slots": (), "slot": slot, "duration": None, "confirm_by": None}
    for candidate, told in (
        ({"name": "Ada", "locale": "en"}, "10:00 – 11:00 AM (New York time"),
        ({"name": "A", "locale": "en", "time_zone": "Asia/Kolkata"}, "(New York time"),
    ):
        facts = interview(candidate=candidate)
        text = compose_followup(facts, outcome("next_round", **changes)).text
        assert told in text.replace("\u202f", " ")
        assert "Stockholm" not in text


def test_all_that_is_wrong_is_said_together() -> None:
    """A past date, a missing translation and a missing language are one refusal."""
    pending = outcome("decision_pending", decision_by="2026-11-01")
    untranslated = {"role": {"title": {"ja": "基盤"}}}
    with pytest.raises(FactsError) as caught:
        compose_followup(interview(**untranslated), pending)
    assert caught.value.codes == ("in_the_past", "no_translation")
    with pytest.raises(FactsError) as caught:
        compose_followup(interview(candidate={"name": "Ada"}), pending)
    assert caught.value.codes == ("in_the_past", "no_locale")


def test_scores_and_unfilled_tags_that_people_typed_are_findings() -> None:
    """Internal notes in free text and doubtful lines are noticed."""
    found = compose_followup(
        interview(highlights=["Great talk, 4/5.", "Hi {first-name there}"]),
        outcome("next_round", stage="Culture fit interview"),
    ).findings
    assert {"internal", "placeholder", "fit_vague"} <= {f.code for f in found}
