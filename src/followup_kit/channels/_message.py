"""The message as it leaves on one channel."""

from __future__ import annotations

from dataclasses import dataclass

from followup_kit.channels._gsm import Encoding, sms_of
from followup_kit.channels._profile import Unit
from followup_kit.errors import Problem


__all__ = ["ChannelMessage"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChannelMessage:
    """
    A message in the form of one channel. Frozen; compares by content.

    Attributes:
        channel: The name of the channel.
        subject: One line; None if the channel has no subject.
        preheader: One line; None if the channel has none.
        text: What to send. The address of a link stands alone on its line.
        unit: What ``length`` counts.
        length: The length of ``text`` in that unit.
        limit: The longest text that the channel takes; None if there is no limit.
        left_out:
            What is not told here: blocks of the letter by name, ``details[2]`` for a
            single bullet; for a short letter also facts by path, such as
            ``outcome.pay_range``.
        warnings: What to consider before sending. Never holds a candidate's data.
        template: A WhatsApp template's body, with ``{{1}}`` for the first variable.
        variables: What goes into it, so that it gives ``text``.
    """

    channel: str
    subject: str | None
    preheader: str | None
    text: str
    unit: Unit
    length: int
    limit: int | None
    left_out: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    template: str | None = None
    variables: tuple[str, ...] = ()

    @property
    def segments(self) -> tuple[str, ...]:
        """What each text message carries if ``text`` is sent as SMS."""
        return sms_of(self.text).parts

    @property
    def encoding(self) -> Encoding:
        """How ``text`` leaves if it is sent as SMS: ``gsm7`` or ``ucs2``."""
        return sms_of(self.text).encoding

    def __repr__(self) -> str:
        """Return what it is, never what it says."""
        limit = "" if self.limit is None else f" of {self.limit}"
        return (
            f"<ChannelMessage {self.channel} {self.length}{limit} {self.unit},"
            f" {len(self.left_out)} left out, {len(self.warnings)} warnings>"
        )
