"""Hostile sets stay within a second of CPU and 64 MiB, because the system says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.templating.test_hostile_corpus import CORPUS


pytestmark = pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="the limits are those of Linux"
)
_ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    """Try every hostile set once, each in a process with limits."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.templating.hostile_sets"],
        cwd=_ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_every_set_ends_by_itself(outcomes: dict[str, str]) -> None:
    """Opening, checking and writing one: a message within its size, or our error."""
    odd = {
        name: end for name, end in outcomes.items() if end not in {"written", "refused"}
    }
    assert {} == odd


def test_the_whole_corpus_was_tried(outcomes: dict[str, str]) -> None:
    """Every entry of the hostile corpus is among them, and many more sets."""
    entries = {f"corpus {entry['id']}" for entry in CORPUS}
    assert entries <= outcomes.keys()
    assert len(entries) + 150 <= len(outcomes)


def test_some_of_each_kind(outcomes: dict[str, str]) -> None:
    """The collection holds sets that are refused and sets that are written."""
    assert {"written", "refused"} <= set(outcomes.values())
