"""A composed message on its channels, also after it was stored."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime
from typing import Any

import pytest

from followup_kit import Composer, Followup
from followup_kit.channels import channel_profile, whatsapp_template
from followup_kit.composer import export_templates, letter_schema
from followup_kit.errors import (
    ChannelError,
    OutcomeKindError,
    TemplateSetError,
    TemplateSetNotFoundError,
)
from followup_kit.models import outcome_kinds
from followup_kit.templating import TemplateSet, find_template_set
from tests.factories import interview, outcome


COMPOSER = Composer()
REFUSED = {"rejected", "questions_answered"}
SHORT_KINDS = sorted(
    kind
    for kind, model in outcome_kinds().items()
    if model.__module__.startswith("followup_kit.") and kind not in REFUSED
)


def followup(kind: str = "decision_pending", **changes: Any) -> Followup:
    """Return a message of a kind."""
    facts: dict[str, Any] = {}
    if kind == "no_show":
        facts["highlights"] = []
    if kind == "questions_answered":
        facts["questions"] = [{"question": "How many?", "answer": "Six."}]
    return COMPOSER.compose(interview(**facts), outcome(kind, **changes))


def own_set(short: str) -> TemplateSet:
    """Return a set held in memory with a short letter of its own."""
    return TemplateSet.from_mapping(
        "tenant",
        {
            "set.toml": 'schema = 1\ntitle = "Mine"\nextends = "standard"\n',
            "en/decision_pending.short.txt": short,
        },
        schema=letter_schema(),
    )


SHORT = "{% block opening %}\nBy {{ outcome.decision_by|short }}: {{ role }}, {{ company }}.\n{% endblock %}\n"


def test_every_kind_but_two_has_a_short_letter_in_every_locale() -> None:
    """A no and answers to questions are not written short."""
    standard = find_template_set("standard", schema=letter_schema())
    for locale in standard.locales:
        assert SHORT_KINDS == list(standard.kinds(locale, form="short"))


def test_a_message_that_was_stored_finds_its_set_by_name() -> None:
    """Pickled, copied or read from JSON, it gives the same text message."""
    message = followup()
    expected = message.for_channel("sms")

    for stored in (
        pickle.loads(pickle.dumps(message)),  # noqa: S301  our own bytes
        copy.deepcopy(message),
        Followup.from_json(message.to_json()),
    ):
        assert stored.letters is None
        assert message == stored
        assert expected == stored.for_channel("sms")


def test_a_set_that_is_not_installed_is_kept_while_the_process_lives() -> None:
    """Only after storing has the host to hand it over again."""
    mine = own_set(SHORT)
    message = Composer(mine).compose(interview(), outcome("decision_pending"))
    stored = Followup.from_json(message.to_json())

    expected = "By Friday, December 4, 2026: Platform Engineer, Norrland Data."
    assert expected in message.for_channel("sms").text
    assert expected in stored.for_channel("sms", template_set=mine).text
    with pytest.raises(TemplateSetNotFoundError):
        stored.for_channel("sms")
    assert stored.for_channel("linkedin_inmail").text


def test_a_short_letter_that_prints_more_than_was_kept_is_refused() -> None:
    """The remedy says where to declare the fact."""
    mine = own_set(SHORT.replace("{{ role }}", "{{ interview.day }}"))
    message = Composer(mine).compose(interview(), outcome("decision_pending"))

    with pytest.raises(ChannelError) as caught:
        message.for_channel("sms")

    assert ("not_essential",) == caught.value.codes
    assert ("interview.day",) == caught.value.paths


def test_a_set_without_the_short_letter_says_which_it_has() -> None:
    """A kind for which a set has no short letter is an error of the set."""
    sms = channel_profile("sms").replace(kinds={})

    with pytest.raises(TemplateSetError) as caught:
        followup("rejected").for_channel(sms)

    assert ("no_letter",) == caught.value.codes


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_a_kind_that_does_not_suit_is_refused_with_the_reason(kind: str) -> None:
    """The message is a sentence about the person who would read it."""
    with pytest.raises(ChannelError) as caught:
        followup(kind).for_channel("sms")

    assert ("unsuitable_channel",) == caught.value.codes


def test_everything_wrong_with_the_call_is_said_at_once() -> None:
    """A channel that does not exist and two limits that mean nothing."""
    with pytest.raises(ChannelError) as caught:
        followup().for_channel("telegram", limit=0, subject_limit=-3)

    assert ("unknown_channel", "bad_value", "bad_value") == caught.value.codes


def test_a_limit_of_the_call_wins_over_the_profile() -> None:
    """A paid account has room for 300."""
    message = followup("next_round", slots=(), booking_url="https://x.example.com/b")

    with pytest.raises(ChannelError):
        message.for_channel("linkedin_note", limit=120)
    assert 400 == message.for_channel("linkedin_note", limit=400).limit


def test_facts_that_a_short_letter_does_without_are_named() -> None:
    """A notice of recording is not in a text message, and the host hears so."""
    left_out = followup("next_round").for_channel("sms").left_out

    assert "outcome.recording_notice" in left_out
    assert "outcome.pay_range" in left_out
    assert "outcome.place" not in left_out


def test_the_legal_footer_goes_first() -> None:
    """What the law wants in a letter is the first thing a full chat can spare."""
    composer = Composer(options={"footer_text": "Norrland Data AB, 556677-8899"})
    message = composer.compose(interview(), outcome("decision_pending"))
    whole = message.for_channel("linkedin_inmail")

    assert whole.text.endswith("556677-8899")
    tight = message.for_channel("linkedin_inmail", limit=whole.length - 1)
    assert ("footer_text",) == tight.left_out


@pytest.mark.parametrize("locale", ("en", "de", "ja", "ar"))
@pytest.mark.parametrize("kind", SHORT_KINDS)
def test_the_variables_of_a_template_give_the_text(kind: str, locale: str) -> None:
    """Substituting them in the body reproduces the message exactly."""
    highlights = [] if kind == "no_show" else ["How you planned the migration."]
    message = COMPOSER.compose(
        interview(highlights=highlights), outcome(kind), locale=locale
    ).for_channel("whatsapp_template")

    body = message.template
    assert body is not None
    for number, variable in reversed([*enumerate(message.variables, start=1)]):
        body = body.replace(f"{{{{{number}}}}}", variable)
        assert "\n" not in variable
    assert message.text == body


@pytest.mark.parametrize("phone", (None, "+46 8 555 010 20"))
@pytest.mark.parametrize("locale", ("en", "de", "ja", "ar"))
@pytest.mark.parametrize("kind", SHORT_KINDS)
def test_every_message_has_its_template_among_the_exported(
    kind: str, locale: str, phone: str | None
) -> None:
    """What is submitted for approval is what a message of those facts is sent with."""
    highlights = [] if kind == "no_show" else ["How you planned the migration."]
    told = outcome(kind)
    sender = {"name": "Jo Lind", "email": "jo@example.com", "phone": phone}
    message = COMPOSER.compose(
        interview(highlights=highlights, sender=sender), told, locale=locale
    )
    exported = export_templates(
        kind=kind, locale=locale, formality=message.formality, outcomes=[told]
    )

    sent = message.for_channel("whatsapp_template")
    (template,) = [one for one in exported if one.body == sent.template]
    assert len(sent.variables) == len(template.fields)
    assert len(template.body) <= 1024


def test_templates_about_other_roles_are_marketing() -> None:
    """WhatsApp bills and limits them otherwise."""
    categories = {
        kind: {t.category for t in export_templates(kind=kind, locale="en")}
        for kind in ("next_round", "talent_pool")
    }

    assert {"next_round": {"UTILITY"}, "talent_pool": {"MARKETING"}} == categories


def test_a_kind_that_is_not_registered_has_no_templates() -> None:
    """The remedy lists the kinds."""
    with pytest.raises(OutcomeKindError, match="decision_pending"):
        export_templates(kind="hired", locale="en")


@pytest.mark.parametrize("locale", ("ar", "de", "en", "ja"))
@pytest.mark.parametrize(
    ("promises", "message"),
    (
        ((), {"late"}),
        (("2026-11-22",), {"promise_missed"}),
        (("2026-11-22", "2026-11-24"), {"promises_missed"}),
        (("2026-11-22", "2026-11-27"), {"promise_missed", "postponed_day"}),
        (("2026-11-22", "2027-02-25"), {"promise_missed", "advanced_day"}),
    ),
)
def test_what_a_late_message_says_can_be_exported(
    promises: tuple[str, ...], message: set[str], locale: str
) -> None:
    """The template of a late message is among those that can be submitted."""
    facts = interview(promises=[{"due": day} for day in promises])
    sent = COMPOSER.compose(
        facts,
        outcome("decision_pending"),
        locale=locale,
        send_at=datetime.fromisoformat("2026-11-25T09:30+01:00"),
    ).for_channel("whatsapp_template")
    exported = export_templates(
        kind="decision_pending", locale=locale, message=sorted(message)
    )

    assert sent.template in {template.body for template in exported}


@pytest.mark.parametrize("given", (outcome("rejected"), {"kind": "on_hold"}))
def test_templates_of_another_kinds_outcome_are_refused(given: Any) -> None:
    """Facts of another kind would leave a letter with half of its sentences."""
    outcomes = [outcome("on_hold"), given]
    with pytest.raises(ChannelError) as caught:
        export_templates(kind="on_hold", locale="en", outcomes=outcomes)

    assert ("outcomes[1]",) == caught.value.paths
    assert ("wrong_kind",) == caught.value.codes


@pytest.mark.parametrize("message", (["tardy"], ["postponed_day"]))
def test_only_what_a_kind_can_say_is_exported(message: list[str]) -> None:
    """A kind that names no day has none that was put off."""
    with pytest.raises(ChannelError) as caught:
        export_templates(kind="next_round", locale="en", message=message)
    assert ("not_a_choice",) == caught.value.codes


def test_a_stop_at_the_end_of_a_value_is_not_doubled() -> None:
    """A template's own stop follows “Acme Inc.”, and the variable gives way."""
    message = COMPOSER.compose(
        interview(),
        outcome("documents_requested", upload_url=None, how_to_send="By post."),
    ).for_channel("whatsapp_template")

    assert "By post" in message.variables
    assert "By post.\n" in message.text


@pytest.mark.parametrize(
    ("body", "codes"),
    (
        ("{{1}} writes.", ("variable_at_the_edge",)),
        ("By {{1}}", ("variable_at_the_edge",)),
        ("For {{1}}\n{{2}}.", ("adjacent_variables",)),
        ("x" * 1025, ("too_long",)),
        (
            "{{1}}{{2}}" + "x" * 1024,
            ("variable_at_the_edge", "adjacent_variables", "too_long"),
        ),
    ),
)
def test_a_template_that_whatsapp_would_refuse_is_found(
    body: str, codes: tuple[str, ...]
) -> None:
    """Variables at the edge or side by side are found before submission."""
    with pytest.raises(ChannelError) as caught:
        whatsapp_template("on_hold", "en", body, ())

    assert codes == caught.value.codes
