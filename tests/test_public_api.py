"""The public API is what its snapshot says."""

from __future__ import annotations

from tests.public_api import SNAPSHOT, render


def test_the_public_api_is_the_one_written_down() -> None:
    """Public names and signatures equal tests/public_api.txt."""
    expected = SNAPSHOT.read_text(encoding="utf-8")

    assert expected == render(), "python -m tests.public_api --write shows the change"
