"""
Golden messages: every kind on every channel, in every locale and formality.

    python -m tests.golden_channels --write    accept the messages as they are now

Each file shows one kind with many facts and with few; a channel that the kind does not
suit shows why. They are compared whole. Read them: that is what they are for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from followup_kit import Composer, Followup, Interview, Outcome
from followup_kit.errors import ChannelError
from tests.golden_files import write_or_list
from tests.golden_letters import FOLDER as LETTERS_FOLDER
from tests.golden_letters import LETTERS, facts_of


__all__ = ["FOLDER", "messages"]

FOLDER: Final = LETTERS_FOLDER.parent / "channels"
_CHANNELS: Final = ("linkedin_inmail", "linkedin_note", "sms", "whatsapp_template")
_SENT_AT: Final = datetime.fromisoformat("2026-11-20T09:30+01:00")


def messages() -> Iterator[tuple[Path, str]]:
    """Yield the path of each golden file and what it has to hold."""
    composer = Composer()
    for locale, formality in LETTERS:
        facts = json.loads((LETTERS_FOLDER / locale / "facts.json").read_text("utf-8"))
        for kind in facts["outcomes"]:
            shown: list[str] = []
            for name, interview, outcome in facts_of(facts, kind):
                followup = composer.compose(
                    Interview.model_validate(interview),
                    Outcome.model_validate({"kind": kind, **outcome}),
                    locale=locale,
                    formality=formality,
                    send_at=_SENT_AT,
                )
                shown.append(f"################ {name}")
                shown += [_shown(followup, channel) for channel in _CHANNELS]
            text = "\n".join(shown) + "\n"
            yield FOLDER / locale / f"{kind}.{formality}.txt", text


def _shown(followup: Followup, channel: str) -> str:
    try:
        message = followup.for_channel(channel)
    except ChannelError as error:
        return f"======== {channel}\n{error}\n"
    lines = [f"======== {channel}: {message.length} of {message.limit} {message.unit}"]
    if channel == "sms":
        lines.append(f"Encoding: {message.encoding}")
    lines += [f"Warning: {warning}" for warning in message.warnings]
    if message.left_out:
        lines.append(f"Left out: {', '.join(message.left_out)}")
    if message.subject is not None:
        lines.append(f"Subject: {message.subject}")
    return "\n".join([*lines, "", message.template or message.text, ""])


if __name__ == "__main__":
    sys.exit(write_or_list(messages(), sys.argv[1:]))
