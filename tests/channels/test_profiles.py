"""Channels are data with a source; what a host changes is checked."""

from __future__ import annotations

from typing import Any

import pytest

from followup_kit.channels import ChannelProfile, channel_profile, channel_profiles
from followup_kit.errors import ChannelError
from followup_kit.models import outcome_kinds


def test_every_figure_has_a_source() -> None:
    """Limits are other people's rules: each says whose, how sure, and since when."""
    for profile in channel_profiles().values():
        assert profile.source, profile.name
        assert profile.note, profile.name
        assert "2026" <= profile.checked < "2030", profile.name


def test_kinds_that_do_not_suit_are_kinds() -> None:
    """A misspelt kind would suit every channel."""
    named = {kind for one in channel_profiles().values() for kind in one.kinds}

    assert named <= outcome_kinds().keys()


def test_nobody_is_rejected_by_text_message_note_or_template() -> None:
    """A no after a conversation has no place where there is no room for an answer."""
    for name in ("sms", "linkedin_note", "whatsapp_template"):
        assert "refused" == channel_profile(name).kinds["rejected"].level


@pytest.mark.parametrize("name", ("fax", "", "SMS", None, 3))
def test_an_unknown_channel_is_refused_with_the_list(name: Any) -> None:
    """The remedy names every channel there is."""
    with pytest.raises(ChannelError) as caught:
        channel_profile(name)

    assert ("unknown_channel",) == caught.value.codes
    for known in channel_profiles():
        assert known in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    (
        {"limit": 0},
        {"limit": -1},
        {"limit": True},
        {"limit": 1.5},
        {"limit": "200"},
        {"unit": "words"},
        {"form": "long"},
        {"signature": True},
        {"certainty": "sure"},
        {"preheader_aim": (0, 3)},
        {"kinds": {"rejected": "refused"}},
        {"title": 3},
    ),
)
def test_unusable_values_are_refused(changes: dict[str, Any]) -> None:
    """A channel is never built with a limit that means nothing."""
    with pytest.raises(ChannelError) as caught:
        channel_profile("sms").replace(**changes)

    assert ("bad_value",) == caught.value.codes


def test_everything_wrong_is_said_at_once() -> None:
    """Three mistakes are three problems."""
    with pytest.raises(ChannelError) as caught:
        channel_profile("sms").replace(limit=0, unit="x", colour="red")

    assert ("bad_value", "bad_value", "unknown_attribute") == caught.value.codes


def test_a_host_makes_a_channel_of_its_own() -> None:
    """What is replaced is replaced, and the rest stays."""
    portal = channel_profile("linkedin_message").replace(name="portal", limit=8000)

    assert isinstance(portal, ChannelProfile)
    assert ("portal", 8000, "utf16") == (portal.name, portal.limit, portal.unit)


def test_units_count_what_they_say() -> None:
    """Characters are code points, UTF-16 counts an emoji twice, SMS counts parts."""
    assert 2 == channel_profile("email").count("a😀")
    assert 3 == channel_profile("whatsapp").count("a😀")
    assert 2 == channel_profile("sms").count("x" * 161)
