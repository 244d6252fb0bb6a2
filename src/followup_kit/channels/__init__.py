"""
Channels other than the e-mail: what they take, and messages shaped for them.

A :class:`ChannelProfile` holds the limits of a channel with their sources and says
which kinds of message do not suit it. :func:`shape` knows a message only by its
parts; ``Followup.for_channel`` hands them over. See ``docs/explanation/channels.md``.
"""

from __future__ import annotations

from followup_kit.channels._gsm import Sms, plain, sms_of
from followup_kit.channels._message import ChannelMessage
from followup_kit.channels._parts import MessageParts, Paragraph
from followup_kit.channels._profile import (
    ChannelProfile,
    Fitness,
    Unit,
    channel_profile,
    channel_profiles,
)
from followup_kit.channels._shaping import refuse_unsuitable, shape
from followup_kit.channels._whatsapp import (
    WhatsAppTemplate,
    numbered,
    substituted,
    variables_for,
    whatsapp_template,
)


__all__ = [
    "ChannelMessage",
    "ChannelProfile",
    "Fitness",
    "MessageParts",
    "Paragraph",
    "Sms",
    "Unit",
    "WhatsAppTemplate",
    "channel_profile",
    "channel_profiles",
    "numbered",
    "plain",
    "refuse_unsuitable",
    "shape",
    "sms_of",
    "substituted",
    "variables_for",
    "whatsapp_template",
]
