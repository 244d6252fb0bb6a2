"""Properties of every kind on every channel, over locales and random facts."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from followup_kit import Composer, Followup
from followup_kit.channels import (
    ChannelMessage,
    ChannelProfile,
    channel_profile,
    channel_profiles,
    plain,
)
from followup_kit.errors import ChannelError
from followup_kit.models import Outcome, outcome_kinds
from tests.factories import interview


COMPOSER = Composer()
_KINDS = {
    kind: model
    for kind, model in outcome_kinds().items()
    if model.__module__.startswith("followup_kit.")
}
names = st.sampled_from(
    [
        "Marta Kowalska",
        "Łukasz Żółć",
        "François O’Brien",
        "山田花子",
        "ليلى حداد",
        "Gergő Nagy-Szabó",
        "J. R. Müller Jr.",
    ]
)
words = st.text(
    st.sampled_from("abcdefgh äöüßçłő'’“”–…%.&日本ع"), min_size=1, max_size=40
)
titles = words.map(lambda text: f"Lead {text}".strip())


@st.composite
def followups(draw: st.DrawFn) -> Followup:
    """Draw a composed message of any kind, language and formality."""
    kind = draw(st.sampled_from(sorted(_KINDS)))
    facts = dict(draw(st.sampled_from(_KINDS[kind].sample_facts())))
    if "stage" in facts:
        facts["stage"] = draw(titles)
    if "place" in facts:
        facts["place"] = draw(titles)
    talk: dict[str, Any] = {
        "candidate": {
            "name": draw(names),
            "email": "c@example.org",
            "time_zone": draw(st.sampled_from(["Europe/Warsaw", "Asia/Tokyo"])),
        },
        "role": {"title": draw(titles)},
        "company": {"name": draw(titles)},
        "highlights": [] if kind == "no_show" else draw(st.lists(titles, max_size=3)),
    }
    if kind != "no_show" and (kind == "questions_answered" or draw(st.booleans())):
        talk["questions"] = [{"question": draw(titles), "answer": draw(titles)}]
    return COMPOSER.compose(
        interview(**talk),
        Outcome.model_validate(facts),
        locale=draw(st.sampled_from(["en", "de", "ja", "ar"])),
        formality=draw(st.sampled_from(["formal", "informal"])),
    )


def _flat(text: str) -> str:
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    return " ".join(text.translate(marks).split())


def _attempt(
    followup: Followup, profile: ChannelProfile, limit: int
) -> tuple[ChannelMessage | None, tuple[str, ...]]:
    """Return the message, or the codes of what it was refused for."""
    try:
        return followup.for_channel(profile, limit=limit), ()
    except ChannelError as error:
        return None, error.codes


def _told(followup: Followup) -> list[str]:
    """Return what no channel may leave out, from the letter's own words."""
    kept = json.loads(followup.short_facts)
    flat: list[str] = []
    for path, value in kept.items():
        if path.startswith(("message.", "sender.phone")):
            continue
        entries = value if isinstance(value, list) else [value]
        flat += [
            _flat(text)
            for entry in entries
            for text in (entry.values() if isinstance(entry, dict) else [entry])
            if isinstance(text, str)
        ]
    return flat


@settings(deadline=None, max_examples=150)
@given(followups(), st.sampled_from(sorted(channel_profiles())), st.data())
def test_never_over_the_limit_and_never_without_the_essentials(
    followup: Followup, channel: str, data: st.DataObject
) -> None:
    """Whatever fits holds each essential that the whole message holds."""
    profile = channel_profile(channel)
    fitness = profile.kinds.get(followup.kind)
    assume(fitness is None or fitness.level != "refused")
    roomy = profile.replace(limit=100_000) if profile.limit else profile
    whole = followup.for_channel(roomy)
    limit = data.draw(st.integers(1, max(whole.length, 2)))
    message, codes = _attempt(followup, profile, limit)
    if message is None:
        assert "too_long" in codes
        return
    assert message.length <= limit
    assert message.length == profile.count(message.text)
    before, after = _flat(whole.text), _flat(message.text)
    for text in _told(followup):
        wanted = {text, _flat(plain(text)), _flat(plain(f"{text} ł"))[:-2]}
        if any(one in before for one in wanted):
            assert any(one in after for one in wanted)


@settings(deadline=None, max_examples=100)
@given(followups(), st.sampled_from(["linkedin_inmail", "whatsapp", "sms"]))
def test_a_tighter_limit_never_shows_what_a_looser_one_hid(
    followup: Followup, channel: str
) -> None:
    """What is left out only grows as the limit shrinks, and so does the text."""
    profile = channel_profile(channel)
    fitness = profile.kinds.get(followup.kind)
    assume(fitness is None or fitness.level != "refused")
    roomy = profile.replace(limit=100_000)
    message = followup.for_channel(roomy)
    hidden: list[tuple[str, ...]] = [message.left_out]
    while message.length > 1:
        try:
            message = followup.for_channel(profile, limit=message.length - 1)
        except ChannelError:
            break
        hidden.append(message.left_out)

    for looser, tighter in pairwise(hidden):
        assert tighter[: len(looser)] == looser
        assert len(tighter) > len(looser)


@settings(deadline=None, max_examples=60)
@given(followups())
def test_links_stand_alone_on_their_line(followup: Followup) -> None:
    """No channel glues a sign to an address."""
    for channel in ("linkedin_message", "whatsapp"):
        text = followup.for_channel(channel, limit=100_000).text
        for line in text.split("\n"):
            if "https://" in line:
                assert line.strip().startswith("https://")
                assert " " not in line.strip()
