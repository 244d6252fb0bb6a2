"""A machine without the optional library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from followup_kit.timing import _calendar, _public_holidays


def _forget() -> None:
    _calendar._find_table.cache_clear()
    _public_holidays.known_subdivisions.cache_clear()


@pytest.fixture
def without_holidays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Act as if the extra `holidays` were not installed."""
    monkeypatch.setattr(_public_holidays, "find_library", lambda: None)
    _forget()
    yield
    _forget()
