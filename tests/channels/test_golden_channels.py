"""The messages on channels are the ones that were read and accepted."""

from __future__ import annotations

import re

from tests.golden_channels import FOLDER, messages


def test_every_message_is_the_accepted_one() -> None:
    """Each kind on each channel, in each locale and formality, reads as accepted."""
    seen = set()
    for path, text in messages():
        seen.add(path)
        assert path.read_text(encoding="utf-8") == text, path.name
    assert set(FOLDER.glob("*/*.txt")) == seen


def test_no_short_letter_trips_over_our_own_rules_for_wording() -> None:
    """The built-in short letters hold no wording that a finding would be raised for."""
    from followup_kit.review import find_wording

    for path, text in messages():
        written = "\n".join(
            line
            for line in text.split("\n")
            # What is said to the host is no letter.
            if not line.startswith("Warning: ") and "[unsuitable_channel]" not in line
        )
        # A variable may be a date, which a promise needs beside it.
        written = re.sub(r"\{\{\d+\}\}", "12/4", written)
        found = find_wording(written, locale=path.parent.name, path="")
        assert [] == [f.code for f in found], path.name
